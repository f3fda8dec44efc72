//! # DUT-09 A body does not know whether the person is entitled
//!
//! "Unknown" is a value that can be stored, and while a duty runs it is itself the breach: a council has a responsibility to keep track.

use crate::domain::discrepancy::records::{position_on, with_position};
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, names};
use crate::domain::facts::Facts;
use crate::domain::law::{CODE_33_7, OMB_WEST_NORTHAMPTONSHIRE};
use crate::domain::part::position::Status;
use crate::domain::when::Days;

/// The rule.
pub const RULE: Rule = Rule {
    code: "DUT-09",
    name: "STATUS_UNKNOWN",
    finds: "After-care is owed and a body records that it does not know whether the person is entitled.",
    severity: Severity::V2,
    basis: &[
        Basis::Law(&CODE_33_7),
        Basis::Law(&OMB_WEST_NORTHAMPTONSHIRE),
    ],
    reads: owed!(),
    check,
};

fn check(facts: &Facts<'_>, found: &mut Found) {
    for account in with_position(facts.entry) {
        let body = &account.organisation;
        let standing = Standing {
            subject: format!("status/{body}"),
            when: facts.status(account, Status::Unknown).and(&facts.duty()),
            severity: vec![(Severity::V2, Days::always())],
            actors: vec![(body.clone(), facts.may_be_asked(body))],
            turns: Vec::new(),
        };
        found.raise(facts, &RULE, &standing, |day| {
            let sentence = format!(
                "{} does not know whether the person is entitled; by the facts on record they are.",
                names(facts.entry, [body])
            );
            (
                sentence,
                position_on(facts, account, day).into_iter().collect(),
            )
        });
    }
}
