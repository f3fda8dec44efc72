//! The published contract is what the code says.

use std::path::Path;

#[test]
fn the_generated_files_are_up_to_date() {
    let differing = s117::contract::differing(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(
        differing.is_empty(),
        "If you're here because this failed: the contract in schema/ is generated from the code, and {differing:?} no longer agree with it. \
         Run `cargo run -- contract --write`, read the difference as a partner would, and commit it if it is meant."
    );
}

/// The descriptions of the contract, each with what it describes.
fn described(sdl: &str) -> Vec<(String, String)> {
    let (mut open, mut text, mut all) = (false, String::new(), Vec::new());
    for line in sdl.lines().map(str::trim) {
        match (line == "\"\"\"", open) {
            (true, false) => text.clear(),
            (false, true) => text = format!("{text} {line}"),
            (false, false) if !text.is_empty() => {
                all.push((std::mem::take(&mut text), line.to_owned()));
            }
            (true, true) | (false, false) => {}
        }
        open ^= line == "\"\"\"";
    }
    all
}

#[test]
fn a_description_says_something_to_whoever_reads_it_alone() {
    let sdl = s117::graphql::sdl();
    let all = described(&sdl);
    assert!(all.len() > 500, "the descriptions are found: {}", all.len());
    let poor = |text: &str| {
        let outside: String = text.split('`').step_by(2).collect();
        outside.contains('_') || outside.split_whitespace().count() < 2 || !text.ends_with('.')
    };
    // The value of an enumeration may be its own explanation; a field is not.
    let short = |(text, line): &&(String, String)| {
        let field = line.contains(':');
        poor(text) || (field && text.split_whitespace().count() < 4)
    };
    let poor: Vec<_> = all.iter().filter(short).collect();
    assert!(poor.is_empty(), "{poor:#?}");
}

#[test]
fn every_type_field_argument_and_value_is_described() {
    let sdl = s117::graphql::sdl();
    let (mut described, mut quoted, mut bare) = (false, false, Vec::new());
    for line in sdl.lines() {
        let text = line.trim();
        if text == "\"\"\"" {
            quoted = !quoted;
            described = true;
        } else if !quoted {
            let declares = text.starts_with(|c: char| c.is_alphabetic())
                && !text.starts_with("schema")
                && !text.starts_with("query:")
                && !text.starts_with("mutation:")
                && !text.starts_with("directive");
            if declares && !described {
                bare.push(text.to_owned());
            }
            described = false;
        }
    }
    assert!(
        bare.is_empty(),
        "The contract is read by people who do not read Rust: describe {bare:#?}"
    );
}
