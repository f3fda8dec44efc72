//! What is said once for many people: which parts a feed carries, and what a nightly feed repeats.

use serde_json::json;

use crate::on_both;
use crate::support::{identity, section_3};

const WHO: &str = "9991700013";

on_both! {
    /// Lists follow what a feed is declared to carry, as the entry itself does.
    async fn a_declared_feed_shows_in_lists_at_once(g) {
        g.at("2023-09-05");
        let (detention, basis) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
        let position = json!({ "status": "ELIGIBLE", "responsibleCouncil": "E06000062" });
        let entry = g.submit("RP1", "T1", json!({ "identity": identity(WHO, "Example", "1990-01-01"), "detention": detention, "legalBasis": basis, "position": position })).await;
        g.accept("E06000062", "RP1").await;
        let listed = async || {
            let query = "{ discrepancies(first: 100) { edges { node { rule { code } severity } } } }";
            let page = g.ask("E06000062", query, json!({})).await;
            let edges = page["discrepancies"]["edges"].as_array().expect("edges").clone();
            let mut codes: Vec<_> = edges.iter().map(|edge| format!("{} {}", edge["node"]["rule"]["code"].as_str().unwrap_or("-"), edge["node"]["severity"].as_str().unwrap_or("-"))).collect();
            codes.sort();
            codes
        };
        assert_eq!(listed().await, g.standing("E06000062", &entry).await);
        g.declares("RP1", &["PLAN", "REVIEWS", "COORDINATOR"]).await;
        let standing = g.standing("E06000062", &entry).await;
        assert!(standing.iter().any(|code| code.starts_with("DUT-01")), "{standing:?}");
        assert_eq!(listed().await, standing);
    }

    /// A nightly feed that repeats what it said is confirming it, whatever it left out before and in whatever order.
    async fn the_same_again_is_a_confirmation(g) {
        g.at("2023-09-05");
        let stay = |key: &str| json!({ "key": key, "postcode": "NN1 1ED" });
        let address = |stays: &[&str], left_out: &[&str]| {
            let gone: Vec<_> = left_out.iter().map(|key| json!({ "key": key, "why": "ENDED" })).collect();
            let stays: Vec<_> = stays.iter().map(|key| stay(key)).collect();
            json!({ "address": { "protected": false, "stays": stays, "leftOut": gone } })
        };
        let outcome = async |record| {
            let result = g.try_submit("RP1", "T1", &record).await;
            (result["parts"][0]["outcome"].as_str().map(ToOwned::to_owned), result["parts"][0]["version"].as_u64())
        };
        let (recorded, confirmed) = (Some("RECORDED".to_owned()), Some("CONFIRMED".to_owned()));
        assert_eq!(outcome(address(&["a", "b"], &[])).await, (recorded.clone(), Some(1)));
        assert_eq!(outcome(address(&["b", "a"], &[])).await, (confirmed.clone(), Some(1)), "the order says nothing");
        assert_eq!(outcome(address(&["a"], &["b"])).await, (recorded, Some(2)));
        assert_eq!(outcome(address(&["a"], &[])).await, (confirmed.clone(), Some(2)));
        assert_eq!(outcome(address(&["a"], &["b"])).await, (confirmed, Some(2)));
    }
}
