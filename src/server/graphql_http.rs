//! GraphQL over HTTP: our own handler. POST of `application/json` and nothing else executes: the stock handler executes mutations sent by
//! GET, and bodies of any content type.

use std::sync::Arc;

use async_graphql::{Request, Response as Answer, Variables};
use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use serde::Deserialize;

use super::reply::{JSON, refusal, reply};
use super::request_id::RequestId;
use super::{App, LARGEST_BODY, LONGEST_REQUEST};
use crate::access::Caller;
use crate::access::token::{BadToken, verify};
use crate::register::Visit;

/// A request as the specification has it; properties it does not know are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Posted {
    query: String,
    operation_name: Option<String>,
    variables: Option<serde_json::Map<String, serde_json::Value>>,
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    let mut pieces = value.split(';').map(str::trim);
    pieces
        .next()
        .is_some_and(|media| media.eq_ignore_ascii_case("application/json"))
        && pieces.all(|piece| piece.eq_ignore_ascii_case("charset=utf-8"))
}

fn caller(headers: &HeaderMap, app: &App) -> Result<Caller, BadToken> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .ok_or(BadToken::Missing)?;
    let (scheme, token) = bearer.split_once(' ').ok_or(BadToken::Missing)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(BadToken::Missing);
    }
    let now = u64::try_from(app.register.now().timestamp()).unwrap_or(0);
    verify(token.trim(), &app.trust, &app.register.organisations(), now)
}

/// The media type the caller prefers of the two we write.
fn media(headers: &HeaderMap) -> &'static str {
    let accepts = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if accepts.contains("application/graphql-response+json") {
        "application/graphql-response+json; charset=utf-8"
    } else {
        JSON
    }
}

async fn posted(request: HttpRequest, id: &str) -> Result<Posted, Response<Body>> {
    if request.method() != Method::POST {
        return Err(refusal(
            StatusCode::METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "Only POST is answered here.",
            id,
        ));
    }
    if !is_json(request.headers()) {
        return Err(refusal(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "Send application/json.",
            id,
        ));
    }
    let Ok(body) = to_bytes(request.into_body(), LARGEST_BODY).await else {
        return Err(refusal(
            StatusCode::PAYLOAD_TOO_LARGE,
            "BODY_TOO_LARGE",
            "The body is too large, or did not arrive whole.",
            id,
        ));
    };
    if body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Err(refusal(
            StatusCode::BAD_REQUEST,
            "BATCHING_NOT_SUPPORTED",
            "Send one operation at a time.",
            id,
        ));
    }
    let mut reading = serde_json::Deserializer::from_slice(&body);
    let read =
        serde_path_to_error::deserialize(&mut reading).map_err(|error| error.path().to_string());
    let read = read.and_then(|posted| {
        reading
            .end()
            .map(|()| posted)
            .map_err(|_| String::from("."))
    });
    read.map_err(|path| {
        // A path is made of the caller's own names: of names that could be ours, and no longer than any of ours.
        let plain = |c: char| c.is_ascii_alphanumeric() || "_.[]".contains(c);
        let place = if path.len() <= 200 && path.len() > 1 && path.chars().all(plain) {
            format!(" at {path}")
        } else {
            String::new()
        };
        let message = format!(
            "The body is not a GraphQL request in JSON, or its text is not valid Unicode{place}."
        );
        refusal(StatusCode::BAD_REQUEST, "BAD_REQUEST", &message, id)
    })
}

