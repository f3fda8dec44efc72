//! Codes that others keep: organisations (ODS and GSS), GP practices, postcodes, and the keys that bodies give their own items.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Why a text does not have the shape of the code it should be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotACode {
    /// Neither an ODS nor a GSS code.
    #[error(
        "an organisation is an ODS code such as QPM or RP1, or for a council a GSS code such as E06000062"
    )]
    Organisation,
    /// Not a GP practice code.
    #[error("a GP practice is an ODS code of one letter and five digits, such as K83001")]
    Practice,
    /// Not a postcode.
    #[error("a postcode looks like NN1 1ED; for no fixed abode say noFixedAbode")]
    Postcode,
    /// Not a key.
    #[error("a key is 1 to 64 letters, digits, dots, colons, slashes, hyphens or underscores")]
    Key,
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $wrong:ident, $read:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The code as written down.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotACode;

            fn from_str(text: &str) -> Result<Self, NotACode> {
                let read: fn(&str) -> Option<String> = $read;
                read(text).map(|code| Self(code.into())).ok_or(NotACode::$wrong)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotACode;

            fn try_from(text: String) -> Result<Self, NotACode> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

fn upper(c: char) -> bool {
    c.is_ascii_uppercase()
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

code! {
    /// The code of an organisation: ODS for ICBs, Trusts and hospitals, GSS (nine characters) for councils.
    OrganisationCode, Organisation, |text| {
        let gss = text.len() == 9 && text.starts_with(['E', 'W', 'N', 'S']) && text.get(1..).is_some_and(digits);
        let ods = (3..=6).contains(&text.len()) && text.starts_with(|c: char| upper(c) || c.is_ascii_digit())
            && text.chars().all(|c| upper(c) || c.is_ascii_digit());
        (gss || ods).then(|| text.to_owned())
    }
}

impl LocalId {
    /// The identifier of nobody, for facts that are about no person.
    pub fn of_nobody() -> Self {
        Self("-".into())
    }
}

impl OrganisationCode {
    /// Whether it is written as a GSS code, the way councils are.
    pub fn is_gss(&self) -> bool {
        self.0.len() == 9
    }
}

code! {
    /// The ODS code of a GP practice.
    PracticeCode, Practice, |text| {
        (text.len() == 6 && text.starts_with(upper) && text.get(1..).is_some_and(digits)).then(|| text.to_owned())
    }
}

code! {
    /// A United Kingdom postcode, in capitals with one space.
    Postcode, Postcode, |text| {
        let packed: String = text.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_uppercase()).collect();
        let (outward, inward) = packed.len().checked_sub(3).and_then(|at| packed.split_at_checked(at))?;
        let inward_fits = inward.starts_with(|c: char| c.is_ascii_digit()) && inward.chars().skip(1).all(upper);
        let outward_fits = (2..=4).contains(&outward.len()) && outward.starts_with(upper)
            && outward.chars().all(|c| upper(c) || c.is_ascii_digit()) && outward.contains(|c: char| c.is_ascii_digit());
        (inward_fits && outward_fits).then(|| format!("{outward} {inward}"))
    }
}

code! {
    /// The key a body gives one of its items (a spell, a plan, a review), the same each time the item is submitted.
    ItemKey, Key, |text| {
        let fits = (1..=64).contains(&text.len())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '/' | '-' | '_'));
        fits.then(|| text.to_owned())
    }
}

code! {
    /// The identifier a body's own system has for the person.
    LocalId, Key, |text| text.parse::<ItemKey>().ok().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_are_shaped_as_ods_or_gss() {
        for good in ["QPM", "RP1", "E06000062", "NV1AB"] {
            assert!(good.parse::<OrganisationCode>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "rp1",
            "E0600006",
            "E0600006X",
            "QP M",
            "TOOLONGX",
            "QÉM",
        ] {
            assert_eq!(
                bad.parse::<OrganisationCode>(),
                Err(NotACode::Organisation),
                "{bad}"
            );
        }
    }

    #[test]
    fn postcodes_are_kept_in_one_form() {
        assert_eq!("nn11ed".parse::<Postcode>().unwrap().as_str(), "NN1 1ED");
        assert_eq!("EC1A 1BB".parse::<Postcode>().unwrap().as_str(), "EC1A 1BB");
        for bad in ["", "é", "12345", "NN1", "NNN NNN", "日本語"] {
            assert_eq!(bad.parse::<Postcode>(), Err(NotACode::Postcode), "{bad}");
        }
    }
}
