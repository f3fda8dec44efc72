//! Joint policies as they are asked for: which there are, and what a draft would change.

use async_graphql::{Context, InputObject, Object, Union};

use super::object::policy::{JointPolicy, PolicyChecked, PolicyTerms};
use super::object::problem::{InputRejected, NotPermitted};
use super::part::shape::{Line, Shape};
use super::scalar::{Date, ItemKey, OrganisationCode, Written};
use super::{Fault, Here, cost};
use crate::domain::policy::Policy;
use crate::domain::problem::Problems;
use crate::register::Tried;

/// Joint policies.
#[derive(Default)]
pub struct JointPolicies;

/// A joint policy: whose it is, from when, and what it lays down.
#[derive(InputObject)]
pub struct PolicyInput {
    /// The key of the partnership whose policy it is. A policy of the same partnership, with all of its organisations, takes the place of the
    /// one before.
    pub partnership: ItemKey,
    /// The title of the policy, at most 200 characters.
    pub title: Line,
    /// The organisations whose policy it is: at least a council and an ICB, and at most 30.
    pub members: Vec<OrganisationCode>,
    /// The day from which the policy is to have effect, once all have adopted it.
    pub effective_from: Date,
    /// What the policy lays down.
    pub terms: PolicyTerms,
}

impl PolicyInput {
    /// Reads it, noting every problem.
    pub(super) fn read(self, problems: &mut Problems) -> Option<Policy> {
        let Self {
            partnership,
            title,
            members,
            effective_from,
            terms,
        } = self;
        let partnership = problems.within("partnership", |here| partnership.read(here));
        let title = problems.within("title", |here| title.read(here));
        let members = problems.within("members", |here| members.read(here));
        let from = problems.within("effectiveFrom", |here| {
            here.keep(Date::WRONG, effective_from.text().parse())
        });
        let from: Option<super::scalar::WholeDay> = from;
        let terms = problems.within("terms", |here| terms.read(here));
        Some(Policy {
            partnership: partnership?,
            title: title?,
            members: members?,
            from: from?.0,
            terms: terms?,
        })
    }
}

/// What came of trying a draft out.
#[derive(Union)]
pub enum PolicyCheckResult {
    /// Tried.
    Checked(PolicyChecked),
    /// What was sent is wrong.
    Rejected(InputRejected),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

/// Joint policies.
#[Object]
impl JointPolicies {
    /// The joint policies that you may read, the oldest first: all that their organisations have adopted, and the drafts of your own.
    #[expect(
        clippy::unused_async,
        reason = "the macro wants every field asynchronous"
    )]
    #[graphql(complexity = "cost::list(Some(100), child_complexity)")]
    async fn policies(&self, ctx: &Context<'_>) -> Result<Vec<JointPolicy>, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let organisations = register.organisations();
        let all = register.policies(visit);
        Ok(all
            .iter()
            .map(|one| JointPolicy::of(one, organisations.policies().spell(one), &organisations))
            .collect())
    }

    /// What is narrower than the law in a draft of a joint policy, and on how many of your organisation's entries something would stand
    /// otherwise if all had adopted it today and it were in force from tomorrow: counts that point at nobody, of at most 20,000 entries. Nothing
    /// is written. For managers, and for reviewers, who see no person.
    #[graphql(complexity = "cost::TRYING + child_complexity")]
    async fn policy_check(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The policy to try out, as it would be put forward.")] policy: PolicyInput,
    ) -> Result<PolicyCheckResult, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let mut problems = Problems::at("");
        let draft = policy.read(&mut problems);
        let Some(draft) = draft.filter(|_| problems.is_empty()) else {
            visit.refuse();
            let rejected = InputRejected::from(problems.into_found());
            return Ok(PolicyCheckResult::Rejected(rejected));
        };
        Ok(match register.try_policy(visit, draft).await? {
            Tried::Done(found, effects, on) => {
                PolicyCheckResult::Checked(PolicyChecked::of(found, effects, on))
            }
            Tried::Rejected(found) => PolicyCheckResult::Rejected(InputRejected::from(found)),
            Tried::NotPermitted(denied) => PolicyCheckResult::NotPermitted(denied.into()),
            Tried::Busy => return Err(Fault::Busy("another policy is being tried out: try again")),
        })
    }
}
