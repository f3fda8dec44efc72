//! The Ombudsmen's decisions as records of their own: recorded by the bodies they name, and withdrawn.

use async_graphql::{Context, InputObject, Object, SimpleObject, Union};

use crate::domain::problem::Problems;
use crate::graphql::object::ombudsman_case::OmbudsmanCase;
use crate::graphql::object::problem::{InputRejected, NotFound, NotPermitted, VersionConflict};
use crate::graphql::part::ombudsman::OmbudsmanDecision;
use crate::graphql::part::shape::Shape;
use crate::graphql::scalar::CaseReference;
use crate::graphql::{Fault, Here};
use crate::register::Recorded;

/// The Ombudsmen's decisions.
#[derive(Default)]
pub struct OmbudsmanDecisions;

/// What your organisation records of a decision of an Ombudsman.
#[derive(InputObject)]
pub struct RecordOmbudsmanDecisionInput {
    /// The decision, as your organisation records it, with its own evidence of what it has done.
    pub decision: OmbudsmanDecision,
    /// The version of your organisation's record that you expect to be current. Null means that it has none yet.
    pub expected_version: Option<u32>,
}

/// It was recorded, or withdrawn.
#[derive(SimpleObject)]
pub struct OmbudsmanDecisionRecorded {
    /// The version that your organisation's record now has.
    pub version: u32,
    /// The case, as all records tell it together. Null means that none tells of it any longer.
    #[graphql(name = "case")]
    pub told: Option<Box<OmbudsmanCase>>,
}

/// What became of recording a decision.
#[derive(Union)]
pub enum OmbudsmanDecisionResult {
    /// Done.
    Recorded(OmbudsmanDecisionRecorded),
    /// What was sent is wrong.
    Rejected(InputRejected),
    /// Somebody of your organisation wrote first.
    Conflict(VersionConflict),
    /// No such record of your own.
    NotFound(NotFound),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

fn result(ctx: &Context<'_>, recorded: Recorded) -> Result<OmbudsmanDecisionResult, Fault> {
    let register = ctx.register()?;
    let (organisations, today) = (register.organisations(), register.today());
    Ok(match recorded {
        Recorded::Done(version, case) => {
            let told = case.map(|case| OmbudsmanCase::of(&case, &organisations, today));
            OmbudsmanDecisionResult::Recorded(OmbudsmanDecisionRecorded {
                version,
                told: told.map(Box::new),
            })
        }
        Recorded::Rejected(found) => OmbudsmanDecisionResult::Rejected(InputRejected::from(found)),
        Recorded::Stale(conflict) => {
            OmbudsmanDecisionResult::Conflict(VersionConflict::of(vec![conflict], &organisations))
        }
        Recorded::NotFound => OmbudsmanDecisionResult::NotFound(NotFound::new()),
        Recorded::NotPermitted(denied) => OmbudsmanDecisionResult::NotPermitted(denied.into()),
    })
}

fn rejected(ctx: &Context<'_>, problems: Problems) -> Result<OmbudsmanDecisionResult, Fault> {
    ctx.visit()?.refuse();
    let rejected = InputRejected::from(problems.into_found());
    Ok(OmbudsmanDecisionResult::Rejected(rejected))
}

/// The Ombudsmen's decisions.
#[Object]
impl OmbudsmanDecisions {
    /// Records a decision of an Ombudsman that names your organisation, or one in whose shoes it stands, about no particular person. The bodies
    /// that it names read it. What concerns a person belongs into the ombudsman part of that person's record. The same again changes nothing.
    async fn record_ombudsman_decision(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The decision, and the version that you expect to be current.")]
        input: RecordOmbudsmanDecisionInput,
    ) -> Result<OmbudsmanDecisionResult, Fault> {
        let RecordOmbudsmanDecisionInput {
            decision,
            expected_version,
        } = input;
        let mut problems = Problems::at("");
        let decision = problems.within("decision", |here| decision.read(here));
        let Some(decision) = decision.filter(|_| problems.is_empty()) else {
            return rejected(ctx, problems);
        };
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let recorded = register
            .record_decision(visit, &decision, expected_version)
            .await?;
        result(ctx, recorded)
    }

    /// Withdraws what your organisation recorded of a decision: it was recorded in error. What other bodies recorded of it stands.
    async fn withdraw_ombudsman_decision(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The reference of the case, whichever of its letters.")]
        reference: CaseReference,
        #[graphql(
            desc = "The version of your organisation's record that you expect to be current."
        )]
        expected_version: u32,
    ) -> Result<OmbudsmanDecisionResult, Fault> {
        let mut problems = Problems::at("");
        let reference = problems.within("reference", |here| reference.read(here));
        let Some(reference) = reference else {
            return rejected(ctx, problems);
        };
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let recorded = register
            .withdraw_decision(visit, &reference, expected_version)
            .await?;
        result(ctx, recorded)
    }
}
