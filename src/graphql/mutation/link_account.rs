//! Linking and unlinking one's own account.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, Union};

use crate::domain::id::{AccountId, EntryId};
use crate::domain::problem::Problems;
use crate::graphql::object::entry::Entry;
use crate::graphql::object::problem::{InputRejected, NotFound, NotPermitted};
use crate::graphql::read::Reading;
use crate::graphql::{Fault, Here};
use crate::register::Linked;

/// Linking and unlinking.
#[derive(Default)]
pub struct LinkAccount;

/// Which account to link, to which entry, and why.
#[derive(InputObject)]
pub struct LinkAccountInput {
    /// The opaque id of your own account.
    pub account_id: ID,
    /// The opaque id of the entry of the person it is about, to which your organisation is a party.
    pub entry_id: ID,
    /// The evidence that the account is about this person, at most 4,000 characters.
    pub reason: String,
}

/// Which account to unlink, and why.
#[derive(InputObject)]
pub struct UnlinkAccountInput {
    /// The opaque id of your own account.
    pub account_id: ID,
    /// Why the account is not about this person, at most 4,000 characters.
    pub reason: String,
}

/// The account was linked or unlinked. The history keeps both; everything derived follows.
#[derive(SimpleObject)]
pub struct AccountLinked {
    /// The entry that the account now belongs to, as you now see it.
    pub entry: Entry,
}

/// What became of linking or unlinking an account.
#[derive(Union)]
pub enum LinkAccountResult {
    /// Done.
    Linked(AccountLinked),
    /// What was sent could not be read: everything that is wrong with it.
    Rejected(InputRejected),
    /// No such account or entry that you may know of.
    NotFound(NotFound),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

fn rejected(ctx: &Context<'_>, problems: Problems) -> Result<LinkAccountResult, Fault> {
    ctx.visit()?.refuse();
    Ok(LinkAccountResult::Rejected(problems.into_found().into()))
}

fn result(linked: Linked) -> LinkAccountResult {
    match linked {
        Linked::Done(entry) => LinkAccountResult::Linked(AccountLinked {
            entry: Entry::of(*entry),
        }),
        Linked::NotFound => LinkAccountResult::NotFound(NotFound::new()),
        Linked::NotPermitted(denied) => LinkAccountResult::NotPermitted(denied.into()),
    }
}

/// Linking and unlinking.
#[Object]
impl LinkAccount {
    /// Links your own account to the entry of the same person, where a computer could not.
    async fn link_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which account of your own, to which entry, and why.")]
        input: LinkAccountInput,
    ) -> Result<LinkAccountResult, Fault> {
        let LinkAccountInput {
            account_id,
            entry_id,
            reason,
        } = input;
        let mut problems = Problems::at("");
        let Some(reason) = problems.passage("reason", &reason) else {
            return rejected(ctx, problems);
        };
        let ids = super::id(AccountId::read, &account_id).zip(super::id(EntryId::read, &entry_id));
        let Some((account, entry)) = ids else {
            return Ok(LinkAccountResult::NotFound(NotFound::new()));
        };
        Ok(result(
            ctx.register()?
                .link_account(ctx.visit()?, account, entry, &reason)
                .await?,
        ))
    }

    /// Takes your own account out of an entry it was linked to in error, into an entry of its own.
    async fn unlink_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which account of your own, and why it is not about this person.")] input: UnlinkAccountInput,
    ) -> Result<LinkAccountResult, Fault> {
        let UnlinkAccountInput { account_id, reason } = input;
        let mut problems = Problems::at("");
        let Some(reason) = problems.passage("reason", &reason) else {
            return rejected(ctx, problems);
        };
        let Some(account) = super::id(AccountId::read, &account_id) else {
            return Ok(LinkAccountResult::NotFound(NotFound::new()));
        };
        Ok(result(
            ctx.register()?
                .unlink_account(ctx.visit()?, account, &reason)
                .await?,
        ))
    }
}
