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
use crate::domain::facts::{Episode, Facts};
use crate::domain::organisation::Successor;
use crate::domain::part::Part;
use crate::domain::part::residence::{Residence, ResidenceFinding, ResidenceOutcome};
use crate::domain::partial_date::{Day, PartialDate};

use super::{CARE_ACT_75, Finding, MHA_117_3, Responsible, UKSC_2023_31, defaults};

/// The parts the answer reads.
pub const READS: &[Part] = &[
    Part::Identity,
    Part::Detention,
    Part::LegalBasis,
    Part::Position,
    Part::Residence,
];

/// The day the test became ordinary residence (Care Act 2014, s. 75(3)).
pub const ORDINARY_RESIDENCE_FROM: Option<Day> = Day::from_ymd_opt(2015, 4, 1);

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

/// The findings about the time immediately before a detention: those that look back from the day it began; where there is none, those that
/// look back from an earlier day of the same unbroken stay, such as an admission under section 2.
fn findings_before<'e>(
    facts: &Facts<'e>,
    episode: &Episode,
    detained: PartialDate,
) -> Vec<&'e ResidenceFinding> {
    let residences = facts
        .entry
        .accounts
        .iter()
        .filter_map(|account| account.stated::<Residence>());
    let all: Vec<_> = residences
        .flat_map(|residence| &residence.findings.items)
        .collect();
    let days = u64::from(defaults::MISMATCH.value);
    let of_the_day = |one: &&&ResidenceFinding| !one.before.differs_by_more_than(detained, days);
    let exact: Vec<_> = all.iter().filter(of_the_day).copied().collect();
    if !exact.is_empty() {
        return exact;
    }
    let came_in = episode
        .stay
        .claims
        .iter()
        .filter_map(|claim| claim.start)
        .reduce(PartialDate::hull);
    let of_the_stay = |one: &&ResidenceFinding| {
        came_in.is_some_and(|came_in| !one.before.certainly_before(came_in))
            && !detained.certainly_before(one.before)
    };
    all.into_iter().filter(of_the_stay).collect()
}

/// The council responsible after this detention, as responsibilities lie on `on`.
pub fn responsible_council(facts: &Facts<'_>, index: usize, on: Day) -> Finding<Responsible> {
    let begun = facts.episodes.get(index);
    let Some((episode, detained)) = begun.and_then(|one| Some((one, one.stay.detained_from()?)))
    else {
        return Finding::new(Responsible::CannotTell("when the qualifying detention began"))
            .because(&MHA_117_3, "The council follows from residence immediately before the detention, and when that began is not recorded.");
    };
    let found = findings_before(facts, episode, detained);
    let settled = found
        .iter()
        .filter(|finding| finding.finding != ResidenceOutcome::Undetermined);
    let councils: BTreeSet<_> = settled
        .clone()
        .filter_map(|finding| finding.council.clone())
        .collect();
    if councils.is_empty() {
        let missing = if settled.count() == 0 {
            "a council's finding of ordinary residence immediately before the detention"
        } else {
            "where the person was resident, or was sent on discharge"
        };
        return Finding::new(Responsible::CannotTell(missing))
            .because(&MHA_117_3, if found.is_empty() {
                format!("Not recorded: {missing} ({detained}).")
            } else {
                format!("A council has looked at residence before the detention of {detained} and left it undetermined.")
            });
    }
    let outcome = settle(held_by(facts, councils, on));
    let mut finding = match era(facts.episodes.get(index), detained) {
        // Residence alone is not the test any more: a finding of it leaves the question open.
        Era::OrdinaryResidence if only_resident(&found) => {
            Finding::new(Responsible::DeterminationNeeded(candidates(outcome)))
                .because(&MHA_117_3, basis(&found, detained))
        }
        Era::OrdinaryResidence => {
            Finding::new(outcome).because(&MHA_117_3, basis(&found, detained))
        }
        Era::Residence => Finding::new(outcome).because(
            &CARE_ACT_75,
            format!("Detained before 1 April 2015 ({detained}): the test is residence."),
        ),
        Era::Straddles => {
            Finding::new(Responsible::DeterminationNeeded(candidates(outcome))).because(
                &CARE_ACT_75,
                "Detained before 1 April 2015 and out of hospital on or after it: no transitional rule says which test applies.",
            )
        }
    };
    if index > 0 {
        finding = finding.because(&UKSC_2023_31, "A further qualifying detention: residence is looked at afresh, and the earlier council's duty has ended without fault.");
    }
    finding
}

fn candidates(outcome: Responsible) -> Vec<OrganisationCode> {
    match outcome {
        Responsible::Is(one) => vec![one],
        Responsible::DeterminationNeeded(several) => several,
        Responsible::NhsEngland | Responsible::CannotTell(_) => Vec::new(),
    }
}

fn only_resident(found: &[&ResidenceFinding]) -> bool {
    found.iter().all(|finding| match finding.finding {
        ResidenceOutcome::Resident | ResidenceOutcome::Undetermined => true,
        ResidenceOutcome::OrdinarilyResident | ResidenceOutcome::NoSettledResidence => false,
    })
}

enum Era {
    Residence,
    OrdinaryResidence,
    Straddles,
}

fn era(episode: Option<&Episode>, detained: PartialDate) -> Era {
    let Some(change) = ORDINARY_RESIDENCE_FROM else {
        return Era::Straddles;
    };
    let on_or_after =
        |date: PartialDate| date.earliest().is_some_and(|earliest| earliest >= change);
    let before = |date: PartialDate| date.latest().is_some_and(|latest| latest < change);
    if on_or_after(detained) {
        Era::OrdinaryResidence
    } else if before(detained) && episode.and_then(|one| one.stay.exit).is_some_and(before) {
        Era::Residence
    } else {
        Era::Straddles
    }
}

fn basis(found: &[&ResidenceFinding], detained: PartialDate) -> String {
    if only_resident(found) {
        format!(
            "Found resident there before the detention of {detained}; since 1 April 2015 the test is ordinary residence, which nobody has found."
        )
    } else if found
        .iter()
        .any(|finding| finding.finding == ResidenceOutcome::NoSettledResidence)
    {
        format!(
            "No settled residence immediately before the detention of {detained}: the area where the person was resident or was sent on discharge."
        )
    } else {
        format!(
            "Ordinarily resident there immediately before the detention of {detained}, as the council found."
        )
    }
}
