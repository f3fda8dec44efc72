//! # Which council
//!
//! > (3) In this section ... "local social services authority" means the local social services authority (a) if, immediately before
//! > being detained, the person concerned was ordinarily resident in England, for the area in England in which he was ordinarily
//! > resident; ... or (c) in any other case, for the area in which the person concerned is resident or to which he is sent on discharge
//! > by the hospital in which he was detained.
//! >
//! > Mental Health Act 1983, s. 117(3), as amended from 1 April 2015 by the Care Act 2014, s. 75(3)
//!
//! Each qualifying detention is looked at afresh: `[2023] UKSC 31`. Where the hospital is, who made the application and where the person
//! was placed do not matter.

use std::collections::BTreeSet;

use crate::domain::code::OrganisationCode;
use crate::domain::entry::Account;
use crate::domain::facts::{Episode, Facts};
use crate::domain::organisation::{Kind, Successor};
use crate::domain::part::Part;
use crate::domain::part::position::Position;
use crate::domain::part::residence::{Residence, ResidenceOutcome};
use crate::domain::partial_date::{Day, PartialDate};

use super::hospital_claim::Again;
use super::mha_2025_46::deemed;
use super::reading::Redetention;
use super::residence::{self, Era, Held, by_the_test, findings_before, only};
use super::{
    CARE_ACT_75, EWCA_2011_77, EWCA_2021_1957, Finding, GUIDANCE_REDETENTION, MHA_17G, MHA_42,
    MHA_117_3, Overtaken, Responsible, UKSC_2023_31, civil, say,
};

/// The parts the answer reads.
pub const READS: &[Part] = super::ending::READS;

/// The day the test became ordinary residence (Care Act 2014, s. 75(3)).
pub const ORDINARY_RESIDENCE_FROM: Day = civil(2015, 4, 1);

/// The bodies that hold on `on` what these held.
pub(super) fn held_by(
    facts: &Facts<'_>,
    bodies: BTreeSet<OrganisationCode>,
    on: Day,
) -> BTreeSet<OrganisationCode> {
    let heirs = bodies
        .into_iter()
        .flat_map(|body| match facts.entry.holder(&body, on) {
            Successor::Is(one) => vec![one],
            Successor::OneOf(several) => several,
        });
    heirs.collect()
}

/// One body if it is the only one, else a determination between them.
pub(super) fn settle(bodies: BTreeSet<OrganisationCode>) -> Responsible {
    let mut bodies: Vec<_> = bodies.into_iter().collect();
    match (bodies.pop(), bodies.is_empty()) {
        (Some(only), true) => Responsible::Is(only),
        (Some(last), false) => {
            bodies.push(last);
            Responsible::DeterminationNeeded(bodies)
        }
        (None, _) => Responsible::DeterminationNeeded(Vec::new()),
    }
}

/// A determination between whatever these leave open.
pub(super) fn between(one: &Responsible, other: &Responsible) -> Responsible {
    let mut bodies = [one.bodies(), other.bodies()].concat();
    bodies.sort_unstable();
    bodies.dedup();
    Responsible::DeterminationNeeded(bodies)
}

/// The council responsible after this detention, as responsibilities lie on `on`.
pub fn responsible_council(facts: &Facts<'_>, index: usize, on: Day) -> Finding<Responsible> {
    if let Some(determined) = residence::determined(facts, index, Kind::Council, on) {
        return determined;
    }
    let first = facts.first_of_the_same(index);
    let own = by_residence(facts, index, on);
    if index == first {
        return own;
    }
    let again = facts.episodes.get(index).and_then(|one| one.stay.again());
    match (again, facts.law().redetention()) {
        (Some(again), _) => brought_back(facts, index, on, own, again),
        (None, Redetention::Resets(judgment)) => {
            let mut own = own.because(judgment, "A further qualifying detention: residence is looked at afresh, and the earlier council's duty has ended by law, without anyone's decision.");
            own.overtaken = overtaken(facts, first, on, &own.outcome);
            own
        }
        (None, Redetention::Leaves) => by_residence(facts, first, on).because(
            &EWCA_2021_1957,
            "As the law was read then, a further qualifying detention left the duty with the council of the first.",
        ),
        (None, Redetention::Open) => {
            let earlier = by_residence(facts, first, on).outcome;
            let outcome = between(&own.outcome, &earlier);
            own.map(|_| outcome).because(
                &MHA_117_3,
                "Whether a further qualifying detention moved the duty had not been settled by a judgment that the register knows of.",
            )
        }
    }
}

