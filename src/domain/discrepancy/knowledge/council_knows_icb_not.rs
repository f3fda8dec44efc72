//! # NOT-03 The council knows and the ICB does not
//!
//! Raised against the council as well as the hospital: both should have checked that the ICB was aware (decision 24 015 710).

use super::{HOSPITALS, onset, time_to_tell};
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, Value, names};
use crate::domain::facts::Facts;
use crate::domain::law::defaults::NOTIFY;
use crate::domain::law::joint_policy::{applied, binding};
use crate::domain::law::{MHA_117_2, OMB_WEST_NORTHAMPTONSHIRE};
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::partial_date::Day;
use crate::domain::when::Days;

/// The rule.
pub const RULE: Rule = Rule {
    code: "NOT-03",
    name: "LA_KNOWS_ICB_NOT",
    finds: "The council has known of the entitlement for longer than it takes to tell, and no ICB knows.",
    severity: Severity::V2,
    basis: &[
        Basis::Law(&MHA_117_2),
        Basis::Law(&OMB_WEST_NORTHAMPTONSHIRE),
        Basis::Default(&NOTIFY),
    ],
    reads: owed!(),
    check,
};

fn check(facts: &Facts<'_>, found: &mut Found) {
    let council_knows = facts.known_to(&[Kind::Council]);
    let Some(since) = onset(&council_knows) else {
        return;
    };
    let councils: Vec<_> = facts.knowers(&[Kind::Council]).into_iter().collect();
    let policies = binding(facts, &councils);
    let due = time_to_tell(since, &policies).overdue();
    let mut actors: Vec<_> = councils
        .into_iter()
        .map(|body| (body.clone(), facts.may_be_asked(&body)))
        .collect();
    for episode in &facts.episodes {
        let during = episode.prospective.or(&episode.owed);
        actors.extend(
            facts
                .hospitals(&episode.stay)
                .into_iter()
                .map(|(body, days)| (body, days.and(during.possible()))),
        );
    }
    let (in_time, actors) = applied(facts, &policies, due, actors);
    let standing = Standing {
        subject: "knowledge".to_owned(),
        when: facts
            .concern()
            .and(&in_time)
            .and(&council_knows.or(&facts.known_to(HOSPITALS)))
            .minus(&facts.known_to(&[Kind::Icb])),
        severity: vec![(Severity::V2, Days::always())],
        actors,
        turns: Vec::new(),
    };
    found.raise(facts, &RULE, &standing, |_| {
        let councils = facts.knowers(&[Kind::Council]);
        let values = councils
            .iter()
            .map(|body| Value {
                organisation: body.clone(),
                part: Part::Position,
                says: format!("has known {}", known_since(facts, body)),
            })
            .collect();
        (
            format!(
                "{} knows that the person is entitled, and no ICB knows.",
                names(facts.entry, &councils)
            ),
            values,
        )
    });
}

fn known_since(facts: &Facts<'_>, body: &crate::domain::code::OrganisationCode) -> String {
    let knew = facts.known(body);
    let earliest = knew.possible().first().filter(|day| *day > Day::MIN);
    match (
        onset(&knew).filter(|_| earliest.is_some()),
        knew.certain().first(),
    ) {
        (Some(date), Some(_)) => format!("since {date}"),
        (_, Some(latest)) => format!("since an unknown day, {latest} at the latest"),
        (_, None) => "since an unknown day".to_owned(),
    }
}
