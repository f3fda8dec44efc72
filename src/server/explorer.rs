//! A page for trying queries, for development only: our own, nothing from anywhere else.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use serde::Serialize;

use super::App;
use super::reply::{JSON, reply};

/// A ready-made request.
#[derive(Clone, Serialize)]
pub struct Example {
    /// What it shows.
    pub title: String,
    /// As whom.
    pub who: String,
    /// That organisation's token.
    pub token: String,
    /// The operation.
    pub query: String,
    /// Its variables.
    pub variables: serde_json::Value,
    /// What one should see.
    pub says: String,
}

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

fn file(media: &'static str, content: &'static str) -> Response<Body> {
    let mut response = reply(StatusCode::OK, media, content.to_owned());
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    response
}

async fn examples(State(app): State<Arc<App>>) -> Response<Body> {
    let body = serde_json::to_string(&app.examples).unwrap_or_else(|_| "[]".to_owned());
    reply(StatusCode::OK, JSON, body)
}

/// The page and what it is made of.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(
            "/explorer",
            get(async || {
                file(
                    "text/html; charset=utf-8",
                    include_str!("explorer/index.html"),
                )
            }),
        )
        .route(
            "/explorer/explorer.css",
            get(async || {
                file(
                    "text/css; charset=utf-8",
                    include_str!("explorer/explorer.css"),
                )
            }),
        )
        .route(
            "/explorer/explorer.js",
            get(async || {
                file(
                    "text/javascript; charset=utf-8",
                    include_str!("explorer/explorer.js"),
                )
            }),
        )
        .route("/explorer/examples.json", get(examples))
}
