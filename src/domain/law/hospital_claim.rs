//! # What one account says of one stay in hospital
//!
//! A hospital's spell, or the share of it between two absences; or what a body that is no hospital holds about it ("as held").
//!
//! A community treatment order (s. 17A) and a conditional discharge (s. 42, 73, 74) put a person out of hospital although the spell may
//! have no exit and its section no end: the section behind an order is suspended, and a code that still stands with an open end means "in
//! the community". When such an order is revoked, or the person recalled under the first order of the court, the person is back in hospital
//! without a new order: whether that is "being detained" afresh is an open point (s. 17G).

use crate::domain::code::OrganisationCode;
use crate::domain::entry::Account;
use crate::domain::part::Answer;
use crate::domain::part::detention::{Leave, Spell, TreatmentOrder};
use crate::domain::part::legal_basis::{LegalBasis, LegalStatus};
use crate::domain::part::position::AsHeld;
use crate::domain::partial_date::{Day, PartialDate, next, plus_days};

use super::defaults::RECALL_DAYS;
use super::legal_status::{Qualifies, Sections, implies_earlier, is_part_3, qualifies};

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

/// Back in hospital without a new order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Again {
    /// A community treatment order was revoked (s. 17F).
    Revoked,
    /// Recalled under a community treatment order and not (or not yet) revoked (s. 17E): no detention of its own.
    Recalled,
    /// Recalled from conditional discharge (s. 42).
    RecalledFromDischarge,
}

/// By what a person left hospital, where the hospital does not record the leaving itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftBy {
    /// A community treatment order.
    TreatmentOrder,
    /// A conditional discharge.
    ConditionalDischarge,
}

/// What one account says of one stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim<'e> {
    /// Who says so.
    pub by: &'e OrganisationCode,
    /// The hospital's own spell; none for what another body holds.
    pub spell: Option<&'e Spell>,
    /// Which share of the spell it is, from 0: the person may have been out and back.
    pub share: usize,
    /// The stay, or this hospital's share of it, began.
    pub start: Option<PartialDate>,
    /// Left hospital, or ceased to be detained if that was later.
    pub exit: Option<PartialDate>,
    /// By what, where no leaving is recorded.
    pub left_by: Option<LeftBy>,
    /// Whether the detention qualifies.
    pub qualifies: Qualifies,
    /// The legal statuses: those that qualify, where any does.
    pub sections: Sections,
    /// A status implies that there was an earlier detention that qualifies.
    pub implies_earlier: bool,
    /// The qualifying detention began.
    pub detained_from: Option<PartialDate>,
    /// Back without a new order.
    pub again: Option<Again>,
    /// The application behind it was made.
    pub application: Option<PartialDate>,
    /// The qualifying detention is under Part 3.
    pub part_3: bool,
    /// Whether NHS England arranged it.
    pub nhs_england: Option<Answer>,
    /// What became of the person there.
    pub after: After,
}

/// Left hospital, or ceased to be detained if that was later.
fn recorded_exit(spell: &Spell) -> Option<PartialDate> {
    let exit = spell.hospital_exit?;
    let later = spell.end.filter(|end| exit.certainly_before(*end));
    Some(later.unwrap_or(exit))
}

/// A stretch of a spell.
struct Share {
    start: PartialDate,
    exit: Option<PartialDate>,
    left_by: Option<LeftBy>,
    /// Brought back on this day, if it did not begin with coming in.
    back: Option<PartialDate>,
}

/// The stretches that a spell covers, cut where an order put the person out and its revocation brought them back.
fn shares(spell: &Spell) -> Vec<Share> {
    let recorded = recorded_exit(spell);
    let mut orders: Vec<&TreatmentOrder> = spell.treatment_orders.iter().collect();
    orders.sort_by_key(|order| order.from);
    let mut shares = Vec::with_capacity(1);
    let (mut start, mut back) = (spell.start, None);
    for order in &orders {
        let Some(revoked) = order.revoked else {
            continue;
        };
        let left = match recorded {
            Some(exit) if exit.certainly_before(start) => order.from,
            Some(exit) if exit.certainly_before(revoked) => exit,
            // Which of the two leavings a vague day means cannot be told.
            Some(exit) if exit.earliest() < revoked.latest() => order.from.hull(exit),
            Some(_) | None => order.from,
        };
        shares.push(Share {
            start,
            exit: Some(left),
            left_by: Some(LeftBy::TreatmentOrder),
            back,
        });
        (start, back) = (order.recalled.unwrap_or(revoked), Some(revoked));
    }
    // What is recorded before the last return is the leaving before it; what may be either says of neither when it was.
    let recorded = recorded.and_then(|exit| match back {
        Some(back) if exit.certainly_before(back) => None,
        Some(back) if exit.earliest() < back.latest() => Some(PartialDate::Unknown),
        Some(_) | None => Some(exit),
    });
    let order = orders
        .iter()
        .find(|order| order.revoked.is_none() && !order.from.certainly_before(start))
        .map(|order| (order.from, LeftBy::TreatmentOrder));
    let conditional = spell
        .conditional_discharge
        .as_ref()
        .map(|one| (one.on, LeftBy::ConditionalDischarge));
    let (exit, left_by) = match (recorded, order.or(conditional)) {
        (Some(exit), _) => (Some(exit), None),
        (None, Some((from, by))) => (Some(from), Some(by)),
        (None, None) => (None, None),
    };
    shares.push(Share {
        start,
        exit,
        left_by,
        back,
    });
    shares
}

