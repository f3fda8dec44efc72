//! Answers that are not GraphQL results: always JSON, always with the same headers.

use axum::Extension;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::json;

use super::request_id::RequestId;

/// The media type of whatever is not a GraphQL result.
pub const JSON: &str = "application/json; charset=utf-8";

/// A body with the headers every answer has.
pub fn reply(status: StatusCode, media: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// A refusal before anything was executed.
pub fn refusal(status: StatusCode, code: &str, message: &str, request_id: &str) -> Response<Body> {
    let body = json!({ "errors": [{ "message": message, "extensions": { "code": code, "reference": request_id } }] });
    let mut response = reply(status, JSON, body.to_string());
    let extra = match status {
        StatusCode::UNAUTHORIZED => Some((header::WWW_AUTHENTICATE, "Bearer")),
        StatusCode::METHOD_NOT_ALLOWED => Some((header::ALLOW, "POST")),
        StatusCode::SERVICE_UNAVAILABLE => Some((header::RETRY_AFTER, "1")),
        _ => None,
    };
    if let Some((name, value)) = extra {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Any other path.
pub async fn no_such_page(Extension(RequestId(id)): Extension<RequestId>) -> Response<Body> {
    refusal(
        StatusCode::NOT_FOUND,
        "NO_SUCH_PAGE",
        "There is nothing here. The gateway answers POST /graphql.",
        &id,
    )
}
