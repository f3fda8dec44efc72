//! What should prompt a review before it is due (the Ombudsmen's guidance of April 2022): kind and date, and no narrative.

use serde::{Deserialize, Serialize};

use super::{Content, Keyed, LeftOut, Listed, not_in_the_future};
use crate::domain::code::ItemKey;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EventKind {
    /// Admitted to hospital again, detained or not.
    Readmission,
    /// An overdose or other serious self-harm.
    SelfHarm,
    /// Seen in an emergency department.
    EmergencyAttendance,
    /// Evicted.
    Eviction,
    /// Became homeless.
    Homelessness,
    /// A placement ended or broke down.
    PlacementEnded,
    /// A service was refused or stopped.
    ServiceStopped,
    /// Moved to another area.
    Moved,
    /// A community treatment order started.
    TreatmentOrderStarted,
    /// A community treatment order ended.
    TreatmentOrderEnded,
    /// Discharged from secondary mental health services, which ends no duty.
    DischargedFromService,
    /// The person or a carer asked for a review.
    ReviewRequested,
}

/// One event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// The writer's key.
    pub key: ItemKey,
    /// What happened.
    pub kind: EventKind,
    /// On.
    pub on: PartialDate,
}

impl Keyed for Event {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The events part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Events {
    /// Events, in any order.
    pub events: Listed<Event>,
}

impl Content for Events {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.events.check("events", problems, |event, problems| {
            not_in_the_future("on", Some(event.on), today, problems);
        });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.events.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.events.left_out
    }
}
