//! A body's record of a decision on its own: about several bodies, and no particular person.

use std::collections::BTreeSet;

use crate::domain::code::OrganisationCode;
use crate::domain::part::ombudsman::OmbudsmanDecision;

/// The newest version of one body's record of a decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionRecord {
    /// The number of the case.
    pub case: String,
    /// Whose record.
    pub by: OrganisationCode,
    /// 1, 2, 3 ...
    pub version: u32,
    /// What it says; none once it was withdrawn.
    pub decision: Option<OmbudsmanDecision>,
}

/// The bodies that a decision finds something of, or recommends something to.
pub fn bodies(decision: &OmbudsmanDecision) -> BTreeSet<&OrganisationCode> {
    let found = decision.findings.iter().map(|one| &one.body);
    let asked = decision.recommendations.iter().map(|one| &one.body);
    found.chain(asked).collect()
}
