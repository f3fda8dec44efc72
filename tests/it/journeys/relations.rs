//! Nobody grants itself access, and nobody keeps it because it was named once.

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{Gateway, identity, section_3};

const WHO: &str = "9991700013";

async fn told(g: &Gateway, council: &str) -> String {
    let (detention, basis) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
    let record = json!({
        "identity": identity(WHO, "Example", "1990-01-01"), "detention": detention, "legalBasis": basis,
        "position": { "status": "ELIGIBLE", "responsibleCouncil": council }
    });
    g.submit("RP1", "T1", record).await
}

async fn relation(g: &Gateway, organisation: &str, entry: &str) -> Value {
    let seen = g.ask(organisation, "query($id: ID!) { entry(id: $id) { relation accounts { organisation { code } detention { __typename } } } }", json!({ "id": entry })).await;
    seen["entry"]["relation"].clone()
}

on_both! {
    /// What a candidate reads of the sections: only whether they qualify.
    async fn a_candidate_reads_only_whether_the_detention_qualifies(g) {
        g.at("2023-07-05");
        let entry = told(&g, "E06000062").await;
        let query = "query($id: ID!) { entry(id: $id) { relation accounts { legalBasis { __typename ... on LegalBasisSummary { qualifies } } } } }";
        let seen = g.ask("E06000062", query, json!({ "id": entry })).await;
        assert_eq!(seen["entry"]["relation"], "CANDIDATE");
        assert_eq!(seen["entry"]["accounts"][0]["legalBasis"], json!({ "__typename": "LegalBasisSummary", "qualifies": "YES" }));
        g.accept("E06000062", "RP1").await;
        let seen = g.ask("E06000062", query, json!({ "id": entry })).await;
        assert_eq!(seen["entry"]["accounts"][0]["legalBasis"]["__typename"], "LegalBasis");
    }

    /// A council that is no longer held responsible cannot find itself responsible again.
    async fn a_former_council_cannot_make_itself_responsible(g) {
        g.at("2023-07-05");
        let entry = told(&g, "E06000062").await;
        g.accept("E06000062", "RP1").await;
        g.submit("E06000062", "C1", json!({ "identity": identity(WHO, "Example", "1990-01-01") })).await;
        assert_eq!(relation(&g, "E06000062", &entry).await, "RESPONSIBLE");
        g.at("2023-07-06");
        g.submit("RP1", "T1", json!({ "position": { "status": "ELIGIBLE", "responsibleCouncil": "E08000012" } })).await;
        assert_eq!(relation(&g, "E06000062", &entry).await, "FORMER");
        let finding = json!({ "key": "r1", "before": "2023-06-13", "finding": "ORDINARILY_RESIDENT", "council": "E06000062" });
        g.submit("E06000062", "C1", json!({ "residence": { "claim": "E06000062", "findings": [finding] }, "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" } })).await;
        assert_eq!(relation(&g, "E06000062", &entry).await, "FORMER");
    }

    /// A council named in error, and then no longer, sees nothing of what is written afterwards.
    async fn named_in_error_and_put_right(g) {
        g.at("2023-07-05");
        let entry = told(&g, "E06000062").await;
        assert_eq!(relation(&g, "E06000062", &entry).await, "CANDIDATE");
        g.at("2023-07-06");
        g.submit("RP1", "T1", json!({ "position": { "status": "ELIGIBLE", "responsibleCouncil": "E08000012" } })).await;
        assert_eq!(relation(&g, "E06000062", &entry).await, "FORMER");
        g.at("2023-07-07");
        g.submit("RP1", "T1", json!({ "address": { "protected": false, "stays": [{ "key": "a1", "postcode": "NN1 1ED" }] } })).await;
        let seen = g.ask("E06000062", "query($id: ID!) { entry(id: $id) { accounts { address { __typename } } } }", json!({ "id": entry })).await;
        assert_eq!(seen["entry"]["accounts"][0]["address"]["__typename"], "NotRecorded", "{seen:#}");
    }

    /// Silence makes a body that a party names responsible, once the time to deny has passed; named by a claimant alone, it never does.
    async fn silence_counts_only_towards_a_party(g) {
        g.at("2023-07-05");
        let entry = told(&g, "E06000062").await;
        g.at("2023-08-01");
        assert_eq!(relation(&g, "E06000062", &entry).await, "CANDIDATE", "nobody has answered the Trust");
        g.accept("E06000062", "RP1").await;
        g.submit("RP1", "T1", json!({ "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062", "responsibleIcb": "QPM" } })).await;
        assert_eq!(relation(&g, "QPM", &entry).await, "CANDIDATE");
        g.at("2023-08-08");
        assert_eq!(relation(&g, "QPM", &entry).await, "CANDIDATE", "the answer is due today");
        g.at("2023-08-09");
        assert_eq!(relation(&g, "QPM", &entry).await, "RESPONSIBLE", "a list is right at midnight without any job");
        let listed = g.ask("QPM", "{ entries { edges { node { relation } } } }", json!({})).await;
        assert_eq!(listed["entries"]["edges"][0]["node"]["relation"], "RESPONSIBLE");
    }
}

