//! Who the person is. Written by every body as its own record has it; two accounts meet on NHS number, birth date and surname initial.

use serde::{Deserialize, Serialize};

use super::{Content, in_order, not_in_the_future};
use crate::domain::nhs_number::NhsNumber;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// A name the person has or had.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PersonName {
    /// Given names, in the person's own order.
    pub given: Option<Text>,
    /// Family name.
    pub family: Text,
}

/// The person's stated gender for administrative purposes (NHS Data Model and Dictionary, PERSON STATED GENDER CODE).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Indeterminate.
    Indeterminate,
    /// Recorded as not known.
    Unknown,
}

/// How sure the body is that the number is this person's (NHS Data Model and Dictionary, NHS NUMBER STATUS INDICATOR CODE, shortened).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NhsNumberStatus {
    /// Present and verified by tracing.
    Verified,
    /// Present, not traced.
    NotTraced,
    /// Traced without success, or with more than one match.
    TraceFailed,
    /// The person has none, or none is known: recorded as unknown.
    NoneKnown,
}

/// The identity part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Identity {
    /// The name in use.
    pub name: PersonName,
    /// Former and other names.
    pub former_names: Vec<PersonName>,
    /// Birth date.
    pub born: Option<PartialDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// NHS number.
    pub nhs_number: Option<NhsNumber>,
    /// How sure the body is of the number.
    pub nhs_number_status: Option<NhsNumberStatus>,
    /// Date of death.
    pub died: Option<PartialDate>,
}

impl Identity {
    /// The birth date, where it is exact.
    pub fn exact_birth(&self) -> Option<Day> {
        let exact = self.born.filter(|born| born.earliest() == born.latest());
        exact.and_then(PartialDate::earliest)
    }

    /// The first letter of the family name, small.
    pub fn initial(&self) -> Option<char> {
        let first = self.name.family.as_str().trim().chars().next()?;
        first.to_lowercase().next()
    }

    /// What two accounts must share before a computer may say that they are of one person: NHS number, exact birth date, and the
    /// first letter of the family name.
    pub fn evidence(&self) -> Option<(&NhsNumber, Day, char)> {
        Some((
            self.nhs_number.as_ref()?,
            self.exact_birth()?,
            self.initial()?,
        ))
    }
}

impl Content for Identity {
    fn check(&self, today: Day, problems: &mut Problems) {
        not_in_the_future("born", self.born, today, problems);
        not_in_the_future("died", self.died, today, problems);
        in_order(self.born, "died", self.died, "the birth date", problems);
    }
}
