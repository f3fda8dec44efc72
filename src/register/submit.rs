//! Writing one organisation's record of one person: any of its parts, all or nothing.

use super::check::{conflicts, fingerprint, identity_clashes, left_out};
use super::together::problems_together;
use super::{Register, Visit, retried};
use crate::access::{Denied, Permit, VisibleEntry, may_submit};
use crate::domain::code::{LocalId, OrganisationCode};
use crate::domain::entry::{Account, Entry};
use crate::domain::id::{AccountId, EntryId, VersionId};
use crate::domain::organisation::Kind;
use crate::domain::part::identity::Identity;
use crate::domain::part::{Body, Part, Whole};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::store::{AccountRow, NewVersion, Remembered, StoreError, Tx};

/// A submission, well formed: what is in it may still be impossible or not permitted.
#[derive(Debug)]
pub struct Submission {
    /// Whose record.
    pub owner: OrganisationCode,
    /// What kind of organisation's record it is.
    pub kind: Kind,
    /// The owner's own identifier for the person.
    pub local_id: LocalId,
    /// The parts, each with the version it is meant to follow.
    pub parts: Vec<(Body, Option<u32>)>,
    /// The writer's source.
    pub source: Option<Text>,
    /// The key that makes sending it twice the same as once.
    pub key: String,
    /// What could not even be read of it: it will be rejected, with whatever else is wrong.
    pub already: Vec<Problem>,
    /// Whether some part is missing from `parts` because it could not be read.
    pub unreadable: bool,
}

/// What became of a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// A new version.
    Recorded,
    /// The same content as before: a confirmation of it.
    Confirmed,
}

/// A submission that was accepted.
#[derive(Debug)]
pub struct Receipt {
    /// The entry as it stands now for the caller; none where it wrote on another's behalf and is itself no party.
    pub entry: Option<VisibleEntry>,
    /// What became of each part, and its version.
    pub parts: Vec<(Part, u32, Outcome)>,
    /// Whether it had been accepted before under the same key.
    pub replayed: bool,
}

/// A part that someone wrote first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// Which part.
    pub part: Part,
    /// The version the submission was meant to follow.
    pub expected: Option<u32>,
    /// The version there is.
    pub current: u32,
    /// Who wrote it.
    pub by: OrganisationCode,
}

/// What became of a submission.
#[derive(Debug)]
pub enum Submitted {
    /// Accepted.
    Accepted(Box<Receipt>),
    /// Not accepted: everything that is wrong with it.
    Rejected(Vec<Problem>),
    /// Someone wrote first.
    Stale(Vec<Conflict>),
    /// Not permitted.
    NotPermitted(Vec<Denied>),
    /// The key was used for something else.
    KeyReused,
}

enum Step {
    Written(Option<Box<Entry>>, Vec<(Part, u32, Outcome)>, bool),
    Refused(Submitted),
}

impl Register {
    /// Submits a record.
    pub async fn submit(
        &self,
        visit: &Visit,
        submission: &Submission,
    ) -> Result<Submitted, StoreError> {
        let step = retried!(self.submit_once(visit, submission))?;
        let (entry, parts, replayed) = match step {
            Step::Refused(refused) => {
                visit.refuse();
                return Ok(refused);
            }
            Step::Written(entry, parts, replayed) => (entry, parts, replayed),
        };
        let entry = entry.and_then(|entry| visit.view(&entry, &self.ask_now()));
        Ok(Submitted::Accepted(Box::new(Receipt {
            entry,
            parts,
            replayed,
        })))
    }

    async fn submit_once(
        &self,
        visit: &Visit,
        submission: &Submission,
    ) -> Result<Step, StoreError> {
        let today = self.today();
        let print = fingerprint(submission)?;
        let parts: Vec<_> = submission
            .parts
            .iter()
            .map(|(body, _)| body.part())
            .collect();
        let mut tx = self.begin().await?;
        let delegations = tx
            .delegations(&submission.owner, visit.caller().organisation())
            .await?;
        let permit = match may_submit(
            visit.caller(),
            &submission.owner,
            submission.kind,
            &parts,
            &delegations,
            today,
        ) {
            Ok(permit) => permit,
            Err(denied) => return Ok(Step::Refused(Submitted::NotPermitted(denied))),
        };
        if let Some(before) = tx.remembered(permit.by(), &submission.key).await? {
            return self
                .replay(
                    &mut tx,
                    &before,
                    print,
                    &parts,
                    !submission.already.is_empty(),
                )
                .await;
        }
        let (row, entry) = self.locked(&mut tx, &permit, submission).await?;
        let mut accounts = entry.iter().flat_map(|entry| &entry.accounts);
        let account = accounts.find(|one| row.as_ref().is_some_and(|row| one.id == row.id));
        let wrong = self.problems(&tx, &permit, account, submission).await?;
        if !wrong.is_empty() {
            return Ok(Step::Refused(Submitted::Rejected(wrong)));
        }
        let conflicts = conflicts(account, submission, &permit);
        if !conflicts.is_empty() {
            return Ok(Step::Refused(Submitted::Stale(conflicts)));
        }
        let id = match (account, &row) {
            (Some(account), _) => account.id,
            (None, Some(row)) => row.id,
            (None, None) => AccountId(self.ids.id()),
        };
        let before = account.cloned();
        let home = self
            .home(
                &mut tx,
                &permit,
                id,
                row.as_ref().map(|row| row.entry),
                submission,
            )
            .await?;
        let mut outcomes = Vec::with_capacity(submission.parts.len());
        for (body, _) in &submission.parts {
            outcomes.push(
                self.write(
                    &mut tx,
                    &permit,
                    id,
                    before.as_ref(),
                    body,
                    submission.source.as_ref(),
                )
                .await?,
            );
        }
        tx.remember(permit.by(), &submission.key, &print, id)
            .await?;
        tx.change("submission", home, Some(id)).await?;
        let entry = self.follow(&mut tx, home, id, today).await?;
        self.conclude(tx, visit, "submit record", Some(home))
            .await?;
        Ok(Step::Written(entry.map(Box::new), outcomes, false))
    }

