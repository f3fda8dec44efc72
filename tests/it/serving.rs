//! Serving: what every answer carries, whether or not it is GraphQL, and what is there only for development.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use s117::access::Role;
use s117::access::development::trust_file;
use s117::access::trust::Trust;
use s117::server::{LARGEST_BODY, serve};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{Gateway, post, send};

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
        || Trust::load(&trust_file(g.folder.path()), false).expect("the trust file is read");
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
    let trust = Trust::load(&trust_file(g.folder.path()), true).expect("the trust file is read");
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

/// A request under way when the server is told to stop is answered; one that comes later is not accepted.
#[tokio::test]
async fn a_request_under_way_is_finished_before_the_server_stops() {
    let g = Gateway::sqlite().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(serve(listener, g.door(), async move {
        let _ = stopped.await;
    }));
    let body = json!({ "query": "{ me { organisation { code } } }" }).to_string();
    let token = g.token("RP1", Role::Practitioner);
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: local\r\ncontent-type: application/json\r\nauthorization: Bearer {token}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let mut connection = tokio::net::TcpStream::connect(address)
        .await
        .expect("it listens");
    let (first, rest) = body.split_at(10);
    connection.write_all(head.as_bytes()).await.expect("sent");
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
    serving.await.expect("it ends").expect("without an error");
    assert!(waited.elapsed() < Duration::from_secs(5));
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
