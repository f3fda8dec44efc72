//! Reviews held or due. Only a review at which section 117 was considered moves the section 117 clock.

use serde::{Deserialize, Serialize};

use super::plan::Role;
use super::{Answer, Content, Keyed, LeftOut, Listed, not_in_the_future};
use crate::domain::code::ItemKey;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};

/// What kind of review.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReviewKind {
    /// Of section 117 after-care.
    Section117,
    /// Under the Care Programme Approach, or what follows it.
    Cpa,
    /// Under the Care Act 2014.
    CareAct,
    /// Another.
    Other,
}

/// What came of a review.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReviewOutcome {
    /// After-care goes on as it was.
    Continues,
    /// After-care goes on, changed.
    Changed,
    /// It was proposed to end it: a proposal, nothing more.
    EndingProposed,
    /// Recorded as not known.
    Unknown,
}

/// Who was asked and who came.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attendance {
    /// In what role.
    pub role: Role,
    /// Invited.
    pub invited: bool,
    /// Came.
    pub attended: bool,
}

/// One review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Review {
    /// The writer's key.
    pub key: ItemKey,
    /// What kind.
    pub kind: ReviewKind,
    /// Whether section 117 was considered, as recorded.
    pub section_117_considered: Option<Answer>,
    /// When the body's own system says it is due.
    pub due: Option<PartialDate>,
    /// Held on; none when it has not been held.
    pub held: Option<PartialDate>,
    /// Who was asked and who came.
    pub attendance: Vec<Attendance>,
    /// Whether the person's views were recorded.
    pub views_recorded: Option<Answer>,
    /// What came of it.
    pub outcome: Option<ReviewOutcome>,
}

impl Review {
    /// Whether it was held and considered section 117: what moves the clock.
    pub fn counts(&self) -> Option<PartialDate> {
        self.held
            .filter(|_| self.section_117_considered == Some(Answer::Yes))
    }
}

impl Keyed for Review {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The reviews part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reviews {
    /// Reviews, in any order.
    pub reviews: Listed<Review>,
}

impl Content for Reviews {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.reviews.check("reviews", problems, |review, problems| {
            not_in_the_future("held", review.held, today, problems);
            if review.held.is_none() && review.due.is_none() {
                problems.report(
                    ProblemCode::Missing,
                    "say when it was held, or when it is due",
                );
            }
        });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.reviews.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.reviews.left_out
    }
}
