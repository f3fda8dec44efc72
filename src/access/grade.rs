//! How much of a derived answer or a discrepancy a reader is given: its text would otherwise be a leak of the part it is about.

use crate::domain::act;
use crate::domain::knowledge;
use crate::domain::law::clocks::ClockKind;
use crate::domain::law::{ending, s117_1, s117_2};
use crate::domain::organisation::Kind;
use crate::domain::part::Part;

use super::relation::Relation;
use super::sharing::{Read, read};

/// The grade.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grade {
    /// All of it.
    Whole,
    /// That it stands, and about which parts.
    AboutWhichPart,
    /// Only that something stands, and with whom.
    ThatItStands,
}

impl Grade {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Whole, Self::AboutWhichPart, Self::ThatItStands];
}

/// Whether a reader may read every one of these parts of others.
pub fn reads_all(parts: &[Part], kind: Kind, relation: Relation) -> bool {
    relation == Relation::Claimant
        || parts
            .iter()
            .all(|part| read(*part, kind, relation) == Read::Whole)
}

/// The grade of a discrepancy that reads these parts, for a reader who must act on it or need not. None: it is not shown at all.
pub fn of_discrepancy(
    reads: &[Part],
    kind: Kind,
    relation: Relation,
    must_act: bool,
) -> Option<Grade> {
    if reads_all(reads, kind, relation) {
        return Some(Grade::Whole);
    }
    match (relation, must_act) {
        (
            Relation::Responsible
            | Relation::Provider
            | Relation::Candidate
            | Relation::Former
            | Relation::Claimant,
            true,
        ) => Some(Grade::AboutWhichPart),
        (Relation::Responsible | Relation::Provider, false) => Some(Grade::ThatItStands),
        (Relation::Candidate | Relation::Former | Relation::Claimant, false)
        | (Relation::Stranger, _) => None,
    }
}

/// An answer that is derived and that nobody writes: shared by what it reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Derived {
    /// Whether the person is entitled, since when.
    Entitlement,
    /// Each body's duty, and which body is responsible.
    Duties,
    /// What is due when.
    Clocks,
    /// How the ending of the duty stands, and what stands in its way.
    Ending,
    /// The ending that is before council and ICB: what there is to sign, and who signed it.
    EndingCase,
    /// Who knew of the entitlement, since when and from what.
    Knowledge,
}

impl Derived {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Entitlement,
        Self::Duties,
        Self::Clocks,
        Self::Ending,
        Self::EndingCase,
        Self::Knowledge,
    ];

    /// Its name, as published.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entitlement => "entitlement",
            Self::Duties => "duties and responsible bodies",
            Self::Clocks => "clocks",
            Self::Ending => "ending",
            Self::EndingCase => "what there is to sign",
            Self::Knowledge => "who knew what since when",
        }
    }

    /// The parts it reads.
    pub const fn reads(self) -> &'static [Part] {
        match self {
            Self::Entitlement => s117_1::READS,
            Self::Duties => s117_2::READS,
            Self::Clocks => ClockKind::FirstReview.reads(),
            Self::Ending => ending::READS,
            Self::EndingCase => act::ending::READS,
            Self::Knowledge => knowledge::READS,
        }
    }

    /// How much of it a reader is given: whole, what follows without why, or nothing.
    pub fn grade(self, kind: Kind, relation: Relation) -> Option<Grade> {
        if relation == Relation::Stranger {
            return None;
        }
        if reads_all(self.reads(), kind, relation) {
            return Some(Grade::Whole);
        }
        match self {
            Self::Entitlement | Self::Duties => Some(Grade::AboutWhichPart),
            Self::Clocks | Self::Ending | Self::EndingCase | Self::Knowledge => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::relation::relation;
    use super::*;
    use crate::domain::discrepancy::find;
    use crate::domain::facts::Facts;
    use crate::domain::fixture::stories;

    #[test]
    fn whoever_must_act_is_shown_what_it_must_act_on() {
        for (name, story) in stories::all() {
            let entry = &story.entry;
            for one in find(&Facts::of(entry)).discrepancies {
                let rule = one.rule;
                for stretch in &one.stretches {
                    for actor in &stretch.actors {
                        let kind = entry.kind(actor).expect("who must act is an organisation");
                        let relation = relation(entry, actor, stretch.from);
                        let grade = of_discrepancy(rule.reads, kind, relation, true);
                        let shown = matches!(grade, Some(Grade::Whole | Grade::AboutWhichPart));
                        assert!(
                            shown,
                            "{name}: {} asks {actor}, a {relation:?}, and shows it {grade:?}",
                            rule.code
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_in_full_relation_but_a_private_hospital_must_act_on_what_it_cannot_read_whole() {
        for rule in crate::domain::discrepancy::RULES {
            for (kind, relation) in [
                (Kind::Council, Relation::Responsible),
                (Kind::Icb, Relation::Responsible),
                (Kind::Trust, Relation::Provider),
            ] {
                let grade = of_discrepancy(rule.reads, kind, relation, true);
                assert_eq!(
                    grade,
                    Some(Grade::Whole),
                    "{} for a {}",
                    rule.code,
                    kind.word()
                );
            }
        }
    }
}
