//! # Ending after-care
//!
//! It ends when **both** the ICB and the council are satisfied that the person no longer needs it (s. 117(2)): on the later of the two days.
//! One half alone, and whatever a Trust says, ends nothing. From the commencement of section 46(2) of the Mental Health Act 2025 it ends when
//! the two give the person joint notice of it in writing.
//!
//! What the Act forbids has no effect: on a community treatment order neither can be satisfied, and what has not begun cannot end. What the
//! Code and the Ombudsmen hold against an ending (reasons that do not suffice, the person not involved, accommodation not replaced) leaves
//! open whether it did.

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Entry};
use crate::domain::facts::{Episode, Facts};
use crate::domain::organisation::Kind;
use crate::domain::part::assessment::NeedKind;
use crate::domain::part::ending::Ending;
use crate::domain::part::services::{Service, Services};
use crate::domain::part::{Answer, Part};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::when::{Days, When};

pub use super::ending_bar::Bar;
use super::ending_half::{Half, Round, halves, rounds, statements};
use super::{Finding, Law, MHA_117_1, MHA_117_2, say};

/// The parts the answer reads.
pub const READS: &[Part] = &[
    Part::Identity,
    Part::Detention,
    Part::LegalBasis,
    Part::Position,
    Part::Residence,
    Part::Registration,
    Part::Services,
    Part::Ending,
];

/// How an ending stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// There is no duty that could end.
    NothingToEnd,
    /// Neither body has recorded that it is satisfied.
    NotProposed,
    /// One body is satisfied, and the other is not.
    OneHalf,
    /// Both are, and the law does not let it take effect.
    Barred,
    /// Both are, and what the Code asks was not done: whether it ended must be determined.
    DeterminationNeeded,
    /// Ended.
    Ended,
}

/// How the ending of a duty stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// How.
    pub status: Status,
    /// When it ended, or would have.
    pub on: Option<PartialDate>,
    /// What stands in the way, of an ending that was decided or of one that would be.
    pub bars: Vec<Bar>,
}

/// The later of two dates.
fn later(one: PartialDate, other: PartialDate) -> PartialDate {
    match (one, other) {
        (
            PartialDate::Between {
                earliest: a,
                latest: b,
            },
            PartialDate::Between {
                earliest: c,
                latest: d,
            },
        ) => PartialDate::Between {
            earliest: a.max(c),
            latest: b.max(d),
        },
        (PartialDate::Unknown, _) | (_, PartialDate::Unknown) => PartialDate::Unknown,
    }
}

/// Both halves of the ending of one episode, and what stands in the way of it.
struct Both<'e> {
    council: Half<'e>,
    icb: Half<'e>,
    on: PartialDate,
    bars: Vec<Bar>,
}

/// What stands in the way of what a body has decided, or would.
fn barred_by(facts: &Facts<'_>, episode: &Episode<'_>, half: &Half<'_>) -> Vec<Bar> {
    let mut bars = Vec::new();
    let exit = episode.stay.exit;
    if exit.is_none_or(|exit| half.decided.certainly_before(exit)) {
        bars.push(Bar::BeforeItBegan);
    }
    let on_order = |days: &Days| {
        let (first, last) = (half.decided.earliest(), half.decided.latest());
        first.into_iter().chain(last).any(|day| days.contains(day))
    };
    if on_order(facts.on_treatment_order.certain()) {
        bars.push(Bar::OnTreatmentOrder);
    } else if on_order(facts.on_treatment_order.possible()) {
        bars.push(Bar::PerhapsOnTreatmentOrder);
    }
    bars.extend(half.bars());
    bars
}

/// What would stand in the way if this body were satisfied on what it would say, of the duty that runs on this day; none where no duty does.
pub fn bars(facts: &Facts<'_>, by: &OrganisationCode, said: &Ending, on: Day) -> Option<Vec<Bar>> {
    let episode = facts.episodes.get(running(facts, on)?)?;
    let half = Half::of(by, said);
    let mut bars = barred_by(facts, episode, &half);
    if half
        .decided
        .latest()
        .is_some_and(|day| housed(facts.entry, day))
    {
        bars.push(Bar::AccommodationNotReplaced);
    }
    bars.sort_unstable();
    bars.dedup();
    Some(bars)
}

