//! Asking and being told: who was told what, who has answered, and since when each body knew.

use serde_json::{Value, json};

use super::support::{COUNCIL, ICB, TRUST, person};
use crate::on_both;
use crate::support::Gateway;

async fn told(g: &Gateway, who: &str) -> Vec<(String, String)> {
    let query = "{ notifications(first: 50, unanswered: true) { edges { node { kind escalation to { code } } } } }";
    let data = g.ask(who, query, json!({})).await;
    let edges = data["notifications"]["edges"].as_array().expect("edges");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let to_it = edges
        .iter()
        .filter(|edge| edge["node"]["to"]["code"] == who);
    to_it
        .map(|edge| {
            (
                word(&edge["node"]["kind"]),
                word(&edge["node"]["escalation"]),
            )
        })
        .collect()
}

on_both! {
    /// A closed service and a move are told to whoever may read of them, once for each time; what nobody answers is escalated.
    async fn what_happens_is_told_and_escalated(g) {
        let _ = person(&g).await;
        let (before, icb) = (told(&g, COUNCIL).await, told(&g, ICB).await);
        g.at("2024-01-08");
        let position = json!({ "status": "ELIGIBLE", "responsibleCouncil": COUNCIL, "responsibleIcb": ICB, "service": "CLOSED" });
        g.submit(TRUST, "T1", json!({ "position": position })).await;
        let closed = |escalation: &str| ("SERVICE_CLOSED".to_owned(), escalation.to_owned());
        assert!(told(&g, COUNCIL).await.contains(&closed("NONE")) && told(&g, ICB).await.contains(&closed("NONE")));
        assert_eq!(told(&g, COUNCIL).await.len(), before.len() + 1);
        // Said again it is no news; opened and closed again it is.
        let mut changed = position.clone();
        changed["contact"] = json!({ "inHours": "01604 000000" });
        g.submit(TRUST, "T1", json!({ "position": changed })).await;
        assert_eq!(told(&g, ICB).await.len(), icb.len() + 1);
        changed["service"] = json!("OPEN");
        g.submit(TRUST, "T1", json!({ "position": changed })).await;
        changed["service"] = json!("CLOSED");
        g.submit(TRUST, "T1", json!({ "position": changed })).await;
        assert_eq!(told(&g, ICB).await.len(), icb.len() + 2);
        g.submit(TRUST, "T1", json!({ "events": { "events": [{ "key": "m1", "kind": "MOVED", "on": "2024-01-07" }] } })).await;
        assert!(told(&g, COUNCIL).await.contains(&("MOVED".to_owned(), "NONE".to_owned())));
        // Five working days, and five more.
        for (day, escalation) in [("2024-01-15", "NONE"), ("2024-01-16", "OVERDUE"), ("2024-01-22", "OVERDUE"), ("2024-01-23", "LONG_OVERDUE")] {
            g.at(day);
            assert!(told(&g, COUNCIL).await.contains(&closed(escalation)), "{day}");
        }
        g.accept(COUNCIL, TRUST).await;
        assert!(!told(&g, COUNCIL).await.contains(&closed("LONG_OVERDUE")));
    }

    /// The register says who knew what since when and from what; being told is not knowing.
    async fn it_says_who_knew_what_since_when(g) {
        let entry = person(&g).await;
        g.at("2023-05-02");
        let query = "query($id: ID!, $at: DateTime) { entry(id: $id, knownAt: $at) { knowledge { organisation { code } firstKnew firstNotifiedAt signs { since source } } } }";
        let data = g.ask(COUNCIL, query, json!({ "id": entry })).await;
        let all = data["entry"]["knowledge"].as_array().expect("knowledge").clone();
        let of = |code: &str| all.iter().find(|one| one["organisation"]["code"] == code).expect("a body").clone();
        assert_eq!((&of(TRUST)["firstKnew"], &of(TRUST)["signs"][0]["source"]), (&json!("2023-01-10"), &json!("OWN_HOSPITAL")));
        assert_eq!(of(COUNCIL)["firstKnew"], "2023-04-03");
        assert!(of(ICB)["firstNotifiedAt"].is_string());
        let sources: Vec<_> = of(ICB)["signs"].as_array().expect("signs").iter().map(|one| one["source"].clone()).collect();
        assert!(sources.contains(&json!("ANSWER")) && sources.contains(&json!("SUBMISSION")), "{sources:?}");
        let none = g.ask(COUNCIL, query, json!({ "id": entry, "at": "2023-01-02T00:00:00Z" })).await;
        assert!(none["entry"]["knowledge"].as_array().is_none_or(Vec::is_empty), "{none:#}");
    }
}
