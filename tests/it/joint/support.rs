//! A person with whom council, ICB and Trust have to do, and the acts of each.

use serde_json::{Value, json};

use crate::support::{Gateway, identity, nhs_number, section_3};

pub const COUNCIL: &str = "E06000062";
pub const OTHER_COUNCIL: &str = "E06000061";
pub const ICB: &str = "QPM";
pub const TRUST: &str = "RP1";

/// Under section 3 from 10 January to 20 March 2023, known to all three; the id of the entry.
pub async fn person(g: &Gateway) -> String {
    the_nth(g, 1).await
}

/// The same of the nth such person.
pub async fn the_nth(g: &Gateway, nth: u32) -> String {
    g.at("2023-04-03");
    let (detention, basis) = section_3(TRUST, "2023-01-10", Some("2023-03-20"));
    let who = identity(&nhs_number(nth), "Example", "1990-01-01");
    let named =
        json!({ "status": "ELIGIBLE", "responsibleCouncil": COUNCIL, "responsibleIcb": ICB });
    let entry = g
        .submit(TRUST, &format!("T{nth}"), json!({ "identity": who, "detention": detention, "legalBasis": basis, "position": named }))
        .await;
    for body in [COUNCIL, ICB] {
        g.submit(
            body,
            &nth.to_string(),
            json!({ "identity": who, "position": { "status": "ELIGIBLE" } }),
        )
        .await;
        g.accept(body, TRUST).await;
    }
    entry
}

/// A review of section 117 with this key, held on a day.
pub fn review(key: &str, held: &str) -> Value {
    json!({ "reviews": { "reviews": [{ "key": key, "kind": "SECTION_117", "held": held, "section117Considered": "YES" }] } })
}

/// Does something; the whole result.
pub async fn act(g: &Gateway, who: &str, name: &str, input: Value) -> Value {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let disputes = name.ends_with("Dispute");
    let result = if disputes { DISPUTE } else { RESULT };
    let query = format!(
        "mutation($input: {kind}!) {{ result: {name}(input: $input) {{ __typename {result} }} }}"
    );
    let data = g.ask(who, &query, json!({ "input": input })).await;
    data["result"].clone()
}

const RESULT: &str = "... on EndingActRecorded { entry { id } } ... on InputRejected { problems { code path } } \
    ... on RefusedByLaw { reasons { sentence provision { code } } } ... on EvidenceChanged { evidence } ... on NotPermitted { denials { part reason provision { code } } }";

const DISPUTE: &str = "... on DisputeActRecorded { entry { id } } ... on InputRejected { problems { code path } } \
    ... on RefusedByLaw { reasons { sentence provision { code } } } ... on NotPermitted { denials { part reason provision { code } } }";

/// A proposal that leaves nothing to be desired.
pub fn proposal(entry: &str) -> Value {
    json!({
        "entryId": entry,
        "reasons": ["NEED_CEASED"],
        "evidence": { "shows": "Well for two years, with no service needed." },
        "involvement": { "attendance": [{ "role": "PERSON", "invited": true, "attended": true }], "viewsRecorded": "YES" },
    })
}

pub async fn propose(g: &Gateway, who: &str, entry: &str) -> Value {
    act(g, who, "proposeEnding", proposal(entry)).await
}

pub async fn sign(g: &Gateway, who: &str, entry: &str, evidence: &Value) -> Value {
    act(
        g,
        who,
        "signEnding",
        json!({ "entryId": entry, "evidence": evidence, "signedBy": "Head of service" }),
    )
    .await
}

pub async fn take_back(g: &Gateway, who: &str, entry: &str) -> Value {
    let query = format!(
        "mutation($id: ID!) {{ result: withdrawSignature(entryId: $id) {{ __typename {RESULT} }} }}"
    );
    let data = g.ask(who, &query, json!({ "id": entry })).await;
    data["result"].clone()
}

/// How the ending stands for an organisation: the entry's answer.
pub async fn stands(g: &Gateway, who: &str, entry: &str) -> Value {
    let query = "query($id: ID!) { entry(id: $id) { relation viewerCan entitlement { status episodes { ended reinstated } } duties { kind status } \
        ending { status on bars { code } } endingCase { proposedBy { code } evidence letter exhibits { organisation { code } part version } \
        signatures { by { code } evidence stands satisfiedSince } } } }";
    let data = g.ask(who, query, json!({ "id": entry })).await;
    data["entry"].clone()
}

/// What there is to sign.
pub async fn evidence(g: &Gateway, who: &str, entry: &str) -> Value {
    let evidence = stands(g, who, entry).await["endingCase"]["evidence"].clone();
    assert!(evidence.is_string(), "nothing is proposed");
    evidence
}

/// The type of a result.
pub fn is(result: &Value, name: &str) -> bool {
    result["__typename"] == name
}

/// The codes of the provisions that a refusal names.
pub fn provisions(result: &Value) -> Vec<&str> {
    let reasons = result["reasons"].as_array().into_iter().flatten();
    reasons
        .filter_map(|one| one["provision"]["code"].as_str())
        .collect()
}
