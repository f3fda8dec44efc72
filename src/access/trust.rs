//! The trust file: which token issuers speak for which organisations, and with which keys.
//!
//! ```json
//! { "audience": "https://register.example/graphql",
//!   "issuers": [ { "issuer": "https://id.trust.example", "organisations": ["RP1"], "algorithms": ["EdDSA"], "jwks": "rp1.jwks.json" } ] }
//! ```
//!
//! A key file is a JWK set (RFC 7517) beside the trust file. An issuer marked `development` may speak for every organisation and is
//! refused unless the server was started for development.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::{Deserialize, Serialize};

use crate::domain::code::OrganisationCode;

/// An issuer as the file has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerEntry {
    /// The `iss` of its tokens.
    pub issuer: String,
    /// The organisations it may speak for; empty only for a development issuer, which may speak for all.
    #[serde(default)]
    pub organisations: Vec<OrganisationCode>,
    /// The algorithms it signs with: from here, never from the token.
    pub algorithms: Vec<Algorithm>,
    /// Its JWK set, a file beside the trust file.
    pub jwks: PathBuf,
    /// Whether it is for development.
    #[serde(default)]
    pub development: bool,
}

/// The trust file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustFile {
    /// The `aud` that tokens must carry.
    pub audience: String,
    /// The issuers.
    pub issuers: Vec<IssuerEntry>,
}

/// Why the trust file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// A file cannot be read.
    #[error("cannot read {0}")]
    Read(PathBuf, #[source] std::io::Error),
    /// A file is not what it should be.
    #[error("{0} is not valid")]
    Parse(PathBuf, #[source] serde_json::Error),
    /// A key cannot be used.
    #[error("a key of issuer {0} cannot be used")]
    Key(String, #[source] jsonwebtoken::errors::Error),
    /// An issuer is not bound to organisations, or the same issuer stands twice, or it lists no algorithm or a shared-secret one.
    #[error("issuer {0}: {1}")]
    Issuer(String, &'static str),
}

/// An issuer with its keys.
#[derive(Clone)]
pub struct Issuer {
    pub(super) organisations: Vec<OrganisationCode>,
    pub(super) algorithms: Vec<Algorithm>,
    pub(super) keys: BTreeMap<String, DecodingKey>,
    pub(super) development: bool,
}

impl std::fmt::Debug for Issuer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issuer")
            .field("organisations", &self.organisations)
            .field("keys", &self.keys.len())
            .finish_non_exhaustive()
    }
}

/// Whom the gateway believes.
#[derive(Clone, Debug)]
pub struct Trust {
    pub(super) audience: String,
    pub(super) issuers: BTreeMap<String, Issuer>,
    pub(super) development: bool,
}

fn asymmetric(algorithm: Algorithm) -> bool {
    use Algorithm::{ES256, ES384, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512};
    [
        ES256, ES384, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512,
    ]
    .contains(&algorithm)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, TrustError> {
    let text =
        std::fs::read_to_string(path).map_err(|error| TrustError::Read(path.to_owned(), error))?;
    serde_json::from_str(&text).map_err(|error| TrustError::Parse(path.to_owned(), error))
}

impl Trust {
    /// Reads the trust file and its keys. `development`: whether development issuers are believed.
    pub fn load(path: &Path, development: bool) -> Result<Self, TrustError> {
        let file: TrustFile = read(path)?;
        let mut issuers = BTreeMap::new();
        for entry in file.issuers {
            let wrong = |why| TrustError::Issuer(entry.issuer.clone(), why);
            if entry.organisations.is_empty() != entry.development {
                return Err(wrong(
                    "name the organisations it may speak for; only a development issuer names none",
                ));
            }
            if entry.algorithms.is_empty() || !entry.algorithms.iter().copied().all(asymmetric) {
                return Err(wrong(
                    "name at least one algorithm, none of them with a shared secret",
                ));
            }
            let set: JwkSet = read(&path.with_file_name(&entry.jwks))?;
            let mut keys = BTreeMap::new();
            for jwk in &set.keys {
                let id = jwk
                    .common
                    .key_id
                    .clone()
                    .ok_or_else(|| wrong("every key needs a kid"))?;
                let key = DecodingKey::from_jwk(jwk)
                    .map_err(|error| TrustError::Key(entry.issuer.clone(), error))?;
                if keys.insert(id, key).is_some() {
                    return Err(wrong("two keys have the same kid"));
                }
            }
            let issuer = Issuer {
                organisations: entry.organisations,
                algorithms: entry.algorithms,
                keys,
                development: entry.development,
            };
            if issuers.insert(entry.issuer.clone(), issuer).is_some() {
                return Err(TrustError::Issuer(
                    entry.issuer,
                    "stands twice in the trust file",
                ));
            }
        }
        Ok(Self {
            audience: file.audience,
            issuers,
            development,
        })
    }
}
