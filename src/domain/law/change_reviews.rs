//! # Review sooner, when circumstances change
//!
//! The guidance of April 2022 asks for a review "sooner if circumstances change" and gives no number: ours is a default. What counts as a
//! change is taken from the published cases: readmission under any section or none, self-harm, an emergency attendance, eviction,
//! homelessness, a placement or service ended, a move, a treatment order begun or ended, discharge from a service, and being asked.

use crate::domain::facts::{Episode, Facts};
use crate::domain::part::events::Events;
use crate::domain::partial_date::{Day, PartialDate, plus_days};
use crate::domain::policy::Spell;

use super::GUIDANCE_REVIEW;
use super::clocks::{Clock, ClockKind, happened};
use super::defaults::CHANGE_REVIEW;
use super::joint_policy::{Due, of_the_duty};
use super::reviews::counted;

/// A review after this change is due.
pub fn due_after<'p>(change: PartialDate, policies: &[&'p Spell]) -> Due<'p> {
    Due::after(
        change,
        policies,
        |day| plus_days(day, u64::from(CHANGE_REVIEW.value)),
        |terms, day| Some(plus_days(day, u64::from(terms.change_review_days?))),
    )
}

/// The clocks after changes that no review has answered.
pub(super) fn clocks(facts: &Facts<'_>, on: Day, clocks: &mut Vec<Clock>) {
    let Some(episode) = facts
        .episodes
        .iter()
        .rfind(|one| one.owed.possible().contains(on))
    else {
        return;
    };
    let held = counted(facts, episode);
    let policies = of_the_duty(facts, episode);
    let mut start = |change: PartialDate, about: Option<_>| {
        let answered = held
            .iter()
            .any(|review| !review.certainly_before(change) && happened(Some(*review), on));
        if answered || !happened(Some(change), on) || !in_the_community(episode, change) {
            return;
        }
        let due = due_after(change, &policies);
        let kind = ClockKind::ChangeReview;
        let clock = Clock::new(kind, change, due.by, on, &GUIDANCE_REVIEW)
            .by_default(&CHANGE_REVIEW)
            .under(due.policy);
        clocks.push(match about {
            Some((body, item)) => clock.about(body, item),
            None => clock,
        });
    };
    for account in &facts.entry.accounts {
        for event in account
            .stated::<Events>()
            .into_iter()
            .flat_map(|one| &one.events.items)
        {
            start(event.on, Some((&account.organisation, &event.key)));
        }
    }
    // What the hospitals record counts whether or not anybody wrote an event of it.
    let recorded = |change: PartialDate| {
        facts.entry.accounts.iter().any(|account| {
            let events = account
                .stated::<Events>()
                .into_iter()
                .flat_map(|one| &one.events.items);
            let mut events = events.filter(|event| event.on != PartialDate::Unknown);
            events.any(|event| !event.on.differs_by_more_than(change, 1))
        })
    };
    for stay in &facts.stays {
        let orders = stay.claims.iter().filter(|claim| claim.share == 0);
        let orders = orders.flat_map(|claim| {
            claim
                .spell
                .into_iter()
                .flat_map(|one| &one.treatment_orders)
        });
        let ended = orders.filter_map(|order| order.until);
        let readmitted = stay
            .claims
            .iter()
            .filter(|claim| claim.own_spell())
            .filter_map(|claim| claim.start);
        let readmitted = readmitted.reduce(PartialDate::hull);
        for change in readmitted.into_iter().chain(ended) {
            if !recorded(change) {
                start(change, None);
            }
        }
    }
}

/// Whether a change came after leaving hospital: what came before was for the discharge to look at.
fn in_the_community(episode: &Episode<'_>, change: PartialDate) -> bool {
    episode
        .stay
        .exit
        .is_some_and(|exit| exit.certainly_before(change))
}
