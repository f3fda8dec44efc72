//! Checking the access log: every row against its leaf, every leaf against its seal, every seal against the one before it, the last against
//! the head.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use entity::{access_log, access_log_entry, access_log_head, access_log_seal, access_log_tail};
use sea_orm::{
    AccessMode, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait,
    IsolationLevel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, TransactionTrait,
};
use uuid::Uuid;

use super::ledger::{BEGINNING, Hash, Leaf, chain, root, unpacked};
use super::log::{self, Written};
use super::{Store, StoreError};

/// Rows and seals read at a time.
const AT_ONCE: usize = 500;

/// A log that agrees with itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sound {
    /// How many seals its chain has.
    pub seals: i64,
    /// How many rows they seal.
    pub sealed: u64,
    /// The chain at its end: whoever keeps it can later show what was rewritten.
    pub head: Hash,
    /// How many rows are not sealed yet.
    pub tail: u64,
    /// When the oldest of these was written.
    pub oldest: Option<DateTime<Utc>>,
}

/// The first thing that is wrong with a log.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Broken {
    /// A row that was written is not there.
    #[error("row {row} is gone ({place})")]
    Gone {
        /// Which.
        row: Uuid,
        /// Its place.
        place: Place,
    },
    /// A row does not say what it said.
    #[error("row {row} is not as it was written ({place})")]
    Changed {
        /// Which.
        row: Uuid,
        /// Its place.
        place: Place,
    },
    /// A row that nobody wrote by way of the gateway.
    #[error("row {0} was not written by a gateway")]
    Stray(Uuid),
    /// A row that was sealed twice, or is to be sealed again.
    #[error("row {0} stands twice")]
    Twice(Uuid),
    /// A look at an entry that the index of looks leaves out.
    #[error("row {row} showed entry {entry}, and the index of looks leaves it out")]
    LeftOut {
        /// Which.
        row: Uuid,
        /// Whom it showed.
        entry: Uuid,
    },
    /// A look in the index that no row bears out.
    #[error("the index of looks has more looks than the rows bear out")]
    MadeUp,
    /// A seal that is not there.
    #[error("seal {0} is gone, with the rows it sealed")]
    SealGone(i64),
    /// A seal that does not follow from the one before it.
    #[error("seal {0} does not follow from the seal before it and its own rows")]
    SealChanged(i64),
    /// The chain does not end where it ended.
    #[error("the chain ends at seal {found}, and it ended at seal {expected}")]
    CutShort {
        /// Where it ends.
        found: i64,
        /// Where it ended.
        expected: i64,
    },
    /// A head that was noted earlier is not on the chain.
    #[error(
        "the head that was noted is not on this chain: what it sealed was rewritten or cut off"
    )]
    HeadNotFound,
}

/// Where a row was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Sealed.
    Seal {
        /// In which seal.
        number: i64,
        /// As which of its rows, from 1.
        nth: usize,
    },
    /// Not sealed yet.
    Tail,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Seal { number, nth } => write!(f, "the {nth}. of seal {number}"),
            Self::Tail => write!(f, "not sealed yet"),
        }
    }
}

type Checked<T> = Result<Result<T, Broken>, StoreError>;

/// Gives back what is broken, if anything is.
macro_rules! sound {
    ($checked:expr) => {
        match $checked {
            Ok(sound) => sound,
            Err(broken) => return Ok(Err(broken)),
        }
    };
}

fn hash(bytes: &[u8]) -> Option<Hash> {
    bytes.try_into().ok()
}

/// Whether sealed rows are there, say what they said, and stand in the index of looks. Counts the looks.
async fn rows(
    db: &DatabaseTransaction,
    leaves: &[Leaf],
    place: impl Fn(usize) -> Place,
) -> Checked<u64> {
    let mut looks = 0;
    for (chunk, some) in leaves.chunks(AT_ONCE).enumerate() {
        let ids = some.iter().map(|(id, _)| Uuid::from_bytes(*id));
        let found = access_log::Entity::find()
            .filter(access_log::Column::Id.is_in(ids))
            .all(db)
            .await?;
        let found = found.into_iter().map(|row| (row.id, Written::sealed(row)));
        let found: BTreeMap<_, _> = found.collect();
        for (index, (id, leaf)) in some.iter().enumerate() {
            let (row, place) = (Uuid::from_bytes(*id), place(chunk * AT_ONCE + index));
            let Some(written) = found.get(&row) else {
                return Ok(Err(Broken::Gone { row, place }));
            };
            if written
                .as_ref()
                .is_none_or(|row| row.hash() != *leaf || row.leaf != *leaf)
            {
                return Ok(Err(Broken::Changed { row, place }));
            }
        }
        looks += sound!(indexed(db, found.values().flatten()).await?);
    }
    Ok(Ok(looks))
}

async fn indexed<'a>(
    db: &DatabaseTransaction,
    rows: impl Iterator<Item = &'a Written>,
) -> Checked<u64> {
    let mut looks: Vec<_> = rows
        .flat_map(|row| row.shown.iter().map(|entry| (*entry, row.id)))
        .collect();
    looks.sort_unstable();
    for some in looks.chunks(AT_ONCE) {
        let mut either = Condition::any();
        for (entry, log) in some {
            either = either.add(
                access_log_entry::Column::EntryId
                    .eq(*entry)
                    .and(access_log_entry::Column::LogId.eq(*log)),
            );
        }
        let found = access_log_entry::Entity::find()
            .filter(either)
            .all(db)
            .await?;
        let found: BTreeSet<_> = found.iter().map(|one| (one.entry_id, one.log_id)).collect();
        if let Some((entry, row)) = some.iter().find(|look| !found.contains(look)) {
            let (entry, row) = (*entry, *row);
            return Ok(Err(Broken::LeftOut { row, entry }));
        }
    }
    Ok(Ok(looks.len() as u64))
}

