//! Joint policies: put forward, adopted, left.

use async_graphql::{Context, ID, Object, SimpleObject, Union};

use crate::domain::id::PolicyId;
use crate::domain::policy::Word;
use crate::domain::problem::Problems;
use crate::graphql::object::policy::JointPolicy;
use crate::graphql::object::problem::{EvidenceChanged, InputRejected, NotFound, NotPermitted};
use crate::graphql::part::shape::Shape;
use crate::graphql::policy::PolicyInput;
use crate::graphql::scalar::EvidenceDigest;
use crate::graphql::{Fault, Here};
use crate::register::Decided;

/// Joint policies.
#[derive(Default)]
pub struct Policies;

/// It was done.
#[derive(SimpleObject)]
pub struct PolicyRecorded {
    /// The joint policy as it now is.
    pub policy: Box<JointPolicy>,
}

/// What became of an act about a joint policy.
#[derive(Union)]
pub enum PolicyResult {
    /// Done.
    Recorded(PolicyRecorded),
    /// What was sent is wrong.
    Rejected(InputRejected),
    /// What was to be adopted is not what was put forward.
    Changed(EvidenceChanged),
    /// No such policy that you may read.
    NotFound(NotFound),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

fn result(ctx: &Context<'_>, decided: Decided) -> Result<PolicyResult, Fault> {
    let organisations = ctx.register()?.organisations();
    Ok(match decided {
        Decided::Done(policy) => PolicyResult::Recorded(PolicyRecorded {
            policy: Box::new(JointPolicy::of(
                &policy,
                organisations.policies().spell(&policy),
                &organisations,
            )),
        }),
        Decided::Rejected(found) => PolicyResult::Rejected(InputRejected::from(found)),
        Decided::Changed(digest) => PolicyResult::Changed(EvidenceChanged::of(&digest)),
        Decided::NotFound => PolicyResult::NotFound(NotFound::new()),
        Decided::NotPermitted(denied) => PolicyResult::NotPermitted(denied.into()),
    })
}

async fn decide(
    ctx: &Context<'_>,
    id: &ID,
    word: Word,
    digest: Option<EvidenceDigest>,
) -> Result<PolicyResult, Fault> {
    let (register, visit) = (ctx.register()?, ctx.visit()?);
    let mut problems = Problems::at("");
    let digest = problems.within("digest", |here| digest.read(here));
    let Some(digest) = digest else {
        visit.refuse();
        let rejected = InputRejected::from(problems.into_found());
        return Ok(PolicyResult::Rejected(rejected));
    };
    let Some(id) = super::id(PolicyId::read, id) else {
        visit.refuse();
        return Ok(PolicyResult::NotFound(NotFound::new()));
    };
    let decided = register
        .decide_policy(visit, id, word, digest.as_ref())
        .await?;
    result(ctx, decided)
}

/// Joint policies.
#[Object]
impl Policies {
    /// Puts a joint policy forward, for a manager of one of its organisations. It is in force once each of them has adopted it, from its day
    /// of effect or the day after the last adopted it. What is narrower than the law is found of it and takes no effect.
    async fn propose_policy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The policy: whose it is, from when, and what it lays down.")]
        input: PolicyInput,
    ) -> Result<PolicyResult, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let mut problems = Problems::at("");
        let policy = input.read(&mut problems);
        let Some(policy) = policy.filter(|_| problems.is_empty()) else {
            visit.refuse();
            let rejected = InputRejected::from(problems.into_found());
            return Ok(PolicyResult::Rejected(rejected));
        };
        let decided = register.propose_policy(visit, policy).await?;
        result(ctx, decided)
    }

    /// Adopts a joint policy for your organisation, or for a body in whose shoes it stands. Needs the role of manager.
    async fn adopt_policy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The opaque id of the policy.")] id: ID,
        #[graphql(desc = "The digest of what you adopt, as the policy shows it.")]
        digest: EvidenceDigest,
    ) -> Result<PolicyResult, Fault> {
        decide(ctx, &id, Word::Adopted, Some(digest)).await
    }

    /// Leaves a joint policy, which ends it for all of its organisations from tomorrow; what fell due under it stays due. A draft that your
    /// organisation leaves can no longer be adopted. Needs the role of manager.
    async fn leave_policy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The opaque id of the policy.")] id: ID,
    ) -> Result<PolicyResult, Fault> {
        decide(ctx, &id, Word::Left, None).await
    }
}
