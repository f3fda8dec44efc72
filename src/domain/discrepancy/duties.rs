//! Duties with clocks.

pub mod annual_review_overdue;
pub mod first_review_overdue;
pub mod no_coordinator;
pub mod no_plan_at_discharge;
pub mod status_unknown;

use crate::domain::code::OrganisationCode;
use crate::domain::facts::{Episode, Facts};
use crate::domain::law::joint_policy::sharers;
use crate::domain::part::coordinator::Coordinator;
use crate::domain::when::{Days, When};

/// The days on which someone is designated to coordinate, by the holder's organisation.
pub(super) fn led(facts: &Facts<'_>) -> Vec<(Option<OrganisationCode>, When)> {
    let parts = facts
        .entry
        .accounts
        .iter()
        .filter_map(|account| account.stated::<Coordinator>());
    let holders = parts.flat_map(|part| &part.holders.items);
    holders
        .map(|one| {
            let over = one.until.map_or_else(When::never, When::from);
            (one.organisation.clone(), When::from(one.from).minus(&over))
        })
        .collect()
}

/// The bodies that share the duty after a stay, on the days on which each may be asked, with the hospitals that last detained and last held
/// the person.
pub(super) fn bearers(facts: &Facts<'_>, episode: &Episode<'_>) -> Vec<(OrganisationCode, Days)> {
    let mut bodies = sharers(facts, episode);
    bodies.extend(
        facts
            .hospitals(&episode.stay)
            .into_iter()
            .map(|(body, _)| body),
    );
    bodies
        .into_iter()
        .map(|body| (body.clone(), facts.may_be_asked(&body)))
        .collect()
}

/// The lead's organisation while there is a lead, and all who share the duty while there is none.
pub(super) fn lead_or_all(
    facts: &Facts<'_>,
    episode: &Episode<'_>,
) -> Vec<(OrganisationCode, Days)> {
    let leads: Vec<_> = led(facts)
        .into_iter()
        .filter_map(|(body, when)| Some((body?, when)))
        .map(|(body, when)| (body.clone(), when.certain().and(&facts.may_be_asked(&body))))
        .collect();
    let any = leads
        .iter()
        .fold(Days::never(), |all, (_, asked)| all.or(asked));
    let mut actors: Vec<_> = bearers(facts, episode)
        .into_iter()
        .map(|(body, days)| (body, days.minus(&any)))
        .collect();
    for (body, asked) in leads {
        match actors.iter_mut().find(|(one, _)| *one == body) {
            Some((_, days)) => *days = days.or(&asked),
            None => actors.push((body, asked)),
        }
    }
    actors
}
