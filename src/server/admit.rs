//! From an HTTP request to a GraphQL request of a known caller: head, token, media type, body, cost, in this order, so that whoever has no
//! token cannot make the gateway wait for a body.

use axum::extract::Request as HttpRequest;
use axum::http::{HeaderMap, StatusCode, header};

use super::App;
use super::media::{Media, single};
use super::posted::{Posted, posted, wrong_head};
use crate::access::Caller;
use crate::access::token::BadToken;
use crate::graphql::Asked;

/// A request that will be executed.
pub struct Admitted {
    /// Who asks.
    pub caller: Caller,
    /// How the answer is written.
    pub media: Media,
    /// What is asked.
    pub request: Asked,
}

/// A request that will not.
pub struct Turned {
    /// Who asked, where the token told.
    pub caller: Option<Caller>,
    /// The status of the answer.
    pub status: StatusCode,
    /// Its permanent code.
    pub code: &'static str,
    /// What it says.
    pub message: String,
    /// What the access log says of it: a fixed word.
    pub logged: &'static str,
}

/// Admits a request, or says why not.
pub async fn admit(app: &App, http: HttpRequest) -> Result<Admitted, Box<Turned>> {
    let turned = |caller: Option<&Caller>, status, code, message: String, logged| {
        Box::new(Turned {
            caller: caller.cloned(),
            status,
            code,
            message,
            logged,
        })
    };
    let (head, body) = http.into_parts();
    let identified = caller(&head.headers, app);
    let known = identified.as_ref().ok();
    if let Some((status, code, why)) = wrong_head(&head) {
        return Err(turned(known, status, code, why, "not a GraphQL request"));
    }
    let caller = identified.map_err(|bad| {
        let (status, code, logged) = of_bad_token(bad);
        turned(None, status, code, bad.to_string(), logged)
    })?;
    let known = Some(&caller);
    let Some(media) = Media::preferred(&head.headers) else {
        let why = "The answer can be application/graphql-response+json or application/json.";
        let logged = "no acceptable media type";
        return Err(turned(
            known,
            StatusCode::NOT_ACCEPTABLE,
            "NOT_ACCEPTABLE",
            why.to_owned(),
            logged,
        ));
    };
    let posted = posted(body, &app.limits)
        .await
        .map_err(|(status, code, why)| turned(known, status, code, why, "not a GraphQL request"))?;
    let Posted {
        query,
        operation_name,
        variables,
    } = posted;
    let request = app.gateway.request(query, operation_name, variables);
    let request = request.map_err(|costly| {
        let why = costly.to_string();
        turned(
            known,
            StatusCode::BAD_REQUEST,
            "TOO_COSTLY",
            why,
            "too costly a document",
        )
    })?;
    Ok(Admitted {
        caller,
        media,
        request,
    })
}

fn caller(headers: &HeaderMap, app: &App) -> Result<Caller, BadToken> {
    let bearer = single(headers, header::AUTHORIZATION).ok_or(BadToken::Missing)?;
    let (scheme, token) = bearer.split_once(' ').ok_or(BadToken::Missing)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(BadToken::Missing);
    }
    let now = u64::try_from(app.register.now().timestamp()).unwrap_or(0);
    let (trust, organisations) = (app.trusted.now(), app.register.organisations());
    app.tokens.verify(token.trim(), &trust, &organisations, now)
}

const fn of_bad_token(bad: BadToken) -> (StatusCode, &'static str, &'static str) {
    match bad {
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
        | BadToken::Future
        | BadToken::Claims => (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", "no caller"),
    }
}
