//! What an organisation does for itself as a whole: declare what its feed carries, delegate a part, say where a divided body's person went.

use super::{Register, Visit, retried};
use crate::access::{Act, Denied, Relation, VisibleEntry, may, relation, scope};
use crate::domain::code::OrganisationCode;
use crate::domain::id::EntryId;
use crate::domain::part::Part;
use crate::domain::partial_date::Day;
use crate::store::StoreError;

/// The entries whose lists are written anew before the answer leaves; the rest follow within seconds.
const AT_ONCE: u64 = 20;

/// What became of an assignment.
#[derive(Debug)]
pub enum Assigned {
    /// Recorded: the entry as it now stands for the caller.
    Done(Box<VisibleEntry>),
    /// There is no such entry, as far as the caller is concerned.
    NotFound,
    /// Not permitted.
    NotPermitted(Denied),
}

/// What became of it.
#[derive(Debug)]
pub enum Governed {
    /// Done.
    Done,
    /// Not permitted.
    NotPermitted(Denied),
}

impl Register {
    /// Declares that the caller's feed carries these parts from now on, so that silence in them means that there is nothing.
    pub async fn declare_feed(
        &self,
        visit: &Visit,
        parts: &[Part],
    ) -> Result<Governed, StoreError> {
        let permit = match may(visit.caller(), &Act::Declare(parts), self.today()) {
            Ok(permit) => permit,
            Err(denied) => {
                visit.refuse();
                return Ok(Governed::NotPermitted(denied));
            }
        };
        retried!(async {
            let mut tx = self.begin().await?;
            tx.declare_feed(&permit, parts).await?;
            tx.mark_stale(permit.owner()).await?;
            self.conclude(tx, visit, "declare feed", None).await
        })?;
        self.freshen(AT_ONCE).await?;
        Ok(Governed::Done)
    }

    /// Lets another organisation write a part of the caller's own record, between two days.
    pub async fn delegate(
        &self,
        visit: &Visit,
        to: &OrganisationCode,
        part: Part,
        starts: Day,
        ends: Option<Day>,
    ) -> Result<Governed, StoreError> {
        let permit = match may(visit.caller(), &Act::Delegate(to, part), self.today()) {
            Ok(permit) => permit,
            Err(denied) => {
                visit.refuse();
                return Ok(Governed::NotPermitted(denied));
            }
        };
        retried!(async {
            let mut tx = self.begin().await?;
            tx.delegate(&permit, self.ids.id(), to, part, starts, ends)
                .await?;
            tx.mark_stale(to).await?;
            self.conclude(tx, visit, "delegate part", None).await
        })?;
        self.freshen(AT_ONCE).await?;
        Ok(Governed::Done)
    }

    /// Records which successor a person went to where a body's people were divided: for a successor to say of itself or of its sibling, once
    /// it is a party or a candidate.
    pub async fn assign_successor(
        &self,
        visit: &Visit,
        id: EntryId,
        predecessor: &OrganisationCode,
        successor: &OrganisationCode,
    ) -> Result<Assigned, StoreError> {
        let step = retried!(self.assign_once(visit, id, predecessor, successor))?;
        if let Some(refused) = step {
            visit.refuse();
            return Ok(refused);
        }
        let entry = self.store.entry(id, &self.organisations()).await?;
        let seen = entry.and_then(|entry| visit.view(&entry, &self.ask_now()));
        Ok(seen.map_or(Assigned::NotFound, |entry| Assigned::Done(Box::new(entry))))
    }

    async fn assign_once(
        &self,
        visit: &Visit,
        id: EntryId,
        predecessor: &OrganisationCode,
        successor: &OrganisationCode,
    ) -> Result<Option<Assigned>, StoreError> {
        let (today, organisations) = (self.today(), self.organisations());
        if scope(visit.caller()).is_none() {
            return Ok(Some(Assigned::NotFound));
        }
        let mut tx = self.begin().await?;
        let Some(entry) = tx.entry_for_update(id, &organisations).await? else {
            return Ok(Some(Assigned::NotFound));
        };
        let permit = match may(
            visit.caller(),
            &Act::Assign(&entry, predecessor, successor),
            today,
        ) {
            Ok(permit) => permit,
            Err(denied) => {
                let known = relation(&entry.now(), visit.caller().organisation(), today);
                let refused = if known == Relation::Stranger {
                    Assigned::NotFound
                } else {
                    Assigned::NotPermitted(denied)
                };
                return Ok(Some(refused));
            }
        };
        tx.assign(&permit, id, predecessor, successor).await?;
        let accounts: Vec<_> = entry.now().accounts.iter().map(|one| one.id).collect();
        for account in accounts {
            self.follow(&mut tx, id, account, today).await?;
        }
        self.conclude(tx, visit, "assign successor", Some(id))
            .await?;
        Ok(None)
    }
}
