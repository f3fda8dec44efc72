//! How many statements an answer takes: as many whatever is asked of an entry, and as many for a page of many as for a page of one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use s117::store::Store;
use serde_json::{Value, json};

use crate::support::{Gateway, identity, nhs_number, postgres, section_3};

const COUNCIL: &str = "E06000062";
const ICB: &str = "QPM";
const TRUST: &str = "RP1";

/// Somebody of whom all three know, with a dispute, a complaint, a decision and a proposal.
async fn person(g: &Gateway, nth: u32) -> String {
    g.at("2023-04-03");
    let (detention, basis) = section_3(TRUST, "2023-01-10", Some("2023-03-20"));
    let who = identity(
        &nhs_number(nth),
        "Example",
        &format!("19{}-01-01", 50 + nth),
    );
    let named =
        json!({ "status": "ELIGIBLE", "responsibleCouncil": COUNCIL, "responsibleIcb": ICB });
    let complaint =
        json!({ "complaints": [{ "key": "c", "stage": "OPEN", "received": "2023-03-30" }] });
    let record = json!({ "identity": who, "detention": detention, "legalBasis": basis, "position": named, "complaints": complaint });
    let entry = g.submit(TRUST, &format!("T{nth}"), record).await;
    let decision = json!({ "key": "d", "reference": "23 002 112", "decided": "2023-04-01", "outcome": "UPHELD",
        "recommendations": [{ "key": "r", "body": COUNCIL, "kind": "REVIEW", "due": "2023-06-01" }] });
    for body in [COUNCIL, ICB] {
        let own = json!({ "identity": who, "position": { "status": "ELIGIBLE" }, "ombudsman": { "decisions": [decision] } });
        g.submit(body, &format!("P{nth}"), own).await;
        g.accept(body, TRUST).await;
    }
    let proposal = json!({ "entryId": entry, "reasons": ["NEED_CEASED"], "evidence": { "shows": "Well." },
        "involvement": { "attendance": [{ "role": "PERSON", "invited": true, "attended": true }], "viewsRecorded": "YES" } });
    let propose =
        "mutation($i: ProposeEndingInput!) { result: proposeEnding(input: $i) { __typename } }";
    let done = g.ask(TRUST, propose, json!({ "i": proposal })).await;
    assert_eq!(done["result"]["__typename"], "EndingActRecorded");
    let dispute = json!({ "entryId": entry, "kind": "COUNCILS", "against": ["E06000061"], "denied": "2023-04-02" });
    let raise =
        "mutation($i: RaiseDisputeInput!) { result: raiseDispute(input: $i) { __typename } }";
    let done = g.ask(COUNCIL, raise, json!({ "i": dispute })).await;
    assert_eq!(done["result"]["__typename"], "DisputeActRecorded");
    entry
}

const LITTLE: &str = "id";
const MUCH: &str = "id relation answer viewerCan entitlement { status } duties { kind status } clocks { kind due } ending { status } \
    endingCase { evidence signatures { by { code } } exhibits { part version } } disputes { key stage parties { organisation } } \
    knowledge { organisation { code } firstKnew } ombudsmanCases { number linked sums { orderedPence } owed { progress } } ombudsmanSums { body { code } } \
    complaintTimes { workingDaysAtMost } discrepancies { rule { code } sentence } notifications { kind } \
    accounts { id versions { part version } complaints { __typename } ombudsman { __typename } services { __typename } plan { __typename } ending { __typename } }";

async fn counts(store: Store, folder: tempfile::TempDir, database: String) {
    let sent = Arc::new(AtomicU64::new(0));
    let sending = Arc::clone(&sent);
    let store = store.watched(move |_| _ = sending.fetch_add(1, Ordering::Relaxed));
    let g = Gateway::over(store, folder, database).await;
    let mut entries = Vec::new();
    for nth in 1..=5 {
        entries.push(person(&g, nth).await);
    }
    g.at("2023-04-10");
    let counted = async |query: String, variables: Value| {
        // What is seen first is noted, once.
        g.ask(COUNCIL, &query, variables.clone()).await;
        let before = sent.load(Ordering::Relaxed);
        let data = g.ask(COUNCIL, &query, variables).await;
        (sent.load(Ordering::Relaxed) - before, data)
    };
    let open = |fields: &str| format!("query($id: ID!) {{ entry(id: $id) {{ {fields} }} }}");
    let id = json!({ "id": entries[0] });
    let (little, _) = counted(open(LITTLE), id.clone()).await;
    let (much, data) = counted(open(MUCH), id).await;
    let entry = &data["entry"];
    for filled in [
        "disputes",
        "knowledge",
        "ombudsmanCases",
        "complaintTimes",
        "notifications",
        "accounts",
    ] {
        assert!(
            entry[filled].as_array().is_some_and(|all| !all.is_empty()),
            "{filled}: {entry:#}"
        );
    }
    assert!(entry["endingCase"]["evidence"].is_string());
    assert_eq!(little, much, "what is asked of an entry costs no statement");
    assert!(
        (2..=8).contains(&much),
        "an entry in two statements, and the log's: {much}"
    );

    let page = |first: u32, fields: &str| {
        format!("{{ entries(first: {first}) {{ edges {{ node {{ {fields} }} }} }} }}")
    };
    let (one, _) = counted(page(1, LITTLE), json!({})).await;
    let (many, data) = counted(
        page(
            5,
            "id relation disputes { key } ombudsmanCases { number } knowledge { firstKnew }",
        ),
        json!({}),
    )
    .await;
    assert_eq!(data["entries"]["edges"].as_array().map(Vec::len), Some(5));
    assert_eq!(one, many, "a page of five costs what a page of one does");
}

#[tokio::test]
async fn what_is_asked_costs_no_statement_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_folder(folder.path()).await.expect("a register");
    let file = folder.path().join("register.sqlite");
    let database = format!("sqlite://{}", file.display());
    counts(store, folder, database).await;
}

#[tokio::test]
async fn what_is_asked_costs_no_statement_on_postgres() {
    let Some(url) = postgres::url_of_new_database() else {
        return;
    };
    let store = Store::connect(&url).await.expect("it answers");
    counts(store, tempfile::tempdir().expect("a folder"), url).await;
}
