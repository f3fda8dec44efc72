//! The line: each room names only those to its left.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, left to right; those that stand side by side share a place.
const LINE: &[&[&str]] = &[
    &["domain"],
    &["access"],
    &["store"],
    &["register"],
    &["graphql", "jobs"],
    &["server", "contract", "telemetry"],
    &["showcase"],
    &["cli"],
    &["main", "lib"],
];

/// Crates that only these rooms may name.
const KEPT: &[(&str, &[&str])] = &[
    ("sea_orm", &["store"]),
    ("entity", &["store"]),
    ("migration", &["store"]),
    ("async_graphql", &["graphql", "server"]),
    ("axum", &["server"]),
    ("tokio", &["register", "server", "cli", "main"]),
    ("clap", &["cli", "main"]),
    ("jsonwebtoken", &["access"]),
];

fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder)
        .expect("src is there")
        .map(|entry| entry.expect("an entry").path())
    {
        if entry.is_dir() {
            files(&entry, all);
        } else if entry.extension().is_some_and(|kind| kind == "rs") {
            all.push(entry);
        }
    }
}

fn place(room: &str) -> Option<usize> {
    LINE.iter().position(|rooms| rooms.contains(&room))
}

fn named<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(prefix).filter_map(move |(at, _)| {
        text[at + prefix.len()..]
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
    })
}

fn names_crate(code: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.match_indices(&format!("{name}::"))
        .any(|(at, _)| !code[..at].ends_with(word))
}

#[test]
fn each_room_names_only_those_to_its_left() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut wrong = Vec::new();
    for file in all {
        let inside = file
            .strip_prefix(&src)
            .expect("a file of src")
            .to_string_lossy()
            .replace('\\', "/");
        let room = inside.split(['/', '.']).next().expect("a room").to_owned();
        let here = place(&room).unwrap_or_else(|| {
            panic!("{inside} lies in no room of the line: say in this test where it belongs")
        });
        let text = fs::read_to_string(&file).expect("a readable file");
        // Doc comments may point anywhere.
        let code: Vec<_> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let code = code.join("\n");
        for other in named(&code, "crate::").filter(|other| *other != room) {
            if place(other).is_some_and(|there| there >= here) {
                wrong.push(format!("{inside} names {other}"));
            }
        }
        for (kept, rooms) in KEPT {
            if !rooms.contains(&room.as_str()) && names_crate(&code, kept) {
                wrong.push(format!("{inside} names the crate {kept}"));
            }
        }
        if room == "domain" && (code.contains("async ") || code.contains(".await")) {
            wrong.push(format!("{inside} is not pure"));
        }
        if code.contains("async_graphql::Error") && inside != "graphql/fault.rs" {
            wrong.push(format!("{inside} names async_graphql::Error"));
        }
    }
    assert!(
        wrong.is_empty(),
        "The house is one straight line of rooms. These reach the wrong way:\n{}",
        wrong.join("\n")
    );
}
