//! Filling an empty register: many entries in one transaction, a statement for many rows.

use entity::{
    account, account_key, account_link, change, entry, entry_party, notification,
    notification_answer, part_version, party_discrepancy, register_clock,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::{PartyDiscrepancy, PartyRow, StoreError, Tx, rows};
use crate::access::FillPermit;
use crate::domain::entry::{Entry, Moment};
use crate::domain::id::AccountId;
use crate::domain::part::identity::Identity;

/// The most values of one statement: SQLite takes no more.
const VALUES: usize = 30_000;

/// An entry that was made elsewhere, with what every organisation's lists say of it and what happened to it.
#[derive(Debug)]
pub struct Filled {
    /// The entry.
    pub entry: Entry,
    /// How each organisation stands to it.
    pub parties: Vec<PartyRow>,
    /// The discrepancies each may see.
    pub seen: Vec<PartyDiscrepancy>,
    /// The lines of the change feed.
    pub changes: Vec<(&'static str, Option<AccountId>, Moment)>,
}

async fn insert<A>(tx: &Tx, columns: usize, rows: Vec<A>) -> Result<(), StoreError>
where
    A: ActiveModelTrait + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some: Vec<_> = rows.by_ref().take(VALUES / columns.max(1)).collect();
        A::Entity::insert_many(some)
            .exec_without_returning(&tx.inner)
            .await?;
    }
    Ok(())
}

impl Tx {
    /// Writes entries into a register that was empty. `salt` makes the commitments of their versions tell nothing of their content.
    pub async fn fill(
        &mut self,
        _permit: &FillPermit,
        filled: Vec<Filled>,
        salt: &(dyn Fn() -> [u8; 16] + Sync),
    ) -> Result<(), StoreError> {
        let (mut entries, mut accounts, mut links, mut keys) = (vec![], vec![], vec![], vec![]);
        let (mut versions, mut told, mut answers, mut changes) = (vec![], vec![], vec![], vec![]);
        let (mut parties, mut seen) = (vec![], vec![]);
        for one in filled {
            let id = one.entry.id;
            let begins = one.entry.moments().first().copied();
            let begins = begins.ok_or(StoreError::missing("entry"))?;
            entries.push(rows::entry(id, one.entry.salt, begins));
            for member in &one.entry.accounts {
                let Some(joined) = member.memberships.first().map(|one| one.from) else {
                    continue;
                };
                accounts.push(rows::account(
                    member.id,
                    &member.organisation,
                    &member.local_id,
                    joined,
                ));
                links.push(rows::link(member.id, id, "made so", None, joined));
                if let Some(identity) = member.stated::<Identity>() {
                    keys.push(rows::key(&member.organisation, member.id, identity));
                }
                for version in &member.versions {
                    versions.push(rows::version(member.id, version, salt())?.0);
                }
            }
            for one in &one.entry.notifications {
                told.push(rows::notification(one));
                answers.extend(
                    one.answers
                        .iter()
                        .map(|(reply, known)| rows::answer(one.id, reply, *known)),
                );
            }
            let mut last = (i64::MIN, 0);
            for (what, account, known) in one.changes {
                last = if last.0 == known.position {
                    (last.0, last.1 + 1)
                } else {
                    (known.position, 0)
                };
                changes.push(rows::change(what, id, account, known, last.1));
            }
            parties.extend(one.parties.into_iter().map(|row| rows::party(id, row)));
            seen.extend(one.seen.into_iter().map(|row| rows::seen(id, row)));
        }
        insert::<entry::ActiveModel>(self, 3, entries).await?;
        insert::<account::ActiveModel>(self, 4, accounts).await?;
        insert::<account_link::ActiveModel>(self, 8, links).await?;
        insert::<account_key::ActiveModel>(self, 5, keys).await?;
        insert::<part_version::ActiveModel>(self, 14, versions).await?;
        insert::<notification::ActiveModel>(self, 8, told).await?;
        insert::<notification_answer::ActiveModel>(self, 5, answers).await?;
        insert::<change::ActiveModel>(self, 6, changes).await?;
        insert::<entry_party::ActiveModel>(self, 7, parties).await?;
        insert::<party_discrepancy::ActiveModel>(self, 8, seen).await
    }

    /// Sets the register's clock to the end of what it was filled with.
    pub async fn filled_until(
        &mut self,
        _permit: &FillPermit,
        last: Moment,
    ) -> Result<(), StoreError> {
        let row = register_clock::ActiveModel {
            id: Set(1),
            position: Set(last.position),
            at: Set(last.at.timestamp_micros()),
        };
        register_clock::Entity::update(row)
            .exec(&self.inner)
            .await?;
        Ok(())
    }
}
