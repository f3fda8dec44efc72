//! What the rules of law and of discrepancy read: an entry, with what follows at once from it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::code::OrganisationCode;
use super::entry::{Account, Entry};
use super::law::hospital_claim::Again;
use super::law::hospital_stay::{Stay, stays};
use super::law::leave;
use super::law::legal_status::Qualifies;
use super::law::{Law, ending};
use super::organisation::Kind;
use super::part::detention::{Detention, EndReason};
use super::part::identity::Identity;
use super::part::position::Status;
use super::partial_date::PartialDate;
use super::when::{Days, When};

/// A qualifying stay, the time in it, and the after-care duty that follows it until the next one.
#[derive(Clone, Debug)]
pub struct Episode<'e> {
    /// The stay.
    pub stay: Stay<'e>,
    /// Detained under a qualifying section and not yet out of hospital: after-care must be planned.
    pub prospective: When,
    /// While detained, away on a leave that begins the duty.
    pub away: When,
    /// Out of hospital: after-care is owed.
    pub owed: When,
    /// Ended by both bodies: certainly, or perhaps.
    pub ended: When,
    /// Begun again, after both had ended it, and not ended since.
    pub reinstated: Option<PartialDate>,
}

/// Facts about one person.
#[derive(Debug)]
pub struct Facts<'e> {
    /// The entry they are drawn from.
    pub entry: &'e Entry,
    /// Every stay in hospital, earliest first.
    pub stays: Vec<Stay<'e>>,
    /// Qualifying stays and the duty after each, earliest first.
    pub episodes: Vec<Episode<'e>>,
    /// Dead, as far as any account says.
    pub dead: When,
    /// On a community treatment order.
    pub on_treatment_order: When,
    known: OnceCell<BTreeMap<OrganisationCode, When>>,
}

impl<'e> Facts<'e> {
    /// Draws the facts from an entry.
    pub fn of(entry: &'e Entry) -> Self {
        let stays = stays(entry);
        let dead = dead(entry);
        let episodes = episodes(entry, &stays, &dead);
        let mut facts = Self {
            entry,
            on_treatment_order: treatment_orders(&stays),
            stays,
            episodes,
            dead,
            known: OnceCell::new(),
        };
        ending::apply(&mut facts);
        facts
    }

    /// The law as it is to be read.
    pub const fn law(&self) -> &Law {
        &self.entry.law
    }

    /// The first episode of the after-care that this one belongs to: further detentions before it is discharged belong to the same.
    pub fn first_of_the_same(&self, index: usize) -> usize {
        let ended = |at: &usize| {
            self.episodes
                .get(*at)
                .is_some_and(|one| !one.ended.certain().is_never() && one.reinstated.is_none())
        };
        (0..index).rev().find(ended).map_or(0, |at| at + 1)
    }

    fn who_knew(&self) -> &BTreeMap<OrganisationCode, When> {
        self.known.get_or_init(|| {
            let concerned = self.entry.concerned().into_iter();
            concerned
                .map(|body| (body.clone(), self.first_knew(&body)))
                .collect()
        })
    }

    /// A duty is owed: out of hospital after a qualifying detention, or living elsewhere on leave, and not detained again since. A leave of
    /// which nobody can say whether it begins the duty is left out: it asks nobody for anything.
    pub fn duty(&self) -> When {
        self.episodes.iter().fold(When::never(), |all, one| {
            all.or(&one.owed)
                .or(&When::exactly(one.away.certain().clone()))
        })
    }

    /// A duty is owed, or will be when the person leaves hospital.
    pub fn concern(&self) -> When {
        self.episodes
            .iter()
            .fold(self.duty(), |all, one| all.or(&one.prospective))
    }

    /// The days on which a body knew of the entitlement: from its own earliest recorded section 117 fact, the day it says it has
    /// known since, its answer to a notification, or its first reading of the entry. Being sent a notification is not knowing.
    pub fn known(&self, body: &OrganisationCode) -> When {
        self.who_knew().get(body).cloned().unwrap_or_default()
    }

