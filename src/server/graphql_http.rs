//! GraphQL over HTTP: our own handler. POST of `application/json` and nothing else executes: the stock handler executes mutations sent by
//! GET, and bodies of any content type.

use std::sync::Arc;

use async_graphql::{Request, Response as Answer, Variables};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderMap, Response, StatusCode, header};

use super::App;
use super::media::{Media, single};
use super::posted::posted;
use super::reply::{refusal, reply};
use super::request_id::RequestId;
use crate::access::Caller;
use crate::access::token::{BadToken, verify};
use crate::graphql::cost::{self, TooCostly};
use crate::register::Visit;

/// The most errors of one answer that are told: the rest would be read by no one.
const MOST_ERRORS: usize = 20;

fn caller(headers: &HeaderMap, app: &App) -> Result<Caller, BadToken> {
    let bearer = single(headers, header::AUTHORIZATION).ok_or(BadToken::Missing)?;
    let (scheme, token) = bearer.split_once(' ').ok_or(BadToken::Missing)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(BadToken::Missing);
    }
    let now = u64::try_from(app.register.now().timestamp()).unwrap_or(0);
    verify(token.trim(), &app.trust, &app.register.organisations(), now)
}

/// Answers a request.
pub async fn answer(
    State(app): State<Arc<App>>,
    Extension(RequestId(id)): Extension<RequestId>,
    request: HttpRequest,
) -> Response<Body> {
    let identified = caller(request.headers(), &app);
    let media = Media::preferred(request.headers());
    let posted = match posted(request, &app.limits).await {
        Ok(posted) => posted,
        Err((status, code, why)) => {
            let refused = refusal(status, code, &why, &id);
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
    let Some(media) = media else {
        let why = "The answer can be application/graphql-response+json or application/json.";
        let refused = refusal(StatusCode::NOT_ACCEPTABLE, "NOT_ACCEPTABLE", why, &id);
        return logged(
            &app,
            &id,
            Some(&caller),
            "no acceptable media type",
            refused,
        )
        .await;
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
    if let Err(costly) = affordable(&mut request) {
        let refused = refusal(
            StatusCode::BAD_REQUEST,
            "TOO_COSTLY",
            &costly.to_string(),
            &id,
        );
        return logged(
            &app,
            &id,
            Some(visit.caller()),
            "too costly a document",
            refused,
        )
        .await;
    }
    let answered = tokio::time::timeout(app.limits.answer, app.gateway.execute(request)).await;
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

/// Refuses what would cost too much, before the library expands it. What cannot be parsed is for the library to say.
fn affordable(request: &mut Request) -> Result<(), TooCostly> {
    cost::short_and_flat(&request.query)?;
    request.parsed_query().map_or(Ok(()), cost::affordable)
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
fn written(mut answer: Answer, media: Media, id: &str) -> Response<Body> {
    let not_executed = answer.data == async_graphql::Value::Null
        && answer.errors.iter().any(|error| error.path.is_empty());
    answer.errors.truncate(MOST_ERRORS);
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
    let status = match media {
        Media::Graphql if not_executed => StatusCode::BAD_REQUEST,
        Media::Graphql | Media::Json => StatusCode::OK,
    };
    match body {
        Ok(body) => reply(status, media.name(), body),
        Err(_) => refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL",
            "Something went wrong on our side.",
            id,
        ),
    }
}
