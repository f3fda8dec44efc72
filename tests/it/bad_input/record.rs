//! A record that cannot be true.

use serde_json::{Value, json};

use super::{WHO, input, problems, refused, submitted};
use crate::on_both;
use crate::support::identity;

fn spell(key: &str, more: &Value) -> Value {
    let mut spell = json!({ "key": key, "hospital": "RP1", "start": "2023-01-10" });
    for (field, value) in more.as_object().expect("fields") {
        spell[field] = value.clone();
    }
    spell
}

fn detention(spells: &[Value]) -> Value {
    json!({ "detention": { "spells": spells } })
}

fn named(given: &str, family: &str) -> Value {
    json!({ "identity": { "name": { "given": given, "family": family } } })
}

/// What is wrong, a record that has it wrong, and the one problem it must be told of.
fn wrong() -> Vec<(&'static str, Value, &'static str)> {
    let status = json!({ "key": "l1", "spell": "s1", "code": "11", "from": "2023-01-10" });
    vec![
        (
            "wrong check digit",
            json!({ "identity": identity("9991700014", "Example", "1990-01-01") }),
            "NOT_AN_NHS_NUMBER record.identity.nhsNumber",
        ),
        (
            "one digit repeated",
            json!({ "identity": identity("1111111111", "Example", "1990-01-01") }),
            "NOT_AN_NHS_NUMBER record.identity.nhsNumber",
        ),
        (
            "31 February",
            detention(&[spell("s1", &json!({ "start": "2023-02-31" }))]),
            "NOT_A_DATE record.detention.spells[0].start",
        ),
        (
            "exit before detention",
            detention(&[spell("s1", &json!({ "hospitalExit": "2022-12-01" }))]),
            "IMPOSSIBLE_ORDER record.detention.spells[0].hospitalExit",
        ),
        (
            "exit in the future",
            detention(&[spell("s1", &json!({ "hospitalExit": "2023-12-01" }))]),
            "IN_THE_FUTURE record.detention.spells[0].hospitalExit",
        ),
        (
            "unknown legal status",
            json!({ "legalBasis": { "statuses": [status] } }),
            "UNKNOWN_CODE record.legalBasis.statuses[0].code",
        ),
        (
            "unknown organisation",
            detention(&[spell("s1", &json!({ "hospital": "ZZ9" }))]),
            "UNKNOWN_ORGANISATION record.detention.spells[0].hospital",
        ),
        (
            "organisation of the wrong kind",
            detention(&[spell("s1", &json!({ "hospital": "QPM" }))]),
            "UNKNOWN_ORGANISATION record.detention.spells[0].hospital",
        ),
        (
            "a section in no spell",
            json!({ "legalBasis": { "statuses": [{ "key": "l1", "spell": "s9", "code": "03", "from": "2023-01-01" }] } }),
            "MISSING record.legalBasis.statuses[0].spell",
        ),
        (
            "a section after leaving hospital",
            json!({
                "detention": { "spells": [spell("s1", &json!({ "start": "2023-01-01", "hospitalExit": "2023-02-01" }))] },
                "legalBasis": { "statuses": [{ "key": "l1", "spell": "s1", "code": "03", "from": "2023-03-01" }] },
            }),
            "IMPOSSIBLE_ORDER record.legalBasis.statuses[0].from",
        ),
        (
            "a spell before birth",
            json!({
                "identity": { "name": { "given": "A", "family": "B" }, "born": "2023-05-01" },
                "detention": { "spells": [spell("s1", &json!({ "start": "2023-01-01" }))] },
            }),
            "IMPOSSIBLE_ORDER record.detention.spells[0].start",
        ),
        (
            "another organisation's hospital",
            detention(&[spell("s1", &json!({ "hospital": "RW4" }))]),
            "NOT_YOUR_HOSPITAL record.detention.spells[0].hospital",
        ),
        (
            "no code of an organisation",
            detention(&[spell("s1", &json!({ "hospital": "the hospital" }))]),
            "NOT_A_CODE record.detention.spells[0].hospital",
        ),
        (
            "NUL in a name",
            named("A\0B", "Example"),
            "NOT_TEXT record.identity.name.given",
        ),
        (
            "a name nobody can see",
            named("\u{200B}\u{FEFF}", "Example"),
            "NOT_TEXT record.identity.name.given",
        ),
        (
            "a name of 10,000 characters",
            named("A", &"x".repeat(10_000)),
            "NOT_TEXT record.identity.name.family",
        ),
        ("an empty submission", json!({}), "EMPTY record"),
        (
            "two items with one key",
            detention(&[spell("s1", &json!({})), spell("s1", &json!({}))]),
            "DUPLICATE_KEY record.detention.spells[1].key",
        ),
    ]
}

