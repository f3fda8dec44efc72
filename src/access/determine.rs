//! The same engine over facts that a caller types in: about nobody, and kept nowhere. Whoever may ask anything may ask this.

use std::sync::Arc;

use crate::domain::entry::Entry;
use crate::domain::facts::Facts;
use crate::domain::organisation::Organisations;
use crate::domain::partial_date::Day;

use super::answers::{Answers, whole};

/// What the law says of facts typed in.
#[derive(Clone, Debug)]
pub struct Determination {
    /// What it says.
    pub answers: Answers,
    /// Organisations by code, to name them.
    pub organisations: Arc<Organisations>,
}

/// What the law says of these facts on a day. They are the caller's own, so nothing in the answer is withheld.
pub fn determine(facts: &Entry, on: Day) -> Determination {
    Determination {
        answers: whole(&Facts::of(facts), on),
        organisations: Arc::clone(&facts.organisations),
    }
}
