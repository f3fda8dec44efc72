//! Who asked, and what they were shown: a row for every answer, write and refusal, or no answer.

mod sealed;
mod who_looked;

use axum::http::StatusCode;
use s117::access::Role;
use sea_orm::{ConnectionTrait, Database};
use serde_json::json;

use crate::on_both;
use crate::support::{Gateway, identity};

pub const WHO: &str = "9991700013";
pub const ASK: &str = "query($n: NhsNumber!) { entry(nhsNumber: $n) { id } }";

on_both! {
    /// Each kind of answer adds its rows.
    async fn every_answer_write_and_refusal_leaves_a_row(g) {
        let size = async || g.register.store().log_size().await.expect("the log is read");
        assert_eq!(size().await, (0, 0));
        g.submit("RP1", "T1", json!({ "identity": identity(WHO, "Example", "1990-01-01") })).await;
        assert_eq!(size().await, (1, 1), "the write's own row is the answer's: it names the entry");
        g.ask("RP1", ASK, json!({ "n": WHO })).await;
        assert_eq!(size().await, (2, 2));
        g.ask("QPM", ASK, json!({ "n": WHO })).await;
        assert_eq!(size().await, (3, 2), "a stranger's question is logged, and shows nobody");
        assert_eq!(g.post(None, ASK, &json!({ "n": WHO })).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(size().await, (4, 2));
        let get = axum::http::Request::get("/graphql").body(axum::body::Body::empty()).expect("a request");
        assert_eq!(g.send(get).await.0, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(size().await, (5, 2));
    }
}

#[tokio::test]
async fn without_its_row_an_answer_does_not_leave() {
    let g = Gateway::sqlite().await;
    g.submit(
        "RP1",
        "T1",
        json!({ "identity": identity(WHO, "Example", "1990-01-01") }),
    )
    .await;
    let file = g.folder.path().join("register.sqlite");
    let side = Database::connect(format!("sqlite://{}", file.display()))
        .await
        .expect("the file is there");
    side.execute_unprepared("ALTER TABLE access_log_tail RENAME TO gone")
        .await
        .expect("the log is broken");
    let token = g.token("RP1", Role::Practitioner);
    let (status, body) = g.post(Some(&token), ASK, &json!({ "n": WHO })).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(body["errors"][0]["extensions"]["code"], "NOT_LOGGED");
    assert!(body.get("data").is_none(), "{body}");

    let write = json!({ "input": { "localId": "T1", "idempotencyKey": "k", "record": { "position": { "status": "UNKNOWN" } } } });
    let mutation = "mutation($input: SubmitTrustRecordInput!) { submitTrustRecord(input: $input) { __typename } }";
    assert_eq!(
        g.post(Some(&token), mutation, &write).await.0,
        StatusCode::SERVICE_UNAVAILABLE
    );
    side.execute_unprepared("ALTER TABLE gone RENAME TO access_log_tail")
        .await
        .expect("the log is mended");
    let seen = g.ask("RP1", "query($n: NhsNumber!) { entry(nhsNumber: $n) { accounts { position { __typename } } } }", json!({ "n": WHO })).await;
    assert_eq!(
        seen["entry"]["accounts"][0]["position"]["__typename"], "NotRecorded",
        "the write went with its row: {seen}"
    );
}
