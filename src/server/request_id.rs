//! Request ids: the caller's own if it is a plain one, else a new one, on every answer whatever it is.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};
use axum::middleware::Next;

use super::App;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: letters, digits and hyphens.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

fn given(headers: &HeaderMap) -> Option<&str> {
    let id = headers.get(HEADER)?.to_str().ok()?;
    let plain = id
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    ((8..=64).contains(&id.len()) && plain).then_some(id)
}

/// Gives the request its id, and the answer the same.
pub async fn assign(
    State(app): State<Arc<App>>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    let id = given(request.headers()).map_or_else(
        || app.register.ids().id().simple().to_string(),
        ToOwned::to_owned,
    );
    let header = HeaderValue::from_str(&id);
    request.extensions_mut().insert(RequestId(id));
    let mut response = next.run(request).await;
    if let Ok(header) = header {
        response.headers_mut().insert(HEADER, header);
    }
    response
}
