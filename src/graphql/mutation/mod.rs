//! What can be written. Expected outcomes are members of each result union; one file per mutation.

mod acknowledge_notification;
mod assign_successor;
mod declare_feed;
mod delegate_part;
mod dispute;
mod ending;
mod link_account;
mod ombudsman;
mod policy;
mod submit_record;
mod withdraw_part;

use async_graphql::{ID, MergedObject};

/// What can be written. Each mutation returns its success or a problem it met.
#[derive(MergedObject, Default)]
pub struct Mutation(
    submit_record::SubmitRecord,
    withdraw_part::WithdrawPart,
    acknowledge_notification::AcknowledgeNotification,
    link_account::LinkAccount,
    declare_feed::DeclareFeed,
    delegate_part::DelegatePart,
    assign_successor::AssignSuccessor,
    ending::EndAftercare,
    dispute::Disputes,
    policy::Policies,
    ombudsman::OmbudsmanDecisions,
);

/// An id that cannot be one of ours is one that was not found.
fn id<T>(read: impl Fn(&str) -> Option<T>, id: &ID) -> Option<T> {
    read(id.as_str())
}
