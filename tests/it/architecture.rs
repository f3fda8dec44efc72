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
    ("hyper_util", &["server"]),
    ("tokio", &["register", "jobs", "server", "cli", "main"]),
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

/// The rooms that a text names: `crate::store::Tx`, and each of `crate::{access, store::Tx}`.
fn named(text: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        let text = text.trim_start();
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut all = Vec::new();
    for (at, prefix) in text.match_indices("crate::") {
        let rest = &text[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            all.push(word(rest));
            continue;
        };
        let (mut depth, mut starts) = (1, vec![0]);
        for (index, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => starts.push(index + 1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        all.extend(starts.into_iter().map(|start| word(&group[start..])));
    }
    all
}

fn names_crate(code: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.match_indices(&format!("{name}::"))
        .any(|(at, _)| !code[..at].ends_with(word))
}

/// What is wrong with a file, `inside` being its path below `src`.
fn violations(inside: &str, text: &str) -> Vec<String> {
    let room = inside.split(['/', '.']).next().expect("a room");
    let here = place(room).unwrap_or_else(|| {
        panic!("{inside} lies in no room of the line: say in this test where it belongs")
    });
    // Doc comments may point anywhere.
    let code: Vec<_> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let mut wrong = Vec::new();
    for other in named(&code).into_iter().filter(|other| other != room) {
        if place(&other).is_some_and(|there| there >= here) {
            wrong.push(format!("{inside} names {other}"));
        }
    }
    for (kept, rooms) in KEPT {
        if !rooms.contains(&room) && names_crate(&code, kept) {
            wrong.push(format!("{inside} names the crate {kept}"));
        }
    }
    if room == "domain" && (code.contains("async ") || code.contains(".await")) {
        wrong.push(format!("{inside} is not pure"));
    }
    if code.contains("async_graphql::Error") && inside != "graphql/fault.rs" {
        wrong.push(format!("{inside} names async_graphql::Error"));
    }
    if code.contains("at_the_console(")
        && !["access/caller.rs", "jobs/demo/mod.rs"].contains(&inside)
        && !code.contains("cfg(test)")
    {
        wrong.push(format!("{inside} makes a caller without a token"));
    }
    wrong
}

#[test]
fn what_reaches_the_wrong_way_is_found() {
    for (inside, text) in [
        ("domain/facts.rs", "use crate::access::Caller;"),
        (
            "domain/facts.rs",
            "use crate::{domain::part::Part, store::{Tx, Store}};",
        ),
        (
            "access/may.rs",
            "fn f() { crate::register::Register::open(); }",
        ),
        ("graphql/query.rs", "use crate::jobs::demo;"),
        ("graphql/query.rs", "use sea_orm::EntityTrait;"),
        ("register/open.rs", "use async_graphql::Context;"),
        ("domain/facts.rs", "pub async fn f() {}"),
        (
            "graphql/query.rs",
            "fn f() -> async_graphql::Error { todo!() }",
        ),
        (
            "graphql/query.rs",
            "let c = Caller::at_the_console(a, b, c);",
        ),
    ] {
        assert!(!violations(inside, text).is_empty(), "{inside}: {text}");
    }
    for (inside, text) in [
        (
            "store/find.rs",
            "use crate::{access::Scope, domain::{id::EntryId, part::Part}};\nuse sea_orm::EntityTrait;",
        ),
        (
            "domain/facts.rs",
            "/// See [`crate::access`].\nuse crate::domain::part::Part;",
        ),
    ] {
        assert_eq!(violations(inside, text), Vec::<String>::new());
    }
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
        let text = fs::read_to_string(&file).expect("a readable file");
        wrong.extend(violations(&inside, &text));
    }
    assert!(
        wrong.is_empty(),
        "The house is one straight line of rooms. These reach the wrong way:\n{}",
        wrong.join("\n")
    );
}
