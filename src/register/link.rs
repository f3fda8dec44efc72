//! Which accounts are of one person: linked by a body's act and evidence, undone as easily, with the history kept.

use super::check::identities;
use super::{Register, Visit, retried};
use crate::access::{Act, Denied, Permit, Relation, VisibleEntry, may, relation, scope};
use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Entry};
use crate::domain::id::{AccountId, EntryId};
use crate::domain::part::Part;
use crate::domain::part::identity::Identity;
use crate::domain::text::Text;
use crate::store::{StoreError, Tx, UNLINKED};

/// What became of linking or unlinking.
#[derive(Debug)]
pub enum Linked {
    /// Done: the entry the account now belongs to.
    Done(Box<VisibleEntry>),
    /// There is no such account or entry, as far as the caller is concerned.
    NotFound,
    /// Not permitted.
    NotPermitted(Denied),
}

/// Whether an account and an entry hold different NHS numbers at present.
fn another_number(account: &Account, entry: &Entry) -> bool {
    let held = |account: &Account| account.stated::<Identity>()?.nhs_number.clone();
    let Some(own) = held(account) else {
        return false;
    };
    entry
        .now()
        .accounts
        .iter()
        .filter_map(held)
        .any(|other| other != own)
}

enum Step {
    Done(EntryId),
    Refused(Linked),
}

impl Register {
    /// Links one of the caller's own accounts to an entry it is a party to.
    pub async fn link_account(
        &self,
        visit: &Visit,
        account: AccountId,
        to: EntryId,
        reason: &Text,
    ) -> Result<Linked, StoreError> {
        let step = retried!(self.link_once(visit, account, Some(to), reason))?;
        self.linked(visit, step).await
    }

    /// Takes one of the caller's own accounts out of its entry, into one of its own.
    pub async fn unlink_account(
        &self,
        visit: &Visit,
        account: AccountId,
        reason: &Text,
    ) -> Result<Linked, StoreError> {
        let step = retried!(self.link_once(visit, account, None, reason))?;
        self.linked(visit, step).await
    }

    async fn linked(&self, visit: &Visit, step: Step) -> Result<Linked, StoreError> {
        match step {
            Step::Refused(refused) => {
                visit.refuse();
                Ok(refused)
            }
            Step::Done(id) => {
                let entry = self.store.entry(id, &self.organisations()).await?;
                let seen = entry.and_then(|entry| visit.view(&entry, &self.ask_now()));
                Ok(seen.map_or(Linked::NotFound, |entry| Linked::Done(Box::new(entry))))
            }
        }
    }

    async fn link_once(
        &self,
        visit: &Visit,
        id: AccountId,
        to: Option<EntryId>,
        reason: &Text,
    ) -> Result<Step, StoreError> {
        let not_found = || Ok(Step::Refused(Linked::NotFound));
        let Some(scope) = scope(visit.caller()) else {
            return not_found();
        };
        let (today, organisations) = (self.today(), self.organisations());
        let Some(row) = self.store.own_account(&scope, id).await? else {
            return not_found();
        };
        let mut tx = self.begin().await?;
        // Locked in the order of ids, so that two such writes cannot wait for each other.
        let mut locked = vec![row.entry];
        locked.extend(to);
        locked.sort_unstable();
        for entry in &locked {
            tx.entry_for_update(*entry, &organisations).await?;
        }
        let Some(from) = tx.entry_for_update(row.entry, &organisations).await? else {
            return not_found();
        };
        let Some(account) = from.accounts.iter().find(|one| one.id == id) else {
            return not_found();
        };
        // Unlinking undoes the last linking: the account goes back to where it was.
        let back = match to {
            Some(_) => None,
            None => tx.entry_before(id).await?,
        };
        if let Some(back) = back {
            tx.entry_for_update(back, &organisations).await?;
        }
        let mut linked_to = None;
        let (permit, target) = match to {
            Some(to) => {
                let Some(target) = tx.entry_for_update(to, &organisations).await? else {
                    return not_found();
                };
                if relation(&target.now(), visit.caller().organisation(), today)
                    == Relation::Stranger
                {
                    return not_found();
                }
                let permit = may(visit.caller(), &Act::Link(account, &target), today);
                linked_to = Some(target);
                (permit, to)
            }
            None => (
                may(visit.caller(), &Act::Unlink(account), today),
                back.unwrap_or_else(|| EntryId(self.ids.id())),
            ),
        };
        let fresh = to.is_none() && back.is_none();
        let permit = match permit {
            Ok(permit) => permit,
            Err(denied) => return Ok(Step::Refused(Linked::NotPermitted(denied))),
        };
        if target == row.entry {
            return Ok(Step::Done(target));
        }
        if let Some(target) = &linked_to
            && another_number(account, target)
        {
            return Ok(Step::Refused(Linked::NotPermitted(Denied {
                part: Some(Part::Identity),
                reason: "your account and this entry hold different NHS numbers: put one of them right first".to_owned(),
                provision: None,
            })));
        }
        if fresh {
            tx.add_entry(target, self.ids.bytes()).await?;
        }
        tx.link(
            &permit,
            id,
            target,
            if to.is_some() { "by hand" } else { UNLINKED },
            Some(reason),
        )
        .await?;
        self.rederive(&mut tx, row.entry, today, &organisations)
            .await?;
        self.follow(&mut tx, target, id, today).await?;
        self.conclude(tx, visit, "link account", Some(target))
            .await?;
        Ok(Step::Done(target))
    }

