//! Entries from the rows that were read of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use entity::{
    account, account_link, assignment, feed, first_read, notification, notification_answer,
};
use uuid::Uuid;

use super::{StoreError, codec};
use crate::domain::entry::{Account, Assignment, Delegation, Entry, Membership, Version};
use crate::domain::id::{AccountId, EntryId};
use crate::domain::organisation::Organisations;
use crate::domain::part::Part;

/// Everything read for some entries.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) salts: BTreeMap<Uuid, Vec<u8>>,
    pub(super) links: Vec<account_link::Model>,
    pub(super) accounts: Vec<account::Model>,
    pub(super) versions: BTreeMap<Uuid, Vec<Arc<Version>>>,
    pub(super) told: Vec<notification::Model>,
    pub(super) answers: Vec<notification_answer::Model>,
    pub(super) reads: Vec<first_read::Model>,
    pub(super) assigned: Vec<assignment::Model>,
    pub(super) feeds: Vec<feed::Model>,
    pub(super) delegations: Vec<Delegation>,
}

impl Rows {
    /// Puts what comes in an order into it: the database gives rows in any.
    pub(super) fn sort(&mut self) {
        self.links.sort_by_key(|row| row.from_position);
        self.told.sort_by_key(|row| (row.position, row.id));
        for versions in self.versions.values_mut() {
            versions.sort_by_key(|one| (one.known.position, one.part, one.number));
        }
    }

    pub(super) fn entry(
        &self,
        id: EntryId,
        organisations: &Arc<Organisations>,
    ) -> Result<Entry, StoreError> {
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
        let between = |one: &&Delegation| {
            let mut holders = accounts.iter().map(|account| &account.organisation);
            holders.any(|holder| *holder == one.from || *holder == one.to)
        };
        let delegations = self.delegations.iter().filter(between).cloned().collect();
        Ok(Entry {
            id,
            // An entry that is not there has no accounts either.
            salt: salt.unwrap_or_default(),
            accounts,
            notifications,
            first_reads,
            feeds,
            delegations,
            assigned,
            organisations: Arc::clone(organisations),
            policies: Arc::clone(organisations.policies()),
            law: organisations.law(),
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
