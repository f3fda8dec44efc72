//! What a document would cost, found in time linear in its length, before the library sees it.
//!
//! The library's own limits expand fragments again and again: acyclic fragments that each spread the next one twice keep it busy for
//! minutes, and nothing can interrupt it. Here each fragment is weighed once and its weight added wherever it is spread.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

/// The longest document, in bytes.
pub const LONGEST: usize = 16 * 1024;
/// The deepest that brackets may nest.
const DEEPEST_BRACKETS: usize = 50;
/// The deepest that fields may nest, fragments expanded.
pub const DEEPEST: usize = 15;
/// The most fields, spreads and inline fragments of all operations together, fragments expanded.
pub const WIDEST: usize = 1_000;
/// The most aliases, fragments expanded.
pub const ALIASES: usize = 30;
/// The most directives, fragments expanded.
pub const DIRECTIVES: usize = 30;
/// The most fragments defined.
pub const FRAGMENTS: usize = 200;

/// What one row of a list costs besides its fields: it is loaded, and everything derived from it is derived.
const ROW: usize = 25;

/// What trying a policy out costs: a document does it once.
pub const TRYING: usize = super::COSTLIEST / 2 + 1;

/// What a list of persons costs, for the library's own limit.
pub fn list(first: Option<i32>, fields: usize) -> usize {
    let rows = usize::try_from(first.unwrap_or(20)).unwrap_or(1).max(1);
    rows.saturating_mul(fields.saturating_add(ROW))
}

/// Why a document is not executed: it would cost too much.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TooCostly {
    /// Too long.
    #[error("The document is longer than {LONGEST} bytes.")]
    Long,
    /// Brackets nested too deeply.
    #[error("The document nests brackets more than {DEEPEST_BRACKETS} deep.")]
    Brackets,
    /// Too many fragments.
    #[error("The document defines more than {FRAGMENTS} fragments.")]
    Fragments,
    /// A fragment that spreads itself.
    #[error("A fragment of the document spreads itself.")]
    Circle,
    /// Fields nested too deeply.
    #[error("The document nests fields more than {DEEPEST} deep, fragments expanded.")]
    Deep,
    /// Too many fields.
    #[error("The document asks for more than {WIDEST} fields, fragments expanded.")]
    Wide,
    /// Too many aliases.
    #[error("The document has more than {ALIASES} aliases, fragments expanded.")]
    Aliases,
    /// Too many directives.
    #[error("The document has more than {DIRECTIVES} directives, fragments expanded.")]
    Directives,
}

/// Whether the text of a document is short and flat enough to be parsed at all.
pub fn short_and_flat(text: &str) -> Result<(), TooCostly> {
    if text.len() > LONGEST {
        return Err(TooCostly::Long);
    }
    let (mut depth, mut rest) = (0_usize, text);
    while let Some(c) = rest.chars().next() {
        rest = match c {
            '"' => after_string(rest),
            '#' => rest
                .find(['\n', '\r'])
                .map_or("", |end| rest.get(end..).unwrap_or("")),
            other => {
                match other {
                    '{' | '[' | '(' => depth += 1,
                    '}' | ']' | ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                rest.get(other.len_utf8()..).unwrap_or("")
            }
        };
        if depth > DEEPEST_BRACKETS {
            return Err(TooCostly::Brackets);
        }
    }
    Ok(())
}

/// What follows the string with which a text begins; nothing if it does not end.
fn after_string(text: &str) -> &str {
    if let Some(block) = text.strip_prefix("\"\"\"") {
        let end = block.match_indices("\"\"\"").find(|(at, _)| {
            !block
                .get(..*at)
                .is_some_and(|before| before.ends_with('\\'))
        });
        return end.and_then(|(at, _)| block.get(at + 3..)).unwrap_or("");
    }
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            // A string does not go on in the next line: whatever this is, the parser will refuse it.
            '"' | '\n' | '\r' => return text.get(at + 1..).unwrap_or(""),
            _ => {}
        }
    }
    ""
}

/// Whether executing a document would cost no more than any of the limits.
pub fn affordable(document: &ExecutableDocument) -> Result<(), TooCostly> {
    if document.fragments.len() > FRAGMENTS {
        return Err(TooCostly::Fragments);
    }
    let mut scale = Scale {
        document,
        known: HashMap::with_capacity(document.fragments.len()),
    };
    let mut all = Weight::default();
    for (_, operation) in document.operations.iter() {
        all.directives = all
            .directives
            .saturating_add(operation.node.directives.len());
        all.add(scale.weigh(&operation.node.selection_set.node)?);
    }
    all.within_limits()?;
    // What no operation spreads is validated all the same.
    for name in document.fragments.keys() {
        scale.fragment(name)?.within_limits()?;
    }
    Ok(())
}

#[derive(Clone, Copy, Default)]
struct Weight {
    depth: usize,
    width: usize,
    aliases: usize,
    directives: usize,
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.depth = self.depth.max(other.depth);
        self.width = self.width.saturating_add(other.width);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
    }

    const fn within_limits(self) -> Result<(), TooCostly> {
        if self.depth > DEEPEST {
            Err(TooCostly::Deep)
        } else if self.width > WIDEST {
            Err(TooCostly::Wide)
        } else if self.aliases > ALIASES {
            Err(TooCostly::Aliases)
        } else if self.directives > DIRECTIVES {
            Err(TooCostly::Directives)
        } else {
            Ok(())
        }
    }
}

struct Scale<'d> {
    document: &'d ExecutableDocument,
    /// Each fragment's weight; none while it is being weighed.
    known: HashMap<&'d Name, Option<Weight>>,
}

