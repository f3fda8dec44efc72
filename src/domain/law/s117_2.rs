//! # The duty, body by body
//!
//! > (2) It shall be the duty of the integrated care board ... and of the local social services authority to provide or arrange for the
//! > provision of, in co-operation with relevant voluntary agencies, after-care services for any person to whom this section applies
//! > until such time as the integrated care board ... and the local social services authority are satisfied that the person concerned
//! > is no longer in need of such services ...
//! >
//! > Mental Health Act 1983, s. 117(2)
//!
//! Two duties that begin together and can part: a further qualifying detention passes the council's to the council of the area then,
//! and leaves the ICB's where it is. A Trust holds neither, so nothing it writes can end one.

use crate::domain::facts::Facts;
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::partial_date::{Day, PartialDate};

use super::s117_3::responsible_council;
use super::si_2022_635::responsible_icb;
use super::{Finding, Responsible, UKSC_2023_31};

/// The parts the answer reads.
pub const READS: &[Part] = &[
    Part::Identity,
    Part::Detention,
    Part::LegalBasis,
    Part::Position,
    Part::Residence,
    Part::Registration,
];

/// How a duty stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Detained: after-care must be planned.
    Prospective,
    /// Owed.
    Owed,
    /// In hospital again under a qualifying section: it resumes on leaving.
    InHospital,
    /// Passed on by a further qualifying detention, without decision and without fault.
    Superseded,
    /// The person has died.
    Deceased,
    /// The accounts or their dates leave open whether it is owed on this day.
    DeterminationNeeded,
}

/// One body's duty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duty {
    /// A council's or an ICB's.
    pub kind: Kind,
    /// Whose, with reasons.
    pub responsible: Finding<Responsible>,
    /// How it stands.
    pub status: Status,
    /// Owed since.
    pub since: Option<PartialDate>,
    /// Owed until.
    pub until: Option<PartialDate>,
}

/// The duties on a day: the council's after each qualifying detention, and the ICB's.
pub fn duties(facts: &Facts<'_>, on: Day) -> Vec<Duty> {
    let begun = |index: &usize| {
        facts.episodes.get(*index).is_some_and(|one| {
            one.prospective
                .or(&one.owed)
                .possible()
                .first()
                .is_some_and(|from| from <= on)
        })
    };
    let shown: Vec<usize> = (0..facts.episodes.len()).filter(begun).collect();
    let Some(&last) = shown.last() else {
        return Vec::new();
    };
    let mut duties: Vec<Duty> = shown
        .iter()
        .map(|&index| council(facts, index, index == last, on))
        .collect();
    let first = facts.episodes.first();
    let status = match status(facts, last, on) {
        Status::Prospective if last > 0 => Status::InHospital,
        other @ (Status::Prospective
        | Status::Owed
        | Status::InHospital
        | Status::Superseded
        | Status::Deceased
        | Status::DeterminationNeeded) => other,
    };
    duties.push(Duty {
        kind: Kind::Icb,
        responsible: responsible_icb(facts, last, on),
        status,
        since: first.and_then(|one| one.stay.exit),
        until: died(facts),
    });
    duties
}

fn council(facts: &Facts<'_>, index: usize, latest: bool, on: Day) -> Duty {
    let episode = facts.episodes.get(index);
    let again = facts
        .episodes
        .get(index + 1)
        .and_then(|one| one.stay.detained_from());
    let mut responsible = responsible_council(facts, index, on);
    if !latest {
        responsible = responsible.because(
            &UKSC_2023_31,
            "The duty ended when the person was detained again under a qualifying section.",
        );
    }
    Duty {
        kind: Kind::Council,
        responsible,
        status: if latest {
            status(facts, index, on)
        } else {
            Status::Superseded
        },
        since: episode.and_then(|one| one.stay.exit),
        until: if latest { died(facts) } else { again },
    }
}

fn died(facts: &Facts<'_>) -> Option<PartialDate> {
    let (earliest, latest) = (
        facts.dead.possible().first()?,
        facts.dead.certain().first()?,
    );
    Some(PartialDate::Between { earliest, latest })
}

fn status(facts: &Facts<'_>, index: usize, on: Day) -> Status {
    let Some(episode) = facts.episodes.get(index) else {
        return Status::DeterminationNeeded;
    };
    if facts.dead.certain().contains(on) {
        Status::Deceased
    } else if episode.owed.certain().contains(on) {
        Status::Owed
    } else if episode.prospective.certain().contains(on) {
        Status::Prospective
    } else {
        Status::DeterminationNeeded
    }
}
