//! # Leave of absence
//!
//! The Code counts people on leave under section 17 among those entitled (33.2); the courts ask whether a person has ceased to be detained
//! and left hospital in substance. Leave to live in a residential home begins the duty (ex p Watson `[1999]`); regular escorted leave does
//! not (`[2018] EWCA Civ 2852`); what lies between needs a determination.

use crate::domain::part::Answer;
use crate::domain::part::detention::Leave;
use crate::domain::when::When;

use super::Law;
use super::hospital_claim::Claim;
use super::hospital_stay::Stay;

/// Whether a leave begins the duty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Begins {
    /// Yes: the person lives elsewhere.
    Yes,
    /// No: escorted.
    No,
    /// It depends on the substance, and a person must decide.
    DeterminationNeeded,
}

/// Whether this leave begins the duty.
pub fn begins(law: &Law, leave: &Leave) -> Begins {
    let escorted = leave.escorted == Some(Answer::Yes);
    if leave.residing_away == Some(Answer::Yes) {
        Begins::Yes
    } else if escorted && law.escorted_leave_is_settled() {
        Begins::No
    } else {
        Begins::DeterminationNeeded
    }
}

/// The days of a stay on which the person was away on a leave that begins the duty: certainly, or perhaps.
pub fn away(law: &Law, stay: &Stay<'_>) -> When {
    let mut away = When::never();
    for leave in stay.claims.iter().flat_map(Claim::leaves) {
        let back = leave.until.map_or_else(When::never, When::from);
        let days = || When::from(leave.from).minus(&back);
        away = match begins(law, leave) {
            Begins::Yes => away.or(&days()),
            Begins::No => away,
            Begins::DeterminationNeeded => away.or(&days().doubtful()),
        };
    }
    away
}
