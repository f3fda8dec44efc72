//! Requests for funding, and what became of them.

use async_graphql::Enum;

use super::Answer;
use super::services::FundingShare;
use super::shape::{Line, Passage, listed_part, same, shapes};
use crate::domain::part::funding as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate, Pence};

/// What kind of funding was asked for.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::FundingKind")]
pub enum FundingKind {
    /// Funding for a service.
    Service,
    /// Funding for a placement.
    Placement,
    /// A direct payment (Mental Health Act 1983, s. 117(2C)).
    DirectPayment,
    /// A personal health budget.
    PersonalHealthBudget,
    /// An agreement on who pays how much, for no one service.
    Split,
}

/// What was decided on a request for funding.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::FundingOutcome")]
pub enum FundingOutcome {
    /// The funding was agreed.
    Agreed,
    /// The funding was agreed in part.
    PartlyAgreed,
    /// The funding was refused.
    Refused,
    /// The decision was put off.
    Deferred,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(FundingKind FundingOutcome);

shapes! {
    /// A decision on a request for funding, by a panel or otherwise.
    FundingDecision "FundingDecisionInput" of FundingDecision {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The day of the decision. The date may be partial.
        on: PartialDate,
        /// Whether a panel made the decision. Null means not recorded.
        by_panel: Option<Answer>,
        /// What was decided on the request.
        outcome: FundingOutcome,
        /// The reasons for the decision, at most 4,000 characters. Null means not recorded.
        reasons: Option<Passage>,
    }

    /// One request for funding, from the need for it to the decisions on it.
    FundingRequest "FundingRequestInput" of FundingRequest {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What kind of funding it is.
        kind: FundingKind,
        /// What the funding is for, at most 200 characters. Null means not recorded.
        purpose: Option<Line>,
        /// The service to be funded, by the key it has in the services part of the same account. Null means that no service is named.
        service: Option<ItemKey>,
        /// The day the possibility of such funding was explained to the person. The date may be partial; null means not recorded.
        explained: Option<PartialDate>,
        /// The day the need for the funding was identified. The date may be partial; null means not recorded.
        needed_since: Option<PartialDate>,
        /// The day the funding was asked for. The date may be partial; null means that it is not recorded as asked for.
        asked: Option<PartialDate>,
        /// The organisation that was asked for the funding. Null means not recorded.
        asked_of: Option<OrganisationCode>,
        /// The decisions on the request.
        #[graphql(default)]
        decisions: Vec<FundingDecision>,
        /// The amount that was agreed, in pence a week. Null means that none is recorded.
        weekly_pence: Option<Pence>,
        /// Whether the person can make use of the funding: a payment that cannot be used does not meet the need. Null means not recorded.
        usable: Option<Answer>,
        /// Who pays how much of it. A split in dispute does not delay care.
        #[graphql(default)]
        split: Vec<FundingShare>,
        /// The day the split was agreed. The date may be partial; null means that no agreement is recorded.
        split_agreed: Option<PartialDate>,
    }
}

listed_part! {
    /// Requests for funding and what became of them, direct payments and personal health budgets among them (Mental Health Act 1983,
    /// s. 117(2C)), with the split that was agreed.
    Funding "FundingInput" {
        /// All requests for funding, decided or not. The list is submitted whole: an item left out is named in `leftOut`.
        requests: [FundingRequest],
    }
}
