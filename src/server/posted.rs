//! Reading a request: POST of one JSON object in `application/json`, small, and arriving in time.

use std::error::Error;

use axum::body::{Body, to_bytes};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use serde::Deserialize;

use super::media::is_plain_json;
use super::{LARGEST_BODY, Limits};

/// A request as the specification has it; properties it does not know are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Posted {
    /// The document.
    pub query: String,
    /// Which of its operations.
    pub operation_name: Option<String>,
    /// The values of its variables.
    pub variables: Option<serde_json::Map<String, serde_json::Value>>,
}

/// Why a request is not one: the status, a code and a sentence.
pub type Refused = (StatusCode, &'static str, String);

fn refused<T>(status: StatusCode, code: &'static str, why: &str) -> Result<T, Refused> {
    Err((status, code, why.to_owned()))
}

/// What is wrong with a request's head, if anything is.
pub fn wrong_head(head: &Parts) -> Option<Refused> {
    if head.method != Method::POST {
        return Some((
            StatusCode::METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "Only POST is answered here.".to_owned(),
        ));
    }
    (!is_plain_json(&head.headers)).then(|| {
        (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "Send application/json, in UTF-8 and not compressed.".to_owned(),
        )
    })
}

/// Reads a request's body.
pub async fn posted(body: Body, limits: &Limits) -> Result<Posted, Refused> {
    let body = match tokio::time::timeout(limits.body, whole(body)).await {
        Ok(body) => body?,
        Err(_) => {
            return refused(
                StatusCode::REQUEST_TIMEOUT,
                "REQUEST_TIMEOUT",
                "The body did not arrive in time.",
            );
        }
    };
    if body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return refused(
            StatusCode::BAD_REQUEST,
            "BATCHING_NOT_SUPPORTED",
            "Send one operation at a time.",
        );
    }
    read(&body).map_err(|place| {
        let why = format!(
            "The body is not a GraphQL request in JSON, or its text is not valid Unicode{place}."
        );
        (StatusCode::BAD_REQUEST, "BAD_REQUEST", why)
    })
}

async fn whole(body: Body) -> Result<axum::body::Bytes, Refused> {
    match to_bytes(body, LARGEST_BODY).await {
        Ok(body) => Ok(body),
        Err(error)
            if error
                .source()
                .is_some_and(<dyn Error>::is::<http_body_util::LengthLimitError>) =>
        {
            refused(
                StatusCode::PAYLOAD_TOO_LARGE,
                "BODY_TOO_LARGE",
                "The body is larger than 256 KiB.",
            )
        }
        Err(_) => refused(
            StatusCode::BAD_REQUEST,
            "BAD_REQUEST",
            "The body did not arrive whole.",
        ),
    }
}

/// The request in a body, or where in it something is wrong.
fn read(body: &[u8]) -> Result<Posted, String> {
    let mut reading = serde_json::Deserializer::from_slice(body);
    let posted = serde_path_to_error::deserialize(&mut reading)
        .map_err(|error| place(&error.path().to_string()))?;
    reading.end().map_err(|_| String::new())?;
    Ok(posted)
}

/// A path is made of the caller's own names: it is repeated only where they could be ours, and are no longer.
fn place(path: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_.[]".contains(c);
    if (2..=200).contains(&path.len()) && path.chars().all(plain) {
        format!(" at {path}")
    } else {
        String::new()
    }
}
