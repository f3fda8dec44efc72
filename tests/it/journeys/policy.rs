//! A joint policy: tried out, put forward, adopted by each of its bodies, in force, left. Nobody lays down anything for another.

use s117::access::Role;
use s117::register::{Register, SeededIds};
use s117::store::Store;
use serde_json::{Value, json};
use std::sync::Arc;

use crate::on_both;
use crate::support::{Gateway, identity, nhs_number, section_3};

const COUNCIL: &str = "E06000062";
const BODIES: [&str; 3] = [COUNCIL, "QPM", "RP1"];
const SHOWN: &str = "... on PolicyRecorded { policy { id digest inForceFrom inForceUntil findings { rule term provisions { code } defaults { name } } \
    members { organisation { code } adoptedAt leftAt } } } ... on InputRejected { problems { code path } } ... on EvidenceChanged { evidence } \
    ... on NotPermitted { denials { reason } }";

async fn asked(g: &Gateway, who: &str, role: Role, query: &str, variables: Value) -> Value {
    let token = g.token(who, role);
    let (_, answer) = g.post(Some(&token), query, &variables).await;
    assert!(answer.get("errors").is_none(), "{who}: {answer:#}");
    answer["data"]["result"].clone()
}

fn policy(members: &[&str], terms: &Value) -> Value {
    json!({ "partnership": "northants", "title": "Section 117 joint policy", "members": members, "effectiveFrom": "2025-01-01", "terms": terms })
}

async fn propose(g: &Gateway, who: &str, policy: &Value) -> Value {
    let query = format!(
        "mutation($p: PolicyInput!) {{ result: proposePolicy(input: $p) {{ __typename {SHOWN} }} }}"
    );
    asked(g, who, Role::Manager, &query, json!({ "p": policy })).await
}

async fn adopt(g: &Gateway, who: &str, role: Role, id: &Value, digest: &Value) -> Value {
    let query = format!(
        "mutation($id: ID!, $d: EvidenceDigest!) {{ result: adoptPolicy(id: $id, digest: $d) {{ __typename {SHOWN} }} }}"
    );
    asked(g, who, role, &query, json!({ "id": id, "d": digest })).await
}

async fn leave(g: &Gateway, who: &str, id: &Value) -> Value {
    let query =
        format!("mutation($id: ID!) {{ result: leavePolicy(id: $id) {{ __typename {SHOWN} }} }}");
    asked(g, who, Role::Manager, &query, json!({ "id": id })).await
}

async fn check(g: &Gateway, who: &str, role: Role, policy: &Value) -> Value {
    let query = "query($p: PolicyInput!) { result: policyCheck(policy: $p) { __typename \
        ... on PolicyChecked { on entries { about } changed { about } findings { term } effects { rule more { about } fewer { about } } } \
        ... on InputRejected { problems { code path } } ... on NotPermitted { denials { reason } } } }";
    asked(g, who, role, query, json!({ "p": policy })).await
}

/// Somebody who left hospital in June 2023 and was reviewed in July 2024, known to all three.
async fn somebody(g: &Gateway, nth: u32) -> String {
    g.at("2024-07-15");
    let number = nhs_number(nth);
    let person = identity(&number, "Example", &format!("19{}-01-01", 50 + nth));
    let (detention, basis) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
    let position =
        json!({ "status": "ELIGIBLE", "responsibleCouncil": COUNCIL, "responsibleIcb": "QPM" });
    let reviews = json!({ "reviews": [{ "key": "r1", "kind": "SECTION_117", "held": "2024-07-10", "section117Considered": "YES" }] });
    let record = json!({ "identity": person, "detention": detention, "legalBasis": basis, "position": position, "reviews": reviews });
    let entry = g.submit("RP1", &format!("T{nth}"), record).await;
    for body in [COUNCIL, "QPM"] {
        g.accept(body, "RP1").await;
        let own = json!({ "identity": person, "position": { "status": "ELIGIBLE" } });
        g.submit(body, &format!("P{nth}"), own).await;
    }
    entry
}

/// The day on which the next review is due, and whether a policy has it due then.
async fn due(g: &Gateway, who: &str, entry: &str) -> (String, bool) {
    let query =
        "query($id: ID!) { result: entry(id: $id) { clocks { kind due policy { title } } } }";
    let answer = asked(g, who, Role::Practitioner, query, json!({ "id": entry })).await;
    let clocks = answer["clocks"].as_array().expect("clocks").clone();
    let review = clocks
        .iter()
        .find(|one| one["kind"] == "YEARLY_REVIEW")
        .expect("the clock runs");
    (
        review["due"].as_str().expect("a date").to_owned(),
        !review["policy"].is_null(),
    )
}

