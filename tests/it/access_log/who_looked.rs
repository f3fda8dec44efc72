//! `accessLog`: who was shown an entry, for those who may ask.

use axum::http::StatusCode;
use s117::access::Role;
use serde_json::{Value, json};

use super::{ASK, WHO};
use crate::on_both;
use crate::support::{Gateway, identity, section_3};

const LOOKS: &str = "query($id: ID!, $first: Int = 20, $after: String) { accessLog(entry: $id, first: $first, after: $after) { \
    totalCount pageInfo { hasNextPage endCursor } edges { node { at role subject organisation { code } } } } }";

async fn looks(g: &Gateway, organisation: &str, variables: Value) -> (StatusCode, Value) {
    let token = g.token(organisation, Role::Manager);
    g.post(Some(&token), LOOKS, &variables).await
}

fn told(answer: &Value) -> Vec<(String, Option<String>)> {
    let edges = answer["data"]["accessLog"]["edges"]
        .as_array()
        .unwrap_or_else(|| panic!("looks: {answer}"));
    let one = |edge: &Value| {
        let node = &edge["node"];
        let code = node["organisation"]["code"].as_str().expect("a code");
        (code.to_owned(), node["subject"].as_str().map(str::to_owned))
    };
    edges.iter().map(one).collect()
}

/// A person whom the Trust knows and the council is told of, and accepts.
async fn shared(g: &Gateway) -> String {
    let (detention, legal_basis) = section_3("RP1", "2022-11-01", Some("2022-12-20"));
    let entry = g
        .submit(
            "RP1",
            "T1",
            json!({
                "identity": identity(WHO, "Example", "1990-01-01"), "detention": detention, "legalBasis": legal_basis,
                "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" }
            }),
        )
        .await;
    g.accept("E06000062", "RP1").await;
    entry
}

on_both! {
    /// The newest first; the subjects of one's own organisation alone.
    async fn a_party_is_told_of_every_organisation_and_names_its_own(g) {
        let entry = shared(&g).await;
        g.ask("E06000062", ASK, json!({ "n": WHO })).await;
        g.ask("RP1", ASK, json!({ "n": WHO })).await;
        let (_, answer) = looks(&g, "E06000062", json!({ "id": entry })).await;
        let all = told(&answer);
        assert_eq!(answer["data"]["accessLog"]["totalCount"], all.len());
        assert!(all.iter().any(|(code, _)| code == "RP1"));
        for (code, subject) in &all {
            assert_eq!(subject.is_some(), code == "E06000062", "{code} {subject:?}");
        }
        let (_, again) = looks(&g, "E06000062", json!({ "id": entry })).await;
        assert_eq!(told(&again).len(), all.len() + 1, "to ask is to look");
        g.at("2023-02-01");
        let (_, first) = looks(&g, "RP1", json!({ "id": entry, "first": 2 })).await;
        assert_eq!(told(&first).len(), 2);
        assert_eq!(first["data"]["accessLog"]["pageInfo"]["hasNextPage"], true);
        let after = &first["data"]["accessLog"]["pageInfo"]["endCursor"];
        let (_, rest) = looks(&g, "RP1", json!({ "id": entry, "first": 100, "after": after })).await;
        assert_eq!(told(&rest).len() + 2, all.len() + 2);
    }

    /// A stranger is told nothing, nor whether there is anyone; a role that may not ask is told so, whoever it asks about.
    async fn who_may_not_ask_is_told_nothing(g) {
        let entry = shared(&g).await;
        let (_, stranger) = looks(&g, "QYG", json!({ "id": entry })).await;
        let (_, nobody) = looks(&g, "QYG", json!({ "id": "ent_00000000000000000000000000000001" })).await;
        assert_eq!(stranger["data"], json!({ "accessLog": null }));
        assert_eq!(stranger["data"], nobody["data"]);
        for role in [Role::Practitioner, Role::Job, Role::Reviewer] {
            let token = g.token("RP1", role);
            for id in [entry.as_str(), "ent_00000000000000000000000000000001", "no id"] {
                let (_, answer) = g.post(Some(&token), LOOKS, &json!({ "id": id })).await;
                assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{answer}");
            }
        }
    }
}
