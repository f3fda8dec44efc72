//! Ten products that leak, each in its own way: `caught` holds that the comparison sees every one.

use serde_json::{Value, json};

use super::operations::Operation;
use super::session::Leak;

fn answer(value: &mut Value) -> &mut Value {
    &mut value["body"]["data"]["answer"]
}

fn is(operation: &Operation, root: &str) -> bool {
    operation.root == root && !operation.walk
}

/// The answers that show the caller's own entry.
fn shown<'a>(operation: &Operation, value: &'a mut Value) -> Option<&'a mut Value> {
    (is(operation, "entry") && value["body"]["data"]["answer"].is_object()).then(|| answer(value))
}

fn push(list: &mut Value, item: Value) {
    if let Some(list) = list.as_array_mut() {
        list.push(item);
    }
}

/// What leaks, in which root field's answers, and how.
pub const LEAKS: [(&str, &str, Leak); 10] = [
    (
        "a filter on a hidden field",
        "entries",
        |hidden, operation, value| {
            if hidden
                && is(operation, "entries")
                && operation
                    .arguments
                    .get("filter")
                    .is_some_and(|filter| filter["rule"] == "REC-04")
            {
                push(
                    &mut answer(value)["edges"],
                    json!({ "cursor": "", "node": { "id": "ent_00000000000000000000000000000001" } }),
                );
            }
        },
    ),
    (
        "a sort by a hidden value",
        "entries",
        |hidden, operation, value| {
            if hidden
                && is(operation, "entries")
                && operation
                    .arguments
                    .get("orderBy")
                    .is_some_and(|order| order == "WORST_FIRST")
                && let Some(edges) = answer(value)["edges"].as_array_mut()
            {
                edges.reverse();
            }
        },
    ),
    (
        "a count that counts hidden rows",
        "discrepancies",
        |hidden, operation, value| {
            if hidden
                && is(operation, "discrepancies")
                && let Some(total) = value["body"]["data"]["answer"]["totalCount"].as_u64()
            {
                answer(value)["totalCount"] = json!(total + 3);
            }
        },
    ),
    (
        "a cursor that encodes a position",
        "entries",
        |hidden, operation, value| {
            if is(operation, "entries") && !answer(value)["pageInfo"]["endCursor"].is_null() {
                answer(value)["pageInfo"]["endCursor"] =
                    json!(if hidden { "cm93OjE3" } else { "cm93OjI" });
            }
        },
    ),
    (
        "a reason that quotes a hidden part",
        "entry",
        |hidden, operation, value| {
            if let Some(entry) = shown(operation, value).filter(|_| hidden) {
                push(
                    &mut entry["entitlement"]["because"],
                    json!("The council records that the person died on 2023-12-24."),
                );
            }
        },
    ),
    (
        "an error that says it exists",
        "entry",
        |hidden, operation, value| {
            if hidden
                && is(operation, "entry")
                && value["body"]["data"]["answer"].is_null()
                && value["body"].get("errors").is_none()
            {
                value["body"]["errors"] =
                    json!([{ "message": "This entry exists but is not yours." }]);
            }
        },
    ),
    (
        "a discrepancy about a hidden part shown whole",
        "entry",
        |hidden, operation, value| {
            if let Some(entry) = shown(operation, value).filter(|_| hidden) {
                push(
                    &mut entry["discrepancies"],
                    json!({ "sentence": "The bodies differ: Trust says eligible; council says not eligible." }),
                );
            }
        },
    ),
    (
        "a link that tells whether the other entry exists",
        "linkAccount",
        |hidden, operation, value| {
            if hidden && is(operation, "linkAccount") && answer(value)["__typename"] == "NotFound" {
                *answer(value) =
                    json!({ "__typename": "NotPermitted", "code": "NOT_PERMITTED", "denials": [] });
            }
        },
    ),
    (
        "a notification shown to one who is no party to it",
        "notifications",
        |hidden, operation, value| {
            if hidden && is(operation, "notifications") && answer(value)["edges"].is_array() {
                push(
                    &mut answer(value)["edges"],
                    json!({ "cursor": "", "node": { "kind": "NAMED_RESPONSIBLE" } }),
                );
            }
        },
    ),
    (
        "a permission that depends on a hidden part",
        "entry",
        |hidden, operation, value| {
            if let Some(entry) = shown(operation, value).filter(|_| hidden) {
                push(&mut entry["viewerCan"], json!("LINK_ACCOUNT"));
            }
        },
    ),
];