    /// The account that is written and its entry, locked. The account is looked at again under the lock: it may have been linked elsewhere.
    async fn locked(
        &self,
        tx: &mut Tx,
        permit: &Permit,
        submission: &Submission,
    ) -> Result<(Option<AccountRow>, Option<Entry>), StoreError> {
        let organisations = self.organisations();
        let find = async |tx: &Tx| {
            tx.account_by_local_id(permit.owner(), &submission.local_id)
                .await
        };
        let mut row = find(tx).await?;
        loop {
            let Some(id) = row.as_ref().map(|row| row.entry) else {
                return Ok((None, None));
            };
            let entry = tx.entry_for_update(id, &organisations).await?;
            row = find(tx).await?;
            if row.as_ref().is_some_and(|row| row.entry == id) {
                return Ok((row, entry));
            }
        }
    }

    /// Everything that is wrong with a submission, what could not be read of it first.
    async fn problems(
        &self,
        tx: &Tx,
        permit: &Permit,
        account: Option<&Account>,
        submission: &Submission,
    ) -> Result<Vec<Problem>, StoreError> {
        let mut problems = self.problems_within(
            Some(&submission.owner),
            &submission.parts,
            submission.unreadable,
        );
        if !submission.unreadable {
            problems_together(account, &submission.parts, &mut problems);
        }
        for (body, _) in &submission.parts {
            problems.within(body.part().field(), |problems| {
                left_out(account, body, problems);
            });
            if let Some(identity) = Identity::of(body) {
                identity_clashes(tx, permit, account, identity, &mut problems).await?;
            }
        }
        let mut all = submission.already.clone();
        all.extend(problems.into_found());
        Ok(all)
    }

    /// The outcome of a submission made before under the same key: what it did, shown under today's permission.
    async fn replay(
        &self,
        tx: &mut Tx,
        before: &Remembered,
        print: [u8; 32],
        parts: &[Part],
        unreadable: bool,
    ) -> Result<Step, StoreError> {
        // What could not be read is in no fingerprint, and nothing unreadable was ever remembered.
        if before.fingerprint != print || unreadable {
            return Ok(Step::Refused(Submitted::KeyReused));
        }
        let Some(account) = tx.account(before.account).await? else {
            return Err(StoreError::Permit);
        };
        let entry = tx
            .entry_for_update(account.entry, &self.organisations())
            .await?;
        let mut accounts = entry.iter().flat_map(|entry| &entry.accounts);
        let now = accounts.find(|one| one.id == account.id);
        // The version that the first sending made, or the one it confirmed.
        let outcome = |part: &Part| {
            let versions = now.iter().flat_map(|account| &account.versions);
            let mut until =
                versions.filter(|one| one.part == *part && one.known.position <= before.position);
            let version = until.next_back()?;
            let made = version.known.position == before.position;
            Some((
                *part,
                version.number,
                if made {
                    Outcome::Recorded
                } else {
                    Outcome::Confirmed
                },
            ))
        };
        let parts = parts.iter().filter_map(outcome);
        let parts = parts.collect();
        Ok(Step::Written(entry.map(Box::new), parts, true))
    }

    async fn write(
        &self,
        tx: &mut Tx,
        permit: &Permit,
        account: AccountId,
        before: Option<&Account>,
        body: &Body,
        source: Option<&Text>,
    ) -> Result<(Part, u32, Outcome), StoreError> {
        let part = body.part();
        let standing = permit.standing(part).ok_or(StoreError::Permit)?;
        let newest = before.and_then(|account| account.newest(part));
        if let Some(same) = newest.filter(|version| {
            version.standing == standing
                && version
                    .body
                    .as_ref()
                    .is_some_and(|before| before.says_the_same_as(body))
        }) {
            tx.confirm(permit, same.id).await?;
            return Ok((part, same.number, Outcome::Confirmed));
        }
        let number = newest.map_or(1, |version| version.number.saturating_add(1));
        let (id, salt) = (VersionId(self.ids.id()), self.ids.bytes());
        tx.append(
            permit,
            &NewVersion {
                id,
                account,
                part,
                number,
                standing,
                body: Some(body),
                source,
                salt,
            },
        )
        .await?;
        Ok((part, number, Outcome::Recorded))
    }

    /// The entry the account belongs to: the one it is in; else one of which its organisation is already a party and whose evidence
    /// matches; else a new one of its own, whether or not anyone else holds this person.
    async fn home(
        &self,
        tx: &mut Tx,
        permit: &Permit,
        account: AccountId,
        current: Option<EntryId>,
        submission: &Submission,
    ) -> Result<EntryId, StoreError> {
        if current.is_none() {
            tx.add_account(permit, account, &submission.local_id)
                .await?;
        }
        let identity = submission
            .parts
            .iter()
            .find_map(|(body, _)| Identity::of(body));
        if let Some(entry) = self
            .matching_entry(tx, permit.owner(), account, identity, current)
            .await?
        {
            tx.link(
                permit,
                account,
                entry,
                "NHS number, birth date and surname initial",
                None,
            )
            .await?;
            return Ok(entry);
        }
        if let Some(current) = current {
            return Ok(current);
        }
        let fresh = EntryId(self.ids.id());
        tx.add_entry(fresh, self.ids.bytes()).await?;
        tx.link(permit, account, fresh, "its own submission", None)
            .await?;
        Ok(fresh)
    }
}
