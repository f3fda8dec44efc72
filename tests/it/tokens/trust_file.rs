//! A trust file that could let the wrong body in is refused whole, and says why.

use s117::access::trust::Trust;
use serde_json::{Value, json};

use super::forge::{jwk, key};

fn issuer() -> Value {
    json!({ "issuer": "https://id.trust.example", "organisations": ["RP1"], "algorithms": ["EdDSA"], "jwks": "keys.json" })
}

fn loaded(issuers: &Value, keys: &Value) -> Result<Trust, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("trust.json");
    std::fs::write(
        &file,
        json!({ "audience": "s117", "issuers": issuers }).to_string(),
    )
    .expect("a file");
    std::fs::write(folder.path().join("keys.json"), keys.to_string()).expect("a file");
    Trust::load(&file, false).map_err(|error| error.to_string())
}

fn changed(name: &str, value: Value) -> Value {
    let mut issuer = issuer();
    issuer[name] = value;
    json!([issuer])
}

#[test]
fn what_could_let_the_wrong_body_in_is_refused() {
    let ours = key();
    let keys = json!({ "keys": [jwk(&ours, "k1")] });
    assert!(loaded(&json!([issuer()]), &keys).is_ok());
    let mut nameless = jwk(&ours, "k1");
    nameless.as_object_mut().expect("a key").remove("kid");
    let cases = [
        (
            "no organisation",
            changed("organisations", json!([])),
            keys.clone(),
            "name the organisations",
        ),
        (
            "a development issuer bound to one",
            changed("development", json!(true)),
            keys.clone(),
            "name the organisations",
        ),
        (
            "no algorithm",
            changed("algorithms", json!([])),
            keys.clone(),
            "at least one algorithm",
        ),
        (
            "a shared secret",
            changed("algorithms", json!(["HS256"])),
            keys.clone(),
            "shared secret",
        ),
        (
            "an unknown algorithm",
            changed("algorithms", json!(["none"])),
            keys.clone(),
            "is not valid",
        ),
        (
            "an unknown property",
            changed("organisation", json!("QPM")),
            keys.clone(),
            "is not valid",
        ),
        (
            "no key file",
            changed("jwks", json!("missing.json")),
            keys.clone(),
            "cannot read",
        ),
        (
            "the same issuer twice",
            json!([issuer(), issuer()]),
            keys,
            "stands twice",
        ),
        (
            "a key without kid",
            json!([issuer()]),
            json!({ "keys": [nameless] }),
            "needs a kid",
        ),
        (
            "two keys with one kid",
            json!([issuer()]),
            json!({ "keys": [jwk(&ours, "k1"), jwk(&ours, "k1")] }),
            "same kid",
        ),
        (
            "keys that are none",
            json!([issuer()]),
            json!({ "key": [] }),
            "is not valid",
        ),
    ];
    for (name, issuers, keys, expected) in cases {
        let error = loaded(&issuers, &keys).expect_err(name);
        assert!(error.contains(expected), "{name}: {error}");
    }
}
