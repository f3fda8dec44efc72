//! # NOT-02 The hospital knows and the ICB does not

use super::untold;
use crate::domain::discrepancy::{Basis, Found, Rule, Severity};
use crate::domain::facts::Facts;
use crate::domain::law::defaults::NOTIFY;
use crate::domain::law::{CODE_33_7, CODE_33_10, MHA_117_2, OMB_WEST_NORTHAMPTONSHIRE};
use crate::domain::organisation::Kind;

/// The rule.
pub const RULE: Rule = Rule {
    code: "NOT-02",
    name: "TRUST_TO_ICB",
    finds: "A hospital detains, or has discharged, a person under a qualifying section and no ICB knows.",
    severity: Severity::V2,
    basis: &[
        Basis::Law(&MHA_117_2),
        Basis::Law(&CODE_33_7),
        Basis::Law(&CODE_33_10),
        Basis::Law(&OMB_WEST_NORTHAMPTONSHIRE),
        Basis::Default(&NOTIFY),
    ],
    reads: owed!(),
    check,
};

fn check(facts: &Facts<'_>, found: &mut Found) {
    untold(facts, found, &RULE, &[Kind::Icb], |_| None);
}
