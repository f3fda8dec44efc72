//! # Which ICB, CCG or PCT had the person on a day
//!
//! Core responsibility lies in the first place with the ICB of the GP practice, else with that of usual residence (NHS Act 2006, s. 14Z31,
//! `[K]`). It is read from registrations on the very day, or from the last one that stands until another is recorded. For the area of
//! ordinary residence before a detention, which is another question, there are records of their own.

use std::collections::BTreeSet;

use crate::domain::code::OrganisationCode;
use crate::domain::facts::{Episode, Facts};
use crate::domain::part::registration::{GpRegistration, Occasion, Registration};
use crate::domain::part::{Answer, Part};
use crate::domain::partial_date::{Day, PartialDate};

use super::s117_3::{held_by, settle};
use super::{Finding, Provision, Responsible, defaults, say};

type Held<'e> = (&'e OrganisationCode, &'e GpRegistration);

fn registrations<'e>(facts: &Facts<'e>) -> impl Iterator<Item = Held<'e>> {
    facts.entry.accounts.iter().flat_map(|account| {
        let part = account.stated::<Registration>().into_iter();
        let items = part.flat_map(|part| &part.registrations.items);
        items.map(|one| (&account.organisation, one))
    })
}

/// What the register knows of core responsibility on a day.
pub(super) struct Core<'e> {
    found: Vec<Held<'e>>,
}

/// A day that the law names, or that of an event as the accounts date it: those may be a day apart and mean the same.
#[derive(Clone, Copy)]
pub(super) enum On {
    /// This very day.
    Day(Day),
    /// The day of an event.
    Event(PartialDate),
}

/// Core responsibility on a day.
pub(super) fn core<'e>(facts: &Facts<'e>, on: On) -> Core<'e> {
    let (on, apart) = match on {
        On::Day(day) => (PartialDate::on(day), None),
        On::Event(date) => (date, Some(u64::from(defaults::MISMATCH.value))),
    };
    let of_a_practice = || {
        let all = registrations(facts);
        all.filter(|(_, one)| one.occasion != Occasion::OrdinaryResidence)
    };
    let within = |days: u64| -> Vec<Held<'e>> {
        let near = |(_, one): &Held<'_>| {
            one.on != PartialDate::Unknown && !one.on.differs_by_more_than(on, days)
        };
        of_a_practice().filter(near).collect()
    };
    let mut found = within(0);
    if let Some(apart) = apart.filter(|_| found.is_empty()) {
        found = within(apart);
    }
    if found.is_empty() {
        let earlier = of_a_practice().filter(|(_, one)| one.on.certainly_before(on));
        let last = earlier.max_by_key(|(_, one)| one.on.latest());
        found.extend(last.filter(|(_, one)| one.occasion == Occasion::Current));
    }
    Core { found }
}

/// The body of the area of ordinary residence before an episode's detention.
pub(super) fn of_the_area<'e>(facts: &Facts<'e>, episode: &Episode<'_>) -> Core<'e> {
    let days = u64::from(defaults::MISMATCH.value);
    let (from, detained) = (episode.stay.began(), episode.stay.detained_from());
    let fits = |on: PartialDate| {
        let same = |date: PartialDate| !on.differs_by_more_than(date, days);
        on != PartialDate::Unknown && (detained.is_some_and(same) || from.is_some_and(same))
    };
    let found = registrations(facts)
        .filter(|(_, one)| one.occasion == Occasion::OrdinaryResidence && fits(one.on))
        .collect();
    Core { found }
}

impl Core<'_> {
    /// Whether the person was recorded as not usually resident in England.
    pub(super) fn outside_england(&self) -> bool {
        let says = |answer| {
            self.found
                .iter()
                .any(|(_, one)| one.in_england == Some(answer))
        };
        says(Answer::No) && !says(Answer::Yes)
    }

    /// The body, as responsibilities lie on `on`, with the facts it rests on; what is missing where no account says.
    pub(super) fn settle(
        &self,
        facts: &Facts<'_>,
        on: Day,
        by: &'static Provision,
        because: super::Sentence,
        missing: &'static str,
    ) -> Finding<Responsible> {
        let bodies: BTreeSet<_> = self
            .found
            .iter()
            .filter_map(|(_, one)| one.core_icb.clone())
            .collect();
        let mut finding = if bodies.is_empty() {
            Finding::new(Responsible::CannotTell(missing))
                .because(by, because)
                .because(by, say("Not recorded: {}.").word(missing))
                .unless(say("A record of {}.").word(missing))
        } else {
            Finding::new(settle(held_by(facts, bodies, on))).because(by, because)
        };
        for (body, one) in &self.found {
            let says = say("{} on {}: {}").word(one.occasion.words()).date(one.on);
            let says = match &one.core_icb {
                Some(icb) => says.body(icb),
                None => says.word("not recorded"),
            };
            finding = finding.used(body, Part::Registration, says);
        }
        finding
    }
}
