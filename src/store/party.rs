//! The tables that each organisation's lists are drawn from: derived, rewritten with every write.

use entity::{entry_party, party_discrepancy, stale_entry};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Statement};

use super::sql::Sql;
use super::{Store, StoreError, Tx, rows};
use crate::access::Relation;
use crate::domain::code::OrganisationCode;
use crate::domain::discrepancy::Severity;
use crate::domain::id::{DiscrepancyId, EntryId};
use crate::domain::partial_date::Day;

/// How an organisation stands to an entry between two days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartyRow {
    /// Whose row.
    pub organisation: OrganisationCode,
    /// First day.
    pub from: Day,
    /// First day after.
    pub until: Option<Day>,
    /// The relation.
    pub relation: Relation,
    /// How grave the gravest is that it may see standing between these days.
    pub worst: Option<Severity>,
    /// The earliest day on which something it may see falls due.
    pub next_due: Option<Day>,
}

/// A discrepancy an organisation may see between two days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartyDiscrepancy {
    /// Whose row.
    pub organisation: OrganisationCode,
    /// The discrepancy.
    pub id: DiscrepancyId,
    /// First day.
    pub from: Day,
    /// First day after.
    pub until: Option<Day>,
    /// The rule; none where the organisation may not know which.
    pub rule: Option<&'static str>,
    /// How grave.
    pub severity: Severity,
    /// Whether this organisation must act.
    pub acting: bool,
}

impl Tx {
    /// Rewrites what every organisation's lists say of an entry.
    pub async fn rewrite_parties(
        &mut self,
        entry: EntryId,
        parties: Vec<PartyRow>,
        seen: Vec<PartyDiscrepancy>,
    ) -> Result<(), StoreError> {
        entry_party::Entity::delete_many()
            .filter(entry_party::Column::EntryId.eq(entry.0))
            .exec(&self.inner)
            .await?;
        party_discrepancy::Entity::delete_many()
            .filter(party_discrepancy::Column::EntryId.eq(entry.0))
            .exec(&self.inner)
            .await?;
        stale_entry::Entity::delete_by_id(entry.0)
            .exec(&self.inner)
            .await?;
        let parties = parties.into_iter().map(|row| rows::party(entry, row));
        let parties: Vec<_> = parties.collect();
        if !parties.is_empty() {
            entry_party::Entity::insert_many(parties)
                .exec_without_returning(&self.inner)
                .await?;
        }
        let seen = seen.into_iter().map(|row| rows::seen(entry, row));
        let seen: Vec<_> = seen.collect();
        if !seen.is_empty() {
            party_discrepancy::Entity::insert_many(seen)
                .exec_without_returning(&self.inner)
                .await?;
        }
        Ok(())
    }

    /// Marks every entry in which this organisation has an account: what every organisation's lists say of it is to be written anew.
    pub async fn mark_stale(&self, organisation: &OrganisationCode) -> Result<(), StoreError> {
        let sql = "INSERT INTO stale_entry (entry_id) SELECT DISTINCT l.entry_id FROM account a \
            JOIN account_link l ON l.account_id = a.id AND l.until_position IS NULL \
            WHERE a.organisation = $1 ON CONFLICT DO NOTHING";
        let backend = self.inner.get_database_backend();
        let statement =
            Statement::from_sql_and_values(backend, sql, [organisation.as_str().into()]);
        self.inner.execute_raw(statement).await?;
        Ok(())
    }
}

impl Tx {
    /// Marks every entry that concerns one of these organisations: what every organisation's lists say of it is to be written anew.
    pub async fn mark_stale_parties(
        &mut self,
        organisations: &[OrganisationCode],
    ) -> Result<(), StoreError> {
        let mut sql = Sql::default();
        let codes = organisations.iter().map(|code| sql.bind(code.as_str()));
        let codes: Vec<_> = codes.collect();
        let text = format!(
            "INSERT INTO stale_entry (entry_id) SELECT DISTINCT entry_id FROM entry_party WHERE organisation IN ({}) ON CONFLICT DO NOTHING",
            codes.join(", ")
        );
        let statement = sql.statement(self.inner.get_database_backend(), &text);
        self.inner.execute_raw(statement).await?;
        Ok(())
    }

    /// Marks one entry.
    pub async fn mark_stale_entry(&mut self, entry: EntryId) -> Result<(), StoreError> {
        let row = stale_entry::ActiveModel {
            entry_id: Set(entry.0),
        };
        let there = OnConflict::column(stale_entry::Column::EntryId)
            .do_nothing()
            .to_owned();
        stale_entry::Entity::insert(row)
            .on_conflict(there)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }
}

impl Store {
    /// Some of the entries whose lists are to be written anew.
    pub async fn stale(&self, limit: u64) -> Result<Vec<EntryId>, StoreError> {
        let rows = stale_entry::Entity::find()
            .limit(limit)
            .all(&self.readers)
            .await?;
        Ok(rows.into_iter().map(|row| EntryId(row.entry_id)).collect())
    }
}
