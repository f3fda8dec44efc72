//! A record that does not follow from what was recorded before.

use serde_json::{Value, json};

use super::{WHO, everything, input, problems, refused, submitted};
use crate::on_both;
use crate::support::identity;

const OTHER: &str = "9434765919";

fn plans(keys: &[&str], left_out: &Value) -> Value {
    let plans: Vec<_> = keys
        .iter()
        .map(|key| json!({ "key": key, "kind": "FULL", "made": "2023-06-01" }))
        .collect();
    json!({ "plan": { "plans": plans, "leftOut": left_out } })
}

fn following(mut input: Value, part: &str, version: u32) -> Value {
    input["expectedVersions"] = json!([{ "part": part, "version": version }]);
    input
}

on_both! {
    /// An item is left out of a list only with a reason.
    async fn an_item_is_left_out_with_a_reason(g) {
        g.at("2023-06-13");
        submitted(&g, "RP1", "Trust", &input("T1", "k1", &plans(&["p1", "p2"], &json!([])))).await;
        let silent = following(input("T1", "k2", &plans(&["p1"], &json!([]))), "PLAN", 1);
        assert_eq!(problems(&refused(&g, "RP1", "Trust", &silent).await), ["LEFT_OUT_WITHOUT_REASON record.plan.leftOut"]);
        let both = following(input("T1", "k2", &plans(&["p1", "p2"], &json!([{ "key": "p2", "why": "ENDED" }]))), "PLAN", 1);
        assert_eq!(problems(&refused(&g, "RP1", "Trust", &both).await), ["DUPLICATE_KEY record.plan.leftOut"]);
        let explained = following(input("T1", "k2", &plans(&["p1"], &json!([{ "key": "p2", "why": "ENDED" }]))), "PLAN", 1);
        let result = submitted(&g, "RP1", "Trust", &explained).await;
        assert_eq!(result["parts"], json!([{ "part": "PLAN", "version": 2, "outcome": "RECORDED" }]), "{result:#}");
    }

    /// An account keeps its NHS number, and one organisation has one account with it.
    async fn an_nhs_number_stays_where_it_is(g) {
        g.at("2023-06-13");
        submitted(&g, "RP1", "Trust", &input("T1", "k1", &json!({ "identity": identity(WHO, "Example", "1990-01-01") }))).await;
        let changed = following(input("T1", "k2", &json!({ "identity": identity(OTHER, "Example", "1990-01-01") })), "IDENTITY", 1);
        assert_eq!(problems(&refused(&g, "RP1", "Trust", &changed).await), ["IDENTITY_CHANGED record.identity.nhsNumber"]);
        let again = input("T2", "k3", &json!({ "identity": identity(WHO, "Example", "1990-01-01") }));
        assert_eq!(problems(&refused(&g, "RP1", "Trust", &again).await), ["IDENTITY_IN_USE record.identity.nhsNumber"]);
        submitted(&g, "RP1", "Trust", &input("T3", "k4", &json!({ "identity": identity(OTHER, "Sample", "1991-01-01") }))).await;
        let swapped = following(input("T3", "k5", &json!({ "identity": identity(WHO, "Sample", "1991-01-01") })), "IDENTITY", 1);
        assert_eq!(problems(&refused(&g, "RP1", "Trust", &swapped).await), ["IDENTITY_CHANGED record.identity.nhsNumber", "IDENTITY_IN_USE record.identity.nhsNumber"]);
        // Another organisation's account of the same person is no clash.
        let council = submitted(&g, "E06000062", "Council", &input("C1", "k1", &json!({ "identity": identity(WHO, "Example", "1990-01-01") }))).await;
        assert_eq!(council["__typename"], "RecordAccepted", "{council:#}");
    }

    /// Whoever did not read the newest version does not write over it.
    async fn a_stale_version_is_not_written_over(g) {
        g.at("2023-06-13");
        submitted(&g, "RP1", "Trust", &input("T1", "k1", &plans(&["p1"], &json!([])))).await;
        let later = input("T1", "k2", &plans(&["p1", "p2"], &json!([])));
        for (stale, expected) in [(later.clone(), Value::Null), (following(later.clone(), "PLAN", 7), json!(7))] {
            let result = refused(&g, "RP1", "Trust", &stale).await;
            assert_eq!(result["code"], "VERSION_CONFLICT", "{result:#}");
            assert_eq!(result["conflicts"], json!([{ "part": "PLAN", "expectedVersion": expected, "currentVersion": 1, "changedBy": { "code": "RP1" } }]));
        }
        // A first version follows none.
        let first = following(input("T9", "k3", &plans(&["p1"], &json!([]))), "PLAN", 1);
        assert_eq!(refused(&g, "RP1", "Trust", &first).await["conflicts"][0]["currentVersion"], 0);
        let result = submitted(&g, "RP1", "Trust", &following(later, "PLAN", 1)).await;
        assert_eq!(result["parts"][0]["version"], 2, "the key of a refused submission is still free: {result:#}");
    }

    /// A key stands for one submission: the same again changes nothing, anything else is refused, be it readable or not.
    async fn a_key_stands_for_one_submission(g) {
        g.at("2023-06-13");
        let once = input("T1", "once", &json!({ "identity": identity(WHO, "Example", "1990-01-01") }));
        let first = submitted(&g, "RP1", "Trust", &once).await;
        assert_eq!(first["replayed"], false, "{first:#}");
        let before = everything(&g).await;
        let twice = submitted(&g, "RP1", "Trust", &once).await;
        assert_eq!((&twice["__typename"], &twice["replayed"]), (&json!("RecordAccepted"), &json!(true)), "{twice:#}");
        assert_eq!(before, everything(&g).await, "sending the same twice is the same as sending it once");
        let mut more = once.clone();
        more["record"]["position"] = json!({ "status": "ELIGIBLE" });
        let mut unreadable = once.clone();
        unreadable["record"]["position"] = json!({ "status": "ELIGIBLE", "since": "yesterday" });
        let mut sourced = once.clone();
        sourced["source"] = json!("another document");
        for different in [input("T2", "once", &once["record"]), more, unreadable, sourced] {
            let result = refused(&g, "RP1", "Trust", &different).await;
            assert_eq!(result["code"], "IDEMPOTENCY_KEY_REUSED", "A key that stands for one submission was taken for another: {different:#} got {result:#}");
        }
    }

    /// The same content under a new key confirms it: no new version.
    async fn the_same_again_is_a_confirmation(g) {
        g.at("2023-06-13");
        let record = json!({ "identity": identity(WHO, "Example", "1990-01-01") });
        submitted(&g, "RP1", "Trust", &input("T1", "k1", &record)).await;
        g.at("2023-07-13");
        let result = submitted(&g, "RP1", "Trust", &input("T1", "k2", &record)).await;
        assert_eq!(result["parts"], json!([{ "part": "IDENTITY", "version": 1, "outcome": "CONFIRMED" }]), "{result:#}");
        assert_eq!(result["replayed"], false, "{result:#}");
    }
}
