//! How an organisation stands to an entry. Nobody grants itself access: whatever shows another body's parts rests on another body's act.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Entry, Moment, Purpose, Reply};
use crate::domain::facts::Facts;
use crate::domain::law::s117_2::duties;
use crate::domain::organisation::{Kind, Successor};
use crate::domain::part::Part;
use crate::domain::part::detention::Detention;
use crate::domain::part::dispute::Dispute;
use crate::domain::part::position::Position;
use crate::domain::part::registration::Registration;
use crate::domain::part::residence::Residence;
use crate::domain::partial_date::Day;

mod hospital;

use hospital::{coordinates, has_something_to_do};

/// The relation of an organisation to an entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Relation {
    /// A council or ICB that another body names, or the law applied to recorded facts names, and that accepts or lets the time to deny
    /// pass.
    Responsible,
    /// A Trust or hospital that another body acknowledged, transferred the person to, or named, while it has something to do.
    Provider,
    /// Named, and denying or not yet answering; or named only by a body that nobody has answered.
    Candidate,
    /// None of these any more.
    Former,
    /// Has an account of the person that no other body has answered.
    Claimant,
    /// Everyone else: for it there is no such person.
    Stranger,
}

impl Relation {
    /// All of them, in the order of every table.
    pub const ALL: [Self; 6] = [
        Self::Responsible,
        Self::Provider,
        Self::Candidate,
        Self::Former,
        Self::Claimant,
        Self::Stranger,
    ];

    /// Its name, as stored and published.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Responsible => "responsible",
            Self::Provider => "provider",
            Self::Candidate => "candidate",
            Self::Former => "former",
            Self::Claimant => "claimant",
            Self::Stranger => "stranger",
        }
    }
}

/// The organisations that another body's act has made parties: each side of an accepted notification.
fn bonded(entry: &Entry, day: Day) -> BTreeSet<OrganisationCode> {
    let told = || {
        let others = entry.notifications.iter().filter(|one| one.from != one.to);
        others.filter(|one| !one.kind.is_news())
    };
    let mut parties: BTreeSet<_> = told()
        .filter(|one| one.is_accepted())
        .flat_map(|one| [one.from.clone(), one.to.clone()])
        .collect();
    // What a party says counts without an answer: a transfer at once, being named once the time to deny it has passed.
    loop {
        let before = parties.len();
        for one in told()
            .filter(|one| one.answer().is_none() && parties.contains(&one.from))
            .collect::<Vec<_>>()
        {
            let counts = match one.kind.purpose() {
                Purpose::Work => true,
                Purpose::Duty => one.due < day,
                Purpose::Party | Purpose::News => false,
            };
            if counts {
                parties.insert(one.to.clone());
            }
        }
        if parties.len() == before {
            return parties;
        }
    }
}

/// The bodies of this kind that an account names. What was said before the person was detained again under a qualifying section is about the
/// duty that has passed.
fn names(entry: &Entry, kind: Kind) -> Vec<(&OrganisationCode, OrganisationCode)> {
    let again = Facts::of(entry)
        .episodes
        .iter()
        .skip(1)
        .filter_map(|one| one.stay.detained_from()?.earliest())
        .max();
    let mut named = Vec::new();
    for account in &entry.accounts {
        let said = account
            .newest(Part::Position)
            .map(|version| version.known.day());
        let current = again.is_none_or(|again| said.is_some_and(|said| said >= again));
        let position = account
            .stated::<Position>()
            .filter(|_| current || kind == Kind::Icb);
        let claims = match kind {
            Kind::Council => [
                position.and_then(|one| one.responsible_council.clone()),
                account
                    .stated::<Residence>()
                    .and_then(|one| one.claim.clone()),
            ],
            Kind::Icb => [
                position.and_then(|one| one.responsible_icb.clone()),
                account
                    .stated::<Registration>()
                    .and_then(|one| one.claim.clone()),
            ],
            Kind::Trust | Kind::Hospital => [None, None],
        };
        named.extend(
            claims
                .into_iter()
                .flatten()
                .map(|body| (&account.organisation, body)),
        );
    }
    named
}

fn may_be(entry: &Entry, named: &OrganisationCode, body: &OrganisationCode, day: Day) -> bool {
    match entry.holder(named, day) {
        Successor::Is(one) => one == *body,
        Successor::OneOf(several) => several.contains(body),
    }
}

/// The body of a kind on which the law settles, applied to what was recorded, leaving out one body's own findings where that is asked.
fn by_law(
    entry: &Entry,
    leaving_out: Option<&OrganisationCode>,
    kind: Kind,
    day: Day,
) -> Option<OrganisationCode> {
    let findings = |part| matches!(part, Part::Residence | Part::Registration);
    let is_left_out = |account: &Account| {
        Some(&account.organisation) == leaving_out
            && account
                .versions
                .iter()
                .any(|version| findings(version.part))
    };
    let mut others = Cow::Borrowed(entry);
    if entry.accounts.iter().any(is_left_out) {
        for account in &mut others.to_mut().accounts {
            if Some(&account.organisation) == leaving_out {
                account.versions.retain(|version| !findings(version.part));
            }
        }
    }
    let duties = duties(&Facts::of(&others), day);
    let latest = duties.into_iter().rev().find(|duty| duty.kind == kind)?;
    latest.responsible.outcome.body().cloned()
}

