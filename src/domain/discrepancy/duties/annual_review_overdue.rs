//! # DUT-05 The yearly review is overdue

use super::lead_or_all;
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing};
use crate::domain::facts::Facts;
use crate::domain::law::GUIDANCE_REVIEW;
use crate::domain::law::defaults::REVIEW_GRAVE_MONTHS;
use crate::domain::law::joint_policy::{applied, of_the_duty};
use crate::domain::law::reviews::{counted, next_due};
use crate::domain::partial_date::plus_months;
use crate::domain::when::{Days, When};

/// The rule.
pub const RULE: Rule = Rule {
    code: "DUT-05",
    name: "ANNUAL_REVIEW_OVERDUE",
    finds: "More than a year has passed since the last review that considered section 117; at its gravest after two.",
    severity: Severity::V1,
    basis: &[Basis::Law(&GUIDANCE_REVIEW)],
    reads: owed!(Reviews, Coordinator),
    check,
};

fn check(facts: &Facts<'_>, found: &mut Found) {
    for episode in &facts.episodes {
        let held = counted(facts, episode);
        let mut overdue = When::never();
        let mut grave = Days::never();
        let mut turns = Vec::new();
        let policies = of_the_duty(facts, episode);
        let mut by_law = When::never();
        for (index, last) in held.iter().enumerate() {
            let next = held
                .iter()
                .skip(index + 1)
                .fold(When::never(), |all, later| all.or(&When::from(*later)));
            let due = next_due(*last, &policies);
            let (here, law) = due.overdue();
            overdue = overdue.or(&here.minus(&next));
            by_law = by_law.or(&law.minus(&next));
            grave = grave.or(
                &When::from(last.map(|day| plus_months(day, REVIEW_GRAVE_MONTHS)))
                    .minus(&next)
                    .certain()
                    .clone(),
            );
            turns.extend(last.earliest());
        }
        turns.extend(by_law.edges());
        let actors = lead_or_all(facts, episode);
        let both = (overdue, by_law.clone());
        let (overdue, actors) = applied(facts, &policies, both, actors);
        let standing = Standing {
            subject: episode.stay.subject(),
            when: overdue.and(&episode.owed),
            severity: vec![(Severity::V2, Days::always()), (Severity::V1, grave)],
            actors,
            turns,
        };
        found.raise(facts, &RULE, &standing, |day| {
            let last = held
                .iter()
                .rev()
                .find(|date| date.earliest().is_some_and(|earliest| earliest <= day));
            let which = if by_law.possible().contains(day) {
                "the yearly one"
            } else {
                "the next one under the joint policy"
            };
            let last = last.map_or_else(|| "an unknown day".to_owned(), ToString::to_string);
            (
                format!("The last section 117 review was held on {last}, and {which} is overdue."),
                Vec::new(),
            )
        });
    }
}
