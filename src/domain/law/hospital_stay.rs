//! # One stay in hospital, told by several bodies
//!
//! Section 117(1) turns on leaving hospital, and a move from one hospital to another is not leaving. So the spells that the accounts
//! record are joined into stays: spells that overlap, or follow each other on the same or the next day, are one stay. What a body that
//! is no hospital holds about it (its position, "as held") stands beside as a claim of its own.

use crate::domain::code::OrganisationCode;
use crate::domain::entry::Entry;
use crate::domain::part::detention::{Detention, Spell};
use crate::domain::part::legal_basis::LegalBasis;
use crate::domain::part::position::Position;
use crate::domain::partial_date::{Day, PartialDate, next};

use super::defaults::MISMATCH;
use super::hospital_claim::{After, Again, Claim};
use super::legal_status::{Qualifies, Sections};

/// Something about a stay that cannot be, or on which the accounts differ so that only one can be right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contradiction {
    /// Whether the section was one that qualifies.
    Section,
    /// Left hospital before the qualifying detention began.
    LeftBeforeDetained,
    /// Left hospital, and in one since with no leaving recorded.
    StillThere,
}

impl Contradiction {
    /// In a sentence, and what would settle it.
    pub const fn says(self) -> (&'static str, &'static str) {
        match self {
            Self::Section => (
                "The accounts contradict each other on whether the section was one that qualifies.",
                "The hospital's own record of the section, or the other body taking back what it holds.",
            ),
            Self::LeftBeforeDetained => (
                "The day recorded for leaving hospital comes before the qualifying detention began, which cannot be.",
                "The hospital's correction of the day of leaving, or of the day on which the section began.",
            ),
            Self::StillThere => (
                "One hospital records that the person left, and another, or a later spell, that they are there.",
                "The day on which the spell that is still open ended.",
            ),
        }
    }
}

/// One stay in hospital, from coming in to leaving.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stay<'e> {
    /// What the accounts say, earliest first.
    pub claims: Vec<Claim<'e>>,
    /// Left hospital, as far as the accounts agree: from the earliest reading to the latest.
    pub exit: Option<PartialDate>,
}

impl<'e> Stay<'e> {
    /// A name for the stay that outlives corrections of its dates: a hospital's own, where there is one.
    pub fn subject(&self) -> String {
        let own = self.claims.iter().find(|claim| claim.own_spell());
        own.or(self.claims.first())
            .map(Claim::subject)
            .unwrap_or_default()
    }

    fn strongest(&self, own: bool) -> Option<Qualifies> {
        self.claims
            .iter()
            .filter(|claim| claim.own_spell() == own)
            .map(|claim| claim.qualifies)
            .max()
    }

    fn held(&self, answer: Qualifies) -> bool {
        self.claims
            .iter()
            .any(|claim| !claim.own_spell() && claim.qualifies == answer)
    }

    /// Whether the detention qualifies: what a hospital records, and where it records nothing what others hold.
    pub fn qualifies(&self) -> Qualifies {
        self.strongest(true)
            .max(self.strongest(false))
            .unwrap_or(Qualifies::Unknown)
    }

    /// What in the accounts cannot be, or not all be.
    pub fn contradiction(&self) -> Option<Contradiction> {
        let (left, detained) = (self.exit, self.detained_from());
        let backwards = matches!((left, detained), (Some(left), Some(detained)) if left.certainly_before(detained));
        if backwards {
            Some(Contradiction::LeftBeforeDetained)
        } else if left.is_some() && self.is_still_there() {
            Some(Contradiction::StillThere)
        } else {
            self.sections_differ().then_some(Contradiction::Section)
        }
    }

    /// A spell that began no earlier than those that are over has no end. One that began earlier was not closed when the person moved on.
    fn is_still_there(&self) -> bool {
        let own = || self.claims.iter().filter(|claim| claim.own_spell());
        let last = own()
            .filter(|claim| claim.exit.is_some())
            .map(Claim::begins)
            .max();
        let open = |claim: &Claim<'_>| claim.after == After::There && claim.exit.is_none();
        last.is_some_and(|last| own().any(|claim| open(claim) && claim.begins() >= last))
    }

    /// A hospital records a section that does not qualify and another body holds that it did; or where no hospital says, bodies hold both.
    fn sections_differ(&self) -> bool {
        match self.strongest(true) {
            Some(Qualifies::Yes) => false,
            Some(Qualifies::No) => self.held(Qualifies::Yes),
            Some(Qualifies::Unknown | Qualifies::PersonMustDecide) | None => {
                self.held(Qualifies::Yes) && self.held(Qualifies::No)
            }
        }
    }

    /// The statuses that the hospitals record.
    pub fn sections(&self) -> Sections {
        self.claims
            .iter()
            .fold(Sections::none(), |all, claim| all.or(claim.sections))
    }

    /// Back in hospital without a new order: whether the person is "detained" afresh is open.
    pub fn again(&self) -> Option<Again> {
        self.claims.iter().find_map(|claim| claim.again)
    }

    /// The qualifying detention began: from the earliest reading to the latest, own records before what others hold.
    pub fn detained_from(&self) -> Option<PartialDate> {
        let said = |own| {
            let dates = self
                .claims
                .iter()
                .filter(move |claim| claim.own_spell() == own && !claim.is_received(&self.claims))
                .filter_map(|claim| claim.detained_from);
            dates.reduce(PartialDate::hull)
        };
        said(true).or_else(|| said(false))
    }

