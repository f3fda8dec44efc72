//! Reading entries: two statements, however many entries are asked for.

use std::sync::Arc;

use entity::{
    account, account_link, assignment, delegation, feed, first_read, notification,
    notification_answer, part_version,
};
use sea_orm::{ConnectionTrait, Statement};

use super::assemble::Rows;
use super::packed::Column::{Bytes, Number, Text};
use super::packed::{Reading, Row, read};
use super::{Store, StoreError, Tx, codec};
use crate::domain::entry::Entry;
use crate::domain::id::EntryId;
use crate::domain::organisation::Organisations;

/// The accounts ever linked to the entries, who told whom, who read them, who took over, and what their organisations declared: rows of
/// several kinds with columns in common.
pub const ABOUT: Reading = Reading {
    table: "entry",
    columns: &[
        Number, Bytes, Bytes, Text, Text, Text, Text, Number, Number, Number, Number, Bytes,
    ],
    sql: "\
    SELECT CAST(0 AS BIGINT) AS c0, l.entry_id AS c1, l.account_id AS c2, a.organisation AS c3, a.local_id AS c4, CAST(NULL AS TEXT) AS c5, \
        CAST(NULL AS TEXT) AS c6, l.from_position AS c7, l.from_at AS c8, l.until_position AS c9, l.until_at AS c10, e.salt AS c11 \
        FROM account_link l JOIN entry e ON e.id = l.entry_id JOIN account a ON a.id = l.account_id WHERE l.entry_id IN (*) \
    UNION ALL SELECT 1, n.account_id, n.id, n.from_organisation, n.to_organisation, n.kind, n.due, n.position, n.at, NULL, NULL, NULL \
        FROM notification n WHERE n.account_id IN (SELECT l.account_id FROM account_link l WHERE l.entry_id IN (*)) \
    UNION ALL SELECT 2, r.notification_id, NULL, r.reply, r.reason, NULL, NULL, r.position, r.at, NULL, NULL, NULL \
        FROM notification n JOIN notification_answer r ON r.notification_id = n.id \
        WHERE n.account_id IN (SELECT l.account_id FROM account_link l WHERE l.entry_id IN (*)) \
    UNION ALL SELECT 3, f.entry_id, NULL, f.organisation, NULL, NULL, NULL, f.position, f.at, NULL, NULL, NULL \
        FROM first_read f WHERE f.entry_id IN (*) \
    UNION ALL SELECT 4, s.entry_id, NULL, s.predecessor, s.successor, NULL, NULL, s.position, s.at, NULL, NULL, NULL \
        FROM assignment s WHERE s.entry_id IN (*) \
    UNION ALL SELECT 5, NULL, NULL, f.organisation, f.part, NULL, NULL, f.position, f.at, NULL, NULL, NULL FROM feed f \
        WHERE f.organisation IN (SELECT a.organisation FROM account_link l JOIN account a ON a.id = l.account_id WHERE l.entry_id IN (*)) \
    UNION ALL SELECT 6, d.id, NULL, d.from_organisation, d.to_organisation, d.part, d.starts || ' ' || COALESCE(d.ends, ''), \
        d.position, d.at, NULL, NULL, NULL FROM delegation d \
        WHERE d.from_organisation IN (SELECT a.organisation FROM account_link l JOIN account a ON a.id = l.account_id WHERE l.entry_id IN (*)) \
        OR d.to_organisation IN (SELECT a.organisation FROM account_link l JOIN account a ON a.id = l.account_id WHERE l.entry_id IN (*))",
};

/// Every version of every part of those accounts.
pub const VERSIONS: Reading = Reading {
    table: "part_version",
    columns: &[
        Bytes, Bytes, Text, Number, Number, Number, Text, Text, Text, Text, Number, Text, Bytes,
    ],
    sql: "\
    SELECT v.id AS c0, v.account_id AS c1, v.part AS c2, CAST(v.number AS BIGINT) AS c3, v.position AS c4, v.at AS c5, v.by_organisation AS c6, \
        v.on_behalf_of AS c7, v.source AS c8, v.standing AS c9, CAST(v.codec AS BIGINT) AS c10, v.body AS c11, v.commitment AS c12 FROM part_version v \
        WHERE v.account_id IN (SELECT l.account_id FROM account_link l WHERE l.entry_id IN (*))",
};

async fn entries<C: ConnectionTrait>(
    db: &C,
    ids: &[EntryId],
    organisations: &Arc<Organisations>,
) -> Result<Vec<Entry>, StoreError> {
    let mut entries = Vec::with_capacity(ids.len());
    for ids in ids.chunks(100) {
        let mut rows = Rows::default();
        let wanted: Vec<_> = ids.iter().map(|id| id.0).collect();
        read(
            db,
            &[&ABOUT, &VERSIONS],
            &wanted,
            |which, row| match which {
                0 => concerning(row, &mut rows),
                _ => version(row, &mut rows),
            },
        )
        .await?;
        rows.sort();
        for id in ids {
            entries.push(rows.entry(*id, organisations)?);
        }
    }
    Ok(entries)
}

