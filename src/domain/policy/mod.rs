//! Joint policies: what councils, ICBs and Trusts lay down together for their area, as data, with effect from a day.
//!
//! A policy is in force once every body that it names has adopted it: nobody lays down anything for another. It can ask for more than the law
//! and the register's defaults do, sooner than they do, and never for less: where it is narrower than the law, that is a finding against the
//! policy ([`lint`]), and changes nothing else.

mod effect;
mod in_force;
pub mod lint;
mod terms;

pub use effect::{Count, Effect, Effects, Tally, can_be_tried};
pub use in_force::{JointPolicy, Policies, Spell, Word, soonest};
pub use terms::{
    CoordinatorRule, CostSplit, EntitlementRule, FundingRule, LadderRung, LadderStep, Terms,
};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::code::{ItemKey, OrganisationCode};
use super::organisation::{Kind, Organisations};
use super::part::ending::EvidenceDigest;
use super::partial_date::Day;
use super::problem::{ProblemCode, Problems};
use super::text::Text;

/// The most bodies that one policy names.
pub const MOST_MEMBERS: usize = 30;

/// The longest time that a policy may lay down, in days, in working days, or in months: a slip of the pen is longer.
const LONGEST: u32 = 1000;

/// A joint policy, as its bodies put it forward.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Policy {
    /// The partnership whose policy it is: the same for each policy that follows another.
    pub partnership: ItemKey,
    /// Its title.
    pub title: Text,
    /// The bodies whose policy it is.
    pub members: Vec<OrganisationCode>,
    /// With effect from this day, and not before all have adopted it.
    pub from: Day,
    /// What it lays down.
    pub terms: Terms,
}

fn once<T: Ord>(all: &[T], field: &str, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (index, one) in all.iter().enumerate() {
        if !seen.insert(one) {
            let path = format!("{field}[{index}]");
            problems.report_at(&path, ProblemCode::DuplicateKey, "this is named before");
        }
    }
}

impl Policy {
    /// Notes all that cannot be so.
    pub fn check(&self, organisations: &Organisations, problems: &mut Problems) {
        if self.members.len() > MOST_MEMBERS {
            problems.report_at(
                "members",
                ProblemCode::TooMany,
                format_args!("at most {MOST_MEMBERS} bodies"),
            );
        }
        once(&self.members, "members", problems);
        for (index, one) in self.members.iter().enumerate() {
            if organisations.kind(one).is_none() {
                let path = format!("members[{index}]");
                let why = "the register does not know this organisation";
                problems.report_at(&path, ProblemCode::UnknownOrganisation, why);
            }
        }
        for (kind, word) in [(Kind::Council, "a council"), (Kind::Icb, "an ICB")] {
            let named = |one: &OrganisationCode| organisations.kind(one) == Some(kind);
            if !self.members.iter().any(named) {
                let why =
                    format_args!("a joint policy names {word}: the two owe after-care together");
                problems.report_at("members", ProblemCode::Missing, why);
            }
        }
        problems.within("terms", |problems| self.terms.check(problems));
    }
}

impl Terms {
    fn check(&self, problems: &mut Problems) {
        let Self {
            first_review_days,
            review_months,
            change_review_days,
            notify_working_days,
            complaint_working_days,
            coordinators,
            entitlement,
            ending,
            one_body_may_end: _,
            funding,
            split,
            ladder,
        } = self;
        for (field, number) in [
            ("firstReviewDays", first_review_days),
            ("reviewMonths", review_months),
            ("changeReviewDays", change_review_days),
            ("notifyWorkingDays", notify_working_days),
            ("complaintWorkingDays", complaint_working_days),
        ] {
            if number.is_some_and(|number| number == 0 || number > LONGEST) {
                let why = format_args!("a number from 1 to {LONGEST}");
                problems.report_at(field, ProblemCode::NotAnAmount, why);
            }
        }
        once(coordinators, "coordinators", problems);
        once(entitlement, "entitlement", problems);
        once(ending, "ending", problems);
        once(funding, "funding", problems);
        if let Some(CostSplit { council, icb }) = split
            && u16::from(*council) + u16::from(*icb) != 100
        {
            let why = "the two shares add up to 100";
            problems.report_at("split", ProblemCode::DoesNotAddUp, why);
        }
        for (index, step) in ladder.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| ladder.get(before));
            if before.is_some_and(|before| before.within_days >= step.within_days) {
                problems.report_at(
                    &format!("ladder[{index}].withinDays"),
                    ProblemCode::ImpossibleOrder,
                    "each step comes after the one before it",
                );
            }
            if step.within_days == 0 || step.within_days > LONGEST {
                let path = format!("ladder[{index}].withinDays");
                let why = format_args!("a number from 1 to {LONGEST}");
                problems.report_at(&path, ProblemCode::NotAnAmount, why);
            }
        }
    }
}

impl Policy {
    /// What bodies adopt: a digest of the policy as it was put forward, so that all can be held to have adopted the same.
    pub fn digest(&self) -> EvidenceDigest {
        // Its document can always be written: nothing in it has a key that is not a text.
        let document = serde_json::to_vec(self).unwrap_or_default();
        EvidenceDigest::of(Sha256::digest(document).into())
    }
}

#[cfg(test)]
mod tests;
