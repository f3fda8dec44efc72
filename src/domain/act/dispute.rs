//! Disputes about who is responsible (s. 117(4); Care Act 2014, s. 40; SI 2014/2829), and those between ICBs.
//!
//! Each party keeps its own account of a dispute under one key; read together they are the dispute. It begins with the first written denial.
//! Whoever leads must see to it that care goes on meanwhile, and refers it when four months have passed. What is determined becomes a
//! determination in the record of whoever writes it down, and from then on it decides.

mod determine;
mod raise;
mod together;

pub use determine::{Determine, determine};
pub use raise::{Raise, raise};
pub use together::{disputes, together};

use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::entry::{Account, Entry};
use crate::domain::law::{DISPUTE_BEGAN, DISPUTE_REFERRAL, MHA_117_3};
use crate::domain::part::dispute::{
    Dispute, DisputeKind, DisputeStage, InterimFunding, ResponsibilityDispute,
};
use crate::domain::part::{Body, Listed};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::ProblemCode;
use crate::domain::text::Text;

use super::Refused;

/// What a party says of a dispute.
#[derive(Clone, Debug)]
pub struct Respond {
    /// Whether it accepts that it is responsible, which settles the dispute.
    pub accepts: bool,
    /// The day on which it denied it in writing.
    pub denied: Option<PartialDate>,
    /// Its contact, as a role.
    pub contact: Option<Text>,
    /// The day on which the person was last told how the dispute stands.
    pub person_told: Option<PartialDate>,
    /// What it pays meanwhile, without prejudice.
    pub interim: Vec<InterimFunding>,
}

fn own<'e>(entry: &'e Entry, by: &OrganisationCode) -> Option<&'e Account> {
    entry.accounts.iter().find(|one| one.organisation == *by)
}

fn items(account: Option<&Account>) -> Vec<ResponsibilityDispute> {
    let part = account.and_then(Account::stated::<Dispute>);
    part.map(|part| part.disputes.items.clone())
        .unwrap_or_default()
}

/// The body's part with this item in it, new or anew.
fn with(entry: &Entry, by: &OrganisationCode, item: ResponsibilityDispute) -> Body {
    let mut all = items(own(entry, by));
    match all.iter_mut().find(|one| one.key == item.key) {
        Some(before) => *before = item,
        None => all.push(item),
    }
    Dispute {
        disputes: Listed::of(all),
    }
    .into()
}

/// The open dispute with this key, as the parties tell it together.
fn find(entry: &Entry, key: &ItemKey) -> Result<ResponsibilityDispute, Refused> {
    let mut all = disputes(entry).into_iter();
    all.find(|one| one.key == *key).ok_or_else(|| {
        Refused::problem(
            "dispute",
            ProblemCode::UnknownCode,
            "there is no dispute with this key here",
        )
    })
}

/// The dispute, if it is open and the body a party to it; with what the body itself says of it.
fn open(
    entry: &Entry,
    by: &OrganisationCode,
    key: &ItemKey,
) -> Result<(ResponsibilityDispute, ResponsibilityDispute), Refused> {
    let whole = find(entry, key)?;
    if !whole.parties.iter().any(|one| one.organisation == *by) {
        return Err(Refused::law(
            &MHA_117_3,
            "Your organisation is not a party to this dispute.",
        ));
    }
    if !whole.is_open() {
        return Err(Refused::problem(
            "dispute",
            ProblemCode::NothingProposed,
            "this dispute is over",
        ));
    }
    let before = items(own(entry, by))
        .into_iter()
        .find(|one| one.key == *key);
    let mut own = before.unwrap_or_else(|| ResponsibilityDispute {
        interim: Vec::new(),
        person_told: None,
        ..whole.clone()
    });
    // What the others say of themselves is theirs to say, and to change.
    for other in own.parties.iter_mut().filter(|one| one.organisation != *by) {
        other.denied = None;
        other.contact = None;
    }
    Ok((whole, own))
}

/// What a party says of it.
pub fn respond(
    entry: &Entry,
    by: &OrganisationCode,
    today: Day,
    key: &ItemKey,
    respond: &Respond,
) -> Result<Vec<Body>, Refused> {
    let (_, mut item) = open(entry, by, key)?;
    if let Some(me) = item.parties.iter_mut().find(|one| one.organisation == *by) {
        me.denied = respond.denied.or(me.denied);
        me.contact = respond.contact.clone().or_else(|| me.contact.take());
    }
    item.person_told = respond.person_told.or(item.person_told);
    if !respond.interim.is_empty() {
        item.interim.clone_from(&respond.interim);
    }
    if respond.accepts {
        item.stage = DisputeStage::Settled;
        item.settled = Some(PartialDate::on(today));
        item.responsible = Some(by.clone());
    }
    Ok(vec![with(entry, by, item)])
}

/// Refers it for determination.
pub fn refer(
    entry: &Entry,
    by: &OrganisationCode,
    key: &ItemKey,
    on: PartialDate,
) -> Result<Vec<Body>, Refused> {
    let (whole, mut item) = open(entry, by, key)?;
    if whole.kind == DisputeKind::Councils && whole.lead.as_ref() != Some(by) {
        return Err(Refused::law(
            &DISPUTE_REFERRAL,
            "The lead authority refers a dispute between councils, and no other body.",
        ));
    }
    if whole.referred.is_some() {
        return Err(Refused::problem(
            "dispute",
            ProblemCode::AlreadySigned,
            "this dispute was referred already",
        ));
    }
    item.stage = DisputeStage::Referred;
    item.referred = Some(on);
    Ok(vec![with(entry, by, item)])
}

/// Takes a dispute back, for the body that raised it, before it is referred.
pub fn withdraw(
    entry: &Entry,
    by: &OrganisationCode,
    today: Day,
    key: &ItemKey,
) -> Result<Vec<Body>, Refused> {
    let (whole, mut item) = open(entry, by, key)?;
    if whole.raised_by.as_ref() != Some(by) || whole.referred.is_some() {
        return Err(Refused::law(
            &DISPUTE_BEGAN,
            "A dispute is withdrawn by the body that raised it, before it is referred.",
        ));
    }
    item.stage = DisputeStage::Withdrawn;
    item.withdrawn = Some(PartialDate::on(today));
    Ok(vec![with(entry, by, item)])
}

#[cfg(test)]
mod tests;
