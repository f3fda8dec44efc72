//! # REC-02 On one body's list and not on another's
//!
//! Council, ICB and Trust each should have an entitled person on record. A body that has an account here and has never said whether its
//! feed carries positions leaves this untold; a kind of body of which nobody here has an account does not.

use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, Value};
use crate::domain::facts::Facts;
use crate::domain::law::{CODE_33_7, MHA_117_2, OMB_WEST_NORTHAMPTONSHIRE};
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::partial_date::Day;
use crate::domain::when::{Days, When};

/// The rule.
pub const RULE: Rule = Rule {
    code: "REC-02",
    name: "ONE_LIST_ONLY",
    finds: "The person is entitled and is on the record of one or two of council, ICB and Trust, but not of all three.",
    severity: Severity::V2,
    basis: &[
        Basis::Law(&CODE_33_7),
        Basis::Law(&MHA_117_2),
        Basis::Law(&OMB_WEST_NORTHAMPTONSHIRE),
    ],
    reads: owed!(),
    check,
};

const LISTS: [(&str, &[Kind]); 3] = [
    ("council", &[Kind::Council]),
    ("ICB", &[Kind::Icb]),
    ("Trust", &[Kind::Trust, Kind::Hospital]),
];

fn check(facts: &Facts<'_>, found: &mut Found) {
    let mut silent = false;
    let lists: Vec<(&str, &'static [Kind], When)> = LISTS
        .into_iter()
        .map(|(word, kinds)| {
            let mut accounts = facts.entry.accounts_of(kinds).peekable();
            let untold = accounts.peek().is_some()
                && !accounts.any(|account| facts.entry.carries(account, Part::Position));
            silent |= untold;
            (
                word,
                kinds,
                if untold {
                    When::exactly(Days::always())
                } else {
                    facts.on_record(kinds)
                },
            )
        })
        .collect();
    if silent && !facts.duty().possible().is_never() {
        found.cannot_tell(
            &RULE,
            "whether a body with an account here keeps a section 117 status at all",
        );
    }
    let any = LISTS.into_iter().fold(When::never(), |all, (_, kinds)| {
        all.or(&facts.on_record(kinds))
    });
    let all = lists
        .iter()
        .fold(When::exactly(Days::always()), |all, (_, _, on)| all.and(on));
    let everyone = facts.knowers(&Kind::ALL);
    let standing = Standing {
        subject: "lists".to_owned(),
        when: facts.duty().and(&any).minus(&all),
        severity: vec![(Severity::V2, Days::always())],
        actors: everyone
            .iter()
            .filter(|body| concerned(facts, body))
            .map(|body| (body.clone(), facts.may_be_asked(body)))
            .collect(),
        turns: lists
            .iter()
            .flat_map(|(_, _, on)| on.edges().collect::<Vec<_>>())
            .collect(),
    };
    found.raise(facts, &RULE, &standing, |day| {
        let missing: Vec<_> = lists
            .iter()
            .filter(|(_, _, on)| !on.possible().contains(day))
            .map(|(word, _, _)| *word)
            .collect();
        (
            format!(
                "The person is entitled and no {} has them on record.",
                missing.join(" and no ")
            ),
            holders(facts, day),
        )
    });
}

/// Those that hold a position, and councils and ICBs that know: not a hospital that only passed the person on.
fn concerned(facts: &Facts<'_>, body: &crate::domain::code::OrganisationCode) -> bool {
    facts.entry.kind(body).is_some_and(Kind::owes_the_duty)
        || facts
            .entry
            .accounts
            .iter()
            .any(|account| account.organisation == *body && !account.positions().is_empty())
}

fn holders(facts: &Facts<'_>, day: Day) -> Vec<Value> {
    let accounts = super::with_position(facts.entry);
    accounts
        .into_iter()
        .filter_map(|account| super::position_on(facts, account, day))
        .collect()
}
