//! Answers that are not GraphQL results: always JSON, always with the same headers.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::json;

/// The name of the request id header.
pub const REQUEST_ID: &str = "x-request-id";

/// A JSON body with the headers every answer has.
pub fn json_reply(
    status: StatusCode,
    media: &'static str,
    body: String,
    request_id: &str,
) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, id);
    }
    response
}

/// A refusal before anything was executed.
pub fn refusal(status: StatusCode, code: &str, message: &str, request_id: &str) -> Response<Body> {
    let body = json!({ "errors": [{ "message": message, "extensions": { "code": code, "reference": request_id } }] });
    let mut response = json_reply(
        status,
        "application/json; charset=utf-8",
        body.to_string(),
        request_id,
    );
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
pub async fn no_such_page() -> Response<Body> {
    refusal(
        StatusCode::NOT_FOUND,
        "NO_SUCH_PAGE",
        "There is nothing here. The gateway answers POST /graphql.",
        "-",
    )
}
