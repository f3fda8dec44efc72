//! Reviews held or due.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{Answer, LeftOut, Provenance, Published, plan::Role};
use crate::domain::part::reviews as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, PartialDate, show, show_some};

/// What kind of review.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::ReviewKind")]
pub enum ReviewKind {
    /// Of section 117 after-care.
    #[graphql(name = "SECTION_117")]
    Section117,
    /// Under the Care Programme Approach, or what follows it.
    Cpa,
    /// Under the Care Act 2014.
    CareAct,
    /// Another.
    Other,
}

/// What came of a review.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::ReviewOutcome")]
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
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "AttendanceInput")]
pub struct Attendance {
    /// In what role.
    pub role: Role,
    /// Invited.
    #[graphql(default)]
    pub invited: bool,
    /// Came.
    #[graphql(default)]
    pub attended: bool,
}

impl Attendance {
    /// Reads it, noting every problem.
    pub fn read(self, _problems: &mut Problems) -> Option<domain::Attendance> {
        let Self {
            role,
            invited,
            attended,
        } = self;
        Some(domain::Attendance {
            role: role.into(),
            invited,
            attended,
        })
    }

    fn show(content: &domain::Attendance) -> Self {
        let domain::Attendance {
            role,
            invited,
            attended,
        } = content;
        Self {
            role: (*role).into(),
            invited: *invited,
            attended: *attended,
        }
    }
}

/// One review, held or due. Only one at which section 117 was considered moves the section 117 clock.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "ReviewInput")]
pub struct Review {
    /// Your key for the item, the same each time you submit it.
    pub key: ItemKey,
    /// What kind.
    pub kind: ReviewKind,
    /// Whether section 117 was considered, as recorded.
    #[graphql(name = "section117Considered")]
    pub section_117_considered: Option<Answer>,
    /// When your own system says it is due.
    pub due: Option<PartialDate>,
    /// Held on; null when it has not been held.
    pub held: Option<PartialDate>,
    /// Who was asked and who came.
    #[graphql(default)]
    pub attendance: Vec<Attendance>,
    /// Whether the person's views were recorded.
    pub views_recorded: Option<Answer>,
    /// What came of it.
    pub outcome: Option<ReviewOutcome>,
}

impl Review {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Review> {
        let Self {
            key,
            kind,
            section_117_considered,
            due,
            held,
            attendance,
            views_recorded,
            outcome,
        } = self;
        let key = problems.read("key", &key);
        let due = problems.read_some("due", due.as_ref());
        let held = problems.read_some("held", held.as_ref());
        let attendance =
            problems.items("attendance", attendance, |problems, one| one.read(problems));
        Some(domain::Review {
            key: key?,
            kind: kind.into(),
            section_117_considered: section_117_considered.map(Into::into),
            due: due?,
            held: held?,
            attendance: attendance?,
            views_recorded: views_recorded.map(Into::into),
            outcome: outcome.map(Into::into),
        })
    }

    fn show(content: &domain::Review) -> Self {
        let domain::Review {
            key,
            kind,
            section_117_considered,
            due,
            held,
            attendance,
            views_recorded,
            outcome,
        } = content;
        Self {
            key: show(key),
            kind: (*kind).into(),
            section_117_considered: section_117_considered.map(Into::into),
            due: show_some(due.as_ref()),
            held: show_some(held.as_ref()),
            attendance: attendance.iter().map(Attendance::show).collect(),
            views_recorded: views_recorded.map(Into::into),
            outcome: outcome.map(Into::into),
        }
    }
}

/// Reviews held or due.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "ReviewsInput")]
pub struct Reviews {
    /// Reviews, submitted whole.
    #[graphql(default)]
    pub reviews: Vec<Review>,
    /// Items of the last version that are not repeated here, and why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where it came from.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl Reviews {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Reviews> {
        let Self {
            reviews,
            left_out,
            provenance: _,
        } = self;
        let reviews = problems.listed("reviews", reviews, left_out, |problems, one| {
            one.read(problems)
        });
        Some(domain::Reviews { reviews: reviews? })
    }

    fn show(content: &domain::Reviews, provenance: Provenance) -> Self {
        let domain::Reviews { reviews } = content;
        Self {
            reviews: reviews.items.iter().map(Review::show).collect(),
            left_out: Vec::new(),
            provenance,
        }
    }
}

impl Published for domain::Reviews {
    type Shown = Reviews;

    fn publish(&self, provenance: Provenance) -> Reviews {
        Reviews::show(self, provenance)
    }
}
