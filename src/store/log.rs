//! The access log: a row for every answer and every refusal, durable before it leaves.

use chrono::{DateTime, Utc};
use entity::{access_log, access_log_entry, access_log_tail};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};
use uuid::Uuid;

use super::ledger::{self, Hash, Leaf};
use super::{Store, StoreError, Tx, statement};
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

    fn written(&self) -> Written {
        let caller = self.caller.as_ref();
        let mut row = Written {
            id: self.id(),
            at: self.at.timestamp_micros(),
            request_id: self.request_id.clone(),
            organisation: caller.map(|one| one.organisation().to_string()),
            subject: caller.map(|one| one.subject().to_owned()),
            role: caller.map(|one| one.role().name().to_owned()),
            operation: self.operation.to_owned(),
            outcome: self.outcome.name().to_owned(),
            shown: self.shown.iter().map(|entry| entry.0).collect(),
            leaf: [0; 32],
        };
        row.leaf = row.hash();
        row
    }
}

/// A row as it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Written {
    pub id: Uuid,
    pub at: i64,
    pub request_id: String,
    pub organisation: Option<String>,
    pub subject: Option<String>,
    pub role: Option<String>,
    pub operation: String,
    pub outcome: String,
    pub shown: Vec<Uuid>,
    pub leaf: Hash,
}

/// A row as the tail has it: its fields in the order of the columns of the log. Ids and hashes are hexadecimal.
type Packed = (
    String,
    i64,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
    String,
    Vec<String>,
    String,
);

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    let digits = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.collect()
}

fn ids(hex: &[String]) -> Option<Vec<Uuid>> {
    hex.iter().map(|id| Uuid::try_parse(id).ok()).collect()
}

impl Written {
    /// The hash of all that it says.
    pub(super) fn hash(&self) -> Hash {
        let Self {
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
        } = self;
        let shown: Vec<u8> = shown.iter().flat_map(|entry| *entry.as_bytes()).collect();
        let at = at.to_be_bytes();
        let said = [organisation, subject, role].map(|field| u8::from(field.is_some()));
        let [by, whom, as_what] =
            [organisation, subject, role].map(|field| field.as_deref().unwrap_or_default());
        ledger::leaf([
            id.as_bytes().as_slice(),
            &at,
            request_id.as_bytes(),
            &said,
            by.as_bytes(),
            whom.as_bytes(),
            as_what.as_bytes(),
            operation.as_bytes(),
            outcome.as_bytes(),
            &shown,
        ])
    }

    fn packed(&self) -> Packed {
        (
            hex(self.id.as_bytes()),
            self.at,
            self.request_id.clone(),
            self.organisation.clone(),
            self.subject.clone(),
            self.role.clone(),
            self.operation.clone(),
            self.outcome.clone(),
            self.shown
                .iter()
                .map(|entry| hex(entry.as_bytes()))
                .collect(),
            hex(&self.leaf),
        )
    }

    fn unpacked(packed: Packed) -> Option<Self> {
        let (id, at, request_id, organisation, subject, role, operation, outcome, shown, leaf) =
            packed;
        Some(Self {
            id: Uuid::try_parse(&id).ok()?,
            at,
            request_id,
            organisation,
            subject,
            role,
            operation,
            outcome,
            shown: ids(&shown)?,
            leaf: super::packed::unhexed(&leaf)?.try_into().ok()?,
        })
    }

    /// A sealed row; none if it is not one.
    pub(super) fn sealed(row: access_log::Model) -> Option<Self> {
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
        } = row;
        let shown: Vec<String> = serde_json::from_str(&shown).ok()?;
        Some(Self {
            id,
            at,
            request_id,
            organisation,
            subject,
            role,
            operation,
            outcome,
            shown: ids(&shown)?,
            leaf: leaf.try_into().ok()?,
        })
    }

    /// Its id and its leaf.
    pub(super) const fn leaf(&self) -> Leaf {
        (*self.id.as_bytes(), self.leaf)
    }
}

/// The rows that were written together.
pub(super) fn together(tail: &access_log_tail::Model) -> Result<Vec<Written>, StoreError> {
    let unreadable = || StoreError::unreadable("access_log_tail", "rows", tail.number);
    let packed: Vec<Packed> = serde_json::from_str(&tail.rows).map_err(|_| unreadable())?;
    let rows = packed.into_iter().map(Written::unpacked);
    rows.collect::<Option<_>>().ok_or_else(unreadable)
}

/// Writes rows, in whatever transaction this is: one statement, however many.
async fn write<C: ConnectionTrait>(db: &C, rows: &[LogRow]) -> Result<(), StoreError> {
    let packed: Vec<_> = rows.iter().map(|row| row.written().packed()).collect();
    let oldest = rows.iter().map(|row| row.at.timestamp_micros()).min();
    let packed = serde_json::to_string(&packed).map_err(StoreError::Encode)?;
    let sql = "INSERT INTO access_log_tail (at, rows) VALUES ($1, $2)";
    let values = [oldest.unwrap_or(0).into(), packed.into()];
    db.execute_raw(statement(db.get_database_backend(), sql, values))
        .await?;
    Ok(())
}

impl Store {
    /// Writes rows of the access log together, durably: all of them or none.
    pub async fn log(&self, rows: &[LogRow]) -> Result<(), StoreError> {
        write(&self.writer, rows).await
    }

    /// How many rows the log has, and how many entries they showed: for tests and the operator.
    pub async fn log_size(&self) -> Result<(u64, u64), StoreError> {
        let db = &self.readers;
        let mut rows = access_log::Entity::find().count(db).await?;
        let mut shown = access_log_entry::Entity::find().count(db).await?;
        for tail in access_log_tail::Entity::find().all(db).await? {
            for row in together(&tail)? {
                rows += 1;
                shown += row.shown.len() as u64;
            }
        }
        Ok((rows, shown))
    }
}

impl Tx {
    /// Writes a row of the access log with the write it is about: both or neither.
    pub async fn log(&self, row: LogRow) -> Result<(), StoreError> {
        write(&self.inner, &[row]).await
    }
}
