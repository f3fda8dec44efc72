//! The operations in `schema/operations`: what a front-end of each kind asks and does. Every one of them works.

mod by_relation;
mod files;
mod story;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use s117::access::{Relation, Role};
use s117::domain::organisation::Kind;
use serde_json::{Value, json};

use self::files::{Operation, all, folder, of_kind, roots};
use self::story::{Person, subject, told};
use crate::on_both;
use crate::support::Gateway;

/// Every operation a front-end has, in the order in which they are tried, with the type of the answer that is hoped for. What changes the
/// organisation as a whole comes last.
const KNOWN: &[(&str, &str)] = &[
    ("me", "Me"),
    ("rules", "Rule"),
    ("find-person", "Entry"),
    ("open-person", "Entry"),
    ("open-care", "Entry"),
    ("ending", "Entry"),
    ("disputes-and-knowledge", "Entry"),
    ("settle-responsibility", "Entry"),
    ("determine", "Determined"),
    ("people", "EntryConnection"),
    ("needs-us", "DiscrepancyConnection"),
    ("due", "EntryConnection"),
    ("who-looked", "LookConnection"),
    ("unanswered", "NotificationConnection"),
    ("answer", "NotificationAcknowledged"),
    ("submit-identity", "RecordAccepted"),
    ("submit-parts", "RecordAccepted"),
    ("withdraw-part", "PartWithdrawn"),
    ("link-reviews", "LinkReview"),
    ("assign-successor", "SuccessorAssigned"),
    ("link-account", "AccountLinked"),
    ("unlink-account", "AccountLinked"),
    ("propose-ending", "EndingActRecorded"),
    ("sign-ending", "EndingActRecorded"),
    ("withdraw-signature", "EndingActRecorded"),
    ("give-ending-notice", "EndingActRecorded"),
    ("reinstate-aftercare", "EndingActRecorded"),
    ("raise-dispute", "DisputeActRecorded"),
    ("respond-to-dispute", "DisputeActRecorded"),
    ("refer-dispute", "DisputeActRecorded"),
    ("determine-dispute", "DisputeActRecorded"),
    ("withdraw-dispute", "DisputeActRecorded"),
    ("declare-feed", "FeedDeclared"),
    ("delegate-part", "PartDelegated"),
    ("record-ombudsman-decision", "OmbudsmanDecisionRecorded"),
    ("ombudsman-decisions", "OmbudsmanCaseConnection"),
    ("withdraw-ombudsman-decision", "OmbudsmanDecisionRecorded"),
    ("policy-check", "PolicyChecked"),
    ("propose-policy", "PolicyRecorded"),
    ("policies", "JointPolicy"),
    ("adopt-policy", "PolicyRecorded"),
    ("leave-policy", "PolicyRecorded"),
];

/// The operations that only councils have: among the organisations here, only a council was divided.
const COUNCILS_ONLY: &[&str] = &["assign-successor"];

/// The operations of those who owe the duty: they decide that it ends, and dispute whose it is.
const DECIDERS_ONLY: &[&str] = &[
    "raise-dispute",
    "respond-to-dispute",
    "refer-dispute",
    "determine-dispute",
    "withdraw-dispute",
    "sign-ending",
    "withdraw-signature",
    "give-ending-notice",
    "reinstate-aftercare",
];

/// The operations of a kind.
fn known(kind: Kind) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let has = move |name: &str| {
        (kind == Kind::Council || !COUNCILS_ONLY.contains(&name))
            && (kind.owes_the_duty() || !DECIDERS_ONLY.contains(&name))
            && (kind != Kind::Hospital || name != "propose-ending")
    };
    KNOWN.iter().filter(move |(name, _)| has(name))
}

/// The operations that are about the organisation as a whole, which its manager sees to.
const GOVERNING: &[&str] = &[
    "declare-feed",
    "delegate-part",
    "record-ombudsman-decision",
    "ombudsman-decisions",
    "withdraw-ombudsman-decision",
    "policy-check",
    "propose-policy",
    "policies",
    "adopt-policy",
    "leave-policy",
];

/// The operations that need the role manager.
const MANAGERS: &[&str] = &[
    "declare-feed",
    "delegate-part",
    "propose-policy",
    "adopt-policy",
    "leave-policy",
    "who-looked",
];

/// Whether an operation writes about a person, so that it needs one of its own.
fn writes(name: &str) -> bool {
    !GOVERNING.contains(&name)
        && KNOWN.iter().position(|(known, _)| *known == name)
            > KNOWN.iter().position(|(known, _)| *known == "unanswered")
}

/// Sends an operation as the organisation that the person was prepared for.
async fn execute(
    g: &Gateway,
    kind: Kind,
    operation: &Operation,
    person: &Person,
) -> (StatusCode, Value) {
    let role = match operation.name.as_str() {
        "policy-check" => Role::Reviewer,
        name if MANAGERS.contains(&name) => Role::Manager,
        _ => Role::Practitioner,
    };
    let token = g.token(subject(kind), role);
    let mut variables = person.filled(operation);
    if operation.text.contains("$first") {
        variables["first"] = json!(100);
    }
    g.post(Some(&token), &operation.text, &variables).await
}