/// Whether anyone still names a body that was told: named in error and put right is named no longer.
fn still_named(entry: &Entry, body: &OrganisationCode, kind: Kind, day: Day) -> bool {
    match kind {
        Kind::Council | Kind::Icb => {
            let mut others = names(entry, kind).into_iter().filter(|(by, _)| *by != body);
            others.any(|(_, named)| may_be(entry, &named, body, day))
                || disputed(entry, body, day)
                || by_law(entry, Some(body), kind, day).as_ref() == Some(body)
                || coordinates(entry, body, day)
        }
        Kind::Trust | Kind::Hospital => {
            let parts = entry
                .accounts
                .iter()
                .filter_map(|account| account.stated::<Detention>());
            let mut transfers = parts
                .flat_map(|part| &part.spells.items)
                .flat_map(|spell| &spell.transfers);
            transfers.any(|one| one.to == *body) || coordinates(entry, body, day)
        }
    }
}

/// Whether another body names it in a dispute that is open.
fn disputed(entry: &Entry, body: &OrganisationCode, day: Day) -> bool {
    let others = entry
        .accounts
        .iter()
        .filter(|account| account.organisation != *body);
    let parts = others.filter_map(|account| account.stated::<Dispute>());
    let mut open = parts
        .flat_map(|part| &part.disputes.items)
        .filter(|one| one.is_open());
    open.any(|one| {
        let mut parties = one.parties.iter();
        parties.any(|party| may_be(entry, &party.organisation, body, day))
    })
}

/// Whether a council or ICB is at present held responsible. Nobody makes itself responsible by its own finding, and nobody evicts another by
/// its own: while two claim or disclaim, both stay parties.
fn held_responsible(entry: &Entry, body: &OrganisationCode, kind: Kind, day: Day) -> bool {
    if by_law(entry, Some(body), kind, day).as_ref() == Some(body) {
        return true;
    }
    let settled = by_law(entry, None, kind, day).filter(|settled| settled != body);
    let by_others =
        |one: &OrganisationCode| by_law(entry, Some(one), kind, day).as_ref() == Some(one);
    if settled.as_ref().is_some_and(by_others) {
        return false;
    }
    let (own, others): (Vec<_>, Vec<_>) = names(entry, kind)
        .into_iter()
        .partition(|(by, _)| *by == body);
    let named_in = |claims: &[(&OrganisationCode, OrganisationCode)]| {
        claims
            .iter()
            .any(|(_, named)| may_be(entry, named, body, day))
    };
    if settled.is_some() || !others.is_empty() {
        return named_in(&others);
    }
    // Nobody else names any: what its own record says stands alone, another body having answered it.
    let has_account = entry
        .accounts
        .iter()
        .any(|account| account.organisation == *body);
    named_in(&own) || (own.is_empty() && has_account)
}

/// The relation of an organisation to an entry as it stands, on a day.
pub fn relation(entry: &Entry, body: &OrganisationCode, day: Day) -> Relation {
    let Some(kind) = entry.kind(body) else {
        return Relation::Stranger;
    };
    let has_account = entry
        .accounts
        .iter()
        .any(|account| account.organisation == *body);
    let told: Vec<_> = entry
        .notifications
        .iter()
        .filter(|one| one.to == *body && one.from != *body && !one.kind.is_news())
        .collect();
    if !has_account && told.is_empty() {
        return Relation::Stranger;
    }
    // Only a body that owes the duty denies it; a hospital that declines one thing stays what its other acts make it.
    let about_duty = told.iter().filter(|one| match one.kind.purpose() {
        Purpose::Duty => true,
        Purpose::Work => !kind.owes_the_duty(),
        Purpose::Party | Purpose::News => false,
    });
    let newest_answer = about_duty
        .filter_map(|one| one.answer())
        .max_by_key(|(_, known)| *known);
    let denies = matches!(newest_answer, Some((Reply::Denied(_), _)));
    let named = if still_named(entry, body, kind, day) {
        Relation::Candidate
    } else {
        Relation::Former
    };
    if !bonded(entry, day).contains(body) {
        return if told.is_empty() {
            Relation::Claimant
        } else {
            named
        };
    }
    if denies && kind.owes_the_duty() {
        return named;
    }
    let stands = match kind {
        Kind::Council | Kind::Icb => {
            held_responsible(entry, body, kind, day).then_some(Relation::Responsible)
        }
        Kind::Trust | Kind::Hospital => {
            has_something_to_do(entry, body, day).then_some(Relation::Provider)
        }
    };
    let waiting = told.iter().any(|one| one.answer().is_none());
    stands.unwrap_or(if waiting { named } else { Relation::Former })
}

/// The last commit at which a former party was still something more: it reads others' parts as they stood then, and is told nothing of what
/// came after.
pub fn ceiling(entry: &Entry, body: &OrganisationCode) -> Option<Moment> {
    let moments = entry.moments();
    let still = moments.iter().rev().find(|moment| {
        match relation(&entry.as_known(moment.position), body, moment.day()) {
            Relation::Responsible | Relation::Provider | Relation::Candidate => true,
            Relation::Former | Relation::Claimant | Relation::Stranger => false,
        }
    });
    still.copied()
}