    /// The entry to which this organisation is already a party and whose evidence matches, if there is exactly one and the account is
    /// not in company already.
    pub(super) async fn matching_entry(
        &self,
        tx: &mut Tx,
        owner: &OrganisationCode,
        account: AccountId,
        identity: Option<&Identity>,
        current: Option<EntryId>,
    ) -> Result<Option<EntryId>, StoreError> {
        let Some((number, born, initial)) = identity.and_then(Identity::evidence) else {
            return Ok(None);
        };
        let (today, organisations) = (self.today(), self.organisations());
        if let Some(current) = current
            && let Some(entry) = tx.entry_for_update(current, &organisations).await?
            && entry.now().accounts.len() > 1
        {
            return Ok(None);
        }
        let mut found = Vec::new();
        for id in tx.entries_with_evidence(number, born, initial).await? {
            // What somebody has taken apart no computer puts together again.
            if Some(id) == current || tx.was_taken_out(account, id).await? {
                continue;
            }
            let Some(entry) = tx.entry_for_update(id, &organisations).await? else {
                continue;
            };
            match relation(&entry.now(), owner, today) {
                Relation::Responsible | Relation::Provider => found.push(id),
                Relation::Candidate
                | Relation::Former
                | Relation::Claimant
                | Relation::Stranger => {}
            }
        }
        Ok(if let [only] = found.as_slice() {
            Some(*only)
        } else {
            None
        })
    }

    /// Brings together, once a body has accepted what it was told, the entry it was told of and where that body already is with the same
    /// person: each side has acted, so each may read the other. Where the body is already a party elsewhere, the newcomers move there and that
    /// entry keeps its history; else its own account comes here. Returns where they have met.
    pub(super) async fn meet(
        &self,
        tx: &mut Tx,
        permit: &Permit,
        told: &Entry,
    ) -> Result<EntryId, StoreError> {
        let (today, organisations) = (self.today(), self.organisations());
        let (mut lone, mut company) = (Vec::new(), None);
        for id in self.whereabouts(tx, permit.owner(), told).await? {
            let Some(entry) = tx.entry_for_update(id, &organisations).await? else {
                continue;
            };
            match relation(&entry.now(), permit.owner(), today) {
                Relation::Responsible | Relation::Provider => company = company.or(Some(id)),
                Relation::Claimant => lone.push(entry.now().into_owned()),
                Relation::Candidate | Relation::Former | Relation::Stranger => {}
            }
        }
        let home = company.unwrap_or(told.id);
        let newcomers = if company.is_some() {
            vec![told.clone()]
        } else {
            lone
        };
        for entry in newcomers {
            for member in entry.accounts {
                if tx.was_taken_out(member.id, home).await? {
                    continue;
                }
                tx.link(
                    permit,
                    member.id,
                    home,
                    "NHS number, birth date and surname initial",
                    None,
                )
                .await?;
            }
            self.rederive(tx, entry.id, today, &organisations).await?;
        }
        Ok(home)
    }

    /// The other entries of the same person, by the evidence: those with an account of this organisation first.
    async fn whereabouts(
        &self,
        tx: &mut Tx,
        owner: &OrganisationCode,
        told: &Entry,
    ) -> Result<Vec<EntryId>, StoreError> {
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for (_, identity) in identities(told) {
            let Some((number, born, initial)) = identity.evidence() else {
                continue;
            };
            for evidence in tx.evidence(owner, number).await? {
                if evidence.born_and_initial == Some((born, initial)) {
                    own.extend(tx.account(evidence.account).await?.map(|row| row.entry));
                }
            }
            others.extend(tx.entries_with_evidence(number, born, initial).await?);
        }
        let mut seen = Vec::new();
        for id in own.into_iter().chain(others) {
            if id != told.id && !seen.contains(&id) {
                seen.push(id);
            }
        }
        Ok(seen)
    }
}
