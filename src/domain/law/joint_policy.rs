//! # What a joint policy changes
//!
//! How often to review, how soon to tell and to answer are for joint policies (Code of Practice, ch. 33; the guidance of April 2022 leaves
//! them to local agreement). A policy binds the bodies that adopted it, in what they owe together, and only ever asks for something sooner.

use std::collections::BTreeSet;

use crate::domain::calendar::plus_working_days;
use crate::domain::code::OrganisationCode;
use crate::domain::facts::{Episode, Facts};
use crate::domain::organisation::{Kind, Organisations};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::policy::{Spell, Terms, soonest};
use crate::domain::when::{Days, When};

use super::defaults::NOTIFY;
use super::s117_3::responsible_council;

/// The council on which the law settles after this stay, as responsibilities lie when the register last learnt anything.
fn settled_council(facts: &Facts<'_>, episode: &Episode<'_>) -> Option<OrganisationCode> {
    let index = facts
        .episodes
        .iter()
        .position(|one| std::ptr::eq(one, episode))?;
    let last = facts.entry.moments().last()?.day();
    responsible_council(facts, index, last)
        .outcome
        .body()
        .cloned()
}

/// The councils and ICBs that share the duty after a stay: the council on which the law settles, or while it does not every council that
/// knows; and the ICBs that know.
pub fn sharers(facts: &Facts<'_>, episode: &Episode<'_>) -> BTreeSet<OrganisationCode> {
    let mut bodies = facts.knowers(&[Kind::Icb]);
    let settled = settled_council(facts, episode);
    let councils = facts.knowers(&[Kind::Council]).into_iter();
    bodies.extend(councils.filter(|body| settled.as_ref().is_none_or(|settled| settled == body)));
    bodies
}

/// The policies that bind all of these bodies.
pub fn binding<'e>(facts: &Facts<'e>, bodies: &[OrganisationCode]) -> Vec<&'e Spell> {
    let entry = facts.entry;
    entry.policies.binding(bodies, &entry.organisations)
}

/// The policies that bind a body in what it owes together with all who share the duty after the last stay.
pub fn of_one<'e>(facts: &Facts<'e>, body: &OrganisationCode) -> Vec<&'e Spell> {
    let mut policies = match facts.episodes.last() {
        Some(episode) => of_the_duty(facts, episode),
        None => Vec::new(),
    };
    if !policies.is_empty() {
        let own = binding(facts, std::slice::from_ref(body));
        policies.retain(|one| own.contains(one));
    }
    policies
}

/// The policies that bind all who share the duty after a stay: at least a council and an ICB.
pub fn of_the_duty<'e>(facts: &Facts<'e>, episode: &Episode<'_>) -> Vec<&'e Spell> {
    if facts.entry.policies.all().is_empty() {
        return Vec::new();
    }
    let sharers: Vec<_> = sharers(facts, episode).into_iter().collect();
    let has = |kind| {
        let mut sharers = sharers.iter();
        sharers.any(|body| facts.entry.kind(body) == Some(kind))
    };
    if has(Kind::Council) && has(Kind::Icb) {
        binding(facts, &sharers)
    } else {
        Vec::new()
    }
}

/// An answer to something that one body tells another on a day is due by: the default, or sooner where both have it so.
pub fn answer_due(
    organisations: &Organisations,
    from: &OrganisationCode,
    to: &OrganisationCode,
    today: Day,
) -> Day {
    let bodies = [from.clone(), to.clone()];
    let policies = organisations.policies().binding(&bodies, organisations);
    let in_force: Vec<_> = policies
        .into_iter()
        .filter(|spell| spell.from <= today)
        .collect();
    let law = plus_working_days(today, NOTIFY.value);
    let lays_down = |terms: &Terms| Some(plus_working_days(today, terms.notify_working_days?));
    soonest(&in_force, law, lays_down).0
}

/// What is due, and the policy that has it due then, if one has it sooner than the law.
#[derive(Clone, Debug)]
pub struct Due<'p> {
    /// By.
    pub by: PartialDate,
    /// By law, or the register's default.
    pub by_law: PartialDate,
    /// The policy.
    pub policy: Option<&'p Spell>,
}

impl<'p> Due<'p> {
    /// What is due some time after `start`: by law, and sooner where one of these policies has it so.
    pub fn after(
        start: PartialDate,
        policies: &[&'p Spell],
        law: impl Fn(Day) -> Day,
        lays_down: impl Fn(&Terms, Day) -> Option<Day>,
    ) -> Self {
        let sooner = |day| soonest(policies, law(day), |terms| lays_down(terms, day));
        let policy = start.latest().and_then(|day| sooner(day).1);
        Self {
            by: start.map(|day| sooner(day).0),
            by_law: start.map(&law),
            policy,
        }
    }

    /// The days on which it is overdue, at the latest under a policy; and those on which it is so by law.
    pub fn overdue(&self) -> (When, When) {
        (When::after(self.by), When::after(self.by_law))
    }
}

/// When something is overdue, and who may be asked to act on which days: under these policies alone only on days on which somebody is asked
/// whom they bind, and then nobody else.
pub fn applied(
    facts: &Facts<'_>,
    policies: &[&Spell],
    (overdue, by_law): (When, When),
    mut actors: Vec<(OrganisationCode, Days)>,
) -> (When, Vec<(OrganisationCode, Days)>) {
    let is_bound = |body: &OrganisationCode| {
        let binding = binding(facts, std::slice::from_ref(body));
        policies.iter().any(|one| binding.contains(one))
    };
    let early = overdue.possible().minus(by_law.possible());
    let mut asked = Days::never();
    for (body, days) in &mut actors {
        if is_bound(body) {
            asked = asked.or(days);
        } else {
            *days = days.minus(&early);
        }
    }
    (by_law.or(&overdue.and(&When::exactly(asked))), actors)
}
