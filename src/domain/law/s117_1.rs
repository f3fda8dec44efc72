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

use crate::domain::facts::{Episode, Facts};
use crate::domain::part::Part;
use crate::domain::partial_date::{Day, PartialDate};

use super::hospital_claim::{Again, LeftBy};
use super::hospital_stay::{Contradiction, Stay};
use super::legal_status::Qualifies;
use super::{
    CODE_33_2, CXF, Finding, MHA_17A, MHA_17G, MHA_42, MHA_117_1, MHA_117_2, MHA_2025_45, Sentence,
    WATSON, ending, say,
};

/// The parts the answer reads.
pub const READS: &[Part] = ending::READS;

/// Whether a person is entitled on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Yes: out of hospital after a qualifying detention.
    Entitled,
    /// Detained under a qualifying section: will be on leaving hospital, and after-care must be planned.
    Prospective,
    /// Every detention on record by this day is one that does not qualify, or began later.
    NotEntitled,
    /// The ICB and the council were both satisfied that after-care was no longer needed.
    Ended,
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
        return finding(Status::Deceased, None)
            .because(
                &MHA_117_2,
                "The person has died. Services end; claims for what was owed do not.",
            )
            .unless("A record of death that proves to be about somebody else.");
    }
    let last = |of: &dyn Fn(&Episode<'_>) -> bool| facts.episodes.iter().rposition(of);
    if let Some(index) = last(&|one| one.owed.possible().contains(on)) {
        return owed(facts, index, on);
    }
    if let Some(index) = last(&|one| one.ended.possible().contains(on)) {
        return ended(facts, index);
    }
    let prospective = facts
        .episodes
        .iter()
        .rfind(|one| one.prospective.possible().contains(on));
    match prospective {
        Some(episode) => detained(facts, episode, on),
        None => not_on_record(facts, on),
    }
}

fn first_owed<'f, 'e>(facts: &'f Facts<'e>, index: usize) -> Option<&'f Episode<'e>> {
    facts.episodes.get(facts.first_of_the_same(index))
}

fn owed(facts: &Facts<'_>, index: usize, on: Day) -> Finding<Entitlement> {
    let (first, last) = (first_owed(facts, index), facts.episodes.get(index));
    let since = first.and_then(|one| one.stay.exit);
    let mut answer = finding(Status::Entitled, since);
    let again = last.filter(|last| first.is_some_and(|first| !std::ptr::eq(*last, first)));
    for one in first.into_iter().chain(again) {
        answer = left_hospital(answer, &one.stay);
    }
    let Some(episode) = last else { return answer };
    if episode.owed.certain().contains(on) {
        return answer
            .because(&MHA_117_2, "The duty runs until the ICB and the council are both satisfied that it is no longer needed. Neither move, nor discharge to a GP, nor a closed file, nor a section 2 admission ends it.")
            .unless("The ICB and the council both being satisfied that after-care is no longer needed.")
            .unless("A correction by the hospital of the section, or of the day of leaving.");
    }
    answer.outcome.status = Status::DeterminationNeeded;
    if facts.dead.possible().contains(on) {
        answer.because(&MHA_117_2, "One body alone records that the person has died. Until another says the same, after-care goes on.")
            .unless("Another body recording the death, or the one that did taking it back.")
    } else if episode.ended.possible().contains(on) {
        let why = ending::ending(facts, on).because;
        answer.because.extend(why);
        answer.unless("The ICB and the council deciding again, with the person involved.")
    } else if let Some(what) = episode.stay.contradiction() {
        contradicted(answer, what)
    } else {
        answer
            .because(&MHA_117_1, "The accounts, or the dates in them, leave open whether the person had left hospital by this day.")
            .unless("The exact day of leaving hospital, on which the accounts agree.")
    }
}

