//! Assessments of need.

use async_graphql::Enum;

use super::Answer;
use super::shape::{Line, listed_part, same, shapes};
use crate::domain::part::assessment as domain;
use crate::graphql::scalar::{ItemKey, PartialDate};

/// What kind of assessment of need it is.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::AssessmentKind")]
pub enum AssessmentKind {
    /// An assessment of after-care needs before discharge from hospital (Code of Practice 33.13).
    BeforeDischarge,
    /// An assessment of after-care needs in the community.
    InTheCommunity,
    /// An assessment of health needs.
    Health,
    /// An assessment under the Care Act 2014 (s. 9).
    CareAct,
    /// An assessment of any other kind.
    Other,
}

/// What kind of need it is, and so whose half of the joint duty it falls in.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::NeedKind")]
pub enum NeedKind {
    /// A need for health care.
    Health,
    /// A need for social care.
    SocialCare,
    /// A need for accommodation.
    Accommodation,
    /// A need of any other kind.
    Other,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(AssessmentKind NeedKind);

shapes! {
    /// A need that an assessment found, and whether it has the two marks of an after-care need (Mental Health Act 1983, s. 117(6)).
    AssessedNeed "AssessedNeedInput" of Need {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What kind of need was found.
        kind: NeedKind,
        /// What the person needs, at most 200 characters.
        need: Line,
        /// Whether the need arises from or is related to the mental disorder (Mental Health Act 1983, s. 117(6)(a)). Null means not
        /// recorded.
        related_to_disorder: Option<Answer>,
        /// Whether meeting the need reduces the risk of the disorder worsening, and so of a return to hospital (Mental Health Act 1983,
        /// s. 117(6)(b)). Null means not recorded.
        reduces_risk: Option<Answer>,
    }

    /// One assessment of need, with its dates and what it found. It is dated by its beginning, its completion, or both.
    NeedsAssessment "NeedsAssessmentInput" of NeedsAssessment {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What kind of assessment it is.
        kind: AssessmentKind,
        /// The day the assessment began. The date may be partial; null means not recorded.
        begun: Option<PartialDate>,
        /// The day the assessment was completed. The date may be partial; null means that it is not recorded as completed.
        completed: Option<PartialDate>,
        /// Whether the assessment was discussed with the person (Code of Practice 33.13). Null means not recorded.
        discussed_with_person: Option<Answer>,
        /// The needs that the assessment found.
        #[graphql(default)]
        needs: Vec<AssessedNeed>,
        /// Whether it found needs eligible under the law it was made under: never a finding about section 117. Null means not recorded.
        eligible: Option<Answer>,
    }
}

listed_part! {
    /// Assessments of need: before discharge (Code of Practice 33.13), of health, and under the Care Act 2014 (s. 9). None of them decides
    /// whether the person is entitled to after-care.
    Assessment "AssessmentInput" {
        /// All assessments of need, completed or not. The list is submitted whole: an item left out is named in `leftOut`.
        assessments: [NeedsAssessment],
    }
}
