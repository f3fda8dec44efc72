//! The sealer: what was written to the access log is chained, a batch at a time, by one gateway at a time.

use chrono::{DateTime, Utc};
use entity::{access_log, access_log_entry, access_log_head, access_log_seal, access_log_tail};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::ledger::{Hash, Leaf, chain, packed, root, unpacked};
use super::{Now, Store, StoreError, log};

/// The most commits that one seal covers: a seal is one short transaction, and others write in between.
const COMMITS: u64 = 64;
/// The most entries that one statement puts into the index of who was shown.
const AT_ONCE: usize = 500;

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
            let some = unpacked(&row.leaves)
                .ok_or_else(|| StoreError::unreadable("access_log_tail", "leaves", row.number))?;
            leaves.extend(some);
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
        access_log_tail::Entity::delete_many()
            .filter(access_log_tail::Column::Number.is_in(tail.iter().map(|row| row.number)))
            .exec(db)
            .await?;
        index(db, &leaves).await?;
        tx.commit().await?;
        Ok(leaves.len())
    }
}

/// Notes, for each entry that these rows showed, that they did.
async fn index<C: sea_orm::ConnectionTrait>(db: &C, leaves: &[Leaf]) -> Result<(), StoreError> {
    let mut pairs = Vec::new();
    for some in leaves.chunks(AT_ONCE) {
        let ids = some.iter().map(|(id, _)| Uuid::from_bytes(*id));
        let rows = access_log::Entity::find()
            .filter(access_log::Column::Id.is_in(ids))
            .all(db)
            .await?;
        for row in &rows {
            pairs.extend(log::shown(row).map(|entry| (entry.0, row.id)));
        }
    }
    pairs.sort_unstable();
    for some in pairs.chunks(AT_ONCE) {
        let rows = some
            .iter()
            .map(|(entry, log)| access_log_entry::ActiveModel {
                entry_id: Set(*entry),
                log_id: Set(*log),
            });
        access_log_entry::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}