    /// The days on which some body of this kind knew.
    pub fn known_to(&self, kinds: &[Kind]) -> When {
        let bodies = self.who_knew().iter().filter(|(body, _)| {
            self.entry
                .kind(body)
                .is_some_and(|kind| kinds.contains(&kind))
        });
        bodies.fold(When::never(), |all, (_, when)| all.or(when))
    }

    /// The bodies of these kinds that ever knew.
    pub fn knowers(&self, kinds: &[Kind]) -> BTreeSet<OrganisationCode> {
        let knows = |(body, when): &(&OrganisationCode, &When)| {
            self.entry
                .kind(body)
                .is_some_and(|kind| kinds.contains(&kind))
                && !when.possible().is_never()
        };
        self.who_knew()
            .iter()
            .filter(knows)
            .map(|(body, _)| body.clone())
            .collect()
    }

    /// The days on which a body may be asked to act: those on which it may have known.
    pub fn may_be_asked(&self, body: &OrganisationCode) -> Days {
        self.who_knew()
            .get(body)
            .map_or_else(Days::never, |when| when.possible().clone())
    }

    /// The days on which an account's status was this one: each position holds from its own date until that of a later one.
    pub fn status(&self, account: &Account, status: Status) -> When {
        let positions = account.positions();
        let starts: Vec<_> = positions
            .iter()
            .map(|(version, taken)| {
                taken
                    .since
                    .unwrap_or_else(|| PartialDate::on(version.known.day()))
            })
            .collect();
        let mut holds = When::never();
        for (index, _) in positions
            .iter()
            .enumerate()
            .filter(|(_, (_, taken))| taken.status == status)
        {
            let replaced = starts
                .iter()
                .skip(index + 1)
                .fold(When::never(), |all, start| all.or(&When::from(*start)));
            holds = holds.or(&starts
                .get(index)
                .map_or_else(When::never, |start| When::from(*start))
                .minus(&replaced));
        }
        holds
    }

    /// The days on which bodies of these kinds had the person on record at all: a position written down, from the day it was.
    pub fn on_record(&self, kinds: &'static [Kind]) -> When {
        let first = |account: &Account| {
            account
                .positions()
                .first()
                .map(|(version, _)| version.known.day())
        };
        let days = self.entry.accounts_of(kinds).filter_map(first);
        days.min().map_or_else(When::never, When::from_day)
    }

    fn first_knew(&self, body: &OrganisationCode) -> When {
        let mut knew = When::never();
        for account in self
            .entry
            .accounts
            .iter()
            .filter(|account| account.organisation == *body)
        {
            for (version, position) in account.positions() {
                knew = knew.or(&When::from_day(version.known.day()));
                if let Some(since) = position.known_since {
                    knew = knew.or(&When::from(since));
                }
            }
        }
        let own = self
            .stays
            .iter()
            .flat_map(|stay| &stay.claims)
            .filter(|claim| *claim.by == *body && claim.own_spell());
        for claim in own.filter(|claim| claim.qualifies == Qualifies::Yes) {
            // The hospital knows once the person is both detained and there.
            if let (Some(start), Some(detained)) = (claim.start, claim.detained_from) {
                knew = knew.or(&When::from(start).and(&When::from(detained)));
            }
        }
        let answers = self
            .entry
            .notifications
            .iter()
            .filter(|one| one.to == *body)
            .flat_map(|one| &one.answers);
        let moments = answers
            .map(|(_, moment)| moment)
            .chain(self.entry.first_reads.get(body));
        moments.fold(knew, |all, moment| all.or(&When::from_day(moment.day())))
    }

    /// The hospitals that answer for leaving one stay, on the days on which each may be asked: the one that last detained the person, and
    /// the one that last held them.
    pub fn hospitals(&self, stay: &Stay<'_>) -> Vec<(OrganisationCode, Days)> {
        let bodies: BTreeSet<_> = stay
            .detaining_hospital()
            .into_iter()
            .chain(stay.hospital())
            .collect();
        bodies
            .into_iter()
            .map(|body| (body.clone(), self.may_be_asked(body)))
            .collect()
    }
}