/// Why the person is out of hospital after this stay, and who says so.
fn left_hospital(mut answer: Finding<Entitlement>, stay: &Stay<'_>) -> Finding<Entitlement> {
    let by = stay.claims.iter().rev().find_map(|claim| claim.left_by);
    let by = by.filter(|_| {
        stay.claims
            .iter()
            .all(|claim| claim.exit.is_none() || claim.left_by.is_some())
    });
    answer = match by {
        Some(LeftBy::TreatmentOrder) => answer.because(
            &MHA_17A,
            say("Detained under {}; on a community treatment order from {}, which suspends the section: no longer detained, and out of hospital.")
                .sections(stay.sections())
                .date(stay.exit),
        ),
        Some(LeftBy::ConditionalDischarge) => answer.because(
            &MHA_42,
            say("Detained under {}; conditionally discharged on {}: no longer detained, and out of hospital.")
                .sections(stay.sections())
                .date(stay.exit),
        ),
        None => answer.because(
            &MHA_117_1,
            say("Detained under {}; no longer detained, and out of hospital, on {}.")
                .sections(stay.sections())
                .date(stay.exit),
        ),
    };
    who_says(answer, stay)
}

/// The facts of a stay, account by account.
fn who_says(mut answer: Finding<Entitlement>, stay: &Stay<'_>) -> Finding<Entitlement> {
    for claim in &stay.claims {
        let (part, words) = if claim.own_spell() {
            (Part::Detention, "in its hospital from {}, left {}; {}")
        } else {
            (
                Part::Position,
                "holds: detained on {}, left hospital {}; {}",
            )
        };
        let says = say(words).date(claim.start).date(claim.exit);
        let says = match (claim.own_spell(), claim.qualifies) {
            (true, _) => says.sections(claim.sections),
            (false, Qualifies::Yes) => says.word("under a section that qualifies"),
            (false, Qualifies::No) => says.word("under no section that qualifies"),
            (false, Qualifies::Unknown | Qualifies::PersonMustDecide) => {
                says.word("the section not known")
            }
        };
        answer = answer.used(claim.by, part, says);
    }
    answer
}

fn contradicted(answer: Finding<Entitlement>, what: Contradiction) -> Finding<Entitlement> {
    let (why, settles) = what.says();
    answer.because(&MHA_117_1, why).unless(settles)
}

fn ended(facts: &Facts<'_>, index: usize) -> Finding<Entitlement> {
    let first = first_owed(facts, index);
    let on = facts
        .episodes
        .get(index)
        .and_then(|one| one.ended.certain().first());
    let mut answer = finding(Status::Ended, first.and_then(|one| one.stay.exit));
    if let Some(on) = on {
        let found = ending::ending(facts, on);
        answer.because = found.because;
        answer.used = found.used;
        answer.would_change = found.would_change;
    }
    answer
}

fn detained(facts: &Facts<'_>, episode: &Episode<'_>, on: Day) -> Finding<Entitlement> {
    let stay = &episode.stay;
    let from = stay.detained_from();
    let away = |status| finding(status, stay.away_from(on));
    if episode.away.certain().contains(on) {
        return who_says(
            away(Status::Entitled)
                .because(&WATSON, "On leave of absence to live elsewhere: in substance no longer detained, and out of hospital.")
                .because(&CODE_33_2, "The Code counts people on leave among those entitled.")
                .unless("Return to hospital from the leave."),
            stay,
        );
    }
    if episode.away.possible().contains(on) && stay.contradiction().is_none() {
        return who_says(
            away(Status::DeterminationNeeded)
                .because(&CXF, "On leave of absence, neither escorted nor recorded as living elsewhere: whether the person had left hospital is a question of substance.")
                .because(&CODE_33_2, "The Code counts people on leave among those entitled.")
                .unless("Whether the leave was escorted, and whether the person lived elsewhere on it."),
            stay,
        );
    }
    let before = facts
        .episodes
        .iter()
        .any(|one| one.owed.possible().first().is_some_and(|day| day < on));
    let mut answer = finding(Status::Prospective, from);
    let why: Sentence = match stay.again() {
        Some(Again::Revoked) => {
            say("Back in hospital from {}, when the community treatment order was revoked.")
        }
        Some(Again::RecalledFromDischarge) => {
            say("Recalled to hospital from conditional discharge, from {}.")
        }
        Some(Again::Recalled) | None => {
            say("Detained under a qualifying section from {} and not yet out of hospital.")
        }
    };
    answer = answer.because(
        match stay.again() {
            Some(Again::Revoked) => &MHA_17G,
            Some(Again::RecalledFromDischarge) => &MHA_42,
            Some(Again::Recalled) | None => &MHA_117_1,
        },
        why.date(from),
    );
    if before {
        answer = answer.because(&MHA_117_1, "The person was already entitled before.");
    }
    if facts.law().section_45(on) {
        answer = answer.because(
            &MHA_2025_45,
            "The Tribunal may recommend that the bodies responsible for after-care make plans for it.",
        );
    }
    answer = who_says(answer, stay);
    if let Some(what) = stay.contradiction() {
        answer.outcome.status = Status::DeterminationNeeded;
        return contradicted(answer, what);
    }
    answer
        .unless("Leaving hospital, once no longer detained: the duty begins then.")
        .unless("A correction by the hospital of the section.")
}