fn version(row: &Row<'_>, rows: &mut Rows) -> Result<(), StoreError> {
    let account_id = row.id(1)?;
    let version = codec::version(part_version::Model {
        id: row.id(0)?,
        account_id,
        part: row.text(2)?,
        number: small(row, 3)?,
        position: row.number(4)?,
        at: row.number(5)?,
        by_organisation: row.text(6)?,
        on_behalf_of: row.some_text(7)?,
        source: row.some_text(8)?,
        standing: row.text(9)?,
        codec: small(row, 10)?,
        body: row.some_text(11)?,
        salt: Vec::new(),
        commitment: row.bytes(12)?,
    })?;
    rows.versions
        .entry(account_id)
        .or_default()
        .push(Arc::new(version));
    Ok(())
}

/// A number that fits its column.
fn small(row: &Row<'_>, column: usize) -> Result<i32, StoreError> {
    let number = row.number(column)?;
    i32::try_from(number).map_err(|_| StoreError::unreadable("part_version", "number", column))
}

fn concerning(row: &Row<'_>, rows: &mut Rows) -> Result<(), StoreError> {
    let kind = row.number(0)?;
    let (position, when) = (row.number(7)?, row.number(8)?);
    match kind {
        0 => {
            let (entry_id, account_id) = (row.id(1)?, row.id(2)?);
            rows.salts.insert(entry_id, row.bytes(11)?);
            rows.links.push(account_link::Model {
                account_id,
                entry_id,
                from_position: position,
                from_at: when,
                until_position: row.some_number(9)?,
                until_at: row.some_number(10)?,
                evidence: String::new(),
                reason: None,
            });
            rows.accounts.push(account::Model {
                id: account_id,
                organisation: row.text(3)?,
                local_id: row.text(4)?,
                position,
            });
        }
        1 => rows.told.push(notification::Model {
            id: row.id(2)?,
            account_id: row.id(1)?,
            from_organisation: row.text(3)?,
            to_organisation: row.text(4)?,
            kind: row.text(5)?,
            due: row.text(6)?,
            position,
            at: when,
        }),
        2 => rows.answers.push(notification_answer::Model {
            notification_id: row.id(1)?,
            reply: row.text(3)?,
            reason: row.some_text(4)?,
            position,
            at: when,
        }),
        3 => rows.reads.push(first_read::Model {
            entry_id: row.id(1)?,
            organisation: row.text(3)?,
            position,
            at: when,
        }),
        4 => rows.assigned.push(assignment::Model {
            entry_id: row.id(1)?,
            predecessor: row.text(3)?,
            successor: row.text(4)?,
            position,
            at: when,
        }),
        5 => rows.feeds.push(feed::Model {
            organisation: row.text(3)?,
            part: row.text(4)?,
            position,
            at: when,
        }),
        _ => {
            let days = row.text(6)?;
            let (starts, ends) = days.split_once(' ').unwrap_or((&days, ""));
            rows.delegations.push(codec::delegation(delegation::Model {
                id: row.id(1)?,
                from_organisation: row.text(3)?,
                to_organisation: row.text(4)?,
                part: row.text(5)?,
                starts: starts.to_owned(),
                ends: (!ends.is_empty()).then(|| ends.to_owned()),
                position,
                at: when,
            })?);
        }
    }
    Ok(())
}

async fn one<C: ConnectionTrait>(
    db: &C,
    id: EntryId,
    organisations: &Arc<Organisations>,
) -> Result<Option<Entry>, StoreError> {
    let entry = entries(db, &[id], organisations).await?.pop();
    Ok(entry.filter(|entry| !entry.accounts.is_empty()))
}

impl Store {
    /// An entry, with every account ever linked to it and every version of each part.
    pub async fn entry(
        &self,
        id: EntryId,
        organisations: &Arc<Organisations>,
    ) -> Result<Option<Entry>, StoreError> {
        one(&self.readers, id, organisations).await
    }

    /// Entries, in the order asked for.
    pub async fn entries(
        &self,
        ids: &[EntryId],
        organisations: &Arc<Organisations>,
    ) -> Result<Vec<Entry>, StoreError> {
        entries(&self.readers, ids, organisations).await
    }
}

impl Tx {
    /// Locks an entry against other writes and reads it.
    pub async fn entry_for_update(
        &self,
        id: EntryId,
        organisations: &Arc<Organisations>,
    ) -> Result<Option<Entry>, StoreError> {
        if self.inner.get_database_backend() == sea_orm::DbBackend::Postgres {
            let sql = "SELECT id FROM entry WHERE id = $1 FOR UPDATE";
            self.inner
                .query_one_raw(Statement::from_sql_and_values(
                    sea_orm::DbBackend::Postgres,
                    sql,
                    [id.0.into()],
                ))
                .await?;
        }
        one(&self.inner, id, organisations).await
    }
}
