//! Notifications.

use async_graphql::{Enum, ID, SimpleObject};

use super::organisation::Organisation;
use crate::access::{self, SeenNotification};
use crate::domain::entry::{self, Reply};
use crate::domain::organisation::Organisations;
use crate::graphql::scalar::{Date, DateTime, instant, show};

/// Why one organisation notifies another about a person.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "entry::NotificationKind")]
pub enum NotificationKind {
    /// The sender holds the receiver responsible for the person's after-care.
    NamedResponsible,
    /// The law, applied to the facts recorded, makes the receiver responsible.
    ResponsibleByLaw,
    /// The person was transferred to a hospital of the receiver.
    Transferred,
    /// The sender names the receiver as coordinating the person's after-care.
    NamedCoordinator,
    /// The person was admitted to the sender's hospital. Accepting says that the receiver has taken note; until somebody does, a hospital
    /// that had nothing more to do here is given nothing by an admission that it alone records.
    Admitted,
    /// The person is to be discharged from the sender's hospital: after-care must be planned. Accepting says that the receiver has taken note.
    DischargePlanned,
    /// The sender has closed its service to the person, which ends no duty. Accepting says that the receiver has taken note.
    ServiceClosed,
    /// The sender records that the person has moved, which by itself changes no duty. Accepting says that the receiver has taken note.
    Moved,
    /// The sender disputes who is responsible, and names the receiver.
    Disputed,
    /// The sender proposes that after-care end. Accepting says that the receiver has taken note, and is no signature.
    EndingProposed,
    /// The sender is satisfied that after-care is no longer needed, and has signed. Accepting says that the receiver has taken note.
    EndingSigned,
    /// The sender has begun after-care again. Accepting says that the receiver has taken note.
    Reinstated,
}

/// How a notification was answered.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotificationReply {
    /// The receiver accepts what it was told.
    Accepted,
    /// The receiver denies what it was told.
    Denied,
}

/// A message from one organisation to another about a person, with the answer to it.
#[derive(SimpleObject, Debug)]
pub struct Notification {
    /// The opaque id of this notification.
    pub id: ID,
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The sender: the organisation that notified the other.
    pub from: Organisation,
    /// The receiver: the organisation that was notified. Being sent it is not knowing: fetching or answering it is.
    pub to: Organisation,
    /// Why the receiver was notified.
    pub kind: NotificationKind,
    /// The moment at which the notification was raised, in UTC.
    pub raised_at: DateTime,
    /// The day by which an answer is due, counted in working days by the default `NOTIFY`.
    pub due_on: Date,
    /// The newest answer of the receiver. Null means that there is none yet.
    pub reply: Option<NotificationReply>,
    /// The moment at which that answer was given, in UTC. Null means that there is none yet.
    pub answered_at: Option<DateTime>,
    /// Why it was denied, in the denying organisation's words. Null means that there is no denial, or see `reasonWithheld`.
    pub reason: Option<String>,
    /// Whether it was denied for a reason that only the two organisations it is between may read.
    pub reason_withheld: bool,
    /// How far it has been let lie: on the day asked about, unanswered past the day by which an answer was due, and past twice that time.
    pub escalation: Escalation,
}

/// How far a notification has been let lie.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "access::Escalation")]
pub enum Escalation {
    /// It was answered, or an answer is not due yet.
    None,
    /// No answer has come, and one was due.
    Overdue,
    /// No answer has come in twice the time: whoever manages the receiver should see to it.
    LongOverdue,
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
            escalation: seen.escalation.into(),
            reason_withheld: !seen.between_us
                && answer.is_some_and(|(reply, _)| *reply != Reply::Accepted),
            reason: answer.and_then(|(reply, _)| match reply {
                Reply::Denied(reason) if seen.between_us => Some(reason.as_str().to_owned()),
                Reply::Denied(_) | Reply::Accepted => None,
            }),
        }
    }
}
