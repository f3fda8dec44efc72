//! Discrepancies: where the accounts disagree, and where a duty is breached.
//!
//! A rule is one file: its code (permanent and public), the provisions or defaults it rests on, the parts it reads, and a pure check that
//! returns a timeline: for each subject, the stretches of days on which it stands, stood or will stand, how certainly, how gravely,
//! and who must act. So a list compares stored stretches with a date and is right at midnight without any job.
//!
//! A discrepancy is a fact, not a finding of fault.

mod standing;

pub use standing::{Standing, Stretch, Value};

use super::code::OrganisationCode;
use super::entry::Entry;
use super::facts::Facts;
use super::law::Provision;
use super::law::defaults::Default;
use super::part::Part;
use super::partial_date::Day;

/// How grave, gravest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Critical: unlawful, or a live risk.
    V1,
    /// A breach of Act, Code or direction.
    V2,
    /// A disagreement or a weak record.
    V3,
    /// For information.
    V4,
}

impl Severity {
    /// All of them, gravest first.
    pub const ALL: [Self; 4] = [Self::V1, Self::V2, Self::V3, Self::V4];
}

/// What a rule rests on.
#[derive(Clone, Copy, Debug)]
pub enum Basis {
    /// A provision.
    Law(&'static Provision),
    /// A default of the register's own.
    Default(&'static Default),
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Permanent public code.
    pub code: &'static str,
    /// Permanent public name.
    pub name: &'static str,
    /// What it finds, in one sentence.
    pub finds: &'static str,
    /// The gravest it can be.
    pub severity: Severity,
    /// What it rests on.
    pub basis: &'static [Basis],
    /// The parts it reads: nothing else may change its answer.
    pub reads: &'static [Part],
    /// Finds it.
    pub check: fn(&Facts<'_>, &mut Found),
}

/// A discrepancy: one rule about one subject of one entry, over time.
#[derive(Clone, Debug)]
pub struct Discrepancy {
    /// The rule.
    pub rule: &'static Rule,
    /// What it is about, so that one rule can stand several times for one entry.
    pub subject: String,
    /// When it stands, in order, none touching an equal one.
    pub stretches: Vec<Stretch>,
}

impl Discrepancy {
    /// How it stands on a day.
    pub fn on(&self, day: Day) -> Option<&Stretch> {
        self.stretches.iter().find(|stretch| stretch.contains(day))
    }

    /// Since when it has stood without a gap.
    pub fn opened(&self, day: Day) -> Option<Day> {
        let at = self
            .stretches
            .iter()
            .position(|stretch| stretch.contains(day))?;
        let run = self.stretches.get(..=at)?.iter().rev();
        let mut opened = None;
        for stretch in run {
            if opened.is_some_and(|from| stretch.until != Some(from)) {
                break;
            }
            opened = Some(stretch.from);
        }
        opened
    }
}

/// A rule that cannot tell, and what it would need.
#[derive(Clone, Debug)]
pub struct CannotTell {
    /// The rule.
    pub rule: &'static Rule,
    /// What is missing.
    pub missing: &'static str,
}

/// What the rules found.
#[derive(Debug, std::default::Default)]
pub struct Found {
    /// Discrepancies.
    pub discrepancies: Vec<Discrepancy>,
    /// Rules that cannot tell.
    pub cannot_tell: Vec<CannotTell>,
}

impl Found {
    /// Notes that a rule cannot tell.
    pub fn cannot_tell(&mut self, rule: &'static Rule, missing: &'static str) {
        self.cannot_tell.push(CannotTell { rule, missing });
    }
}

/// What a rule reads that asks whether the duty runs: all that can begin, move or end it, and these parts of its own.
macro_rules! owed {
    ($($own:ident),*) => {
        &[
            $crate::domain::part::Part::Identity,
            $crate::domain::part::Part::Detention,
            $crate::domain::part::Part::LegalBasis,
            $crate::domain::part::Part::Position,
            $crate::domain::part::Part::Residence,
            $crate::domain::part::Part::Registration,
            $crate::domain::part::Part::Services,
            $crate::domain::part::Part::Ending,
            $($crate::domain::part::Part::$own),*
        ]
    };
}

macro_rules! rules {
    ($($family:ident { $($file:ident)* })*) => {
        $(pub mod $family;)*

        /// Every rule, in the order of the catalogue.
        pub const RULES: &[&Rule] = &[$($(&$family::$file::RULE),*),*];
    };
}

rules! {
    records { status_conflict one_list_only asserted_without_qualifying_section qualifying_but_denied exit_date_mismatch }
    knowledge { trust_to_council trust_to_icb council_knows_icb_not }
    duties { no_plan_at_discharge first_review_overdue annual_review_overdue no_coordinator status_unknown }
    endings { ended_by_trust }
}

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// Applies every rule.
pub fn find(facts: &Facts<'_>) -> Found {
    let mut found = Found::default();
    for rule in RULES {
        (rule.check)(facts, &mut found);
    }
    found
}

/// Whether any account here says anything, or declares that its silence means something, in this part.
fn anyone_carries(entry: &Entry, part: Part) -> bool {
    entry
        .accounts
        .iter()
        .any(|account| entry.carries(account, part))
}

/// The names of organisations, as a sentence lists them.
fn names<'a>(entry: &'a Entry, codes: impl IntoIterator<Item = &'a OrganisationCode>) -> String {
    let mut all: Vec<_> = codes
        .into_iter()
        .map(|code| entry.organisations.name(code))
        .collect();
    all.dedup();
    match all.split_last() {
        None => "nobody".to_owned(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests;