impl<'e> Claim<'e> {
    /// What a hospital's spell says, share by share.
    pub(super) fn of_spell(
        by: &'e OrganisationCode,
        spell: &'e Spell,
        basis: Option<&'e LegalBasis>,
        claims: &mut Vec<Self>,
    ) {
        let of_the_spell = || {
            let statuses = basis.into_iter().flat_map(|basis| &basis.statuses.items);
            statuses.filter(|status| status.spell == spell.key)
        };
        let qualifying = |one: &&LegalStatus| qualifies(one) == Qualifies::Yes;
        let first = of_the_spell()
            .filter(qualifying)
            .min_by_key(|one| one.from.earliest());
        let named = of_the_spell().filter(|one| first.is_none() || qualifying(one));
        let claim = Self {
            by,
            spell: Some(spell),
            share: 0,
            start: Some(spell.start),
            exit: None,
            left_by: None,
            qualifies: of_the_spell()
                .map(qualifies)
                .max()
                .unwrap_or(Qualifies::Unknown),
            sections: named.fold(Sections::none(), |all, one| all.and(one.code)),
            implies_earlier: of_the_spell().any(|one| implies_earlier(one.code)),
            detained_from: first.map(|one| one.from),
            again: None,
            application: first.and_then(|one| one.application),
            part_3: first.is_some_and(|one| is_part_3(one.code)),
            nhs_england: first.and_then(|one| one.commissioned_by_nhs_england),
            after: After::There,
        };
        // An order or a conditional discharge follows a section that qualifies: one on anything else is a slip, and says nothing.
        if !spell.puts_out() || first.is_none() {
            let exit = recorded_exit(spell);
            let after = after(spell, exit);
            claims.push(Self {
                exit,
                after,
                ..claim
            });
            return;
        }
        for (share, one) in shares(spell).into_iter().enumerate() {
            let Share {
                start,
                exit,
                left_by,
                back,
            } = one;
            claims.push(Self {
                share,
                start: Some(start),
                exit,
                left_by,
                detained_from: back.or(claim.detained_from),
                again: back.map(|_| Again::Revoked),
                after: after(spell, exit),
                ..claim
            });
        }
    }

    /// What a body without the hospital's record holds, if it says anything.
    pub(super) fn as_held(account: &'e Account, held: &'e AsHeld) -> Option<Self> {
        let says_something = held.qualifying.is_some()
            || held.detained_on.is_some()
            || held.left_hospital_on.is_some();
        says_something.then(|| Self {
            by: &account.organisation,
            spell: None,
            share: 0,
            start: held.detained_on.or(held.left_hospital_on),
            exit: held.left_hospital_on,
            left_by: None,
            qualifies: match held.qualifying {
                Some(Answer::Yes) => Qualifies::Yes,
                Some(Answer::No) => Qualifies::No,
                Some(Answer::Unknown) | None => Qualifies::Unknown,
            },
            sections: Sections::none(),
            implies_earlier: false,
            detained_from: held
                .detained_on
                .filter(|_| held.qualifying == Some(Answer::Yes)),
            again: None,
            application: None,
            part_3: false,
            nhs_england: None,
            after: After::Over,
        })
    }

    /// Whether it is the hospital's own record, rather than what another body holds.
    pub const fn own_spell(&self) -> bool {
        self.spell.is_some()
    }

