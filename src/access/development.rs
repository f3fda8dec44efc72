//! A development key: made beside a register for a demo or for trying things, believed only by a gateway started for development.

use std::path::Path;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};

use super::caller::Role;
use super::token::{Claims, LONGEST_LIFE};
use crate::domain::code::OrganisationCode;

const KEY_FILE: &str = "development.key";
const JWKS_FILE: &str = "development.jwks.json";
const TRUST_FILE: &str = "trust.json";
const ISSUER: &str = "s117-development";
const AUDIENCE: &str = "s117";
const KEY_ID: &str = "development";

/// Why there is no development token.
#[derive(Debug, thiserror::Error)]
pub enum DevelopmentError {
    /// The folder has no development key.
    #[error(
        "there is no development key in this folder: only a gateway once started with --demo or --dev there has one"
    )]
    NoKey,
    /// A file cannot be read or written.
    #[error("cannot use the development files")]
    File(#[from] std::io::Error),
    /// The key is not one.
    #[error("the development key cannot be used")]
    Key,
}

/// Makes the development key, its key set and a trust file in a folder, unless they are there.
pub fn prepare(folder: &Path) -> Result<(), DevelopmentError> {
    if folder.join(TRUST_FILE).exists() {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    let document = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new())
        .map_err(|_| DevelopmentError::Key)?;
    let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).map_err(|_| DevelopmentError::Key)?;
    let x = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
    let jwks = serde_json::json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": KEY_ID, "x": x }] });
    let trust = serde_json::json!({
        "audience": AUDIENCE,
        "issuers": [{ "issuer": ISSUER, "algorithms": ["EdDSA"], "jwks": JWKS_FILE, "development": true }]
    });
    private(
        &folder.join(KEY_FILE),
        &URL_SAFE_NO_PAD.encode(document.as_ref()),
    )?;
    std::fs::write(folder.join(JWKS_FILE), format!("{jwks:#}\n"))?;
    std::fs::write(folder.join(TRUST_FILE), format!("{trust:#}\n"))?;
    Ok(())
}

fn private(path: &Path, content: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(content.as_bytes())
}

/// The trust file of a folder.
pub fn trust_file(folder: &Path) -> std::path::PathBuf {
    folder.join(TRUST_FILE)
}

/// A development token, valid for twelve hours from `now` (seconds since 1970).
pub fn token(
    folder: &Path,
    organisation: &OrganisationCode,
    role: Role,
    subject: &str,
    now: u64,
) -> Result<String, DevelopmentError> {
    let text =
        std::fs::read_to_string(folder.join(KEY_FILE)).map_err(|_| DevelopmentError::NoKey)?;
    let der = URL_SAFE_NO_PAD
        .decode(text.trim())
        .map_err(|_| DevelopmentError::Key)?;
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(KEY_ID.to_owned());
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: subject.to_owned(),
        iat: now,
        nbf: now,
        exp: now.saturating_add(LONGEST_LIFE),
        org: organisation.clone(),
        role: role.name().to_owned(),
        scope: String::new(),
    };
    encode(&header, &claims, &EncodingKey::from_ed_der(&der)).map_err(|_| DevelopmentError::Key)
}
