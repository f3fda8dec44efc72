//! Requests for funding and what became of them, direct payments and personal health budgets among them (s. 117(2C)), with the split that
//! was agreed. A split in dispute does not delay care.

use serde::{Deserialize, Serialize};

use super::services::{Share, check_split, funders};
use super::{
    Answer, Content, FUNDERS, Keyed, LeftOut, Listed, Named, check_items, in_order,
    not_in_the_future,
};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// What kind of funding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FundingKind {
    /// For a service.
    Service,
    /// For a placement.
    Placement,
    /// A direct payment.
    DirectPayment,
    /// A personal health budget.
    PersonalHealthBudget,
    /// An agreement on who pays how much, for no one service.
    Split,
}

/// What was decided.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FundingOutcome {
    /// Agreed.
    Agreed,
    /// Agreed in part.
    PartlyAgreed,
    /// Refused.
    Refused,
    /// Put off.
    Deferred,
    /// Recorded as not known.
    Unknown,
}

/// A decision, of a panel or otherwise.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FundingDecision {
    /// The writer's key.
    pub key: ItemKey,
    /// On.
    pub on: PartialDate,
    /// Whether a panel decided.
    pub by_panel: Option<Answer>,
    /// What was decided.
    pub outcome: FundingOutcome,
    /// Why.
    pub reasons: Option<Text>,
}

/// One request, from the need for it to the decisions on it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FundingRequest {
    /// The writer's key.
    pub key: ItemKey,
    /// What kind.
    pub kind: FundingKind,
    /// For what.
    pub purpose: Option<Text>,
    /// The service, by the key it has in the services part of the same account.
    pub service: Option<ItemKey>,
    /// The possibility of it was explained to the person on.
    pub explained: Option<PartialDate>,
    /// The need for it was identified on.
    pub needed_since: Option<PartialDate>,
    /// Asked for on; none when it has not been asked for.
    pub asked: Option<PartialDate>,
    /// Asked of.
    pub asked_of: Option<OrganisationCode>,
    /// The decisions on it.
    pub decisions: Vec<FundingDecision>,
    /// What was agreed, in pence a week.
    pub weekly_pence: Option<u64>,
    /// Whether the person can make use of it: a payment that cannot be used does not meet the need.
    pub usable: Option<Answer>,
    /// Who pays how much.
    pub split: Vec<Share>,
    /// The split was agreed on.
    pub split_agreed: Option<PartialDate>,
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
keyed!(FundingRequest, FundingDecision);

/// The funding part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Funding {
    /// Requests, in any order.
    pub requests: Listed<FundingRequest>,
}

impl Content for Funding {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.requests
            .check("requests", problems, |request, problems| {
                not_in_the_future("explained", request.explained, today, problems);
                not_in_the_future("neededSince", request.needed_since, today, problems);
                not_in_the_future("asked", request.asked, today, problems);
                not_in_the_future("splitAgreed", request.split_agreed, today, problems);
                check_items(
                    &request.decisions,
                    "decisions",
                    problems,
                    |decision, problems| {
                        not_in_the_future("on", Some(decision.on), today, problems);
                        in_order(
                            request.asked,
                            "on",
                            Some(decision.on),
                            "the request",
                            problems,
                        );
                    },
                );
                check_split(&request.split, "split", problems);
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.requests.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.requests.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let mut named = Vec::new();
        for (index, one) in self.requests.items.iter().enumerate() {
            let at = format!("requests[{index}]");
            if let Some(asked) = &one.asked_of {
                named.push((format!("{at}.askedOf"), asked, FUNDERS));
            }
            named.extend(funders(&one.split, &format!("{at}.split")));
        }
        named
    }
}
