//! Objects of which nothing was selected. The library answers them with null, which here would say that there is no such thing: a selection
//! all of whose fields may fall away is given one that does not, and that one is taken out of the answer again.

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Value};

/// What the field that stays is called: nobody else's field is.
const STAYS: &str = "s117_stays_6b1f0c";

/// Whether something of it is selected whatever is skipped and whichever type it is.
fn is_solid(set: &SelectionSet) -> bool {
    set.items.iter().any(|item| match &item.node {
        Selection::Field(field) => field.node.directives.is_empty(),
        Selection::FragmentSpread(_) | Selection::InlineFragment(_) => false,
    })
}

fn fill(set: &mut Positioned<SelectionSet>, filled: &mut bool) {
    below(set, filled);
    if !set.node.items.is_empty() && !is_solid(&set.node) {
        *filled = true;
        let pos = set.pos;
        let stays = Field {
            alias: Some(Positioned::new(Name::new(STAYS), pos)),
            name: Positioned::new(Name::new("__typename"), pos),
            arguments: Vec::new(),
            directives: Vec::new(),
            selection_set: Positioned::new(SelectionSet { items: Vec::new() }, pos),
        };
        set.node.items.push(Positioned::new(
            Selection::Field(Positioned::new(stays, pos)),
            pos,
        ));
    }
}

/// What is selected in a fragment belongs to the object that it is spread in: only the objects below it are looked at.
fn below(set: &mut Positioned<SelectionSet>, filled: &mut bool) {
    for item in &mut set.node.items {
        match &mut item.node {
            Selection::Field(field) if field.node.selection_set.node.items.is_empty() => {}
            Selection::Field(field) => fill(&mut field.node.selection_set, filled),
            Selection::InlineFragment(inline) => below(&mut inline.node.selection_set, filled),
            Selection::FragmentSpread(_) => {}
        }
    }
}

/// Gives every object something that stays. Says whether any needed it.
pub fn filled(document: &mut ExecutableDocument) -> bool {
    let mut any = false;
    match &mut document.operations {
        DocumentOperations::Single(operation) => fill(&mut operation.node.selection_set, &mut any),
        DocumentOperations::Multiple(operations) => {
            for operation in operations.values_mut() {
                fill(&mut operation.node.selection_set, &mut any);
            }
        }
    }
    for fragment in document.fragments.values_mut() {
        below(&mut fragment.node.selection_set, &mut any);
    }
    any
}

/// Takes out of an answer what was put in to stay.
pub fn emptied(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.shift_remove(STAYS);
            fields.values_mut().for_each(emptied);
        }
        Value::List(items) => items.iter_mut().for_each(emptied),
        Value::Null
        | Value::Number(_)
        | Value::String(_)
        | Value::Boolean(_)
        | Value::Binary(_)
        | Value::Enum(_) => {}
    }
}
