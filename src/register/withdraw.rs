//! Withdrawing a part: recorded in error, or about the wrong person. The history keeps what was withdrawn and why.

use super::{Conflict, Register, Visit, retried};
use crate::access::{Act, Denied, VisibleEntry, may, scope};
use crate::domain::entry::{Standing, Withdrawal};
use crate::domain::id::{AccountId, EntryId, VersionId};
use crate::domain::part::Part;
use crate::domain::text::Text;
use crate::store::{NewVersion, StoreError};

/// What became of it.
#[derive(Debug)]
pub enum Withdrawn {
    /// Withdrawn: the entry as it now stands for the caller.
    Done(Box<VisibleEntry>),
    /// There is no such account, or nothing in that part, as far as the caller is concerned.
    NotFound,
    /// Someone wrote first.
    Stale(Conflict),
    /// Not permitted.
    NotPermitted(Denied),
}

impl Register {
    /// Withdraws a part of one of the caller's own accounts.
    pub async fn withdraw(
        &self,
        visit: &Visit,
        account: AccountId,
        part: Part,
        expected: u32,
        why: Withdrawal,
        source: Option<&Text>,
    ) -> Result<Withdrawn, StoreError> {
        match retried!(self.withdraw_once(visit, account, part, expected, why, source))? {
            Err(refused) => {
                visit.refuse();
                Ok(refused)
            }
            Ok(id) => {
                let entry = self.store.entry(id, &self.organisations()).await?;
                let seen = entry.and_then(|entry| visit.view(&entry, &self.ask_now()));
                Ok(seen.map_or(Withdrawn::NotFound, |entry| {
                    Withdrawn::Done(Box::new(entry))
                }))
            }
        }
    }

    async fn withdraw_once(
        &self,
        visit: &Visit,
        id: AccountId,
        part: Part,
        expected: u32,
        why: Withdrawal,
        source: Option<&Text>,
    ) -> Result<Result<EntryId, Withdrawn>, StoreError> {
        let (today, organisations) = (self.today(), self.organisations());
        let Some(scope) = scope(visit.caller()) else {
            return Ok(Err(Withdrawn::NotFound));
        };
        let Some(row) = self.store.own_account(&scope, id).await? else {
            return Ok(Err(Withdrawn::NotFound));
        };
        let mut tx = self.begin().await?;
        let entry = tx.entry_for_update(row.entry, &organisations).await?;
        let Some(account) = entry
            .iter()
            .flat_map(|entry| &entry.accounts)
            .find(|one| one.id == id)
        else {
            return Ok(Err(Withdrawn::NotFound));
        };
        let permit = match may(visit.caller(), &Act::Withdraw(account, part), today) {
            Ok(permit) => permit,
            Err(denied) => return Ok(Err(Withdrawn::NotPermitted(denied))),
        };
        let Some(newest) = account
            .newest(part)
            .filter(|version| !matches!(version.standing, Standing::Withdrawn(_)))
        else {
            return Ok(Err(Withdrawn::NotFound));
        };
        if newest.number != expected {
            let conflict = Conflict {
                part,
                expected: Some(expected),
                current: newest.number,
                by: newest.by.clone(),
            };
            return Ok(Err(Withdrawn::Stale(conflict)));
        }
        let new = NewVersion {
            id: VersionId(self.ids.id()),
            account: id,
            part,
            number: newest.number.saturating_add(1),
            standing: Standing::Withdrawn(why),
            body: None,
            source,
            salt: self.ids.bytes(),
        };
        tx.append(&permit, &new).await?;
        tx.change("withdrawal", row.entry, Some(id)).await?;
        self.follow(&mut tx, row.entry, id, today).await?;
        self.conclude(tx, visit, "withdraw part", Some(row.entry))
            .await?;
        Ok(Ok(row.entry))
    }
}
