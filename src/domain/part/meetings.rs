//! Meetings about the person: who was asked, who came, what was written down and what was to be done (Code of Practice 33.13, 34.12).

use serde::{Deserialize, Serialize};

use super::reviews::Attendance;
use super::{
    ANYONE, Answer, Content, Keyed, LeftOut, Listed, Named, check_items, not_in_the_future,
};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

/// What kind of meeting.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MeetingKind {
    /// To plan after-care.
    Planning,
    /// Before discharge from hospital.
    Discharge,
    /// Of the professionals of several agencies.
    MultiDisciplinary,
    /// Of a panel that decides on funding or placement.
    Panel,
    /// With the person, about something else.
    WithPerson,
    /// Another.
    Other,
    /// Recorded as not known.
    Unknown,
}

/// Something written for a meeting or about it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Document {
    /// The writer's key.
    pub key: ItemKey,
    /// What it is.
    pub title: Text,
    /// Made on.
    pub made: Option<PartialDate>,
}

/// Something that was to be done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Action {
    /// The writer's key.
    pub key: ItemKey,
    /// What was to be done.
    pub what: Text,
    /// Whose it is.
    pub owner: Option<OrganisationCode>,
    /// The owner's role, or what kind of body it is where it has no code.
    pub owner_role: Option<Text>,
    /// To be done by.
    pub due: Option<PartialDate>,
    /// Done on.
    pub done: Option<PartialDate>,
}

/// One meeting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Meeting {
    /// The writer's key.
    pub key: ItemKey,
    /// What kind.
    pub kind: MeetingKind,
    /// Arranged for.
    pub arranged: Option<PartialDate>,
    /// Held on; none when it has not been held.
    pub held: Option<PartialDate>,
    /// Called off on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_off: Option<PartialDate>,
    /// Who was asked and who came.
    pub attendance: Vec<Attendance>,
    /// Whether anything was written down.
    pub documented: Option<Answer>,
    /// What was written down.
    pub documents: Vec<Document>,
    /// What was to be done.
    pub actions: Vec<Action>,
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
keyed!(Meeting, Document, Action);

/// The meetings part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Meetings {
    /// Meetings, in any order.
    pub meetings: Listed<Meeting>,
}

impl Content for Meetings {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.meetings
            .check("meetings", problems, |meeting, problems| {
                not_in_the_future("held", meeting.held, today, problems);
                not_in_the_future("calledOff", meeting.called_off, today, problems);
                if meeting.held.is_some() && meeting.called_off.is_some() {
                    problems.report_at(
                        "calledOff",
                        ProblemCode::ImpossibleOrder,
                        "a meeting was held or called off, not both",
                    );
                }
                if meeting.held.is_none() && meeting.arranged.is_none() {
                    problems.report(
                        ProblemCode::Missing,
                        "say when it was held, or for when it is arranged",
                    );
                }
                check_items(
                    &meeting.documents,
                    "documents",
                    problems,
                    |document, problems| {
                        not_in_the_future("made", document.made, today, problems);
                    },
                );
                check_items(&meeting.actions, "actions", problems, |action, problems| {
                    not_in_the_future("done", action.done, today, problems);
                });
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.meetings.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.meetings.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let mut named = Vec::new();
        for (index, one) in self.meetings.items.iter().enumerate() {
            for (at, action) in one.actions.iter().enumerate() {
                if let Some(owner) = &action.owner {
                    named.push((
                        format!("meetings[{index}].actions[{at}].owner"),
                        owner,
                        ANYONE,
                    ));
                }
            }
        }
        named
    }
}