    /// A name for it that outlives corrections: the organisation and its key for the spell.
    pub fn subject(&self) -> String {
        match (self.spell, self.share) {
            (None, _) => format!("{}/as held", self.by),
            (Some(spell), 0) => format!("{}/{}", self.by, spell.key),
            (Some(spell), share) => format!("{}/{}/{share}", self.by, spell.key),
        }
    }

    /// The leaves granted in it.
    pub fn leaves(&self) -> &'e [Leave] {
        self.spell.map_or(&[], |spell| &spell.leaves)
    }

    /// The first day it may have begun.
    pub fn begins(&self) -> Day {
        self.start
            .and_then(PartialDate::earliest)
            .unwrap_or(Day::MIN)
    }

    /// Whether another hospital's share of the stay follows on the day this one says the person left, or the day after.
    pub(super) fn is_followed(&self, others: &[Self]) -> bool {
        let Some((left, last)) = self
            .exit
            .and_then(|exit| Some((exit.earliest()?, exit.latest()?)))
        else {
            return false;
        };
        // On a vague day of leaving the person may have come back from the other hospital, unless a transfer to it is recorded.
        let from = if self.after == After::MovedOn {
            left
        } else {
            last
        };
        others.iter().any(|other| {
            other.own_spell()
                && other.begins() > self.begins()
                && other.begins() >= from
                && other.begins() <= next(last)
        })
    }

    /// Whether it is a visit to another ward from a detention that went on, from which the person came back: an operation, say.
    pub(super) fn is_within(&self, others: &[Self]) -> bool {
        let came_back = |other: &Self| matches!((self.exit, other.exit), (Some(back), Some(left)) if back.certainly_before(left));
        self.own_spell()
            && self.qualifies != Qualifies::Yes
            && others.iter().any(|other| {
                other.own_spell()
                    && other.qualifies == Qualifies::Yes
                    && other.begins() <= self.begins()
                    && (came_back(other)
                        || (other.after == After::There && self.qualifies == Qualifies::No))
            })
    }

    /// Whether the person was received in it already detained: its status then repeats, and does not say when the detention began.
    pub(super) fn is_received(&self, others: &[Self]) -> bool {
        let (Some(start), Some(detained)) = (self.start, self.detained_from) else {
            return false;
        };
        !detained.certainly_before(start)
            && others.iter().any(|other| {
                other.own_spell()
                    && other
                        .detained_from
                        .is_some_and(|from| from.certainly_before(start))
            })
    }

    /// Whether the spell is a return to hospital, by an order or a discharge that some account records: then it is no detention of its own.
    pub(super) fn returns(&mut self, others: &[Self]) {
        let (Some(start), true) = (self.start, self.own_spell() && self.again.is_none()) else {
            return;
        };
        let spells = || {
            others
                .iter()
                .filter_map(|other| Some((other, other.spell?)))
        };
        let not_this = |one: &Spell| !self.spell.is_some_and(|own| std::ptr::eq(own, one));
        for (_, spell) in spells().filter(|(_, spell)| not_this(spell)) {
            for order in &spell.treatment_orders {
                let Some(back) = order.recalled.or(order.revoked) else {
                    continue;
                };
                let until = order.revoked.unwrap_or(back);
                let too_late = until.map(next).certainly_before(start);
                if order.from.certainly_before(start) && !start.certainly_before(back) && !too_late
                {
                    // Held for longer than a recall allows, the person was kept as if the order had been revoked.
                    let longest = back.map(|day| plus_days(day, RECALL_DAYS));
                    let kept = self.exit.is_some_and(|exit| longest.certainly_before(exit));
                    (self.again, self.detained_from) = match order.revoked {
                        Some(revoked) => (Some(Again::Revoked), Some(revoked)),
                        None if kept => (Some(Again::Revoked), Some(start)),
                        None => (Some(Again::Recalled), self.detained_from),
                    };
                    self.application = None;
                    return;
                }
            }
        }
        let discharged = spells()
            .filter(|(_, spell)| not_this(spell))
            .any(|(other, spell)| {
                spell.conditional_discharge.as_ref().is_some_and(|one| {
                    other.part_3
                        && one.on.certainly_before(start)
                        && one.absolute.is_none_or(|end| !end.certainly_before(start))
                })
            });
        if discharged && self.part_3 {
            self.again = Some(Again::RecalledFromDischarge);
        }
    }
}

fn after(spell: &Spell, exit: Option<PartialDate>) -> After {
    if !spell.transfers.is_empty() {
        After::MovedOn
    } else if spell.end.is_none() && exit.is_none() {
        After::There
    } else {
        After::Over
    }
}
