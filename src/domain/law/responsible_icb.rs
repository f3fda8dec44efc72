//! # Which ICB
//!
//! Whose duty it is and who pays are two questions: for detentions from 1 September 2020 to 30 June 2022 they had two answers. Which law
//! answers depends on the day asked about, and on when the person was detained and discharged.

use std::collections::BTreeSet;

use crate::domain::entry::Account;
use crate::domain::facts::Facts;
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::part::position::Position;
use crate::domain::part::registration::Registration;
use crate::domain::partial_date::Day;

use super::residence::determined;
use super::s117_3::held_by;
use super::{
    Finding, GUIDANCE_JULY_2022, ICB_REG_7_3, Overtaken, Provision, Responsible, ccg, si_2022_635,
};

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

/// Which ICB, CCG or PCT is responsible, and which pays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Icb {
    /// Whose duty it is.
    pub statutory: Finding<Responsible>,
    /// Who pays, where that is another question; none where whoever is responsible pays.
    pub payer: Option<Finding<Responsible>>,
}

impl Icb {
    /// Whoever is responsible pays.
    pub(super) const fn one(statutory: Finding<Responsible>) -> Self {
        Self {
            statutory,
            payer: None,
        }
    }

    /// Who pays.
    pub fn payer(&self) -> &Finding<Responsible> {
        self.payer.as_ref().unwrap_or(&self.statutory)
    }
}

/// The ICB responsible for this episode, as the law and responsibilities lie on `on`.
pub fn responsible_icb(facts: &Facts<'_>, index: usize, on: Day) -> Icb {
    if let Some(determined) = determined(facts, index, Kind::Icb, on) {
        return Icb::one(determined);
    }
    if !facts.law().in_force(&ICB_REG_7_3, on) {
        return ccg::responsible(facts, index, on);
    }
    let (mut found, by) = si_2022_635::responsible(facts, index, on);
    found.overtaken = overtaken(facts, index, on, &found.outcome, by);
    Icb::one(found)
}

/// The guidance of April 2022 expected the change to touch new detentions only. Where the regulations lead elsewhere and a body still names
/// the one that was responsible before them, that is shown.
fn overtaken(
    facts: &Facts<'_>,
    index: usize,
    on: Day,
    outcome: &Responsible,
    by: Option<&'static Provision>,
) -> Vec<Overtaken> {
    let Some(by) = by.filter(|by| si_2022_635::looks_back(by)) else {
        return Vec::new();
    };
    let claims = |account: &Account| {
        let position = account.stated::<Position>();
        let registration = account.stated::<Registration>();
        let named = [
            position.and_then(|one| one.responsible_icb.clone()),
            registration.and_then(|one| one.claim.clone()),
        ];
        held_by(facts, named.into_iter().flatten().collect(), on)
    };
    let named: BTreeSet<_> = facts.entry.accounts.iter().flat_map(claims).collect();
    if named.iter().all(|one| Some(one) == outcome.body()) {
        return Vec::new();
    }
    let earlier = ccg::responsible(facts, index, on).statutory.outcome;
    let Some(body) = earlier
        .body()
        .filter(|body| Some(*body) != outcome.body() && named.contains(*body))
    else {
        return Vec::new();
    };
    let relying = facts
        .entry
        .accounts
        .iter()
        .filter(|account| claims(account).contains(body));
    vec![Overtaken {
        view: &GUIDANCE_JULY_2022,
        by,
        body: body.clone(),
        held_by: relying.map(|one| one.organisation.clone()).collect(),
    }]
}
