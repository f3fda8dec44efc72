//! The access log: a row for every answer and every refusal, durable before it leaves.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use entity::{access_log, access_log_tail};
use sea_orm::{ActiveValue::NotSet, ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::ledger::{self, Hash, Leaf, packed};
use super::{Now, Store, StoreError, Tx, statement};
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
pub struct LogRow {
    /// Random bytes that its id ends with; it begins with the time, so that the log grows at one end.
    pub random: [u8; 16],
    /// When.
    pub at: DateTime<Utc>,
    /// The request.
    pub request_id: String,
    /// Who; none when the token was refused.
    pub caller: Option<Caller>,
    /// The name of the operation, as one of the contract's, or a fixed word: never the caller's own text.
    pub operation: &'static str,
    /// How it ended.
    pub outcome: Answered,
    /// The entries the answer showed.
    pub shown: Vec<EntryId>,
}

impl LogRow {
    fn id(&self) -> Uuid {
        let millis = u64::try_from(self.at.timestamp_millis()).unwrap_or(0);
        let (random, _) = self.random.split_first_chunk().unwrap_or((&[0; 10], &[]));
        uuid::Builder::from_unix_timestamp_millis(millis, random).into_uuid()
    }

    fn stored(&self) -> access_log::Model {
        let caller = self.caller.as_ref();
        let shown = self.shown.iter().flat_map(|entry| *entry.0.as_bytes());
        let mut row = access_log::Model {
            id: self.id(),
            at: self.at.timestamp_micros(),
            request_id: self.request_id.clone(),
            organisation: caller.map(|one| one.organisation().to_string()),
            subject: caller.map(|one| one.subject().to_owned()),
            role: caller.map(|one| one.role().name().to_owned()),
            operation: self.operation.to_owned(),
            outcome: self.outcome.name().to_owned(),
            shown: shown.collect(),
            leaf: Vec::new(),
        };
        row.leaf = leaf(&row).to_vec();
        row
    }
}

/// The hash of all that a row says.
pub(super) fn leaf(row: &access_log::Model) -> Hash {
    let access_log::Model {
        id,
        at,
        request_id,
        organisation,
        subject,
        role,
        operation,
        outcome,
        shown,
        leaf: _,
    } = row;
    let said = |field: &Option<String>| u8::from(field.is_some()).to_be_bytes();
    let (by, whom, as_what) = (said(organisation), said(subject), said(role));
    let at = at.to_be_bytes();
    ledger::leaf([
        id.as_bytes().as_slice(),
        &at,
        request_id.as_bytes(),
        &by,
        organisation.as_deref().unwrap_or_default().as_bytes(),
        &whom,
        subject.as_deref().unwrap_or_default().as_bytes(),
        &as_what,
        role.as_deref().unwrap_or_default().as_bytes(),
        operation.as_bytes(),
        outcome.as_bytes(),
        shown,
    ])
}

/// The entries that a row showed.
pub(super) fn shown(row: &access_log::Model) -> impl Iterator<Item = EntryId> + '_ {
    let (ids, _) = row.shown.as_chunks::<16>();
    ids.iter().map(|id| EntryId(Uuid::from_bytes(*id)))
}

/// How many rows a statement may insert: few sizes, so that each statement is prepared once.
const SIZES: [usize; 4] = [64, 16, 4, 1];

async fn insert<C: ConnectionTrait>(
    db: &C,
    mut rows: &[access_log::Model],
) -> Result<(), StoreError> {
    while let Some(size) = SIZES.into_iter().find(|size| *size <= rows.len()) {
        let (now, later) = rows.split_at(size);
        rows = later;
        let mut sql = String::from(
            "INSERT INTO access_log (id, at, request_id, organisation, subject, role, operation, outcome, shown, leaf) VALUES ",
        );
        let mut values: Vec<sea_orm::Value> = Vec::with_capacity(size * 10);
        for (index, row) in now.iter().enumerate() {
            sql.push_str(if index == 0 { "(" } else { ", (" });
            for column in 1..=10 {
                let comma = if column == 1 { "" } else { ", " };
                let _ = write!(sql, "{comma}${}", index * 10 + column);
            }
            sql.push(')');
            let access_log::Model {
                id,
                at,
                request_id,
                organisation,
                subject,
                role,
                operation,
                outcome,
                shown,
                leaf,
            } = row.clone();
            values.extend([
                id.into(),
                at.into(),
                request_id.into(),
                organisation.into(),
                subject.into(),
                role.into(),
                operation.into(),
                outcome.into(),
                shown.into(),
                leaf.into(),
            ]);
        }
        db.execute_raw(statement(db.get_database_backend(), &sql, values))
            .await?;
    }
    Ok(())
}

/// Writes rows in whatever transaction this is, and notes that they are to be sealed.
async fn write<C: ConnectionTrait>(db: &C, rows: &[LogRow]) -> Result<(), StoreError> {
    let stored: Vec<_> = rows.iter().map(LogRow::stored).collect();
    insert(db, &stored).await?;
    let leaves = stored.iter().filter_map(|row| -> Option<Leaf> {
        Some((*row.id.as_bytes(), row.leaf.as_slice().try_into().ok()?))
    });
    let tail = access_log_tail::ActiveModel {
        number: NotSet,
        at: Set(stored.iter().map(|row| row.at).min().unwrap_or(0)),
        leaves: Set(packed(&leaves.collect::<Vec<_>>())),
    };
    access_log_tail::Entity::insert(tail)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

impl Store {
    /// Writes rows of the access log together, durably: all of them or none.
    pub async fn log(&self, rows: &[LogRow]) -> Result<(), StoreError> {
        let tx = self.begin(Now::Database).await?;
        write(&tx.inner, rows).await?;
        tx.commit().await
    }

    /// How many rows the log has, and how many entries they showed: for tests and the operator.
    pub async fn log_size(&self) -> Result<(u64, u64), StoreError> {
        let sql =
            "SELECT COUNT(*), CAST(COALESCE(SUM(LENGTH(shown)), 0) / 16 AS BIGINT) FROM access_log";
        let row = self
            .readers
            .query_one_raw(statement(self.readers.get_database_backend(), sql, []))
            .await?
            .ok_or(StoreError::missing("access_log"))?;
        let number = |index| -> Result<u64, StoreError> {
            Ok(u64::try_from(row.try_get_by_index::<i64>(index)?).unwrap_or(0))
        };
        Ok((number(0)?, number(1)?))
    }
}

impl Tx {
    /// Writes a row of the access log with the write it is about: both or neither.
    pub async fn log(&self, row: LogRow) -> Result<(), StoreError> {
        write(&self.inner, &[row]).await
    }
}
