//! The access log: a row for every answer and every refusal, durable before it leaves.

use chrono::{DateTime, Utc};
use entity::{access_log, access_log_entry};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait, TransactionTrait};
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::access::Caller;
use crate::domain::id::EntryId;

/// How a request ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answered {
    /// With an answer.
    Answered,
    /// With a refusal: not permitted, not found, not understood.
    Refused,
    /// With a fault.
    Failed,
}

impl Answered {
    const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// A row of the log. It names entries by id alone.
#[derive(Clone, Debug)]
pub struct LogRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// The request.
    pub request_id: &'a str,
    /// Who; none when the token was refused.
    pub caller: Option<&'a Caller>,
    /// The name of the operation, as one of the contract's, or a fixed word: never the caller's own text.
    pub operation: &'a str,
    /// How it ended.
    pub outcome: Answered,
    /// The entries the answer showed.
    pub shown: &'a [EntryId],
}

/// Writes a row and the entries it names, in whatever transaction this is.
async fn write<C: ConnectionTrait>(db: &C, row: &LogRow<'_>) -> Result<(), StoreError> {
    let LogRow {
        id,
        at,
        request_id,
        caller,
        operation,
        outcome,
        shown,
    } = row;
    let log = access_log::ActiveModel {
        id: Set(*id),
        at: Set(at.timestamp_micros()),
        request_id: Set((*request_id).to_owned()),
        organisation: Set(caller.map(|one| one.organisation().to_string())),
        subject: Set(caller.map(|one| one.subject().to_owned())),
        role: Set(caller.map(|one| one.role().name().to_owned())),
        operation: Set((*operation).to_owned()),
        outcome: Set(outcome.name().to_owned()),
    };
    access_log::Entity::insert(log)
        .exec_without_returning(db)
        .await?;
    let shown = shown.iter().map(|entry| access_log_entry::ActiveModel {
        log_id: Set(*id),
        entry_id: Set(entry.0),
    });
    let shown: Vec<_> = shown.collect();
    if !shown.is_empty() {
        access_log_entry::Entity::insert_many(shown)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

impl Store {
    /// Writes a row of the access log and its entries, durably.
    pub async fn log(&self, row: &LogRow<'_>) -> Result<(), StoreError> {
        let tx = self.writer.begin().await?;
        write(&tx, row).await?;
        tx.commit().await?;
        Ok(())
    }

    /// How many rows the log has, and how many entries they showed: for tests and the operator.
    pub async fn log_size(&self) -> Result<(u64, u64), StoreError> {
        use sea_orm::PaginatorTrait;
        Ok((
            access_log::Entity::find().count(&self.readers).await?,
            access_log_entry::Entity::find()
                .count(&self.readers)
                .await?,
        ))
    }
}

impl Tx {
    /// Writes a row of the access log with the write it is about: both or neither.
    pub async fn log(&self, row: &LogRow<'_>) -> Result<(), StoreError> {
        write(&self.inner, row).await
    }
}
