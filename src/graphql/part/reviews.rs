//! Reviews held or due.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{Answer, LeftOut, Provenance, Published, plan::Role};
use crate::domain::part::reviews as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, PartialDate, show, show_some};

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

/// Who was asked to a review, in what role, and whether they came.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "AttendanceInput")]
pub struct Attendance {
    /// The role in which somebody was invited or came.
    pub role: Role,
    /// Whether somebody in this role was invited.
    pub invited: bool,
    /// Whether somebody in this role came.
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
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// What kind of review it is.
    pub kind: ReviewKind,
    /// Whether section 117 was considered at the review, as recorded. Null means not recorded.
    #[graphql(name = "section117Considered")]
    pub section_117_considered: Option<Answer>,
    /// The day on which the review is due by the recording organisation's own system. The date may be partial; null means not recorded.
    pub due: Option<PartialDate>,
    /// The day the review was held. The date may be partial; null means that it is not recorded as held.
    pub held: Option<PartialDate>,
    /// Who was asked to the review and who came.
    #[graphql(default)]
    pub attendance: Vec<Attendance>,
    /// Whether the person's views were recorded at the review. Null means not recorded.
    pub views_recorded: Option<Answer>,
    /// What the outcome of the review was. Null means not recorded.
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

/// Reviews of the person's care, held or due.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "ReviewsInput")]
pub struct Reviews {
    /// All reviews, held or due. The list is submitted whole: an item left out is named in `leftOut`.
    #[graphql(default)]
    pub reviews: Vec<Review>,
    /// The items of the last version that are not repeated here, each with the reason why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
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
