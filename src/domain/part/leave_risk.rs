//! What was put in place before each leave of absence: risk assessment, contingency, authorisation and conditions (Code of Practice
//! 27.10, 27.22).

use serde::{Deserialize, Serialize};

use super::plan::Role;
use super::{Answer, Content, Keyed, LeftOut, Listed, in_order, not_in_the_future};
use crate::domain::code::ItemKey;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// What was put in place for one leave.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LeaveSafeguards {
    /// The writer's key.
    pub key: ItemKey,
    /// The leave, by the key it has in the detention part of the same account.
    pub leave: ItemKey,
    /// Whether the risk was assessed and the assessment written down (Code 27.10).
    pub risk_assessed: Option<Answer>,
    /// Assessed on.
    pub assessed_on: Option<PartialDate>,
    /// What the assessment found.
    pub risk: Option<Text>,
    /// What to do if the leave goes wrong.
    pub contingency: Option<Text>,
    /// Authorised on (Code 27.22).
    pub authorised: Option<PartialDate>,
    /// The role of whoever authorised it.
    pub authorised_by: Option<Text>,
    /// The conditions of the leave.
    pub conditions: Option<Text>,
    /// The authorisation was given on to those who need it.
    pub given_on: Option<PartialDate>,
    /// To whom it was given.
    pub given_to: Vec<Role>,
}

impl Keyed for LeaveSafeguards {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The leave risk part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LeaveRisk {
    /// Leaves, in any order.
    pub leaves: Listed<LeaveSafeguards>,
}

impl Content for LeaveRisk {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.leaves.check("leaves", problems, |leave, problems| {
            not_in_the_future("assessedOn", leave.assessed_on, today, problems);
            not_in_the_future("authorised", leave.authorised, today, problems);
            not_in_the_future("givenOn", leave.given_on, today, problems);
            in_order(
                leave.authorised,
                "givenOn",
                leave.given_on,
                "the authorisation",
                problems,
            );
        });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.leaves.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.leaves.left_out
    }
}
