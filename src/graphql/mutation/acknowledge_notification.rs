//! Answering a notification.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, Union};

use crate::domain::id::NotificationId;
use crate::domain::problem::{ProblemCode, Problems};
use crate::graphql::object::entry::Entry;
use crate::graphql::object::notification::NotificationReply;
use crate::graphql::object::problem::{InputRejected, NotFound, NotPermitted};
use crate::graphql::read::Reading;
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
    /// What was sent could not be read: everything that is wrong with it.
    Rejected(InputRejected),
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
        let mut problems = Problems::at("");
        let reason = problems.passage_some("reason", reason.as_deref());
        let answer = match (reply, reason) {
            (_, None) => None,
            (NotificationReply::Accepted, Some(None)) => Some(Answer::Accept),
            (NotificationReply::Denied, Some(Some(reason))) => Some(Answer::Deny(reason)),
            (NotificationReply::Accepted, Some(Some(_))) => {
                let why = "an acceptance has no reason: leave it out, or deny";
                problems.report_at("reason", ProblemCode::NotText, why);
                None
            }
            (NotificationReply::Denied, Some(None)) => {
                problems.report_at("reason", ProblemCode::Missing, "say why it is denied");
                None
            }
        };
        let Some(answer) = answer else {
            visit.refuse();
            let rejected = InputRejected::from(problems.into_found());
            return Ok(AcknowledgeNotificationResult::Rejected(rejected));
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
