//! What a body was recommended to do, by when and for whom, and that body's evidence of having done it.

use serde::{Deserialize, Serialize};

use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::part::{Answer, Keyed, check_items, in_order, not_in_the_future};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// What was recommended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RecommendationKind {
    /// To apologise.
    Apology,
    /// To pay a sum in recognition of what happened.
    Payment,
    /// To give back what was paid.
    Refund,
    /// To hold a section 117 review or meeting.
    Review,
    /// To make a plan.
    Plan,
    /// To appoint a coordinator.
    Coordinator,
    /// To offer or make an assessment.
    Assessment,
    /// To meet the person, or reach them by a route they agree to.
    Communication,
    /// To check that the person is recorded and flagged for review.
    RecordCheck,
    /// To learn from the case.
    LearningReview,
    /// To improve a service or make an action plan.
    ServiceImprovement,
    /// To change a policy.
    PolicyChange,
    /// To report to a scrutiny committee.
    Scrutiny,
    /// To alert NHS England.
    AlertNhsEngland,
    /// Another.
    Other,
}

/// Who is to be paid, or apologised to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Payee {
    /// The person.
    Person,
    /// A relative or carer.
    Relative,
    /// The person's estate.
    Estate,
    /// Another.
    Other,
}

/// A body's own evidence that it did what was recommended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ComplianceEvidence {
    /// The writer's key.
    pub key: ItemKey,
    /// Whether the body says that it has done it.
    pub complied: Answer,
    /// Done on.
    pub done: Option<PartialDate>,
    /// Paid, in pence.
    pub paid_pence: Option<u64>,
    /// What shows it.
    pub shows: Option<Text>,
    /// Given to the Ombudsman on.
    pub given: Option<PartialDate>,
    /// Accepted by the Ombudsman on.
    pub accepted: Option<PartialDate>,
    /// No longer so from: a coordinator who was appointed has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapsed: Option<PartialDate>,
}

/// One thing recommended to one body, for one payee, by one date: what two bodies owe is two recommendations.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recommendation {
    /// The writer's key.
    pub key: ItemKey,
    /// To which body.
    pub body: OrganisationCode,
    /// For whom.
    pub payee: Option<Payee>,
    /// What was recommended.
    pub kind: RecommendationKind,
    /// What was recommended, in words.
    pub what: Option<Text>,
    /// To be done by. Decisions have been published with a day before that of the decision: the day that was meant is recorded.
    pub due: Option<PartialDate>,
    /// To be paid, in pence.
    pub amount_pence: Option<u64>,
    /// The body's own evidence.
    pub evidence: Vec<ComplianceEvidence>,
}

macro_rules! keyed {
    ($($item:ty),*) => {$(
        impl Keyed for $item {
            fn key(&self) -> &ItemKey {
                &self.key
            }
        }
    )*};
}
keyed!(Recommendation, ComplianceEvidence);

impl Recommendation {
    /// Notes what in its evidence cannot be true.
    pub fn check(&self, today: Day, problems: &mut Problems) {
        check_items(&self.evidence, "evidence", problems, |one, problems| {
            not_in_the_future("done", one.done, today, problems);
            not_in_the_future("given", one.given, today, problems);
            not_in_the_future("accepted", one.accepted, today, problems);
            in_order(
                one.given,
                "accepted",
                one.accepted,
                "it was given",
                problems,
            );
            not_in_the_future("lapsed", one.lapsed, today, problems);
            in_order(one.done, "lapsed", one.lapsed, "it was done", problems);
        });
    }
}
