//! # DUT-07 Nobody coordinates the after-care
//!
//! Whatever the local title, one person must be designated. Why nobody is does not excuse it, but is kept beside it; an offer that the
//! person declined makes it less grave.

use super::{bearers, led};
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, Value, anyone_carries};
use crate::domain::facts::Facts;
use crate::domain::law::CODE_34_5;
use crate::domain::part::Part;
use crate::domain::part::coordinator::{Coordinator, Vacancy, VacancyReason};
use crate::domain::partial_date::Day;
use crate::domain::when::{Days, When};

/// The rule.
pub const RULE: Rule = Rule {
    code: "DUT-07",
    name: "NO_COORDINATOR",
    finds: "After-care is owed and nobody is designated to coordinate it.",
    severity: Severity::V2,
    basis: &[Basis::Law(&CODE_34_5)],
    reads: owed!(Coordinator),
    check,
};

const fn words(reason: VacancyReason) -> &'static str {
    match reason {
        VacancyReason::Never => "never appointed",
        VacancyReason::Left => "the last one left",
        VacancyReason::Declined => "declined by the person",
        VacancyReason::NotOpenToTeam => "not open to the team that appoints",
        VacancyReason::PolicyBar => "a local policy bars whoever could",
        VacancyReason::Unknown => "reason not known",
    }
}

fn since(vacancy: &Vacancy) -> Days {
    vacancy
        .since
        .map_or_else(Days::always, |since| When::from(since).certain().clone())
}

fn check(facts: &Facts<'_>, found: &mut Found) {
    if facts
        .episodes
        .iter()
        .all(|episode| episode.owed.possible().is_never())
    {
        return;
    }
    if !anyone_carries(facts.entry, Part::Coordinator) {
        found.cannot_tell(
            &RULE,
            "whether there is a coordinator: no account here carries coordinators",
        );
        return;
    }
    let led = led(facts)
        .into_iter()
        .fold(When::never(), |all, (_, when)| all.or(&when));
    let accounts = facts.entry.accounts.iter();
    let vacancies: Vec<_> = accounts
        .filter_map(|account| {
            Some((
                &account.organisation,
                account.stated::<Coordinator>()?.vacancy.as_ref()?,
            ))
        })
        .collect();
    let declined = vacancies
        .iter()
        .filter(|(_, one)| one.reason == VacancyReason::Declined)
        .fold(Days::never(), |all, (_, one)| all.or(&since(one)));
    for episode in &facts.episodes {
        let standing = Standing {
            subject: episode.stay.subject(),
            when: episode.owed.minus(&led),
            severity: vec![
                (Severity::V3, Days::always()),
                (Severity::V2, declined.not()),
            ],
            actors: bearers(facts, episode),
            turns: vacancies
                .iter()
                .filter_map(|(_, one)| one.since?.latest())
                .collect(),
        };
        found.raise(facts, &RULE, &standing, |day: Day| {
            let given: Vec<_> = vacancies
                .iter()
                .filter(|(_, one)| since(one).contains(day))
                .collect();
            let values: Vec<_> = given
                .iter()
                .map(|(body, one)| Value {
                    organisation: (*body).clone(),
                    part: Part::Coordinator,
                    says: words(one.reason).to_owned(),
                })
                .collect();
            let why = given.first().map_or(String::new(), |(_, one)| {
                format!(" ({})", words(one.reason))
            });
            (
                format!("After-care is owed and nobody is designated to coordinate it{why}."),
                values,
            )
        });
    }
}