on_both! {
    /// Each wrong thing alone is told alone, and nothing is written.
    async fn each_is_named_where_it_stands(g) {
        g.at("2023-06-13");
        g.submit("RP1", "before", json!({ "identity": identity(WHO, "Example", "1990-01-01") })).await;
        for (index, (what, record, problem)) in wrong().into_iter().enumerate() {
            let result = refused(&g, "RP1", "Trust", &input("T1", &format!("wrong-{index}"), &record)).await;
            assert_eq!(result["code"], "REJECTED", "{what}: {result:#}");
            assert_eq!(problems(&result), [problem], "{what}: {result:#}");
            let message = result["problems"][0]["message"].as_str().unwrap();
            assert!(!message.is_empty() && !message.contains("1111111111") && !message.contains("xxx"), "{what}: a message says what to do and does not repeat the value: {message}");
        }
    }

    /// Everything wrong in several parts comes in one answer: what cannot be read and what cannot be true.
    async fn all_of_it_comes_at_once(g) {
        g.at("2023-06-13");
        let record = json!({
            "identity": { "name": { "given": "A\0B", "family": "" }, "born": "1990-02-30", "nhsNumber": "9991700014" },
            "detention": { "spells": [
                spell("s1", &json!({ "hospital": "QPM", "hospitalExit": "2022-12-01" })),
                spell("s1", &json!({ "hospital": "ZZ9", "hospitalExit": "2023-12-01", "transfers": [{ "key": "t1", "on": "2023-12-01", "to": "E06000062" }] })),
            ] },
            "legalBasis": { "statuses": [{ "key": "l 1", "spell": "s1", "code": "11", "from": "yesterday" }] },
            "position": { "status": "ELIGIBLE", "since": "2024-01-01", "responsibleCouncil": "QPM", "responsibleIcb": "E06000062" },
        });
        let result = refused(&g, "RP1", "Trust", &input("T 1", "all-at-once", &record)).await;
        let nameless = problems(&result);
        let mut found = problems(&refused(&g, "RP1", "Trust", &input("T1", "all-at-once", &record)).await);
        assert_eq!(nameless.len(), found.len() + 1, "a record whose identifier cannot be read is read all the same: {nameless:#?}");
        assert!(nameless.contains(&"NOT_A_CODE localId".to_owned()), "{nameless:#?}");
        found.sort();
        assert_eq!(found, [
            "DUPLICATE_KEY record.detention.spells[1].key",
            "IMPOSSIBLE_ORDER record.detention.spells[0].hospitalExit",
            "IN_THE_FUTURE record.detention.spells[1].hospitalExit",
            "IN_THE_FUTURE record.detention.spells[1].transfers[0].on",
            "IN_THE_FUTURE record.position.since",
            "NOT_AN_NHS_NUMBER record.identity.nhsNumber",
            "NOT_A_CODE record.legalBasis.statuses[0].key",
            "NOT_A_DATE record.identity.born",
            "NOT_A_DATE record.legalBasis.statuses[0].from",
            "NOT_TEXT record.identity.name.family",
            "NOT_TEXT record.identity.name.given",
            "UNKNOWN_CODE record.legalBasis.statuses[0].code",
            "UNKNOWN_ORGANISATION record.detention.spells[0].hospital",
            "UNKNOWN_ORGANISATION record.detention.spells[1].hospital",
            "UNKNOWN_ORGANISATION record.detention.spells[1].transfers[0].to",
            "UNKNOWN_ORGANISATION record.position.responsibleCouncil",
            "UNKNOWN_ORGANISATION record.position.responsibleIcb",
        ], "{found:#?}");
    }

    /// A day of leaving that is still to come is an expected discharge, and as such it is taken.
    async fn what_is_to_come_is_expected(g) {
        g.at("2023-06-13");
        let record = detention(&[spell("s1", &json!({ "expectedDischarge": "2023-12-01" }))]);
        let result = submitted(&g, "RP1", "Trust", &input("T1", "expected", &record)).await;
        assert_eq!(result["__typename"], "RecordAccepted", "{result:#}");
    }
}
