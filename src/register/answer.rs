//! Answering a notification: the act by which two bodies' accounts meet.

use super::{Register, Visit, retried};
use crate::access::{Act, Denied, VisibleEntry, may, scope};
use crate::domain::entry::Reply;
use crate::domain::id::{EntryId, NotificationId};
use crate::domain::text::Text;
use crate::store::StoreError;

/// The answer.
#[derive(Clone, Debug)]
pub enum Answer {
    /// We accept.
    Accept,
    /// We deny, because.
    Deny(Text),
}

/// What became of it.
#[derive(Debug)]
pub enum Acknowledged {
    /// Answered: the entry as it now stands for the caller.
    Done(Box<VisibleEntry>),
    /// There is no such notification, as far as the caller is concerned.
    NotFound,
    /// Not permitted.
    NotPermitted(Denied),
}

impl Register {
    /// Answers a notification to the caller's organisation. Answering again replaces the answer; the history keeps both.
    pub async fn acknowledge(
        &self,
        visit: &Visit,
        id: NotificationId,
        answer: &Answer,
    ) -> Result<Acknowledged, StoreError> {
        match retried!(self.acknowledge_once(visit, id, answer))? {
            Err(refused) => {
                visit.refuse();
                Ok(refused)
            }
            Ok(entry) => {
                let entry = self.store.entry(entry, &self.organisations()).await?;
                let seen = entry.and_then(|entry| visit.view(&entry, &self.ask_now()));
                Ok(seen.map_or(Acknowledged::NotFound, |entry| {
                    Acknowledged::Done(Box::new(entry))
                }))
            }
        }
    }

    async fn acknowledge_once(
        &self,
        visit: &Visit,
        id: NotificationId,
        answer: &Answer,
    ) -> Result<Result<EntryId, Acknowledged>, StoreError> {
        let (today, organisations) = (self.today(), self.organisations());
        if scope(visit.caller()).is_none() {
            return Ok(Err(Acknowledged::NotFound));
        }
        let mut tx = self.begin().await?;
        let Some(entry_id) = tx.entry_of_notification(id).await? else {
            return Ok(Err(Acknowledged::NotFound));
        };
        let Some(entry) = tx.entry_for_update(entry_id, &organisations).await? else {
            return Ok(Err(Acknowledged::NotFound));
        };
        let now = entry.now();
        let Some(notification) = now
            .notifications
            .iter()
            .find(|one| one.id == id && one.to == *visit.caller().organisation())
        else {
            return Ok(Err(Acknowledged::NotFound));
        };
        let permit = match may(
            visit.caller(),
            &Act::Acknowledge(notification, &entry),
            today,
        ) {
            Ok(permit) => permit,
            Err(denied) => return Ok(Err(Acknowledged::NotPermitted(denied))),
        };
        let reply = match answer {
            Answer::Accept => Reply::Accepted,
            Answer::Deny(reason) => Reply::Denied(reason.clone()),
        };
        if notification
            .answer()
            .is_some_and(|(before, _)| *before == reply)
        {
            return Ok(Ok(entry_id));
        }
        tx.answer(&permit, id, &reply).await?;
        tx.change("answer", entry_id, Some(notification.account))
            .await?;
        let home = match reply {
            Reply::Accepted => self.meet(&mut tx, &permit, &now).await?,
            Reply::Denied(_) => entry_id,
        };
        self.follow(&mut tx, home, notification.account, today)
            .await?;
        self.conclude(tx, visit, "acknowledge notification", Some(home))
            .await?;
        Ok(Ok(home))
    }
}
