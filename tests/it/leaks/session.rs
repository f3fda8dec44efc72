//! One register as the caller meets it: what is sent, and what is made of the answer.

use s117::access::Role;
use serde_json::{Value, json};

use super::contract::{Contract, SLICES, named};
use super::names::{Names, unordered};
use super::operations::Operation;
use crate::support::Gateway;

/// A product that leaks: it alters an answer by what it knows of the hidden difference (whether this register holds it).
pub type Leak = fn(bool, &Operation, &mut Value);

/// One register as the caller meets it.
pub struct Session<'a> {
    pub gateway: &'a Gateway,
    pub caller: &'a str,
    pub reviewer: bool,
    /// Whether this register holds the hidden difference.
    pub holds_more: bool,
    pub leak: Option<Leak>,
    pub names: Names,
}

/// The document of an operation, asking for everything.
/// In how many documents a question is asked: those that show accounts in several.
fn slices(contract: &Contract, operation: &Operation) -> usize {
    let mut questions = contract.roots("Query").into_iter();
    let root = questions.find(|root| root.name == operation.root);
    let whole = |root: &super::contract::Root| contract.shows_accounts(named(&root.answers));
    if operation.dated.is_none() && root.as_ref().is_some_and(whole) {
        SLICES
    } else {
        1
    }
}

fn document(contract: &Contract, operation: &Operation, slice: usize) -> String {
    let (kind, root) = ["Query", "Mutation"]
        .into_iter()
        .find_map(|kind| {
            Some((
                kind,
                contract
                    .roots(kind)
                    .into_iter()
                    .find(|root| root.name == operation.root)?,
            ))
        })
        .unwrap_or_else(|| {
            panic!(
                "the contract has no root field {}: take it out of the leak test",
                operation.root
            )
        });
    let given: Vec<_> = root
        .arguments
        .iter()
        .filter(|(name, _)| operation.arguments.contains_key(name))
        .collect();
    assert_eq!(
        given.len(),
        operation.arguments.len(),
        "{} asks for an argument the contract does not have",
        operation.words()
    );
    let list = |pieces: Vec<String>| {
        if pieces.is_empty() {
            String::new()
        } else {
            format!("({})", pieces.join(", "))
        }
    };
    let declared = list(
        given
            .iter()
            .map(|(name, of)| format!("${name}: {of}"))
            .collect(),
    );
    let passed = list(
        given
            .iter()
            .map(|(name, _)| format!("{name}: ${name}"))
            .collect(),
    );
    let answers = named(&root.answers);
    let selection = match operation.dated {
        None => contract.slice(answers, slice),
        Some(day) => contract.dated(answers, (!day.is_empty()).then_some(day)),
    };
    format!(
        "{} {declared} {{ answer: {}{passed} {selection} }}",
        kind.to_lowercase(),
        root.name
    )
}

impl Session<'_> {
    async fn post(&self, role: Role, document: &str, variables: &Value) -> Value {
        // A page of the newest looks holds the same ones only where no two are of one instant: which is first is random.
        let clock = &self.gateway.clock;
        clock.set(s117::register::Clock::now(clock.as_ref()) + chrono::Duration::seconds(1));
        let token = self.gateway.token(self.caller, role);
        let (status, body) = self.gateway.post(Some(&token), document, variables).await;
        json!({ "status": status.as_u16(), "body": body })
    }

    /// The answer, as this register gives it; page by page where that is how it is asked.
    async fn raw(&self, contract: &Contract, operation: &Operation) -> Value {
        if operation.root == "accessLog" {
            // No sealer runs beside a test, and an answer seals only so much by itself.
            while self.gateway.register.seal().await.expect("the database") > 0 {}
        }
        let document_text = document(contract, operation, 0);
        let role = if self.reviewer {
            Role::Reviewer
        } else {
            operation.role
        };
        let mut variables = self.names.sent(&Value::Object(operation.arguments.clone()));
        if !operation.walk {
            let mut answers = vec![self.post(role, &document_text, &variables).await];
            for slice in 1..slices(contract, operation) {
                let next = document(contract, operation, slice);
                answers.push(self.post(role, &next, &variables).await);
            }
            return if answers.len() == 1 {
                answers.remove(0)
            } else {
                Value::Array(answers)
            };
        }
        let mut asked = operation.clone();
        asked.arguments.insert("first".to_owned(), json!(1));
        asked.arguments.insert("after".to_owned(), Value::Null);
        let document_text = document(contract, &asked, 0);
        variables["first"] = json!(1);
        let mut pages = Vec::new();
        loop {
            let page = self.post(role, &document_text, &variables).await;
            let info = page["body"]["data"]["answer"]["pageInfo"].clone();
            pages.push(page);
            if info["hasNextPage"] != json!(true) || info["endCursor"].is_null() {
                return Value::Array(pages);
            }
            assert!(
                pages.len() < 100,
                "{} never ends: its pages do not get on",
                operation.words()
            );
            variables["after"] = info["endCursor"].clone();
        }
    }

    /// The answer as a caller could compare it with another register's.
    pub async fn answer(&mut self, contract: &Contract, operation: &Operation) -> Value {
        let mut raw = self.raw(contract, operation).await;
        let text = raw.to_string();
        assert!(
            !text.contains("TOO_COSTLY") && !text.contains("too complex"),
            "{} asks for more than a document may, so nothing is compared: ask for it in more than one",
            operation.words()
        );
        if let Some(leak) = self.leak {
            let several = raw.is_array() && !operation.walk;
            let first = if several { &mut raw[0] } else { &mut raw };
            leak(self.holds_more, operation, first);
        }
        if operation.ordered {
            self.names.answered("", &raw)
        } else {
            unordered(&raw)
        }
    }
}
