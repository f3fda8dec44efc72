//! Who writes and reads which part, and how much of what is derived each is given.

use std::fmt::Write;

use super::part_names;
use crate::access::sharing::{self, Read, SHARING};
use crate::access::{Derived, Grade, Relation, Together, of_discrepancy};
use crate::domain::discrepancy::RULES;
use crate::domain::organisation::Kind;

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

/// The page `sharing.md`.
pub fn sharing_table() -> String {
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
    page.push_str(&acts_table());
    page.push_str(&derived_table());
    page.push_str(&discrepancy_table());
    page.push_str(
        "\n## Who looked\n\nA manager of a responsible body or a provider is told which organisation was shown the person, when and in which role; a manager of\n\
        a candidate, former party or claimant the same of its own organisation. Who it was is told of one's own organisation alone.\n",
    );
    page
}

fn grade_words(grade: Option<Grade>) -> &'static str {
    match grade {
        Some(Grade::Whole) => "whole",
        Some(Grade::AboutWhichPart) => "without reasons",
        Some(Grade::ThatItStands) => "that it stands",
        None => "-",
    }
}

fn acts_table() -> String {
    let mut page = String::from(
        "\n## Acts\n\nWhat changes the shared state. Each is recorded in the actor's own record, and refused where the law refuses it.\n\n| act |",
    );
    for kind in Kind::ALL {
        let _ = write!(page, " {} |", kind.word());
    }
    page.push_str(" candidate council or ICB |\n|---|---|---|---|---|---|\n");
    for act in Together::ALL {
        let word = |may: bool| if may { "may" } else { "-" };
        let _ = write!(page, "| {} |", act.name());
        for kind in Kind::ALL {
            let _ = write!(page, " {} |", word(act.is_for(kind)));
        }
        let _ = writeln!(page, " {} |", word(act.is_for_candidates()));
    }
    page
}

/// The relation in which an organisation of this kind reads the most.
const fn fullest(kind: Kind) -> Relation {
    if kind.owes_the_duty() {
        Relation::Responsible
    } else {
        Relation::Provider
    }
}

fn derived_table() -> String {
    let mut page = String::from(
        "\n## Derived answers\n\nNobody writes these: they follow from the parts they read, and are given whole to whoever may read all of those.\n\
        To others *without reasons* (what follows, not why), or not at all. A claimant is given what follows from its own record.\n\n\
        | answer | reads | organisation | responsible, or provider | candidate | former |\n|---|---|---|---|---|---|\n",
    );
    for answer in Derived::ALL {
        for kind in Kind::ALL {
            let of = |relation| grade_words(answer.grade(kind, relation));
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} | {} | {} |",
                answer.name(),
                part_names(answer.reads()),
                kind.word(),
                of(fullest(kind)),
                of(Relation::Candidate),
                of(Relation::Former)
            );
        }
    }
    page
}

fn discrepancy_table() -> String {
    let mut page = String::from(
        "\n## Discrepancies\n\nEach is given by the parts its rule reads. *Whole*: the sentence and the values side by side. *Which part*: the rule, and the parts it is\n\
        about. *That it stands*: that something stands, and with whom. The second word is what the organisation is given when it must act on it.\n\
        A former party's question ends on the day it ceased to be one; its lists hold none.\n\n| rule |",
    );
    for kind in Kind::ALL {
        let _ = write!(page, " {} |", kind.word());
    }
    page.push_str(" candidate council or ICB |\n|---|---|---|---|---|---|\n");
    for rule in RULES {
        let of = |kind, relation| {
            let [reading, acting] =
                [false, true].map(
                    |acts| match of_discrepancy(rule.reads, kind, relation, acts) {
                        Some(Grade::AboutWhichPart) => "which part",
                        other => grade_words(other),
                    },
                );
            if reading == acting {
                reading.to_owned()
            } else {
                format!("{reading}; {acting}")
            }
        };
        let _ = write!(page, "| {} |", rule.code);
        for kind in Kind::ALL {
            let _ = write!(page, " {} |", of(kind, fullest(kind)));
        }
        let _ = writeln!(page, " {} |", of(Kind::Council, Relation::Candidate));
    }
    page
}
