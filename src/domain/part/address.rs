//! Where the person lives and lived: postcodes with dates. A protected address is withheld from bodies that are only candidates.

use serde::{Deserialize, Serialize};

use super::{Content, Keyed, LeftOut, Listed, in_order, not_in_the_future};
use crate::domain::code::{ItemKey, Postcode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};

/// A stay at one postcode, or without a fixed abode.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stay {
    /// The writer's key.
    pub key: ItemKey,
    /// The postcode.
    pub postcode: Option<Postcode>,
    /// No fixed abode, recorded as such.
    pub no_fixed_abode: bool,
    /// From.
    pub from: Option<PartialDate>,
    /// Until.
    pub until: Option<PartialDate>,
}

impl Keyed for Stay {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The address part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Address {
    /// Stays, in any order.
    pub stays: Listed<Stay>,
    /// Whether the address must be kept from those who do not need it to care for the person.
    pub protected: bool,
}

impl Content for Address {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.stays.check("stays", problems, |stay, problems| {
            if stay.postcode.is_none() && !stay.no_fixed_abode {
                problems.report(ProblemCode::Missing, "give a postcode, or say noFixedAbode");
            }
            not_in_the_future("from", stay.from, today, problems);
            in_order(stay.from, "until", stay.until, "the first day", problems);
        });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.stays.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.stays.left_out
    }
}
