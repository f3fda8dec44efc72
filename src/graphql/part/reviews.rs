//! Reviews held or due.

use async_graphql::Enum;

use super::Answer;
use super::plan::Role;
use super::shape::{listed_part, same, shapes};
use crate::domain::part::reviews as domain;
use crate::graphql::scalar::{ItemKey, PartialDate};

/// What kind of review it is.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::ReviewKind")]
pub enum ReviewKind {
    /// A review of section 117 after-care.
    #[graphql(name = "SECTION_117")]
    Section117,
    /// A review under the Care Programme Approach, or what follows it.
    Cpa,
    /// A review under the Care Act 2014.
    CareAct,
    /// A review of any other kind.
    Other,
}

/// What the outcome of a review was.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::ReviewOutcome")]
pub enum ReviewOutcome {
    /// After-care goes on as it was.
    Continues,
    /// After-care goes on, with changes.
    Changed,
    /// It was proposed to end after-care: a proposal, nothing more.
    EndingProposed,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(ReviewKind ReviewOutcome);

shapes! {
    /// Who was asked to a review, in what role, and whether they came.
    Attendance "AttendanceInput" of Attendance {
        /// The role in which somebody was invited or came.
        role: Role,
        /// Whether somebody in this role was invited.
        invited: bool,
        /// Whether somebody in this role came.
        attended: bool,
    }

    /// One review, held or due. Only one at which section 117 was considered moves the section 117 clock.
    Review "ReviewInput" of Review {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What kind of review it is.
        kind: ReviewKind,
        /// Whether section 117 was considered at the review, as recorded. Null means not recorded.
        #[graphql(name = "section117Considered")]
        section_117_considered: Option<Answer>,
        /// The day on which the review is due by the recording organisation's own system. The date may be partial; null means not recorded.
        due: Option<PartialDate>,
        /// The day the review was held. The date may be partial; null means that it is not recorded as held.
        held: Option<PartialDate>,
        /// Who was asked to the review and who came.
        #[graphql(default)]
        attendance: Vec<Attendance>,
        /// Whether the person's views were recorded at the review. Null means not recorded.
        views_recorded: Option<Answer>,
        /// What the outcome of the review was. Null means not recorded.
        outcome: Option<ReviewOutcome>,
    }
}

listed_part! {
    /// Reviews of the person's care, held or due.
    Reviews "ReviewsInput" {
        /// All reviews, held or due. The list is submitted whole: an item left out is named in `leftOut`.
        reviews: [Review],
    }
}