async fn listed(g: &Gateway, who: &str, rule: &str) -> u64 {
    let query = "query($r: String!) { result: discrepancies(filter: { rule: $r }) { totalCount } }";
    let answer = asked(g, who, Role::Practitioner, query, json!({ "r": rule })).await;
    answer["totalCount"].as_u64().expect("a count")
}

on_both! {
    /// Tried out by a reviewer who sees nobody; put forward and adopted; in force the day after; in every list; left.
    async fn from_draft_to_end(g) {
        let mut entries = Vec::new();
        for nth in 1..=7 {
            entries.push(somebody(&g, nth).await);
        }
        g.at("2025-02-01");
        let terms = json!({ "reviewMonths": 6, "coordinators": ["HEALTH_PROFESSIONAL"] });
        let draft = policy(&BODIES, &terms);
        let tried = check(&g, COUNCIL, Role::Reviewer, &draft).await;
        assert_eq!(tried["on"], "2025-02-03", "adopted today it is in force tomorrow, and overdue the day after");
        assert_eq!(tried["entries"]["about"], 5, "seven, to the nearest five: {tried:#}");
        assert_eq!(tried["changed"]["about"], 5);
        assert_eq!(tried["effects"], json!([{ "rule": "DUT-05", "more": { "about": 5 }, "fewer": { "about": null } }]));
        assert_eq!(tried["findings"], json!([{ "term": "coordinators" }]));
        assert_eq!(due(&g, COUNCIL, &entries[0]).await, ("2025-07-10".to_owned(), false), "nothing was written");

        let proposed = propose(&g, COUNCIL, &draft).await;
        let (id, digest) = (&proposed["policy"]["id"], &proposed["policy"]["digest"]);
        assert_eq!(proposed["policy"]["findings"][0]["rule"], "UNL-15");
        assert_eq!(proposed["policy"]["findings"][0]["provisions"][1]["code"], "OMB-24-005-859");
        for (index, body) in BODIES.iter().enumerate() {
            assert_eq!(listed(&g, COUNCIL, "DUT-05").await, 0);
            let adopted = adopt(&g, body, Role::Manager, id, digest).await;
            let last = index == BODIES.len() - 1;
            assert_eq!(adopted["policy"]["inForceFrom"], if last { json!("2025-02-02") } else { Value::Null }, "{adopted:#}");
        }
        while g.register.freshen(50).await.expect("lists are written anew") > 0 {}
        assert_eq!(due(&g, COUNCIL, &entries[0]).await, ("2025-02-02".to_owned(), true));
        g.at("2025-02-03");
        for body in BODIES {
            assert_eq!(listed(&g, body, "DUT-05").await, 7, "{body}");
            assert_eq!(g.standing(body, &entries[0]).await.iter().filter(|code| code.starts_with("DUT-05")).count(), 1);
        }

        let left = leave(&g, "QPM", id).await;
        assert_eq!(left["policy"]["inForceUntil"], "2025-02-04");
        while g.register.freshen(50).await.expect("lists are written anew") > 0 {}
        assert_eq!(listed(&g, COUNCIL, "DUT-05").await, 7, "what fell due under it stays due");
        assert_eq!(leave(&g, "QPM", id).await["problems"][0]["code"], "ALREADY_SIGNED");
    }

    /// What is wrong is named with its path, who may not is told why, and nothing is half done.
    async fn refused(g) {
        g.at("2025-02-01");
        let wrong = json!({
            "partnership": "a b", "title": "", "members": ["E06000062", "nobody"], "effectiveFrom": "tomorrow",
            "terms": { "reviewMonths": -1, "split": { "council": 101, "icb": 0 } },
        });
        let paths = |answer: &Value| {
            let problems = answer["problems"].as_array().expect("problems").clone();
            problems.iter().map(|one| one["path"].as_str().expect("a path").to_owned()).collect::<Vec<_>>()
        };
        let expected = ["partnership", "title", "members[1]", "effectiveFrom", "terms.reviewMonths", "terms.split.council"];
        assert_eq!(paths(&propose(&g, COUNCIL, &wrong).await), expected);
        assert_eq!(paths(&check(&g, COUNCIL, Role::Manager, &wrong).await), expected);
        let alone = policy(&[COUNCIL, "ZZZ"], &json!({ "split": { "council": 60, "icb": 50 } }));
        assert_eq!(paths(&propose(&g, COUNCIL, &alone).await), ["members[1]", "members", "terms.split"]);

        let fine = policy(&BODIES, &json!({ "reviewMonths": 6 }));
        let not_a_member = propose(&g, "E06000061", &fine).await;
        assert_eq!(not_a_member["__typename"], "NotPermitted");
        assert_eq!(check(&g, COUNCIL, Role::Practitioner, &fine).await["__typename"], "NotPermitted");
        let proposed = propose(&g, COUNCIL, &fine).await;
        let (id, digest) = (&proposed["policy"]["id"], &proposed["policy"]["digest"]);
        let other = json!("0".repeat(64));
        let changed = adopt(&g, "QPM", Role::Manager, id, &other).await;
        assert_eq!((&changed["__typename"], &changed["evidence"]), (&json!("EvidenceChanged"), digest));
        assert_eq!(adopt(&g, "QPM", Role::Practitioner, id, digest).await["__typename"], "NotPermitted");
        assert_eq!(adopt(&g, "QYG", Role::Manager, id, digest).await["__typename"], "NotFound", "a draft is its bodies' own");
        assert_eq!(adopt(&g, "QPM", Role::Manager, &json!("pol_1"), digest).await["__typename"], "NotFound");
        assert_eq!(paths(&adopt(&g, "QPM", Role::Manager, id, &json!("abc")).await), ["digest"]);
        let sounding = policy(&BODIES, &json!({ "reviewMonths": 5 }));
        assert_eq!(paths(&check(&g, COUNCIL, Role::Reviewer, &sounding).await), ["terms.reviewMonths"], "a number with which dates could be sounded");
        assert_eq!(adopt(&g, "QPM", Role::Manager, id, digest).await["__typename"], "PolicyRecorded");
        assert_eq!(adopt(&g, "QPM", Role::Manager, id, digest).await["problems"][0]["code"], "ALREADY_SIGNED");
        assert_eq!(leave(&g, "QPM", id).await["__typename"], "PolicyRecorded");
        assert_eq!(adopt(&g, COUNCIL, Role::Manager, id, digest).await["problems"][0]["code"], "NOTHING_PROPOSED");
        let read = "{ result: policies { id } }";
        assert_eq!(asked(&g, "QYG", Role::Practitioner, read, json!({})).await, json!([]));
        assert_eq!(asked(&g, "RP1", Role::Practitioner, read, json!({})).await.as_array().map(Vec::len), Some(1));
    }

    /// On how few something would change is not told, nor on which rule.
    async fn few_are_not_told_apart(g) {
        let mut shown = std::collections::BTreeSet::new();
        for nth in 1..=4 {
            g.at("2025-02-01");
            let draft = policy(&BODIES, &json!({ "reviewMonths": 6 }));
            shown.insert(check(&g, COUNCIL, Role::Reviewer, &draft).await.to_string());
            somebody(&g, nth).await;
        }
        g.at("2025-02-01");
        let draft = policy(&BODIES, &json!({ "reviewMonths": 6 }));
        shown.insert(check(&g, COUNCIL, Role::Reviewer, &draft).await.to_string());
        assert_eq!(shown.len(), 1, "nobody, and one to four: {shown:#?}");
    }

    /// A draft that a body leaves is over, whoever adopted it; and drafts are not without number.
    async fn drafts_are_left(g) {
        g.at("2025-02-01");
        let draft = policy(&BODIES, &json!({ "reviewMonths": 6 }));
        let proposed = propose(&g, COUNCIL, &draft).await;
        let (id, digest) = (&proposed["policy"]["id"], &proposed["policy"]["digest"]);
        assert_eq!(leave(&g, "RP1", id).await["__typename"], "PolicyRecorded");
        assert_eq!(adopt(&g, "QPM", Role::Manager, id, digest).await["problems"][0]["code"], "NOTHING_PROPOSED");
        for _ in 0..20 {
            assert_eq!(propose(&g, COUNCIL, &draft).await["__typename"], "PolicyRecorded");
        }
        assert_eq!(propose(&g, COUNCIL, &draft).await["problems"][0]["code"], "TOO_MANY");
    }

    /// Two gateways over one database: what one is told of a policy the other learns, and lists follow whichever writes them.
    async fn another_process_learns_of_it(g) {
        let entry = somebody(&g, 1).await;
        g.at("2025-02-01");
        let store = Store::connect(&g.database).await.expect("the same database");
        let other = Register::open_store(store, Arc::clone(&g.clock) as Arc<_>, Arc::new(SeededIds::new(7))).await.expect("another process");
        let proposed = propose(&g, COUNCIL, &policy(&BODIES, &json!({ "reviewMonths": 6 }))).await;
        for body in BODIES {
            adopt(&g, body, Role::Manager, &proposed["policy"]["id"], &proposed["policy"]["digest"]).await;
        }
        assert!(other.organisations().policies().all().is_empty());
        other.refresh().await.expect("the other learns of it");
        assert!(other.organisations().policies().all()[0].adopted());
        // What it wrote before it learnt is written anew, by whoever comes first.
        while other.freshen(50).await.expect("lists are written anew") > 0 {}
        g.at("2025-02-03");
        assert_eq!(listed(&g, COUNCIL, "DUT-05").await, 1);
        assert_eq!(due(&g, "RP1", &entry).await.0, "2025-02-02");
    }
}
