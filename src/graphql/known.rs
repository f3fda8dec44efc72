//! Documents that were met before: parsed once, weighed once, and checked once against the schema, however often they are sent.
//!
//! A document is checked together with its variables, so it is known only together with what of them the check looks at: everything but the
//! texts given for identifiers, strings and scalars of our own, which take any text.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_graphql::parser::types::{BaseType, ExecutableDocument};
use async_graphql::{Request, Variables};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::cost::{self, TooCostly};
use super::hollow;
use super::scalar::TAKE_ANY_TEXT;

/// The most documents that are remembered, and the most ways in which they were sent: past it all are forgotten.
const MOST: usize = 512;

type Hash = [u8; 32];

/// A document that is short and cheap enough to be executed.
struct Document {
    parsed: ExecutableDocument,
    /// The variables whose text the check does not look at.
    any_text: HashSet<String>,
    /// Whether some object was given a field that is taken out of the answer again.
    filled: bool,
}

impl Document {
    fn of(mut parsed: ExecutableDocument) -> Self {
        let filled = hollow::filled(&mut parsed);
        let mut any_text = HashSet::new();
        let mut looked_at = HashSet::new();
        for (_, operation) in parsed.operations.iter() {
            for variable in &operation.node.variable_definitions {
                let name = variable.node.name.node.to_string();
                match &variable.node.var_type.node.base {
                    BaseType::Named(kind) if TAKE_ANY_TEXT.contains(&kind.as_str()) => {
                        any_text.insert(name)
                    }
                    BaseType::Named(_) | BaseType::List(_) => looked_at.insert(name),
                };
            }
        }
        // The same name may be of two kinds in two operations.
        any_text.retain(|name| !looked_at.contains(name));
        Self {
            parsed,
            any_text,
            filled,
        }
    }
}

/// A request, and under what it is known once it has been found good.
pub struct Asked {
    pub(super) request: Request,
    pub(super) key: Option<Hash>,
    pub(super) filled: bool,
}

/// Documents that were met before.
#[derive(Default)]
pub struct Documents {
    parsed: Mutex<HashMap<Hash, Arc<Document>>>,
    good: Mutex<HashSet<Hash>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Documents {
    /// A request for this document, or why it would cost too much. One that cannot be parsed is for the library to refuse.
    pub fn request(
        &self,
        query: String,
        operation: Option<String>,
        variables: Option<Map<String, Value>>,
    ) -> Result<Asked, TooCostly> {
        cost::short_and_flat(&query)?;
        let text = Sha256::digest(&query).into();
        let known = locked(&self.parsed).get(&text).cloned();
        let mut request = Request::new(query);
        let document = match known {
            Some(document) => Some(document),
            None => match request.parsed_query() {
                Ok(parsed) => {
                    cost::affordable(parsed)?;
                    let document = Arc::new(Document::of(parsed.clone()));
                    let mut all = locked(&self.parsed);
                    if all.len() >= MOST {
                        all.clear();
                    }
                    all.insert(text, Arc::clone(&document));
                    Some(document)
                }
                Err(_) => None,
            },
        };
        let variables = variables.unwrap_or_default();
        let key = document
            .as_ref()
            .map(|document| key(&text, operation.as_deref(), document, &variables));
        let filled = document.as_ref().is_some_and(|document| document.filled);
        if let Some(document) = document {
            request.set_parsed_query(document.parsed.clone());
        }
        if let Some(operation) = operation {
            request = request.operation_name(operation);
        }
        request = request.variables(Variables::from_json(Value::Object(variables)));
        Ok(Asked {
            request,
            key,
            filled,
        })
    }

    /// Whether the request was found good before.
    pub(super) fn is_good(&self, key: Option<Hash>) -> bool {
        key.is_some_and(|key| locked(&self.good).contains(&key))
    }

    /// Remembers that the request was found good.
    pub(super) fn found_good(&self, key: Option<Hash>) {
        if let Some(key) = key {
            let mut good = locked(&self.good);
            if good.len() >= MOST {
                good.clear();
            }
            good.insert(key);
        }
    }
}

/// What a request is known by: all of it that the check looks at.
fn key(
    text: &Hash,
    operation: Option<&str>,
    document: &Document,
    variables: &Map<String, Value>,
) -> Hash {
    let mut hash = Sha256::new().chain_update(text);
    let mut field = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    field(operation.map_or(&[0], |_| &[1]));
    field(operation.unwrap_or_default().as_bytes());
    for (name, value) in variables {
        field(name.as_bytes());
        if value.is_string() && document.any_text.contains(name) {
            field(b"any text");
        } else {
            field(b"this value");
            field(value.to_string().as_bytes());
        }
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ONE: &str =
        "query One($id: ID!, $first: Int, $order: EntryOrder) { entry(id: $id) { id } }";

    fn asked(documents: &Documents, variables: &Value) -> Option<Hash> {
        let variables = variables.as_object().cloned();
        let asked = documents.request(ONE.to_owned(), None, variables);
        asked.ok().and_then(|asked| asked.key)
    }

    #[test]
    fn a_request_is_known_by_all_but_the_texts_that_are_not_looked_at() {
        let documents = Documents::default();
        let first = asked(&documents, &json!({ "id": "a" }));
        assert!(first.is_some());
        assert_eq!(first, asked(&documents, &json!({ "id": "b" })));
        for other in [
            json!({}),
            json!({ "id": null }),
            json!({ "id": 7 }),
            json!({ "id": ["a"] }),
            json!({ "id": "a", "first": 5 }),
            json!({ "id": "a", "order": "ID" }),
            json!({ "id": "a", "more": "b" }),
        ] {
            assert_ne!(first, asked(&documents, &other), "{other}");
        }
        let orders =
            ["ID", "NONE"].map(|order| asked(&documents, &json!({ "id": "a", "order": order })));
        assert_ne!(
            orders[0], orders[1],
            "the text of an enumeration is looked at"
        );
    }

    #[test]
    fn memory_is_bounded() {
        let documents = Documents::default();
        for number in 0..3 * MOST {
            let query = format!("{{ me {{ role }} }} # {number}");
            let key = documents
                .request(query, None, None)
                .ok()
                .and_then(|asked| asked.key);
            documents.found_good(key);
        }
        assert!(locked(&documents.parsed).len() <= MOST && locked(&documents.good).len() <= MOST);
    }
}
