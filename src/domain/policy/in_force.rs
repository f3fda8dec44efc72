//! Which policies are in force when, and how they shorten a clock.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Policy;
use crate::domain::code::OrganisationCode;
use crate::domain::entry::Moment;
use crate::domain::id::PolicyId;
use crate::domain::organisation::{Organisations, Successor};
use crate::domain::part::ending::EvidenceDigest;
use crate::domain::partial_date::{Day, next};
use crate::domain::problem::ProblemCode;

/// What a body says of a policy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Word {
    /// It adopts it.
    Adopted,
    /// It does not hold itself to it any longer.
    Left,
}

/// A policy that was put forward, with what its bodies have said of it since.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JointPolicy {
    /// Its id.
    pub id: PolicyId,
    /// What it lays down, and for whom.
    pub policy: Policy,
    /// What is adopted.
    pub digest: EvidenceDigest,
    /// By whom it was put forward.
    pub by: OrganisationCode,
    /// When.
    pub proposed: Moment,
    /// What each of its bodies said, in the order of commits.
    pub words: Vec<(OrganisationCode, Word, Moment)>,
}

impl JointPolicy {
    /// When a body of it said this.
    pub fn said(&self, body: &OrganisationCode, word: Word) -> Option<Moment> {
        let mut words = self.words.iter();
        words
            .find(|(who, said, _)| who == body && *said == word)
            .map(|(_, _, at)| *at)
    }

    /// The members that a body is, or in whose shoes it stands on a day.
    pub fn members_of(
        &self,
        body: &OrganisationCode,
        organisations: &Organisations,
        day: Day,
    ) -> Vec<&OrganisationCode> {
        let stands_for = |member: &&OrganisationCode| {
            *member == body || organisations.heir(member, day) == Successor::Is(body.clone())
        };
        self.policy.members.iter().filter(stands_for).collect()
    }

    /// Whether every body of it has adopted it, whatever came of it since.
    pub fn adopted(&self) -> bool {
        self.from().is_some()
    }

    /// The members for whom a body says something new by this, of those that it may speak for; or why it says nothing.
    pub fn says<'m>(
        &self,
        members: &'m [OrganisationCode],
        word: Word,
    ) -> Result<Vec<&'m OrganisationCode>, (ProblemCode, &'static str)> {
        let over = self.left().is_some();
        let new = members.iter().filter(|one| self.said(one, word).is_none());
        let new: Vec<_> = new.collect();
        match word {
            Word::Adopted if new.is_empty() => Err((
                ProblemCode::AlreadySigned,
                "your organisation has adopted this already",
            )),
            Word::Adopted if over => Err((
                ProblemCode::NothingProposed,
                "one of its bodies has left this policy: put another forward",
            )),
            Word::Left if over => Err((
                ProblemCode::AlreadySigned,
                "one of its bodies has left this policy already",
            )),
            Word::Adopted | Word::Left => Ok(new),
        }
    }

    /// Whether it can still be adopted.
    pub fn is_draft(&self) -> bool {
        !self.adopted() && self.left().is_none()
    }

    /// From the day it takes effect, or the day after the last of its bodies adopted it; none while one of them has not.
    fn from(&self) -> Option<Day> {
        let mut last = self.policy.from;
        for member in &self.policy.members {
            last = last.max(next(self.said(member, Word::Adopted)?.day()));
        }
        Some(last)
    }

    /// The day after a body left it.
    fn left(&self) -> Option<Day> {
        let left = self.words.iter().filter(|(_, word, _)| *word == Word::Left);
        left.map(|(_, _, at)| next(at.day())).min()
    }

    /// Whether it has every body that another of the same partnership has, and so takes its place.
    fn replaces(&self, other: &Self) -> bool {
        let mut members = other.policy.members.iter();
        members.all(|member| self.policy.members.contains(member))
    }
}

/// A stretch of days on which a policy is in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spell {
    /// The policy.
    pub policy: Arc<JointPolicy>,
    /// Its first day.
    pub from: Day,
    /// The first day on which it is over.
    pub until: Option<Day>,
}

/// Every policy that the register knows of.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    all: Vec<Arc<JointPolicy>>,
    spells: Vec<Spell>,
    /// Where in `spells` those of a body are.
    of: BTreeMap<OrganisationCode, Vec<usize>>,
    /// The newest commit that they tell of.
    newest: i64,
    as_of: Option<i64>,
}

