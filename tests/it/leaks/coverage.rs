//! The list of operations covers the contract.

use std::collections::BTreeSet;

use serde_json::Value;

use super::contract::{Contract, named};
use super::operations::{Operation, questions};
use super::stories::{Probe, Story};
use super::writes::writes;

/// Every place of a root field that must be exercised: the field, its arguments, their enumerated values, and the fields of its inputs.
fn places(contract: &Contract, of: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for root in contract.roots(of) {
        all.insert(root.name.clone());
        for (argument, ty) in &root.arguments {
            let place = format!("{}.{argument}", root.name);
            all.extend(
                contract
                    .values(named(ty))
                    .into_iter()
                    .filter(|_| of == "Query")
                    .map(|value| format!("{place}={value}")),
            );
            for (field, inner) in contract.fields(named(ty)) {
                let place = format!("{place}.{field}");
                all.extend(
                    contract
                        .values(named(&inner))
                        .into_iter()
                        .filter(|_| of == "Query")
                        .map(|value| format!("{place}={value}")),
                );
                all.insert(place);
            }
            all.insert(place);
        }
    }
    all
}

fn exercised(place: &str, value: &Value, all: &mut BTreeSet<String>) {
    if value.is_null() {
        return;
    }
    all.insert(place.to_owned());
    match value {
        Value::String(text) => _ = all.insert(format!("{place}={text}")),
        Value::Object(fields) => fields
            .iter()
            .for_each(|(field, value)| exercised(&format!("{place}.{field}"), value, all)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
    }
}

fn covered(operations: &[Operation]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for operation in operations {
        exercised(
            operation.root,
            &Value::Object(operation.arguments.clone()),
            &mut all,
        );
        if operation.walk {
            all.extend([
                format!("{}.first", operation.root),
                format!("{}.after", operation.root),
            ]);
        }
    }
    all
}

#[test]
fn every_root_field_and_argument_is_asked() {
    let (contract, probe) = (
        Contract::published(),
        Probe {
            entry: "e".into(),
            account: "a".into(),
            notification: "n".into(),
        },
    );
    let operations = [questions(&probe), writes(Story::Stranger, &probe)].concat();
    let wanted: BTreeSet<_> = ["Query", "Mutation"]
        .into_iter()
        .flat_map(|of| places(&contract, of))
        .collect();
    let missing: Vec<_> = wanted.difference(&covered(&operations)).cloned().collect();
    assert!(
        missing.is_empty(),
        "If you're here because this failed: you published something that the leak test does not ask for yet, so nobody would notice if it \
         leaked. Add operations to tests/it/leaks/operations.rs (questions) or writes.rs (writes) that exercise:\n  {}",
        missing.join("\n  ")
    );
}
