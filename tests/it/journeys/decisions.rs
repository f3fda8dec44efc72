//! The Ombudsmen's decisions as records of their own: about several bodies and no particular person.

use s117::access::Role;
use serde_json::{Value, json};

use crate::on_both;
use crate::support::Gateway;

const COUNCIL: &str = "E06000062";
const SHOWN: &str = "number linked called sums { orderedPence paidPence } recordedBy { code } findings { about } \
    owed { by { code } progress recommendedBefore paidPence recommendation { what } evidence { shows } }";

async fn asked(g: &Gateway, who: &str, role: Role, query: &str, variables: Value) -> Value {
    let token = g.token(who, role);
    let (_, answer) = g.post(Some(&token), query, &variables).await;
    assert!(answer.get("errors").is_none(), "{who}: {answer:#}");
    answer["data"]["result"].clone()
}

/// A recommendation to one body, with its evidence.
fn asks(key: &str, body: &str, pence: Option<u64>, evidence: &Value) -> Value {
    let kind = if pence.is_some() {
        "PAYMENT"
    } else {
        "COORDINATOR"
    };
    json!({ "key": key, "body": body, "kind": kind, "payee": "PERSON", "what": "Words of the decision", "due": "2024-01-31", "amountPence": pence, "evidence": evidence })
}

fn decision(reference: &str, follows: &[&str], recommendations: &Value) -> Value {
    json!({
        "key": "d", "reference": reference, "decided": "2023-11-30", "outcome": "UPHELD", "called": ["Mr Y"], "follows": follows,
        "findings": [{ "key": "f", "body": "RP1", "kind": "FAULT_WITH_INJUSTICE", "about": "No coordinator" }], "recommendations": recommendations,
    })
}

async fn record(g: &Gateway, who: &str, decision: &Value, expected: Option<u32>) -> Value {
    let query = format!(
        "mutation($i: RecordOmbudsmanDecisionInput!) {{ result: recordOmbudsmanDecision(input: $i) {{ __typename ... on OmbudsmanDecisionRecorded {{ version \
         case {{ {SHOWN} }} }} ... on InputRejected {{ problems {{ code path }} }} ... on VersionConflict {{ conflicts {{ currentVersion }} }} }} }}"
    );
    let input = json!({ "decision": decision, "expectedVersion": expected });
    asked(g, who, Role::Practitioner, &query, json!({ "i": input })).await
}

async fn list(g: &Gateway, who: &str, role: Role, arguments: &str) -> Value {
    let query = format!(
        "{{ result: ombudsmanDecisions{arguments} {{ totalCount pageInfo {{ hasNextPage endCursor }} edges {{ node {{ {SHOWN} }} }} }} }}"
    );
    asked(g, who, role, &query, json!({})).await
}

fn numbers(page: &Value) -> Vec<String> {
    let edges = page["edges"].as_array().expect("edges").iter();
    let number = |edge: &Value| {
        edge["node"]["number"]
            .as_str()
            .expect("a number")
            .to_owned()
    };
    edges.map(number).collect()
}

