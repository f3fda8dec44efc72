//! Asking two registers the same, and saying where the answers part.

use serde_json::Value;

use super::contract::Contract;
use super::operations::Operation;
use super::session::Session;

/// Where two answers part.
#[derive(Debug)]
pub struct Difference {
    pub operation: String,
    pub path: String,
    pub with: Value,
    pub without: Value,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            operation,
            path,
            with,
            without,
        } = self;
        write!(
            f,
            "{operation}\n    at {path}\n    with the hidden difference:    {with}\n    without it:                    {without}"
        )
    }
}

/// The first place where two values part.
fn part(path: &str, one: &Value, other: &Value) -> Option<(String, Value, Value)> {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
            keys.into_iter().find_map(|key| {
                part(
                    &format!("{path}.{key}"),
                    a.get(key).unwrap_or(&Value::Null),
                    b.get(key).unwrap_or(&Value::Null),
                )
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs
                .into_iter()
                .find_map(|(at, (a, b))| part(&format!("{path}[{at}]"), a, b))
        }
        _ => (one != other).then(|| (path.to_owned(), one.clone(), other.clone())),
    }
}

/// Asks both the same, one operation after another, and notes every difference.
pub async fn compare(
    contract: &Contract,
    with: &mut Session<'_>,
    without: &mut Session<'_>,
    operations: &[Operation],
) -> Vec<Difference> {
    let mut found = Vec::new();
    for operation in operations {
        let (a, b) = (
            with.answer(contract, operation).await,
            without.answer(contract, operation).await,
        );
        if let Some((path, with, without)) = part("answer", &a, &b) {
            found.push(Difference {
                operation: operation.words(),
                path,
                with,
                without,
            });
        }
    }
    found
}
