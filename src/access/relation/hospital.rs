//! Whether a hospital or Trust still has something to do for a person.

use crate::domain::code::OrganisationCode;
use crate::domain::discrepancy::{Discrepancy, find};
use crate::domain::entry::{Entry, Notification, NotificationKind};
use crate::domain::facts::Facts;
use crate::domain::part::Part;
use crate::domain::part::coordinator::Coordinator;
use crate::domain::part::detention::Detention;
use crate::domain::partial_date::{Day, PartialDate};

use crate::access::vouched::as_vouched;

/// Whether a hospital still has something to do here, by its own record as far as others stand behind it.
pub(super) fn has_something_to_do(entry: &Entry, body: &OrganisationCode, day: Day) -> bool {
    occupied(entry, body, day)
        && as_vouched(entry, body).is_none_or(|vouched| occupied(&vouched, body, day))
}

fn occupied(entry: &Entry, body: &OrganisationCode, day: Day) -> bool {
    let facts = Facts::of(entry);
    let spells = entry
        .accounts
        .iter()
        .filter(|account| account.organisation == *body)
        .filter_map(|account| account.stated::<Detention>());
    let open = spells
        .flat_map(|part| &part.spells.items)
        .any(|spell| spell.hospital_exit.is_none() && spell.transfers.is_empty());
    let told = |kind| {
        let denied = |one: &Notification| one.is_denied();
        let mut to_it = entry.notifications.iter().filter(|one| one.to == *body);
        to_it.any(|one| one.kind == kind && !denied(one))
    };
    let has_account = entry
        .accounts
        .iter()
        .any(|account| account.organisation == *body);
    // A transfer counts until the receiving hospital has an account to judge by.
    if open || (!has_account && told(NotificationKind::Transferred)) {
        return true;
    }
    if !facts.concern().possible().contains(day) {
        return false;
    }
    let latest = facts.episodes.iter().rev();
    let latest = latest
        .into_iter()
        .find(|one| one.prospective.or(&one.owed).possible().contains(day));
    let discharged = latest.is_some_and(|one| {
        let held = [one.stay.hospital(), one.stay.detaining_hospital()];
        held.contains(&Some(body))
    });
    let coordinates = told(NotificationKind::NamedCoordinator) && coordinates(entry, body, day);
    discharged || coordinates || to_act(entry, body, day)
}

/// Whether another body names it as coordinating.
pub(super) fn coordinates(entry: &Entry, body: &OrganisationCode, day: Day) -> bool {
    let others = entry
        .accounts
        .iter()
        .filter(|account| account.organisation != *body);
    let parts = others.filter_map(|account| account.stated::<Coordinator>());
    let mut holders = parts.flat_map(|part| &part.holders.items);
    holders.any(|one| {
        let over = one.until.and_then(PartialDate::latest);
        one.organisation.as_ref() == Some(body) && over.is_none_or(|over| day <= over)
    })
}

/// Whether something stands that it must act on, its own statements apart: what it says of itself gives it nothing to do here.
fn to_act(entry: &Entry, body: &OrganisationCode, day: Day) -> bool {
    let mut others = entry.clone();
    for account in others
        .accounts
        .iter_mut()
        .filter(|account| account.organisation == *body)
    {
        account
            .versions
            .retain(|version| matches!(version.part, Part::Detention | Part::LegalBasis));
    }
    let standing = find(&Facts::of(&others)).discrepancies;
    let asked = |one: &Discrepancy| {
        one.on(day)
            .is_some_and(|stretch| stretch.actors.contains(body))
    };
    standing.iter().any(asked)
}
