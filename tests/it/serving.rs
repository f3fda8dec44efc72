//! Serving: what every answer carries, whether or not it is GraphQL, and what is there only for development.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use s117::access::Role;
use s117::access::development::trust_file;
use s117::server::{LARGEST_BODY, Limits, Trusted};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Gateway, listening, post, send};

async fn get(g: &Gateway, path: &str) -> (StatusCode, HeaderMap, Value) {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    send(&g.door(), request).await
}

#[tokio::test]
async fn a_live_process_whose_register_can_be_written_is_ready() {
    let g = Gateway::sqlite().await;
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(get(&g, path).await.0, StatusCode::OK);
    }
    let file = g.folder.path().join("register.sqlite");
    let side = Database::connect(format!("sqlite://{}", file.display()))
        .await
        .expect("the file is there");
    side.execute_unprepared("ALTER TABLE register_clock RENAME TO gone")
        .await
        .expect("the register is broken");
    assert_eq!(get(&g, "/health/live").await.0, StatusCode::OK);
    let (status, headers, body) = get(&g, "/health/ready").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(headers.contains_key("retry-after"));
    assert_eq!(body["errors"][0]["extensions"]["code"], "NOT_READY");
    assert!(
        !body.to_string().contains("register_clock"),
        "no SQL reaches a caller: {body}"
    );
}

#[tokio::test]
async fn a_plain_request_id_comes_back_and_any_other_is_replaced() {
    let g = Gateway::sqlite().await;
    let asked = async |path: &str, id: &str| {
        let request = Request::get(path).header("x-request-id", id);
        let (_, headers, _) =
            send(&g.door(), request.body(Body::empty()).expect("a request")).await;
        headers["x-request-id"].to_str().expect("plain").to_owned()
    };
    for path in ["/graphql", "/nowhere", "/health/live", "/explorer"] {
        assert_eq!(
            asked(path, "my-request-17").await,
            "my-request-17",
            "{path}"
        );
        for odd in [
            "short",
            "with space in it",
            "<script>alert(1)</script>",
            &"x".repeat(65),
        ] {
            let given = asked(path, odd).await;
            assert!(
                given != odd && given.len() == 32,
                "{path}: {odd} came back as {given}"
            );
        }
    }
}

#[tokio::test]
async fn every_answer_is_kept_by_nobody_and_is_what_it_says() {
    let g = Gateway::sqlite().await;
    let answers = [
        get(&g, "/graphql").await,
        get(&g, "/nowhere").await,
        get(&g, "/health/live").await,
        get(&g, "/explorer").await,
        post(
            &g.door(),
            Some(&g.token("RP1", Role::Practitioner)),
            "{ me { role } }",
        )
        .await,
    ];
    for (status, headers, _) in answers {
        assert_eq!(headers["cache-control"], "no-store", "{status}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{status}");
        assert!(headers.contains_key("content-type"), "{status}");
    }
}

