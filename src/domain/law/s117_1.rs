//! # Who the section applies to
//!
//! > (1) This section applies to persons who are detained under section 3 above, or admitted to a hospital in pursuance of a hospital
//! > order made under section 37 above, or transferred to a hospital in pursuance of a hospital direction made under section 45A above
//! > or a transfer direction made under section 47 or 48 above, and then cease to be detained and (whether or not immediately after so
//! > ceasing) leave hospital.
//! >
//! > Mental Health Act 1983, s. 117(1)
//!
//! Entitlement arises by operation of law: nobody applies for it or assesses it, so it is derived and never written.

use crate::domain::facts::Facts;
use crate::domain::part::Part;
use crate::domain::partial_date::{Day, PartialDate};

use super::hospital_stay::Stay;
use super::legal_status::Qualifies;
use super::{Finding, MHA_117_1, MHA_117_2};

/// The parts the answer reads.
pub const READS: &[Part] = &[
    Part::Identity,
    Part::Detention,
    Part::LegalBasis,
    Part::Position,
];

/// Whether a person is entitled on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Yes: out of hospital after a qualifying detention.
    Entitled,
    /// Detained under a qualifying section: will be on leaving hospital, and after-care must be planned.
    Prospective,
    /// Every detention on record by this day is one that does not qualify, or began later.
    NotEntitled,
    /// The person has died: services end, claims do not.
    Deceased,
    /// The facts leave it open.
    DeterminationNeeded,
    /// The record does not say what the law asks.
    CannotTell,
}

/// Entitlement on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entitlement {
    /// Whether.
    pub status: Status,
    /// Since when.
    pub since: Option<PartialDate>,
}

const fn finding(status: Status, since: Option<PartialDate>) -> Finding<Entitlement> {
    Finding::new(Entitlement { status, since })
}

/// Whether section 117 applies to the person on this day.
pub fn applies(facts: &Facts<'_>, on: Day) -> Finding<Entitlement> {
    if facts.dead.certain().contains(on) {
        return finding(Status::Deceased, None).because(
            &MHA_117_2,
            "The person has died. Services end; claims for what was owed do not.",
        );
    }
    let first = facts
        .episodes
        .iter()
        .find(|one| one.owed.possible().first().is_some_and(|from| from <= on));
    let running = facts
        .episodes
        .iter()
        .rev()
        .find(|one| one.owed.possible().contains(on));
    let detained = facts
        .episodes
        .iter()
        .rev()
        .find(|one| one.prospective.possible().contains(on));
    if let Some(episode) = running {
        let since = first.and_then(|one| one.stay.exit);
        let mut answer = finding(Status::Entitled, since);
        for one in first.into_iter().chain(
            Some(episode).filter(|one| first.is_some_and(|first| !std::ptr::eq(*one, first))),
        ) {
            let why = format!(
                "Detained under {}; no longer detained, and out of hospital, on {}.",
                sections(
                    one.stay
                        .claims
                        .iter()
                        .flat_map(|c| c.statuses.iter().copied())
                ),
                written(one.stay.exit)
            );
            answer = answer.because(&MHA_117_1, why);
        }
        return if episode.owed.certain().contains(on) {
            answer
                .because(&MHA_117_2, "The duty runs until the ICB and the council are both satisfied that it is no longer needed. Neither has recorded that.")
        } else {
            answer.outcome.status = Status::DeterminationNeeded;
            if facts.dead.possible().contains(on) {
                return answer.because(&MHA_117_2, "One body alone records that the person has died. Until another says the same, after-care goes on.");
            }
            answer.because(&MHA_117_1, "The accounts, or the dates in them, leave open whether the person had left hospital by this day.")
        };
    }
    if let Some(episode) = detained {
        let again = if first.is_some() {
            " The person was already entitled before."
        } else {
            ""
        };
        return finding(Status::Prospective, episode.stay.detained_from()).because(
            &MHA_117_1,
            format!(
                "Detained under a qualifying section from {} and not yet out of hospital.{again}",
                written(episode.stay.detained_from())
            ),
        );
    }
    match facts.stays.iter().map(|stay| (qualifies_by(stay, on), stay)).filter(|(_, stay)| begun(stay, on)).max_by_key(|(answer, _)| *answer) {
        Some((Qualifies::Yes, _)) => finding(Status::CannotTell, None)
            .because(&MHA_117_1, "A qualifying detention is held to have happened; when it began and ended is not recorded."),
        Some((Qualifies::PersonMustDecide, _)) => finding(Status::DeterminationNeeded, None)
            .because(&MHA_117_1, "Whether the order counts as a hospital order depends on its terms: a person must decide."),
        Some((Qualifies::Unknown, _)) => finding(Status::CannotTell, None)
            .because(&MHA_117_1, "A stay in hospital is recorded without the section, or with a code that says not known."),
        Some((Qualifies::No, stay)) if stay.qualifies() == Qualifies::Yes => finding(Status::NotEntitled, None).because(
            &MHA_117_1,
            format!("In hospital; the qualifying detention began later, on {}.", written(stay.detained_from())),
        ),
        Some((Qualifies::No, stay)) => finding(Status::NotEntitled, None).because(
            &MHA_117_1,
            format!("{} is not a section that section 117(1) names.", sections(stay.claims.iter().flat_map(|c| c.statuses.iter().copied()))),
        ),
        None if facts.stays.is_empty() => finding(Status::CannotTell, None)
            .because(&MHA_117_1, "No account here records a detention. That there was none, at any hospital, cannot be concluded from that."),
        None => finding(Status::NotEntitled, None).because(&MHA_117_1, "The first detention on record began after this day."),
    }
}

/// Whether the stay qualifies by this day: a qualifying detention that begins later in it does not count yet.
fn qualifies_by(stay: &Stay, on: Day) -> Qualifies {
    let later = stay
        .detained_from()
        .and_then(PartialDate::earliest)
        .is_some_and(|from| on < from);
    match stay.qualifies() {
        Qualifies::Yes if later => Qualifies::No,
        answer @ (Qualifies::No
        | Qualifies::Unknown
        | Qualifies::PersonMustDecide
        | Qualifies::Yes) => answer,
    }
}

fn begun(stay: &Stay, on: Day) -> bool {
    stay.claims.iter().any(|claim| {
        claim
            .start
            .is_none_or(|start| start.earliest().is_none_or(|earliest| earliest <= on))
    })
}

fn written(date: Option<PartialDate>) -> String {
    date.map_or_else(|| "a day not recorded".to_owned(), |date| date.to_string())
}

fn sections(labels: impl Iterator<Item = &'static str>) -> String {
    let mut seen: Vec<_> = labels.collect();
    seen.sort_unstable();
    seen.dedup();
    if seen.is_empty() {
        "a section not recorded".to_owned()
    } else {
        seen.join(", ")
    }
}