    /// The application for it was made.
    pub fn application(&self) -> Option<PartialDate> {
        self.claims
            .iter()
            .filter(|claim| !claim.is_received(&self.claims))
            .filter_map(|claim| claim.application)
            .reduce(PartialDate::hull)
    }

    /// The detention ended, in the hospital that detained the person last; where that is not recorded, the person left.
    pub fn detention_ended(&self) -> Option<PartialDate> {
        let qualifying = self
            .claims
            .iter()
            .filter(|claim| claim.own_spell() && claim.qualifies == Qualifies::Yes);
        let last = qualifying.max_by_key(|claim| claim.begins());
        let followed = last.is_some_and(|last| last.is_followed(&self.claims));
        let ended = last.and_then(|last| last.spell).and_then(|spell| spell.end);
        ended.filter(|_| !followed).or(self.exit)
    }

    /// The person came in, under whatever section or none.
    pub fn began(&self) -> Option<PartialDate> {
        self.claims
            .iter()
            .filter_map(|claim| claim.start)
            .reduce(PartialDate::hull)
    }

    /// The dates on which each body says the person left hospital.
    pub fn exits(&self) -> impl Iterator<Item = (&'e OrganisationCode, PartialDate)> {
        self.claims
            .iter()
            .filter(|claim| !claim.is_followed(&self.claims) && !claim.is_within(&self.claims))
            .filter_map(|claim| claim.exit.map(|exit| (claim.by, exit)))
    }

    /// The hospital that holds, or last held, the person.
    pub fn hospital(&self) -> Option<&'e OrganisationCode> {
        self.last(|claim| !claim.is_within(&self.claims))
    }

    /// The hospital that detained the person in it, the last of them. Where the section ended before a move, another one held them last.
    pub fn detaining_hospital(&self) -> Option<&'e OrganisationCode> {
        self.last(|claim| claim.qualifies == Qualifies::Yes)
    }

    fn last(&self, which: impl Fn(&Claim<'_>) -> bool) -> Option<&'e OrganisationCode> {
        let own = self
            .claims
            .iter()
            .filter(|claim| claim.own_spell() && which(claim));
        own.max_by_key(|claim| (claim.after != After::MovedOn, claim.begins()))
            .map(|claim| claim.by)
    }

    /// The leave that the person may be on on a day began.
    pub fn away_from(&self, on: Day) -> Option<PartialDate> {
        let leaves = self.claims.iter().flat_map(Claim::leaves);
        let on_it = leaves.filter(|leave| {
            let gone = leave.from.earliest().is_none_or(|from| from <= on);
            let back = leave.until.and_then(PartialDate::latest);
            gone && back.is_none_or(|back| on < back)
        });
        on_it.map(|leave| leave.from).reduce(PartialDate::hull)
    }

    /// Left hospital: the hospitals' own records, widened by what others hold only where that differs.
    fn left(&self) -> Option<PartialDate> {
        let exits = |own: bool| {
            let told = self
                .claims
                .iter()
                .filter(move |claim| claim.own_spell() == own && !claim.is_within(&self.claims));
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

    /// Whether a claim that begins later belongs to it. A stay left on a day nobody knows is over when another spell begins, and whoever is
    /// brought back was out.
    fn takes(&self, claim: &Claim<'_>) -> bool {
        let same_return =
            |one: &Claim<'_>| match (one.again, one.detained_from, claim.detained_from) {
                (Some(_), Some(one), Some(other)) => {
                    !one.differs_by_more_than(other, u64::from(MISMATCH.value))
                }
                _ => false,
            };
        if claim.again.is_some() && !self.claims.iter().any(same_return) {
            return false;
        }
        let left =
            |one: &Claim<'_>| one.after != After::MovedOn && one.exit == Some(PartialDate::Unknown);
        match self.end() {
            Some(end) => claim.begins() <= next(end),
            None => !(claim.own_spell() && self.claims.iter().any(left)),
        }
    }

    fn end(&self) -> Option<Day> {
        self.exits().filter_map(|(_, exit)| exit.latest()).max()
    }
}

/// Every stay, earliest first.
pub fn stays(entry: &Entry) -> Vec<Stay<'_>> {
    let mut claims: Vec<Claim<'_>> = Vec::new();
    for account in &entry.accounts {
        if let Some(detention) = account.stated::<Detention>() {
            let basis = account.stated::<LegalBasis>();
            for spell in &detention.spells.items {
                Claim::of_spell(&account.organisation, spell, basis, &mut claims);
            }
        }
        let held = account
            .stated::<Position>()
            .and_then(|position| position.held.as_ref());
        claims.extend(held.and_then(|held| Claim::as_held(account, held)));
    }
    // A claim without any date has nothing to add where another account knows more.
    if claims.iter().any(|claim| claim.start.is_some()) {
        claims.retain(|claim| claim.start.is_some());
    }
    if claims
        .iter()
        .any(|claim| claim.spell.is_some_and(Spell::puts_out))
    {
        let all = claims.clone();
        for claim in &mut claims {
            claim.returns(&all);
        }
    }
    claims.sort_by_key(Claim::begins);
    let mut stays: Vec<Stay<'_>> = Vec::new();
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
