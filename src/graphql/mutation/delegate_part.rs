//! Letting another organisation write a part of one's own record.

use async_graphql::{Context, InputObject, Object, SimpleObject, Union};

use crate::domain::problem::{ProblemCode, Problems};
use crate::graphql::object::problem::{InputRejected, NotPermitted};
use crate::graphql::object::rule::Part;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{Date, OrganisationCode};
use crate::graphql::{Fault, Here};
use crate::register::Governed;

/// Delegating a part.
#[derive(Default)]
pub struct DelegatePart;

/// Which part is delegated to which organisation, and from when until when.
#[derive(InputObject)]
pub struct DelegatePartInput {
    /// The code of the organisation that may write the part.
    pub to: OrganisationCode,
    /// The part of your organisation's record that is delegated.
    pub part: Part,
    /// The first day on which the delegation holds.
    pub starts: Date,
    /// The first day on which the delegation no longer holds. Null means that it has no end.
    pub ends: Option<Date>,
}

/// The part is delegated. Each version written under it names both organisations.
#[derive(SimpleObject)]
pub struct PartDelegated {
    /// The part that is now delegated.
    pub part: Part,
}

/// What became of delegating a part.
#[derive(Union)]
pub enum DelegatePartResult {
    /// Delegated.
    Delegated(PartDelegated),
    /// What was sent could not be read: everything that is wrong with it.
    Rejected(InputRejected),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

/// Delegating a part.
#[Object]
impl DelegatePart {
    /// Lets another organisation write a part of your organisation's record on its behalf. Needs the role of manager.
    async fn delegate_part(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which part of your record, to whom, from which day until which.")] input: DelegatePartInput,
    ) -> Result<DelegatePartResult, Fault> {
        let DelegatePartInput {
            to,
            part,
            starts,
            ends,
        } = input;
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let mut problems = Problems::at("");
        let to = problems.read("to", &to);
        let starts = problems.read("starts", &starts).map(|day| day.0);
        let ends = problems
            .read_some("ends", ends.as_ref())
            .map(|ends| ends.map(|day| day.0));
        if let (Some(starts), Some(Some(ends))) = (starts, ends)
            && ends < starts
        {
            problems.report_at(
                "ends",
                ProblemCode::ImpossibleOrder,
                "it would end before it begins",
            );
        }
        if to
            .as_ref()
            .is_some_and(|to| register.organisations().kind(to).is_none())
        {
            let why = "the register does not know this organisation";
            problems.report_at("to", ProblemCode::UnknownOrganisation, why);
        }
        let (Some(to), Some(starts), Some(ends), true) = (to, starts, ends, problems.is_empty())
        else {
            visit.refuse();
            return Ok(DelegatePartResult::Rejected(problems.into_found().into()));
        };
        Ok(
            match register
                .delegate(visit, &to, part.into(), starts, ends)
                .await?
            {
                Governed::Done => DelegatePartResult::Delegated(PartDelegated { part }),
                Governed::NotPermitted(denied) => DelegatePartResult::NotPermitted(denied.into()),
            },
        )
    }
}
