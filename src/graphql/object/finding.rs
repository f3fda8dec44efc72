//! What the law says: entitlement, duties, clocks.

use async_graphql::{Enum, SimpleObject};

use super::organisation::{Kind, Organisation};
use super::rule::{Part, Provision};
use crate::access::{self, Graded, SeenDuty};
use crate::domain::code::OrganisationCode;
use crate::domain::law::{self, Finding, Responsible, reviews, s117_1, s117_2};
use crate::domain::organisation::Organisations;
use crate::graphql::scalar::{PartialDate, show, show_some};

/// How much of a derived answer or a discrepancy you are given.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "access::Grade")]
pub enum Grade {
    /// You are given all of it, with reasons and values.
    Whole,
    /// You are told that it stands and about which parts, without reasons or values you may not read.
    AboutWhichPart,
    /// You are told only that something stands, and with whom.
    ThatItStands,
}

/// How far a finding can be relied on.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "law::Confidence")]
pub enum Confidence {
    /// The words of the law lead to the finding.
    Law,
    /// The law's drafting is contested and national policy reads it so.
    Policy,
}

/// Whether the person is entitled, derived from the facts on record (Mental Health Act 1983, s. 117(1)). Nobody writes it.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "s117_1::Status")]
pub enum EntitlementStatus {
    /// The person is entitled: out of hospital after a qualifying detention.
    Entitled,
    /// Detained under a qualifying section: the person will be entitled on leaving hospital, and after-care must be planned.
    Prospective,
    /// The person is not entitled: every detention on record by this day does not qualify, or began later.
    NotEntitled,
    /// The person was entitled, and the ICB and the council were both satisfied that after-care was no longer needed.
    Ended,
    /// The person has died, which ends services but not claims.
    Deceased,
    /// The facts on record leave open whether the person is entitled.
    DeterminationNeeded,
    /// The record does not say what the law asks, so nobody can tell whether the person is entitled.
    CannotTell,
}

/// How the duty of a body stands.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "s117_2::Status")]
pub enum DutyStatus {
    /// The person is detained under a qualifying section, and after-care must be planned.
    Prospective,
    /// The duty is owed on this day.
    Owed,
    /// The person is in hospital again under a qualifying section: the duty resumes on leaving.
    InHospital,
    /// The duty was passed on by a further qualifying detention, without decision and without fault (`[2023] UKSC 31`).
    Superseded,
    /// The duty ended: the ICB and the council were both satisfied that after-care was no longer needed.
    Ended,
    /// The person has died, which ends services but not claims.
    Deceased,
    /// The accounts or their dates leave open whether the duty is owed on this day.
    DeterminationNeeded,
}

/// One reason of a finding, with the provision it rests on.
#[derive(SimpleObject, Debug)]
pub struct Reason {
    /// The reason in a sentence that a practitioner reads.
    pub sentence: String,
    /// The provision that the reason rests on.
    pub provision: Provision,
}

/// A fact that a finding rests on, with the account that says it.
#[derive(SimpleObject, Debug)]
pub struct UsedFact {
    /// The organisation whose account says it.
    pub organisation: Organisation,
    /// The part of that account in which it stands.
    pub part: Part,
    /// What it says, in a few words.
    pub says: String,
}

/// An earlier view of the law by which another body would be responsible, on which an organisation still relies.
#[derive(SimpleObject, Debug)]
pub struct OvertakenView {
    /// Where the view was published.
    pub view: Provision,
    /// The law that has overtaken it.
    pub overtaken_by: Provision,
    /// The body that would be responsible by it.
    pub body: Organisation,
    /// The organisations whose records still name that body.
    pub held_by: Vec<Organisation>,
}

/// What a finding rests on.
#[derive(SimpleObject, Debug)]
pub struct Grounds {
    /// Why the answer is so, each reason with its provision. Empty where you may not read the parts it rests on.
    pub because: Vec<Reason>,
    /// The facts that the answer used, with whose account says each. Empty where you may not read the parts it rests on.
    pub used: Vec<UsedFact>,
    /// What would change the answer, in sentences. Empty where you may not read the parts it rests on.
    pub would_change: Vec<String>,
    /// Earlier views of the law by which the answer would be another, where an organisation still relies on one.
    pub overtaken: Vec<OvertakenView>,
    /// How far the answer can be relied on.
    pub confidence: Confidence,
}

