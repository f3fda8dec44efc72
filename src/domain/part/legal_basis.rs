//! Under which section the person was held, spell by spell. Part 3 codes are criminal-offence data, so this part is shared less widely
//! than the spells themselves.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Answer, Content, Keyed, LeftOut, Listed, in_order, not_in_the_future};
use crate::domain::code::ItemKey;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;

/// A code of MENTAL HEALTH ACT LEGAL STATUS CLASSIFICATION (MHSDS `LegalStatusCode`), kept with two digits however it was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LegalStatusCode(u8);

/// The text is not a code of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a Mental Health Act legal status code: 01 to 10, 12 to 20, 31 to 38, 98 or 99")]
pub struct NotALegalStatus;

impl LegalStatusCode {
    /// The code as a number.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl FromStr for LegalStatusCode {
    type Err = NotALegalStatus;

    fn from_str(text: &str) -> Result<Self, NotALegalStatus> {
        let shaped = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let number = if shaped { text.parse().unwrap_or(0) } else { 0 };
        matches!(number, 1..=10 | 12..=20 | 31..=38 | 98 | 99)
            .then_some(Self(number))
            .ok_or(NotALegalStatus)
    }
}

impl fmt::Display for LegalStatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl TryFrom<String> for LegalStatusCode {
    type Error = NotALegalStatus;

    fn try_from(text: String) -> Result<Self, NotALegalStatus> {
        text.parse()
    }
}

impl From<LegalStatusCode> for String {
    fn from(code: LegalStatusCode) -> Self {
        code.to_string()
    }
}

/// The order of a court or of the Secretary of State behind a Part 3 status, where the code alone does not say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderType {
    /// A hospital order (s. 37, or of like effect).
    HospitalOrder,
    /// A guardianship order (s. 37), which is not a hospital order.
    GuardianshipOrder,
    /// A supervision order, or another that sends nobody to hospital.
    OtherOrder,
    /// Recorded as not known.
    Unknown,
}

/// One legal status over a stretch of time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LegalStatus {
    /// The writer's key.
    pub key: ItemKey,
    /// The spell it belongs to, by the key that spell has in the detention part of the same account.
    pub spell: ItemKey,
    /// The code.
    pub code: LegalStatusCode,
    /// From.
    pub from: PartialDate,
    /// Until.
    pub until: Option<PartialDate>,
    /// The application was made, for a Part 2 status (SI 2022/635, reg. 5).
    pub application: Option<PartialDate>,
    /// The order behind it.
    pub order: Option<OrderType>,
    /// With a restriction order or direction (s. 41, 49).
    pub restricted: Option<Answer>,
    /// Whether NHS England arranged the detention (SI 2022/635, reg. 7(4), (5)).
    pub commissioned_by_nhs_england: Option<Answer>,
}

impl Keyed for LegalStatus {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The legal basis part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LegalBasis {
    /// Statuses, in any order.
    pub statuses: Listed<LegalStatus>,
}

impl Content for LegalBasis {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.statuses
            .check("statuses", problems, |status, problems| {
                not_in_the_future("from", Some(status.from), today, problems);
                in_order(
                    Some(status.from),
                    "until",
                    status.until,
                    "the status began",
                    problems,
                );
                not_in_the_future("application", status.application, today, problems);
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.statuses.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.statuses.left_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_normalised_and_checked_against_the_table() {
        assert_eq!("3".parse::<LegalStatusCode>().unwrap().to_string(), "03");
        for bad in ["", "11", "21", "100", "3a", "0", "٣"] {
            assert!(bad.parse::<LegalStatusCode>().is_err(), "{bad}");
        }
    }
}
