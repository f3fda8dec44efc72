//! What one body owes after a case, and how far it has come.

use crate::domain::code::OrganisationCode;
use crate::domain::part::Answer;
use crate::domain::part::ombudsman::{ComplianceEvidence, Recommendation};
use crate::domain::partial_date::{Day, PartialDate};

/// One thing that one body owes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Owed {
    /// What was recommended, as recorded.
    pub recommendation: Recommendation,
    /// Who owes it today; the body itself where nobody took over from it alone.
    pub by: OrganisationCode,
    /// The evidence that the body, or whoever stands in its shoes, gives.
    pub evidence: Vec<ComplianceEvidence>,
    /// The earlier cases, linked with this one, in which the same kind of thing was recommended to the same body.
    pub before: Vec<String>,
}

/// How far it has come on a day, by the body's own evidence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Progress {
    /// Not done, and not due yet, or not by any day.
    ToDo,
    /// Not done, and its day may have passed.
    PossiblyOverdue,
    /// Not done, and its day has passed.
    Overdue,
    /// The body says that it has done it.
    Reported,
    /// The Ombudsman has accepted the body's evidence.
    Accepted,
    /// It was done once, and is so no longer.
    Lapsed,
}

impl Owed {
    /// How far it has come on a day.
    pub fn progress(&self, on: Day) -> Progress {
        let happened = |date: PartialDate| date.earliest().is_none_or(|day| day <= on);
        let known = |one: &&ComplianceEvidence| {
            one.complied == Answer::Yes && one.done.is_none_or(happened)
        };
        // What was done last counts: it may have been put right after it lapsed.
        let done = self.evidence.iter().filter(known);
        let last = done.max_by_key(|one| one.done.and_then(PartialDate::earliest));
        let Some(last) = last else {
            let due = self.recommendation.due;
            return match due.map(|due| (due.earliest(), due.latest())) {
                Some((_, Some(latest))) if latest < on => Progress::Overdue,
                Some((Some(earliest), _)) if earliest < on => Progress::PossiblyOverdue,
                Some(_) | None => Progress::ToDo,
            };
        };
        if last.lapsed.is_some_and(happened) {
            Progress::Lapsed
        } else if last.accepted.is_some_and(happened) {
            Progress::Accepted
        } else {
            Progress::Reported
        }
    }

    /// What it says it paid, in pence.
    pub fn paid(&self) -> u64 {
        let complied = self
            .evidence
            .iter()
            .filter(|one| one.complied == Answer::Yes);
        complied
            .filter_map(|one| one.paid_pence)
            .fold(0, u64::saturating_add)
    }
}
