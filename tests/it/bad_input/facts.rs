//! Facts that cannot be: each named with its path, all at once.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{asked, everything};
use crate::on_both;

const DETERMINE: &str = "query($facts: FactsInput!, $on: Date, $lawAsAt: Date) { determine(facts: $facts, on: $on, lawAsAt: $lawAsAt) \
    { __typename ... on Determined { entitlement { status because { sentence } wouldChange } clocks { kind } } \
    ... on InputRejected { code problems { code path message } } } }";

fn spell(key: &str, start: &str, exit: Option<&str>) -> Value {
    json!({ "key": key, "hospital": "RP1", "start": start, "hospitalExit": exit })
}

fn trust(spells: &[Value]) -> Value {
    json!({ "organisation": "RP1", "detention": { "spells": spells } })
}

on_both! {
    /// Everything that is wrong is said at once, where it is.
    async fn facts_that_cannot_be_are_refused_with_their_paths(g) {
        let before = everything(&g).await;
        let many: Vec<_> = (0..61).map(|index| spell(&format!("s{index}"), "2020-01-01", None)).collect();
        let accounts = json!([
            { "organisation": "R!", "detention": { "spells": [spell("a", "2023-02-31", None)] } },
            { "organisation": "ZZZ" },
            trust(&[spell("a", "2022-01-10", Some("2022-01-01")), spell("a", "2022-02-01", None)]),
            { "organisation": "RP1" },
            { "organisation": "QPM", "detention": { "spells": [] } },
            { "organisation": "E06000062", "residence": { "findings": [{ "key": "f", "before": "2022-01-10", "finding": "ORDINARILY_RESIDENT" },
                { "key": "g", "before": "2022-01-10", "finding": "ORDINARILY_RESIDENT", "council": "QPM" }] } },
        ]);
        let (_, answer) = asked(&g, "RP1", DETERMINE, &json!({ "facts": { "accounts": accounts } })).await;
        let result = &answer["data"]["determine"];
        assert_eq!(result["code"], "REJECTED", "{answer:#}");
        let problems = result["problems"].as_array().expect("a list");
        let found: BTreeSet<_> = problems.iter().map(|one| (one["path"].as_str().unwrap_or(""), one["code"].as_str().unwrap_or(""))).collect();
        let expected = BTreeSet::from([
            ("facts.accounts[0].organisation", "NOT_A_CODE"),
            ("facts.accounts[0].detention.spells[0].start", "NOT_A_DATE"),
            ("facts.accounts[1].organisation", "UNKNOWN_ORGANISATION"),
            ("facts.accounts[2].detention.spells[0].hospitalExit", "IMPOSSIBLE_ORDER"),
            ("facts.accounts[2].detention.spells[1].key", "DUPLICATE_KEY"),
            ("facts.accounts[3].organisation", "DUPLICATE_KEY"),
            ("facts.accounts[4].detention", "UNKNOWN_ORGANISATION"),
            ("facts.accounts[5].residence.findings[0].council", "MISSING"),
            ("facts.accounts[5].residence.findings[1].council", "UNKNOWN_ORGANISATION"),
        ]);
        assert_eq!(found, expected);
        for accounts in [json!([trust(&many)]), Value::Array((0..13).map(|_| json!({ "organisation": "RP1" })).collect())] {
            let (_, answer) = asked(&g, "RP1", DETERMINE, &json!({ "facts": { "accounts": accounts } })).await;
            let problems = answer["data"]["determine"]["problems"].as_array().cloned().unwrap_or_default();
            assert!(problems.iter().any(|one| one["code"] == "TOO_MANY" && one["path"] == "facts.accounts"), "{answer:#}");
        }
        for (argument, variables) in [("on", json!({ "facts": { "accounts": [] }, "on": "2023-02-31" })), ("lawAsAt", json!({ "facts": { "accounts": [] }, "lawAsAt": "yesterday" }))] {
            let (_, answer) = asked(&g, "RP1", DETERMINE, &variables).await;
            assert_eq!(answer["errors"][0]["extensions"]["argument"], argument, "{answer:#}");
        }
        assert_eq!(before, everything(&g).await, "asking writes nothing");
    }

    /// Strange facts are answered: with what is missing or in conflict, never with a guess.
    async fn strange_facts_get_an_answer_that_says_what_is_wrong_with_them(g) {
        let spells = |all: &[Value]| json!([trust(all)]);
        let status = |code: &str, from: &str| json!({ "statuses": [{ "key": "s", "spell": "a", "code": code, "from": from }] });
        let with_basis = |all: &[Value], basis: Value| json!([{ "organisation": "RP1", "detention": { "spells": all }, "legalBasis": basis }]);
        let same = spell("a", "2022-01-10", Some("2022-03-01"));
        for (what, accounts, expected) in [
            ("nothing", json!([]), "CANNOT_TELL"),
            ("a spell without a section", spells(std::slice::from_ref(&same)), "CANNOT_TELL"),
            ("a section of no spell", json!([{ "organisation": "RP1", "legalBasis": status("03", "2022-01-10") }]), "CANNOT_TELL"),
            ("a spell with no end", with_basis(&[spell("a", "2022-01-10", None)], status("03", "2022-01-10")), "PROSPECTIVE"),
            ("spells over each other", with_basis(&[same.clone(), spell("b", "2022-01-01", Some("2022-04-01")), spell("c", "2022-02-10", None)], status("03", "2022-01-10")), "DETERMINATION_NEEDED"),
            ("a section that began after leaving", with_basis(std::slice::from_ref(&same), status("03", "2022-04-10")), "DETERMINATION_NEEDED"),
            ("unknown days", with_basis(&[spell("a", "unknown", Some("unknown"))], status("03", "unknown")), "DETERMINATION_NEEDED"),
            ("an order that a person must look at", with_basis(std::slice::from_ref(&same), status("31", "2022-01-10")), "DETERMINATION_NEEDED"),
        ] {
            let (_, answer) = asked(&g, "RP1", DETERMINE, &json!({ "facts": { "accounts": accounts }, "on": "2022-06-01" })).await;
            let entitlement = &answer["data"]["determine"]["entitlement"];
            assert_eq!(entitlement["status"], expected, "{what}: {answer:#}");
            assert!(entitlement["because"].as_array().is_some_and(|all| !all.is_empty()), "{what}: {answer:#}");
            assert!(entitlement["wouldChange"].as_array().is_some_and(|all| !all.is_empty()), "{what}: {answer:#}");
        }
    }
}
