//! The published contract, generated from the code: the schema, the sharing table, and the list of rules and provisions.

use std::fmt::Write;
use std::path::Path;

use crate::access::sharing::{self, Read, SHARING};
use crate::domain::discrepancy::{Basis, RULES};
use crate::domain::law::PROVISIONS;
use crate::domain::law::defaults::DEFAULTS;
use crate::domain::organisation::Kind;
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

fn read_words(read: Read) -> String {
    match read {
        Read::No => "-".to_owned(),
        Read::Whole => "reads".to_owned(),
        Read::Limited(limit) => format!("reads {}", limit.words()),
    }
}

fn cell(write: sharing::Write, read: Read) -> String {
    let writes = match write {
        sharing::Write::No => None,
        sharing::Write::Propose => Some("proposes"),
        sharing::Write::Own => Some("writes own"),
    };
    match (writes, read) {
        (None, read) => read_words(read),
        (Some(writes), Read::No) => writes.to_owned(),
        (Some(writes), read) => format!("{writes}, {}", read_words(read)),
    }
}

fn sharing_table() -> String {
    let mut page = String::from(
        "# Who writes and reads which part\n\n\
        Generated from the code by `s117 contract --write`. Every organisation always reads its own record. The columns council and ICB are\n\
        for the relation *responsible*, Trust and hospital for *provider*; the last two columns are what a *candidate* and a *former* party of\n\
        any kind read (a former party: as it stood when it ceased to be one). A *claimant* reads its own record and whom it told; for a\n\
        *stranger* there is no such person.\n\n| part |",
    );
    for kind in Kind::ALL {
        let _ = write!(page, " {} |", kind.word());
    }
    page.push_str(" candidate | former | basis |\n|---|---|---|---|---|---|---|---|\n");
    for row in SHARING {
        let _ = write!(page, "| {} |", row.part.name());
        for (write, read) in row.cells {
            let _ = write!(page, " {} |", cell(write, read));
        }
        let _ = writeln!(
            page,
            " {} | {} | {} |",
            read_words(row.candidate),
            read_words(row.former),
            row.basis.citation()
        );
    }
    page
}

fn rules() -> String {
    let mut page = String::from(
        "# Rules and provisions\n\nGenerated from the code by `s117 contract --write`. A discrepancy is a fact, not a finding of fault.\n\n\
        ## Rules\n\n| code | name | gravest | finds | rests on | reads |\n|---|---|---|---|---|---|\n",
    );
    for rule in RULES {
        let basis: Vec<_> = rule
            .basis
            .iter()
            .map(|basis| match basis {
                Basis::Law(provision) => format!("[{}]({})", provision.citation(), provision.link),
                Basis::Default(default) => format!("default {}", default.name),
            })
            .collect();
        let reads: Vec<_> = rule.reads.iter().map(|part| part.name()).collect();
        let _ = writeln!(
            page,
            "| {} | {} | {:?} | {} | {} | {} |",
            rule.code,
            rule.name,
            rule.severity,
            rule.finds,
            basis.join("; "),
            reads.join(", ")
        );
    }
    page.push_str("\n## Provisions\n\n| code | provision | says |\n|---|---|---|\n");
    for provision in PROVISIONS {
        let _ = writeln!(
            page,
            "| {} | [{}]({}) | {} |",
            provision.code,
            provision.citation(),
            provision.link,
            provision.says
        );
    }
    page.push_str(
        "\n## Defaults\n\nNumbers that no law gives.\n\n| name | value | why |\n|---|---|---|\n",
    );
    for default in DEFAULTS {
        let _ = writeln!(
            page,
            "| {} | {} {} | {} |",
            default.name, default.value, default.unit, default.why
        );
    }
    page
}
