//! Before anything is served: a token is signed and verified once, and one that was tampered with is not, so that a build without its
//! cryptography fails at its start and not at the first request.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};

use super::token::Claims;

/// Tokens cannot be verified here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "the self-test of token verification failed: this build cannot tell a good token from a bad one"
)]
pub struct CannotVerify;

/// Signs and verifies a token with a key made for it.
pub fn self_test() -> Result<(), CannotVerify> {
    let document = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new())
        .map_err(|_| CannotVerify)?;
    let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).map_err(|_| CannotVerify)?;
    let claims = Claims {
        iss: "self-test".to_owned(),
        aud: "self-test".to_owned(),
        sub: "self-test".to_owned(),
        iat: 0,
        nbf: 0,
        exp: 1,
        org: "RP1".parse().map_err(|_| CannotVerify)?,
        role: "job".to_owned(),
        scope: String::new(),
    };
    let signing = EncodingKey::from_ed_der(document.as_ref());
    let token =
        encode(&Header::new(Algorithm::EdDSA), &claims, &signing).map_err(|_| CannotVerify)?;
    let x = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
    let key = DecodingKey::from_ed_components(&x).map_err(|_| CannotVerify)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_audience(&["self-test"]);
    validation.validate_exp = false;
    let verifies = |token: &str| decode::<Claims>(token, &key, &validation).is_ok();
    // The first letter of the signature becomes another.
    let (signed, signature) = token.rsplit_once('.').ok_or(CannotVerify)?;
    let other = if signature.starts_with('A') { 'B' } else { 'A' };
    let rest = signature.get(1..).ok_or(CannotVerify)?;
    let tampered = format!("{signed}.{other}{rest}");
    if verifies(&token) && !verifies(&tampered) {
        Ok(())
    } else {
        Err(CannotVerify)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn this_build_tells_a_good_token_from_a_bad_one() {
        assert_eq!(super::self_test(), Ok(()));
    }
}
