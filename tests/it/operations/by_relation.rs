//! What each operation does for an organisation in each relation to the person, in one page that a person reads.

use axum::http::StatusCode;
use s117::access::Relation;
use s117::domain::organisation::Kind;
use serde_json::Value;

use super::files::{Operation, of_kind};
use super::story::{Person, told};
use super::{GOVERNING, KNOWN, execute, known, owning, types, writes};
use crate::on_both;
use crate::snapshot::{compare, table};
use crate::support::Gateway;

const HEAD: &str = "\
What each operation under schema/operations does for an organisation, by its relation to the person it is about.

  null        there is no such person, as far as the organisation is told
  shown       it is answered
  listed      the person is in the list             not listed  the person is not
  accepted    it is done
  NotFound    there is no such thing, as far as the organisation is told
  NotPermitted, InputRejected, VersionConflict     it is refused, and the organisation is told why

A council or ICB is never a provider, a Trust or hospital never responsible: that column is the same one. Without a token everything is
refused. Declaring a feed and delegating a part are done by a manager and are about no person.
Submitting is always about the organisation's own record, which makes a stranger a claimant and shows it nothing of others.

";

const RELATIONS: &[&str] = &[
    "stranger",
    "claimant",
    "candidate",
    "former",
    "responsible or provider",
];

/// The relations of a kind in the order of the columns.
const fn relations(kind: Kind) -> [Relation; 5] {
    [
        Relation::Stranger,
        Relation::Claimant,
        Relation::Candidate,
        Relation::Former,
        owning(kind),
    ]
}

/// What became of an operation, in a word.
fn outcome(operation: &Operation, answer: &Value, person: &Person) -> String {
    if let Some(error) = answer["errors"].get(0) {
        return format!(
            "error {}",
            error["extensions"]["code"]
                .as_str()
                .unwrap_or("without a code")
        );
    }
    let expected = KNOWN
        .iter()
        .find(|(name, _)| *name == operation.name)
        .map_or("", |(_, expected)| *expected);
    match types(answer).as_slice() {
        [] => "null".to_owned(),
        several if several.contains(&expected) => {
            if expected == "LookConnection" {
                "shown".to_owned()
            } else if expected.ends_with("Connection") {
                let listed = answer.to_string().contains(&person.entry);
                if listed { "listed" } else { "not listed" }.to_owned()
            } else if operation.text.starts_with("mutation") {
                "accepted".to_owned()
            } else {
                "shown".to_owned()
            }
        }
        [other, ..] => (*other).to_owned(),
    }
}

/// The lines of one kind.
async fn lines(g: &Gateway, kind: Kind, mut number: u32, rows: &mut Vec<Vec<String>>) {
    let operations = of_kind(kind);
    let mut readable = Vec::new();
    for relation in relations(kind) {
        number += 1;
        readable.push(told(g, kind, relation, number).await);
    }
    rows.push(Vec::new());
    for (name, _) in known(kind) {
        let operation = operations
            .iter()
            .find(|operation| operation.name == *name)
            .expect("every kind has every operation");
        let mut row = vec![kind.word().to_owned(), (*name).to_owned()];
        for (relation, readable) in relations(kind).into_iter().zip(&readable) {
            number += 1;
            let own = if writes(name) {
                Some(told(g, kind, relation, number).await)
            } else {
                None
            };
            let person = own.as_ref().unwrap_or(readable);
            let (status, answer) = execute(g, kind, operation, person).await;
            assert_eq!(
                status,
                StatusCode::OK,
                "{} as a {}: {answer:#}",
                operation.file.display(),
                relation.name()
            );
            row.push(outcome(operation, &answer, person));
        }
        assert!(
            !GOVERNING.contains(name) || row[2..].windows(2).all(|pair| pair[0] == pair[1]),
            "{name} is about no person: {row:?}"
        );
        rows.push(row);
    }
}

on_both! {
    /// What an operation does depends on the relation to the person as it was agreed.
    async fn what_an_operation_does_is_as_agreed(g) {
        let mut head = vec!["organisation".to_owned(), "operation".to_owned()];
        head.extend(RELATIONS.iter().map(|relation| (*relation).to_owned()));
        let mut rows = vec![head];
        for (index, kind) in (0..).zip(Kind::ALL) {
            lines(&g, kind, index * 1000, &mut rows).await;
        }
        compare("golden/operations_by_relation.txt", &format!("{HEAD}{}", table(&rows)));
    }
}
