//! Logs hold no person data and no query text. A word that occurs nowhere else is planted wherever a caller can write something, in requests
//! that succeed, are refused, and fail; then every line that was logged is searched for it, and every answer to somebody else.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Body;
use axum::http::Request;
use s117::access::Role;
use s117::access::development::token;
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};

use crate::support::{Gateway, section_3, send};

const CANARY: &str = "Zwitschervogel";
const NUMBER: &str = "9991700013";

#[derive(Clone)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Whatever this process logs from now on, at every level of ours.
fn logged() -> &'static Kept {
    static LOGGED: OnceLock<Kept> = OnceLock::new();
    LOGGED.get_or_init(|| {
        let kept = Kept(Arc::default());
        let to = kept.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter("warn,s117=trace,async_graphql=trace,sea_orm=debug")
            .with_ansi(false)
            .with_writer(move || to.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).expect("no other test logs");
        kept
    })
}

fn record() -> Value {
    let (mut detention, basis) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
    detention["spells"][0]["key"] = json!("s1");
    json!({
        "identity": { "name": { "given": CANARY, "family": CANARY }, "born": "1990-01-01", "nhsNumber": NUMBER, "nhsNumberStatus": "VERIFIED" },
        "address": { "protected": true, "stays": [{ "key": CANARY, "postcode": "NN1 1ED" }] },
        "detention": detention,
        "legalBasis": basis,
        "plan": { "plans": [{ "key": CANARY, "kind": "FULL", "made": "2023-06-20", "points": [{ "point": "TREATMENT", "says": CANARY }], "involved": [], "requests": [] }] },
        "coordinator": { "holders": [{ "key": CANARY, "role": CANARY, "from": "2023-06-20", "organisation": "RP1" }] },
        "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062", "contact": { "inHours": CANARY } },
    })
}

/// What is asked with planted words in it, well and badly.
fn questions(entry: &Value) -> Vec<(String, Value)> {
    vec![
        (
            format!("{{ entry(nhsNumber: \"{CANARY}\") {{ id }} }}"),
            json!({}),
        ),
        (
            format!("query {CANARY} {{ entry(nhsNumber: \"{NUMBER}\") {{ id }} }}"),
            json!({}),
        ),
        (
            "query($n: NhsNumber!) { entry(nhsNumber: $n) { id } }".to_owned(),
            json!({ "n": CANARY }),
        ),
        (
            "query($n: NhsNumber!) { entry(nhsNumber: $n) { id } }".to_owned(),
            json!({ "n": [CANARY] }),
        ),
        (
            "query($o: EntryOrder!) { entries(orderBy: $o) { totalCount } }".to_owned(),
            json!({ "o": CANARY }),
        ),
        (
            format!("{{ entry(nhsNumber: \"{CANARY}\" {{ id }} }}"),
            json!({}),
        ),
        (
            format!("{{ entries(first: \"{CANARY}\") {{ totalCount }} }}"),
            json!({}),
        ),
        (
            "query($n: NhsNumber!) { entry(nhsNumber: $n) { id answer } }".to_owned(),
            json!({ "n": NUMBER }),
        ),
        (
            "{ entries(after: \"Zwitschervogel\") { totalCount } }".to_owned(),
            json!({}),
        ),
        (
            "query($i: ID!) { entry(id: $i) { id } }".to_owned(),
            json!({ "i": entry }),
        ),
    ]
}

/// Neither a line of the log nor an answer holds what was planted, nor anything of the inside.
fn nothing_planted_is_in(kept: &Kept, answers: &[Value]) {
    let lines = kept
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let lines = String::from_utf8_lossy(&lines);
    assert!(
        lines.contains("request.answered") && lines.contains("request.failed"),
        "what is searched was logged"
    );
    for planted in [CANARY, NUMBER, "NN1 1ED", "submitTrustRecord"] {
        let found: Vec<_> = lines
            .lines()
            .filter(|line| line.contains(planted))
            .collect();
        assert!(found.is_empty(), "{planted} was logged: {found:#?}");
    }
    for answer in answers {
        let text = answer.to_string();
        assert!(
            !text.contains(CANARY),
            "an answer repeats what was written: {text}"
        );
        for word in [
            "part_version",
            "SELECT",
            "sqlx",
            "sea_orm",
            "src/",
            "panicked",
        ] {
            assert!(
                !text.contains(word),
                "an answer tells of the inside: {text}"
            );
        }
    }
}

