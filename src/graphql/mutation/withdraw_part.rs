//! Withdrawing a part of one's own record.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, Union};

use crate::domain::id::AccountId;
use crate::domain::problem::Problems;
use crate::graphql::object::entry::Entry;
use crate::graphql::object::problem::{InputRejected, NotFound, NotPermitted, VersionConflict};
use crate::graphql::object::rule::Part;
use crate::graphql::part::Withdrawal;
use crate::graphql::read::Reading;
use crate::graphql::{Fault, Here};
use crate::register::Withdrawn;

/// Withdrawing a part.
#[derive(Default)]
pub struct WithdrawPart;

/// Which part of your own record to withdraw, and why.
#[derive(InputObject)]
pub struct WithdrawPartInput {
    /// The opaque id of your own account.
    pub account_id: ID,
    /// The part that is to be withdrawn.
    pub part: Part,
    /// The number of the current version, as you read it: the one you withdraw.
    #[graphql(validator(maximum = 2_147_483_647))]
    pub expected_version: u32,
    /// Why the part is to be withdrawn.
    pub why: Withdrawal,
    /// Your own system or document that says so, at most 4,000 characters. Null means not recorded.
    pub source: Option<String>,
}

/// The part was withdrawn. The history keeps what it said, and why it was withdrawn.
#[derive(SimpleObject)]
pub struct PartWithdrawn {
    /// The entry of the person, as you now see it.
    pub entry: Entry,
}

/// What became of withdrawing a part.
#[derive(Union)]
pub enum WithdrawPartResult {
    /// Withdrawn.
    Withdrawn(PartWithdrawn),
    /// What was sent could not be read: everything that is wrong with it.
    Rejected(InputRejected),
    /// Nothing there that you may know of.
    NotFound(NotFound),
    /// Someone wrote first.
    Conflict(VersionConflict),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

/// Withdrawing a part.
#[Object]
impl WithdrawPart {
    /// Withdraws a part of your own record: recorded in error, or about the wrong person.
    async fn withdraw_part(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which part of which of your own accounts, and why.")]
        input: WithdrawPartInput,
    ) -> Result<WithdrawPartResult, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let WithdrawPartInput {
            account_id,
            part,
            expected_version,
            why,
            source,
        } = input;
        let mut problems = Problems::at("");
        let Some(source) = problems.line_some("source", source.as_deref()) else {
            visit.refuse();
            return Ok(WithdrawPartResult::Rejected(problems.into_found().into()));
        };
        let Some(account) = super::id(AccountId::read, &account_id) else {
            return Ok(WithdrawPartResult::NotFound(NotFound::new()));
        };
        Ok(
            match register
                .withdraw(
                    visit,
                    account,
                    part.into(),
                    expected_version,
                    why.into(),
                    source.as_ref(),
                )
                .await?
            {
                Withdrawn::Done(entry) => WithdrawPartResult::Withdrawn(PartWithdrawn {
                    entry: Entry::of(*entry),
                }),
                Withdrawn::NotFound => WithdrawPartResult::NotFound(NotFound::new()),
                Withdrawn::Stale(conflict) => WithdrawPartResult::Conflict(VersionConflict::of(
                    vec![conflict],
                    &register.organisations(),
                )),
                Withdrawn::NotPermitted(denied) => WithdrawPartResult::NotPermitted(denied.into()),
            },
        )
    }
}
