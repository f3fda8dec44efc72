//! # Residence immediately before a detention, as councils find it
//!
//! What the answers of section 117(3) rest on, for councils and where it is the test for ICBs too. Two things practice has not settled are
//! left open: residence of people transferred from prison, and residence that may have changed in hospital.

use std::collections::BTreeSet;

use crate::domain::code::OrganisationCode;
use crate::domain::facts::{Episode, Facts};
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::part::registration::Registration;
use crate::domain::part::residence::{
    Determination, Residence, ResidenceFinding, ResidenceOutcome,
};
use crate::domain::partial_date::{Day, PartialDate, plus_days};

use super::s117_3::{held_by, settle};
use super::{CARE_ACT_40_1, Finding, MHA_117_3, Responsible, WHO_PAYS_2024, defaults, say};

/// A finding and the body whose account holds it.
pub(super) type Held<'e> = (&'e OrganisationCode, &'e ResidenceFinding);

/// The findings about the time immediately before a detention: those that look back from the day it began; where there is none, those that
/// look back from an earlier day of the same unbroken stay, such as an admission under section 2. And whether they are of an earlier day so
/// long before it that residence may have changed in between.
pub(super) fn findings_before<'e>(
    facts: &Facts<'e>,
    episode: &Episode<'_>,
    detained: PartialDate,
) -> (Vec<Held<'e>>, bool) {
    let entry = facts.entry;
    let all = || {
        entry.accounts.iter().flat_map(|account| {
            let residence = account.stated::<Residence>().into_iter();
            let findings = residence.flat_map(|residence| &residence.findings.items);
            findings.map(|one| (&account.organisation, one))
        })
    };
    let days = u64::from(defaults::MISMATCH.value);
    let exact: Vec<_> = all()
        .filter(|(_, one)| one.before != PartialDate::Unknown)
        .filter(|(_, one)| !one.before.differs_by_more_than(detained, days))
        .collect();
    if !exact.is_empty() {
        return (exact, false);
    }
    let came_in = episode.stay.began();
    let of_the_stay = |(_, one): &Held<'_>| {
        one.before != PartialDate::Unknown
            && came_in.is_some_and(|came_in| !one.before.certainly_before(came_in))
            && !detained.certainly_before(one.before)
    };
    let found: Vec<_> = all().filter(of_the_stay).collect();
    let long = u64::from(defaults::LONG_INFORMAL.value);
    let stale = |(_, one): &Held<'_>| {
        one.before
            .map(|day| plus_days(day, long))
            .certainly_before(detained)
    };
    let stale = !found.is_empty() && found.iter().all(stale);
    (found, stale)
}

/// What was determined of an episode, as the newest of the determinations has it; none where nothing was.
pub(super) fn determined(
    facts: &Facts<'_>,
    index: usize,
    kind: Kind,
    on: Day,
) -> Option<Finding<Responsible>> {
    let detained = facts.episodes.get(index)?.stay.detained_from()?;
    let days = u64::from(defaults::MISMATCH.value);
    let about = |one: &Determination| {
        one.before != PartialDate::Unknown && !one.before.differs_by_more_than(detained, days)
    };
    let (part, provision) = match kind {
        Kind::Council => (Part::Residence, &CARE_ACT_40_1),
        Kind::Icb => (Part::Registration, &WHO_PAYS_2024),
        Kind::Trust | Kind::Hospital => return None,
    };
    let recorded = facts.entry.accounts.iter().flat_map(|account| {
        let councils = account.stated::<Residence>().map(|one| &one.determinations);
        let boards = account
            .stated::<Registration>()
            .map(|one| &one.determinations);
        let all = if kind == Kind::Council {
            councils
        } else {
            boards
        };
        let all = all.into_iter().flatten();
        all.map(|one| (&account.organisation, one))
    });
    let recorded = recorded.filter(|(_, one)| about(one));
    let (by, one) = recorded.max_by_key(|(_, one)| one.on.latest())?;
    let body = BTreeSet::from([one.body.clone()]);
    let says = say("determined on {}: {}").date(one.on).body(&one.body);
    Some(
        Finding::new(settle(held_by(facts, body, on)))
            .because(
                provision,
                say("It was disputed, and determined on {}.").date(one.on),
            )
            .used(by, part, says)
            .unless("A review of the determination, or a further qualifying detention."),
    )
}

/// The same answer, left open.
fn open(
    finding: Finding<Responsible>,
    why: &'static str,
    settles: &'static str,
) -> Finding<Responsible> {
    let between = finding.outcome.bodies().to_vec();
    finding
        .map(|_| Responsible::DeterminationNeeded(between))
        .because(&MHA_117_3, why)
        .unless(settles)
}

/// Left open where the person was transferred from prison.
pub(super) fn from_prison(
    finding: Finding<Responsible>,
    episode: &Episode<'_>,
) -> Finding<Responsible> {
    if finding.outcome.bodies().is_empty() || !episode.stay.sections().from_prison() {
        return finding;
    }
    open(
        finding,
        "Transferred from prison under section 47 or 48: whether residence before prison decides, or in it, is unsettled in practice.",
        "A determination of which residence decides.",
    )
}

/// Left open where the finding is of residence long before the detention.
pub(super) fn of_long_before(
    finding: Finding<Responsible>,
    long_before: bool,
) -> Finding<Responsible> {
    if !long_before {
        return finding;
    }
    open(
        finding,
        "The residence found is that before coming into hospital, more than 28 days before the qualifying detention: a person can become ordinarily resident elsewhere meanwhile.",
        "A finding of ordinary residence immediately before the qualifying detention itself.",
    )
}

/// Whether every finding that is settled is this one.
pub(super) fn only(found: &[Held<'_>], outcome: ResidenceOutcome) -> bool {
    found.iter().all(|(_, finding)| {
        finding.finding == outcome || finding.finding == ResidenceOutcome::Undetermined
    })
}

/// The findings by the test of the time, where there are any: else all that are settled.
pub(super) fn by_the_test<'f, 'e>(
    found: &'f [Held<'e>],
    era: Era,
) -> impl Iterator<Item = &'f Held<'e>> {
    let other_test = match era {
        Era::Residence => Some(ResidenceOutcome::OrdinarilyResident),
        Era::OrdinaryResidence => Some(ResidenceOutcome::Resident),
        Era::Straddles => None,
    };
    let settled = |one: &&Held<'_>| one.1.finding != ResidenceOutcome::Undetermined;
    let of_the_time = move |one: &&Held<'_>| Some(one.1.finding) != other_test;
    let any = found.iter().filter(settled).any(|one| of_the_time(&one));
    found
        .iter()
        .filter(settled)
        .filter(move |one| !any || of_the_time(one))
}

/// Which test applies.
#[derive(Clone, Copy)]
pub(super) enum Era {
    Residence,
    OrdinaryResidence,
    Straddles,
}
