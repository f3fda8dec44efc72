//! The reference of an Ombudsman's case, however it was printed: spaces or hyphens, a capital O for a zero, a letter for each body.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Eight digits, with a letter where several bodies were looked into under one case; kept without spaces, as `25000113b`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseReference(String);

/// The text is not a case reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "a case reference is eight digits, with a letter where there are several bodies, such as 24 015 710 or 25 000 113b"
)]
pub struct NotACaseReference;

/// How many digits a case has.
const DIGITS: usize = 8;

impl CaseReference {
    /// The reference as kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The case, without the letter of the body: the same for every body looked into under it.
    pub fn case(&self) -> &str {
        self.0.trim_end_matches(|c: char| c.is_ascii_lowercase())
    }
}

impl FromStr for CaseReference {
    type Err = NotACaseReference;

    fn from_str(text: &str) -> Result<Self, NotACaseReference> {
        let packed = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let mut read = String::with_capacity(DIGITS + 1);
        for (at, c) in packed.enumerate() {
            read.push(match c {
                'O' | 'o' if at < DIGITS => '0',
                digit if at < DIGITS && digit.is_ascii_digit() => digit,
                letter if at == DIGITS && letter.is_ascii_alphabetic() => {
                    letter.to_ascii_lowercase()
                }
                _ => return Err(NotACaseReference),
            });
        }
        if read.len() < DIGITS {
            Err(NotACaseReference)
        } else {
            Ok(Self(read))
        }
    }
}

impl TryFrom<String> for CaseReference {
    type Error = NotACaseReference;

    fn try_from(text: String) -> Result<Self, NotACaseReference> {
        text.parse()
    }
}

impl From<CaseReference> for String {
    fn from(reference: CaseReference) -> Self {
        reference.0
    }
}

impl fmt::Display for CaseReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_kept_in_one_form_however_it_was_printed() {
        for (printed, kept) in [
            ("24 015 710", "24015710"),
            ("24-015-710", "24015710"),
            ("18 O10 781", "18010781"),
            ("25\u{a0}000\u{a0}113B", "25000113b"),
        ] {
            assert_eq!(
                printed.parse::<CaseReference>().unwrap().as_str(),
                kept,
                "{printed}"
            );
        }
    }

    #[test]
    fn bodies_looked_into_together_share_a_case() {
        let [one, other] =
            ["24 005 859", "24 005 859a"].map(|text| text.parse::<CaseReference>().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.case(), other.case());
    }

    #[test]
    fn a_letter_o_after_the_digits_is_the_letter_of_a_body() {
        assert_eq!(
            "18 010 781O".parse::<CaseReference>().unwrap().as_str(),
            "18010781o"
        );
    }

    #[test]
    fn what_is_no_reference_is_refused() {
        for bad in [
            "",
            "24 015 71",
            "24 015 7100",
            "24 015 710ab",
            "24 015 71a",
            "24/015/710",
            "٢٤٠١٥٧١٠",
        ] {
            assert_eq!(
                bad.parse::<CaseReference>(),
                Err(NotACaseReference),
                "{bad}"
            );
        }
    }
}
