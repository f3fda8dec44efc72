//! Assessments of need: before discharge (Code of Practice 33.13), of health, and under the Care Act 2014 (s. 9). None of them decides
//! whether the person is entitled to after-care.

use serde::{Deserialize, Serialize};

use super::{Answer, Content, Keyed, LeftOut, Listed, check_items, in_order, not_in_the_future};
use crate::domain::code::ItemKey;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

/// What kind of assessment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AssessmentKind {
    /// Of after-care needs before discharge from hospital.
    BeforeDischarge,
    /// Of after-care needs in the community.
    InTheCommunity,
    /// Of health.
    Health,
    /// Under the Care Act 2014.
    CareAct,
    /// Another.
    Other,
}

/// What kind of need, and so whose half of the duty it falls in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NeedKind {
    /// Health care.
    Health,
    /// Social care.
    SocialCare,
    /// Accommodation.
    Accommodation,
    /// Another.
    Other,
    /// Recorded as not known.
    Unknown,
}

/// A need that was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Need {
    /// The writer's key.
    pub key: ItemKey,
    /// What kind.
    pub kind: NeedKind,
    /// What is needed.
    pub need: Text,
    /// Whether it arises from or is related to the mental disorder (s. 117(6)(a)).
    pub related_to_disorder: Option<Answer>,
    /// Whether meeting it reduces the risk of the disorder worsening and of a return to hospital (s. 117(6)(b)).
    pub reduces_risk: Option<Answer>,
}

/// One assessment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NeedsAssessment {
    /// The writer's key.
    pub key: ItemKey,
    /// What kind.
    pub kind: AssessmentKind,
    /// Begun on.
    pub begun: Option<PartialDate>,
    /// Completed on; none when it has not been completed.
    pub completed: Option<PartialDate>,
    /// Whether it was discussed with the person (Code 33.13).
    pub discussed_with_person: Option<Answer>,
    /// The needs found.
    pub needs: Vec<Need>,
    /// Whether it found needs eligible under the law it was made under: never a finding about section 117.
    pub eligible: Option<Answer>,
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
keyed!(NeedsAssessment, Need);

/// The assessment part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Assessment {
    /// Assessments, in any order.
    pub assessments: Listed<NeedsAssessment>,
}

impl Content for Assessment {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.assessments
            .check("assessments", problems, |one, problems| {
                not_in_the_future("begun", one.begun, today, problems);
                not_in_the_future("completed", one.completed, today, problems);
                in_order(
                    one.begun,
                    "completed",
                    one.completed,
                    "the assessment began",
                    problems,
                );
                if one.begun.is_none() && one.completed.is_none() {
                    problems.report(
                        ProblemCode::Missing,
                        "say when it began, or when it was completed",
                    );
                }
                check_items(&one.needs, "needs", problems, |_, _| {});
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.assessments.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.assessments.left_out
    }
}
