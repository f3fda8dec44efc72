//! What the law says: entitlement, duties, clocks.

use async_graphql::{Enum, SimpleObject};

use super::organisation::{Kind, Organisation};
use super::rule::Provision;
use crate::access::{self, Graded, SeenDuty};
use crate::domain::law::{self, Finding, Responsible, reviews, s117_1, s117_2};
use crate::domain::organisation::Organisations;
use crate::graphql::scalar::{PartialDate, show, show_some};

/// How much of a derived answer or a discrepancy you are given.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "access::Grade")]
pub enum Grade {
    /// All of it.
    Whole,
    /// That it stands and about which parts, without reasons or values you may not read.
    AboutWhichPart,
    /// Only that something stands, and with whom.
    ThatItStands,
}

/// How far a finding can be relied on.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "law::Confidence")]
pub enum Confidence {
    /// The words of the law lead to it.
    Law,
    /// The law's drafting is contested and national policy reads it so.
    Policy,
}

/// Whether the person is entitled, derived from the facts on record (Mental Health Act 1983, s. 117(1)). Nobody writes it.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "s117_1::Status")]
pub enum EntitlementStatus {
    /// Yes: out of hospital after a qualifying detention.
    Entitled,
    /// Detained under a qualifying section: will be on leaving hospital, and after-care must be planned.
    Prospective,
    /// Every detention on record by this day is one that does not qualify, or began later.
    NotEntitled,
    /// The person has died.
    Deceased,
    /// The facts leave it open.
    DeterminationNeeded,
    /// The record does not say what the law asks.
    CannotTell,
}

/// How a duty stands.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "s117_2::Status")]
pub enum DutyStatus {
    /// Detained: after-care must be planned.
    Prospective,
    /// Owed.
    Owed,
    /// In hospital again under a qualifying section: it resumes on leaving.
    InHospital,
    /// Passed on by a further qualifying detention, without decision and without fault (UKSC 2023/31).
    Superseded,
    /// The person has died.
    Deceased,
    /// The accounts or their dates leave open whether it is owed on this day.
    DeterminationNeeded,
}

fn sentences<T>(finding: &Finding<T>) -> Vec<String> {
    let cited = |reason: &law::Reason| match reason.provision {
        Some(provision) => format!("{} [{}]", reason.sentence, provision.citation()),
        None => reason.sentence.clone(),
    };
    finding.because.iter().map(cited).collect()
}

fn provisions<T>(finding: &Finding<T>) -> Vec<Provision> {
    let mut cited: Vec<_> = finding
        .because
        .iter()
        .filter_map(|reason| reason.provision)
        .collect();
    cited.dedup();
    cited.into_iter().map(Provision::from).collect()
}

/// Whether the person is entitled, since when, and why.
#[derive(SimpleObject, Debug)]
pub struct Entitlement {
    /// Whether.
    pub status: EntitlementStatus,
    /// Since when: `unknown` where no account records the day; null where the person is not entitled or that cannot be said.
    pub since: Option<PartialDate>,
    /// Why, in sentences with their citation; empty where you may not read the parts it rests on.
    pub because: Vec<String>,
    /// The provisions.
    pub provisions: Vec<Provision>,
    /// How much of it you are given.
    pub grade: Grade,
}

impl From<&Graded<Finding<s117_1::Entitlement>>> for Entitlement {
    fn from(graded: &Graded<Finding<s117_1::Entitlement>>) -> Self {
        Self {
            status: graded.answer.outcome.status.into(),
            since: match graded.answer.outcome.status {
                // There is such a day; where no account records it, that is said.
                s117_1::Status::Entitled | s117_1::Status::Prospective => Some(
                    graded
                        .answer
                        .outcome
                        .since
                        .as_ref()
                        .map_or_else(|| PartialDate("unknown".to_owned()), show),
                ),
                s117_1::Status::NotEntitled
                | s117_1::Status::Deceased
                | s117_1::Status::DeterminationNeeded
                | s117_1::Status::CannotTell => show_some(graded.answer.outcome.since.as_ref()),
            },
            because: sentences(&graded.answer),
            provisions: provisions(&graded.answer),
            grade: graded.grade.into(),
        }
    }
}

