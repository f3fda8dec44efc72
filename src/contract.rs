//! The published contract, generated from the code: the schema, the sharing table, and the list of rules and provisions.

mod rules;
mod sharing;

use std::path::Path;

use self::rules::rules;
use self::sharing::sharing_table;
use crate::domain::part::Part;
use crate::graphql::sdl;

/// The folder of the contract, from the root of the repository.
pub const FOLDER: &str = "schema";

/// The generated files: name and content.
pub fn files() -> Vec<(&'static str, String)> {
    vec![
        ("schema.graphql", sdl()),
        ("sharing.md", sharing_table()),
        ("rules.md", rules()),
    ]
}

/// Writes the generated files.
pub fn write(root: &Path) -> std::io::Result<()> {
    let folder = root.join(FOLDER);
    std::fs::create_dir_all(&folder)?;
    for (name, content) in files() {
        std::fs::write(folder.join(name), content)?;
    }
    Ok(())
}

/// The generated files that differ from what the code says.
pub fn differing(root: &Path) -> Vec<&'static str> {
    let differs = |(name, content): &(&'static str, String)| {
        std::fs::read_to_string(root.join(FOLDER).join(name))
            .ok()
            .as_ref()
            != Some(content)
    };
    files()
        .iter()
        .filter(|file| differs(file))
        .map(|(name, _)| *name)
        .collect()
}

fn part_names(parts: &[Part]) -> String {
    let names: Vec<_> = parts.iter().map(|part| part.name()).collect();
    names.join(", ")
}
