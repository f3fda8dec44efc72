//! What should prompt a review before it is due.

use async_graphql::Enum;

use super::shape::{listed_part, same, shapes};
use crate::domain::part::events as domain;
use crate::graphql::scalar::{ItemKey, PartialDate};

/// What happened that should prompt a review before it is due (the Ombudsmen's guidance of April 2022).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::EventKind")]
pub enum EventKind {
    /// The person was admitted to hospital again, detained or not.
    Readmission,
    /// An overdose or other serious self-harm.
    SelfHarm,
    /// The person was seen in an emergency department.
    EmergencyAttendance,
    /// The person was evicted.
    Eviction,
    /// The person became homeless.
    Homelessness,
    /// A placement ended or broke down.
    PlacementEnded,
    /// A service was refused or stopped.
    ServiceStopped,
    /// The person moved to another area.
    Moved,
    /// A community treatment order started (Mental Health Act 1983, s. 17A).
    TreatmentOrderStarted,
    /// A community treatment order ended (Mental Health Act 1983, s. 17A).
    TreatmentOrderEnded,
    /// The person was discharged from secondary mental health services, which ends no duty.
    DischargedFromService,
    /// The person or a carer asked for a review.
    ReviewRequested,
}

same!(EventKind);

shapes! {
    /// One event that should prompt a review before it is due: its kind and date, and no narrative.
    PromptingEvent "PromptingEventInput" of Event {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What kind of event it was.
        kind: EventKind,
        /// The day the event happened. The date may be partial.
        on: PartialDate,
    }
}

listed_part! {
    /// What should prompt a review before it is due (the Ombudsmen's guidance of April 2022): kind and date, and no narrative.
    Events "EventsInput" {
        /// All events that should prompt a review. The list is submitted whole: an item left out is named in `leftOut`.
        events: [PromptingEvent],
    }
}
