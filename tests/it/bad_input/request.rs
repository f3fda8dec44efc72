//! Requests that are none.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use s117::access::Role;
use serde_json::{Value, json};

use super::{WHO, asked, assert_seemly, everything};
use crate::on_both;
use crate::support::{Gateway, identity};

const SUBMIT: &str =
    "mutation($input: SubmitTrustRecordInput!) { submitTrustRecord(input: $input) { __typename } }";

/// What, its method, media type and body, and the status and code it must get.
type Case = (
    &'static str,
    &'static str,
    Option<&'static str>,
    String,
    (u16, &'static str),
);

/// Sends a request as the Trust: it must be refused with this status and code, and nothing written.
async fn refused(
    g: &Gateway,
    what: &str,
    method: &str,
    media: Option<&str>,
    body: String,
    expected: (u16, &str),
) -> Value {
    let before = everything(g).await;
    let token = g.token("RP1", Role::Practitioner);
    let mut request = Request::builder()
        .method(method)
        .uri("/graphql")
        .header("accept", "application/graphql-response+json")
        .header("authorization", format!("Bearer {token}"));
    if let Some(media) = media {
        request = request.header("content-type", media);
    }
    let (status, answer) = g
        .send(request.body(Body::from(body)).expect("a request"))
        .await;
    assert_seemly(&answer);
    let answer: Value = serde_json::from_str(&answer)
        .unwrap_or_else(|_| panic!("{what}: a refusal is JSON too, and this is not: {answer}"));
    let error = &answer["errors"][0];
    assert_eq!(
        (status.as_u16(), error["extensions"]["code"].as_str()),
        (expected.0, Some(expected.1)),
        "{what}: {answer:#}"
    );
    assert!(
        error["extensions"]["reference"].is_string(),
        "{what}: a caller can quote a reference: {answer:#}"
    );
    assert!(
        answer.get("data").is_none(),
        "{what}: what was not executed has no data: {answer:#}"
    );
    assert_eq!(
        before,
        everything(g).await,
        "{what}: a request that was refused changed the register"
    );
    answer
}

fn submission() -> Value {
    let record = json!({ "identity": identity(WHO, "Example", "1990-01-01") });
    json!({ "query": SUBMIT, "variables": { "input": { "localId": "T1", "idempotencyKey": "k1", "record": record } } })
}

on_both! {
    /// Only a POST of one JSON object executes.
    async fn only_a_post_of_json_executes(g) {
        const JSON: Option<&str> = Some("application/json");
        let good = submission();
        let lone = good.to_string().replace("Example", "\\ud800");
        let cases: [Case; 12] = [
            ("GET", "GET", None, String::new(), (405, "METHOD_NOT_ALLOWED")),
            ("PUT", "PUT", JSON, good.to_string(), (405, "METHOD_NOT_ALLOWED")),
            ("text/plain", "POST", Some("text/plain"), good.to_string(), (415, "UNSUPPORTED_MEDIA_TYPE")),
            ("a form", "POST", Some("application/x-www-form-urlencoded"), "query=1".to_owned(), (415, "UNSUPPORTED_MEDIA_TYPE")),
            ("no content type", "POST", None, good.to_string(), (415, "UNSUPPORTED_MEDIA_TYPE")),
            ("an array", "POST", JSON, json!([good]).to_string(), (400, "BATCHING_NOT_SUPPORTED")),
            ("no body", "POST", JSON, String::new(), (400, "BAD_REQUEST")),
            ("half a body", "POST", JSON, good.to_string()[..40].to_owned(), (400, "BAD_REQUEST")),
            ("no query", "POST", JSON, json!({ "variables": {} }).to_string(), (400, "BAD_REQUEST")),
            ("a lone surrogate", "POST", JSON, lone, (400, "BAD_REQUEST")),
            ("variables that are a list", "POST", JSON, json!({ "query": SUBMIT, "variables": [1] }).to_string(), (400, "BAD_REQUEST")),
            ("too large a body", "POST", JSON, " ".repeat(300 * 1024), (413, "BODY_TOO_LARGE")),
        ];
        for (what, method, media, body, expected) in cases {
            let answer = refused(&g, what, method, media, body, expected).await;
            let message = answer["errors"][0]["message"].as_str().expect("a message");
            let placed = message.contains("at variables.input.record.identity.name.family");
            assert_eq!(placed, what == "a lone surrogate", "{what}: {message}");
        }
    }

    /// What the schema does not have is refused before anything executes.
    async fn what_the_schema_does_not_have_is_refused(g) {
        g.at("2023-06-13");
        let mut keyless = submission();
        keyless["variables"]["input"]["record"]["detention"] = json!({ "spells": [{ "hospital": "RP1", "start": "2023-06-13" }] });
        let mut misspelt = submission();
        misspelt["variables"]["input"]["record"]["identity"]["nhsNumbr"] = json!(WHO);
        let mut enumerated = submission();
        enumerated["variables"]["input"]["record"]["position"] = json!({ "status": "ELIGABLE" });
        for (what, body, place) in [
            ("an item without a key", keyless, Some("input.record.detention.spells.0.key")),
            ("a field that is misspelt", misspelt, Some("input.record.identity.nhsNumbr")),
            ("a word that is not in the list", enumerated, Some("input.record.position.status")),
            ("an unknown root", json!({ "query": "{ entriez { totalCount } }" }), None),
            ("half a document", json!({ "query": "{ me {" }), None),
            ("another operation's name", json!({ "query": "query A { me { role } }", "operationName": "B" }), None),
        ] {
            let answer = refused(&g, what, "POST", Some("application/json"), body.to_string(), (400, "BAD_USER_INPUT")).await;
            let argument = answer["errors"][0]["extensions"]["argument"].as_str().map(ToOwned::to_owned);
            assert_eq!(argument.as_deref(), place, "{what}: {answer:#}");
        }
    }

    /// An argument that cannot be read once execution has begun has a code and a path too.
    async fn an_argument_that_cannot_be_read_has_a_code(g) {
        const BY_NUMBER: &str = "query($n: NhsNumber) { entry(nhsNumber: $n) { id } }";
        let before = everything(&g).await;
        for (what, query, variables, path) in [
            ("no variables", SUBMIT, json!({}), "submitTrustRecord"),
            ("a number for a text", BY_NUMBER, json!({ "n": 7 }), "entry"),
            ("a list for a text", BY_NUMBER, json!({ "n": ["9991700013"] }), "entry"),
        ] {
            let (_, answer) = asked(&g, "RP1", query, &variables).await;
            let error = &answer["errors"][0];
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{what}: {answer:#}");
            assert_eq!(error["path"], json!([path]), "{what}: {answer:#}");
        }
        assert_eq!(before, everything(&g).await, "an argument that could not be read changed the register");
    }

    /// One person is asked for by number or by id, and by what is one.
    async fn one_person_is_asked_for_in_one_way(g) {
        for (arguments, argument) in [
            ("", "nhsNumber"),
            ("(nhsNumber: \"9991700013\", id: \"ent_1\")", "nhsNumber"),
            ("(nhsNumber: \"9991700014\")", "nhsNumber"),
            ("(id: \"ent_1\", on: \"2023-02-31\")", "on"),
            ("(id: \"ent_1\", knownAt: \"2023-02-01\")", "knownAt"),
            ("(id: \"ent_1\", knownAt: \"2016-12-31T23:59:60Z\")", "knownAt"),
            ("(id: \"ent_1\", knownAt: \"2023-06-13T09:30:60.5+01:00\")", "knownAt"),
        ] {
            let (status, answer) = asked(&g, "RP1", &format!("{{ entry{arguments} {{ id }} }}"), &json!({})).await;
            assert_eq!(status, StatusCode::OK, "{answer:#}");
            assert_eq!(answer["errors"][0]["extensions"]["argument"], argument, "entry{arguments}: {answer:#}");
            assert_eq!(answer["errors"][0]["path"], json!(["entry"]), "entry{arguments}: {answer:#}");
        }
    }
}

on_both! {
    /// An object of which nothing came to be selected is there all the same: null would say that it is not.
    async fn an_object_of_which_nothing_is_selected_is_empty_and_not_null(g) {
        let record = json!({ "identity": crate::support::identity("9991700013", "Example", "1990-01-01") });
        let id = g.submit("RP1", "T1", record).await;
        let by_id = "query($id: ID!) { entry(id: $id) ";
        let cases = [
            ("{ me @skip(if: true) { role } }".to_owned(), json!({})),
            ("{ me { role @skip(if: true) } }".to_owned(), json!({ "me": {} })),
            ("{ me { ... @include(if: false) { role } } }".to_owned(), json!({ "me": {} })),
            ("{ me { ...F } } fragment F on Me { organisation { ... @skip(if: true) { code } } }".to_owned(), json!({ "me": { "organisation": {} } })),
            (format!("{by_id} {{ ... @include(if: false) {{ id }} }} }}"), json!({ "entry": {} })),
            (format!("{by_id} {{ accounts {{ address {{ ... on NotShared {{ part }} }} }} }} }}"), json!({ "entry": { "accounts": [{ "address": {} }] } })),
            ("mutation { declareFeed(parts: []) { ... on Problem { code } } }".to_owned(), json!({ "declareFeed": { "code": "NOT_PERMITTED" } })),
        ];
        let token = g.token("RP1", Role::Practitioner);
        // Twice: checked the first time, known the second.
        for _ in 0..2 {
            for (query, expected) in &cases {
                let variables = if query.contains("$id") { json!({ "id": id }) } else { json!({}) };
                let (_, answer) = g.post(Some(&token), query, &variables).await;
                assert_eq!(answer["data"], *expected, "{query}: {answer}");
            }
        }
        let manager = g.token("RP1", Role::Manager);
        let (_, answer) = g.post(Some(&manager), "mutation { declareFeed(parts: []) { ... on NotPermitted { message } } }", &json!({})).await;
        assert_eq!(answer["data"], json!({ "declareFeed": {} }), "done, and of this nothing was selected: {answer}");
    }
}

on_both! {
    /// A version is an `Int` of the language: 32 bits with a sign. What is larger could not be repeated in an answer.
    async fn a_version_past_32_bits_is_refused(g) {
        let token = g.token("RP1", Role::Practitioner);
        for version in ["2147483648", "4294967295", "4294967296", "-1"] {
            for query in [
                format!("mutation {{ withdrawPart(input: {{ accountId: \"acc_1\", part: POSITION, expectedVersion: {version}, why: WRONG_PERSON }}) {{ __typename }} }}"),
                format!("mutation {{ submitTrustRecord(input: {{ localId: \"T1\", expectedVersions: [{{ part: POSITION, version: {version} }}] }}) {{ __typename }} }}"),
            ] {
                let (_, answer) = g.post(Some(&token), &query, &json!({})).await;
                assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{query}: {answer:#}");
            }
        }
    }
}

/// Pages of other origins are not let in: no answer says that they may read it, nor that a credential may be sent along.
#[tokio::test]
async fn no_other_origin_is_let_in() {
    let g = Gateway::sqlite().await;
    let token = g.token("RP1", Role::Practitioner);
    for method in ["OPTIONS", "POST"] {
        let request = Request::builder()
            .method(method)
            .uri("/graphql")
            .header("origin", "https://elsewhere.example")
            .header("access-control-request-method", "POST")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .body(Body::from(r#"{"query":"{ me { role } }"}"#));
        let (status, headers, _) =
            crate::support::send(&g.door(), request.expect("a request")).await;
        let expected = if method == "POST" {
            StatusCode::OK
        } else {
            StatusCode::METHOD_NOT_ALLOWED
        };
        assert_eq!(status, expected, "{method}");
        let allowed = headers
            .keys()
            .find(|name| name.as_str().starts_with("access-control-"));
        assert_eq!(allowed, None, "{method}");
    }
}