impl Policies {
    /// These.
    pub fn new(mut all: Vec<Arc<JointPolicy>>) -> Self {
        all.sort_by_key(|one| one.proposed);
        let mut begun: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for one in &all {
            if let Some(from) = one.from() {
                let same = begun.entry(&one.policy.partnership).or_default();
                same.push((from, one.proposed, one));
            }
        }
        let mut spells = Vec::new();
        for mut same in begun.into_values() {
            same.sort_by_key(|(from, proposed, _)| (*from, *proposed));
            let mut later: Vec<Spell> = Vec::new();
            for (from, _, one) in same.into_iter().rev() {
                // What never comes into force takes nothing's place.
                let mut replacing = later.iter().rev();
                let replaced = replacing.find(|spell| spell.policy.replaces(one));
                let until = replaced.map(|spell| spell.from);
                let until = until.into_iter().chain(one.left()).min();
                if until.is_none_or(|until| from < until) {
                    let policy = Arc::clone(one);
                    later.push(Spell {
                        policy,
                        from,
                        until,
                    });
                }
            }
            spells.extend(later.into_iter().rev());
        }
        let mut of: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, spell) in spells.iter().enumerate() {
            for member in &spell.policy.policy.members {
                of.entry(member.clone()).or_default().push(index);
            }
        }
        let mut policies = Self {
            all,
            spells,
            of,
            newest: i64::MIN,
            as_of: None,
        };
        let newest = policies.moments().map(|at| at.position).max();
        policies.newest = newest.unwrap_or(i64::MIN);
        policies
    }

    /// Whether the register had learnt all of it after a commit.
    pub const fn is_known_by(&self, position: i64) -> bool {
        self.newest <= position
    }

    /// The same, as they were after this commit.
    #[must_use]
    pub const fn read_as_of(mut self, as_of: Option<i64>) -> Self {
        self.as_of = as_of;
        self
    }

    /// The commit that last changed them when they were read.
    pub const fn as_of(&self) -> Option<i64> {
        self.as_of
    }

    /// All, the oldest first.
    pub fn all(&self) -> &[Arc<JointPolicy>] {
        &self.all
    }

    /// When the register learnt of them, and of what was said of them.
    pub fn moments(&self) -> impl Iterator<Item = Moment> + '_ {
        let of = |one: &Arc<JointPolicy>| {
            let words: Vec<_> = one.words.iter().map(|(_, _, at)| *at).collect();
            std::iter::once(one.proposed).chain(words)
        };
        self.all.iter().flat_map(of)
    }

    /// What the register knew of them after a commit.
    #[must_use]
    pub fn as_known(&self, position: i64) -> Self {
        let known = self
            .all
            .iter()
            .filter(|one| one.proposed.position <= position);
        let known = known.map(|one| {
            let mut one = JointPolicy::clone(one);
            one.words.retain(|(_, _, at)| at.position <= position);
            Arc::new(one)
        });
        Self::new(known.collect())
    }

    /// The same, with one more that every one of its bodies has adopted in time: what it would be like.
    #[must_use]
    pub fn supposing(&self, draft: JointPolicy) -> Self {
        let mut all = self.all.clone();
        all.push(Arc::new(draft));
        Self::new(all)
    }

    /// The day from which a policy is in force, and that on which it is over; none where it is not, or no longer, to come into force.
    pub fn spell(&self, one: &JointPolicy) -> Option<&Spell> {
        self.spells.iter().find(|spell| spell.policy.id == one.id)
    }

    /// Those that bind all of these bodies, who stand in whoever's shoes.
    pub fn binding(
        &self,
        bodies: &[OrganisationCode],
        organisations: &Organisations,
    ) -> Vec<&Spell> {
        let Some(first) = bodies.first().filter(|_| !self.spells.is_empty()) else {
            return Vec::new();
        };
        let all: Vec<_> = bodies.iter().map(|body| organisations.kin(body)).collect();
        let named = organisations.kin(first);
        let found = named.iter().filter_map(|body| self.of.get(body)).flatten();
        let mut found: Vec<usize> = found.copied().collect();
        found.sort_unstable();
        found.dedup();
        let spells = found.into_iter().filter_map(|at| self.spells.get(at));
        let binds = |spell: &&Spell| {
            let members = &spell.policy.policy.members;
            all.iter()
                .all(|same| same.iter().any(|one| members.contains(one)))
        };
        spells.filter(binds).collect()
    }
}

/// The earliest day on which something is due that the law has due on `law`: what a policy lays down counts from its first day, while it is
/// in force, and where it is sooner.
pub fn soonest<'p>(
    spells: &[&'p Spell],
    law: Day,
    lays_down: impl Fn(&super::Terms) -> Option<Day>,
) -> (Day, Option<&'p Spell>) {
    let mut due = (law, None);
    for spell in spells {
        let Some(day) = lays_down(&spell.policy.policy.terms) else {
            continue;
        };
        let day = day.max(spell.from);
        if day < due.0 && spell.until.is_none_or(|until| day < until) {
            due = (day, Some(*spell));
        }
    }
    due
}
