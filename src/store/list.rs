//! Lists, counts and the order of both: drawn from an organisation's own rows and from nothing else.

use std::fmt::Write;

use super::sql::{Key, Page, Sql};
use super::{Store, StoreError, codec};
use crate::access::{Relation, Scope};
use crate::domain::discrepancy::Severity;
use crate::domain::id::{DiscrepancyId, EntryId, NotificationId};
use crate::domain::partial_date::Day;

/// The order of a list of entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// By id: arbitrary and stable.
    Id,
    /// What the organisation sees as gravest, first.
    WorstFirst,
    /// What falls due first, first.
    DueFirst,
}

/// Which entries.
#[derive(Clone, Copy, Debug)]
pub struct EntryQuery {
    /// As lists stand on this day.
    pub today: Day,
    /// In this relation only.
    pub relation: Option<Relation>,
    /// With a discrepancy of this rule standing, as the organisation sees it.
    pub rule: Option<&'static str>,
    /// With a discrepancy standing on which the organisation must act.
    pub acting: bool,
    /// In this order.
    pub order: Order,
}

/// Which discrepancies.
#[derive(Clone, Copy, Debug)]
pub struct DiscrepancyQuery {
    /// Standing on this day.
    pub today: Day,
    /// Of this rule.
    pub rule: Option<&'static str>,
    /// At least this grave.
    pub at_least: Option<Severity>,
    /// On which the organisation must act.
    pub acting: bool,
}

/// An entry in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryRow {
    /// The entry.
    pub id: EntryId,
    /// Its place in the order asked for.
    pub key: String,
}

/// A discrepancy in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DiscrepancyRow {
    /// The discrepancy.
    pub id: DiscrepancyId,
    /// Its entry.
    pub entry: EntryId,
    /// Its place in the order.
    pub key: String,
}

fn entries_where(sql: &mut Sql, scope: &Scope, query: &EntryQuery) -> String {
    let me = sql.bind(scope.organisation().as_str());
    let mut wanted = format!("p.organisation = {me} AND {}", sql.on("p", query.today));
    if let Some(relation) = query.relation {
        let _ = write!(wanted, " AND p.relation = {}", sql.bind(relation.name()));
    }
    if query.rule.is_some() || query.acting {
        let mut seen = format!(
            "d.entry_id = p.entry_id AND d.organisation = p.organisation AND {}",
            sql.on("d", query.today)
        );
        if let Some(rule) = query.rule {
            let _ = write!(seen, " AND d.rule = {}", sql.bind(rule));
        }
        if query.acting {
            seen.push_str(" AND d.acting");
        }
        let _ = write!(
            wanted,
            " AND EXISTS (SELECT 1 FROM party_discrepancy d WHERE {seen})"
        );
    }
    wanted
}

impl Store {
    /// A page of entries.
    pub async fn list_entries(
        &self,
        scope: &Scope,
        query: &EntryQuery,
        page: &Page,
    ) -> Result<Vec<EntryRow>, StoreError> {
        let mut sql = Sql::default();
        let wanted = entries_where(&mut sql, scope, query);
        let column = match query.order {
            Order::Id => None,
            Order::DueFirst => Some(("p.next_due", false)),
            Order::WorstFirst => Some(("p.worst", true)),
        };
        let key = column.map(|(column, number)| Key {
            column,
            number,
            last_first: false,
        });
        let after = sql.after(page, key.as_ref(), "p.entry_id");
        let limit = sql.bind(i64::try_from(page.limit).unwrap_or(i64::MAX));
        let (place, order) = (
            Key::place(key.as_ref()),
            Key::order(key.as_ref(), "p.entry_id"),
        );
        let text = format!(
            "SELECT p.entry_id, {place} FROM entry_party p WHERE {wanted}{after} ORDER BY {order} LIMIT {limit}"
        );
        let rows = self.rows(&text, sql).await?;
        rows.iter()
            .map(|row| {
                Ok(EntryRow {
                    id: EntryId(row.try_get_by_index(0)?),
                    key: row.try_get_by_index(1)?,
                })
            })
            .collect()
    }

    /// How many entries.
    pub async fn count_entries(
        &self,
        scope: &Scope,
        query: &EntryQuery,
    ) -> Result<u64, StoreError> {
        let mut sql = Sql::default();
        let wanted = entries_where(&mut sql, scope, query);
        self.count(
            &format!("SELECT COUNT(*) FROM entry_party p WHERE {wanted}"),
            sql,
        )
        .await
    }

    fn discrepancies_where(sql: &mut Sql, scope: &Scope, query: &DiscrepancyQuery) -> String {
        let me = sql.bind(scope.organisation().as_str());
        let mut wanted = format!("d.organisation = {me} AND {}", sql.on("d", query.today));
        if let Some(rule) = query.rule {
            let _ = write!(wanted, " AND d.rule = {}", sql.bind(rule));
        }
        if let Some(at_least) = query.at_least {
            let _ = write!(
                wanted,
                " AND d.severity <= {}",
                sql.bind(super::rows::severity(at_least))
            );
        }
        if query.acting {
            wanted.push_str(" AND d.acting");
        }
        wanted
    }

