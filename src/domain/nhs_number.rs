//! The NHS number: ten digits, the last a modulus 11 check digit (NHS Data Model and Dictionary, NHS NUMBER).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A number that passes its check. Whether it is the right person's is another question: see `NhsNumberStatus`.
///
/// `Debug` hides it, so that it cannot reach a log by accident; `as_str` is the one way out.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NhsNumber(String);

/// Why a text is not an NHS number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAnNhsNumber {
    /// Not ten digits.
    #[error("an NHS number has ten digits")]
    Form,
    /// The last digit is not the check digit of the first nine.
    #[error("the check digit does not match: at least one digit is wrong")]
    CheckDigit,
    /// One digit ten times over: a filler that some systems write for \"none\".
    #[error("one digit repeated is a filler, not an NHS number")]
    Repeated,
}

impl NhsNumber {
    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for NhsNumber {
    type Err = NotAnNhsNumber;

    /// Spaces and hyphens between the groups are accepted and dropped.
    fn from_str(text: &str) -> Result<Self, NotAnNhsNumber> {
        if text.len() > 20 {
            return Err(NotAnNhsNumber::Form);
        }
        let digits: Vec<u32> = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '-'))
            .map(|c| {
                if c.is_ascii_digit() {
                    c.to_digit(10)
                } else {
                    None
                }
            })
            .collect::<Option<_>>()
            .ok_or(NotAnNhsNumber::Form)?;
        let [stem @ .., check] = digits.as_slice() else {
            return Err(NotAnNhsNumber::Form);
        };
        if stem.len() != 9 {
            return Err(NotAnNhsNumber::Form);
        }
        if stem.iter().all(|digit| digit == check) {
            return Err(NotAnNhsNumber::Repeated);
        }
        let sum: u32 = stem
            .iter()
            .zip((2..=10).rev())
            .map(|(digit, weight)| digit * weight)
            .sum();
        // 11 stands for 0, and a stem that gives 10 is never issued.
        if (11 - sum % 11) % 11 != *check {
            return Err(NotAnNhsNumber::CheckDigit);
        }
        Ok(Self(
            digits
                .iter()
                .filter_map(|&digit| char::from_digit(digit, 10))
                .collect(),
        ))
    }
}

impl TryFrom<String> for NhsNumber {
    type Error = NotAnNhsNumber;

    fn try_from(text: String) -> Result<Self, NotAnNhsNumber> {
        text.parse()
    }
}

impl From<NhsNumber> for String {
    fn from(number: NhsNumber) -> Self {
        number.0
    }
}

impl fmt::Debug for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NhsNumber(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_passes_however_it_is_grouped() {
        for text in ["9434765919", "943 476 5919", "943-476-5919"] {
            assert_eq!(text.parse::<NhsNumber>().unwrap().as_str(), "9434765919");
        }
    }

    #[test]
    fn what_fails_says_why() {
        for (text, why) in [
            ("9434765918", NotAnNhsNumber::CheckDigit),
            ("9991234560", NotAnNhsNumber::CheckDigit),
            ("9991700030", NotAnNhsNumber::CheckDigit),
            ("0000000000", NotAnNhsNumber::Repeated),
            ("1111111111", NotAnNhsNumber::Repeated),
            ("943476591", NotAnNhsNumber::Form),
            ("", NotAnNhsNumber::Form),
            ("٩٤٣٤٧٦٥٩١٩", NotAnNhsNumber::Form),
        ] {
            assert_eq!(text.parse::<NhsNumber>(), Err(why), "{text}");
        }
    }

    #[test]
    fn the_digits_never_show_in_debug_output() {
        let number: NhsNumber = "9991700013".parse().unwrap();
        assert!(!format!("{number:?}").contains("999"));
    }
}
