//! What the parties to a dispute tell, read together under its key.

use crate::domain::entry::Entry;
use crate::domain::part::dispute::{Dispute, DisputeStage, ResponsibilityDispute};
use crate::domain::partial_date::PartialDate;

/// What every party says of one dispute, put together.
pub fn together<'d>(
    told: impl Iterator<Item = &'d ResponsibilityDispute>,
) -> Vec<ResponsibilityDispute> {
    let mut all: Vec<ResponsibilityDispute> = Vec::new();
    for one in told {
        match all.iter_mut().find(|other| other.key == one.key) {
            Some(other) => join(other, one),
            None => all.push(one.clone()),
        }
    }
    all.sort_by_key(|one| (one.began.earliest(), one.key.clone()));
    all
}

/// The stage that is further on; what is recorded as unknown says nothing.
fn further(one: DisputeStage, other: DisputeStage) -> DisputeStage {
    match (one, other) {
        (DisputeStage::Unknown, stage) | (stage, DisputeStage::Unknown) => stage,
        (one, other) => one.max(other),
    }
}

fn join(into: &mut ResponsibilityDispute, other: &ResponsibilityDispute) {
    let ResponsibilityDispute {
        key: _,
        kind: _,
        stage,
        parties,
        began,
        lead,
        caring,
        person_told,
        referred,
        determined,
        review_began,
        settled,
        responsible,
        raised_by,
        lead_basis,
        interim,
        withdrawn,
        reference,
    } = other;
    into.stage = further(into.stage, *stage);
    for party in parties {
        let known = into
            .parties
            .iter_mut()
            .find(|one| one.organisation == party.organisation);
        match known {
            Some(known) => {
                known.denied = known.denied.or(party.denied);
                known.contact = known.contact.take().or_else(|| party.contact.clone());
            }
            None => into.parties.push(party.clone()),
        }
    }
    if began.certainly_before(into.began) {
        into.began = *began;
    }
    let later = |one: &mut Option<PartialDate>, other: Option<PartialDate>| {
        if one.and_then(PartialDate::latest) < other.and_then(PartialDate::latest) {
            *one = other;
        }
    };
    later(&mut into.person_told, *person_told);
    for (one, other) in [
        (&mut into.lead, lead),
        (&mut into.caring, caring),
        (&mut into.responsible, responsible),
        (&mut into.raised_by, raised_by),
    ] {
        *one = one.take().or_else(|| other.clone());
    }
    into.lead_basis = into.lead_basis.or(*lead_basis);
    into.referred = into.referred.or(*referred);
    into.determined = into.determined.or(*determined);
    into.review_began = into.review_began.or(*review_began);
    into.settled = into.settled.or(*settled);
    into.withdrawn = into.withdrawn.or(*withdrawn);
    into.reference = into.reference.take().or_else(|| reference.clone());
    into.interim.extend(interim.iter().cloned());
}

/// Every dispute about a person, as the parties tell it together.
pub fn disputes(entry: &Entry) -> Vec<ResponsibilityDispute> {
    let parts = entry
        .accounts
        .iter()
        .filter_map(|one| one.stated::<Dispute>());
    together(parts.flat_map(|part| &part.disputes.items))
}
