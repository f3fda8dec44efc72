//! From a bearer token to a caller. The key proves the organisation: an issuer is believed only for the organisations it is bound to.

use chrono::DateTime;
use jsonwebtoken::{Validation, decode, decode_header};
use serde::{Deserialize, Serialize};

use crate::domain::code::OrganisationCode;
use crate::domain::entry::civil_day;
use crate::domain::organisation::Organisations;

use super::caller::{Caller, Role};
use super::trust::Trust;

/// The claims a token carries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer.
    pub iss: String,
    /// Audience.
    pub aud: String,
    /// The user or program.
    pub sub: String,
    /// Issued at, seconds since 1970.
    pub iat: u64,
    /// Not before.
    pub nbf: u64,
    /// Expires at.
    pub exp: u64,
    /// The organisation, by code.
    pub org: OrganisationCode,
    /// The role.
    pub role: String,
    /// OAuth scopes, separated by spaces.
    #[serde(default)]
    pub scope: String,
}

/// The longest lifetime of a token that is accepted, in seconds: twelve hours.
pub const LONGEST_LIFE: u64 = 12 * 60 * 60;
/// Clock skew that is forgiven, in seconds.
const LEEWAY: u64 = 30;
/// Longer tokens are not looked at.
const LONGEST_TOKEN: usize = 8 * 1024;

/// Which check a token fails. Nothing of the token is repeated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadToken {
    /// There is none.
    #[error("send a bearer token")]
    Missing,
    /// Not a signed token at all, or too long.
    #[error("this is not a signed token")]
    Malformed,
    /// The issuer is not trusted here.
    #[error("the token's issuer is not trusted here")]
    Issuer,
    /// No such key of that issuer.
    #[error("the token's key is not one of its issuer's")]
    Key,
    /// The algorithm is not one the issuer uses.
    #[error("the token's algorithm is not one of its issuer's")]
    Algorithm,
    /// The signature does not verify.
    #[error("the token's signature does not verify")]
    Signature,
    /// Expired, or valid for too long.
    #[error("the token has expired, or is valid for longer than is accepted")]
    Time,
    /// From the future, though its signature verifies: its issuer's clock is ahead of ours.
    #[error("the token is not valid yet: its issuer's clock is ahead of ours")]
    Future,
    /// For another audience, or a claim is missing or of the wrong kind.
    #[error("the token's claims are not those of a token for this service")]
    Claims,
    /// The issuer does not speak for the organisation the token names, or there is no such organisation any more.
    #[error("the organisation is gone, or the token's issuer does not speak for it")]
    Organisation,
}

#[derive(Deserialize)]
struct Critical {
    crit: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Unverified {
    iss: String,
}

/// A piece of a token, not yet verified.
fn piece<T: serde::de::DeserializeOwned>(token: &str, index: usize) -> Result<T, BadToken> {
    use base64::Engine;
    let piece = token.split('.').nth(index).ok_or(BadToken::Malformed)?;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(piece)
        .map_err(|_| BadToken::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| BadToken::Claims)
}

/// Verifies a token at `now`, seconds since 1970.
pub fn verify(
    token: &str,
    trust: &Trust,
    organisations: &Organisations,
    now: u64,
) -> Result<Caller, BadToken> {
    verified(token, trust, organisations, now).map(|(caller, _)| caller)
}

/// Verifies a token; with when it expires, in seconds since 1970.
pub(super) fn verified(
    token: &str,
    trust: &Trust,
    organisations: &Organisations,
    now: u64,
) -> Result<(Caller, u64), BadToken> {
    use jsonwebtoken::errors::ErrorKind;
    if token.len() > LONGEST_TOKEN {
        return Err(BadToken::Malformed);
    }
    let header = decode_header(token).map_err(|_| BadToken::Malformed)?;
    // RFC 7515, 4.1.11: an extension that must be understood and is not makes the token invalid. We know none.
    if piece::<Critical>(token, 0)
        .map_err(|_| BadToken::Malformed)?
        .crit
        .is_some()
    {
        return Err(BadToken::Malformed);
    }
    // The issuer named in the token only chooses which keys to try; the signature then proves it.
    let issuer = trust
        .issuers
        .get(&piece::<Unverified>(token, 1)?.iss)
        .filter(|one| !one.development || trust.development)
        .ok_or(BadToken::Issuer)?;
    if !issuer.algorithms.contains(&header.alg) {
        return Err(BadToken::Algorithm);
    }
    let key = header
        .kid
        .as_deref()
        .and_then(|kid| issuer.keys.get(kid))
        .ok_or(BadToken::Key)?;
    let mut validation = Validation::new(header.alg);
    validation.algorithms = vec![header.alg];
    validation.set_audience(&[&trust.audience]);
    validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    // Times are checked below, against the clock that was passed in.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let claims = decode::<Claims>(token, key, &validation)
        .map_err(|error| {
            if matches!(error.kind(), ErrorKind::InvalidSignature) {
                BadToken::Signature
            } else {
                BadToken::Claims
            }
        })?
        .claims;
    let lives = claims
        .exp
        .checked_sub(claims.iat.min(claims.nbf))
        .is_some_and(|life| life <= LONGEST_LIFE);
    if !lives || now > claims.exp.saturating_add(LEEWAY) {
        return Err(BadToken::Time);
    }
    if claims.nbf.max(claims.iat) > now.saturating_add(LEEWAY) {
        return Err(BadToken::Future);
    }
    let role = Role::named(&claims.role).ok_or(BadToken::Claims)?;
    let kind = organisations
        .kind(&claims.org)
        .ok_or(BadToken::Organisation)?;
    let today = DateTime::from_timestamp(i64::try_from(now).unwrap_or(i64::MAX), 0);
    if !today.is_some_and(|now| organisations.exists(&claims.org, civil_day(now))) {
        return Err(BadToken::Organisation);
    }
    if !issuer.development && !issuer.organisations.contains(&claims.org) {
        return Err(BadToken::Organisation);
    }
    if claims.sub.is_empty() || claims.sub.len() > 200 || claims.sub.chars().any(char::is_control) {
        return Err(BadToken::Claims);
    }
    let caller = Caller {
        organisation: claims.org,
        kind,
        role,
        subject: claims.sub,
        schema_read: claims.scope.split(' ').any(|scope| scope == "schema:read"),
    };
    Ok((caller, claims.exp))
}
