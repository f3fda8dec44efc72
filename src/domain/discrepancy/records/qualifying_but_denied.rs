//! # REC-04 Entitled by law, and denied by a body

use super::{position_on, with_position};
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, names};
use crate::domain::facts::Facts;
use crate::domain::law::MHA_117_1;
use crate::domain::part::position::Status;
use crate::domain::when::Days;

/// The rule.
pub const RULE: Rule = Rule {
    code: "REC-04",
    name: "QUALIFYING_BUT_DENIED",
    finds: "The person is entitled by the facts on record and a body says that they are not.",
    severity: Severity::V1,
    basis: &[Basis::Law(&MHA_117_1)],
    reads: owed!(),
    check,
};

fn check(facts: &Facts<'_>, found: &mut Found) {
    for account in with_position(facts.entry) {
        let body = &account.organisation;
        let standing = Standing {
            subject: format!("status/{body}"),
            when: facts
                .status(account, Status::NotEligible)
                .and(&facts.duty()),
            severity: vec![(Severity::V1, Days::always())],
            actors: vec![(body.clone(), facts.may_be_asked(body))],
            turns: Vec::new(),
        };
        found.raise(facts, &RULE, &standing, |day| {
            let sentence = format!("{} says the person is not entitled; by the detention and discharge on record they are.", names(facts.entry, [body]));
            (sentence, position_on(facts, account, day).into_iter().collect())
        });
    }
}