/// Brought back to hospital without a new order: whether that is being detained afresh is open, and nothing turns on it where residence is
/// the same.
fn brought_back(
    facts: &Facts<'_>,
    index: usize,
    on: Day,
    own: Finding<Responsible>,
    again: Again,
) -> Finding<Responsible> {
    // What lies between matters to neither reading: either the last return decides, or the detention before all of them.
    let fresh = |at: &usize| {
        facts
            .episodes
            .get(*at)
            .is_some_and(|one| one.stay.again().is_none())
    };
    let before = (0..index).rev().find(fresh).unwrap_or(0);
    let earlier = if before == index {
        own.clone()
    } else if fresh(&before) {
        responsible_council(facts, before, on)
    } else {
        by_residence(facts, before, on)
    };
    let (provision, what) = match again {
        Again::Revoked | Again::Recalled => (
            &MHA_17G,
            "A community treatment order was revoked: the Act applies as if it had not been made, and whether the person is detained afresh is open.",
        ),
        Again::RecalledFromDischarge => (
            &MHA_42,
            "Recalled from conditional discharge under the first order: whether the person is detained afresh is open.",
        ),
    };
    if own.outcome == earlier.outcome {
        return own.because(provision, what).because(
            &MHA_117_3,
            "Nothing turns on it: residence before it leads to the same council.",
        );
    }
    let outcome = match (&earlier.outcome, &own.outcome) {
        (Responsible::CannotTell(missing), Responsible::CannotTell(_)) => {
            Responsible::CannotTell(missing)
        }
        (one, other) => between(one, other),
    };
    let mut finding = earlier.map(|_| outcome).because(provision, what);
    finding.used.extend(own.used);
    finding.unless("A finding that residence immediately before the return was in the same area, or a determination.")
}

/// The council of residence immediately before this detention.
fn by_residence(facts: &Facts<'_>, index: usize, on: Day) -> Finding<Responsible> {
    let begun = facts.episodes.get(index);
    let Some((episode, detained)) = begun.and_then(|one| Some((one, one.stay.detained_from()?)))
    else {
        return Finding::new(Responsible::CannotTell("when the qualifying detention began"))
            .because(&MHA_117_3, "The council follows from residence immediately before the detention, and when that began is not recorded.")
            .unless("The day on which the qualifying detention began.");
    };
    let (found, stale) = findings_before(facts, episode, detained);
    let mut finding = undecided(&found, detained).unwrap_or_else(|| {
        let finding = by_findings(facts, episode, detained, &found, on);
        residence::from_prison(residence::of_long_before(finding, stale), episode)
    });
    for (by, one) in &found {
        let says = say("{} before {}: {}")
            .word(one.finding.words())
            .date(one.before);
        let says = match &one.council {
            Some(council) => says.body(council),
            None => says.word("no area named"),
        };
        finding = finding.used(by, Part::Residence, says);
    }
    finding
}

