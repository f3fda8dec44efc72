//! The sharing table: which part each kind of organisation writes and reads, in which relation, and on what basis. It is what the partners
//! sign; `schema/sharing.md` is generated from it.

use crate::domain::law::{
    CODE_33_7, CODE_33_10, CODE_33_14, CODE_34_5, GUIDANCE_REVIEW, MHA_117_1, MHA_117_2, MHA_117_3,
    Provision,
};
use crate::domain::organisation::Kind;
use crate::domain::part::Part;

use super::relation::Relation;

/// What a body may do to its own version of a part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Write {
    /// Nothing.
    No,
    /// Propose: kept as a proposal until the owner answers.
    Propose,
    /// Write.
    Own,
}

/// What a body may read of others' versions of a part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Read {
    /// Nothing.
    No,
    /// Only what the limit says.
    Limited(Limit),
    /// All of it.
    Whole,
}

/// A limit on what is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Limit {
    /// All of it, unless the address is protected.
    UnlessProtected,
    /// Only whether the detention qualifies: yes, no, or a person must decide.
    QualifiesOnly,
    /// Only who holds whom responsible.
    ResponsibilityOnly,
    /// Only moves.
    MovesOnly,
    /// Only what names the reader.
    NamingTheReader,
    /// Only dates and stage.
    DatesAndStage,
}

impl Limit {
    /// The words for it in the published table.
    pub const fn words(self) -> &'static str {
        match self {
            Self::UnlessProtected => "unless protected",
            Self::QualifiesOnly => "only whether it qualifies",
            Self::ResponsibilityOnly => "only who holds whom responsible",
            Self::MovesOnly => "only moves",
            Self::NamingTheReader => "only what names it",
            Self::DatesAndStage => "only dates and stage",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// The part.
    pub part: Part,
    /// What each kind writes and reads as responsible body (council, ICB) or provider (Trust, hospital), in the order of `Kind::ALL`.
    pub cells: [(Write, Read); 4],
    /// What a candidate reads.
    pub candidate: Read,
    /// What a former party reads, as it stood when it ceased to be one.
    pub former: Read,
    /// On what basis it is shared.
    pub basis: &'static Provision,
}

const N: (Write, Read) = (Write::No, Read::No);
const R: (Write, Read) = (Write::No, Read::Whole);
const W: (Write, Read) = (Write::Own, Read::No);
const WR: (Write, Read) = (Write::Own, Read::Whole);
const P: (Write, Read) = (Write::Propose, Read::No);
const PR: (Write, Read) = (Write::Propose, Read::Whole);
const WS: (Write, Read) = (Write::Own, Read::Limited(Limit::DatesAndStage));

const fn row(
    part: Part,
    cells: [(Write, Read); 4],
    candidate: Read,
    former: Read,
    basis: &'static Provision,
) -> Row {
    Row {
        part,
        cells,
        candidate,
        former,
        basis,
    }
}

const NO: Read = Read::No;
const YES: Read = Read::Whole;

const fn only(limit: Limit) -> Read {
    Read::Limited(limit)
}

/// The table, in the order of `Part::ALL`.
pub const SHARING: &[Row] = &[
    //                          council ICB Trust hospital   candidate                         former
    row(Part::Identity, [WR, WR, WR, WR], YES, YES, &CODE_33_7),
    row(
        Part::Address,
        [WR, WR, WR, WR],
        only(Limit::UnlessProtected),
        YES,
        &MHA_117_3,
    ),
    row(Part::Detention, [R, R, WR, WR], YES, YES, &MHA_117_1),
    row(
        Part::LegalBasis,
        [R, R, WR, WR],
        only(Limit::QualifiesOnly),
        NO,
        &MHA_117_1,
    ),
    row(Part::LeaveRisk, [R, N, W, W], NO, NO, &CODE_33_10),
    row(Part::Residence, [WR, R, R, R], YES, YES, &MHA_117_3),
    row(Part::Registration, [R, WR, R, R], YES, YES, &MHA_117_3),
    row(
        Part::Position,
        [WR, WR, WR, WR],
        only(Limit::ResponsibilityOnly),
        YES,
        &CODE_33_7,
    ),
    row(Part::Assessment, [WR, WR, WR, W], NO, NO, &CODE_33_10),
    row(Part::Plan, [WR, WR, WR, P], NO, YES, &CODE_33_10),
    row(Part::Services, [WR, WR, WR, R], NO, NO, &CODE_33_14),
    row(Part::Coordinator, [WR, WR, WR, PR], NO, NO, &CODE_34_5),
    row(Part::Reviews, [WR, WR, WR, PR], NO, YES, &GUIDANCE_REVIEW),
    row(
        Part::Events,
        [WR, R, WR, WR],
        only(Limit::MovesOnly),
        NO,
        &GUIDANCE_REVIEW,
    ),
    row(Part::Offers, [WR, WR, WR, R], NO, NO, &MHA_117_2),
    row(Part::Meetings, [WR, WR, WR, PR], NO, NO, &CODE_33_14),
    row(Part::Statements, [WR, WR, WR, R], NO, NO, &CODE_33_7),
    row(Part::Communication, [WR, R, WR, R], NO, NO, &MHA_117_2),
    row(Part::Funding, [WR, WR, PR, N], NO, NO, &MHA_117_2),
    row(Part::Money, [WR, WR, N, N], NO, NO, &MHA_117_2),
    row(
        Part::Undertakings,
        [WR, WR, WR, R],
        only(Limit::NamingTheReader),
        NO,
        &MHA_117_2,
    ),
    row(Part::Ending, [WR, WR, PR, R], NO, YES, &MHA_117_2),
    row(
        Part::Dispute,
        [WR, WR, R, N],
        YES,
        only(Limit::NamingTheReader),
        &MHA_117_3,
    ),
    row(Part::DisputeArgument, [WR, WR, N, N], YES, NO, &MHA_117_3),
    row(Part::Complaints, [WS, WS, WS, W], NO, NO, &CODE_33_14),
    row(
        Part::Ombudsman,
        [
            WR,
            WR,
            WR,
            (Write::Own, Read::Limited(Limit::NamingTheReader)),
        ],
        NO,
        only(Limit::NamingTheReader),
        &CODE_33_14,
    ),
];

/// The row of a part.
pub fn row_of(part: Part) -> Option<&'static Row> {
    SHARING.iter().find(|row| row.part == part)
}

