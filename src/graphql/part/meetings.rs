//! Meetings about the person.

use async_graphql::Enum;

use super::Answer;
use super::reviews::Attendance;
use super::shape::{Line, listed_part, same, shapes};
use crate::domain::part::meetings as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate};

/// What kind of meeting it is.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::MeetingKind")]
pub enum MeetingKind {
    /// A meeting to plan after-care.
    Planning,
    /// A meeting before discharge from hospital.
    Discharge,
    /// A meeting of the professionals of several agencies.
    MultiDisciplinary,
    /// A meeting of a panel that decides on funding or placement.
    Panel,
    /// A meeting with the person about something else.
    WithPerson,
    /// A meeting of any other kind.
    Other,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(MeetingKind);

shapes! {
    /// Something written for a meeting or about it: its title and date, not its text.
    MeetingDocument "MeetingDocumentInput" of Document {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What the document is, such as minutes or a report, at most 200 characters.
        title: Line,
        /// The day the document was made. The date may be partial; null means not recorded.
        made: Option<PartialDate>,
    }

    /// Something that was to be done after a meeting, by whom and by when.
    MeetingAction "MeetingActionInput" of Action {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What was to be done, at most 200 characters.
        what: Line,
        /// The organisation that was to do it, where it has a code. Null means that it has none, or is not recorded.
        owner: Option<OrganisationCode>,
        /// The role of whoever was to do it, or the kind of organisation where it has no code, and never a name, at most 200 characters.
        /// Null means not recorded.
        owner_role: Option<Line>,
        /// The day by which it was to be done. The date may be partial; null means not recorded.
        due: Option<PartialDate>,
        /// The day it was done. The date may be partial; null means that it is not recorded as done.
        done: Option<PartialDate>,
    }

    /// One meeting about the person, held or arranged.
    Meeting "MeetingInput" of Meeting {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What kind of meeting it is.
        kind: MeetingKind,
        /// The day for which the meeting was arranged. The date may be partial; null means not recorded.
        arranged: Option<PartialDate>,
        /// The day the meeting was held. The date may be partial; null means that it is not recorded as held.
        held: Option<PartialDate>,
        /// The day the meeting was called off. The date may be partial; null means that it is not recorded as called off.
        called_off: Option<PartialDate>,
        /// Who was asked to the meeting and who came (Code of Practice 34.12).
        #[graphql(default)]
        attendance: Vec<Attendance>,
        /// Whether anything was written down for the meeting or about it. Null means not recorded.
        documented: Option<Answer>,
        /// What was written down for the meeting or about it.
        #[graphql(default)]
        documents: Vec<MeetingDocument>,
        /// What was to be done after the meeting.
        #[graphql(default)]
        actions: Vec<MeetingAction>,
    }
}

listed_part! {
    /// Meetings about the person: who was asked, who came, what was written down and what was to be done (Code of Practice 33.13, 34.12).
    Meetings "MeetingsInput" {
        /// All meetings, held or arranged. The list is submitted whole: an item left out is named in `leftOut`.
        meetings: [Meeting],
    }
}