/// The types that the roots of an answer have; of a list, the first item's.
fn types(answer: &Value) -> Vec<&str> {
    let roots = answer["data"]
        .as_object()
        .into_iter()
        .flat_map(serde_json::Map::values);
    roots
        .filter_map(|root| root.get(0).unwrap_or(root)["__typename"].as_str())
        .collect()
}

/// The relation in which an organisation of this kind has something to do.
const fn owning(kind: Kind) -> Relation {
    if kind.owes_the_duty() {
        Relation::Responsible
    } else {
        Relation::Provider
    }
}

/// Every kind has every operation, and no file is one that these tests know nothing of.
#[test]
fn every_kind_has_every_operation() {
    for kind in Kind::ALL {
        let there: BTreeSet<_> = of_kind(kind)
            .into_iter()
            .map(|operation| operation.name)
            .collect();
        let known: BTreeSet<_> = known(kind).map(|(name, _)| (*name).to_owned()).collect();
        let unknown: Vec<_> = there.difference(&known).collect();
        let missing: Vec<_> = known.difference(&there).collect();
        assert!(
            unknown.is_empty() && missing.is_empty(),
            "If you're here because this failed: {} should hold the operations that a {}'s front-end needs. Without a test: {unknown:?} \
             (add each to KNOWN in tests/it/operations.rs with the type it should answer with). Missing: {missing:?}.",
            folder(kind).display(),
            kind.word()
        );
    }
}

/// Whatever the schema offers at its root, some front-end is shown how to use.
#[test]
fn every_root_field_is_used() {
    let used: BTreeSet<_> = all()
        .into_iter()
        .flat_map(|(_, operation)| operation.roots())
        .collect();
    let offered = roots(&s117::graphql::sdl());
    assert!(
        offered.len() > 10,
        "the schema's root fields could not be found in it: {offered:?}"
    );
    let unused: Vec<_> = offered.difference(&used).collect();
    assert!(
        unused.is_empty(),
        "No operation under schema/operations uses {unused:?}. Write one for each kind of organisation that needs it."
    );
}

/// A record's every part is written by some operation of its kind.
#[test]
fn every_part_a_kind_writes_is_written() {
    for (kind, operation) in all()
        .into_iter()
        .filter(|(_, operation)| operation.name == "submit-parts")
    {
        let written: BTreeSet<_> = operation.variables["input"]["record"]
            .as_object()
            .expect("a record")
            .keys()
            .cloned()
            .collect();
        let takes = files::parts(&s117::graphql::sdl(), kind);
        let missing: Vec<_> = takes
            .iter()
            .filter(|part| *part != "identity" && !written.contains(*part))
            .collect();
        assert!(
            missing.is_empty() && takes.len() > 1,
            "submit-parts of a {} should show how to write {missing:?}.",
            kind.word()
        );
    }
}

on_both! {
    /// Each operation, as an organisation that has something to do for the person, answers with what it is for.
    async fn each_answers_an_owner(g) {
        for (index, kind) in (0..).zip(Kind::ALL) {
            let mut number = index * 100;
            let mut reading = None;
            for (name, expected) in known(kind) {
                let operation = of_kind(kind).into_iter().find(|operation| operation.name == *name).expect("every kind has every operation");
                if writes(name) || reading.is_none() {
                    number += 1;
                    let mut person = told(&g, kind, owning(kind), number).await;
                    person.signed_before(&g, kind, name).await;
                    person.disputed_before(&g, kind, name).await;
                    reading = Some(person);
                }
                let person = reading.as_mut().expect("somebody was told of");
                person.agreed_before(&g, kind, name).await;
                let (status, answer) = execute(&g, kind, &operation, person).await;
                assert!(status == StatusCode::OK && answer.get("errors").is_none(), "{} as a {} got {status}: {answer:#}", operation.file.display(), kind.word());
                assert!(types(&answer).contains(expected), "{} as a {} should answer with {expected}: {answer:#}", operation.file.display(), kind.word());
                assert!(answer["data"].as_object().is_some_and(|roots| roots.values().all(|root| !root.is_null())), "{}: {answer:#}", operation.file.display());
            }
        }
    }

    /// Whoever shows no token is told so, whatever is asked, and told nothing else.
    async fn each_needs_a_token(g) {
        for (kind, operation) in all() {
            let (status, answer) = g.post(None, &operation.text, &operation.variables).await;
            let what = format!("{} of a {} without a token: {answer:#}", operation.name, kind.word());
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{what}");
            assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{what}");
            assert!(answer.get("data").is_none(), "{what}");
        }
    }
}
