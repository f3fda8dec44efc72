//! Who was shown an entry: read from the index that the sealer keeps.

use std::fmt::Write;

use chrono::DateTime;
use entity::access_log;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::sql::{Page, Sql};
use super::{Store, StoreError, codec};
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

/// The looks at an entry that somebody may ask for.
fn asked(sql: &mut Sql, entry: EntryId, looks: &Looks) -> String {
    let entry = sql.bind(entry.0);
    let mut from = format!(
        "access_log_entry e JOIN access_log l ON l.id = e.log_id WHERE e.entry_id = {entry}"
    );
    if let Some(only) = looks.only() {
        let _ = write!(from, " AND l.organisation = {}", sql.bind(only.as_str()));
    }
    from
}

impl Store {
    /// A page of the looks at an entry that somebody may ask for, newest first, as far as they are sealed.
    pub async fn looks(
        &self,
        entry: EntryId,
        looks: &Looks,
        page: &Page,
    ) -> Result<Vec<(Uuid, Look)>, StoreError> {
        let mut sql = Sql::default();
        let mut text = format!("SELECT l.* FROM {}", asked(&mut sql, entry, looks));
        if let Some((_, after)) = &page.after {
            let _ = write!(text, " AND e.log_id < {}", sql.bind(*after));
        }
        let limit = sql.bind(i64::try_from(page.limit).unwrap_or(i64::MAX));
        let _ = write!(text, " ORDER BY e.log_id DESC LIMIT {limit}");
        let rows = self.rows(&text, sql).await?;
        rows.iter()
            .map(|row| look(&access_log::Model::from_query_result(row, "")?))
            .collect()
    }

    /// How many looks.
    pub async fn count_looks(&self, entry: EntryId, looks: &Looks) -> Result<u64, StoreError> {
        let mut sql = Sql::default();
        let text = format!("SELECT COUNT(*) FROM {}", asked(&mut sql, entry, looks));
        self.count(&text, sql).await
    }
}
