//! The sealer: what was written to the access log is chained, a batch at a time, by one gateway at a time.

use chrono::{DateTime, Utc};
use entity::{access_log_head, access_log_seal, access_log_tail};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};

use super::ledger::{Hash, Leaf, chain, packed, root};
use super::{Now, Store, StoreError, log};

/// The most commits that one seal covers: a seal is one short transaction, and others write in between.
const COMMITS: u64 = 16;

/// The rows of the tail become rows of the log. `*` stands for their numbers. One that somebody put there twice does not stop the sealer: the
/// audit finds it.
const ROWS_SQLITE: &str = "INSERT INTO access_log (id, at, request_id, organisation, subject, role, operation, outcome, shown, leaf) \
    SELECT unhex(j.value ->> 0), j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7, \
    j.value -> 8, unhex(j.value ->> 9) FROM access_log_tail t, json_each(t.rows) j WHERE t.number IN (*) ON CONFLICT DO NOTHING";
const ROWS_POSTGRES: &str = "INSERT INTO access_log (id, at, request_id, organisation, subject, role, operation, outcome, shown, leaf) \
    SELECT CAST(j ->> 0 AS uuid), CAST(j ->> 1 AS bigint), j ->> 2, j ->> 3, j ->> 4, j ->> 5, j ->> 6, j ->> 7, \
    CAST(j -> 8 AS text), decode(j ->> 9, 'hex') FROM access_log_tail t, json_array_elements(CAST(t.rows AS json)) j WHERE t.number IN (*) ON CONFLICT DO NOTHING";

/// And each entry that they showed is found by who was shown it.
const LOOKS_SQLITE: &str = "INSERT INTO access_log_entry (entry_id, log_id) SELECT unhex(s.value), unhex(j.value ->> 0) \
    FROM access_log_tail t, json_each(t.rows) j, json_each(j.value, '$[8]') s WHERE t.number IN (*) ORDER BY 1, 2 ON CONFLICT DO NOTHING";
const LOOKS_POSTGRES: &str = "INSERT INTO access_log_entry (entry_id, log_id) SELECT CAST(s AS uuid), CAST(j ->> 0 AS uuid) \
    FROM access_log_tail t, json_array_elements(CAST(t.rows AS json)) j, json_array_elements_text(j -> 8) s WHERE t.number IN (*) ORDER BY 1, 2 ON CONFLICT DO NOTHING";

const DONE: &str = "DELETE FROM access_log_tail WHERE number IN (*)";

impl Store {
    /// Seals what was written and is not sealed yet, oldest first: as much of it as one short transaction may. Says how many rows; none if
    /// there was nothing to do, or another gateway is at it.
    pub async fn seal(&self, at: DateTime<Utc>) -> Result<usize, StoreError> {
        let waiting = access_log_tail::Entity::find().one(&self.readers).await?;
        if waiting.is_none() {
            return Ok(0);
        }
        let tx = self.begin(Now::Database).await?;
        let db = &tx.inner;
        let mut head = access_log_head::Entity::find();
        // On SQLite there is one writer, and this is it.
        if !self.is_sqlite() {
            head = head.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        }
        let Some(head) = head.one(db).await? else {
            return Ok(0);
        };
        let tail = access_log_tail::Entity::find()
            .order_by_asc(access_log_tail::Column::Number)
            .limit(COMMITS)
            .all(db)
            .await?;
        if tail.is_empty() {
            return Ok(0);
        }
        let mut leaves: Vec<Leaf> = Vec::new();
        for row in &tail {
            leaves.extend(log::together(row)?.iter().map(log::Written::leaf));
        }
        let before: Hash = head
            .chain
            .as_slice()
            .try_into()
            .map_err(|_| StoreError::unreadable("access_log_head", "chain", head.id))?;
        let (number, at) = (head.number + 1, at.timestamp_micros());
        let hashes: Vec<_> = leaves.iter().map(|(_, leaf)| *leaf).collect();
        let root = root(&hashes);
        let link = chain(&before, number, at, leaves.len(), &root);
        let seal = access_log_seal::ActiveModel {
            number: Set(number),
            at: Set(at),
            leaves: Set(packed(&leaves)),
            root: Set(root.to_vec()),
            chain: Set(link.to_vec()),
        };
        access_log_seal::Entity::insert(seal)
            .exec_without_returning(db)
            .await?;
        let sealed = head.sealed + i64::try_from(leaves.len()).unwrap_or(0);
        let moved = access_log_head::ActiveModel {
            id: Set(head.id),
            number: Set(number),
            sealed: Set(sealed),
            chain: Set(link.to_vec()),
        };
        access_log_head::Entity::update(moved).exec(db).await?;
        let numbers: Vec<_> = tail.iter().map(|row| row.number.to_string()).collect();
        let (rows, looks) = if self.is_sqlite() {
            (ROWS_SQLITE, LOOKS_SQLITE)
        } else {
            (ROWS_POSTGRES, LOOKS_POSTGRES)
        };
        for sql in [rows, looks, DONE] {
            db.execute_unprepared(&sql.replace('*', &numbers.join(", ")))
                .await?;
        }
        tx.commit().await?;
        Ok(leaves.len())
    }
}
