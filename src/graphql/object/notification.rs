//! Notifications.

use async_graphql::{Enum, ID, SimpleObject};

use super::organisation::Organisation;
use crate::access::SeenNotification;
use crate::domain::entry::{self, Reply};
use crate::domain::organisation::Organisations;
use crate::graphql::scalar::{Date, DateTime, instant, show};

/// Why one organisation tells another about a person.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "entry::NotificationKind")]
pub enum NotificationKind {
    /// It holds the other responsible for the person's after-care.
    NamedResponsible,
    /// The law, applied to the facts recorded, makes the other responsible.
    ResponsibleByLaw,
    /// The person was transferred to the other.
    Transferred,
    /// It names the other as coordinating the person's after-care.
    NamedCoordinator,
    /// The person was admitted to its hospital. Accepting says that the other has taken note; until somebody does, a hospital that had
    /// nothing more to do here is given nothing by an admission that it alone records.
    Admitted,
}

/// How a notification was answered.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotificationReply {
    /// Accepted.
    Accepted,
    /// Denied.
    Denied,
}

/// A message between two organisations about a person: a row with an answer, not a hope.
#[derive(SimpleObject, Debug)]
pub struct Notification {
    /// Its id.
    pub id: ID,
    /// The entry it is about.
    pub entry_id: ID,
    /// Who told.
    pub from: Organisation,
    /// Who was told. Being sent it is not knowing: fetching or answering it is.
    pub to: Organisation,
    /// What about.
    pub kind: NotificationKind,
    /// When it was raised.
    pub raised_at: DateTime,
    /// An answer is due by this day.
    pub due_on: Date,
    /// The answer; null while there is none.
    pub reply: Option<NotificationReply>,
    /// When it was answered.
    pub answered_at: Option<DateTime>,
    /// Why it was denied: shown to the two organisations it is between.
    pub reason: Option<String>,
}

impl Notification {
    /// A notification as it is published.
    pub fn of(seen: &SeenNotification, organisations: &Organisations) -> Self {
        let answer = seen.answer.as_ref();
        Self {
            id: ID(seen.id.to_string()),
            entry_id: ID(seen.entry.to_string()),
            from: Organisation::of(organisations, &seen.from),
            to: Organisation::of(organisations, &seen.to),
            kind: seen.kind.into(),
            raised_at: instant(seen.raised.at),
            due_on: show(&seen.due),
            reply: answer.map(|(reply, _)| match reply {
                Reply::Accepted => NotificationReply::Accepted,
                Reply::Denied(_) => NotificationReply::Denied,
            }),
            answered_at: answer.map(|(_, known)| instant(known.at)),
            reason: answer.and_then(|(reply, _)| match reply {
                Reply::Denied(reason) if seen.between_us => Some(reason.as_str().to_owned()),
                Reply::Denied(_) | Reply::Accepted => None,
            }),
        }
    }
}
