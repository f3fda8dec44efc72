//! What cannot be: each gets its typed answer with a code and a path, all of it at once, and nothing is half written.

mod care;
mod facts;
mod history;
mod on_behalf;
mod page;
mod record;
mod request;

use axum::http::StatusCode;
use s117::access::Role;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use serde_json::{Value, json};

use crate::support::Gateway;

const WHO: &str = "9991700013";

/// What no caller is shown: the inside of the house.
const INSIDE: &[&str] = &["sqlx", "SQL", "panicked", "src/", "::", "Did you mean"];

const SUBMITTED: &str = "{ __typename \
    ... on RecordAccepted { replayed parts { part version outcome } entry { id } } \
    ... on InputRejected { code message problems { code path message } } \
    ... on VersionConflict { code message conflicts { part expectedVersion currentVersion changedBy { code } } } \
    ... on NotPermitted { code message denials { part reason } } ... on IdempotencyKeyReused { code message } }";

fn assert_seemly(answer: &str) {
    for word in INSIDE {
        assert!(
            !answer.contains(word),
            "An answer shows a caller the inside of the house: {word:?} stands in\n{answer}"
        );
    }
}

/// Asks as a practitioner of an organisation: the status and the whole answer, which shows nothing of the inside.
async fn asked(
    g: &Gateway,
    organisation: &str,
    query: &str,
    variables: &Value,
) -> (StatusCode, Value) {
    let token = g.token(organisation, Role::Practitioner);
    let (status, answer) = g.post(Some(&token), query, variables).await;
    assert_seemly(&answer.to_string());
    (status, answer)
}

/// A submission's input under a key of its own.
fn input(local_id: &str, key: &str, record: &Value) -> Value {
    json!({ "localId": local_id, "record": record, "idempotencyKey": key })
}

/// Submits through the mutation of a kind (`Trust`); the result, which is never a top-level error.
async fn submitted(g: &Gateway, organisation: &str, kind: &str, input: &Value) -> Value {
    let query = format!(
        "mutation($input: Submit{kind}RecordInput!) {{ result: submit{kind}Record(input: $input) {SUBMITTED} }}"
    );
    let (status, answer) = asked(g, organisation, &query, &json!({ "input": input })).await;
    assert!(
        status == StatusCode::OK && answer.get("errors").is_none(),
        "{organisation} submitted and got {status}: {answer:#}"
    );
    answer["data"]["result"].clone()
}

/// Submits what must be refused: the result, nothing having been written.
async fn refused(g: &Gateway, organisation: &str, kind: &str, input: &Value) -> Value {
    let before = everything(g).await;
    let result = submitted(g, organisation, kind, input).await;
    let after = everything(g).await;
    assert_ne!(
        result["__typename"], "RecordAccepted",
        "{organisation} should have been refused: {result:#}"
    );
    assert_eq!(
        before, after,
        "A refused submission left something behind. It was {input:#} and got {result:#}"
    );
    result
}

/// The problems of a result, as `CODE path`.
fn problems(result: &Value) -> Vec<String> {
    let found = result["problems"]
        .as_array()
        .unwrap_or_else(|| panic!("This should have been rejected with problems: {result:#}"));
    let line = |one: &Value| {
        format!(
            "{} {}",
            one["code"].as_str().unwrap(),
            one["path"].as_str().unwrap()
        )
    };
    found.iter().map(line).collect()
}

/// All that the organisations of these tests see, how far the register's own clock has counted, and (on SQLite, whose file is at hand) the
/// number of rows of every table but the access log.
async fn everything(g: &Gateway) -> Value {
    const SEEN: &str = "{ entries(first: 50, orderBy: ID) { totalCount edges { node { id relation answer accounts { id localId versions { part version } } \
        notifications { id reply } } } } discrepancies(first: 1) { totalCount } }";
    let mut seen = json!({});
    for organisation in ["RP1", "E06000062"] {
        seen[organisation] = g.ask(organisation, SEEN, json!({})).await;
    }
    let newest = g
        .register
        .store()
        .newest()
        .await
        .expect("the register answers");
    json!({ "seen": seen, "position": newest.position, "rows": rows(g).await })
}

async fn rows(g: &Gateway) -> Value {
    let file = g.folder.path().join("register.sqlite");
    if !g.register.store().is_sqlite() {
        return Value::Null;
    }
    let database = Database::connect(format!("sqlite://{}", file.display()))
        .await
        .expect("the register's file opens");
    let ask = |sql: String| Statement::from_string(DbBackend::Sqlite, sql);
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'access_log%' ORDER BY name";
    let mut counts = json!({});
    for row in database
        .query_all_raw(ask(tables.to_owned()))
        .await
        .expect("tables have names")
    {
        let name: String = row.try_get("", "name").expect("a name");
        let count = database
            .query_one_raw(ask(format!("SELECT COUNT(*) AS n FROM \"{name}\"")))
            .await
            .expect("a table can be counted");
        counts[name] = json!(
            count
                .expect("a count")
                .try_get::<i64>("", "n")
                .expect("a number")
        );
    }
    database.close().await.expect("the file closes");
    counts
}
