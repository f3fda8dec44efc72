//! Whether the process lives, and whether it can serve. No token needed, nothing about anyone told.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};

use super::App;
use super::reply::{JSON, refusal, reply};
use super::request_id::RequestId;

/// The process is there.
pub async fn live() -> Response<Body> {
    reply(StatusCode::OK, JSON, r#"{"status":"live"}"#.to_owned())
}

/// The database can be written: an answer cannot leave unless its row of the log can be.
pub async fn ready(
    State(app): State<Arc<App>>,
    Extension(RequestId(id)): Extension<RequestId>,
) -> Response<Body> {
    match app.register.store().ready(app.register.now()).await {
        Ok(()) => {
            let now = u64::try_from(app.register.now().timestamp()).unwrap_or(0);
            let body = if app.tokens.a_clock_is_wrong(now) {
                r#"{"status":"ready","warnings":["CLOCK_SKEW: an issuer's clock is ahead of this one by more than 30 seconds"]}"#
            } else {
                r#"{"status":"ready"}"#
            };
            reply(StatusCode::OK, JSON, body.to_owned())
        }
        Err(error) => {
            tracing::error!(error = error.report(), "health.not_ready");
            refusal(
                StatusCode::SERVICE_UNAVAILABLE,
                "NOT_READY",
                "The database cannot be written.",
                &id,
            )
        }
    }
}