    /// A page of discrepancies, gravest first.
    pub async fn list_discrepancies(
        &self,
        scope: &Scope,
        query: &DiscrepancyQuery,
        page: &Page,
    ) -> Result<Vec<DiscrepancyRow>, StoreError> {
        let mut sql = Sql::default();
        let wanted = Self::discrepancies_where(&mut sql, scope, query);
        let key = Key {
            column: "d.severity",
            number: true,
            last_first: false,
        };
        let after = sql.after(page, Some(&key), "d.id");
        let limit = sql.bind(i64::try_from(page.limit).unwrap_or(i64::MAX));
        let (place, order) = (Key::place(Some(&key)), Key::order(Some(&key), "d.id"));
        let text = format!(
            "SELECT d.id, d.entry_id, {place} FROM party_discrepancy d WHERE {wanted}{after} ORDER BY {order} LIMIT {limit}"
        );
        let rows = self.rows(&text, sql).await?;
        rows.iter()
            .map(|row| {
                let (id, entry) = (
                    DiscrepancyId(row.try_get_by_index(0)?),
                    EntryId(row.try_get_by_index(1)?),
                );
                Ok(DiscrepancyRow {
                    id,
                    entry,
                    key: row.try_get_by_index(2)?,
                })
            })
            .collect()
    }

    /// How many discrepancies.
    pub async fn count_discrepancies(
        &self,
        scope: &Scope,
        query: &DiscrepancyQuery,
    ) -> Result<u64, StoreError> {
        let mut sql = Sql::default();
        let wanted = Self::discrepancies_where(&mut sql, scope, query);
        self.count(
            &format!("SELECT COUNT(*) FROM party_discrepancy d WHERE {wanted}"),
            sql,
        )
        .await
    }

    fn notifications_where(sql: &mut Sql, scope: &Scope, unanswered: bool) -> String {
        let me = sql.bind(scope.organisation().as_str());
        let mut wanted = format!("(n.to_organisation = {me} OR n.from_organisation = {me})");
        if unanswered {
            wanted.push_str(" AND NOT EXISTS (SELECT 1 FROM notification_answer a WHERE a.notification_id = n.id)");
        }
        wanted
    }

    /// How many notifications an organisation received or sent.
    pub async fn count_notifications(
        &self,
        scope: &Scope,
        unanswered: bool,
    ) -> Result<u64, StoreError> {
        let mut sql = Sql::default();
        let wanted = Self::notifications_where(&mut sql, scope, unanswered);
        self.count(
            &format!("SELECT COUNT(*) FROM notification n WHERE {wanted}"),
            sql,
        )
        .await
    }

    /// A page of the notifications an organisation received or sent, newest first, with their entries.
    pub async fn list_notifications(
        &self,
        scope: &Scope,
        unanswered: bool,
        page: &Page,
    ) -> Result<Vec<(NotificationId, EntryId, String)>, StoreError> {
        let mut sql = Sql::default();
        let wanted = Self::notifications_where(&mut sql, scope, unanswered);
        let key = Key {
            column: "n.at",
            number: true,
            last_first: true,
        };
        let after = sql.after(page, Some(&key), "n.id");
        let limit = sql.bind(i64::try_from(page.limit).unwrap_or(i64::MAX));
        let (place, order) = (Key::place(Some(&key)), Key::order(Some(&key), "n.id"));
        let text = format!(
            "SELECT n.id, l.entry_id, {place} FROM notification n \
             JOIN account_link l ON l.account_id = n.account_id AND l.until_position IS NULL \
             WHERE {wanted}{after} ORDER BY {order} LIMIT {limit}"
        );
        let rows = self.rows(&text, sql).await?;
        rows.iter()
            .map(|row| {
                Ok((
                    NotificationId(row.try_get_by_index(0)?),
                    EntryId(row.try_get_by_index(1)?),
                    row.try_get_by_index(2)?,
                ))
            })
            .collect()
    }

    /// The ids of entries after one, in order: for the operator's own jobs, which show nobody.
    pub async fn entry_ids(
        &self,
        after: Option<EntryId>,
        limit: u64,
    ) -> Result<Vec<EntryId>, StoreError> {
        let mut sql = Sql::default();
        let after = after
            .map(|id| format!("WHERE id > {}", sql.bind(id.0)))
            .unwrap_or_default();
        let limit = sql.bind(i64::try_from(limit).unwrap_or(i64::MAX));
        let rows = self
            .rows(
                &format!("SELECT id FROM entry {after} ORDER BY id LIMIT {limit}"),
                sql,
            )
            .await?;
        rows.iter()
            .map(|row| Ok(EntryId(row.try_get_by_index(0)?)))
            .collect()
    }

    /// Whether rows of a demo mark this register, under this name.
    pub async fn mark(&self, name: &str) -> Result<Option<String>, StoreError> {
        use sea_orm::EntityTrait;
        Ok(entity::register_mark::Entity::find_by_id(name.to_owned())
            .one(&self.readers)
            .await?
            .map(|row| row.value))
    }

    /// The newest commit.
    pub async fn newest(&self) -> Result<crate::domain::entry::Moment, StoreError> {
        use sea_orm::EntityTrait;
        let row = entity::register_clock::Entity::find_by_id(1_i64)
            .one(&self.readers)
            .await?
            .ok_or(StoreError::missing("register_clock"))?;
        codec::moment(row.position, row.at)
    }
}