/// Since when the person is dead, as far as the accounts say. Where several bodies have an account and one alone says so, it is only possible:
/// no body ends what another owes by its own word.
fn dead(entry: &Entry) -> When {
    let said = |account: &Account| {
        let recorded = account.stated::<Identity>().and_then(|one| one.died);
        let spells = account.stated::<Detention>();
        let spells = spells.into_iter().flat_map(|part| &part.spells.items);
        let died = spells.filter(|one| one.end_reason == Some(EndReason::Died));
        let deaths = died.filter_map(|spell| spell.end.or(spell.hospital_exit));
        recorded.into_iter().chain(deaths).reduce(PartialDate::hull)
    };
    let mut deaths: BTreeMap<&OrganisationCode, PartialDate> = BTreeMap::new();
    let mut bodies = BTreeSet::new();
    for account in &entry.accounts {
        bodies.insert(&account.organisation);
        deaths.extend(said(account).map(|day| (&account.organisation, day)));
    }
    let alone = deaths.len() == 1 && bodies.len() > 1;
    match deaths.into_values().reduce(PartialDate::hull) {
        None => When::never(),
        Some(day) if alone => When::from(day).doubtful(),
        Some(day) => When::from(day),
    }
}

/// The days on which a community treatment order was in force: until it ended or was revoked.
fn treatment_orders(stays: &[Stay<'_>]) -> When {
    let mut in_force = When::never();
    let claims = stays.iter().flat_map(|stay| &stay.claims);
    for claim in claims.filter(|claim| claim.share == 0) {
        for order in claim
            .spell
            .into_iter()
            .flat_map(|one| &one.treatment_orders)
        {
            let over = order.until.into_iter().chain(order.revoked);
            let over = over.fold(When::never(), |all, day| all.or(&When::from(day)));
            in_force = in_force.or(&When::from(order.from).minus(&over));
        }
    }
    in_force
}

/// Whether a stay begins an episode of its own. A recall that comes to nothing is no detention.
fn is_episode(stay: &Stay<'_>) -> bool {
    stay.qualifies() == Qualifies::Yes && stay.again() != Some(Again::Recalled)
}

fn episodes<'e>(entry: &Entry, stays: &[Stay<'e>], dead: &When) -> Vec<Episode<'e>> {
    let qualifying = || stays.iter().filter(|stay| is_episode(stay));
    let begun = |stay: &Stay<'_>| stay.detained_from().map_or_else(When::never, When::from);
    let mut episodes = Vec::with_capacity(stays.len());
    for (index, stay) in qualifying().enumerate() {
        // Left on a day nobody knows: at any time since the detention began.
        let left = match (stay.exit, stay.detained_from()) {
            (Some(PartialDate::Unknown), Some(detained)) => When::from(detained).doubtful(),
            (exit, _) => exit.map_or_else(When::never, When::from),
        };
        // What is itself in doubt ends nothing for certain.
        let again = |later: &Stay<'_>| match later.contradiction() {
            Some(_) => begun(later).doubtful(),
            None => begun(later),
        };
        let detained_again = qualifying()
            .skip(index + 1)
            .fold(When::never(), |all, later| all.or(&again(later)));
        let over = dead.or(&detained_again);
        let prospective = begun(stay).minus(&left).minus(&over);
        let mut episode = Episode {
            away: leave::away(&entry.law, stay).and(&prospective),
            prospective,
            owed: left.minus(&over),
            ended: When::never(),
            reinstated: None,
            stay: stay.clone(),
        };
        if stay.contradiction().is_some() {
            episode.prospective = episode.prospective.doubtful();
            episode.away = episode.away.doubtful();
            episode.owed = episode.owed.doubtful();
        }
        episodes.push(episode);
    }
    episodes
}
