//! # One stay in hospital, told by several bodies
//!
//! Section 117(1) turns on leaving hospital, and a move from one hospital to another is not leaving. So the spells that the accounts
//! record are joined into stays: spells that overlap, or follow each other on the same or the next day, are one stay. What a body that
//! is no hospital holds about it (its position, "as held") stands beside as a claim of its own.

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Entry};
use crate::domain::part::Answer;
use crate::domain::part::detention::{Detention, Spell};
use crate::domain::part::legal_basis::LegalBasis;
use crate::domain::part::position::{AsHeld, Position};
use crate::domain::partial_date::{Day, PartialDate, next};

use super::defaults::MISMATCH;
use super::legal_status::{Qualifies, is_part_3, label, qualifies};

/// What became of the person in one hospital, as far as it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum After {
    /// Still there: it records neither an end, nor a transfer, nor an exit.
    There,
    /// Passed on to another hospital.
    MovedOn,
    /// Left, or no longer detained there.
    Over,
}

impl After {
    const fn of(spell: &Spell) -> Self {
        if !spell.transfers.is_empty() {
            Self::MovedOn
        } else if spell.end.is_none() && spell.hospital_exit.is_none() {
            Self::There
        } else {
            Self::Over
        }
    }
}

/// What one account says of one stay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim {
    /// Who says so.
    pub by: OrganisationCode,
    /// Whether it is the hospital's own record, rather than what another body holds.
    pub own_spell: bool,
    /// A name for it that outlives corrections: the organisation and its key for the spell.
    pub subject: String,
    /// The stay, or this hospital's share of it, began.
    pub start: Option<PartialDate>,
    /// Left hospital, or ceased to be detained if that was later.
    pub exit: Option<PartialDate>,
    /// Whether the detention qualifies.
    pub qualifies: Qualifies,
    /// The legal statuses, in words: those that qualify, where any does.
    pub statuses: Vec<&'static str>,
    /// The qualifying detention began.
    pub detained_from: Option<PartialDate>,
    /// The application behind it was made.
    pub application: Option<PartialDate>,
    /// The qualifying detention is under Part 3.
    pub part_3: bool,
    /// Whether NHS England arranged it.
    pub nhs_england: Option<Answer>,
    /// What became of the person there.
    pub after: After,
}

/// One stay in hospital, from coming in to leaving.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stay {
    /// What the accounts say, earliest first.
    pub claims: Vec<Claim>,
    /// Left hospital, as far as the accounts agree: from the earliest reading to the latest.
    pub exit: Option<PartialDate>,
}

impl Claim {
    fn of_spell(account: &Account, spell: &Spell, basis: Option<&LegalBasis>) -> Self {
        let statuses: Vec<_> = basis
            .iter()
            .flat_map(|basis| &basis.statuses.items)
            .filter(|status| status.spell == spell.key)
            .collect();
        let first = statuses
            .iter()
            .filter(|one| qualifies(one) == Qualifies::Yes)
            .min_by_key(|one| one.from.earliest());
        let ended_later = spell.end.filter(|end| {
            spell
                .hospital_exit
                .is_some_and(|exit| exit.certainly_before(*end))
        });
        Self {
            by: account.organisation.clone(),
            own_spell: true,
            subject: format!("{}/{}", account.organisation, spell.key),
            start: Some(spell.start),
            exit: spell.hospital_exit.map(|exit| ended_later.unwrap_or(exit)),
            qualifies: statuses
                .iter()
                .map(|one| qualifies(one))
                .max()
                .unwrap_or(Qualifies::Unknown),
            statuses: statuses
                .iter()
                .filter(|one| first.is_none() || qualifies(one) == Qualifies::Yes)
                .map(|one| label(one.code))
                .collect(),
            detained_from: first.map(|one| one.from),
            application: first.and_then(|one| one.application),
            part_3: first.is_some_and(|one| is_part_3(one.code)),
            nhs_england: first.and_then(|one| one.commissioned_by_nhs_england),
            after: After::of(spell),
        }
    }

