//! Hostile requests, made from a seed: malformed JSON, odd Unicode, deep and wide documents, wild variables, every content type. Whatever
//! comes, the gateway answers quickly with a status below 500 and a body that tells nothing of the inside, alike on both databases.
//!
//! `S117_CORPUS=100000` makes as many; `S117_CORPUS_SEED` chooses others.

mod made;

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use s117::access::Role;
use serde_json::json;

use self::made::{Dice, request};
use crate::support::{Gateway, send};

/// Requests made where nothing else is asked for.
const FEW: u64 = 1_500;

/// What is compared between the databases: the status, the codes of errors, and what became of mutations.
async fn answered(
    g: &Gateway,
    token: &str,
    made: &(String, String, String, Vec<u8>),
) -> Option<(u16, String)> {
    let (method, media, path, body) = made;
    let request = Request::builder()
        .method(method.as_str())
        .uri(path.as_str())
        .header("content-type", media.as_str())
        .header("authorization", format!("Bearer {token}"))
        .body(Body::from(body.clone()))
        .ok()?;
    let began = Instant::now();
    let (status, _, answer) = send(&g.door(), request).await;
    let text = answer.to_string();
    let shown = String::from_utf8_lossy(body);
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "{:?} for {method} {path} {media}: {shown}",
        began.elapsed()
    );
    assert!(
        status.as_u16() < 500,
        "{status} for {method} {path} {media}: {shown}: {text}"
    );
    for inside in [
        "sqlx",
        "sea_orm",
        "SELECT ",
        "panicked",
        "RUST_BACKTRACE",
        ".rs:",
        "INTERNAL",
        "Did you mean",
    ] {
        assert!(
            !text.contains(inside),
            "{inside} is in the answer to {shown}: {text}"
        );
    }
    let mut codes: Vec<String> = answer["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| error["extensions"]["code"].to_string())
        .collect();
    codes.extend(
        answer["data"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(_, value)| value["__typename"].to_string()),
    );
    Some((status.as_u16(), codes.join(" ")))
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var_os(name)
        .and_then(|value| value.to_str()?.parse().ok())
        .unwrap_or(otherwise)
}

/// How much memory this process holds, in MiB; none where that cannot be asked.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1_024)
}

/// Registers of their own that are asked side by side.
const LANES: u64 = 2;

/// One lane: both databases are sent the same requests. Says how many were executed.
async fn lane(seed: u64, count: u64, half_way: impl Fn()) -> u64 {
    let (one, other) = (Gateway::sqlite().await, Gateway::postgres().await);
    let mut dice = Dice(seed);
    let mut executed = 0;
    for g in std::iter::once(&one).chain(other.as_ref()) {
        g.at("2023-07-05");
    }
    let token = |g: &Gateway| g.token("RP1", Role::Practitioner);
    let tokens = (token(&one), other.as_ref().map(token));
    for index in 0..count {
        if index == count / 2 {
            half_way();
        }
        let made = request(&mut dice);
        let first = answered(&one, &tokens.0, &made);
        let (first, second) = match (&other, &tokens.1) {
            (Some(other), Some(token)) => {
                let (first, second) = tokio::join!(first, answered(other, token, &made));
                (first, Some(second))
            }
            _ => (first.await, None),
        };
        executed += u64::from(first.as_ref().is_some_and(|(status, _)| *status == 200));
        if let Some(second) = second {
            let text = String::from_utf8_lossy(&made.3);
            assert_eq!(first, second, "request {index} of seed {seed}: {text}");
        }
    }
    let good = one
        .ask("RP1", "{ me { organisation { code } } }", json!({}))
        .await;
    assert_eq!(
        good["me"]["organisation"]["code"], "RP1",
        "and afterwards all is well"
    );
    executed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_comes_is_answered() {
    let (count, seed) = (
        setting("S117_CORPUS", FEW),
        setting("S117_CORPUS_SEED", 117),
    );
    let held = std::sync::Arc::new(std::sync::Mutex::new(None));
    let mut lanes = Vec::new();
    for number in 0..LANES {
        let held = std::sync::Arc::clone(&held);
        let half_way = move || *held.lock().expect("nobody panics") = resident();
        // A seed's lanes are far apart.
        lanes.push(tokio::spawn(lane(
            seed ^ (number << 48),
            count / LANES,
            half_way,
        )));
    }
    let mut executed = 0;
    for lane in lanes {
        executed += lane.await.expect("every request is answered");
    }
    assert!(
        executed * 10 > count,
        "a fair share is executed, or this tests little: {executed} of {count}"
    );
    // With few requests the other tests of this process still come and go.
    let before = *held.lock().expect("nobody panics");
    if let (Some(before), Some(after), true) = (before, resident(), count >= 50_000) {
        let told = format!("{count} requests: {before} MiB half way, {after} MiB at the end\n");
        let _ = std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes());
        assert!(after < before + 64, "memory grows: {told}");
    }
}
