//! # DUT-01 Left hospital without an after-care plan
//!
//! A provisional plan is a plan. It stands from the day of leaving until a plan is made; a plan found later that was made in time closes
//! it as if it had never stood.

use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, anyone_carries, names};
use crate::domain::facts::{Episode, Facts};
use crate::domain::law::{CODE_33_10, CODE_33_13};
use crate::domain::part::Part;
use crate::domain::part::plan::Plan;
use crate::domain::partial_date::PartialDate;
use crate::domain::when::{Days, When};

/// The rule.
pub const RULE: Rule = Rule {
    code: "DUT-01",
    name: "NO_PLAN_AT_DISCHARGE",
    finds: "The person left hospital and no after-care plan, provisional or full, had been made.",
    severity: Severity::V2,
    basis: &[Basis::Law(&CODE_33_10), Basis::Law(&CODE_33_13)],
    reads: owed!(Plan),
    check,
};

fn planned(facts: &Facts<'_>, episode: &Episode<'_>) -> When {
    let began = episode
        .stay
        .claims
        .iter()
        .filter_map(|claim| claim.start)
        .reduce(PartialDate::hull);
    let parts = facts
        .entry
        .accounts
        .iter()
        .filter_map(|account| account.stated::<Plan>());
    let made = parts
        .flat_map(|part| &part.plans.items)
        .map(|plan| plan.made);
    made.filter(|made| began.is_none_or(|began| !made.certainly_before(began)))
        .fold(When::never(), |all, made| all.or(&When::from(made)))
}

fn check(facts: &Facts<'_>, found: &mut Found) {
    if facts
        .episodes
        .iter()
        .all(|episode| episode.owed.possible().is_never())
    {
        return;
    }
    if !anyone_carries(facts.entry, Part::Plan) {
        found.cannot_tell(
            &RULE,
            "whether there is a plan: no account here carries plans",
        );
        return;
    }
    for episode in &facts.episodes {
        let (Some(hospital), Some(exit)) = (episode.stay.hospital(), episode.stay.exit) else {
            continue;
        };
        let standing = Standing {
            subject: episode.stay.subject(),
            when: episode.owed.minus(&planned(facts, episode)),
            severity: vec![(Severity::V2, Days::always())],
            actors: facts.hospitals(&episode.stay),
            turns: Vec::new(),
        };
        found.raise(facts, &RULE, &standing, |_| {
            (format!("The person left hospital on {exit} from {}, and no after-care plan had been made, not even a provisional one.", names(facts.entry, [hospital])), Vec::new())
        });
    }
}