fn cell(part: Part, kind: Kind) -> (Write, Read) {
    let column = Kind::ALL.iter().position(|one| *one == kind);
    row_of(part)
        .and_then(|row| column.and_then(|column| row.cells.get(column)))
        .copied()
        .unwrap_or(N)
}

/// What an organisation of this kind may do to its own version of a part. Its own record is its own whatever its relation.
pub fn write(part: Part, kind: Kind) -> Write {
    cell(part, kind).0
}

/// What an organisation of this kind reads of others' versions of a part, in this relation.
pub fn read(part: Part, kind: Kind, relation: Relation) -> Read {
    match relation {
        Relation::Responsible | Relation::Provider => cell(part, kind).1,
        // A lesser relation never reads more than the full one would.
        Relation::Candidate => {
            row_of(part).map_or(Read::No, |row| row.candidate.min_for(part, kind))
        }
        Relation::Former => row_of(part).map_or(Read::No, |row| row.former.min_for(part, kind)),
        Relation::Claimant | Relation::Stranger => Read::No,
    }
}

impl Read {
    fn min_for(self, part: Part, kind: Kind) -> Self {
        // Dispute parts are written by candidates and read by them although their full relation would not.
        if cell(part, kind).1 == Self::No && !kind.owes_the_duty() {
            Self::No
        } else {
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_exactly_one_row_in_order() {
        let rows: Vec<_> = SHARING.iter().map(|row| row.part).collect();
        assert_eq!(rows, Part::ALL);
    }

    #[test]
    fn nobody_writes_a_part_whose_row_gives_it_to_others() {
        assert_eq!(write(Part::Detention, Kind::Council), Write::No);
        assert_eq!(write(Part::Residence, Kind::Trust), Write::No);
        assert_eq!(write(Part::Plan, Kind::Hospital), Write::Propose);
    }
}