impl Grounds {
    /// What a finding rests on.
    pub fn of<T>(finding: &Finding<T>, organisations: &Organisations) -> Self {
        let Finding {
            outcome: _,
            because,
            used,
            would_change,
            overtaken,
            confidence,
        } = finding;
        let named = |code: &OrganisationCode| Organisation::of(organisations, code);
        let because = because.iter().map(|reason| Reason {
            sentence: reason.sentence.read(organisations),
            provision: Provision::from(reason.provision),
        });
        let used = used.iter().map(|fact| UsedFact {
            organisation: named(&fact.by),
            part: fact.part.into(),
            says: fact.says.read(organisations),
        });
        let overtaken = overtaken.iter().map(|one| OvertakenView {
            view: Provision::from(one.view),
            overtaken_by: Provision::from(one.by),
            body: named(&one.body),
            held_by: one.held_by.iter().map(named).collect(),
        });
        let would_change = would_change.iter().map(|one| one.read(organisations));
        Self {
            because: because.collect(),
            used: used.collect(),
            would_change: would_change.collect(),
            overtaken: overtaken.collect(),
            confidence: (*confidence).into(),
        }
    }
}

/// Whether the person is entitled, since when, and why.
#[derive(SimpleObject, Debug)]
pub struct Entitlement {
    /// Whether the person is entitled on the day asked about.
    pub status: EntitlementStatus,
    /// The day since which the person is entitled, or for `PROSPECTIVE` detained; `unknown` where no account records it. The date may be
    /// partial; null means that there is no such day to give.
    pub since: Option<PartialDate>,
    /// Why the answer is so.
    #[graphql(flatten)]
    pub grounds: Grounds,
    /// How much of the answer you are given.
    pub grade: Grade,
}

impl Entitlement {
    /// Entitlement as it is published.
    pub fn of(
        graded: &Graded<Finding<s117_1::Entitlement>>,
        organisations: &Organisations,
    ) -> Self {
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
                | s117_1::Status::Ended
                | s117_1::Status::Deceased
                | s117_1::Status::DeterminationNeeded
                | s117_1::Status::CannotTell => show_some(graded.answer.outcome.since.as_ref()),
            },
            grounds: Grounds::of(&graded.answer, organisations),
            grade: graded.grade.into(),
        }
    }
}

/// The duty of one body (Mental Health Act 1983, s. 117(2)). Council and ICB are answered apart: a difference of area is no error.
#[derive(SimpleObject, Debug)]
pub struct Duty {
    /// Whether it is a council's duty or an ICB's.
    pub kind: Kind,
    /// The council or ICB that owes the duty. Null means that the law and the facts do not settle on one.
    pub body: Option<Organisation>,
    /// Whether the duty is NHS England's own (SI 2022/635, reg. 8).
    pub nhs_england: bool,
    /// The bodies that may owe the duty, where a determination is needed or the record does not say: those the law leaves, and those that
    /// accounts name.
    pub candidates: Vec<Organisation>,
    /// What the record would have to say to settle the duty. Null means that no missing fact is named.
    pub missing: Option<&'static str>,
    /// How the duty stands on the day asked about.
    pub status: DutyStatus,
    /// The day since which the duty is owed: that of leaving hospital. The date may be partial; null means that leaving is not recorded.
    pub since: Option<PartialDate>,
    /// The day the duty ended, by a further qualifying detention or by death. The date may be partial; null means that no end is recorded.
    pub until: Option<PartialDate>,
    /// Why the duty is this body's.
    #[graphql(flatten)]
    pub grounds: Grounds,
    /// How much of the answer you are given.
    pub grade: Grade,
}

impl Duty {
    /// A duty as it is published.
    pub fn of(seen: &SeenDuty, organisations: &Organisations) -> Self {
        let s117_2::Duty {
            kind,
            responsible,
            payer: _,
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
            grounds: Grounds::of(responsible, organisations),
            grade: seen.grade.into(),
        }
    }
}

/// Which review a clock says is due.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "reviews::ClockKind")]
pub enum ClockKind {
    /// The first review, due six weeks after discharge.
    FirstReview,
    /// The yearly review, due a year after the last that considered section 117.
    YearlyReview,
}

/// How a clock stands. Due on a day means overdue from the day after.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "reviews::ClockState")]
pub enum ClockState {
    /// The clock is running and the review is not overdue.
    Running,
    /// The review is overdue on some reading of partial dates.
    PossiblyOverdue,
    /// The review is overdue on every reading of the dates.
    Overdue,
}

/// A clock that says when a review of the person is due.
#[derive(SimpleObject, Debug)]
pub struct Clock {
    /// Which review the clock says is due.
    pub kind: ClockKind,
    /// The day the clock runs from: that of leaving hospital, or of the last review that considered section 117. The date may be partial.
    pub from: PartialDate,
    /// The day on which the review is due: it is overdue from the day after. The date may be partial.
    pub due: PartialDate,
    /// How the clock stands on the day asked about.
    pub state: ClockState,
    /// The provision under which the review is due.
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
