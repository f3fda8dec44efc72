//! Whether a person is entitled, through which detentions, and what would end it.

use async_graphql::{Enum, SimpleObject};

use super::finding::{Grade, Grounds};
use super::rule::Provision;
use crate::access::{self, Answers, Graded};
use crate::domain::law::hospital_claim::Again;
use crate::domain::law::{Finding, ending, s117_1};
use crate::domain::organisation::Organisations;
use crate::graphql::scalar::{PartialDate, show, show_some};

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

/// How a person came back to hospital without a new order. Whether that is being detained afresh is an open point of law.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "Again")]
pub enum BroughtBack {
    /// A community treatment order was revoked (Mental Health Act 1983, s. 17F).
    Revoked,
    /// Recalled under a community treatment order (Mental Health Act 1983, s. 17E).
    Recalled,
    /// Recalled from conditional discharge (Mental Health Act 1983, s. 42).
    RecalledFromDischarge,
}

/// A qualifying detention and the after-care that follows it, in dates.
#[derive(SimpleObject, Debug)]
pub struct Episode {
    /// The day on which the qualifying detention began. The date may be partial; null means not recorded.
    pub detained_from: Option<PartialDate>,
    /// How the person was brought back, where there was no new order. Null means that there was one.
    pub brought_back: Option<BroughtBack>,
    /// The day on which the person left hospital: the duty began. The date may be partial; null means that leaving is not recorded.
    pub left_hospital: Option<PartialDate>,
    /// The day on which the ICB and the council ended the duty. Null means that they did not.
    pub ended: Option<PartialDate>,
    /// The day from which the duty was begun again after it had ended. The date may be partial; null means that it was not, or has ended since.
    pub reinstated: Option<PartialDate>,
}

/// Whether the person is entitled, since when, and why.
#[derive(SimpleObject, Debug)]
pub struct Entitlement {
    /// Whether the person is entitled on the day asked about.
    pub status: EntitlementStatus,
    /// The day since which the person is entitled, or for `PROSPECTIVE` detained; `unknown` where no account records it. The date may be
    /// partial; null means that there is no such day to give.
    pub since: Option<PartialDate>,
    /// Every qualifying detention that had begun by the day asked about, earliest first. Empty where you may not read the parts it rests on.
    pub episodes: Vec<Episode>,
    /// Why the answer is so.
    #[graphql(flatten)]
    pub grounds: Grounds,
    /// How much of the answer you are given.
    pub grade: Grade,
}

impl Entitlement {
    /// Entitlement as it is published.
    pub fn of(answers: &Answers, organisations: &Organisations) -> Self {
        let graded: &Graded<Finding<s117_1::Entitlement>> = &answers.entitlement;
        let episode = |one: &access::Episode| Episode {
            detained_from: show_some(one.detained.as_ref()),
            brought_back: one.again.map(Into::into),
            left_hospital: show_some(one.left.as_ref()),
            ended: show_some(one.ended.as_ref()),
            reinstated: show_some(one.reinstated.as_ref()),
        };
        Self {
            episodes: answers.episodes.iter().map(episode).collect(),
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

/// How the ending of after-care stands.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "ending::Status")]
pub enum EndingStatus {
    /// There is no duty that could end.
    NothingToEnd,
    /// Neither the ICB nor the council has recorded that it is satisfied.
    NotProposed,
    /// One of the two is satisfied and the other is not: the duty of both goes on.
    OneHalf,
    /// Both are satisfied, and the law does not let it take effect.
    Barred,
    /// Both are satisfied, and what must come first was not done: whether the duty ended must be determined.
    DeterminationNeeded,
    /// Both are satisfied: the duty has ended.
    Ended,
}

/// Something that stands in the way of ending after-care.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "ending::Bar")]
pub enum EndingBarCode {
    /// It was decided before the person had left hospital.
    BeforeItBegan,
    /// The person is on a community treatment order.
    OnTreatmentOrder,
    /// The dates leave open whether the person was still on a community treatment order.
    PerhapsOnTreatmentOrder,
    /// Which of several bodies owes the duty is not settled, and not all of them are satisfied.
    ResponsibilityOpen,
    /// The council and the ICB did not sign the same evidence.
    DifferentEvidence,
    /// The person was not given joint notice in writing (Mental Health Act 2025, s. 46(2), from its commencement).
    NoJointNotice,
    /// No reason given says that the need for after-care has ceased.
    ReasonsDoNotSuffice,
    /// No review or other evidence is named.
    NoEvidence,
    /// The person was not asked, or their views were not recorded.
    PersonNotInvolved,
    /// Accommodation provided as after-care is still in place and nothing follows it.
    AccommodationNotReplaced,
}

/// Something that stands in the way of ending after-care, with its provision.
#[derive(SimpleObject, Debug)]
pub struct EndingBar {
    /// What stands in the way.
    pub code: EndingBarCode,
    /// What stands in the way, in a sentence.
    pub sentence: &'static str,
    /// Whether an ending is without effect, rather than open to doubt.
    pub forbids: bool,
    /// The provision that puts it there.
    pub provision: Provision,
}

/// How the ending of the after-care duty stands, and what stands in its way (Mental Health Act 1983, s. 117(2)).
#[derive(SimpleObject, Debug)]
pub struct EndingFinding {
    /// How the ending stands on the day asked about.
    pub status: EndingStatus,
    /// The day on which the duty ended, or would have. The date may be partial; null means that the two have not both decided.
    pub on: Option<PartialDate>,
    /// What stands in the way.
    pub bars: Vec<EndingBar>,
    /// Why the answer is so.
    #[graphql(flatten)]
    pub grounds: Grounds,
}

impl EndingFinding {
    /// A finding as it is published.
    pub fn of(graded: &Graded<Finding<ending::Outcome>>, organisations: &Organisations) -> Self {
        let ending::Outcome { status, on, bars } = &graded.answer.outcome;
        let bar = |bar: &ending::Bar| EndingBar {
            code: (*bar).into(),
            sentence: bar.says(),
            forbids: bar.forbids(),
            provision: Provision::from(bar.provision()),
        };
        Self {
            status: (*status).into(),
            on: show_some(on.as_ref()),
            bars: bars.iter().map(bar).collect(),
            grounds: Grounds::of(&graded.answer, organisations),
        }
    }
}
