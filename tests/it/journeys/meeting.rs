//! How the first accounts of a person meet.

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{identity, section_3};

const WHO: &str = "9991700013";

on_both! {
    /// A Trust tells, a council and an ICB answer, and each reads the others.
    async fn naming_and_answering_makes_parties(g) {
        g.at("2023-06-13");
        let (detention, basis) = section_3("RP1", "2023-06-13", None);
        let record = json!({ "identity": identity(WHO, "Example", "1990-01-01"), "detention": detention, "legalBasis": basis });
        let entry = g.submit("RP1", "T1", record).await;
        let alone = g.ask("RP1", "query($n: NhsNumber!) { entry(nhsNumber: $n) { relation entitlement { status } } }", json!({ "n": WHO })).await;
        assert_eq!(alone["entry"]["relation"], "CLAIMANT");
        assert_eq!(alone["entry"]["entitlement"]["status"], "PROSPECTIVE");
        let stranger = g.ask("E06000062", "query($n: NhsNumber!) { entry(nhsNumber: $n) { id } }", json!({ "n": WHO })).await;
        assert_eq!(stranger["entry"], Value::Null);

        g.at("2023-06-14");
        g.submit("RP1", "T1", json!({ "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" } })).await;
        g.submit("E06000062", "C1", json!({ "identity": identity(WHO, "Example", "1990-01-01"), "position": { "status": "ELIGIBLE" } })).await;
        let candidate = g.ask("E06000062", "query($id: ID!) { entry(id: $id) { relation viewerCan accounts { organisation { code } plan { __typename } } } }", json!({ "id": entry })).await;
        assert_eq!(candidate["entry"]["relation"], "CANDIDATE", "{candidate:#}");
        assert_eq!(candidate["entry"]["accounts"][0]["plan"]["__typename"], "NotShared");

        g.accept("E06000062", "RP1").await;
        let party = g.ask("E06000062", "query($id: ID!) { entry(id: $id) { relation accounts { organisation { code } detention { __typename } } } }", json!({ "id": entry })).await;
        assert_eq!(party["entry"]["relation"], "RESPONSIBLE");
        assert_eq!(party["entry"]["accounts"].as_array().unwrap().len(), 2, "its own account came with its answer: {party:#}");
        let trust = g.ask("RP1", "query($id: ID!) { entry(id: $id) { relation accounts { organisation { code } position { __typename } } } }", json!({ "id": entry })).await;
        assert_eq!(trust["entry"]["relation"], "PROVIDER");
        assert_eq!(trust["entry"]["accounts"][1]["position"]["__typename"], "Position");
    }

    /// A Trust's "ended" is kept as its account; the duty stands; nothing it does ends anything.
    async fn a_trust_cannot_end_it(g) {
        g.at("2023-06-27");
        let (detention, basis) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
        let record = json!({ "identity": identity(WHO, "Example", "1990-01-01"), "detention": detention, "legalBasis": basis });
        g.submit("RP1", "T1", record).await;
        g.at("2024-01-10");
        let entry = g.submit("RP1", "T1", json!({ "position": { "status": "ENDED", "service": "CLOSED" } })).await;
        assert!(g.standing("RP1", &entry).await.contains(&"UNL-02 V1".to_owned()));
        let seen = g.ask("RP1", "query($id: ID!) { entry(id: $id) { entitlement { status since } duties { kind status until } accounts { position { ... on Position { status } } } } }", json!({ "id": entry })).await;
        assert_eq!(seen["entry"]["entitlement"], json!({ "status": "ENTITLED", "since": "2023-06-27" }));
        assert_eq!(seen["entry"]["accounts"][0]["position"]["status"], "ENDED");
        for duty in seen["entry"]["duties"].as_array().unwrap() {
            assert_eq!((&duty["status"], &duty["until"]), (&json!("OWED"), &Value::Null));
        }
    }
}

on_both! {
    /// A body that accepts, and later denies, was told all the same; and as it stood in between, it had accepted.
    async fn a_second_answer_keeps_the_first(g) {
        g.at("2023-06-27");
        let (detention, basis) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
        let record = json!({
            "identity": identity(WHO, "Example", "1990-01-01"), "detention": detention, "legalBasis": basis,
            "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" }
        });
        let entry = g.submit("RP1", "T1", record).await;
        g.at("2023-07-05");
        g.accept("E06000062", "RP1").await;
        let told = g.ask("RP1", "query($id: ID!) { entry(id: $id) { notifications { id } } }", json!({ "id": entry })).await;
        g.at("2023-08-01");
        let denial = json!({ "notificationId": told["entry"]["notifications"][0]["id"], "reply": "DENIED", "reason": "resident elsewhere" });
        let answer = "mutation($i: AcknowledgeNotificationInput!) { result: acknowledgeNotification(input: $i) { __typename } }";
        assert_eq!(g.ask("E06000062", answer, json!({ "i": denial })).await["result"]["__typename"], "NotificationAcknowledged");
        let query = "query($id: ID!, $k: DateTime) { entry(id: $id, knownAt: $k) { notifications { reply } discrepancies { rule { code } } } }";
        let then = g.ask("RP1", query, json!({ "id": entry, "k": "2023-07-10T12:00:00Z" })).await;
        assert_eq!(then["entry"]["notifications"][0]["reply"], "ACCEPTED", "{then:#}");
        let now = g.ask("RP1", query, json!({ "id": entry })).await;
        assert_eq!(now["entry"]["notifications"][0]["reply"], "DENIED");
        let codes: Vec<_> = now["entry"]["discrepancies"].as_array().unwrap().iter().map(|one| one["rule"]["code"].clone()).collect();
        assert!(!codes.contains(&json!("NOT-01")), "the council has known since it first answered: {codes:?}");
    }
}
