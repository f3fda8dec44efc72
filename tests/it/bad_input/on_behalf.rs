//! Writing what is another organisation's.

use s117::access::Role;
use serde_json::json;

use super::{WHO, input, refused, submitted};
use crate::on_both;
use crate::support::{Gateway, identity};

async fn delegated(g: &Gateway, from: &str, to: &str, parts: &[&str]) {
    let token = g.token(from, Role::Manager);
    for part in parts {
        let input = json!({ "to": to, "part": part, "starts": "2023-06-01", "ends": "2023-07-01" });
        let query =
            "mutation($input: DelegatePartInput!) { delegatePart(input: $input) { __typename } }";
        let (_, answer) = g
            .post(Some(&token), query, &json!({ "input": input }))
            .await;
        assert_eq!(
            answer["data"]["delegatePart"]["__typename"], "PartDelegated",
            "{answer:#}"
        );
    }
}

on_both! {
    /// A council has no Trust's record.
    async fn a_kind_has_its_own_record(g) {
        g.at("2023-06-13");
        let record = json!({ "identity": identity(WHO, "Example", "1990-01-01") });
        for (organisation, kind) in [("E06000062", "Trust"), ("QPM", "Council"), ("RP1", "Hospital"), ("NV1", "Icb")] {
            let result = refused(&g, organisation, kind, &input("X1", "k1", &record)).await;
            assert_eq!(result["code"], "NOT_PERMITTED", "{organisation} as {kind}: {result:#}");
        }
    }

    /// Without a delegation of every part nothing is written; with it the version names both, and the writer is shown no more than before.
    async fn on_behalf_needs_a_delegation(g) {
        g.at("2023-06-13");
        let mut behalf = input("C1", "k1", &json!({ "identity": identity(WHO, "Example", "1990-01-01"), "position": { "status": "ELIGIBLE" } }));
        behalf["onBehalfOf"] = json!("E06000062");
        let none = refused(&g, "RP1", "Council", &behalf).await;
        assert_eq!(none["denials"].as_array().map(Vec::len), Some(2), "every part is named: {none:#}");
        delegated(&g, "E06000062", "RP1", &["IDENTITY"]).await;
        let half = refused(&g, "RP1", "Council", &behalf).await;
        assert_eq!((&half["code"], &half["denials"][0]["part"]), (&json!("NOT_PERMITTED"), &json!("POSITION")), "{half:#}");
        delegated(&g, "E06000062", "RP1", &["POSITION"]).await;
        let accepted = submitted(&g, "RP1", "Council", &behalf).await;
        assert_eq!(accepted["__typename"], "RecordAccepted", "What was written must not be answered as if it was refused: {accepted:#}");
        assert_eq!(accepted["entry"], json!(null), "a writer that is no party is told that it was written, and shown nothing");
        let seen = g.ask("E06000062", "query($n: NhsNumber!) { entry(nhsNumber: $n) { accounts { organisation { code } position { ... on Position { provenance { by { code } onBehalfOf { code } } } } } } }", json!({ "n": WHO })).await;
        let account = &seen["entry"]["accounts"][0];
        assert_eq!(account["organisation"]["code"], "E06000062", "{seen:#}");
        assert_eq!(account["position"]["provenance"], json!({ "by": { "code": "RP1" }, "onBehalfOf": { "code": "E06000062" } }));
        let writer = g.ask("RP1", "query($n: NhsNumber!) { entry(nhsNumber: $n) { id } }", json!({ "n": WHO })).await;
        assert_eq!(writer["entry"], json!(null), "writing for another gives no sight of the person: {writer:#}");
    }

    /// On the day a delegation ends it no longer holds.
    async fn a_delegation_ends(g) {
        g.at("2023-06-13");
        delegated(&g, "E06000062", "RP1", &["IDENTITY"]).await;
        g.at("2023-07-01");
        let mut behalf = input("C1", "k1", &json!({ "identity": identity(WHO, "Example", "1990-01-01") }));
        behalf["onBehalfOf"] = json!("E06000062");
        assert_eq!(refused(&g, "RP1", "Council", &behalf).await["code"], "NOT_PERMITTED");
    }
}