#[tokio::test]
async fn the_explorer_is_our_own_and_for_development_alone() {
    let g = Gateway::sqlite().await;
    let trust =
        || Trusted::load(trust_file(g.folder.path()), false).expect("the trust file is read");
    let closed = g.served(trust(), false);
    for path in [
        "/explorer",
        "/explorer/explorer.js",
        "/explorer/explorer.css",
        "/explorer/examples.json",
    ] {
        let (status, headers, body) = get(&g, path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let text = body
            .as_str()
            .map_or_else(|| body.to_string(), ToOwned::to_owned);
        let foreign = ["http://", "https://", "//cdn", "@import"];
        assert!(
            !foreign.iter().any(|word| text.contains(word)),
            "{path} fetches from elsewhere"
        );
        if path == "/explorer" {
            let policy = headers["content-security-policy"].to_str().expect("plain");
            assert!(
                policy.contains("default-src 'none'") && !policy.contains("unsafe"),
                "{policy}"
            );
        }
        let request = Request::get(path).body(Body::empty()).expect("a request");
        assert_eq!(
            send(&closed, request).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn introspection_is_for_development_alone() {
    let g = Gateway::sqlite().await;
    let token = g.token("RP1", Role::Practitioner);
    let asked = "{ __schema { queryType { name } } }";
    let (_, _, open) = post(&g.door(), Some(&token), asked).await;
    assert_eq!(open["data"]["__schema"]["queryType"]["name"], "Query");
    let trust = Trusted::load(trust_file(g.folder.path()), true).expect("the trust file is read");
    let (_, _, closed) = post(&g.served(trust, false), Some(&token), asked).await;
    assert!(!closed.to_string().contains("queryType\":{"), "{closed}");
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_in_json() {
    let g = Gateway::sqlite().await;
    let token = g.token("RP1", Role::Practitioner);
    let long = format!("{{ me {{ role }} }} #{}", "x".repeat(LARGEST_BODY));
    let (status, _, body) = post(&g.door(), Some(&token), &long).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(body["errors"][0]["extensions"]["code"], "BODY_TOO_LARGE");
}

/// Limits that a test need not wait for.
const SHORT: Limits = Limits {
    head: Duration::from_millis(400),
    body: Duration::from_millis(400),
    answer: Duration::from_secs(10),
    drain: Duration::from_secs(5),
};

fn head(g: &Gateway, length: usize) -> String {
    let token = g.token("RP1", Role::Practitioner);
    format!(
        "POST /graphql HTTP/1.1\r\nhost: local\r\ncontent-type: application/json\r\nauthorization: Bearer {token}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    )
}

/// Sends some bytes and waits for whatever comes until the server closes.
async fn told(address: SocketAddr, bytes: &[u8]) -> String {
    let mut connection = TcpStream::connect(address).await.expect("it listens");
    connection.write_all(bytes).await.expect("sent");
    let mut answer = Vec::new();
    let reading = connection.read_to_end(&mut answer);
    let read = tokio::time::timeout(Duration::from_secs(5), reading).await;
    // A connection that is cut off has been closed too.
    let _ = read.expect("the server closes");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn whoever_is_slow_holds_nothing_up() {
    let g = Gateway::sqlite().await;
    let (address, _stop, _serving) = listening(&g, SHORT).await;
    assert_eq!(
        told(address, b"").await,
        "",
        "a connection that says nothing is closed"
    );
    assert_eq!(
        told(address, b"POST /graphql HTTP/1.1\r\nhost: lo").await,
        "",
        "half a head is closed"
    );
    let late = told(address, format!("{}{{\"query\":", head(&g, 400)).as_bytes()).await;
    assert!(
        late.starts_with("HTTP/1.1 408") && late.contains("REQUEST_TIMEOUT"),
        "{late}"
    );
    let body = json!({ "query": "{ me { organisation { code } } }" }).to_string();
    let good = told(
        address,
        format!("{}{body}", head(&g, body.len())).as_bytes(),
    )
    .await;
    assert!(
        good.starts_with("HTTP/1.1 200") && good.contains("RP1"),
        "{good}"
    );
}

#[tokio::test]
async fn half_closed_and_broken_connections_write_nothing() {
    let g = Gateway::sqlite().await;
    let (address, _stop, _serving) = listening(&g, SHORT).await;
    let before = g.register.store().newest().await.expect("a position");
    let input = json!({ "localId": "T1", "idempotencyKey": "k", "record": { "position": { "status": "UNKNOWN" } } });
    let query = "mutation($input: SubmitTrustRecordInput!) { submitTrustRecord(input: $input) { __typename } }";
    let body = json!({ "query": query, "variables": { "input": input } }).to_string();
    let mut connection = TcpStream::connect(address).await.expect("it listens");
    let half = body.get(..body.len() / 2).expect("half");
    connection
        .write_all(format!("{}{half}", head(&g, body.len())).as_bytes())
        .await
        .expect("sent");
    connection.shutdown().await.expect("half closed");
    let mut answer = String::new();
    let _ = connection.read_to_string(&mut answer).await;
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 400"),
        "{answer}"
    );
    assert_eq!(
        g.register.store().newest().await.expect("a position"),
        before
    );
    // Whole, and then half closed: that is a request like any other.
    let mut connection = TcpStream::connect(address).await.expect("it listens");
    connection
        .write_all(format!("{}{body}", head(&g, body.len())).as_bytes())
        .await
        .expect("sent");
    connection.shutdown().await.expect("half closed");
    let mut answer = String::new();
    let _ = connection.read_to_string(&mut answer).await;
    assert!(answer.contains("RecordAccepted"), "{answer}");
}

#[tokio::test]
async fn what_is_too_large_or_in_another_form_is_refused_in_json() {
    let g = Gateway::sqlite().await;
    let token = format!("Bearer {}", g.token("RP1", Role::Practitioner));
    let asked = async |change: fn(axum::http::request::Builder) -> axum::http::request::Builder,
                       path: &str| {
        let request = Request::post(path)
            .header("content-type", "application/json")
            .header("authorization", &token);
        let body = json!({ "query": "{ me { role } }" }).to_string();
        let request = change(request).body(Body::from(body)).expect("a request");
        let (status, _, body) = send(&g.door(), request).await;
        (
            status.as_u16(),
            body["errors"][0]["extensions"]["code"]
                .as_str()
                .map(ToOwned::to_owned),
        )
    };
    let code = |code: &str| Some(code.to_owned());
    assert_eq!(asked(|r| r, "/graphql").await, (200, None));
    assert_eq!(
        asked(|r| r, &format!("/graphql?{}", "x".repeat(3000))).await,
        (414, code("TARGET_TOO_LONG"))
    );
    assert_eq!(
        asked(|r| r.header("x-more", "x".repeat(40_000)), "/graphql").await,
        (431, code("HEADERS_TOO_LARGE"))
    );
    assert_eq!(
        asked(|r| r.header("accept", "text/html"), "/graphql").await,
        (406, code("NOT_ACCEPTABLE"))
    );
    assert_eq!(
        asked(|r| r.header("content-encoding", "gzip"), "/graphql").await,
        (415, code("UNSUPPORTED_MEDIA_TYPE"))
    );
    assert_eq!(
        asked(|r| r.header("content-type", "text/plain"), "/graphql").await,
        (415, code("UNSUPPORTED_MEDIA_TYPE"))
    );
    assert_eq!(
        asked(|r| r.header("authorization", "Bearer more"), "/graphql").await,
        (401, code("UNAUTHENTICATED"))
    );
}

/// What takes the library minutes is refused before it sees it.
#[tokio::test]
async fn a_document_that_expands_without_end_is_refused_at_once() {
    let g = Gateway::sqlite().await;
    let token = g.token("RP1", Role::Practitioner);
    let mut text = String::from("{ ...F0 }");
    for index in 0..26 {
        let next = index + 1;
        text = format!(
            "{text}{}",
            format_args!(" fragment F{index} on Query {{ ...F{next} ...F{next} }}")
        );
    }
    text.push_str(" fragment F26 on Query { me { role } }");
    let began = Instant::now();
    let (status, _, body) = post(&g.door(), Some(&token), &text).await;
    assert!(
        began.elapsed() < Duration::from_millis(500),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(
        (status, &body["errors"][0]["extensions"]["code"]),
        (StatusCode::BAD_REQUEST, &json!("TOO_COSTLY"))
    );
    let rows = "id answer relation";
    let pages = (0..30).fold(String::new(), |all, n| {
        format!("{all}p{n}: entries(first: 100) {{ edges {{ node {{ {rows} }} }} }} ")
    });
    let (_, _, body) = post(&g.door(), Some(&token), &format!("{{ {pages} }}")).await;
    assert!(
        body["errors"][0]["message"].is_string() && body.get("data").is_none(),
        "thirty pages at once: {body}"
    );
}

#[tokio::test]
async fn no_more_errors_are_told_than_anyone_reads() {
    let g = Gateway::sqlite().await;
    let token = g.token("RP1", Role::Practitioner);
    let unknown = (0..900).fold(String::new(), |all, n| format!("{all}nothing{n} "));
    let (_, _, body) = post(&g.door(), Some(&token), &format!("{{ {unknown} }}")).await;
    assert_eq!(body["errors"].as_array().map(Vec::len), Some(20));
    assert!(!body.to_string().contains("Did you mean"));
}

/// A request under way when the server is told to stop is answered; one that comes later is not accepted.
#[tokio::test]
async fn a_request_under_way_is_finished_before_the_server_stops() {
    let g = Gateway::sqlite().await;
    let (address, stop, serving) = listening(&g, SHORT).await;
    let body = json!({ "query": "{ me { organisation { code } } }" }).to_string();
    let mut connection = TcpStream::connect(address).await.expect("it listens");
    let (first, rest) = body.split_at(10);
    connection
        .write_all(head(&g, body.len()).as_bytes())
        .await
        .expect("sent");
    connection.write_all(first.as_bytes()).await.expect("sent");
    tokio::time::sleep(Duration::from_millis(100)).await;
    stop.send(()).expect("it serves");
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!serving.is_finished(), "it waits for what is under way");
    connection.write_all(rest.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    connection
        .read_to_string(&mut answer)
        .await
        .expect("answered");
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("RP1"),
        "{answer}"
    );
    let waited = Instant::now();
    serving.await.expect("it ends");
    assert!(waited.elapsed() < Duration::from_secs(4));
    assert!(TcpStream::connect(address).await.is_err());
}
