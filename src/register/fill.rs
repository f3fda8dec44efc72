//! Filling an empty register with what happened to people elsewhere, many at a time. Each step does what the same submission or answer
//! would have done, so that a register that was filled and one that was told the same step by step are the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::derive::lists;
use super::tell::whom;
use super::{Ids, Register, retried};
use crate::access::{Relation, may_fill, relation};
use crate::domain::code::{LocalId, OrganisationCode};
use crate::domain::entry::{
    Account, Entry, Membership, Moment, Notification, Reply, Standing, Version,
};
use crate::domain::id::{AccountId, EntryId, NotificationId, VersionId};
use crate::domain::law::joint_policy::answer_due;
use crate::domain::organisation::Organisations;
use crate::domain::part::identity::Identity;
use crate::domain::part::{Body, Whole};
use crate::domain::partial_date::Day;
use crate::store::{Answered, Filled, LogRow, StoreError};

/// Something an organisation did about a person.
#[derive(Clone, Debug)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// Which organisation.
    pub by: OrganisationCode,
    /// What.
    pub does: Deed,
}

/// What it did.
#[derive(Clone, Debug)]
pub enum Deed {
    /// It submitted parts of its record.
    Submit {
        /// Its own identifier for the person.
        local_id: LocalId,
        /// The parts.
        parts: Vec<Body>,
    },
    /// It accepted whatever this organisation had told it of the person.
    Accept {
        /// Who told it.
        from: OrganisationCode,
    },
}

/// A register that holds something already is not filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the register is not empty: nothing is added to what its bodies have written")]
pub struct NotEmpty;

/// What happened to one person, step by step, each with the moment at which it became known.
pub type Told = Vec<(Step, Moment)>;

/// One person as the steps make them: usually one entry.
struct Making<'a> {
    entries: Vec<Made>,
    organisations: &'a Arc<Organisations>,
    ids: &'a dyn Ids,
}

struct Made {
    entry: Entry,
    changes: Vec<(&'static str, Option<AccountId>, Moment)>,
}

impl Making<'_> {
    /// The entry and the place in it of an organisation's account.
    fn own(&self, by: &OrganisationCode, local_id: &LocalId) -> Option<(usize, AccountId)> {
        self.entries.iter().enumerate().find_map(|(index, one)| {
            let mut accounts = one.entry.accounts.iter();
            let own = accounts.find(|one| one.organisation == *by && one.local_id == *local_id)?;
            Some((index, own.id))
        })
    }

    /// The only entry to which the organisation is a party and whose evidence matches.
    fn matching(&self, by: &OrganisationCode, parts: &[Body], today: Day) -> Option<usize> {
        let evidence = parts.iter().find_map(Identity::of)?.evidence()?;
        let same = |entry: &Entry| {
            let mut accounts = entry.accounts.iter();
            accounts
                .any(|one| one.stated::<Identity>().and_then(Identity::evidence) == Some(evidence))
        };
        let concerned = |entry: &Entry| {
            matches!(
                relation(entry, by, today),
                Relation::Responsible | Relation::Provider
            )
        };
        let mut found = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, one)| same(&one.entry) && concerned(&one.entry));
        match (found.next(), found.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    }

    fn submit(&mut self, by: &OrganisationCode, local_id: &LocalId, parts: &[Body], known: Moment) {
        let today = known.day();
        let (index, account) = self.own(by, local_id).unwrap_or_else(|| {
            let index = self.matching(by, parts, today).unwrap_or_else(|| {
                self.entries.push(Made {
                    entry: Entry {
                        law: self.organisations.law(),
                        id: EntryId(self.ids.id()),
                        salt: self.ids.bytes(),
                        accounts: Vec::new(),
                        notifications: Vec::new(),
                        first_reads: BTreeMap::new(),
                        feeds: BTreeMap::new(),
                        delegations: Vec::new(),
                        assigned: Vec::new(),
                        organisations: Arc::clone(self.organisations),
                        policies: Arc::clone(self.organisations.policies()),
                    },
                    changes: Vec::new(),
                });
                self.entries.len() - 1
            });
            (index, AccountId(self.ids.id()))
        });
        let Some(Made { entry, changes }) = self.entries.get_mut(index) else {
            return;
        };
        if entry.accounts.iter().all(|one| one.id != account) {
            entry.accounts.push(Account {
                id: account,
                organisation: by.clone(),
                local_id: local_id.clone(),
                memberships: vec![Membership {
                    from: known,
                    until: None,
                }],
                versions: Vec::new(),
            });
            changes.push(("link", Some(account), known));
        }
        for one in entry.accounts.iter_mut().filter(|one| one.id == account) {
            for body in parts {
                let newest = one.newest(body.part());
                if newest.is_some_and(|before| {
                    before
                        .body
                        .as_ref()
                        .is_some_and(|before| before.says_the_same_as(body))
                }) {
                    continue;
                }
                let number = newest.map_or(1, |before| before.number.saturating_add(1));
                one.versions.push(Arc::new(Version {
                    id: VersionId(self.ids.id()),
                    part: body.part(),
                    number,
                    known,
                    by: by.clone(),
                    on_behalf_of: None,
                    source: None,
                    standing: Standing::Stated,
                    body: Some(body.clone()),
                    commitment: [0; 32],
                }));
            }
        }
        changes.push(("submission", Some(account), known));
        self.follow(index, account, known);
    }

    fn accept(&mut self, by: &OrganisationCode, from: &OrganisationCode, known: Moment) {
        let mut answered = Vec::new();
        for (index, Made { entry, changes }) in self.entries.iter_mut().enumerate() {
            for one in &mut entry.notifications {
                if one.to == *by && one.from == *from && one.answer().is_none() {
                    one.answers.push((Reply::Accepted, known));
                    changes.push(("answer", Some(one.account), known));
                    answered.push((index, one.account));
                }
            }
        }
        for (index, account) in answered {
            self.follow(index, account, known);
        }
    }

    fn follow(&mut self, index: usize, account: AccountId, known: Moment) {
        let Some(Made { entry, changes }) = self.entries.get_mut(index) else {
            return;
        };
        let from = entry.accounts.iter().find(|one| one.id == account);
        let Some(from) = from.map(|one| one.organisation.clone()) else {
            return;
        };
        for (to, kind) in whom(entry, account, known.day(), Some(known.position)) {
            entry.notifications.push(Notification {
                id: NotificationId(self.ids.id()),
                account,
                from: from.clone(),
                due: answer_due(self.organisations, &from, &to, known.day()),
                to,
                kind,
                raised: known,
                answers: Vec::new(),
            });
            changes.push(("notification", Some(account), known));
        }
    }
}

