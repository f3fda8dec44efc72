//! Scope: which entries an organisation's lists may draw on.

use crate::domain::code::OrganisationCode;

use super::caller::Caller;

/// The rows an organisation's lists, counts and cursors may draw on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope(OrganisationCode);

impl Scope {
    /// The rows that suppressed counts may draw on, for whoever may ask for them.
    pub(super) fn of_counts(caller: &Caller) -> Self {
        Self(caller.organisation().clone())
    }

    /// Whose rows.
    pub const fn organisation(&self) -> &OrganisationCode {
        &self.0
    }
}

/// The scope of a caller; none if its role sees no people.
pub fn scope(caller: &Caller) -> Option<Scope> {
    caller
        .role()
        .sees_people()
        .then(|| Scope(caller.organisation().clone()))
}
