//! Discrepancies.

use async_graphql::{ID, SimpleObject};

use super::finding::Grade;
use super::organisation::Organisation;
use super::rule::{Part, Rule, Severity};
use crate::access::SeenDiscrepancy;
use crate::domain::discrepancy;
use crate::domain::organisation::Organisations;
use crate::graphql::scalar::{Date, show};

/// One body's side of a discrepancy.
#[derive(SimpleObject, Debug)]
pub struct DiscrepancyValue {
    /// Whose account.
    pub organisation: Organisation,
    /// In which part.
    pub part: Part,
    /// What it says, in a few words.
    pub says: String,
}

/// Where accounts disagree, or a duty is breached. A fact, not a finding of fault.
#[derive(SimpleObject, Debug)]
pub struct Discrepancy {
    /// Its id, the same for everyone who sees it.
    pub id: ID,
    /// The entry it is about.
    pub entry_id: ID,
    /// The rule that found it; null where you are only told that something stands.
    pub rule: Option<Rule>,
    /// How grave.
    pub severity: Severity,
    /// Whether it certainly stands; where dates are vague it may only possibly.
    pub certain: bool,
    /// In one sentence.
    pub sentence: String,
    /// The values side by side, with where each came from.
    pub values: Vec<DiscrepancyValue>,
    /// Who must act.
    pub actors: Vec<Organisation>,
    /// It has stood since this day without a gap.
    pub opened_on: Date,
    /// How much of it you are given.
    pub grade: Grade,
}

impl Discrepancy {
    /// A discrepancy as it is published.
    pub fn of(seen: &SeenDiscrepancy, organisations: &Organisations) -> Self {
        let value = |one: &discrepancy::Value| DiscrepancyValue {
            organisation: Organisation::of(organisations, &one.organisation),
            part: one.part.into(),
            says: one.says.clone(),
        };
        Self {
            id: ID(seen.id.to_string()),
            entry_id: ID(seen.entry.to_string()),
            rule: seen.rule.map(Rule::from),
            severity: seen.severity.into(),
            certain: seen.certain,
            sentence: seen.sentence.clone(),
            values: seen.values.iter().map(value).collect(),
            actors: seen
                .actors
                .iter()
                .map(|code| Organisation::of(organisations, code))
                .collect(),
            opened_on: show(&seen.opened),
            grade: seen.grade.into(),
        }
    }
}

/// A rule that cannot tell, because nobody here records what it would need. That is not the same as finding nothing.
#[derive(SimpleObject, Debug)]
pub struct CannotTell {
    /// The rule.
    pub rule: Rule,
    /// What is missing.
    pub missing: &'static str,
}

impl From<&discrepancy::CannotTell> for CannotTell {
    fn from(one: &discrepancy::CannotTell) -> Self {
        Self {
            rule: Rule::from(one.rule),
            missing: one.missing,
        }
    }
}
