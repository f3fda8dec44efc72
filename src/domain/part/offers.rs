//! What was offered and what was asked for, with the answers. The person need not accept what is offered, and declining it does not end
//! the duty (the Ombudsmen's guidance of April 2022).

use serde::{Deserialize, Serialize};

use super::{
    ANYONE, Answer, Content, Keyed, LeftOut, Listed, Named, check_items, in_order,
    not_in_the_future,
};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// Who asked what of whom.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OfferKind {
    /// The body offered the person something.
    Offer,
    /// The person asked the body for something.
    Request,
    /// The person asked to be transferred to another area or provider.
    Transfer,
    /// The body searched for a placement.
    PlacementSearch,
}

/// What came of an offer, a request or an approach.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OfferOutcome {
    /// Accepted, or agreed to.
    Accepted,
    /// Agreed to once a condition is met, such as that a provider is found.
    AcceptedWithCondition,
    /// Accepted, and the person cannot make use of it: it does not meet the need.
    CannotBeUsed,
    /// Declined.
    Declined,
    /// No answer came.
    NoAnswer,
    /// Withdrawn.
    Withdrawn,
    /// Recorded as not known.
    Unknown,
}

/// An approach to another body or provider on the person's behalf.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Approach {
    /// The writer's key.
    pub key: ItemKey,
    /// Who was approached, where it has a code.
    pub organisation: Option<OrganisationCode>,
    /// Who was approached, where it has none.
    pub name: Option<Text>,
    /// Approached on.
    pub on: Option<PartialDate>,
    /// What came of it.
    pub outcome: Option<OfferOutcome>,
    /// Answered on.
    pub answered: Option<PartialDate>,
    /// The reason it gave.
    pub reason: Option<Text>,
}

/// An offer or a request, and the answer to it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OfferOrRequest {
    /// The writer's key.
    pub key: ItemKey,
    /// Who asked what of whom.
    pub kind: OfferKind,
    /// What was offered, asked for or searched for.
    pub what: Text,
    /// On.
    pub on: PartialDate,
    /// Approaches made because of it, and who refused.
    pub approaches: Vec<Approach>,
    /// What came of it.
    pub outcome: Option<OfferOutcome>,
    /// Answered on.
    pub answered: Option<PartialDate>,
    /// The reason for the answer.
    pub reason: Option<Text>,
    /// Whether the person was told the reason.
    pub reason_given: Option<Answer>,
}

macro_rules! keyed {
    ($($item:ty),*) => {$(
        impl Keyed for $item {
            fn key(&self) -> &ItemKey {
                &self.key
            }
        }
    )*};
}
keyed!(OfferOrRequest, Approach);

/// The offers part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Offers {
    /// Offers and requests, in any order.
    pub offers: Listed<OfferOrRequest>,
}

impl Content for Offers {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.offers.check("offers", problems, |offer, problems| {
            let on = Some(offer.on);
            not_in_the_future("on", on, today, problems);
            not_in_the_future("answered", offer.answered, today, problems);
            in_order(
                on,
                "answered",
                offer.answered,
                "it was offered or asked for",
                problems,
            );
            check_items(
                &offer.approaches,
                "approaches",
                problems,
                |approach, problems| {
                    not_in_the_future("on", approach.on, today, problems);
                    not_in_the_future("answered", approach.answered, today, problems);
                    in_order(
                        approach.on,
                        "answered",
                        approach.answered,
                        "the approach",
                        problems,
                    );
                },
            );
        });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.offers.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.offers.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let mut named = Vec::new();
        for (index, one) in self.offers.items.iter().enumerate() {
            for (at, approach) in one.approaches.iter().enumerate() {
                if let Some(asked) = &approach.organisation {
                    let path = format!("offers[{index}].approaches[{at}].organisation");
                    named.push((path, asked, ANYONE));
                }
            }
        }
        named
    }
}