/// Answers a request.
pub async fn answer(
    State(app): State<Arc<App>>,
    Extension(RequestId(id)): Extension<RequestId>,
    request: HttpRequest,
) -> Response<Body> {
    let (identified, media) = (caller(request.headers(), &app), media(request.headers()));
    let posted = match posted(request, &id).await {
        Ok(posted) => posted,
        Err(refused) => {
            return logged(
                &app,
                &id,
                identified.as_ref().ok(),
                "not a GraphQL request",
                refused,
            )
            .await;
        }
    };
    let caller = match identified {
        Ok(caller) => caller,
        Err(bad) => {
            let (status, code, why) = match bad {
                // Whoever it is, its issuer vouches for another: it is known and may not, rather than unknown.
                BadToken::Organisation => (
                    StatusCode::FORBIDDEN,
                    "FORBIDDEN",
                    "a token for another organisation",
                ),
                BadToken::Missing
                | BadToken::Malformed
                | BadToken::Issuer
                | BadToken::Key
                | BadToken::Algorithm
                | BadToken::Signature
                | BadToken::Time
                | BadToken::Claims => (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", "no caller"),
            };
            let refused = refusal(status, code, &bad.to_string(), &id);
            return logged(&app, &id, None, why, refused).await;
        }
    };
    let organisation = caller.organisation().clone();
    let introspects = app.development || caller.may_read_schema();
    let visit = Arc::new(Visit::new(caller, id.clone(), "graphql"));
    let mut request = Request::new(posted.query).data(Arc::clone(&visit));
    if let Some(name) = posted.operation_name {
        request = request.operation_name(name);
    }
    if let Some(variables) = posted.variables {
        request = request.variables(Variables::from_json(serde_json::Value::Object(variables)));
    }
    if !introspects {
        request = request.disable_introspection();
    }
    let answered = tokio::time::timeout(LONGEST_REQUEST, app.gateway.execute(request)).await;
    let failed = answered
        .as_ref()
        .map_or(true, |answer| !answer.errors.is_empty());
    if let Err(error) = app.register.close(&visit, failed).await {
        tracing::error!(
            request.id = id,
            error = error.report(),
            "access_log.not_written"
        );
        return refusal(
            StatusCode::SERVICE_UNAVAILABLE,
            "NOT_LOGGED",
            "The access log cannot be written, so the answer was not given.",
            &id,
        );
    }
    tracing::info!(request.id = id, caller.organisation = %organisation, failed, "request.answered");
    match answered {
        Ok(answer) => written(answer, media, &id),
        Err(_) => refusal(
            StatusCode::SERVICE_UNAVAILABLE,
            "TIMED_OUT",
            "The request took too long.",
            &id,
        ),
    }
}

/// A refusal, once its row of the log is durable.
async fn logged(
    app: &App,
    id: &str,
    caller: Option<&Caller>,
    why: &'static str,
    refused: Response<Body>,
) -> Response<Body> {
    match app.register.turn_away(id, caller, why).await {
        Ok(()) => refused,
        Err(error) => {
            tracing::error!(
                request.id = id,
                error = error.report(),
                "access_log.not_written"
            );
            refusal(
                StatusCode::SERVICE_UNAVAILABLE,
                "NOT_LOGGED",
                "The access log cannot be written.",
                id,
            )
        }
    }
}

/// The argument that the library says is wrong, as a path: `input.record.detention.spells.0.key`.
fn argument_of(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("Invalid value for argument \"")?;
    let (path, rest) = rest.split_once('"')?;
    let field = rest
        .split_once("field \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(field, _)| format!(".{field}"));
    Some(format!("{path}{}", field.unwrap_or_default()))
}

/// An answer as it goes out. A request that was not executed at all has no `data`.
fn written(mut answer: Answer, media: &'static str, id: &str) -> Response<Body> {
    let not_executed = answer.data == async_graphql::Value::Null
        && answer.errors.iter().any(|error| error.path.is_empty());
    for error in &mut answer.errors {
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("reference", id);
        // What the library itself refuses is always something wrong with the request.
        if extensions.get("code").is_none() {
            extensions.set("code", "BAD_USER_INPUT");
            if let Some(argument) = argument_of(&error.message) {
                extensions.set("argument", argument);
            }
        }
    }
    let body = if not_executed {
        serde_json::to_string(&serde_json::json!({ "errors": answer.errors }))
    } else {
        serde_json::to_string(&answer)
    };
    let status = if not_executed {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    match body {
        Ok(body) => reply(status, media, body),
        Err(_) => refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL",
            "Something went wrong on our side.",
            id,
        ),
    }
}