fn both<'e>(facts: &Facts<'e>, index: usize, round: &Round) -> Option<Both<'e>> {
    let episode = facts.episodes.get(index)?;
    let (councils, council_settled) = halves(facts, index, Kind::Council, round);
    let (icbs, icb_settled) = halves(facts, index, Kind::Icb, round);
    let (council, icb) = (*councils.first()?, *icbs.first()?);
    let decided = later(council.decided, icb.decided);
    let mut bars = barred_by(facts, episode, &council);
    bars.extend(barred_by(facts, episode, &icb));
    if bars.contains(&Bar::OnTreatmentOrder) {
        bars.retain(|bar| *bar != Bar::PerhapsOnTreatmentOrder);
    }
    if !council_settled || !icb_settled {
        bars.push(Bar::ResponsibilityOpen);
    }
    if council.signed() != icb.signed() {
        bars.push(Bar::DifferentEvidence);
    }
    let mut on = decided;
    let signed = [council.signed_on(), icb.signed_on()];
    if needs_notice(&facts.entry.law, decided, signed) {
        match (council.notice(), icb.notice()) {
            (Some(one), Some(other)) => on = later(decided, later(one, other)),
            (_, _) => bars.push(Bar::NoJointNotice),
        }
    }
    if decided.latest().is_some_and(|day| housed(facts.entry, day)) {
        bars.push(Bar::AccommodationNotReplaced);
    }
    bars.sort_unstable();
    bars.dedup();
    Some(Both {
        council,
        icb,
        on,
        bars,
    })
}

/// Whether it ends only with joint notice: what is signed once that is law is, whatever day it says that a body has been satisfied since.
fn needs_notice(law: &Law, decided: PartialDate, signed: [Option<PartialDate>; 2]) -> bool {
    let dates = signed.into_iter().flatten().chain([decided]);
    let mut days = dates.filter_map(PartialDate::earliest);
    days.any(|day| law.section_46(day))
}

/// Whether accommodation that a body provides as after-care is in place on a day, with nothing to follow it.
fn housed(entry: &Entry, day: Day) -> bool {
    let services = entry
        .accounts
        .iter()
        .filter_map(|one| one.stated::<Services>());
    let in_place = |one: &Service| {
        one.start
            .and_then(PartialDate::earliest)
            .is_some_and(|start| start <= day)
            && one
                .end
                .is_none_or(|end| end.latest().is_none_or(|end| day < end))
    };
    services.flat_map(|part| &part.services.items).any(|one| {
        (one.kind == NeedKind::Accommodation || one.accommodation.is_some())
            && one.section_117 == Some(Answer::Yes)
            && in_place(one)
            && one.successor.is_none()
    })
}

/// Notes in the facts which duties have ended, since when, and which were begun again.
pub fn apply(facts: &mut Facts<'_>) {
    let any = |account: &Account| {
        let said = statements(account);
        said.iter().any(|(_, one)| one.satisfied == Answer::Yes)
    };
    if !facts.entry.accounts.iter().any(any) {
        return;
    }
    for index in 0..facts.episodes.len() {
        let (mut ended, mut reinstated) = (When::never(), None);
        for round in rounds(facts, index) {
            let found = both(facts, index, &round);
            let Some(found) = found.filter(|found| !found.bars.iter().any(|bar| bar.forbids()))
            else {
                continue;
            };
            let mut over = When::from(found.on);
            if !found.bars.is_empty() {
                over = over.doubtful();
            }
            if let Some(again) = round.reinstated {
                over = over.minus(&When::from(again));
            }
            ended = ended.or(&over);
            reinstated = round.reinstated;
        }
        let Some(episode) = facts.episodes.get_mut(index) else {
            continue;
        };
        // An end on a day nobody knows is after the duty began.
        episode.ended = ended.and(&episode.owed);
        episode.owed = episode.owed.minus(&episode.ended);
        episode.reinstated = reinstated;
    }
}

/// The episode whose duty runs on a day, or last ran.
fn running(facts: &Facts<'_>, on: Day) -> Option<usize> {
    let begun = |one: &Episode<'_>| {
        let began = one.owed.or(&one.ended).or(&one.prospective);
        began.possible().first().is_some_and(|from| from <= on)
    };
    facts.episodes.iter().rposition(begun)
}

