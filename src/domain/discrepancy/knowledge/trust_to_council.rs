//! # NOT-01 The hospital knows and the council does not

use super::untold;
use crate::domain::discrepancy::{Basis, Found, Rule, Severity};
use crate::domain::facts::Facts;
use crate::domain::law::defaults::NOTIFY;
use crate::domain::law::s117_3::responsible_council;
use crate::domain::law::{CODE_33_7, CODE_33_10, MHA_117_2, OMB_WEST_NORTHAMPTONSHIRE};
use crate::domain::organisation::Kind;
use crate::domain::partial_date::PartialDate;

/// The rule.
pub const RULE: Rule = Rule {
    code: "NOT-01",
    name: "TRUST_TO_LA",
    finds: "A hospital detains, or has discharged, a person under a qualifying section and the council does not know.",
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
    untold(facts, found, &RULE, &[Kind::Council], |index| {
        let began = facts
            .episodes
            .get(index)?
            .stay
            .detained_from()
            .and_then(PartialDate::latest)?;
        responsible_council(facts, index, began)
            .outcome
            .body()
            .cloned()
    });
}