    fn as_held(account: &Account, held: &AsHeld) -> Option<Self> {
        let says_something = held.qualifying.is_some()
            || held.detained_on.is_some()
            || held.left_hospital_on.is_some();
        says_something.then(|| Self {
            by: account.organisation.clone(),
            own_spell: false,
            subject: format!("{}/as held", account.organisation),
            start: held.detained_on.or(held.left_hospital_on),
            exit: held.left_hospital_on,
            qualifies: match held.qualifying {
                Some(Answer::Yes) => Qualifies::Yes,
                Some(Answer::No) => Qualifies::No,
                Some(Answer::Unknown) | None => Qualifies::Unknown,
            },
            statuses: Vec::new(),
            detained_from: held
                .detained_on
                .filter(|_| held.qualifying == Some(Answer::Yes)),
            application: None,
            part_3: false,
            nhs_england: None,
            after: After::Over,
        })
    }

    fn begins(&self) -> Day {
        self.start
            .and_then(PartialDate::earliest)
            .unwrap_or(Day::MIN)
    }

    /// Whether another hospital's share of the stay follows on the day this one says the person left, or the day after.
    fn is_followed(&self, others: &[Self]) -> bool {
        let Some((left, last)) = self
            .exit
            .and_then(|exit| Some((exit.earliest()?, exit.latest()?)))
        else {
            return false;
        };
        others.iter().any(|other| {
            other.own_spell
                && other.begins() > self.begins()
                && other.begins() >= left
                && other.begins() <= next(last)
        })
    }

    /// Whether it is a visit to another ward from a detention that went on, from which the person came back: an operation, say.
    fn is_within(&self, others: &[Self]) -> bool {
        let came_back = |other: &Self| matches!((self.exit, other.exit), (Some(back), Some(left)) if back.certainly_before(left));
        self.own_spell
            && self.qualifies != Qualifies::Yes
            && others.iter().any(|other| {
                other.own_spell
                    && other.qualifies == Qualifies::Yes
                    && other.begins() <= self.begins()
                    && (came_back(other)
                        || (other.after == After::There && self.qualifies == Qualifies::No))
            })
    }

    /// Whether the person was received in it already detained: its status then repeats, and does not say when the detention began.
    fn is_received(&self, others: &[Self]) -> bool {
        let (Some(start), Some(detained)) = (self.start, self.detained_from) else {
            return false;
        };
        !detained.certainly_before(start)
            && others.iter().any(|other| {
                other.own_spell
                    && other
                        .detained_from
                        .is_some_and(|from| from.certainly_before(start))
            })
    }
}

impl Stay {
    /// A name for the stay that outlives corrections of its dates: a hospital's own, where there is one.
    pub fn subject(&self) -> String {
        let own = self.claims.iter().find(|claim| claim.own_spell);
        own.or(self.claims.first())
            .map(|claim| claim.subject.clone())
            .unwrap_or_default()
    }

    /// Whether the detention qualifies, by the strongest claim.
    pub fn qualifies(&self) -> Qualifies {
        self.claims
            .iter()
            .map(|claim| claim.qualifies)
            .max()
            .unwrap_or(Qualifies::Unknown)
    }

    /// The qualifying detention began: from the earliest reading to the latest, own records before what others hold.
    pub fn detained_from(&self) -> Option<PartialDate> {
        let said = |own| {
            let dates = self
                .claims
                .iter()
                .filter(move |claim| claim.own_spell == own && !claim.is_received(&self.claims))
                .filter_map(|claim| claim.detained_from);
            dates.reduce(PartialDate::hull)
        };
        said(true).or_else(|| said(false))
    }

    /// The application for it was made.
    pub fn application(&self) -> Option<PartialDate> {
        self.claims
            .iter()
            .filter_map(|claim| claim.application)
            .reduce(PartialDate::hull)
    }

