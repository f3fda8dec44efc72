//! Lists that are submitted whole, by items with stable keys. Leaving an item out says whether it was a mistake or came to an end.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::code::ItemKey;
use crate::domain::problem::{ProblemCode, Problems};

/// The most items in one list.
pub const MOST: usize = 200;

/// An item with a key of its own.
pub trait Keyed {
    /// The key its writer gave it.
    fn key(&self) -> &ItemKey;
}

/// Why an item of the last version is not in this one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Why {
    /// It was recorded in error and never was.
    Correction,
    /// It was and is no more.
    Ended,
}

/// An item of the last version left out of this one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LeftOut {
    /// The item's key.
    pub key: ItemKey,
    /// Why it is left out.
    pub why: Why,
}

/// A list submitted whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listed<T> {
    /// The items, in the writer's order.
    pub items: Vec<T>,
    /// The items of the last version that are left out, and why.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

impl<T: Keyed> Listed<T> {
    /// A list of these items that leaves nothing out.
    pub const fn of(items: Vec<T>) -> Self {
        Self {
            items,
            left_out: Vec::new(),
        }
    }

    /// The keys, in order.
    pub fn keys(&self) -> Vec<&ItemKey> {
        self.items.iter().map(Keyed::key).collect()
    }

    /// Checks the keys, then every item at its own path `field[index]`.
    pub fn check(&self, field: &str, problems: &mut Problems, each: impl Fn(&T, &mut Problems)) {
        check_items(&self.items, field, problems, each);
    }
}

/// Checks keyed items wherever they stand: no key twice, not too many, then each at its own path.
pub fn check_items<T: Keyed>(
    items: &[T],
    field: &str,
    problems: &mut Problems,
    each: impl Fn(&T, &mut Problems),
) {
    problems.within(field, |problems| {
        if items.len() > MOST {
            problems.report(ProblemCode::TooMany, format_args!("at most {MOST} items"));
            return;
        }
        let mut seen = BTreeSet::new();
        for (index, item) in items.iter().enumerate() {
            problems.item(index, |problems| {
                if !seen.insert(item.key()) {
                    problems.report_at(
                        "key",
                        ProblemCode::DuplicateKey,
                        "another item of this list has the same key",
                    );
                }
                each(item, problems);
            });
        }
    });
}
