//! One person in the register: the accounts that organisations hold of them, side by side, as known at some moment.
//!
//! An entry is a set of accounts joined by acts: one body names another and that one answers. Nothing is merged. Taking an account out
//! again, or reading the entry as it stood earlier, is taking things out of this value; whatever is derived follows.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::code::{LocalId, OrganisationCode};
pub use super::dealings::{
    Assignment, Delegation, Notification, NotificationKind, Purpose, Reply, delegation,
};
use super::id::{AccountId, EntryId, VersionId};
use super::law::Law;
use super::organisation::{Kind, Organisations, Successor};
use super::part::position::Position;
use super::part::{Body, Part, Whole};
use super::partial_date::Day;
use super::policy::Policies;
use super::text::Text;

/// When the register learnt something: its place in the order of commits, and the time it was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Moment {
    /// Place in the order of commits.
    pub position: i64,
    /// Recorded time; later positions never have earlier times.
    pub at: DateTime<Utc>,
}

impl Moment {
    /// The civil day in Europe/London.
    pub fn day(self) -> Day {
        civil_day(self.at)
    }
}

/// The civil day in Europe/London at an instant.
pub fn civil_day(at: DateTime<Utc>) -> Day {
    at.with_timezone(&chrono_tz::Europe::London).date_naive()
}

/// Why a part was withdrawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Withdrawal {
    /// It never was so.
    RecordedInError,
    /// It is about somebody else.
    WrongPerson,
}

/// How a version stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Stated by the body whose part it is.
    Stated,
    /// Proposed, until the body that owns the part answers.
    Proposed,
    /// Withdrawn: from here on the account has nothing in this part.
    Withdrawn(Withdrawal),
}

/// One immutable version of one part of one account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// Which part.
    pub part: Part,
    /// 1, 2, 3 ... within account and part.
    pub number: u32,
    /// When the register learnt it.
    pub known: Moment,
    /// The organisation that wrote it.
    pub by: OrganisationCode,
    /// The organisation on whose behalf, under a delegation.
    pub on_behalf_of: Option<OrganisationCode>,
    /// The writer's source system or document.
    pub source: Option<Text>,
    /// How it stands.
    pub standing: Standing,
    /// The content; none once withdrawn.
    pub body: Option<Body>,
    /// Salted hash of the content, so that content can be erased and the history still proved.
    pub commitment: [u8; 32],
}

/// A stretch of commits during which an account belonged to the entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Membership {
    /// Linked.
    pub from: Moment,
    /// Unlinked.
    pub until: Option<Moment>,
}

/// One organisation's account of the person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Whose account.
    pub organisation: OrganisationCode,
    /// The organisation's own identifier for the person.
    pub local_id: LocalId,
    /// When it belonged to this entry.
    pub memberships: Vec<Membership>,
    /// Its versions, in the order of commits.
    pub versions: Vec<Arc<Version>>,
}

impl Account {
    /// The newest version of a part.
    pub fn newest(&self, part: Part) -> Option<&Version> {
        self.versions
            .iter()
            .rev()
            .find(|version| version.part == part)
            .map(AsRef::as_ref)
    }

    /// What the body states in a part at present: neither a proposal nor something withdrawn.
    pub fn stated<T: Whole>(&self) -> Option<&T> {
        let newest = self.newest(T::PART)?;
        (newest.standing == Standing::Stated)
            .then(|| newest.body.as_ref().and_then(T::of))
            .flatten()
    }

    /// Every position the body took, oldest first, since it last withdrew one.
    pub fn positions(&self) -> Vec<(&Version, &Position)> {
        let mut taken = Vec::new();
        for version in self
            .versions
            .iter()
            .filter(|version| version.part == Part::Position)
        {
            match (
                version.standing,
                version.body.as_ref().and_then(Position::of),
            ) {
                (Standing::Withdrawn(_), _) => taken.clear(),
                (Standing::Stated, Some(position)) => taken.push((version.as_ref(), position)),
                (Standing::Stated | Standing::Proposed, _) => {}
            }
        }
        taken
    }
}

/// One person, as the register stands or stood.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// Random bytes of its own, shown to nobody: what is derived from them tells nothing.
    pub salt: [u8; 16],
    /// The accounts linked to it.
    pub accounts: Vec<Account>,
    /// Who told whom, from those accounts.
    pub notifications: Vec<Notification>,
    /// When each organisation first read it.
    pub first_reads: BTreeMap<OrganisationCode, Moment>,
    /// The parts that organisations declare their feeds carry, and since when.
    pub feeds: BTreeMap<(OrganisationCode, Part), Moment>,
    /// Delegations between the organisations concerned.
    pub delegations: Vec<Delegation>,
    /// Which successor this person went to, where a body's people were divided.
    pub assigned: Vec<Assignment>,
    /// What the register knows of organisations.
    pub organisations: Arc<Organisations>,
    /// The joint policies that the register knows of.
    pub policies: Arc<Policies>,
    /// The law as it is to be read.
    pub law: Law,
}

