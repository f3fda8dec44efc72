//! A forger's bench: any header, any claims, signed with the issuer's key, with another's, or not at all.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use s117::access::Role;
use s117::access::development::{prepare, token};
use s117::access::trust::Trust;
use s117::domain::organisation::{Organisation, Organisations};
use s117::server::Trusted;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::ORGANISATIONS;

/// The moment at which every token is looked at.
pub const NOW: u64 = 1_700_000_000;

/// Two issuers with a key each, a development key that is not believed, and the files they stand in.
pub struct Forge {
    pub trust: Trust,
    pub organisations: Organisations,
    ours: Ed25519KeyPair,
    others: Ed25519KeyPair,
    folder: TempDir,
}

pub fn key() -> Ed25519KeyPair {
    let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).expect("a key");
    Ed25519KeyPair::from_pkcs8(document.as_ref()).expect("a key")
}

/// A key as a JWK.
pub fn jwk(key: &Ed25519KeyPair, kid: &str) -> Value {
    let x = URL_SAFE_NO_PAD.encode(key.public_key().as_ref());
    json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": kid, "x": x })
}

/// An object without one of its properties.
pub fn without(mut object: Value, name: &str) -> Value {
    object.as_object_mut().expect("an object").remove(name);
    object
}

impl Forge {
    pub fn new() -> Self {
        let (ours, others) = (key(), key());
        let folder = tempfile::tempdir().expect("a folder");
        prepare(folder.path()).expect("a development key");
        let write = |name: &str, content: &Value| {
            std::fs::write(folder.path().join(name), content.to_string())
                .expect("a file is written");
        };
        write("trust.jwks.json", &json!({ "keys": [jwk(&ours, "k1")] }));
        write("icb.jwks.json", &json!({ "keys": [jwk(&others, "k1")] }));
        write(
            "trusted.json",
            &json!({ "audience": "s117", "issuers": [
                { "issuer": "https://id.trust.example", "organisations": ["RP1"], "algorithms": ["EdDSA"], "jwks": "trust.jwks.json" },
                { "issuer": "https://id.icb.example", "organisations": ["QPM"], "algorithms": ["EdDSA"], "jwks": "icb.jwks.json" },
                { "issuer": "s117-development", "algorithms": ["EdDSA"], "jwks": "development.jwks.json", "development": true },
            ] }),
        );
        let trust = Trust::load(&folder.path().join("trusted.json"), false)
            .expect("the trust file is read");
        let known = ORGANISATIONS.iter().map(|(code, kind, name)| Organisation {
            code: code.parse().expect("a code"),
            kind: *kind,
            name: (*name).to_owned(),
            opened: None,
            closed: None,
            unverified: false,
        });
        let organisations = Organisations::new(known.collect(), Vec::new());
        Self {
            trust,
            organisations,
            ours,
            others,
            folder,
        }
    }

    /// The same files, to be read again.
    pub fn trusted(&self) -> Trusted {
        Trusted::load(self.folder.path().join("trusted.json"), false)
            .expect("the trust file is read")
    }

    /// Writes one of the files anew.
    pub fn write(&self, name: &str, content: &str) {
        std::fs::write(self.folder.path().join(name), content).expect("a file is written");
    }

    pub fn header() -> Value {
        json!({ "alg": "EdDSA", "typ": "JWT", "kid": "k1" })
    }

    pub fn claims() -> Value {
        json!({
            "iss": "https://id.trust.example", "aud": "s117", "sub": "someone",
            "iat": NOW, "nbf": NOW, "exp": NOW + 600, "org": "RP1", "role": "practitioner",
        })
    }

    pub fn good(&self) -> String {
        self.sign(&Self::header(), &Self::claims())
    }

    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        self.raw(&header.to_string(), &claims.to_string())
    }

    pub fn sign_as_other(&self, header: &Value, claims: &Value) -> String {
        signed(&self.others, &header.to_string(), &claims.to_string())
    }

    pub fn raw(&self, header: &str, claims: &str) -> String {
        signed(&self.ours, header, claims)
    }

    pub fn unsigned(header: &Value) -> String {
        format!(
            "{}.",
            message(&header.to_string(), &Self::claims().to_string())
        )
    }

    pub fn with_public_key_as_secret(&self) -> String {
        let mut header = Self::header();
        header["alg"] = json!("HS256");
        let message = message(&header.to_string(), &Self::claims().to_string());
        let secret = hmac::Key::new(hmac::HMAC_SHA256, self.ours.public_key().as_ref());
        let signature = hmac::sign(&secret, message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }

    pub fn with_own_key_in_header(&self) -> String {
        let mut header = Self::header();
        header["jwk"] = json!({ "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(self.others.public_key().as_ref()) });
        self.sign_as_other(&header, &Self::claims())
    }

    pub fn tampered(&self) -> String {
        let good = self.good();
        let (rest, signature) = good.rsplit_once('.').expect("a signature");
        let (header, _) = rest.split_once('.').expect("a header");
        let mut claims = Self::claims();
        claims["role"] = json!("manager");
        format!(
            "{header}.{}.{signature}",
            URL_SAFE_NO_PAD.encode(claims.to_string())
        )
    }

    pub fn development(&self, organisation: &str) -> String {
        let code = organisation.parse().expect("a code");
        token(
            self.folder.path(),
            &code,
            Role::Practitioner,
            "someone",
            NOW,
        )
        .expect("the development key signs")
    }
}

fn message(header: &str, claims: &str) -> String {
    format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(claims)
    )
}

fn signed(key: &Ed25519KeyPair, header: &str, claims: &str) -> String {
    let message = message(header, claims);
    let signature = key.sign(message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
}