on_both! {
    /// Several bodies record it, each its own evidence: owed once, read by those it names and by nobody else.
    async fn bodies_tell_one_decision_together(g) {
        g.at("2024-03-01");
        let paid = json!([{ "key": "e", "complied": "YES", "done": "2024-01-20", "paidPence": 10000, "shows": "Payment advice" }]);
        let none = json!([]);
        let of = |evidence: &Value, theirs: &Value| json!([asks("a", "RP1", Some(10_000), evidence), asks("b", COUNCIL, Some(10_000), theirs)]);
        let trusts = decision("23 002 112a", &[], &of(&paid, &none));
        let councils = decision("23-002-112b", &[], &of(&none, &none));
        assert_eq!(record(&g, "RP1", &trusts, None).await["version"], 1);
        let told = record(&g, COUNCIL, &councils, None).await;
        assert_eq!(told["case"]["number"], "23002112");
        assert_eq!(told["case"]["sums"], json!({ "orderedPence": 20000, "paidPence": 10000 }), "owed once each: {told:#}");
        assert_eq!(told["case"]["recordedBy"].as_array().map(Vec::len), Some(2));
        let progress: Vec<_> = told["case"]["owed"].as_array().expect("owed").iter().map(|one| one["progress"].clone()).collect();
        assert_eq!(progress, ["REPORTED", "OVERDUE"], "the Trust's, and the council's own: {told:#}");

        // The same again is no new version; another needs the version it follows.
        assert_eq!(record(&g, "RP1", &trusts, Some(1)).await["version"], 1);
        assert_eq!(record(&g, "RP1", &councils, None).await["conflicts"], json!([{ "currentVersion": 1 }]));
        assert_eq!(record(&g, "RP1", &councils, Some(1)).await["version"], 2);

        assert_eq!(list(&g, "QYG", Role::Practitioner, "").await["totalCount"], 0);
        let refused = record(&g, "QYG", &trusts, None).await;
        assert_eq!(refused["__typename"], "NotPermitted");
        // To name oneself in a case opens nobody else's record of it.
        let own = json!([asks("z", "QYG", None, &json!([]))]);
        let mut invented = decision("23 002 112c", &[], &own);
        invented["findings"][0]["body"] = json!("QYG");
        let told = record(&g, "QYG", &invented, None).await;
        assert_eq!(told["case"]["recordedBy"], json!([{ "code": "QYG" }]), "{told:#}");
        assert_eq!(list(&g, "QYG", Role::Practitioner, "").await["edges"][0]["node"]["recordedBy"], json!([{ "code": "QYG" }]));
        // Nor does what an earlier version named.
        let mut named = invented.clone();
        named["recommendations"][0]["body"] = json!("NV1");
        assert_eq!(record(&g, "QYG", &named, Some(1)).await["version"], 2);
        assert_eq!(list(&g, "NV1", Role::Practitioner, "").await["totalCount"], 1);
        assert_eq!(record(&g, "QYG", &invented, Some(2)).await["version"], 3);
        assert_eq!(list(&g, "NV1", Role::Practitioner, "").await["totalCount"], 0);

        let page = list(&g, "RP1", Role::Reviewer, "").await;
        let seen = &page["edges"][0]["node"];
        assert_eq!(seen["called"], json!([]));
        assert_eq!((&seen["findings"][0]["about"], &seen["owed"][0]["recommendation"]["what"]), (&Value::Null, &Value::Null), "a reviewer reads no free text");

        let withdraw = "mutation($v: Int!) { result: withdrawOmbudsmanDecision(reference: \"23 002 112\", expectedVersion: $v) { __typename \
            ... on OmbudsmanDecisionRecorded { version case { recordedBy { code } } } ... on VersionConflict { conflicts { currentVersion } } } }";
        let early = asked(&g, "RP1", Role::Practitioner, withdraw, json!({ "v": 1 })).await;
        assert_eq!(early["conflicts"][0]["currentVersion"], 2);
        let gone = asked(&g, "RP1", Role::Practitioner, withdraw, json!({ "v": 2 })).await;
        assert_eq!((&gone["version"], &gone["case"]["recordedBy"]), (&json!(3), &json!([{ "code": COUNCIL }])));
        assert_eq!(asked(&g, "NV1", Role::Practitioner, withdraw, json!({ "v": 1 })).await["__typename"], "NotFound");
    }

    /// Linked over the years, repeated, and owed by whoever took over.
    async fn decisions_follow_each_other_and_the_bodies(g) {
        g.at("2024-03-01");
        let coordinator = |body: &str| json!([asks("c", body, None, &json!([]))]);
        record(&g, "RP1", &decision("21 003 925", &[], &coordinator("RP1")), None).await;
        record(&g, "RP1", &decision("23 002 112", &["21 003 925"], &coordinator("RP1")), None).await;
        record(&g, "RP1", &decision("24 014 179", &[], &coordinator("RP1")), None).await;
        let first = list(&g, "RP1", Role::Practitioner, "(first: 2)").await;
        assert_eq!((numbers(&first), &first["totalCount"]), (vec!["21003925".to_owned(), "23002112".to_owned()], &json!(3)));
        assert_eq!(first["edges"][1]["node"]["linked"], json!(["21003925"]));
        assert_eq!(first["edges"][1]["node"]["owed"][0]["recommendedBefore"], json!(["21003925"]));
        let cursor = first["pageInfo"]["endCursor"].as_str().expect("a cursor");
        let second = list(&g, "RP1", Role::Practitioner, &format!("(first: 2, after: \"{cursor}\")")).await;
        assert_eq!((numbers(&second), &second["pageInfo"]["hasNextPage"]), (vec!["24014179".to_owned()], &json!(false)));
        assert_eq!(numbers(&list(&g, "RP1", Role::Practitioner, "(reference: \"23 O02 112c\")").await), ["23002112"]);

        // The county was divided: both of its successors are concerned by what it owes.
        let county = json!([asks("c", "E10000021", None, &json!([]))]);
        record(&g, "E06000061", &decision("20 000 001", &[], &county), None).await;
        for successor in [COUNCIL, "E06000061"] {
            let page = list(&g, successor, Role::Manager, "").await;
            assert_eq!(numbers(&page), ["20000001"], "{successor}");
            assert_eq!(page["edges"][0]["node"]["owed"][0]["by"]["code"], "E10000021", "nobody has said which");
        }
    }

    /// What cannot be so is named with its path.
    async fn refused(g) {
        g.at("2024-03-01");
        let mut wrong = decision("12", &["nothing"], &json!([asks("a", "ZZZ", Some(1), &json!([]))]));
        let paths = |answer: &Value| answer["problems"].as_array().expect("problems").iter().map(|one| one["path"].as_str().expect("a path").to_owned()).collect::<Vec<_>>();
        assert_eq!(paths(&record(&g, "RP1", &wrong, None).await), ["decision.reference", "decision.follows[0]"]);
        wrong["reference"] = json!("24 005 859");
        wrong["follows"] = json!([]);
        wrong["recommendations"][0]["due"] = json!("2023-01-31");
        assert_eq!(paths(&record(&g, "RP1", &wrong, None).await), ["decision.recommendations[0].due", "decision.recommendations[0].body"]);
        let nobody = json!({ "key": "d", "reference": "24 005 859", "decided": "2030-01-01", "outcome": "UPHELD" });
        assert_eq!(paths(&record(&g, "RP1", &nobody, None).await), ["decision.decided", "decision.findings"]);
        assert_eq!(list(&g, "RP1", Role::Practitioner, "").await["totalCount"], 0, "nothing half done");
    }
}