    /// The dates on which each body says the person left hospital.
    pub fn exits(&self) -> impl Iterator<Item = (&OrganisationCode, PartialDate)> {
        self.claims
            .iter()
            .filter(|claim| !claim.is_followed(&self.claims) && !claim.is_within(&self.claims))
            .filter_map(|claim| claim.exit.map(|exit| (&claim.by, exit)))
    }

    /// The hospital that holds, or last held, the person.
    pub fn hospital(&self) -> Option<&OrganisationCode> {
        self.last(|claim| !claim.is_within(&self.claims))
    }

    /// The hospital that detained the person in it, the last of them. Where the section ended before a move, another one held them last.
    pub fn detaining_hospital(&self) -> Option<&OrganisationCode> {
        self.last(|claim| claim.qualifies == Qualifies::Yes)
    }

    fn last(&self, which: impl Fn(&Claim) -> bool) -> Option<&OrganisationCode> {
        let own = self
            .claims
            .iter()
            .filter(|claim| claim.own_spell && which(claim));
        own.max_by_key(|claim| (claim.after != After::MovedOn, claim.begins()))
            .map(|claim| &claim.by)
    }

    /// Left hospital: the hospitals' own records, widened by what others hold only where that differs.
    fn left(&self) -> Option<PartialDate> {
        let exits = |own: bool| {
            let told = self
                .claims
                .iter()
                .filter(move |claim| claim.own_spell == own && !claim.is_within(&self.claims));
            told.filter(|claim| !claim.is_followed(&self.claims))
                .filter_map(|claim| claim.exit)
        };
        let recorded = exits(true).reduce(PartialDate::hull);
        let differs = |held: &PartialDate| {
            recorded.is_none_or(|own| own.differs_by_more_than(*held, u64::from(MISMATCH.value)))
        };
        recorded
            .into_iter()
            .chain(exits(false).filter(differs))
            .reduce(PartialDate::hull)
    }

    /// Whether a claim that begins later belongs to it. A stay left on a day nobody knows is over when another spell begins.
    fn takes(&self, claim: &Claim) -> bool {
        let left = |one: &Claim| {
            one.own_spell && one.after != After::MovedOn && one.exit == Some(PartialDate::Unknown)
        };
        match self.end() {
            Some(end) => claim.begins() <= next(end),
            None => !(claim.own_spell && self.claims.iter().any(left)),
        }
    }

    fn end(&self) -> Option<Day> {
        self.exits().filter_map(|(_, exit)| exit.latest()).max()
    }
}

/// Every stay, earliest first.
pub fn stays(entry: &Entry) -> Vec<Stay> {
    let mut claims: Vec<Claim> = Vec::new();
    for account in &entry.accounts {
        let basis = account.stated::<LegalBasis>();
        let spells = account
            .stated::<Detention>()
            .into_iter()
            .flat_map(|detention| &detention.spells.items);
        claims.extend(spells.map(|spell| Claim::of_spell(account, spell, basis)));
        let held = account
            .stated::<Position>()
            .and_then(|position| position.held.as_ref());
        claims.extend(held.and_then(|held| Claim::as_held(account, held)));
    }
    // A claim without any date has nothing to add where another account knows more.
    if claims.iter().any(|claim| claim.start.is_some()) {
        claims.retain(|claim| claim.start.is_some());
    }
    claims.sort_by_key(|claim| (claim.begins(), !claim.own_spell));
    let mut stays: Vec<Stay> = Vec::new();
    for claim in claims {
        match stays.last_mut() {
            Some(stay) if stay.takes(&claim) => stay.claims.push(claim),
            Some(_) | None => stays.push(Stay {
                claims: vec![claim],
                exit: None,
            }),
        }
    }
    for stay in &mut stays {
        stay.exit = stay.left();
    }
    stays
}
