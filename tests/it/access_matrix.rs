//! The whole of the sharing table, spelt out: for every part, kind and relation, what is written and what is read, and how much is given of what is derived.

use s117::access::sharing::{Read, Write, read, write};
use s117::access::{Derived, Grade, Relation, of_discrepancy};
use s117::domain::discrepancy::RULES;
use s117::domain::organisation::Kind;
use s117::domain::part::Part;

use crate::snapshot::{compare, table};

const HEAD: &str = "\
Who writes and who reads which part of a person's record.

Each line is one part and one kind of organisation. \"writes\" is what the organisation may put into its own record: its own record is its
own in every relation to the person, so this does not depend on the relation. The columns after it are what it reads of the records of
others, by its relation to the person:

  responsible  a council or ICB that is held responsible for after-care
  provider     a Trust or hospital that has something to do for the person
  candidate    named by another organisation, and denying it or not yet answering
  former       was one of these and is none any more: it reads what stood when it ceased to be one
  claimant     has a record of the person that no other organisation has answered
  stranger     everyone else: for it there is no such person

  own      writes it            propose  writes a proposal, which the organisation that owns the part answers
  whole    reads all of it      no       neither writes nor reads it

";

const GRADES: &str = "\
How much each is given of what is derived, and of a discrepancy it need not act on, and of one on which it must act (\"acting\"):

  whole    with its reasons and values     part  what follows, or which rule and parts, without reasons or values
  stands   that something stands           no    nothing

";

fn given(grade: Option<Grade>) -> String {
    let word = match grade {
        Some(Grade::Whole) => "whole",
        Some(Grade::AboutWhichPart) => "part",
        Some(Grade::ThatItStands) => "stands",
        None => "no",
    };
    word.to_owned()
}

fn writes(may: Write) -> &'static str {
    match may {
        Write::No => "no",
        Write::Propose => "propose",
        Write::Own => "own",
    }
}

fn reads(may: Read) -> String {
    match may {
        Read::No => "no".to_owned(),
        Read::Limited(limit) => limit.words().to_owned(),
        Read::Whole => "whole".to_owned(),
    }
}

fn page() -> String {
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let mut head = words(&["part", "organisation", "writes"]);
    head.extend(Relation::ALL.map(|relation| relation.name().to_owned()));
    let mut rows = vec![head];
    for part in Part::ALL {
        rows.push(Vec::new());
        for kind in Kind::ALL {
            let mut row = words(&[part.name(), kind.word(), writes(write(*part, kind))]);
            row.extend(Relation::ALL.map(|relation| reads(read(*part, kind, relation))));
            rows.push(row);
        }
    }
    let mut graded = vec![vec!["derived answer".to_owned(), "organisation".to_owned()]];
    graded[0].extend(Relation::ALL.map(|relation| relation.name().to_owned()));
    for answer in Derived::ALL {
        graded.push(Vec::new());
        for kind in Kind::ALL {
            let mut row = words(&[answer.name(), kind.word()]);
            row.extend(Relation::ALL.map(|relation| given(answer.grade(kind, relation))));
            graded.push(row);
        }
    }
    for rule in RULES {
        graded.push(Vec::new());
        for kind in Kind::ALL {
            let mut row = words(&[rule.code, kind.word()]);
            row.extend(Relation::ALL.map(|relation| {
                let of = |acts| given(of_discrepancy(rule.reads, kind, relation, acts));
                format!("{}, acting {}", of(false), of(true))
            }));
            graded.push(row);
        }
    }
    format!("{HEAD}{}\n{GRADES}{}", table(&rows), table(&graded))
}

/// The table the partners sign has not changed unnoticed.
#[test]
fn who_writes_and_reads_what_is_as_agreed() {
    compare("golden/access_matrix.txt", &page());
}

/// Whatever the table says, whoever has no standing reads nothing of others, and a lesser standing reads no more than a full one.
#[test]
fn a_lesser_standing_reads_no_more() {
    let much = |may| match may {
        Read::No => 0,
        Read::Limited(_) => 1,
        Read::Whole => 2,
    };
    for part in Part::ALL {
        for kind in Kind::ALL {
            let (what, who) = (part.name(), kind.word());
            for relation in [Relation::Claimant, Relation::Stranger] {
                assert_eq!(
                    read(*part, kind, relation),
                    Read::No,
                    "A {who} that is only a {} would read the {what} of others.",
                    relation.name()
                );
            }
            for relation in [Relation::Candidate, Relation::Former] {
                let (lesser, full) = (
                    read(*part, kind, relation),
                    read(*part, kind, Relation::Responsible),
                );
                assert!(
                    much(lesser) <= much(full),
                    "A {who} that is only a {} would read more of the {what} of others than one with full standing.",
                    relation.name()
                );
            }
        }
    }
}
