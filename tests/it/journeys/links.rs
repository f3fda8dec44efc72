//! A link made in error is undone, and everything derived for both people is what it would have been.

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{Gateway, identity, section_3};

const ONE: &str = "9991700013";
const OTHER: &str = "9991700021";
const DERIVED: &str = "query($id: ID!) { entry(id: $id) { relation answer entitlement { status since because { sentence } } duties { kind body { code } status since } \
    discrepancies { rule { code } severity sentence openedOn actors { code } } accounts { organisation { code } own } clocks { kind due } } }";

/// Another person, whose NHS number the council does not have.
fn someone() -> Value {
    json!({ "name": { "given": "Test", "family": "Someone" }, "born": "1985-05-05" })
}

async fn told_of(g: &Gateway, number: &str, local: &str) -> String {
    let (detention, basis) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
    let record = json!({
        "identity": identity(number, "Example", "1990-01-01"), "detention": detention, "legalBasis": basis,
        "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" }
    });
    let entry = g.submit("RP1", local, record).await;
    g.accept("E06000062", "RP1").await;
    entry
}

async fn derived(g: &Gateway, organisation: &str, entry: &str) -> Value {
    g.ask(organisation, DERIVED, json!({ "id": entry })).await["entry"].clone()
}

on_both! {
    /// The council links another person's account by hand, sees it, and takes it back.
    async fn a_wrong_link_is_no_disaster(g) {
        g.at("2023-07-05");
        let one = told_of(&g, ONE, "T1").await;
        let other = g.submit("E06000062", "C2", json!({ "identity": someone(), "position": { "status": "NOT_ELIGIBLE" } })).await;
        let (one_before, other_before) = (derived(&g, "E06000062", &one).await, derived(&g, "E06000062", &other).await);
        let accounts = g.ask("E06000062", "query($id: ID!) { entry(id: $id) { accounts { id own } } }", json!({ "id": other })).await;
        let account = accounts["entry"]["accounts"][0]["id"].clone();

        let link = "mutation($input: LinkAccountInput!) { result: linkAccount(input: $input) { __typename ... on AccountLinked { entry { id } } } }";
        let linked = g.ask("E06000062", link, json!({ "input": { "accountId": account, "entryId": one, "reason": "same name, we thought" } })).await;
        assert_eq!(linked["result"]["__typename"], "AccountLinked", "{linked:#}");
        assert_eq!(linked["result"]["entry"]["id"], one.as_str());
        let wrong = derived(&g, "RP1", &one).await;
        assert!(wrong["discrepancies"].as_array().unwrap().iter().any(|d| d["rule"]["code"] == "REC-04"), "the wrong account denies: {wrong:#}");

        let unlink = "mutation($input: UnlinkAccountInput!) { result: unlinkAccount(input: $input) { __typename ... on AccountLinked { entry { id } } } }";
        let unlinked = g.ask("E06000062", unlink, json!({ "input": { "accountId": account, "reason": "another person" } })).await;
        let fresh = unlinked["result"]["entry"]["id"].as_str().expect("its own entry").to_owned();
        assert_eq!(derived(&g, "E06000062", &one).await, one_before);
        assert_eq!(derived(&g, "E06000062", &fresh).await, other_before);
    }

    /// Two NHS numbers are two people until one of them is put right.
    async fn two_numbers_are_not_linked(g) {
        g.at("2023-07-05");
        let one = told_of(&g, ONE, "T1").await;
        let other = g.submit("E06000062", "C2", json!({ "identity": identity(OTHER, "Example", "1990-01-01") })).await;
        let accounts = g.ask("E06000062", "query($id: ID!) { entry(id: $id) { accounts { id } } }", json!({ "id": other })).await;
        let account = accounts["entry"]["accounts"][0]["id"].clone();
        let link = "mutation($i: LinkAccountInput!) { result: linkAccount(input: $i) { __typename ... on NotPermitted { denials { part reason } } } }";
        let result = g.ask("E06000062", link, json!({ "i": { "accountId": account, "entryId": one, "reason": "the same name" } })).await;
        assert_eq!(result["result"]["__typename"], "NotPermitted", "{result:#}");
        assert_eq!(result["result"]["denials"][0]["part"], "IDENTITY");
        assert_eq!(derived(&g, "RP1", &one).await["accounts"].as_array().map(Vec::len), Some(1));
    }

    /// An account taken from among others by a wrong link goes back among them when that is undone.
    async fn an_account_goes_back_to_where_it_was(g) {
        g.at("2023-07-05");
        let home = told_of(&g, ONE, "T1").await;
        g.submit("E06000062", "C1", json!({ "identity": identity(ONE, "Example", "1990-01-01"), "position": { "status": "ELIGIBLE" } })).await;
        let (detention, basis) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
        let record = json!({
            "identity": { "name": { "given": "Test", "family": "Someone" }, "born": "1985-05-05" }, "detention": detention, "legalBasis": basis,
            "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" }
        });
        let wrong = g.submit("RP1", "T2", record).await;
        g.accept("E06000062", "RP1").await;
        let (home_before, wrong_before) = (derived(&g, "RP1", &home).await, derived(&g, "RP1", &wrong).await);
        let accounts = g.ask("E06000062", "query($id: ID!) { entry(id: $id) { accounts { id own } } }", json!({ "id": home })).await;
        let own = accounts["entry"]["accounts"].as_array().unwrap().iter().find(|one| one["own"] == true).expect("its own")["id"].clone();
        g.ask("E06000062", "mutation($i: LinkAccountInput!) { linkAccount(input: $i) { __typename } }", json!({ "i": { "accountId": own, "entryId": wrong, "reason": "we thought" } })).await;
        assert_ne!(derived(&g, "RP1", &home).await, home_before);
        let unlink = "mutation($i: UnlinkAccountInput!) { result: unlinkAccount(input: $i) { ... on AccountLinked { entry { id } } } }";
        let undone = g.ask("E06000062", unlink, json!({ "i": { "accountId": own, "reason": "another person" } })).await;
        assert_eq!(undone["result"]["entry"]["id"], home.as_str(), "{undone:#}");
        assert_eq!(derived(&g, "RP1", &home).await, home_before);
        assert_eq!(derived(&g, "RP1", &wrong).await, wrong_before);
    }

    /// What a person has taken apart, the next night's feed does not put together again.
    async fn a_feed_does_not_undo_what_a_person_did(g) {
        g.at("2023-07-05");
        let one = told_of(&g, ONE, "T1").await;
        let own = identity(ONE, "Example", "1990-01-01");
        let joined = g.submit("E06000062", "C1", json!({ "identity": own, "position": { "status": "ELIGIBLE" } })).await;
        assert_eq!(joined, one, "the evidence agrees, and the council is a party");
        let accounts = g.ask("E06000062", "query($id: ID!) { entry(id: $id) { accounts { id own } } }", json!({ "id": one })).await;
        let account = accounts["entry"]["accounts"].as_array().unwrap().iter().find(|a| a["own"] == true).expect("its own")["id"].clone();
        let unlink = "mutation($i: UnlinkAccountInput!) { result: unlinkAccount(input: $i) { ... on AccountLinked { entry { id } } } }";
        let apart = g.ask("E06000062", unlink, json!({ "i": { "accountId": account, "reason": "a twin" } })).await["result"]["entry"]["id"].as_str().expect("an entry").to_owned();
        assert_ne!(apart, one);
        let mut moved = own.clone();
        moved["sex"] = json!("FEMALE");
        assert_eq!(g.submit("E06000062", "C1", json!({ "identity": moved })).await, apart);
    }

    /// Where the evidence falls short, a person looks: the computer links nothing and proposes the pair, once.
    async fn a_near_match_waits_for_a_person(g) {
        g.at("2023-07-05");
        let one = told_of(&g, ONE, "T1").await;
        g.submit("E06000062", "C1", json!({ "identity": identity(ONE, "Example", "1990-10-01") })).await;
        let query = "{ linkReviews { accountId localId entry { id accounts { id } } } }";
        let waiting = g.ask("E06000062", query, json!({})).await;
        assert_eq!(waiting["linkReviews"][0]["entry"]["id"], one.as_str(), "{waiting:#}");
        assert_eq!(waiting["linkReviews"][0]["localId"], "C1");
        assert_eq!(waiting["linkReviews"][0]["entry"]["accounts"].as_array().unwrap().len(), 1, "nothing was linked");
        assert_eq!(g.ask("RP1", query, json!({})).await["linkReviews"], json!([]), "it is the council's to look at");
        let account = waiting["linkReviews"][0]["accountId"].clone();
        g.ask("E06000062", "mutation($i: LinkAccountInput!) { linkAccount(input: $i) { __typename } }", json!({ "i": { "accountId": account, "entryId": one, "reason": "day and month swapped" } })).await;
        assert_eq!(g.ask("E06000062", query, json!({})).await["linkReviews"], json!([]));
    }

    /// The history of a link is kept: as known then, the account was there.
    async fn the_link_stays_in_history(g) {
        g.at("2023-07-05");
        let one = told_of(&g, ONE, "T1").await;
        let other = g.submit("E06000062", "C2", json!({ "identity": someone() })).await;
        let accounts = g.ask("E06000062", "query($id: ID!) { entry(id: $id) { accounts { id } } }", json!({ "id": other })).await;
        let account = accounts["entry"]["accounts"][0]["id"].clone();
        g.at("2023-07-06");
        g.ask("E06000062", "mutation($i: LinkAccountInput!) { linkAccount(input: $i) { __typename } }", json!({ "i": { "accountId": account, "entryId": one, "reason": "evidence" } })).await;
        g.at("2023-07-08");
        g.ask("E06000062", "mutation($i: UnlinkAccountInput!) { unlinkAccount(input: $i) { __typename } }", json!({ "i": { "accountId": account, "reason": "another person" } })).await;
        let count = async |known: &str| {
            let query = "query($id: ID!, $k: DateTime!) { entry(id: $id, knownAt: $k) { accounts { id } } }";
            g.ask("RP1", query, json!({ "id": one, "k": known })).await["entry"]["accounts"].as_array().unwrap().len()
        };
        assert_eq!(count("2023-07-05T18:00:00Z").await, 1);
        assert_eq!(count("2023-07-07T12:00:00Z").await, 2);
        assert_eq!(count("2023-07-09T12:00:00Z").await, 1);
    }

    /// What was withdrawn is gone from everything derived, and the history says why.
    async fn a_part_about_the_wrong_person_is_withdrawn(g) {
        g.at("2023-07-05");
        let one = told_of(&g, ONE, "T1").await;
        let accounts = g.ask("RP1", "query($id: ID!) { entry(id: $id) { accounts { id own versions { part version } } } }", json!({ "id": one })).await;
        let own = accounts["entry"]["accounts"].as_array().unwrap().iter().find(|a| a["own"] == true).expect("its own account").clone();
        let withdraw = "mutation($i: WithdrawPartInput!) { result: withdrawPart(input: $i) { __typename } }";
        for part in ["DETENTION", "LEGAL_BASIS"] {
            let input = json!({ "accountId": own["id"], "part": part, "expectedVersion": 1, "why": "WRONG_PERSON" });
            assert_eq!(g.ask("RP1", withdraw, json!({ "i": input })).await["result"]["__typename"], "PartWithdrawn");
        }
        let query = "query($id: ID!) { entry(id: $id) { entitlement { status } accounts { organisation { code } detention { __typename ... on NotRecorded { withdrawn } } } } }";
        let after = g.ask("E06000062", query, json!({ "id": one })).await;
        assert_eq!(after["entry"]["entitlement"]["status"], "CANNOT_TELL", "{after:#}");
        let shown = &after["entry"]["accounts"][0];
        assert_eq!(shown["detention"], json!({ "__typename": "NotRecorded", "withdrawn": "WRONG_PERSON" }));
    }
}
