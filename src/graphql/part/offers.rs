//! What was offered and what was asked for, with the answers.

use async_graphql::Enum;

use super::Answer;
use super::shape::{Line, Passage, listed_part, same, shapes};
use crate::domain::part::offers as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate};

/// Who asked what of whom.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::OfferKind")]
pub enum OfferKind {
    /// The organisation offered the person something.
    Offer,
    /// The person asked the organisation for something.
    Request,
    /// The person asked to be transferred to another area or provider.
    Transfer,
    /// The organisation searched for a placement.
    PlacementSearch,
}

/// What came of an offer, a request or an approach.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::OfferOutcome")]
pub enum OfferOutcome {
    /// Accepted, or agreed to.
    Accepted,
    /// Agreed to once a condition is met, such as that a provider is found.
    AcceptedWithCondition,
    /// Accepted, but the person cannot make use of it: it does not meet the need.
    CannotBeUsed,
    /// Declined, which does not end the duty.
    Declined,
    /// No answer came.
    NoAnswer,
    /// Withdrawn by whoever made it.
    Withdrawn,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(OfferKind OfferOutcome);

shapes! {
    /// An approach to another organisation or a provider on the person's behalf, and what came of it.
    Approach "ApproachInput" of Approach {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The organisation that was approached, where it has a code. Null means that it has none, or is not recorded.
        organisation: Option<OrganisationCode>,
        /// The name of whoever was approached, where it has no code, at most 200 characters. Null means that none is recorded.
        name: Option<Line>,
        /// The day the approach was made. The date may be partial; null means not recorded.
        on: Option<PartialDate>,
        /// What came of the approach. Null means not recorded.
        outcome: Option<OfferOutcome>,
        /// The day the approach was answered. The date may be partial; null means that no answer is recorded.
        answered: Option<PartialDate>,
        /// The reason given by whoever was approached, at most 4,000 characters. Null means not recorded.
        reason: Option<Passage>,
    }

    /// An offer, a request, a transfer asked for or a placement search, and the answer to it.
    OfferOrRequest "OfferOrRequestInput" of OfferOrRequest {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// Who asked what of whom.
        kind: OfferKind,
        /// What was offered, asked for or searched for, at most 200 characters.
        what: Line,
        /// The day of the offer or request, or of the start of the search. The date may be partial.
        on: PartialDate,
        /// The approaches to others that were made because of it, and what came of each.
        #[graphql(default)]
        approaches: Vec<Approach>,
        /// What came of the offer, request or search. Null means not recorded.
        outcome: Option<OfferOutcome>,
        /// The day it was answered. The date may be partial; null means that no answer is recorded.
        answered: Option<PartialDate>,
        /// The reason for the answer, at most 4,000 characters. Null means not recorded.
        reason: Option<Passage>,
        /// Whether the person was told the reason for the answer. Null means not recorded.
        reason_given: Option<Answer>,
    }
}

listed_part! {
    /// What was offered and what was asked for, with the answers. The person need not accept what is offered, and declining it does not end
    /// the duty (the Ombudsmen's guidance of April 2022).
    Offers "OffersInput" {
        /// All offers, requests and searches, answered or not. The list is submitted whole: an item left out is named in `leftOut`.
        offers: [OfferOrRequest],
    }
}
