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

use super::reading::Redetention;
use super::responsible_icb::responsible_icb;
use super::s117_3::responsible_council;
use super::{Finding, Responsible, UKSC_2023_31, responsible_icb as icb};

/// The parts the answer reads.
pub const READS: &[Part] = icb::READS;

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
    /// Ended: council and ICB were both satisfied that it was no longer needed.
    Ended,
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
    /// Who pays for it, where that is another question than whose it is.
    pub payer: Option<Finding<Responsible>>,
    /// How it stands.
    pub status: Status,
    /// Owed since.
    pub since: Option<PartialDate>,
    /// Owed until.
    pub until: Option<PartialDate>,
}

/// One body's duty over the episodes that it runs through.
#[derive(Clone, Copy)]
struct Run {
    first: usize,
    last: usize,
}

/// The duties that had begun by a day, earliest first. `joins` says whether an episode goes on with the duty of the one before.
fn runs(facts: &Facts<'_>, on: Day, joins: impl Fn(usize) -> bool) -> Vec<Run> {
    let begun = |index: &usize| {
        facts.episodes.get(*index).is_some_and(|one| {
            let first = [&one.prospective, &one.owed, &one.ended]
                .into_iter()
                .filter_map(|when| when.possible().first());
            first.min().is_some_and(|from| from <= on)
        })
    };
    let mut runs: Vec<Run> = Vec::new();
    for index in (0..facts.episodes.len()).filter(begun) {
        match runs.last_mut() {
            Some(run) if joins(index) => run.last = index,
            Some(_) | None => runs.push(Run {
                first: index,
                last: index,
            }),
        }
    }
    runs
}

/// The duties on a day: the council's after each qualifying detention, and the ICB's.
pub fn duties(facts: &Facts<'_>, on: Day) -> Vec<Duty> {
    let same = |index: usize| facts.first_of_the_same(index) < index;
    let again = |index: usize| {
        facts
            .episodes
            .get(index)
            .is_some_and(|one| one.stay.again().is_some())
    };
    let moved = matches!(facts.law().redetention(), Redetention::Resets(_));
    let councils = runs(facts, on, |index| same(index) && (!moved || again(index)));
    let icbs = runs(facts, on, same);
    let mut duties = Vec::with_capacity(councils.len() + icbs.len());
    for (at, run) in councils.iter().enumerate() {
        duties.push(council(facts, *run, councils.get(at + 1), on));
    }
    for run in &icbs {
        let icb::Icb { statutory, payer } = responsible_icb(facts, run.last, on);
        duties.push(Duty {
            kind: Kind::Icb,
            responsible: statutory,
            payer,
            status: in_hospital_again(*run, status(facts, run.last, on)),
            since: exit(facts, run.first),
            until: over(facts, *run).or_else(|| died(facts)),
        });
    }
    duties
}

fn council(facts: &Facts<'_>, run: Run, next: Option<&Run>, on: Day) -> Duty {
    let mut responsible = responsible_council(facts, run.last, on);
    let ended = over(facts, run);
    let settled = |next: &&Run| {
        facts
            .episodes
            .get(next.first)
            .is_some_and(|one| one.stay.contradiction().is_none())
    };
    let superseded = next.filter(settled).filter(|_| ended.is_none());
    if superseded.is_some() {
        responsible = responsible.because(
            &UKSC_2023_31,
            "The duty ended when the person was detained again under a qualifying section.",
        );
    }
    let again = superseded
        .and_then(|next| facts.episodes.get(next.first))
        .and_then(|one| one.stay.detained_from());
    Duty {
        kind: Kind::Council,
        responsible,
        payer: None,
        status: if superseded.is_some() {
            Status::Superseded
        } else {
            in_hospital_again(run, status(facts, run.last, on))
        },
        since: exit(facts, run.first),
        until: ended
            .or(again)
            .or_else(|| died(facts).filter(|_| next.is_none())),
    }
}

/// Detained again within one duty: it waits, and resumes on leaving.
fn in_hospital_again(run: Run, status: Status) -> Status {
    match status {
        Status::Prospective if run.last > run.first => Status::InHospital,
        other @ (Status::Prospective
        | Status::Owed
        | Status::InHospital
        | Status::Superseded
        | Status::Ended
        | Status::Deceased
        | Status::DeterminationNeeded) => other,
    }
}

fn exit(facts: &Facts<'_>, index: usize) -> Option<PartialDate> {
    facts.episodes.get(index).and_then(|one| one.stay.exit)
}

/// The day on which both bodies ended it.
fn over(facts: &Facts<'_>, run: Run) -> Option<PartialDate> {
    let ended = &facts.episodes.get(run.last)?.ended;
    Some(PartialDate::Between {
        earliest: ended.possible().first()?,
        latest: ended.certain().first()?,
    })
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
    } else if episode.owed.certain().contains(on) || episode.away.certain().contains(on) {
        Status::Owed
    } else if episode.ended.certain().first().is_some_and(|day| day <= on) {
        Status::Ended
    } else if episode.prospective.certain().contains(on) && !episode.away.possible().contains(on) {
        Status::Prospective
    } else {
        Status::DeterminationNeeded
    }
}