/// The duty of one body (Mental Health Act 1983, s. 117(2)). Council and ICB are answered apart: a difference of area is no error.
#[derive(SimpleObject, Debug)]
pub struct Duty {
    /// A council's or an ICB's.
    pub kind: Kind,
    /// Whose; null where the law or the facts do not settle it.
    pub body: Option<Organisation>,
    /// Whether the duty is NHS England's own (SI 2022/635, reg. 8).
    pub nhs_england: bool,
    /// The bodies it may be, where a determination is needed or the record does not say: those the law leaves, and those that accounts name.
    pub candidates: Vec<Organisation>,
    /// What the record would have to say to settle it; null where the duty is settled or needs a determination.
    pub missing: Option<&'static str>,
    /// How it stands.
    pub status: DutyStatus,
    /// Owed since.
    pub since: Option<PartialDate>,
    /// Owed until; null while it runs.
    pub until: Option<PartialDate>,
    /// Why this body, in sentences with their citation; empty where you may not read the parts it rests on.
    pub because: Vec<String>,
    /// The provisions.
    pub provisions: Vec<Provision>,
    /// How far the answer can be relied on.
    pub confidence: Confidence,
    /// How much of it you are given.
    pub grade: Grade,
}

impl Duty {
    /// A duty as it is published.
    pub fn of(seen: &SeenDuty, organisations: &Organisations) -> Self {
        let s117_2::Duty {
            kind,
            responsible,
            status,
            since,
            until,
        } = &seen.duty;
        let mut candidates = seen.named.clone();
        let (mut missing, mut nhs_england) = (None, false);
        match &responsible.outcome {
            Responsible::Is(_) => {}
            Responsible::NhsEngland => nhs_england = true,
            Responsible::DeterminationNeeded(several) => candidates.extend(several.iter().cloned()),
            Responsible::CannotTell(what) => missing = Some(*what),
        }
        candidates.sort_unstable();
        candidates.dedup();
        Self {
            kind: (*kind).into(),
            body: responsible
                .outcome
                .body()
                .map(|code| Organisation::of(organisations, code)),
            nhs_england,
            candidates: candidates
                .iter()
                .map(|code| Organisation::of(organisations, code))
                .collect(),
            missing,
            status: (*status).into(),
            since: show_some(since.as_ref()),
            until: show_some(until.as_ref()),
            because: sentences(responsible),
            provisions: provisions(responsible),
            confidence: responsible.confidence.into(),
            grade: seen.grade.into(),
        }
    }
}

/// What is due.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "reviews::ClockKind")]
pub enum ClockKind {
    /// The first review, six weeks after discharge.
    FirstReview,
    /// The yearly review.
    YearlyReview,
}

/// How a clock stands. Due on a day means overdue from the day after.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "reviews::ClockState")]
pub enum ClockState {
    /// Running, not yet due.
    Running,
    /// Overdue on some reading of vague dates.
    PossiblyOverdue,
    /// Overdue on every reading.
    Overdue,
}

/// A clock that runs for the person.
#[derive(SimpleObject, Debug)]
pub struct Clock {
    /// What is due.
    pub kind: ClockKind,
    /// The day it runs from.
    pub from: PartialDate,
    /// The day it is due.
    pub due: PartialDate,
    /// How it stands.
    pub state: ClockState,
    /// Under what.
    pub provision: Provision,
}

impl From<&reviews::Clock> for Clock {
    fn from(clock: &reviews::Clock) -> Self {
        let reviews::Clock {
            kind,
            from,
            due,
            state,
            provision,
        } = clock;
        Self {
            kind: (*kind).into(),
            from: show(from),
            due: show(due),
            state: (*state).into(),
            provision: Provision::from(*provision),
        }
    }
}
