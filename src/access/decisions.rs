//! Who may record an Ombudsman's decision as such, and who may read it.
//!
//! It is about no person here. Whoever it names, or stands in the shoes of one that it names, may record it. A record is read by whoever wrote
//! it and by the bodies that it names as it now stands: to name oneself opens nobody else's. A reviewer of policy reads it without free text.

use std::collections::BTreeSet;

use super::caller::{Caller, Role};
use super::may::Denied;
use crate::domain::code::OrganisationCode;
use crate::domain::ombudsman_case::{Case, bodies};
use crate::domain::organisation::{Organisations, Successor};
use crate::domain::part::ombudsman::OmbudsmanDecision;
use crate::domain::partial_date::Day;

/// Permission to write one's own record of decisions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionPermit(OrganisationCode);

impl DecisionPermit {
    /// Whose record.
    pub const fn owner(&self) -> &OrganisationCode {
        &self.0
    }
}

/// The bodies whose decisions a caller may read: its own organisation, and those in whose shoes it stands, alone or with others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Concerned(Vec<OrganisationCode>);

impl Concerned {
    /// Their codes.
    pub fn codes(&self) -> &[OrganisationCode] {
        &self.0
    }
}

/// The bodies whose decisions a caller may read.
pub fn concerned(caller: &Caller, organisations: &Organisations, today: Day) -> Concerned {
    let me = caller.organisation();
    let stands_for = |code: &OrganisationCode| match organisations.heir(code, today) {
        Successor::Is(one) => one == *me,
        Successor::OneOf(several) => several.contains(me),
    };
    let all = organisations.all().map(|one| &one.code);
    let mut codes: BTreeSet<_> = all.filter(|code| stands_for(code)).cloned().collect();
    codes.insert(me.clone());
    Concerned(codes.into_iter().collect())
}

/// Whether a caller may record this, or withdraw what it recorded of it.
pub fn may_record(
    caller: &Caller,
    decision: Option<&OmbudsmanDecision>,
    concerned: &Concerned,
) -> Result<DecisionPermit, Denied> {
    if !caller.role().sees_people() {
        return Err(Denied::plain("this role writes no record"));
    }
    let named = decision.is_none_or(|decision| {
        let bodies = bodies(decision);
        bodies.into_iter().any(|body| concerned.0.contains(body))
    });
    if named {
        Ok(DecisionPermit(caller.organisation().clone()))
    } else {
        Err(Denied::plain(
            "the decision names neither your organisation nor one in whose shoes it stands",
        ))
    }
}

/// A case as a caller reads it.
pub fn shown(caller: &Caller, mut case: Case) -> Case {
    match caller.role() {
        Role::Practitioner | Role::Manager | Role::Job => case,
        Role::Reviewer => {
            // Whatever somebody typed may name a person.
            case.called.clear();
            for one in &mut case.findings {
                one.about = None;
            }
            for one in &mut case.owed {
                one.recommendation.what = None;
                one.recommendation.evidence.clear();
                for evidence in &mut one.evidence {
                    evidence.shows = None;
                }
            }
            case
        }
    }
}