impl Register {
    /// The entries that the steps of one person make, with what every organisation's lists say of them today.
    pub fn made(&self, told: Told) -> Vec<Filled> {
        let organisations = self.organisations();
        let mut making = Making {
            entries: Vec::new(),
            organisations: &organisations,
            ids: self.ids.as_ref(),
        };
        for (Step { at: _, by, does }, known) in told {
            match does {
                Deed::Submit { local_id, parts } => making.submit(&by, &local_id, &parts, known),
                Deed::Accept { from } => making.accept(&by, &from, known),
            }
        }
        let today = self.today();
        let done = making.entries.into_iter().map(|Made { entry, changes }| {
            let (parties, seen) = lists(&entry, today);
            Filled {
                entry,
                parties,
                seen,
                changes,
            }
        });
        done.collect()
    }

    /// Fills the register: some of the entries of one filling, in one transaction. The first of them needs an empty register.
    pub async fn fill(&self, filling: &Filling, some: Vec<Filled>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        tx.fill(&filling.permit, some, &|| self.ids.bytes()).await?;
        tx.commit().await
    }

    /// Begins to fill the register, if it is empty.
    pub async fn begin_to_fill(&self) -> Result<Result<Filling, NotEmpty>, StoreError> {
        let permit = may_fill(self.store.newest().await?);
        // A filling that was cut short leaves entries behind.
        let nobody = self.store.entry_ids(None, 1).await?.is_empty();
        Ok(permit
            .filter(|_| nobody)
            .map(|permit| Filling { permit })
            .ok_or(NotEmpty))
    }

    /// Ends a filling: the register goes on from the last thing that happened.
    pub async fn end_filling(&self, filling: Filling, last: Moment) -> Result<(), StoreError> {
        retried!(async {
            let mut tx = self.begin().await?;
            tx.filled_until(&filling.permit, last).await?;
            tx.log(LogRow {
                random: self.ids.bytes(),
                at: self.now(),
                request_id: "filled".to_owned(),
                caller: None,
                operation: "fill an empty register",
                outcome: Answered::Answered,
                shown: Vec::new(),
            })
            .await?;
            tx.commit().await
        })
    }
}

/// A filling under way.
#[derive(Debug)]
pub struct Filling {
    permit: crate::access::FillPermit,
}

/// When each step of each person became known: a place in the order of everything that happened, and a time that never runs backwards.
/// `times` holds the time of each step of each person.
pub fn moments(times: &[Vec<DateTime<Utc>>]) -> (Vec<Vec<Moment>>, Option<Moment>) {
    let mut all: Vec<_> = times
        .iter()
        .enumerate()
        .flat_map(|(person, steps)| {
            let steps = steps.iter().enumerate();
            steps.map(move |(step, at)| (*at, person, step))
        })
        .collect();
    all.sort_unstable();
    let nothing = Moment {
        position: 0,
        at: DateTime::UNIX_EPOCH,
    };
    let mut moments: Vec<Vec<Moment>> = times
        .iter()
        .map(|steps| vec![nothing; steps.len()])
        .collect();
    let mut last: Option<Moment> = None;
    for (position, (at, person, step)) in (1..).zip(all) {
        let soonest = last.map_or(at, |last| last.at + Duration::microseconds(1));
        let moment = Moment {
            position,
            at: at.max(soonest),
        };
        if let Some(place) = moments
            .get_mut(person)
            .and_then(|steps| steps.get_mut(step))
        {
            *place = moment;
        }
        last = Some(moment);
    }
    (moments, last)
}
