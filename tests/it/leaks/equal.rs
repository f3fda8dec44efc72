//! Each pair, on both databases: equal answers to everything.

use super::compare::{Difference, compare};
use super::contract::Contract;
use super::names::Names;
use super::operations::{afterwards, questions};
use super::session::Session;
use super::stories::{Story, WHO, reviews};
use super::writes::writes;
use crate::support::Gateway;

/// The pair is about the caller it says it is.
async fn stands(story: Story, g: &Gateway) {
    let Some(wanted) = story.relation() else {
        return;
    };
    let query = "query($n: NhsNumber!) { entry(nhsNumber: $n) { relation } }";
    let data = g
        .ask(story.caller(), query, serde_json::json!({ "n": WHO }))
        .await;
    assert_eq!(
        data["entry"]["relation"],
        wanted,
        "the {story:?} pair must be told so that {} is {wanted}: mend the story",
        story.caller()
    );
}

/// A session of this pair's caller.
pub fn session(story: Story, gateway: &Gateway, holds_more: bool) -> Session<'_> {
    Session {
        gateway,
        caller: story.caller(),
        reviewer: reviews(story),
        holds_more,
        leak: None,
        names: Names::default(),
    }
}

async fn equal(story: Story, with: Gateway, without: Gateway) {
    let contract = Contract::published();
    let probe = story.tell(&with, true).await;
    story.tell(&without, false).await;
    stands(story, &with).await;
    stands(story, &without).await;
    let (mut a, mut b) = (session(story, &with, true), session(story, &without, false));
    let operations = [questions(&probe), writes(story, &probe), afterwards(&probe)].concat();
    let found = compare(&contract, &mut a, &mut b, &operations).await;
    let listed: Vec<_> = found.iter().map(Difference::to_string).collect();
    assert!(
        found.is_empty(),
        "If you're here because this failed: {} ({story:?}) can tell two registers apart that differ only in what it may not see. Find what \
         the answer is drawn from and draw it from what `access` shows instead; the first difference is usually the cause of the rest.\n{}",
        story.caller(),
        listed.join("\n")
    );
}

macro_rules! equal_on_both {
    ($($(#[$doc:meta])* $name:ident: $story:ident;)*) => {$(
        $(#[$doc])*
        mod $name {
            use super::*;

            #[tokio::test]
            async fn sqlite() {
                equal(Story::$story, Gateway::sqlite().await, Gateway::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let (Some(with), Some(without)) = (Gateway::postgres().await, Gateway::postgres().await) {
                    equal(Story::$story, with, without).await;
                }
            }
        }
    )*};
}

equal_on_both! {
    /// For a stranger there is no such person.
    a_stranger: Stranger;
    /// The answer to a submission is the same whether or not anyone else holds that person.
    a_claimant: Claimant;
    /// An account that shares an entry with one whose body has denied reads nothing of it.
    a_claimant_in_company: ClaimantInCompany;
    /// A candidate reads what the table gives it.
    a_candidate: Candidate;
    /// A former party reads what stood when it ceased.
    a_former_party: Former;
    /// An independent hospital that is a provider.
    an_independent_hospital: IndependentHospital;
    /// A responsible council, and what is none of its business.
    a_responsible_council: ResponsibleCouncil;
    /// A reviewer sees no person.
    a_reviewer: Reviewer;
}
