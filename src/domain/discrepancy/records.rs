//! Record against record.

pub mod asserted_without_qualifying_section;
pub mod exit_date_mismatch;
pub mod one_list_only;
pub mod qualifying_but_denied;
pub mod status_conflict;

use crate::domain::entry::{Account, Entry};
use crate::domain::facts::Facts;
use crate::domain::part::Part;
use crate::domain::part::position::Status;
use crate::domain::partial_date::Day;

use super::Value;

/// The statuses a position can have.
pub(super) const STATUSES: [Status; 4] = [
    Status::Eligible,
    Status::NotEligible,
    Status::Ended,
    Status::Unknown,
];

/// The accounts that have taken a position.
pub(super) fn with_position(entry: &Entry) -> Vec<&Account> {
    entry
        .accounts
        .iter()
        .filter(|account| !account.positions().is_empty())
        .collect()
}

/// What an account's position was on a day, as a value to show.
pub(super) fn position_on(facts: &Facts<'_>, account: &Account, day: Day) -> Option<Value> {
    let status = STATUSES
        .into_iter()
        .find(|status| facts.status(account, *status).possible().contains(day))?;
    Some(Value {
        organisation: account.organisation.clone(),
        part: Part::Position,
        says: status.words().to_owned(),
    })
}
