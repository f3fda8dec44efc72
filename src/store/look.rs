//! Who was shown an entry: read from the index that the sealer keeps.

use std::fmt::Write;

use chrono::DateTime;
use entity::access_log;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::list::Page;
use super::{Store, StoreError, codec, statement};
use crate::access::{Look, Looks, Role};
use crate::domain::id::EntryId;

fn look(row: &access_log::Model) -> Result<(Uuid, Look), StoreError> {
    let unreadable = |column| StoreError::unreadable("access_log", column, row.id);
    let organisation = row.organisation.as_deref();
    let organisation = organisation.ok_or_else(|| unreadable("organisation"))?;
    let role = row.role.as_deref().and_then(Role::named);
    let look = Look {
        at: DateTime::from_timestamp_micros(row.at).ok_or_else(|| unreadable("at"))?,
        organisation: codec::code("access_log", "organisation", row.id, organisation)?,
        role: role.ok_or_else(|| unreadable("role"))?,
        subject: row.subject.clone().ok_or_else(|| unreadable("subject"))?,
    };
    Ok((row.id, look))
}

impl Store {
    /// A page of the looks at an entry that somebody may ask for, newest first, as far as they are sealed.
    pub async fn looks(
        &self,
        entry: EntryId,
        looks: &Looks,
        page: &Page,
    ) -> Result<Vec<(Uuid, Look)>, StoreError> {
        let backend = self.readers.get_database_backend();
        let mut values: Vec<Value> = vec![entry.0.into()];
        let mut sql = String::from(
            "SELECT l.* FROM access_log_entry e JOIN access_log l ON l.id = e.log_id WHERE e.entry_id = $1",
        );
        let mut also = |sql: &mut String, clause: &str, value: Value| {
            values.push(value);
            let _ = write!(sql, "{clause}${}", values.len());
        };
        if let Some(only) = looks.only() {
            also(&mut sql, " AND l.organisation = ", only.as_str().into());
        }
        if let Some((_, after)) = &page.after {
            also(&mut sql, " AND e.log_id < ", (*after).into());
        }
        let limit = i64::try_from(page.limit).unwrap_or(i64::MAX);
        also(&mut sql, " ORDER BY e.log_id DESC LIMIT ", limit.into());
        let rows = self
            .readers
            .query_all_raw(statement(backend, &sql, values))
            .await?;
        rows.iter()
            .map(|row| look(&access_log::Model::from_query_result(row, "")?))
            .collect()
    }

    /// How many looks.
    pub async fn count_looks(&self, entry: EntryId, looks: &Looks) -> Result<u64, StoreError> {
        let mut sql = String::from(
            "SELECT COUNT(*) FROM access_log_entry e JOIN access_log l ON l.id = e.log_id WHERE e.entry_id = $1",
        );
        let mut values: Vec<Value> = vec![entry.0.into()];
        if let Some(only) = looks.only() {
            sql.push_str(" AND l.organisation = $2");
            values.push(only.as_str().into());
        }
        let backend = self.readers.get_database_backend();
        let row = self
            .readers
            .query_one_raw(statement(backend, &sql, values))
            .await?
            .ok_or(StoreError::missing("access_log_entry"))?;
        Ok(u64::try_from(row.try_get_by_index::<i64>(0)?).unwrap_or(0))
    }
}
