//! Every planted leak is caught.

use super::compare::compare;
use super::contract::Contract;
use super::equal::session;
use super::operations::{Operation, questions};
use super::planted::LEAKS;
use super::stories::{Probe, Story};
use super::writes::writes;
use crate::support::Gateway;

/// The questions, and the refused links: none of them changes either register.
fn harmless(probe: &Probe) -> Vec<Operation> {
    let links = writes(Story::Claimant, probe)
        .into_iter()
        .filter(|one| one.root == "linkAccount");
    let dated =
        |one: &Operation| one.arguments.contains_key("on") || one.arguments.contains_key("knownAt");
    questions(probe)
        .into_iter()
        .filter(|one| !one.walk && !dated(one))
        .chain(links.take(3))
        .collect()
}

#[tokio::test]
async fn each_planted_leak_is_caught() {
    let (story, contract) = (Story::Claimant, Contract::published());
    let (with, without) = (Gateway::sqlite().await, Gateway::sqlite().await);
    let probe = story.tell(&with, true).await;
    story.tell(&without, false).await;
    let operations = harmless(&probe);
    let found = compare(
        &contract,
        &mut session(story, &with, true),
        &mut session(story, &without, false),
        &operations,
    )
    .await;
    assert!(
        found.is_empty(),
        "Nothing is planted yet, and this is already a leak (the test of this pair says more):\n{}",
        found[0]
    );
    for (name, root, leak) in LEAKS {
        let (mut a, mut b) = (session(story, &with, true), session(story, &without, false));
        (a.leak, b.leak) = (Some(leak), Some(leak));
        let asked: Vec<_> = operations
            .iter()
            .filter(|one| one.root == root)
            .cloned()
            .collect();
        let found = compare(&contract, &mut a, &mut b, &asked).await;
        assert!(
            !found.is_empty(),
            "If you're here because this failed: the leak test no longer sees {name}. Whatever you changed in tests/it/leaks, it has stopped \
             comparing the place where that leak shows; a leak test that sees nothing is worse than none."
        );
    }
}
