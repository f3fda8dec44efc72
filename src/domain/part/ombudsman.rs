//! The Ombudsmen's decisions, what they found of each body and recommended to it, and a body's own evidence of having done it (Local
//! Government Act 1974, s. 33ZA; Health Service Commissioners Act 1993, s. 18ZA).

mod case_reference;
mod recommendation;

pub use case_reference::{CaseReference, NotACaseReference};
pub use recommendation::{ComplianceEvidence, Payee, Recommendation, RecommendationKind};

use serde::{Deserialize, Serialize};

use super::{
    ANYONE, Content, Keyed, LeftOut, Listed, Named, check_items, in_order, not_in_the_future,
};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// What came of a case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DecisionOutcome {
    /// Upheld.
    Upheld,
    /// Not upheld.
    NotUpheld,
    /// Closed after initial enquiries: neither upheld nor not upheld.
    ClosedAfterInitialEnquiries,
    /// Discontinued.
    Discontinued,
    /// Another.
    Other,
    /// Recorded as not known.
    Unknown,
}

/// What was found of a body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FindingKind {
    /// Fault that caused injustice.
    FaultWithInjustice,
    /// Fault from which no injustice was found.
    FaultWithoutInjustice,
    /// A service failure, which carries no blame.
    ServiceFailure,
    /// No fault.
    NoFault,
    /// Recorded as not known.
    Unknown,
}

/// What was found of one body on one point.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BodyFinding {
    /// The writer's key.
    pub key: ItemKey,
    /// Of which body.
    pub body: OrganisationCode,
    /// What was found.
    pub kind: FindingKind,
    /// On what point.
    pub about: Option<Text>,
}

/// One decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OmbudsmanDecision {
    /// The writer's key.
    pub key: ItemKey,
    /// The reference of the case.
    pub reference: CaseReference,
    /// Decided on.
    pub decided: PartialDate,
    /// What came of the case.
    pub outcome: DecisionOutcome,
    /// What the decision calls those it is about: letters and pseudonyms, never names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub called: Vec<Text>,
    /// Earlier decisions about the same person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<CaseReference>,
    /// What was found of each body.
    pub findings: Vec<BodyFinding>,
    /// What was recommended to each body.
    pub recommendations: Vec<Recommendation>,
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
keyed!(OmbudsmanDecision, BodyFinding);

/// The ombudsman part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ombudsman {
    /// Decisions, in any order.
    pub decisions: Listed<OmbudsmanDecision>,
}

impl Content for Ombudsman {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.decisions
            .check("decisions", problems, |decision, problems| {
                not_in_the_future("decided", Some(decision.decided), today, problems);
                check_items(&decision.findings, "findings", problems, |_, _| {});
                check_items(
                    &decision.recommendations,
                    "recommendations",
                    problems,
                    |one, problems| {
                        one.check(today, problems);
                        let decided = Some(decision.decided);
                        in_order(decided, "due", one.due, "the decision", problems);
                    },
                );
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.decisions.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.decisions.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let mut named = Vec::new();
        for (index, one) in self.decisions.items.iter().enumerate() {
            for (at, finding) in one.findings.iter().enumerate() {
                named.push((
                    format!("decisions[{index}].findings[{at}].body"),
                    &finding.body,
                    ANYONE,
                ));
            }
            for (at, asked) in one.recommendations.iter().enumerate() {
                let path = format!("decisions[{index}].recommendations[{at}].body");
                named.push((path, &asked.body, ANYONE));
            }
        }
        named
    }
}