#[tokio::test]
async fn nothing_a_caller_writes_is_logged() {
    let kept = logged();
    let g = Gateway::sqlite().await;
    g.at("2023-07-05");
    let now = u64::try_from(g.register.now().timestamp()).expect("after 1970");
    let as_whom = |organisation: &str| {
        let code = organisation.parse().expect("a code");
        token(g.folder.path(), &code, Role::Practitioner, CANARY, now).expect("a token")
    };
    let posted = async |organisation: &str, query: &str, variables: Value| {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let request = Request::post("/graphql")
            .header("content-type", "application/json")
            .header("x-request-id", format!("{CANARY}!"))
            .header("authorization", format!("Bearer {}", as_whom(organisation)))
            .body(Body::from(body))
            .expect("a request");
        send(&g.door(), request).await.2
    };
    let submit = "mutation($i: SubmitTrustRecordInput!) { r: submitTrustRecord(input: $i) { __typename ... on InputRejected { problems { path message } } ... on RecordAccepted { entry { id } } } }";
    let input = |record: Value| json!({ "i": { "localId": CANARY, "idempotencyKey": CANARY, "source": CANARY, "record": record } });
    let accepted = posted("RP1", submit, input(record())).await;
    assert_eq!(
        accepted["data"]["r"]["__typename"], "RecordAccepted",
        "{accepted:#}"
    );
    let entry = accepted["data"]["r"]["entry"]["id"].clone();

    let mut answers = Vec::new();
    let mut wrong = record();
    wrong["identity"]["nhsNumber"] = json!(CANARY);
    wrong["identity"]["born"] = json!(CANARY);
    wrong["legalBasis"]["statuses"][0]["code"] = json!(CANARY);
    wrong["position"]["responsibleCouncil"] = json!(CANARY);
    answers.push(posted("RP1", submit, input(wrong)).await);
    for (query, variables) in questions(&entry) {
        answers.push(posted("QPM", &query, variables).await);
    }
    let answer = "mutation($i: AcknowledgeNotificationInput!) { r: acknowledgeNotification(input: $i) { __typename } }";
    answers.push(
        posted(
            "E06000062",
            answer,
            json!({ "i": { "notificationId": CANARY, "reply": "DENIED", "reason": CANARY } }),
        )
        .await,
    );
    // The database fails under a request that holds all of it.
    let side = Database::connect(&g.database)
        .await
        .expect("the file is there");
    side.execute_unprepared("ALTER TABLE part_version RENAME TO gone")
        .await
        .expect("it is broken");
    answers.push(
        posted(
            "RP1",
            submit,
            json!({ "i": { "localId": "T2", "idempotencyKey": "other", "record": record() } }),
        )
        .await,
    );
    answers.push(
        posted(
            "RP1",
            "query($n: NhsNumber!) { entry(nhsNumber: $n) { id } }",
            json!({ "n": NUMBER }),
        )
        .await,
    );
    assert!(
        answers
            .iter()
            .any(|answer| answer["errors"][0]["extensions"]["code"] == "INTERNAL"),
        "something did fail: {answers:#?}"
    );

    nothing_planted_is_in(kept, &answers);
}

/// A panic that holds what it should not: only its place is logged.
#[test]
fn of_a_panic_only_its_place_is_logged() {
    let kept = logged();
    let before = std::panic::take_hook();
    s117::telemetry::only_places_of_panics();
    let panicked = std::thread::spawn(|| panic!("{CANARY} {NUMBER}")).join();
    std::panic::set_hook(before);
    assert!(panicked.is_err());
    let lines = kept
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let lines = String::from_utf8_lossy(&lines);
    let place = "panicked place=\"tests/it/canaries.rs";
    assert!(lines.contains(place), "{lines}");
    for planted in [CANARY, NUMBER] {
        assert!(!lines.contains(planted), "{planted} was logged");
    }
}