/// A row of the log that no seal knows.
async fn stray(
    db: &DatabaseTransaction,
    sealed: &BTreeSet<[u8; 16]>,
) -> Result<Option<Uuid>, StoreError> {
    let mut after = Uuid::nil();
    loop {
        let ids: Vec<Uuid> = access_log::Entity::find()
            .select_only()
            .column(access_log::Column::Id)
            .filter(access_log::Column::Id.gte(after))
            .order_by_asc(access_log::Column::Id)
            .limit(AT_ONCE as u64)
            .into_tuple()
            .all(db)
            .await?;
        if let Some(stray) = ids.iter().find(|id| !sealed.contains(id.as_bytes())) {
            return Ok(Some(*stray));
        }
        match ids.last() {
            Some(last) if *last != after => after = *last,
            Some(_) | None => return Ok(None),
        }
    }
}

async fn check(db: &DatabaseTransaction, noted: Option<Hash>) -> Checked<Sound> {
    let head = access_log_head::Entity::find()
        .one(db)
        .await?
        .ok_or(StoreError::missing("access_log_head"))?;
    let (mut link, mut number, mut sealed, mut looks) = (BEGINNING, 0, 0_u64, 0);
    let mut met = noted.is_none_or(|noted| noted == link);
    // Sixteen bytes a row: what else could say that none stands twice, and none stands by itself?
    let mut known: BTreeSet<[u8; 16]> = BTreeSet::new();
    let before_the_first =
        access_log_seal::Entity::find().filter(access_log_seal::Column::Number.lt(1));
    if let Some(seal) = before_the_first.one(db).await? {
        return Ok(Err(Broken::SealChanged(seal.number)));
    }
    loop {
        let next = access_log_seal::Entity::find()
            .filter(access_log_seal::Column::Number.gt(number))
            .order_by_asc(access_log_seal::Column::Number)
            .one(db)
            .await?;
        let Some(seal) = next else { break };
        if seal.number != number + 1 {
            return Ok(Err(Broken::SealGone(number + 1)));
        }
        number = seal.number;
        let Some(leaves) = unpacked(&seal.leaves) else {
            return Ok(Err(Broken::SealChanged(number)));
        };
        let hashes: Vec<_> = leaves.iter().map(|(_, leaf)| *leaf).collect();
        let tree = root(&hashes);
        link = chain(&link, number, seal.at, leaves.len(), &tree);
        if hash(&seal.root) != Some(tree) || hash(&seal.chain) != Some(link) {
            return Ok(Err(Broken::SealChanged(number)));
        }
        met |= noted == Some(link);
        if let Some((twice, _)) = leaves.iter().find(|(id, _)| !known.insert(*id)) {
            return Ok(Err(Broken::Twice(Uuid::from_bytes(*twice))));
        }
        sealed += leaves.len() as u64;
        let place = |index| Place::Seal {
            number,
            nth: index + 1,
        };
        looks += sound!(rows(db, &leaves, place).await?);
    }
    let as_many = u64::try_from(head.sealed) == Ok(sealed);
    if head.number != number || hash(&head.chain) != Some(link) || !as_many {
        let expected = head.number;
        return Ok(Err(Broken::CutShort {
            found: number,
            expected,
        }));
    }
    if !met {
        return Ok(Err(Broken::HeadNotFound));
    }
    let (mut tail, mut oldest) = (0, None);
    for rows in access_log_tail::Entity::find().all(db).await? {
        for row in log::together(&rows)? {
            if row.hash() != row.leaf {
                let (row, place) = (row.id, Place::Tail);
                return Ok(Err(Broken::Changed { row, place }));
            }
            if !known.insert(*row.id.as_bytes()) {
                return Ok(Err(Broken::Twice(row.id)));
            }
            tail += 1;
        }
        oldest = Some(std::cmp::min(oldest.unwrap_or(rows.at), rows.at));
    }
    if access_log::Entity::find().count(db).await? != sealed
        && let Some(stray) = stray(db, &known).await?
    {
        return Ok(Err(Broken::Stray(stray)));
    }
    if access_log_entry::Entity::find().count(db).await? != looks {
        return Ok(Err(Broken::MadeUp));
    }
    Ok(Ok(Sound {
        seals: number,
        sealed,
        head: link,
        tail,
        oldest: oldest.and_then(DateTime::from_timestamp_micros),
    }))
}

impl Store {
    /// Checks the whole access log as it stands at one moment, while gateways write to it. `noted` is a head that somebody kept from an
    /// earlier check: it must still be on the chain.
    pub async fn audit(&self, noted: Option<Hash>) -> Checked<Sound> {
        let isolation = (!self.is_sqlite()).then_some(IsolationLevel::RepeatableRead);
        let access = (!self.is_sqlite()).then_some(AccessMode::ReadOnly);
        let tx = self.readers.begin_with_config(isolation, access).await?;
        check(&tx, noted).await
    }
}
