//! The files themselves.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use s117::domain::organisation::Kind;
use serde_json::{Value, json};

/// An operation as a file has it, with the variables of the file beside it.
pub struct Operation {
    pub name: String,
    pub file: PathBuf,
    pub text: String,
    pub variables: Value,
}

/// The name of a kind as the folders and the schema have it.
fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Council => "Council",
        Kind::Icb => "Icb",
        Kind::Trust => "Trust",
        Kind::Hospital => "Hospital",
    }
}

pub fn folder(kind: Kind) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("schema/operations")
        .join(name(kind).to_lowercase())
}

/// The operations of a kind, by name.
pub fn of_kind(kind: Kind) -> Vec<Operation> {
    let folder = folder(kind);
    let entries = fs::read_dir(&folder).unwrap_or_else(|_| {
        panic!(
            "{} should hold the operations of a {}",
            folder.display(),
            kind.word()
        )
    });
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let (documents, others): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| file.extension().is_some_and(|end| end == "graphql"));
    for other in others {
        let beside = other
            .to_string_lossy()
            .strip_suffix(".variables.json")
            .map(|stem| PathBuf::from(format!("{stem}.graphql")));
        assert!(
            beside.is_some_and(|document| documents.contains(&document)),
            "{} belongs to no operation: NAME.variables.json stands beside NAME.graphql.",
            other.display()
        );
    }
    documents.into_iter().map(Operation::read).collect()
}

/// The operations of every kind.
pub fn all() -> Vec<(Kind, Operation)> {
    Kind::ALL
        .into_iter()
        .flat_map(|kind| {
            of_kind(kind)
                .into_iter()
                .map(move |operation| (kind, operation))
        })
        .collect()
}

impl Operation {
    fn read(file: PathBuf) -> Self {
        let text = fs::read_to_string(&file)
            .expect("a readable file")
            .replace("\r\n", "\n");
        let name = file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let variables = fs::read_to_string(file.with_extension("variables.json")).map_or_else(
            |_| json!({}),
            |text| {
                serde_json::from_str(&text).unwrap_or_else(|wrong| {
                    panic!("The variables of {} are not JSON: {wrong}", file.display())
                })
            },
        );
        let called: String = name
            .split('-')
            .flat_map(|word| [word[..1].to_uppercase(), word[1..].to_owned()])
            .collect();
        let first = text.lines().next().unwrap_or_default();
        assert!(
            [format!("query {called}"), format!("mutation {called}")]
                .iter()
                .any(|start| first.starts_with(start)),
            "{} should begin with the operation's name, {called}, as a log or an error would have it: {first}",
            file.display()
        );
        Self {
            name,
            file,
            text,
            variables,
        }
    }

    /// The root fields it uses: what stands two spaces in.
    pub fn roots(&self) -> Vec<String> {
        self.text
            .lines()
            .filter_map(|line| field(line, "  "))
            .collect()
    }
}

/// The field that begins a line at this indentation.
fn field(line: &str, indentation: &str) -> Option<String> {
    let rest = line.strip_prefix(indentation)?;
    let name: String = rest
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    (!name.is_empty()).then_some(name)
}

fn fields(schema: &str, head: &str) -> BTreeSet<String> {
    let block = schema
        .split(&format!("{head} {{\n"))
        .nth(1)
        .unwrap_or_else(|| panic!("The schema has no {head}."));
    let block = block.split("\n}").next().unwrap_or_default();
    let mut quoted = false;
    let plain = block.lines().filter(|line| {
        let mark = line.trim_start().starts_with("\"\"\"");
        quoted ^= mark;
        !quoted && !mark
    });
    plain.filter_map(|line| field(line, "\t")).collect()
}

/// The root fields of a schema.
pub fn roots(schema: &str) -> BTreeSet<String> {
    fields(schema, "type Query")
        .into_iter()
        .chain(fields(schema, "type Mutation"))
        .collect()
}

/// The parts that the record of a kind takes.
pub fn parts(schema: &str, kind: Kind) -> BTreeSet<String> {
    fields(schema, &format!("input {}RecordInput", name(kind)))
}
