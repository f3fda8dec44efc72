//! Pages, cursors and ids that were not given to the caller.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{WHO, asked, everything};
use crate::on_both;
use crate::support::{Gateway, identity};

const ENTRIES: &str = "query($first: Int, $after: String) { entries(first: $first, after: $after) { edges { cursor } } }";
const DUE: &str = "query($first: Int, $after: String) { entries(first: $first, after: $after, orderBy: DUE_FIRST) { edges { cursor } } }";
const DISCREPANCIES: &str = "query($first: Int, $after: String) { discrepancies(first: $first, after: $after) { edges { cursor } } }";
const NOTIFICATIONS: &str = "query($first: Int, $after: String) { notifications(first: $first, after: $after) { edges { cursor } } }";

async fn story(g: &Gateway) {
    g.at("2023-06-13");
    let record = json!({ "identity": identity(WHO, "Example", "1990-01-01"), "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" } });
    g.submit("RP1", "T1", record).await;
}

/// A list that must be refused for one of its arguments.
async fn refused(g: &Gateway, organisation: &str, query: &str, variables: &Value, argument: &str) {
    let before = everything(g).await;
    let (status, answer) = asked(g, organisation, query, variables).await;
    let error = &answer["errors"][0];
    assert_eq!(status, StatusCode::OK, "{answer:#}");
    assert_eq!(
        error["extensions"]["code"], "BAD_USER_INPUT",
        "{organisation} asked {query} with {variables} and got {answer:#}"
    );
    assert_eq!(error["extensions"]["argument"], argument, "{answer:#}");
    assert!(
        error["path"].is_array() && error["extensions"]["reference"].is_string(),
        "{answer:#}"
    );
    assert_eq!(answer["data"], Value::Null, "{answer:#}");
    assert_eq!(
        before,
        everything(g).await,
        "asking badly changed the register"
    );
}

async fn cursor(g: &Gateway, organisation: &str, query: &str, list: &str) -> String {
    let page = g.ask(organisation, query, json!({ "first": 1 })).await;
    page[list]["edges"][0]["cursor"]
        .as_str()
        .unwrap_or_else(|| panic!("{organisation} has one row at least: {page:#}"))
        .to_owned()
}

on_both! {
    /// A page has 1 to 100 rows.
    async fn a_page_has_a_size(g) {
        story(&g).await;
        for query in [ENTRIES, DISCREPANCIES, NOTIFICATIONS] {
            for first in [0, 101, -1] {
                refused(&g, "RP1", query, &json!({ "first": first }), "first").await;
            }
        }
    }

    /// A cursor opens for the caller and the list it was given for, and for nothing else.
    async fn a_cursor_is_for_one_caller_and_list(g) {
        story(&g).await;
        let mine = cursor(&g, "RP1", ENTRIES, "entries").await;
        let theirs = cursor(&g, "E06000062", ENTRIES, "entries").await;
        let told = cursor(&g, "RP1", NOTIFICATIONS, "notifications").await;
        let mut forged = mine.clone().into_bytes();
        forged[20] = if forged[20] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).unwrap();
        for bad in ["", "MQ", "not a cursor", &"A".repeat(500), &forged, &theirs, &told] {
            refused(&g, "RP1", ENTRIES, &json!({ "after": bad }), "after").await;
        }
        for query in [DUE, DISCREPANCIES, NOTIFICATIONS] {
            refused(&g, "RP1", query, &json!({ "after": mine }), "after").await;
        }
        let next = g.ask("RP1", ENTRIES, json!({ "first": 1, "after": mine })).await;
        assert_eq!(next["entries"]["edges"], json!([]), "its own cursor opens, and one entry is all there is");
    }

    /// What is no id, is another thing's id, or is nobody's, is answered as what one may not see.
    async fn a_bad_id_is_nobodys(g) {
        story(&g).await;
        let real = g.ask("RP1", "query($n: NhsNumber!) { entry(nhsNumber: $n) { id accounts { id } } }", json!({ "n": WHO })).await;
        let (entry, account) = (&real["entry"]["id"], &real["entry"]["accounts"][0]["id"]);
        let before = everything(&g).await;
        for id in [json!("nonsense"), json!("ent_"), json!(7), json!("ent_00000000000000000000000000000000"), account.clone()] {
            let (status, answer) = asked(&g, "RP1", "query($id: ID!) { entry(id: $id) { id } }", &json!({ "id": id })).await;
            assert_eq!((status, &answer["data"]["entry"], answer.get("errors")), (StatusCode::OK, &Value::Null, None), "{id}: {answer:#}");
        }
        for id in [json!("nonsense"), json!("acc_00000000000000000000000000000000"), entry.clone()] {
            for mutation in [
                "mutation($id: ID!) { result: withdrawPart(input: { accountId: $id, part: IDENTITY, expectedVersion: 1, why: WRONG_PERSON }) { ...is } }",
                "mutation($id: ID!) { result: unlinkAccount(input: { accountId: $id, reason: \"no\" }) { ...is } }",
                "mutation($id: ID!) { result: linkAccount(input: { accountId: $id, entryId: $id, reason: \"yes\" }) { ...is } }",
                "mutation($id: ID!) { result: acknowledgeNotification(input: { notificationId: $id, reply: ACCEPTED }) { ...is } }",
            ] {
                let query = format!("{mutation} fragment is on NotFound {{ code message }}");
                let (_, answer) = asked(&g, "RP1", &query, &json!({ "id": id })).await;
                assert_eq!(answer["data"]["result"]["code"], "NOT_FOUND", "{id} in {mutation}: {answer:#}");
            }
        }
        assert_eq!(before, everything(&g).await, "asking for what is not there changed the register");
    }
}
