//! Text files that are checked in and that a person reads: compared letter by letter, rewritten on request.

use std::path::Path;

/// The variable that has the files rewritten.
const UPDATE: &str = "S117_UPDATE_SNAPSHOTS";

/// Compares a file under `tests/it` with what it should be, or rewrites it when asked to.
#[expect(clippy::disallowed_methods, reason = "a test has no command line")]
pub fn compare(name: &str, now: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it")
        .join(name);
    if std::env::var(UPDATE).is_ok_and(|value| value == "1") {
        std::fs::write(&file, now).expect("the file can be written");
        return;
    }
    // A checkout may have given it other line ends.
    let kept = std::fs::read_to_string(&file)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let differing: Vec<_> = lines(&kept, now, '-')
        .chain(lines(now, &kept, '+'))
        .collect();
    assert!(
        kept == now,
        "If you're here because this failed: tests/it/{name} holds what people read and agreed to, and the code now says \
         something else. '-' is what the file says, '+' is what the code does:\n{}\n\
         If this is not what you meant to change, change the code back. If it is, run\n\
         {UPDATE}=1 cargo test --test it\n\
         read the difference with `git diff tests/it/{name}`, have the partners agree to it, and commit it.",
        differing.join("\n")
    );
}

fn lines<'a>(of: &'a str, beside: &'a str, mark: char) -> impl Iterator<Item = String> + 'a {
    of.lines()
        .filter(|line| !beside.lines().any(|other| other == *line))
        .map(move |line| format!("{mark} {line}"))
}

/// A table in columns wide enough for what stands in them.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<_> = (0..columns).map(width).collect();
    let mut page = String::new();
    for row in rows {
        let cells: Vec<_> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        page.push_str(cells.join("  ").trim_end());
        page.push('\n');
    }
    page
}
