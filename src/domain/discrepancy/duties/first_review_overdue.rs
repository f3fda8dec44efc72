//! # DUT-04 The first review is overdue
//!
//! Due six weeks after discharge. A first review that never happened stays the outstanding one and never turns into a yearly one.

use super::lead_or_all;
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, anyone_carries};
use crate::domain::facts::Facts;
use crate::domain::law::GUIDANCE_REVIEW;
use crate::domain::law::defaults::REVIEW_MONTHS;
use crate::domain::law::joint_policy::{applied, of_the_duty};
use crate::domain::law::reviews::{counted, first_due};
use crate::domain::part::Part;
use crate::domain::partial_date::plus_months;
use crate::domain::when::{Days, When};

/// The rule.
pub const RULE: Rule = Rule {
    code: "DUT-04",
    name: "FIRST_REVIEW_OVERDUE",
    finds: "Six weeks after discharge have passed and no review has considered section 117; at its gravest after a year.",
    severity: Severity::V1,
    basis: &[Basis::Law(&GUIDANCE_REVIEW)],
    reads: owed!(Reviews, Coordinator),
    check,
};

fn check(facts: &Facts<'_>, found: &mut Found) {
    if facts
        .episodes
        .iter()
        .all(|episode| episode.owed.possible().is_never())
    {
        return;
    }
    if !anyone_carries(facts.entry, Part::Reviews) {
        found.cannot_tell(
            &RULE,
            "whether there was a review: no account here carries reviews",
        );
        return;
    }
    for episode in &facts.episodes {
        let Some(exit) = episode.stay.exit else {
            continue;
        };
        let policies = of_the_duty(facts, episode);
        let due = first_due(exit, &policies);
        let (overdue, by_law) = due.overdue();
        let both = (overdue, by_law.clone());
        let (overdue, actors) = applied(facts, &policies, both, lead_or_all(facts, episode));
        let reviewed = counted(facts, episode)
            .into_iter()
            .fold(When::never(), |all, held| all.or(&When::from(held)));
        let grave = When::from(exit.map(|day| plus_months(day, REVIEW_MONTHS)));
        let standing = Standing {
            subject: episode.stay.subject(),
            when: episode.owed.and(&overdue).minus(&reviewed),
            severity: vec![
                (Severity::V2, Days::always()),
                (Severity::V1, grave.certain().clone()),
            ],
            actors,
            turns: by_law.edges().collect(),
        };
        found.raise(facts, &RULE, &standing, |day| {
            let (by, when) = if by_law.possible().contains(day) {
                (due.by_law, "six weeks after discharge")
            } else {
                (due.by, "under the joint policy")
            };
            (
                format!(
                    "The first section 117 review was due by {by}, {when}, and none is recorded."
                ),
                Vec::new(),
            )
        });
    }
}
