//! What lists are made of: places for values, days on which a row holds, orders and the places in them.

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};
use uuid::Uuid;

use super::{Store, StoreError, statement};
use crate::domain::partial_date::Day;

/// A page: rows after a key, one more than asked for when there are more.
#[derive(Clone, Debug)]
pub struct Page {
    /// After this sort key and id.
    pub after: Option<(String, Uuid)>,
    /// At most this many.
    pub limit: u64,
}

/// A statement in the making: the values of its places.
#[derive(Default)]
pub(super) struct Sql {
    values: Vec<Value>,
}

impl Sql {
    pub(super) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// What it has come to.
    pub(super) fn statement(self, backend: DbBackend, text: &str) -> Statement {
        statement(backend, text, self.values)
    }

    /// The row holds on the day: both tables of derived rows have the same columns for it.
    pub(super) fn on(&mut self, table: &str, day: Day) -> String {
        let day = self.bind(day.to_string());
        format!(
            "{table}.from_day <= {day} AND ({table}.until_day IS NULL OR {table}.until_day > {day})"
        )
    }

    /// The rows after a place in an order: by a key, which is a number or a text, and an id.
    pub(super) fn after(&mut self, page: &Page, key: Option<&Key>, id: &str) -> String {
        let Some((from, at)) = &page.after else {
            return String::new();
        };
        let at = self.bind(*at);
        let Some(Key {
            column,
            number,
            last_first,
        }) = key
        else {
            return format!(" AND {id} > {at}");
        };
        let mut from = self.bind(from.clone());
        if *number {
            from = format!("CAST({from} AS BIGINT)");
        }
        let beyond = if *last_first { '<' } else { '>' };
        format!(" AND {column} {beyond}= {from} AND ({column} {beyond} {from} OR {id} > {at})")
    }
}

/// What a list is sorted by, before ids.
pub(super) struct Key {
    pub(super) column: &'static str,
    pub(super) number: bool,
    pub(super) last_first: bool,
}

impl Key {
    /// How the order is written, with the ids after it.
    pub(super) fn order(key: Option<&Self>, id: &str) -> String {
        key.map_or_else(
            || id.to_owned(),
            |key| {
                let last = if key.last_first { " DESC" } else { "" };
                format!("{}{last}, {id}", key.column)
            },
        )
    }

    /// What of a row is its place.
    pub(super) fn place(key: Option<&Self>) -> String {
        key.map_or_else(
            || "''".to_owned(),
            |key| format!("CAST({} AS TEXT)", key.column),
        )
    }
}

impl Store {
    pub(super) async fn rows(&self, text: &str, sql: Sql) -> Result<Vec<QueryResult>, StoreError> {
        Ok(self
            .readers
            .query_all_raw(sql.statement(self.readers.get_database_backend(), text))
            .await?)
    }

    pub(super) async fn count(&self, text: &str, sql: Sql) -> Result<u64, StoreError> {
        let rows = self.rows(text, sql).await?;
        let count: i64 = rows
            .first()
            .ok_or(StoreError::missing("count"))?
            .try_get_by_index(0)?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}