/// What is missing, if no council is named.
fn undecided(found: &[Held<'_>], detained: PartialDate) -> Option<Finding<Responsible>> {
    let settled = || {
        found
            .iter()
            .filter(|(_, one)| one.finding != ResidenceOutcome::Undetermined)
    };
    if settled().any(|(_, one)| one.council.is_some()) {
        return None;
    }
    let missing = if settled().next().is_none() {
        "a council's finding of ordinary residence immediately before the detention"
    } else {
        "where the person was resident, or was sent on discharge"
    };
    let why = if found.is_empty() {
        say("Not recorded: {} ({}).").word(missing).date(detained)
    } else {
        say("A council has looked at residence before the detention of {} and left open: {}.")
            .date(detained)
            .word(missing)
    };
    Some(
        Finding::new(Responsible::CannotTell(missing))
            .because(&MHA_117_3, why)
            .unless("A council's finding of residence immediately before the detention, with its evidence."),
    )
}

fn by_findings(
    facts: &Facts<'_>,
    episode: &Episode<'_>,
    detained: PartialDate,
    found: &[Held<'_>],
    on: Day,
) -> Finding<Responsible> {
    let era = era(episode, detained);
    let councils = |deemed: bool| {
        let settled = by_the_test(found, era);
        let named = settled.filter_map(|(_, one)| {
            let placed = one.placed.as_ref().filter(|_| deemed);
            placed.map(|placed| &placed.by).or(one.council.as_ref())
        });
        settle(held_by(facts, named.cloned().collect(), on))
    };
    let outcome = councils(false);
    let open = |outcome: &Responsible| Responsible::DeterminationNeeded(outcome.bodies().to_vec());
    let finding = match era {
        // Residence alone is not the test any more: a finding of it leaves the question open.
        Era::OrdinaryResidence if only(found, ResidenceOutcome::Resident) => Finding::new(open(&outcome))
            .because(&MHA_117_3, say("Found resident there before the detention of {}; since 1 April 2015 the test is ordinary residence, which nobody has found.").date(detained))
            .unless("A finding of ordinary residence immediately before the detention."),
        Era::OrdinaryResidence => Finding::new(outcome).because(&MHA_117_3, basis(found).date(detained)),
        Era::Residence if only(found, ResidenceOutcome::OrdinarilyResident) => Finding::new(open(&outcome))
            .because(&CARE_ACT_75, say("Found ordinarily resident there before the detention of {}; before 1 April 2015 the test was residence, which nobody has found.").date(detained))
            .unless("A finding of residence immediately before the detention."),
        Era::Residence => Finding::new(outcome)
            .because(&CARE_ACT_75, say("Detained before 1 April 2015 ({}): the test is residence.").date(detained))
            .because(&EWCA_2011_77, "Residence has its ordinary meaning: who placed the person there does not matter."),
        Era::Straddles => Finding::new(open(&outcome))
            .because(&CARE_ACT_75, "Detained before 1 April 2015 and not out of hospital before it: no transitional rule says which test applies.")
            .unless("A determination of which test applies."),
    };
    let placed = found.iter().find_map(|(_, one)| one.placed.as_ref());
    let finding = match placed {
        Some(placed) => deemed(facts, episode, placed, finding, || councils(true)),
        None => finding,
    };
    finding
        .unless("A further qualifying detention, before which residence would be looked at afresh.")
        .unless("Another finding of residence immediately before the detention, or a determination under section 40 of the Care Act 2014.")
}

/// The view of the guidance of April 2022, where a body still relies on it.
fn overtaken(facts: &Facts<'_>, first: usize, on: Day, outcome: &Responsible) -> Vec<Overtaken> {
    let earlier = by_residence(facts, first, on).outcome;
    let Some(body) = earlier.body().filter(|body| Some(*body) != outcome.body()) else {
        return Vec::new();
    };
    let claims = |account: &Account| {
        let position = account.stated::<Position>();
        let residence = account.stated::<Residence>();
        let named = [
            position.and_then(|one| one.responsible_council.clone()),
            residence.and_then(|one| one.claim.clone()),
        ];
        held_by(facts, named.into_iter().flatten().collect(), on).contains(body)
    };
    let relying = facts
        .entry
        .accounts
        .iter()
        .filter(|account| claims(account));
    let held_by: Vec<_> = relying
        .map(|account| account.organisation.clone())
        .collect();
    if held_by.is_empty() {
        return Vec::new();
    }
    vec![Overtaken {
        view: &GUIDANCE_REDETENTION,
        by: &UKSC_2023_31,
        body: body.clone(),
        held_by,
    }]
}

fn era(episode: &Episode<'_>, detained: PartialDate) -> Era {
    let change = ORDINARY_RESIDENCE_FROM;
    let on_or_after =
        |date: PartialDate| date.earliest().is_some_and(|earliest| earliest >= change);
    let before = |date: PartialDate| date.latest().is_some_and(|latest| latest < change);
    if on_or_after(detained) {
        Era::OrdinaryResidence
    } else if before(detained) && episode.stay.exit.is_some_and(before) {
        Era::Residence
    } else {
        Era::Straddles
    }
}

fn basis(found: &[Held<'_>]) -> super::Sentence {
    let unsettled = found
        .iter()
        .any(|(_, finding)| finding.finding == ResidenceOutcome::NoSettledResidence);
    say(if unsettled {
        "No settled residence immediately before the detention of {}: the area where the person was resident or was sent on discharge."
    } else {
        "Ordinarily resident there immediately before the detention of {}, as found. Where the hospital is, who applied and who placed the person do not matter."
    })
}
