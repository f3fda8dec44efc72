//! The contract, read from its own definition: so that the test asks for whatever is published, also tomorrow.

use std::collections::BTreeMap;

use async_graphql::Positioned;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, InputValueDefinition, Type, TypeKind, TypeSystemDefinition,
};

/// The types of the contract, by name.
pub struct Contract(BTreeMap<String, TypeKind>);

/// In how many documents the parts of an account are asked for: all of them are more than one document may ask.
pub const SLICES: usize = 3;

/// What an entry tells of its parts together: in slices too.
const TOGETHER: [&str; 5] = [
    "DisputeCase",
    "EndingCase",
    "Knowledge",
    "OmbudsmanCase",
    "OwedByBody",
];

/// A root field: its name, its arguments with their types, and the type it answers with.
pub struct Root {
    pub name: String,
    pub arguments: Vec<(String, Type)>,
    pub answers: Type,
}

/// The name of a type without its lists and exclamation marks.
pub fn named(of: &Type) -> &str {
    match &of.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(inner) => named(inner),
    }
}

fn inputs(all: &[Positioned<InputValueDefinition>]) -> Vec<(String, Type)> {
    all.iter()
        .map(|one| (one.node.name.node.to_string(), one.node.ty.node.clone()))
        .collect()
}

impl Contract {
    /// The contract as the code publishes it.
    pub fn published() -> Self {
        let document = parse_schema(s117::graphql::sdl()).expect("the contract is well formed");
        let types = document
            .definitions
            .into_iter()
            .filter_map(|one| match one {
                TypeSystemDefinition::Type(of) => {
                    Some((of.node.name.node.to_string(), of.node.kind))
                }
                TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
            });
        Self(types.collect())
    }

    /// The fields of `Query` or `Mutation`.
    pub fn roots(&self, of: &str) -> Vec<Root> {
        let Some(TypeKind::Object(object)) = self.0.get(of) else {
            panic!("the contract has no {of}: say in this test where its root fields went");
        };
        let root = |field: &async_graphql::parser::types::FieldDefinition| Root {
            name: field.name.node.to_string(),
            arguments: inputs(&field.arguments),
            answers: field.ty.node.clone(),
        };
        object
            .fields
            .iter()
            .map(|field| root(&field.node))
            .collect()
    }

    /// The values of an enumeration; none if it is not one.
    pub fn values(&self, of: &str) -> Vec<String> {
        match self.0.get(of) {
            Some(TypeKind::Enum(all)) => {
                let values = all.values.iter();
                values.map(|one| one.node.value.node.to_string()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The fields of an input; none if it is not one.
    pub fn fields(&self, of: &str) -> Vec<(String, Type)> {
        match self.0.get(of) {
            Some(TypeKind::InputObject(input)) => inputs(&input.fields),
            _ => Vec::new(),
        }
    }

    /// The fields of a type that can be asked about a day of their own, on a day, or on that of the question.
    pub fn dated(&self, of: &str, day: Option<&str>) -> String {
        let on = day
            .map(|day| format!("(on: \"{day}\")"))
            .unwrap_or_default();
        let Some(TypeKind::Object(object)) = self.0.get(of) else {
            return String::new();
        };
        let fields = object.fields.iter().map(|one| &one.node);
        let fields = fields.filter(|one| !one.arguments.is_empty()).map(|one| {
            let inner = self.selection(named(&one.ty.node));
            format!("{}{on} {inner}", one.name.node)
        });
        format!("{{ __typename {} }}", fields.collect::<Vec<_>>().join(" "))
    }

    /// Whether an account is among what there is to ask of a type.
    pub fn shows_accounts(&self, of: &str) -> bool {
        self.selection(of).contains("... on NotShared")
    }

    /// Everything there is to ask of a type, as a selection, but for what `dated` asks, and with the first slice of an account's parts:
    /// together they are more than one document may ask.
    pub fn selection(&self, of: &str) -> String {
        self.slice(of, 0)
    }

    /// The same with another slice of the parts.
    pub fn slice(&self, of: &str, slice: usize) -> String {
        match self.0.get(of) {
            Some(TypeKind::Object(object)) => {
                let field = |one: &async_graphql::parser::types::FieldDefinition| {
                    let only_a_day = one.arguments.iter().all(|one| one.node.name.node == "on");
                    assert!(
                        only_a_day,
                        "{of}.{} takes arguments: teach the leak test to give them",
                        one.name.node
                    );
                    let inner = self.slice(named(&one.ty.node), slice);
                    format!("{} {inner}", one.name.node)
                };
                let is_part = |one: &async_graphql::parser::types::FieldDefinition| {
                    let answers = named(&one.ty.node);
                    (of == "Account" && answers.ends_with("Part"))
                        || (of == "Entry" && TOGETHER.contains(&answers))
                };
                let mut parts = 0;
                let mut asked = |one: &async_graphql::parser::types::FieldDefinition| {
                    parts += usize::from(is_part(one));
                    !is_part(one) || parts % SLICES == slice
                };
                let all: Vec<_> = object
                    .fields
                    .iter()
                    .filter(|one| asked(&one.node))
                    .map(|one| (one, field(&one.node)))
                    .collect();
                let plain = all.iter().filter(|(one, _)| one.node.arguments.is_empty());
                let plain: Vec<_> = plain.map(|(_, text)| text.as_str()).collect();
                format!("{{ __typename {} }}", plain.join(" "))
            }
            Some(TypeKind::Union(union)) => {
                let member = |name: &str| format!("... on {name} {}", self.slice(name, slice));
                let members: Vec<_> = union.members.iter().map(|one| member(&one.node)).collect();
                format!("{{ __typename {} }}", members.join(" "))
            }
            _ => String::new(),
        }
    }
}