impl Entry {
    /// Whether the register learnt all that is here by this commit, and nothing was unlinked by then.
    fn is_known_by(&self, position: i64) -> bool {
        let account = |one: &Account| {
            let stays = |one: &Membership| one.from.position <= position && one.until.is_none();
            one.memberships.iter().all(stays)
                && one
                    .versions
                    .iter()
                    .all(|version| version.known.position <= position)
        };
        let told = |one: &Notification| {
            one.raised.position <= position
                && one
                    .answers
                    .iter()
                    .all(|(_, known)| known.position <= position)
        };
        let others = self.first_reads.values().chain(self.feeds.values());
        let others = others.chain(self.delegations.iter().map(|one| &one.known));
        let mut others = others.chain(self.assigned.iter().map(|one| &one.known));
        self.policies.is_known_by(position)
            && self.accounts.iter().all(account)
            && self.notifications.iter().all(told)
            && others.all(|known| known.position <= position)
    }

    /// The entry as it stood after this commit: whatever the register learnt later is not there.
    pub fn as_known(&self, position: i64) -> Cow<'_, Self> {
        if self.is_known_by(position) {
            return Cow::Borrowed(self);
        }
        let mut earlier = self.clone();
        earlier.accounts.retain_mut(|account| {
            account
                .memberships
                .retain(|one| one.from.position <= position);
            account
                .versions
                .retain(|version| version.known.position <= position);
            account
                .memberships
                .iter()
                .any(|one| one.until.is_none_or(|until| until.position > position))
        });
        let accounts: BTreeSet<_> = earlier.accounts.iter().map(|account| account.id).collect();
        earlier.notifications.retain_mut(|one| {
            one.answers.retain(|(_, known)| known.position <= position);
            one.raised.position <= position && accounts.contains(&one.account)
        });
        earlier
            .first_reads
            .retain(|_, known| known.position <= position);
        earlier.feeds.retain(|_, known| known.position <= position);
        earlier
            .delegations
            .retain(|one| one.known.position <= position);
        earlier
            .assigned
            .retain(|one| one.known.position <= position);
        if !earlier.policies.is_known_by(position) {
            earlier.policies = Arc::new(earlier.policies.as_known(position));
        }
        Cow::Owned(earlier)
    }

    /// The entry at present: accounts once linked and since unlinked are not there.
    pub fn now(&self) -> Cow<'_, Self> {
        self.as_known(i64::MAX)
    }

    /// Every commit that changed what is known here, oldest first.
    pub fn moments(&self) -> Vec<Moment> {
        let memberships = self
            .accounts
            .iter()
            .flat_map(|account| &account.memberships);
        let mut all: Vec<Moment> = memberships
            .flat_map(|one| std::iter::once(one.from).chain(one.until))
            .chain(
                self.accounts
                    .iter()
                    .flat_map(|account| account.versions.iter().map(|version| version.known)),
            )
            .chain(self.notifications.iter().flat_map(|one| {
                std::iter::once(one.raised).chain(one.answers.iter().map(|(_, known)| *known))
            }))
            .chain(self.first_reads.values().copied())
            .chain(self.assigned.iter().map(|one| one.known))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The last position recorded at or before an instant; before everything when there is none.
    pub fn position_at(&self, at: DateTime<Utc>) -> i64 {
        let others = self
            .feeds
            .values()
            .chain(self.delegations.iter().map(|one| &one.known))
            .copied()
            .chain(self.policies.moments());
        self.moments()
            .into_iter()
            .chain(others)
            .filter(|moment| moment.at <= at)
            .map(|moment| moment.position)
            .max()
            .unwrap_or(0)
    }

    /// The entry with one part blanked, as if nobody had ever written it.
    #[must_use]
    pub fn without(&self, part: Part) -> Self {
        let mut blanked = self.clone();
        for account in &mut blanked.accounts {
            account.versions.retain(|version| version.part != part);
        }
        blanked.feeds.retain(|(_, carried), _| *carried != part);
        blanked
    }

    /// The kind of an organisation.
    pub fn kind(&self, code: &OrganisationCode) -> Option<Kind> {
        self.organisations.kind(code)
    }

    /// The accounts of organisations of one of these kinds.
    pub fn accounts_of(&self, kinds: &'static [Kind]) -> impl Iterator<Item = &Account> {
        self.accounts.iter().filter(move |account| {
            self.kind(&account.organisation)
                .is_some_and(|kind| kinds.contains(&kind))
        })
    }

    /// Whether the absence of a part from this account means that there is nothing: the organisation declares that its feed carries
    /// the part, or the account has said something in it.
    pub fn carries(&self, account: &Account, part: Part) -> bool {
        self.feeds
            .contains_key(&(account.organisation.clone(), part))
            || account.newest(part).is_some()
    }

    /// Who holds on `day` what this body held.
    pub fn holder(&self, code: &OrganisationCode, day: Day) -> Successor {
        let mut assigned: Vec<_> = self.assigned.iter().collect();
        assigned.sort_by_key(|one| one.known);
        let pairs = assigned
            .into_iter()
            .map(|one| (one.predecessor.clone(), one.successor.clone()));
        let assigned = pairs.collect();
        self.organisations.holder(code, day, &assigned)
    }

    /// The organisations the entry concerns: those with an account, and those told of it.
    pub fn concerned(&self) -> BTreeSet<OrganisationCode> {
        let accounts = self
            .accounts
            .iter()
            .map(|account| account.organisation.clone());
        accounts
            .chain(self.notifications.iter().map(|one| one.to.clone()))
            .collect()
    }
}
