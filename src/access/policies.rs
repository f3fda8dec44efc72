//! Who may put a joint policy forward, adopt it, leave it, read it, and try one out.
//!
//! A policy is about no person. One that all its bodies have adopted is theirs to publish, and everybody here may read it; a draft is for its
//! bodies. Whoever tries one out sees counts that point at nobody.

use std::sync::Arc;

use super::caller::{Caller, Role};
use super::may::Denied;
use super::scope::Scope;
use crate::domain::code::OrganisationCode;
use crate::domain::organisation::Organisations;
use crate::domain::partial_date::Day;
use crate::domain::policy::JointPolicy;

/// Permission to write about a policy in the name of a member of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyPermit {
    by: OrganisationCode,
    members: Vec<OrganisationCode>,
}

impl PolicyPermit {
    /// Who writes.
    pub const fn by(&self) -> &OrganisationCode {
        &self.by
    }

    /// In the name of which members: its own, or those of the bodies in whose shoes it stands.
    pub fn members(&self) -> &[OrganisationCode] {
        &self.members
    }
}

/// Whether a caller may put this forward, adopt it, or leave it.
pub fn may_decide(
    caller: &Caller,
    policy: &JointPolicy,
    organisations: &Organisations,
    today: Day,
) -> Result<PolicyPermit, Denied> {
    if caller.role() != Role::Manager {
        return Err(Denied::plain("this needs the role manager"));
    }
    let members = policy.members_of(caller.organisation(), organisations, today);
    if members.is_empty() {
        return Err(Denied::plain(
            "your organisation is none of the policy's bodies",
        ));
    }
    Ok(PolicyPermit {
        by: caller.organisation().clone(),
        members: members.into_iter().cloned().collect(),
    })
}

/// The policies a caller may read, the oldest first.
pub fn readable(
    caller: &Caller,
    organisations: &Organisations,
    today: Day,
) -> Vec<Arc<JointPolicy>> {
    let policies = organisations.policies();
    let may = |one: &&Arc<JointPolicy>| {
        one.adopted()
            || !one
                .members_of(caller.organisation(), organisations, today)
                .is_empty()
    };
    policies.all().iter().filter(may).cloned().collect()
}

/// The rows that a caller's suppressed counts may draw on: those of its organisation, for a manager and for a reviewer of policy, who sees
/// nobody.
pub fn counted(caller: &Caller) -> Result<Scope, Denied> {
    match caller.role() {
        Role::Manager | Role::Reviewer => Ok(Scope::of_counts(caller)),
        Role::Practitioner | Role::Job => {
            Err(Denied::plain("this needs the role manager or reviewer"))
        }
    }
}
