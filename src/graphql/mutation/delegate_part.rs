//! Letting another organisation write a part of one's own record.

use async_graphql::{Context, InputObject, Object, SimpleObject, Union};

use crate::graphql::object::problem::NotPermitted;
use crate::graphql::object::rule::Part;
use crate::graphql::scalar::{Date, OrganisationCode, Written};
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
        let to = to
            .text()
            .parse()
            .map_err(|wrong| Fault::bad_input("input.to", wrong))?;
        let day = |argument, written: &Date| {
            crate::domain::partial_date::day(written.text())
                .map_err(|wrong| Fault::bad_input(argument, wrong))
        };
        let starts = day("input.starts", &starts)?;
        let ends = ends
            .map(|written| day("input.ends", &written))
            .transpose()?;
        if ends.is_some_and(|ends| ends <= starts) {
            return Err(Fault::bad_input(
                "input.ends",
                "it would end before it begins",
            ));
        }
        if ctx.register()?.organisations().kind(&to).is_none() {
            return Err(Fault::bad_input(
                "input.to",
                "the register does not know this organisation",
            ));
        }
        Ok(
            match ctx
                .register()?
                .delegate(ctx.visit()?, &to, part.into(), starts, ends)
                .await?
            {
                Governed::Done => DelegatePartResult::Delegated(PartDelegated { part }),
                Governed::NotPermitted(denied) => DelegatePartResult::NotPermitted(denied.into()),
            },
        )
    }
}
