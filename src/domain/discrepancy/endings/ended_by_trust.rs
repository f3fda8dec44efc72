//! # UNL-02 A Trust says that after-care has ended
//!
//! A Trust holds no half of the decision. Its statement is kept as it gave it, the duty stands, and this is raised, unless every council and
//! every ICB with an account of the person has delegated its half to it.

use std::collections::BTreeSet;

use crate::domain::code::OrganisationCode;
use crate::domain::discrepancy::records::{position_on, with_position};
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, names};
use crate::domain::entry::delegation;
use crate::domain::facts::Facts;
use crate::domain::law::MHA_117_2;
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::part::position::Status;
use crate::domain::when::Days;

/// The rule.
pub const RULE: Rule = Rule {
    code: "UNL-02",
    name: "ENDED_BY_TRUST",
    finds: "A Trust or hospital records that after-care has ended, which only the council and the ICB together can decide.",
    severity: Severity::V1,
    basis: &[Basis::Law(&MHA_117_2)],
    reads: owed!(),
    check,
};

/// The days on which every body of this kind that has an account here lets this one write its half: another's say-so changes nothing.
fn delegated(facts: &Facts<'_>, body: &OrganisationCode, kind: &'static [Kind]) -> Days {
    let owners: BTreeSet<_> = facts
        .entry
        .accounts_of(kind)
        .map(|account| &account.organisation)
        .collect();
    if owners.is_empty() {
        return Days::never();
    }
    let all = |days: Days, owner| days.and(&given(facts, owner, body));
    owners.into_iter().fold(Days::always(), all)
}

fn given(facts: &Facts<'_>, from: &OrganisationCode, to: &OrganisationCode) -> Days {
    delegation(&facts.entry.delegations, from, to, Part::Ending)
        .map_or_else(Days::never, |one| Days::between(one.starts, one.ends))
}

fn check(facts: &Facts<'_>, found: &mut Found) {
    let trusts = |body: &OrganisationCode| {
        facts
            .entry
            .kind(body)
            .is_some_and(|kind| !kind.owes_the_duty())
    };
    for account in with_position(facts.entry)
        .into_iter()
        .filter(|account| trusts(&account.organisation))
    {
        let body = &account.organisation;
        let both =
            delegated(facts, body, &[Kind::Council]).and(&delegated(facts, body, &[Kind::Icb]));
        let standing = Standing {
            subject: format!("status/{body}"),
            when: facts
                .status(account, Status::Ended)
                .and(&facts.duty())
                .minus(&crate::domain::when::When::exactly(both)),
            severity: vec![(Severity::V1, Days::always())],
            actors: vec![(body.clone(), facts.may_be_asked(body))],
            turns: Vec::new(),
        };
        found.raise(facts, &RULE, &standing, |day| {
            let sentence = format!(
                "{} records that after-care has ended. Only the council and the ICB together can end it: the duty stands.",
                names(facts.entry, [body])
            );
            (sentence, position_on(facts, account, day).into_iter().collect())
        });
    }
}
