//! # REC-01 The bodies' own statuses differ

use super::{STATUSES, position_on, with_position};
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing};
use crate::domain::facts::Facts;
use crate::domain::law::CODE_33_7;
use crate::domain::part::Part;
use crate::domain::when::{Days, When};

/// The rule.
pub const RULE: Rule = Rule {
    code: "REC-01",
    name: "STATUS_CONFLICT",
    finds: "Two bodies that both have the person on record give different statuses for the same time.",
    severity: Severity::V2,
    basis: &[Basis::Law(&CODE_33_7)],
    reads: &[Part::Position, Part::Detention, Part::LegalBasis],
    check,
};

fn check(facts: &Facts<'_>, found: &mut Found) {
    let accounts = with_position(facts.entry);
    let mut differ = When::never();
    for (index, one) in accounts.iter().enumerate() {
        for other in accounts
            .iter()
            .skip(index + 1)
            .filter(|other| other.organisation != one.organisation)
        {
            for status in STATUSES {
                let same = facts.status(other, status);
                let any = STATUSES.into_iter().fold(When::never(), |all, each| {
                    all.or(&facts.status(other, each))
                });
                differ = differ.or(&facts.status(one, status).and(&any.minus(&same)));
            }
        }
    }
    let turns = accounts.iter().flat_map(|account| {
        STATUSES
            .into_iter()
            .flat_map(|status| facts.status(account, status).edges().collect::<Vec<_>>())
    });
    let actors = accounts.iter().map(|account| {
        let body = &account.organisation;
        let says = STATUSES.into_iter().fold(When::never(), |all, status| {
            all.or(&facts.status(account, status))
        });
        (body.clone(), facts.may_be_asked(body).and(says.possible()))
    });
    let standing = Standing {
        subject: "status".to_owned(),
        when: differ,
        severity: vec![(Severity::V2, Days::always())],
        actors: actors.collect(),
        turns: turns.collect(),
    };
    found.raise(facts, &RULE, &standing, |day| {
        let values: Vec<_> = accounts
            .iter()
            .filter_map(|account| position_on(facts, account, day))
            .collect();
        let sides: Vec<_> = values
            .iter()
            .map(|value| {
                format!(
                    "{} says {}",
                    facts.entry.organisations.name(&value.organisation),
                    value.says
                )
            })
            .collect();
        (
            format!(
                "The bodies differ on whether the person is entitled: {}.",
                sides.join("; ")
            ),
            values,
        )
    });
}