/// How the ending of the duty that runs on a day stands, and what stands in its way.
pub fn ending(facts: &Facts<'_>, on: Day) -> Finding<Outcome> {
    let Some(index) = running(facts, on) else {
        return Finding::new(Outcome {
            status: Status::NothingToEnd,
            on: None,
            bars: Vec::new(),
        })
        .because(
            &MHA_117_1,
            "There is no after-care duty here that could end.",
        )
        .unless(
            "A record that the person was detained under a qualifying section and left hospital.",
        );
    };
    // What is decided, or given notice of, for a later day has ended nothing by this one.
    let by_now = |date: PartialDate| date.earliest().is_none_or(|day| day <= on);
    let decided = |found: &Both<'_>| by_now(found.council.decided) && by_now(found.icb.decided);
    let round = round_on(facts, index, on);
    let Some(mut found) = both(facts, index, &round).filter(decided) else {
        return unfinished(facts, index, &round, on);
    };
    if !by_now(found.on) {
        found.bars.push(Bar::NoJointNotice);
    }
    let forbidden = found.bars.iter().any(|bar| bar.forbids());
    let status = if forbidden {
        Status::Barred
    } else if found.bars.is_empty() {
        Status::Ended
    } else {
        Status::DeterminationNeeded
    };
    let mut finding = Finding::new(Outcome {
        status,
        on: Some(found.on),
        bars: found.bars.clone(),
    });
    let sentence = match status {
        Status::Ended => say("Both are satisfied that after-care is no longer needed: it ended on {}.").date(found.on),
        Status::Barred => say("Both have recorded that they are satisfied, and the law does not let it take effect."),
        Status::DeterminationNeeded | Status::NothingToEnd | Status::NotProposed | Status::OneHalf => {
            say("Both have recorded that they are satisfied, and what must come first was not done: whether the duty ended on {} must be determined.").date(found.on)
        }
    };
    finding = finding.because(&MHA_117_2, sentence);
    for bar in &found.bars {
        finding = finding.because(bar.provision(), bar.says());
    }
    for half in [&found.council, &found.icb] {
        finding = finding.used(
            half.by,
            Part::Ending,
            say("satisfied since {}").date(half.decided),
        );
    }
    match status {
        Status::Ended => finding.unless("Deterioration soon after: after-care can be reinstated.")
            .unless("A further detention under a qualifying section, which begins a new duty."),
        Status::Barred | Status::DeterminationNeeded | Status::NothingToEnd | Status::NotProposed | Status::OneHalf => {
            finding.unless("Both deciding again, with the person involved and on evidence that the need has ceased.")
        }
    }
}

/// The round of decisions that a day falls in: the first that was not over by then.
fn round_on(facts: &Facts<'_>, index: usize, on: Day) -> Round {
    let over = |round: &Round| {
        let again = round.reinstated.and_then(PartialDate::latest);
        again.is_some_and(|again| again <= on)
    };
    let mut rounds = rounds(facts, index).into_iter();
    rounds.find(|round| !over(round)).unwrap_or(Round::WHOLE)
}

/// Nobody, or one body alone, is satisfied: what would stand in the way today.
fn unfinished(facts: &Facts<'_>, index: usize, round: &Round, on: Day) -> Finding<Outcome> {
    let (councils, _) = halves(facts, index, Kind::Council, round);
    let (icbs, _) = halves(facts, index, Kind::Icb, round);
    let mut said = [councils, icbs].concat();
    said.retain(|half| half.decided.earliest().is_none_or(|day| day <= on));
    let mut bars = Vec::new();
    let left = facts
        .episodes
        .get(index)
        .is_some_and(|one| one.owed.possible().contains(on))
        || facts.dead.possible().contains(on);
    if !left {
        bars.push(Bar::BeforeItBegan);
    }
    if facts.on_treatment_order.certain().contains(on) {
        bars.push(Bar::OnTreatmentOrder);
    }
    if housed(facts.entry, on) {
        bars.push(Bar::AccommodationNotReplaced);
    }
    let status = if said.is_empty() {
        Status::NotProposed
    } else {
        Status::OneHalf
    };
    let mut finding = Finding::new(Outcome { status, on: None, bars: bars.clone() }).because(
        &MHA_117_2,
        if said.is_empty() {
            "Neither the ICB nor the council has recorded that it is satisfied that after-care is no longer needed."
        } else {
            "One half alone is there: until the ICB and the council are both satisfied that after-care is no longer needed, nothing has ended."
        },
    );
    for bar in bars {
        finding = finding.because(bar.provision(), bar.says());
    }
    for half in said {
        finding = finding.used(
            half.by,
            Part::Ending,
            say("satisfied since {}").date(half.decided),
        );
    }
    finding.unless("The ICB and the council both being satisfied, on a review in which the person was involved, that after-care is no longer needed.")
}
