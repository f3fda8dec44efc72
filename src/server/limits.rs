//! How long and how much: what a request may take.

use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, StatusCode};
use axum::middleware::Next;

use super::reply::refusal;
use super::request_id::RequestId;

/// The largest request body, in bytes.
pub const LARGEST_BODY: usize = 256 * 1024;
/// The longest request target, in bytes: nothing here takes one longer than a path.
const LONGEST_TARGET: usize = 2 * 1024;
/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;

/// How long each step of a request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until its head has arrived; a connection with no request under way is closed after as long.
    pub head: Duration,
    /// Until its body has arrived.
    pub body: Duration,
    /// Until it is answered.
    pub answer: Duration,
    /// Until the server stops, once told to, whatever is still under way.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(30),
            body: Duration::from_secs(10),
            answer: Duration::from_secs(10),
            drain: Duration::from_secs(30),
        }
    }
}

/// Refuses a request whose head is larger than any of ours.
pub async fn head(
    Extension(RequestId(id)): Extension<RequestId>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let target = request
        .uri()
        .path_and_query()
        .map_or(0, |target| target.as_str().len());
    if target > LONGEST_TARGET {
        let why = "The request's target is too long.";
        return refusal(StatusCode::URI_TOO_LONG, "TARGET_TOO_LONG", why, &id);
    }
    let size: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if size > LARGEST_HEAD {
        let why = "The request's headers are too large.";
        return refusal(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "HEADERS_TOO_LARGE",
            why,
            &id,
        );
    }
    next.run(request).await
}