/// No qualifying detention is on record by this day: why.
fn not_on_record(facts: &Facts<'_>, on: Day) -> Finding<Entitlement> {
    let strongest = facts
        .stays
        .iter()
        .map(|stay| (qualifies_by(stay, on), stay))
        .filter(|(_, stay)| begun(stay, on))
        .max_by_key(|(answer, _)| *answer);
    let Some((answer, stay)) = strongest else {
        return if facts.stays.is_empty() {
            finding(Status::CannotTell, None)
                .because(&MHA_117_1, "No account here records a detention. That there was none, at any hospital, cannot be concluded from that.")
                .unless("A hospital's record of a detention.")
        } else {
            finding(Status::NotEntitled, None)
                .because(
                    &MHA_117_1,
                    "The first detention on record began after this day.",
                )
                .unless("A hospital's record of an earlier detention under a qualifying section.")
        };
    };
    let found = match answer {
        Qualifies::Yes => finding(Status::CannotTell, None)
            .because(&MHA_117_1, "A qualifying detention is held to have happened; when it began and ended is not recorded.")
            .unless("The days on which the detention began and the person left hospital."),
        Qualifies::PersonMustDecide => finding(Status::DeterminationNeeded, None)
            .because(&MHA_117_1, "Whether the order counts as a hospital order depends on its terms: a person must decide.")
            .unless("The kind of order, recorded from the order itself."),
        Qualifies::Unknown => finding(Status::CannotTell, None)
            .because(&MHA_117_1, "A stay in hospital is recorded without the section, or with a code that says not known.")
            .unless("The hospital's record of the section."),
        Qualifies::No if supervised(facts, on) => finding(Status::CannotTell, None)
            .because(&MHA_117_1, "Supervised discharge under the 1995 Act could only follow a detention that qualifies, and none is recorded.")
            .unless("A hospital's record of the detention before the supervised discharge."),
        Qualifies::No if stay.qualifies() == Qualifies::Yes => finding(Status::NotEntitled, None)
            .because(&MHA_117_1, say("In hospital; the qualifying detention began later, on {}.").date(stay.detained_from()))
            .unless("A correction by the hospital of when the qualifying section began."),
        Qualifies::No => finding(Status::NotEntitled, None)
            .because(&MHA_117_1, say("Not a section that section 117(1) names: {}.").sections(stay.sections()))
            .unless("A record of detention under section 3, 37, 45A, 47 or 48, at any hospital and at any time."),
    };
    who_says(found, stay)
}

/// Whether supervised discharge is recorded by this day.
fn supervised(facts: &Facts<'_>, on: Day) -> bool {
    let begun = facts.stays.iter().filter(|stay| begun(stay, on));
    begun
        .flat_map(|stay| &stay.claims)
        .any(|claim| claim.implies_earlier)
}

/// Whether the stay qualifies by this day: a qualifying detention that begins later in it does not count yet.
fn qualifies_by(stay: &Stay<'_>, on: Day) -> Qualifies {
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

fn begun(stay: &Stay<'_>, on: Day) -> bool {
    stay.claims.iter().any(|claim| {
        claim
            .start
            .is_none_or(|start| start.earliest().is_none_or(|earliest| earliest <= on))
    })
}
