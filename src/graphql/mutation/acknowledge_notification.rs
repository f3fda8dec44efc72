//! Answering a notification.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, Union};

use crate::domain::id::NotificationId;
use crate::graphql::object::entry::Entry;
use crate::graphql::object::notification::NotificationReply;
use crate::graphql::object::problem::{NotFound, NotPermitted};
use crate::graphql::{Fault, Here};
use crate::register::{Acknowledged, Answer};

/// Answering a notification.
#[derive(Default)]
pub struct AcknowledgeNotification;

/// Which notification to answer, and the answer.
#[derive(InputObject)]
pub struct AcknowledgeNotificationInput {
    /// The opaque id of the notification to answer.
    pub notification_id: ID,
    /// Whether your organisation accepts or denies what it was told.
    pub reply: NotificationReply,
    /// Why your organisation denies it, which a denial must say, at most 4,000 characters. Null means that no reason is given.
    pub reason: Option<String>,
}

/// The notification was answered, and the answer was recorded.
#[derive(SimpleObject)]
pub struct NotificationAcknowledged {
    /// The entry of the person, as you now see it.
    pub entry: Entry,
}

/// What became of answering a notification.
#[derive(Union)]
pub enum AcknowledgeNotificationResult {
    /// Answered.
    Acknowledged(NotificationAcknowledged),
    /// No such notification that you may know of.
    NotFound(NotFound),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

/// Answering a notification.
#[Object]
impl AcknowledgeNotification {
    /// Answers a notification to your organisation. Accepting makes you a party, and links your own account of the person where NHS number,
    /// birth date and surname initial agree. Answering again replaces the answer; the history keeps both.
    async fn acknowledge_notification(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which notification you answer, and how.")]
        input: AcknowledgeNotificationInput,
    ) -> Result<AcknowledgeNotificationResult, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let AcknowledgeNotificationInput {
            notification_id,
            reply,
            reason,
        } = input;
        let answer = match (reply, reason) {
            (NotificationReply::Accepted, _) => Answer::Accept,
            (NotificationReply::Denied, Some(reason)) => {
                Answer::Deny(super::reason("input.reason", &reason)?)
            }
            (NotificationReply::Denied, None) => {
                return Err(Fault::bad_input("input.reason", "say why it is denied"));
            }
        };
        let not_found = || AcknowledgeNotificationResult::NotFound(NotFound::new());
        let Some(id) = super::id(NotificationId::read, &notification_id) else {
            return Ok(not_found());
        };
        Ok(match register.acknowledge(visit, id, &answer).await? {
            Acknowledged::Done(entry) => {
                AcknowledgeNotificationResult::Acknowledged(NotificationAcknowledged {
                    entry: Entry::of(*entry),
                })
            }
            Acknowledged::NotFound => not_found(),
            Acknowledged::NotPermitted(denied) => {
                AcknowledgeNotificationResult::NotPermitted(denied.into())
            }
        })
    }
}
