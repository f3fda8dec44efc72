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
    /// The organisation whose account says it.
    pub organisation: Organisation,
    /// The part of the account that says it.
    pub part: Part,
    /// What the account says, in a few words.
    pub says: String,
}

/// Where accounts disagree, or a duty is breached. A fact, not a finding of fault.
#[derive(SimpleObject, Debug)]
pub struct Discrepancy {
    /// The opaque id of this discrepancy, the same for everyone who sees it.
    pub id: ID,
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The rule that found it. Null means that you are told only that something stands.
    pub rule: Option<Rule>,
    /// How grave the discrepancy is on the day asked about.
    pub severity: Severity,
    /// Whether it certainly stands; where dates are vague it may only possibly.
    pub certain: bool,
    /// What the discrepancy is, in one sentence, as far as you may read it.
    pub sentence: String,
    /// What each account says, side by side. Empty where you are not given the whole of the discrepancy.
    pub values: Vec<DiscrepancyValue>,
    /// The organisations that must act on it.
    pub actors: Vec<Organisation>,
    /// The first of the days on which it has stood without a gap.
    pub opened_on: Date,
    /// How much of the discrepancy you are given.
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
    /// The rule that cannot tell whether something is wrong.
    pub rule: Rule,
    /// What the record lacks for the rule to tell, in words.
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
