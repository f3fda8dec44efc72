//! Reading entries: a fixed number of statements however many entries are asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use entity::{
    account, account_link, assignment, delegation, entry, feed, first_read, notification,
    notification_answer, part_version,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement,
};
use uuid::Uuid;

use super::{Store, StoreError, Tx, codec};
use crate::domain::entry::{Account, Assignment, Delegation, Entry, Membership, Version};
use crate::domain::id::{AccountId, EntryId};
use crate::domain::organisation::Organisations;
use crate::domain::part::Part;

async fn entries<C: ConnectionTrait>(
    db: &C,
    ids: &[EntryId],
    organisations: &Arc<Organisations>,
) -> Result<Vec<Entry>, StoreError> {
    let wanted: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let entries = entry::Entity::find()
        .filter(entry::Column::Id.is_in(wanted.clone()))
        .all(db)
        .await?;
    let salts = entries.into_iter().map(|row| (row.id, row.salt)).collect();
    let links = account_link::Entity::find()
        .filter(account_link::Column::EntryId.is_in(wanted.clone()))
        .order_by_asc(account_link::Column::FromPosition)
        .all(db)
        .await?;
    let account_ids: Vec<Uuid> = links.iter().map(|link| link.account_id).collect();
    let accounts = account::Entity::find()
        .filter(account::Column::Id.is_in(account_ids.clone()))
        .all(db)
        .await?;
    let rows = part_version::Entity::find()
        .filter(part_version::Column::AccountId.is_in(account_ids.clone()))
        .order_by_asc(part_version::Column::Position)
        .order_by_asc(part_version::Column::Number)
        .all(db)
        .await?;
    let mut versions: BTreeMap<Uuid, Vec<_>> = BTreeMap::new();
    for row in rows {
        versions
            .entry(row.account_id)
            .or_default()
            .push(Arc::new(codec::version(row)?));
    }
    let told = notification::Entity::find()
        .filter(notification::Column::AccountId.is_in(account_ids))
        .order_by_asc(notification::Column::Position)
        .all(db)
        .await?;
    let answers = notification_answer::Entity::find()
        .filter(notification_answer::Column::NotificationId.is_in(told.iter().map(|one| one.id)))
        .all(db)
        .await?;
    let reads = first_read::Entity::find()
        .filter(first_read::Column::EntryId.is_in(wanted.clone()))
        .all(db)
        .await?;
    let assigned = assignment::Entity::find()
        .filter(assignment::Column::EntryId.is_in(wanted))
        .all(db)
        .await?;
    let codes: Vec<String> = accounts
        .iter()
        .map(|one| one.organisation.clone())
        .collect();
    let feeds = feed::Entity::find()
        .filter(feed::Column::Organisation.is_in(codes.clone()))
        .all(db)
        .await?;
    let either = Condition::any()
        .add(delegation::Column::FromOrganisation.is_in(codes.clone()))
        .add(delegation::Column::ToOrganisation.is_in(codes));
    let delegations = delegation::Entity::find().filter(either).all(db).await?;
    let delegations: Vec<_> = delegations
        .into_iter()
        .map(codec::delegation)
        .collect::<Result<_, _>>()?;
    let rows = Rows {
        salts,
        links,
        accounts,
        versions,
        told,
        answers,
        reads,
        assigned,
        feeds,
        delegations,
    };
    ids.iter()
        .map(|id| rows.entry(*id, organisations))
        .collect()
}

/// Everything read for some entries.
struct Rows {
    salts: BTreeMap<Uuid, Vec<u8>>,
    links: Vec<account_link::Model>,
    accounts: Vec<account::Model>,
    versions: BTreeMap<Uuid, Vec<Arc<Version>>>,
    told: Vec<notification::Model>,
    answers: Vec<notification_answer::Model>,
    reads: Vec<first_read::Model>,
    assigned: Vec<assignment::Model>,
    feeds: Vec<feed::Model>,
    delegations: Vec<Delegation>,
}

impl Rows {
    fn entry(&self, id: EntryId, organisations: &Arc<Organisations>) -> Result<Entry, StoreError> {
        let accounts = self.members(id)?;
        let salt = self.salts.get(&id.0).map(|salt| salt.as_slice().try_into());
        let salt = salt
            .transpose()
            .map_err(|_| StoreError::unreadable("entry", "salt", id.0))?;
        let mut feeds = BTreeMap::new();
        for row in &self.feeds {
            if accounts
                .iter()
                .any(|one| one.organisation.as_str() == row.organisation)
            {
                let part = Part::named(&row.part)
                    .ok_or_else(|| StoreError::unreadable("feed", "part", &row.organisation))?;
                let by = codec::code("feed", "organisation", "-", &row.organisation)?;
                feeds.insert((by, part), codec::moment(row.position, row.at)?);
            }
        }
        let told = self
            .told
            .iter()
            .filter(|row| accounts.iter().any(|one| one.id.0 == row.account_id));
        let notifications = told.map(|row| codec::notification(row.clone(), &self.answers));
        let notifications = notifications.collect::<Result<_, _>>()?;
        let mut first_reads = BTreeMap::new();
        for row in self.reads.iter().filter(|row| row.entry_id == id.0) {
            let by = codec::code(
                "first_read",
                "organisation",
                row.entry_id,
                &row.organisation,
            )?;
            first_reads.insert(by, codec::moment(row.position, row.at)?);
        }
        let mut assigned = Vec::new();
        for row in self.assigned.iter().filter(|row| row.entry_id == id.0) {
            let predecessor =
                codec::code("assignment", "predecessor", row.entry_id, &row.predecessor)?;
            let successor = codec::code("assignment", "successor", row.entry_id, &row.successor)?;
            let known = codec::moment(row.position, row.at)?;
            assigned.push(Assignment {
                predecessor,
                successor,
                known,
            });
        }
        Ok(Entry {
            id,
            // An entry that is not there has no accounts either.
            salt: salt.unwrap_or_default(),
            accounts,
            notifications,
            first_reads,
            feeds,
            delegations: self.delegations.clone(),
            assigned,
            organisations: Arc::clone(organisations),
        })
    }

    /// The accounts ever linked to an entry, each with what it said until it was unlinked.
    fn members(&self, id: EntryId) -> Result<Vec<Account>, StoreError> {
        let mut members: Vec<Account> = Vec::new();
        for link in self.links.iter().filter(|link| link.entry_id == id.0) {
            let membership = codec::membership(link)?;
            match members
                .iter_mut()
                .find(|member| member.id.0 == link.account_id)
            {
                Some(member) => member.memberships.push(membership),
                None => members.push(self.member(link.account_id, membership)?),
            }
        }
        for member in &mut members {
            let last = member
                .memberships
                .iter()
                .map(|one| one.until.map(|at| at.position));
            let last = last
                .max_by_key(|position| position.unwrap_or(i64::MAX))
                .flatten();
            if let Some(last) = last {
                member
                    .versions
                    .retain(|version| version.known.position <= last);
            }
        }
        Ok(members)
    }

    fn member(&self, id: Uuid, membership: Membership) -> Result<Account, StoreError> {
        let row = self.accounts.iter().find(|one| one.id == id);
        let row = row.ok_or_else(|| StoreError::unreadable("account_link", "account_id", id))?;
        let local_id = row.local_id.parse();
        Ok(Account {
            id: AccountId(id),
            organisation: codec::code("account", "organisation", id, &row.organisation)?,
            local_id: local_id.map_err(|_| StoreError::unreadable("account", "local_id", id))?,
            memberships: vec![membership],
            versions: self.versions.get(&id).cloned().unwrap_or_default(),
        })
    }
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
