//! GraphQL over HTTP: our own handler. POST of `application/json` and nothing else executes: the stock handler executes mutations sent by
//! GET, and bodies of any content type.

use std::sync::Arc;

use async_graphql::Response as Answer;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Request as HttpRequest, State};
use axum::http::{Response, StatusCode};

use super::App;
use super::admit::{Admitted, Turned, admit};
use super::media::Media;
use super::reply::{refusal, reply};
use super::request_id::RequestId;
use crate::register::Visit;
use crate::store::StoreError;

/// The most errors of one answer that are told: the rest would be read by no one.
const MOST_ERRORS: usize = 20;

/// Answers a request.
pub async fn answer(
    State(app): State<Arc<App>>,
    Extension(RequestId(id)): Extension<RequestId>,
    request: HttpRequest,
) -> Response<Body> {
    let Admitted {
        caller,
        media,
        request,
    } = match admit(&app, request).await {
        Ok(admitted) => admitted,
        Err(turned) => return turned_away(&app, &id, *turned).await,
    };
    let organisation = caller.organisation().clone();
    let visit = Arc::new(Visit::new(caller, id.clone(), "graphql"));
    let answering = async {
        // More at once would only wait for one another, each with all that it has read.
        let _turn = app.turns.acquire().await;
        app.gateway.execute(request, Arc::clone(&visit)).await
    };
    let answered = tokio::time::timeout(app.limits.answer, answering).await;
    let failed = answered
        .as_ref()
        .map_or(true, |answer| !answer.errors.is_empty());
    if let Err(error) = app.register.close(&visit, failed).await {
        let message = "The access log cannot be written, so the answer was not given.";
        return not_logged(&error, &id, message);
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
async fn turned_away(app: &App, id: &str, turned: Turned) -> Response<Body> {
    let Turned {
        caller,
        status,
        code,
        message,
        logged,
    } = turned;
    match app.register.turn_away(id, caller.as_ref(), logged).await {
        Ok(()) => refusal(status, code, &message, id),
        Err(error) => not_logged(&error, id, "The access log cannot be written."),
    }
}

fn not_logged(error: &StoreError, id: &str, message: &str) -> Response<Body> {
    tracing::error!(
        request.id = id,
        error = error.report(),
        "access_log.not_written"
    );
    refusal(StatusCode::SERVICE_UNAVAILABLE, "NOT_LOGGED", message, id)
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

/// What the library says, without the values and lines of the document that it repeats: an answer may be logged by whoever passes it on.
fn without_text(message: &str) -> String {
    if message.contains('\n') {
        return "The document cannot be read at this place.".to_owned();
    }
    let cut = message
        .split_once(", found ")
        .or_else(|| message.split_once(" the value \""));
    cut.map_or_else(
        || message.to_owned(),
        |(before, _)| format!("{before}: not this value."),
    )
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
            error.message = without_text(&error.message);
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