on_both! {
    /// A hospital that passed the person on gets nothing back by what it says of itself.
    async fn a_former_hospital_is_not_brought_back_by_its_own_statement(g) {
        g.at("2023-06-15");
        let (mut detention, basis) = section_3("NV1", "2023-06-13", None);
        detention["spells"][0]["transfers"] = json!([{ "key": "t1", "on": "2023-06-15", "to": "RP1" }]);
        g.submit("NV1", "H1", json!({ "identity": identity(WHO, "Example", "1990-01-01"), "detention": detention, "legalBasis": basis })).await;
        g.accept("RP1", "NV1").await;
        let (mut detention, basis) = section_3("RP1", "2023-06-15", Some("2023-06-27"));
        detention["spells"][0]["from"] = json!("NV1");
        g.at("2023-06-27");
        let entry = g.submit("RP1", "T1", json!({ "identity": identity(WHO, "Example", "1990-01-01"), "detention": detention, "legalBasis": basis })).await;
        assert_eq!(relation(&g, "NV1", &entry).await, "FORMER");
        for status in ["UNKNOWN", "ENDED", "NOT_ELIGIBLE"] {
            g.submit("NV1", "H1", json!({ "position": { "status": status } })).await;
            assert_eq!(relation(&g, "NV1", &entry).await, "FORMER", "after saying {status}");
        }
    }

    /// A hospital that passed the person on and admits them again is told nothing more by its own record of it: the council answers first.
    async fn a_former_hospital_that_admits_again_waits_for_an_answer(g) {
        g.at("2023-06-15");
        let (mut detention, basis) = section_3("NV1", "2023-06-13", None);
        detention["spells"][0]["transfers"] = json!([{ "key": "t1", "on": "2023-06-15", "to": "RP1" }]);
        g.submit("NV1", "H1", json!({ "identity": identity(WHO, "Example", "1990-01-01"), "detention": detention, "legalBasis": basis })).await;
        g.accept("RP1", "NV1").await;
        let (ours, our_basis) = section_3("RP1", "2023-06-15", Some("2023-06-27"));
        g.at("2023-06-27");
        let record = json!({
            "identity": identity(WHO, "Example", "1990-01-01"), "detention": ours, "legalBasis": our_basis,
            "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" }
        });
        let entry = g.submit("RP1", "T1", record).await;
        g.accept("E06000062", "RP1").await;
        g.submit("E06000062", "C1", json!({ "identity": identity(WHO, "Example", "1990-01-01"), "position": { "status": "ELIGIBLE" } })).await;
        assert_eq!(relation(&g, "NV1", &entry).await, "FORMER");
        g.at("2024-02-01");
        let again = json!({ "key": "s2", "hospital": "NV1", "start": "2024-02-01" });
        detention["spells"].as_array_mut().expect("spells").push(again);
        let section = json!({ "key": "l2", "spell": "s2", "code": "03", "from": "2024-02-01", "application": "2024-02-01" });
        let mut statuses = basis.clone();
        statuses["statuses"].as_array_mut().expect("statuses").push(section);
        let position = json!({ "status": "ELIGIBLE", "responsibleCouncil": "E06000062" });
        g.submit("NV1", "H1", json!({ "detention": detention, "legalBasis": statuses, "position": position })).await;
        assert_eq!(relation(&g, "NV1", &entry).await, "FORMER", "nobody but itself says that the person is there");
        let told = g.ask("E06000062", "{ notifications(first: 10, unanswered: true) { edges { node { kind from { code } } } } }", json!({})).await;
        let kinds: Vec<_> = told["notifications"]["edges"].as_array().expect("edges").iter().map(|edge| edge["node"]["kind"].clone()).collect();
        assert!(!kinds.is_empty(), "the council is told: {told:#}");
        g.accept("E06000062", "NV1").await;
        assert_eq!(relation(&g, "NV1", &entry).await, "PROVIDER");
    }

    /// A Trust that admits someone it still looks after goes on as provider, and the responsible bodies are told of the admission.
    async fn an_admission_is_told_to_the_responsible_bodies(g) {
        g.at("2023-07-05");
        let entry = told(&g, "E06000062").await;
        g.accept("E06000062", "RP1").await;
        g.at("2024-02-01");
        let (mut detention, _) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
        detention["spells"].as_array_mut().expect("spells").push(json!({ "key": "s2", "hospital": "RP1", "start": "2024-02-01" }));
        g.submit("RP1", "T1", json!({ "detention": detention })).await;
        assert_eq!(relation(&g, "RP1", &entry).await, "PROVIDER");
        let asked = "{ notifications(first: 10, unanswered: true) { edges { node { kind from { code } } } } }";
        let told = g.ask("E06000062", asked, json!({})).await;
        assert_eq!(told["notifications"]["edges"], json!([{ "node": { "kind": "ADMITTED", "from": { "code": "RP1" } } }]));
        g.at("2024-02-02");
        detention["spells"][1]["expectedDischarge"] = json!("2024-03-01");
        g.submit("RP1", "T1", json!({ "detention": detention })).await;
        let again = g.ask("E06000062", asked, json!({})).await;
        let kinds: Vec<_> = again["notifications"]["edges"].as_array().expect("edges").iter().map(|edge| edge["node"]["kind"].clone()).collect();
        assert_eq!(kinds, ["DISCHARGE_PLANNED", "ADMITTED"], "once for each admission, and of the discharge that is planned");
        g.submit("RP1", "T1", json!({ "detention": detention })).await;
        detention["spells"][1]["expectedDischarge"] = json!("2024-03-04");
        g.submit("RP1", "T1", json!({ "detention": detention })).await;
        let put_off = g.ask("E06000062", asked, json!({})).await;
        assert_eq!(put_off["notifications"]["edges"].as_array().map(Vec::len), Some(3), "and again when it is planned for another day");
        // The second admission after the first is told as well.
        detention["spells"][1]["hospitalExit"] = json!("2024-03-04");
        g.at("2024-03-05").submit("RP1", "T1", json!({ "detention": detention })).await;
        detention["spells"].as_array_mut().expect("spells").push(json!({ "key": "s3", "hospital": "RP1", "start": "2024-05-01" }));
        g.at("2024-05-01").submit("RP1", "T1", json!({ "detention": detention })).await;
        let third = g.ask("E06000062", asked, json!({})).await;
        assert_eq!(third["notifications"]["edges"][0]["node"]["kind"], "ADMITTED");
        assert_eq!(third["notifications"]["edges"].as_array().map(Vec::len), Some(4));
    }

    /// Two councils that each find residence in their own area stay parties until somebody else decides between them.
    async fn two_councils_in_dispute_both_stay(g) {
        g.at("2023-07-05");
        let entry = told(&g, "E06000062").await;
        g.accept("E06000062", "RP1").await;
        let own = |council: &str, other: &str| {
            let finding = json!({ "key": "r1", "before": "2023-06-13", "finding": "ORDINARILY_RESIDENT", "council": council });
            json!({ "identity": identity(WHO, "Example", "1990-01-01"), "residence": { "findings": [finding] }, "position": { "status": "ELIGIBLE", "responsibleCouncil": other } })
        };
        g.submit("E06000062", "C1", own("E06000062", "E08000012")).await;
        g.accept("E08000012", "E06000062").await;
        g.submit("E08000012", "L1", own("E08000012", "E06000062")).await;
        assert_eq!(relation(&g, "E06000062", &entry).await, "RESPONSIBLE");
        assert_eq!(relation(&g, "E08000012", &entry).await, "RESPONSIBLE");
        let open = g.ask("RP1", "query($id: ID!) { entry(id: $id) { duties { kind body { code } candidates { code } } } }", json!({ "id": entry })).await;
        assert_eq!(open["entry"]["duties"][0]["body"], Value::Null, "{open:#}");
        assert_eq!(open["entry"]["duties"][0]["candidates"].as_array().unwrap().len(), 2);
    }

    /// A newcomer that an established body answers joins that body's entry, which keeps its id and its history.
    async fn a_newcomer_joins_the_established_entry(g) {
        g.at("2023-07-05");
        let entry = told(&g, "E06000062").await;
        g.accept("E06000062", "RP1").await;
        g.at("2023-07-10");
        let position = json!({ "status": "UNKNOWN", "responsibleCouncil": "E06000062" });
        let later = g.submit("RW4", "X1", json!({ "identity": identity(WHO, "Example", "1990-01-01"), "position": position })).await;
        g.accept("E06000062", "RW4").await;
        let query = "query($id: ID!, $k: DateTime) { entry(id: $id, knownAt: $k) { id relation accounts { organisation { code } } } }";
        let then = g.ask("E06000062", query, json!({ "id": entry, "k": "2023-07-06T12:00:00Z" })).await;
        assert_eq!(then["entry"]["accounts"], json!([{ "organisation": { "code": "RP1" } }]), "the past is as it was");
        let now = g.ask("E06000062", query, json!({ "id": entry })).await;
        assert_eq!(now["entry"]["accounts"].as_array().unwrap().len(), 2, "{now:#}");
        let led_on = g.ask("E06000062", query, json!({ "id": later })).await;
        assert_eq!(led_on["entry"]["id"], entry.as_str(), "the newcomer's old id leads to where it is now");
    }
}
