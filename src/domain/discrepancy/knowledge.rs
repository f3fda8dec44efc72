//! Known by one body, not by another.

pub mod council_knows_icb_not;
pub mod trust_to_council;
pub mod trust_to_icb;

use crate::domain::calendar::plus_working_days;
use crate::domain::code::OrganisationCode;
use crate::domain::facts::{Episode, Facts};
use crate::domain::law::defaults::NOTIFY;
use crate::domain::law::hospital_stay::Stay;
use crate::domain::law::joint_policy::{Due, binding};
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::partial_date::PartialDate;
use crate::domain::policy::Spell;
use crate::domain::when::{Days, When};

use super::{Found, Rule, Severity, Standing, Value, names};

/// The kinds of organisation that hold people in hospital.
pub(super) const HOSPITALS: &[Kind] = &[Kind::Trust, Kind::Hospital];

/// By when another body is to be told of what began to hold: the default, or sooner where these bodies have it so among themselves.
pub(super) fn time_to_tell<'e>(since: PartialDate, policies: &[&'e Spell]) -> Due<'e> {
    Due::after(
        since,
        policies,
        |day| plus_working_days(day, NOTIFY.value),
        |terms, day| Some(plus_working_days(day, terms.notify_working_days?)),
    )
}

/// When something began to hold, as a date with the vagueness it has.
pub(super) fn onset(when: &When) -> Option<PartialDate> {
    let earliest = when.possible().first()?;
    Some(PartialDate::Between {
        earliest,
        latest: when.certain().first().unwrap_or(chrono::NaiveDate::MAX),
    })
}

/// The hospitals that should tell: those that answer for the stay once they know, and until then whichever hospital knows.
fn tellers(facts: &Facts<'_>, stay: &Stay<'_>) -> Vec<(OrganisationCode, Days)> {
    let mut tellers = facts.hospitals(stay);
    let covered = tellers
        .iter()
        .fold(Days::never(), |all, (_, days)| all.or(days));
    let others = facts
        .knowers(HOSPITALS)
        .into_iter()
        .filter(|body| tellers.iter().all(|(one, _)| one != body));
    let others: Vec<_> = others
        .map(|body| (body.clone(), facts.may_be_asked(&body).minus(&covered)))
        .collect();
    tellers.extend(others);
    tellers
}

/// The hospital knows and the body that should is untold: the law names that body where it can, else any body of its kind will do.
fn untold(
    facts: &Facts<'_>,
    found: &mut Found,
    rule: &'static Rule,
    kind: &'static [Kind],
    responsible: impl Fn(usize) -> Option<OrganisationCode>,
) {
    for (
        index,
        Episode {
            stay,
            prospective,
            away: _,
            owed,
            ended: _,
            reinstated: _,
        },
    ) in facts.episodes.iter().enumerate()
    {
        let Some(detained) = stay.detained_from() else {
            continue;
        };
        let knows =
            responsible(index).map_or_else(|| facts.known_to(kind), |body| facts.known(&body));
        let tellers = tellers(facts, stay);
        let bodies = tellers.iter().map(|(body, _)| body.clone());
        let bodies: Vec<_> = bodies.chain(responsible(index)).collect();
        let (in_time, _) = time_to_tell(detained, &binding(facts, &bodies)).overdue();
        let left = stay.exit.map_or_else(When::never, When::after);
        let standing = Standing {
            subject: stay.subject(),
            when: prospective
                .or(owed)
                .and(&in_time.or(&left))
                .and(&facts.known_to(HOSPITALS))
                .minus(&knows),
            severity: vec![
                (Severity::V3, Days::always()),
                (Severity::V2, left.certain().clone()),
            ],
            actors: tellers,
            turns: Vec::new(),
        };
        let word = kind.first().map_or("body", |kind| kind.word());
        found.raise(facts, rule, &standing, |day| {
            let untold = responsible(index).map_or_else(
                || format!("no {word}"),
                |body| format!("not {}", names(facts.entry, [&body])),
            );
            let left = if left.certain().contains(day) {
                " The person has left hospital."
            } else {
                ""
            };
            let knowing: Vec<_> = standing
                .actors
                .iter()
                .filter(|(_, days)| days.contains(day))
                .map(|(body, _)| body)
                .collect();
            let says = format!("detained {detained}");
            let values = knowing.iter().map(|body| Value {
                organisation: (*body).clone(),
                part: Part::Detention,
                says: says.clone(),
            });
            let verb = if knowing.len() > 1 { "know" } else { "knows" };
            (
                format!(
                    "{} {verb} that the person is entitled, and {untold} knows.{left}",
                    names(facts.entry, knowing.iter().copied())
                ),
                values.collect(),
            )
        });
    }
}
