//! Acts: what a body does that changes the shared state, where a statement only says what it holds.
//!
//! Each is worked out here from the entry as it stands under lock, and comes to new versions of the actor's own parts or to a refusal that
//! names its provision. Nobody's act writes another's record.

pub mod dispute;
pub mod ending;

use super::law::{Provision, Reason, Sentence};
use super::part::ending::EvidenceDigest;
use super::problem::{Problem, ProblemCode, Problems};

/// Why an act is not done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// What was sent is wrong: everything that is.
    Problems(Vec<Problem>),
    /// The law does not allow it, for each of these reasons.
    Law(Vec<Reason>),
    /// What was to be signed is no longer what it was: this is what it is now.
    Changed(EvidenceDigest),
}

impl Refused {
    fn law(provision: &'static Provision, sentence: impl Into<Sentence>) -> Self {
        Self::Law(vec![Reason {
            sentence: sentence.into(),
            provision,
        }])
    }

    fn problem(path: &str, code: ProblemCode, message: &str) -> Self {
        let mut problems = Problems::at("");
        problems.report_at(path, code, message);
        Self::Problems(problems.into_found())
    }
}

#[cfg(test)]
mod tests;
