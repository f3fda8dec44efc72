//! Saying which successor of a divided body a person went to.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, Union};

use crate::domain::id::EntryId;
use crate::domain::problem::Problems;
use crate::graphql::object::entry::Entry;
use crate::graphql::object::problem::{InputRejected, NotFound, NotPermitted};
use crate::graphql::read::Reading;
use crate::graphql::scalar::OrganisationCode;
use crate::graphql::{Fault, Here};
use crate::register::Assigned;

/// Assigning a successor.
#[derive(Default)]
pub struct AssignSuccessor;

/// Which person, which body's people were divided, and which body took over for this person.
#[derive(InputObject)]
pub struct AssignSuccessorInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The code of the body whose people were divided.
    pub predecessor: OrganisationCode,
    /// The code of the body that took over for this person.
    pub successor: OrganisationCode,
}

/// The successor is recorded: what the predecessor held for this person, the successor holds.
#[derive(SimpleObject)]
pub struct SuccessorAssigned {
    /// The entry of the person, as you now see it.
    pub entry: Entry,
}

/// What became of assigning a successor.
#[derive(Union)]
pub enum AssignSuccessorResult {
    /// Recorded.
    Assigned(SuccessorAssigned),
    /// What was sent could not be read: everything that is wrong with it.
    Rejected(InputRejected),
    /// No such entry that you may know of.
    NotFound(NotFound),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

/// Assigning a successor.
#[Object]
impl AssignSuccessor {
    /// Records which body took over for a person where a body's people were divided between several. Until then every answer that turns on it
    /// is "determination needed".
    async fn assign_successor(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which person, from which body, to which of its successors.")]
        input: AssignSuccessorInput,
    ) -> Result<AssignSuccessorResult, Fault> {
        let AssignSuccessorInput {
            entry_id,
            predecessor,
            successor,
        } = input;
        let mut problems = Problems::at("");
        let from = problems.read("predecessor", &predecessor);
        let to = problems.read("successor", &successor);
        let (Some(from), Some(to)) = (from, to) else {
            ctx.visit()?.refuse();
            return Ok(AssignSuccessorResult::Rejected(
                problems.into_found().into(),
            ));
        };
        let Some(id) = super::id(EntryId::read, &entry_id) else {
            return Ok(AssignSuccessorResult::NotFound(NotFound::new()));
        };
        Ok(
            match ctx
                .register()?
                .assign_successor(ctx.visit()?, id, &from, &to)
                .await?
            {
                Assigned::Done(entry) => AssignSuccessorResult::Assigned(SuccessorAssigned {
                    entry: Entry::of(*entry),
                }),
                Assigned::NotFound => AssignSuccessorResult::NotFound(NotFound::new()),
                Assigned::NotPermitted(denied) => {
                    AssignSuccessorResult::NotPermitted(denied.into())
                }
            },
        )
    }
}
