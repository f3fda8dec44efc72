//! # REC-06 Bodies give different dates for leaving hospital
//!
//! The date starts the duty and its clocks, so a difference moves both.

use crate::domain::code::OrganisationCode;
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, Value};
use crate::domain::facts::Facts;
use crate::domain::law::defaults::MISMATCH;
use crate::domain::law::hospital_stay::Stay;
use crate::domain::law::{CODE_33_14, MHA_117_1};
use crate::domain::part::Part;
use crate::domain::when::{Days, When};

/// The rule.
pub const RULE: Rule = Rule {
    code: "REC-06",
    name: "EXIT_DATE_MISMATCH",
    finds: "Two bodies give dates of leaving hospital more than a day apart for the same stay.",
    severity: Severity::V3,
    basis: &[
        Basis::Law(&MHA_117_1),
        Basis::Law(&CODE_33_14),
        Basis::Default(&MISMATCH),
    ],
    reads: &[Part::Detention, Part::Position, Part::LegalBasis],
    check,
};

fn differs(stay: &Stay<'_>) -> bool {
    let exits: Vec<_> = stay.exits().collect();
    exits.iter().enumerate().any(|(index, (_, one))| {
        exits
            .iter()
            .skip(index + 1)
            .any(|(_, other)| one.differs_by_more_than(*other, u64::from(MISMATCH.value)))
    })
}

fn check(facts: &Facts<'_>, found: &mut Found) {
    for stay in facts.stays.iter().filter(|stay| differs(stay)) {
        let (Some(first), Some(hospital)) = (
            stay.exit
                .and_then(crate::domain::partial_date::PartialDate::earliest),
            stay.hospital(),
        ) else {
            continue;
        };
        let standing = Standing {
            subject: stay.subject(),
            when: When::from_day(first),
            severity: vec![(Severity::V3, Days::always())],
            actors: vec![(hospital.clone(), facts.may_be_asked(hospital))],
            turns: Vec::new(),
        };
        found.raise(facts, &RULE, &standing, |_| {
            let own = |by: &OrganisationCode| {
                stay.claims
                    .iter()
                    .any(|claim| claim.by == by && claim.own_spell())
            };
            let values: Vec<_> = stay
                .exits()
                .map(|(by, exit)| Value {
                    organisation: by.clone(),
                    part: if own(by) {
                        Part::Detention
                    } else {
                        Part::Position
                    },
                    says: format!("left hospital {exit}"),
                })
                .collect();
            let sides: Vec<_> = values
                .iter()
                .map(|value| {
                    format!(
                        "{}: {}",
                        facts.entry.organisations.name(&value.organisation),
                        value.says
                    )
                })
                .collect();
            (
                format!(
                    "The bodies give different dates for leaving hospital: {}.",
                    sides.join("; ")
                ),
                values,
            )
        });
    }
}
