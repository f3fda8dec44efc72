//! The rules of discrepancy, the provisions and the defaults.

use std::fmt::Write;

use super::part_names;
use crate::domain::discrepancy::{Basis, RULES};
use crate::domain::law::PROVISIONS;
use crate::domain::law::defaults::DEFAULTS;
use crate::domain::partial_date::Day;
use crate::domain::policy::lint;

fn basis(all: &[Basis]) -> String {
    let all = all.iter().map(|basis| match basis {
        Basis::Law(provision) => format!("[{}]({})", provision.citation(), provision.link),
        Basis::Default(default) => format!("default {}", default.name),
    });
    all.collect::<Vec<_>>().join("; ")
}

/// The page `rules.md`.
pub fn rules() -> String {
    let mut page = String::from(
        "# Rules and provisions\n\nGenerated from the code by `s117 contract --write`. A discrepancy is a fact, not a finding of fault.\n\n\
        ## Rules\n\n| code | name | gravest | finds | rests on | reads |\n|---|---|---|---|---|---|\n",
    );
    for rule in RULES {
        let _ = writeln!(
            page,
            "| {} | {} | {:?} | {} | {} | {} |",
            rule.code,
            rule.name,
            rule.severity,
            rule.finds,
            basis(rule.basis),
            part_names(rule.reads)
        );
    }
    let _ = write!(
        page,
        "\n## What is found of joint policies\n\nA policy narrower than the law is itself the breach ({}). What is found is found of the policy and silences no \
        rule.\n\n| term | finds | rests on |\n|---|---|---|\n",
        lint::CODE
    );
    for one in lint::LINTS {
        let _ = writeln!(
            page,
            "| {} | {} | {} |",
            one.term,
            one.says,
            basis(one.basis)
        );
    }
    page.push_str(
        "\n## Provisions\n\nA provision stands from the day on which it came into force, was given or was published, until the day named. [K]: common \
        knowledge of the field, not read at its source.\n\n| code | provision | says | from | until |\n|---|---|---|---|---|\n",
    );
    for provision in PROVISIONS {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let _ = writeln!(
            page,
            "| {} | [{}]({}) | {}{} | {} | {} |",
            provision.code,
            provision.citation(),
            provision.link,
            provision.says,
            if provision.verified { "" } else { " [K]" },
            day(provision.from),
            day(provision.until),
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
