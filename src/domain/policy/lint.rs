//! # UNL-15 A joint policy bars what the law allows
//!
//! A policy narrower than the law is itself the breach: the published decision about Peterborough found one that kept the role of care
//! coordinator to health staff. What is found is found of the policy, not of anybody's entry, and silences no rule.

use super::Terms;
use super::terms::{CoordinatorRule, EntitlementRule, FundingRule};
use crate::domain::discrepancy::Basis;
use crate::domain::law::defaults::{
    CHANGE_REVIEW, COMPLAINT_TARGET, FIRST_REVIEW_DAYS, NOTIFY, REVIEW_MONTHS,
};
use crate::domain::law::{
    CODE_33_20, CODE_34_5, DISPUTE_REFERRAL, GUIDANCE_ENDING, GUIDANCE_HOUSING_BENEFIT,
    GUIDANCE_REVIEW, MHA_117_1, MHA_117_2, OMB_COMPLAINT_TIME, OMB_PETERBOROUGH, STENNETT,
};
use crate::domain::part::ending::EndingReason;

/// The permanent public code of the rule.
pub const CODE: &str = "UNL-15";

/// Four months are never fewer days than these.
const FOUR_MONTHS_IN_DAYS: u32 = 120;

/// Something that a policy may say and that is narrower than the law.
#[derive(Debug)]
pub struct Lint {
    /// The term that says it, as published.
    pub term: &'static str,
    /// What is wrong with it, in a sentence.
    pub says: &'static str,
    /// What it is held against.
    pub basis: &'static [Basis],
    found: fn(&Terms) -> bool,
}

macro_rules! lints {
    ($($term:literal, $says:literal, [$($basis:ident $of:ident),+], $found:expr;)*) => {
        /// Everything that is looked for.
        pub const LINTS: &[Lint] = &[$(Lint {
            term: $term,
            says: $says,
            basis: &[$(Basis::$basis(&$of)),+],
            found: $found,
        }),*];
    };
}

fn all_of(terms: &Terms, allowed: &[CoordinatorRule]) -> bool {
    let rules = &terms.coordinators;
    !rules.is_empty() && rules.iter().all(|one| allowed.contains(one))
}

lints! {
    "firstReviewDays", "The first review is laid down for later than six weeks after leaving hospital. Six weeks stand.",
        [Law GUIDANCE_REVIEW], |terms| terms.first_review_days.is_some_and(|days| u64::from(days) > FIRST_REVIEW_DAYS);
    "reviewMonths", "Reviews are laid down for more than a year apart. A year stands.",
        [Law GUIDANCE_REVIEW], |terms| terms.review_months.is_some_and(|months| months > REVIEW_MONTHS);
    "changeReviewDays", "A review after a change is laid down for later than the register's default. The default stands.",
        [Law GUIDANCE_REVIEW, Default CHANGE_REVIEW], |terms| terms.change_review_days.is_some_and(|days| days > CHANGE_REVIEW.value);
    "notifyWorkingDays", "More time to tell another body is laid down than the register's default. The default stands.",
        [Default NOTIFY], |terms| terms.notify_working_days.is_some_and(|days| days > NOTIFY.value);
    "complaintWorkingDays", "More time to answer a complaint is laid down than the register's default. The default stands.",
        [Law OMB_COMPLAINT_TIME, Default COMPLAINT_TARGET], |terms| terms.complaint_working_days.is_some_and(|days| days > COMPLAINT_TARGET.value);
    "coordinators", "Only health professionals may coordinate. Neither the Act nor the Code limits the role to them, and where nobody else may, nobody does.",
        [Law CODE_34_5, Law OMB_PETERBOROUGH],
        |terms| all_of(terms, &[CoordinatorRule::HealthProfessional, CoordinatorRule::CommunityTeam]) && terms.coordinators.contains(&CoordinatorRule::HealthProfessional);
    "coordinators", "Only social workers may coordinate. Neither the Act nor the Code limits the role to them.",
        [Law CODE_34_5], |terms| all_of(terms, &[CoordinatorRule::SocialWorker]);
    "coordinators", "Only the community mental health team may coordinate. The duty does not depend on being open to a team.",
        [Law CODE_34_5, Law OMB_PETERBOROUGH], |terms| all_of(terms, &[CoordinatorRule::CommunityTeam]);
    "entitlement", "Only people detained for more than 28 days are let in. How long a qualifying detention lasted does not matter.",
        [Law MHA_117_1], |terms| terms.entitlement.contains(&EntitlementRule::After28Days);
    "entitlement", "Only people open to a community mental health team are let in. The duty does not depend on being open to a team.",
        [Law MHA_117_2, Law OMB_PETERBOROUGH], |terms| terms.entitlement.contains(&EntitlementRule::OpenToCommunityTeam);
    "entitlement", "Only adults are let in. The duty has no lower age.",
        [Law MHA_117_1], |terms| terms.entitlement.contains(&EntitlementRule::AdultsOnly);
    "entitlement", "Only people with needs eligible under the Care Act 2014 are let in. After-care is owed under the Mental Health Act 1983 whatever those are.",
        [Law MHA_117_2], |terms| terms.entitlement.contains(&EntitlementRule::CareActNeeds);
    "ending", "After-care is ended for a reason that does not suffice: it ends when the person no longer needs it, and on nothing else alone.",
        [Law MHA_117_2, Law CODE_33_20, Law GUIDANCE_ENDING], |terms| terms.ending.iter().any(|reason| !suffices(*reason));
    "oneBodyMayEnd", "One body alone may end after-care. Both must be satisfied that it is no longer needed.",
        [Law MHA_117_2], |terms| terms.one_body_may_end;
    "funding", "Care waits until a panel has agreed who pays. The duty does not wait for that.",
        [Law MHA_117_2], |terms| terms.funding.contains(&FundingRule::PanelFirst);
    "funding", "The person's means are assessed. After-care is free.",
        [Law STENNETT], |terms| terms.funding.contains(&FundingRule::MeansTested);
    "funding", "Housing benefit pays for accommodation that is after-care.",
        [Law GUIDANCE_HOUSING_BENEFIT], |terms| terms.funding.contains(&FundingRule::HousingBenefit);
    "ladder", "A step in settling a dispute comes after four months. By then the lead authority must have referred a dispute between councils.",
        [Law DISPUTE_REFERRAL], |terms| terms.ladder.iter().any(|step| step.within_days > FOUR_MONTHS_IN_DAYS);
}

/// Whether a reason suffices to end after-care; what the policy does not say is not held against it.
fn suffices(reason: EndingReason) -> bool {
    matches!(
        reason,
        EndingReason::NeedCeased | EndingReason::Other | EndingReason::Unknown
    )
}

/// What in a policy is narrower than the law.
pub fn findings(terms: &Terms) -> impl Iterator<Item = &'static Lint> {
    LINTS.iter().filter(move |lint| (lint.found)(terms))
}
