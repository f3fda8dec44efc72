//! # When after-care must be reviewed
//!
//! Within six weeks of discharge from in-patient services, then every year, or sooner if circumstances change (LGSCO and PHSO, Section
//! 117 aftercare: guidance for practitioners, April 2022, "Care planning"). A review moves the clock only if section 117 was considered
//! at it. A first review that never happened stays the outstanding one.

use crate::domain::facts::{Episode, Facts};
use crate::domain::part::reviews::Reviews;
use crate::domain::partial_date::{Day, PartialDate, plus_days, plus_months};
use crate::domain::policy::Spell;

use super::GUIDANCE_REVIEW;
use super::clocks::{Clock, ClockKind};
use super::defaults::{FIRST_REVIEW_DAYS, REVIEW_MONTHS};
use super::joint_policy::{Due, of_the_duty};

/// The first review is due.
pub fn first_due<'p>(exit: PartialDate, policies: &[&'p Spell]) -> Due<'p> {
    Due::after(
        exit,
        policies,
        |day| plus_days(day, FIRST_REVIEW_DAYS),
        |terms, day| Some(plus_days(day, u64::from(terms.first_review_days?))),
    )
}

/// The next review is due.
pub fn next_due<'p>(last: PartialDate, policies: &[&'p Spell]) -> Due<'p> {
    Due::after(
        last,
        policies,
        |day| plus_months(day, REVIEW_MONTHS),
        |terms, day| Some(plus_months(day, terms.review_months?)),
    )
}

/// The reviews that count for an episode, earliest first: section 117 considered, held when the person had left hospital.
pub fn counted(facts: &Facts<'_>, episode: &Episode<'_>) -> Vec<PartialDate> {
    let parts = facts
        .entry
        .accounts
        .iter()
        .filter_map(|account| account.stated::<Reviews>());
    let held = parts
        .flat_map(|part| &part.reviews.items)
        .filter_map(crate::domain::part::reviews::Review::counts);
    let next_stay = facts
        .episodes
        .iter()
        .filter_map(|one| one.stay.detained_from())
        .find(|from| {
            episode
                .stay
                .exit
                .is_some_and(|exit| exit.certainly_before(*from))
        });
    let mut dates: Vec<_> = held
        .filter(|date| {
            episode
                .stay
                .exit
                .is_some_and(|exit| !date.certainly_before(exit))
        })
        .filter(|date| next_stay.is_none_or(|next| !next.certainly_before(*date)))
        .collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// The review clocks that run on a day.
pub(super) fn clocks(facts: &Facts<'_>, on: Day, clocks: &mut Vec<Clock>) {
    let running = facts
        .episodes
        .iter()
        .filter(|episode| episode.owed.possible().contains(on));
    for episode in running {
        let held = counted(facts, episode);
        let last = held
            .iter()
            .rev()
            .find(|date| date.earliest().is_some_and(|earliest| earliest <= on));
        let policies = of_the_duty(facts, episode);
        let (kind, from, due) = match (last, episode.stay.exit) {
            (Some(last), _) => (ClockKind::YearlyReview, *last, next_due(*last, &policies)),
            (None, Some(exit)) => (ClockKind::FirstReview, exit, first_due(exit, &policies)),
            (None, None) => continue,
        };
        let clock = Clock::new(kind, from, due.by, on, &GUIDANCE_REVIEW);
        clocks.push(clock.under(due.policy));
    }
}
