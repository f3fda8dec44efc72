//! Tokens: the key proves the organisation, and whatever is wrong with a token has one name.

mod forge;
mod trust_file;

use axum::http::StatusCode;
use s117::access::token::{BadToken, verify};
use s117::access::{Caller, Role};
use serde_json::{Value, json};

use crate::support::Gateway;

use forge::{Forge, NOW, jwk, key, without};

type Bad = (&'static str, fn(&Forge) -> String, BadToken);

fn claims(change: impl FnOnce(&mut Value)) -> Value {
    let mut claims = Forge::claims();
    change(&mut claims);
    claims
}

fn header(change: impl FnOnce(&mut Value)) -> Value {
    let mut header = Forge::header();
    change(&mut header);
    header
}

fn with(name: &'static str, value: Value) -> impl FnOnce(&mut Value) {
    move |object| object[name] = value
}

/// What is wrong with each, and the check it fails.
const BAD: &[Bad] = &[
    ("nothing", |_| String::new(), BadToken::Malformed),
    ("a word", |_| "token".to_owned(), BadToken::Malformed),
    ("two dots", |_| "..".to_owned(), BadToken::Malformed),
    (
        "a piece too few",
        |f| f.good().rsplit_once('.').unwrap().0.to_owned(),
        BadToken::Malformed,
    ),
    (
        "a piece too many",
        |f| format!("{}.more", f.good()),
        BadToken::Malformed,
    ),
    (
        "nine kilobytes",
        |f| {
            f.sign(
                &Forge::header(),
                &claims(with("sub", json!("x".repeat(9 * 1024)))),
            )
        },
        BadToken::Malformed,
    ),
    (
        "a header that is no JSON",
        |f| f.raw("nonsense", &Forge::claims().to_string()),
        BadToken::Malformed,
    ),
    (
        "a header that is a list",
        |f| f.raw("[1]", &Forge::claims().to_string()),
        BadToken::Malformed,
    ),
    (
        "claims that are no JSON",
        |f| f.raw(&Forge::header().to_string(), "nonsense"),
        BadToken::Claims,
    ),
    (
        "claims that are a list",
        |f| f.raw(&Forge::header().to_string(), "[]"),
        BadToken::Claims,
    ),
    (
        "alg none",
        |f| f.sign(&header(with("alg", json!("none"))), &Forge::claims()),
        BadToken::Malformed,
    ),
    (
        "alg none without a signature",
        |_| Forge::unsigned(&header(with("alg", json!("none")))),
        BadToken::Malformed,
    ),
    (
        "an empty signature",
        |_| Forge::unsigned(&Forge::header()),
        BadToken::Signature,
    ),
    (
        "HS256 with the public key as the secret",
        Forge::with_public_key_as_secret,
        BadToken::Algorithm,
    ),
    (
        "alg of another family",
        |f| f.sign(&header(with("alg", json!("RS256"))), &Forge::claims()),
        BadToken::Algorithm,
    ),
    (
        "alg ES256",
        |f| f.sign(&header(with("alg", json!("ES256"))), &Forge::claims()),
        BadToken::Algorithm,
    ),
    (
        "an unknown alg",
        |f| f.sign(&header(with("alg", json!("XX1"))), &Forge::claims()),
        BadToken::Malformed,
    ),
    (
        "a number for alg",
        |f| f.sign(&header(with("alg", json!(1))), &Forge::claims()),
        BadToken::Malformed,
    ),
    (
        "an extension it must understand",
        |f| f.sign(&header(with("crit", json!(["exp"]))), &Forge::claims()),
        BadToken::Malformed,
    ),
    (
        "no kid",
        |f| f.sign(&without(Forge::header(), "kid"), &Forge::claims()),
        BadToken::Key,
    ),
    (
        "another kid",
        |f| f.sign(&header(with("kid", json!("k2"))), &Forge::claims()),
        BadToken::Key,
    ),
    (
        "a path for kid",
        |f| {
            f.sign(
                &header(with("kid", json!("../../etc/passwd"))),
                &Forge::claims(),
            )
        },
        BadToken::Key,
    ),
    (
        "SQL for kid",
        |f| {
            f.sign(
                &header(with("kid", json!("k1' OR '1'='1"))),
                &Forge::claims(),
            )
        },
        BadToken::Key,
    ),
    (
        "a long kid",
        |f| {
            f.sign(
                &header(with("kid", json!("k".repeat(4000)))),
                &Forge::claims(),
            )
        },
        BadToken::Key,
    ),
    (
        "a key of its own in the header",
        Forge::with_own_key_in_header,
        BadToken::Signature,
    ),
    (
        "a key set to fetch",
        |f| {
            f.sign_as_other(
                &header(with("jku", json!("https://evil.example/jwks"))),
                &Forge::claims(),
            )
        },
        BadToken::Signature,
    ),
    (
        "another's key",
        |f| f.sign_as_other(&Forge::header(), &Forge::claims()),
        BadToken::Signature,
    ),
    (
        "claims changed after signing",
        Forge::tampered,
        BadToken::Signature,
    ),
    (
        "an unknown issuer",
        |f| {
            f.sign(
                &Forge::header(),
                &claims(with("iss", json!("https://evil.example"))),
            )
        },
        BadToken::Issuer,
    ),
    (
        "another's issuer",
        |f| {
            f.sign(
                &Forge::header(),
                &claims(with("iss", json!("https://id.icb.example"))),
            )
        },
        BadToken::Signature,
    ),
    (
        "no issuer",
        |f| f.sign(&Forge::header(), &without(Forge::claims(), "iss")),
        BadToken::Claims,
    ),
    (
        "the issuer in a list",
        |f| {
            f.sign(
                &Forge::header(),
                &claims(with("iss", json!(["https://id.trust.example"]))),
            )
        },
        BadToken::Claims,
    ),
    (
        "a development issuer, not serving for development",
        |f| f.development("RP1"),
        BadToken::Issuer,
    ),
    (
        "another audience",
        |f| {
            f.sign(
                &Forge::header(),
                &claims(with("aud", json!("https://other.example"))),
            )
        },
        BadToken::Claims,
    ),
    (
        "the audience and more",
        |f| f.sign(&Forge::header(), &claims(with("aud", json!("s117 more")))),
        BadToken::Claims,
    ),
    (
        "no audience",
        |f| f.sign(&Forge::header(), &without(Forge::claims(), "aud")),
        BadToken::Claims,
    ),
    (
        "expired",
        |f| {
            f.sign(
                &Forge::header(),
                &claims(|c| {
                    c["exp"] = json!(NOW - 31);
                    c["iat"] = json!(NOW - 600);
                    c["nbf"] = json!(NOW - 600);
                }),
            )
        },
        BadToken::Time,
    ),
    (
        "not yet valid",
        |f| f.sign(&Forge::header(), &claims(with("nbf", json!(NOW + 31)))),
        BadToken::Future,
    ),
    (
        "issued in the future",
        |f| f.sign(&Forge::header(), &claims(with("iat", json!(NOW + 31)))),
        BadToken::Future,
    ),
    (
        "valid for thirteen hours",
        |f| {
            f.sign(
                &Forge::header(),
                &claims(with("exp", json!(NOW + 13 * 3600))),
            )
        },
        BadToken::Time,
    ),
    (
        "valid for ever",
        |f| f.sign(&Forge::header(), &claims(with("exp", json!(u64::MAX)))),
        BadToken::Time,
    ),
    (
        "expired before it began",
        |f| f.sign(&Forge::header(), &claims(with("exp", json!(NOW - 3600)))),
        BadToken::Time,
    ),
    (
        "no expiry",
        |f| f.sign(&Forge::header(), &without(Forge::claims(), "exp")),
        BadToken::Claims,
    ),
    (
        "no start",
        |f| f.sign(&Forge::header(), &without(Forge::claims(), "nbf")),
        BadToken::Claims,
    ),
    (
        "no time of issue",
        |f| f.sign(&Forge::header(), &without(Forge::claims(), "iat")),
        BadToken::Claims,
    ),
    (
        "the expiry as text",
        |f| f.sign(&Forge::header(), &claims(with("exp", json!("4102444800")))),
        BadToken::Claims,
    ),
    (
        "the expiry with a fraction",
        |f| f.sign(&Forge::header(), &claims(with("exp", json!(1.5e9)))),
        BadToken::Claims,
    ),
    (
        "a negative expiry",
        |f| f.sign(&Forge::header(), &claims(with("exp", json!(-1)))),
        BadToken::Claims,
    ),
    (
        "the start as text",
        |f| f.sign(&Forge::header(), &claims(with("nbf", json!("0")))),
        BadToken::Claims,
    ),
    (
        "no subject",
        |f| f.sign(&Forge::header(), &without(Forge::claims(), "sub")),
        BadToken::Claims,
    ),
    (
        "an empty subject",
        |f| f.sign(&Forge::header(), &claims(with("sub", json!("")))),
        BadToken::Claims,
    ),
    (
        "a subject with a line break",
        |f| f.sign(&Forge::header(), &claims(with("sub", json!("a\nb")))),
        BadToken::Claims,
    ),
    (
        "a subject with NUL",
        |f| f.sign(&Forge::header(), &claims(with("sub", json!("a\u{0}")))),
        BadToken::Claims,
    ),
    (
        "a subject of 201 letters",
        |f| {
            f.sign(
                &Forge::header(),
                &claims(with("sub", json!("x".repeat(201)))),
            )
        },
        BadToken::Claims,
    ),
    (
        "no organisation",
        |f| f.sign(&Forge::header(), &without(Forge::claims(), "org")),
        BadToken::Claims,
    ),
    (
        "an organisation that is no code",
        |f| f.sign(&Forge::header(), &claims(with("org", json!("../RP1")))),
        BadToken::Claims,
    ),
    (
        "an unknown organisation",
        |f| f.sign(&Forge::header(), &claims(with("org", json!("RZZ")))),
        BadToken::Organisation,
    ),
    (
        "an organisation the issuer does not speak for",
        |f| f.sign(&Forge::header(), &claims(with("org", json!("QPM")))),
        BadToken::Organisation,
    ),
    (
        "no role",
        |f| f.sign(&Forge::header(), &without(Forge::claims(), "role")),
        BadToken::Claims,
    ),
    (
        "an unknown role",
        |f| {
            f.sign(
                &Forge::header(),
                &claims(with("role", json!("administrator"))),
            )
        },
        BadToken::Claims,
    ),
    (
        "roles in a list",
        |f| f.sign(&Forge::header(), &claims(with("role", json!(["manager"])))),
        BadToken::Claims,
    ),
    (
        "one claim twice",
        |f| {
            f.raw(
                &Forge::header().to_string(),
                &Forge::claims()
                    .to_string()
                    .replacen('{', r#"{"org":"QPM","#, 1),
            )
        },
        BadToken::Claims,
    ),
];

fn read(forge: &Forge, token: &str) -> Result<Caller, BadToken> {
    verify(token, &forge.trust, &forge.organisations, NOW)
}

#[test]
fn every_bad_token_fails_the_check_it_should() {
    let forge = Forge::new();
    assert!(
        read(&forge, &forge.good()).is_ok(),
        "what the others differ from is good"
    );
    let wrong: Vec<_> = BAD
        .iter()
        .map(|(name, make, expected)| (name, read(&forge, &make(&forge)), expected))
        .filter(|(_, got, expected)| got.as_ref().err() != Some(expected))
        .map(|(name, got, expected)| format!("{name}: {expected:?} expected, got {got:?}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(BAD.len() >= 40);
}

#[test]
fn an_issuer_speaks_for_its_own_organisations_in_every_role_and_for_no_other() {
    let forge = Forge::new();
    for (code, _, _) in crate::support::ORGANISATIONS {
        for role in Role::ALL {
            let token = forge.sign(
                &Forge::header(),
                &claims(|claims| {
                    claims["org"] = json!(code);
                    claims["role"] = json!(role.name());
                }),
            );
            match read(&forge, &token) {
                Ok(caller) => {
                    assert_eq!((*code, caller.role()), ("RP1", role));
                    assert_eq!(caller.organisation().as_str(), "RP1");
                }
                Err(bad) => assert_eq!((bad, *code == "RP1"), (BadToken::Organisation, false)),
            }
        }
    }
}

#[test]
fn clock_skew_of_half_a_minute_is_forgiven() {
    let forge = Forge::new();
    for change in [("exp", NOW - 30), ("nbf", NOW + 30), ("iat", NOW + 30)] {
        let token = forge.sign(
            &Forge::header(),
            &claims(|claims| {
                claims["iat"] = json!(NOW - 600);
                claims["nbf"] = json!(NOW - 600);
                claims[change.0] = json!(change.1);
            }),
        );
        assert!(read(&forge, &token).is_ok(), "{change:?}");
    }
}

/// Keys come and go with the files, without a restart; files that cannot be used change nothing.
#[tokio::test]
async fn a_key_taken_out_of_its_file_stops_working() {
    let forge = Forge::new();
    let trusted = forge.trusted();
    // As a gateway verifies: it remembers for a while what it found good.
    let tokens = s117::access::KnownTokens::default();
    let organisations = std::sync::Arc::new(forge.organisations.clone());
    let at = |token: &str, now| {
        tokens
            .verify(token, &trusted.now(), &organisations, now)
            .err()
    };
    let read = |token: &str| at(token, NOW);
    let good = forge.good();
    assert_eq!(read(&good), None);
    let soon = forge.sign(&Forge::header(), &claims(with("exp", json!(NOW + 10))));
    assert_eq!(at(&soon, NOW), None);
    assert_eq!(at(&soon, NOW + 40), None, "as long as is forgiven");
    assert_eq!(
        at(&soon, NOW + 41),
        Some(BadToken::Time),
        "what is remembered expires"
    );
    forge.write("trust.jwks.json", "{ half");
    assert!(trusted.reload().is_err());
    assert_eq!(read(&good), None, "the last good keys go on");
    forge.write(
        "trust.jwks.json",
        &json!({ "keys": [jwk(&key(), "k2")] }).to_string(),
    );
    trusted.reload().expect("the files are good");
    assert_eq!(read(&good), Some(BadToken::Key));
}

/// A door that says which check failed repeats nothing of the token, and leaves a row in the log.
#[tokio::test]
async fn a_bad_token_is_answered_401_and_one_for_another_organisation_403() {
    let g = crate::support::Gateway::sqlite().await;
    let forge = Forge::new();
    let served = g.served(forge.trusted(), false);
    let now = u64::try_from(g.register.now().timestamp()).unwrap();
    let fresh = |org: &str| {
        forge.sign(
            &Forge::header(),
            &claims(|claims| {
                claims["org"] = json!(org);
                for (name, at) in [("iat", now), ("nbf", now), ("exp", now + 600)] {
                    claims[name] = json!(at);
                }
            }),
        )
    };
    let mut rows = g.register.store().log_size().await.unwrap().0;
    for (token, expected, code) in [
        (fresh("RP1"), StatusCode::OK, None),
        (fresh("QPM"), StatusCode::FORBIDDEN, Some("FORBIDDEN")),
        (
            forge.sign_as_other(&Forge::header(), &Forge::claims()),
            StatusCode::UNAUTHORIZED,
            Some("UNAUTHENTICATED"),
        ),
        (
            forge.development("RP1"),
            StatusCode::UNAUTHORIZED,
            Some("UNAUTHENTICATED"),
        ),
    ] {
        let (status, headers, body) =
            crate::support::post(&served, Some(&token), "{ me { organisation { code } } }").await;
        assert_eq!(status, expected, "{body}");
        assert_eq!(body["errors"][0]["extensions"]["code"].as_str(), code);
        assert_eq!(
            headers.contains_key("www-authenticate"),
            status == StatusCode::UNAUTHORIZED
        );
        let text = body.to_string();
        assert!(
            !token.split('.').any(|piece| text.contains(piece)),
            "{text}"
        );
        rows += 1;
        assert_eq!(g.register.store().log_size().await.unwrap().0, rows);
    }
}

/// A token from the future is refused, and whoever watches the gateway is told that a clock is wrong.
#[tokio::test]
async fn a_clock_that_is_ahead_is_told_to_whoever_watches() {
    let g = Gateway::sqlite().await;
    let ready = async || {
        let ask = axum::http::Request::get("/health/ready")
            .body(axum::body::Body::empty())
            .expect("a request");
        g.send(ask).await.1
    };
    assert_eq!(ready().await, r#"{"status":"ready"}"#);
    let early = g.token("RP1", Role::Practitioner);
    g.at("2023-01-02T11:00:00Z");
    let (status, body) = g.post(Some(&early), "{ me { role } }", &json!({})).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "{body}");
    assert!(ready().await.contains("CLOCK_SKEW"), "an hour ahead");
    g.at("2023-01-02T11:11:00Z");
    assert_eq!(ready().await, r#"{"status":"ready"}"#, "it was long ago");
}