impl<'d> Scale<'d> {
    fn weigh(&mut self, set: &'d SelectionSet) -> Result<Weight, TooCostly> {
        let mut all = Weight::default();
        for item in &set.items {
            all.width = all.width.saturating_add(1);
            all.directives = all.directives.saturating_add(item.node.directives().len());
            match &item.node {
                Selection::Field(field) => {
                    all.aliases = all
                        .aliases
                        .saturating_add(usize::from(field.node.alias.is_some()));
                    let mut below = self.weigh(&field.node.selection_set.node)?;
                    below.depth += 1;
                    all.add(below);
                }
                Selection::InlineFragment(inline) => {
                    all.add(self.weigh(&inline.node.selection_set.node)?);
                }
                Selection::FragmentSpread(spread) => {
                    all.add(self.fragment(&spread.node.fragment_name.node)?);
                }
            }
        }
        Ok(all)
    }

    fn fragment(&mut self, name: &Name) -> Result<Weight, TooCostly> {
        // One that is not defined is for the library to refuse.
        let Some((name, fragment)) = self.document.fragments.get_key_value(name) else {
            return Ok(Weight::default());
        };
        match self.known.get(name) {
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => return Err(TooCostly::Circle),
            None => {}
        }
        self.known.insert(name, None);
        let mut weight = self.weigh(&fragment.node.selection_set.node)?;
        weight.directives = weight
            .directives
            .saturating_add(fragment.node.directives.len());
        self.known.insert(name, Some(weight));
        Ok(weight)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::time::{Duration, Instant};

    use async_graphql::parser::parse_query;

    use super::*;

    fn checked(text: &str) -> Result<(), TooCostly> {
        short_and_flat(text)?;
        affordable(&parse_query(text).expect("the test's own document"))
    }

    /// Fragments that each spread the next several times, in one of several dresses.
    fn doubling(fragments: usize, spreads: usize, dress: &str) -> String {
        let mut text = String::from("{ ...F0 }");
        for index in 0..fragments {
            let next = dress
                .replace('^', &format!("...F{}", index + 1))
                .repeat(spreads);
            let _ = write!(text, " fragment F{index} on Query {{ {next} }}");
        }
        let _ = write!(text, " fragment F{fragments} on Query {{ me {{ role }} }}");
        text
    }

    #[test]
    fn fragments_that_double_are_refused_at_once_however_they_are_dressed() {
        for dress in [
            "^ ",
            "^ @skip(if: false) ",
            "... on Query { ^ } ",
            "... { ... { ^ } } ",
            "entry { ^ } ",
        ] {
            for (fragments, spreads) in [
                (20, 2),
                (26, 2),
                (30, 2),
                (100, 2),
                (7, 5),
                (3, 40),
                (150, 3),
            ] {
                let text = doubling(fragments, spreads, dress);
                let began = Instant::now();
                let refused = if text.len() > LONGEST {
                    short_and_flat(&text)
                } else {
                    checked(&text)
                };
                assert!(
                    refused.is_err(),
                    "{fragments} fragments, {spreads} spreads of {dress}"
                );
                assert!(
                    began.elapsed() < Duration::from_millis(500),
                    "{:?}",
                    began.elapsed()
                );
            }
        }
    }

    #[test]
    fn each_limit_has_its_reason() {
        let many = |count: usize, one: &str| format!("{{ {} }}", one.repeat(count));
        let aliases = (0..31).fold(String::new(), |all, n| format!("{all}a{n}: me {{ role }} "));
        let fragments = (0..201).fold(String::new(), |all, n| {
            format!("{all}fragment f{n} on Query {{ me }} ")
        });
        let cases = [
            (
                format!("{{ me }} #{}", "x".repeat(LONGEST)),
                TooCostly::Long,
            ),
            (
                format!("{}{}", "{a".repeat(51), "}".repeat(51)),
                TooCostly::Brackets,
            ),
            (
                format!("{{ a(b: {}{}) }}", "[".repeat(60), "]".repeat(60)),
                TooCostly::Brackets,
            ),
            (
                format!("{}{}", "{a".repeat(16), "}".repeat(16)),
                TooCostly::Deep,
            ),
            (many(1_001, "me "), TooCostly::Wide),
            (format!("{{ {aliases} }}"), TooCostly::Aliases),
            (many(31, "me @skip(if: false) "), TooCostly::Directives),
            (
                format!("{{ me {} }}", "@skip(if: false) ".repeat(31)),
                TooCostly::Directives,
            ),
            (format!("{{ me }} {fragments}"), TooCostly::Fragments),
            (
                "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }".to_owned(),
                TooCostly::Circle,
            ),
            (
                "{ me } fragment a on Query { ...a }".to_owned(),
                TooCostly::Circle,
            ),
        ];
        for (text, reason) in cases {
            assert_eq!(
                checked(&text),
                Err(reason),
                "{}",
                &text[..text.len().min(60)]
            );
        }
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_nest() {
        let open = "{[(".repeat(40);
        for text in [
            format!("{{ me(a: \"{open}\") }}"),
            format!("{{ me(a: \"\\\"{open}\") }}"),
            format!("{{ me(a: \"\"\"{open} \" {open}\"\"\") }}"),
            format!("{{ me }} # {open}\n"),
        ] {
            assert_eq!(short_and_flat(&text), Ok(()), "{text}");
        }
        assert_eq!(
            short_and_flat(&format!("\"\n{}", "{".repeat(60))),
            Err(TooCostly::Brackets)
        );
    }
}
