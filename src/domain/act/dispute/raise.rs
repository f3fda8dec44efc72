//! Raising a dispute: what it is about, between whom, who leads and why.

use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::entry::{Account, Entry};
use crate::domain::law::{DISPUTE_CARE, say};
use crate::domain::organisation::Kind;
use crate::domain::part::dispute::{
    DisputeKind, DisputeParty, DisputeStage, InterimFunding, LeadBasis, ResponsibilityDispute,
};
use crate::domain::part::services::{Service, Services};
use crate::domain::part::{Answer, Body};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

use super::super::Refused;
use super::{disputes, with};

/// A dispute that a body raises.
#[derive(Clone, Debug)]
pub struct Raise {
    /// What is disputed.
    pub kind: DisputeKind,
    /// The bodies that it says are responsible, or one of them.
    pub against: Vec<OrganisationCode>,
    /// The day on which it denied responsibility in writing.
    pub denied: PartialDate,
    /// Its contact, as a role.
    pub contact: Option<Text>,
    /// Who leads and why, where nobody is recorded as meeting needs.
    pub lead: Option<(OrganisationCode, LeadBasis)>,
    /// What it pays meanwhile, without prejudice.
    pub interim: Vec<InterimFunding>,
}

/// The councils that were meeting needs on a day, as they record it.
fn meeting_needs(entry: &Entry, on: Day) -> Vec<OrganisationCode> {
    let councils = entry.accounts_of(&[Kind::Council]);
    let in_place = |one: &Service| {
        let begun = one
            .start
            .and_then(PartialDate::earliest)
            .is_some_and(|day| day <= on);
        let over = one
            .end
            .and_then(PartialDate::latest)
            .is_some_and(|day| day <= on);
        begun && !over && one.section_117 == Some(Answer::Yes) && one.met != Some(Answer::No)
    };
    let meets = |account: &&Account| {
        let part = account.stated::<Services>();
        part.is_some_and(|part| part.services.items.iter().any(in_place))
    };
    let found = councils.filter(meets);
    found.map(|one| one.organisation.clone()).collect()
}

const fn between(kind: DisputeKind) -> &'static [Kind] {
    match kind {
        DisputeKind::Councils | DisputeKind::EnglandAndWales => &[Kind::Council],
        DisputeKind::Icbs => &[Kind::Icb],
        DisputeKind::Funding | DisputeKind::Unknown => &[Kind::Council, Kind::Icb],
    }
}

fn check(entry: &Entry, by: &OrganisationCode, raise: &Raise) -> Result<(), Refused> {
    let mut problems = Problems::at("");
    let kinds = between(raise.kind);
    let is = |body: &OrganisationCode| entry.kind(body).is_some_and(|kind| kinds.contains(&kind));
    if raise.kind == DisputeKind::Unknown {
        problems.report_at("kind", ProblemCode::Missing, "say what is disputed");
    } else if !is(by) {
        let why = "this kind of dispute is between bodies of another kind than yours";
        problems.report_at("kind", ProblemCode::UnknownOrganisation, why);
    }
    if raise.against.is_empty() && raise.kind != DisputeKind::EnglandAndWales {
        let why = "name the body that you say is responsible";
        problems.report_at("against", ProblemCode::Missing, why);
    }
    for (index, body) in raise.against.iter().enumerate() {
        let path = format!("against[{index}]");
        if body == by {
            let why = "this is your own organisation";
            problems.report_at(&path, ProblemCode::UnknownOrganisation, why);
        } else if !is(body) {
            let why = "a body of the kind that the dispute is between belongs here";
            problems.report_at(&path, ProblemCode::UnknownOrganisation, why);
        }
    }
    if raise.lead.as_ref().is_some_and(|(body, _)| !is(body)) {
        let why = "a body of the kind that the dispute is between leads it";
        problems.report_at("lead", ProblemCode::UnknownOrganisation, why);
    }
    let same = |one: &ResponsibilityDispute| {
        one.is_open()
            && one.kind == raise.kind
            && one.parties.iter().any(|party| party.organisation == *by)
            && raise
                .against
                .iter()
                .all(|body| one.parties.iter().any(|party| party.organisation == *body))
    };
    if problems.is_empty() && disputes(entry).iter().any(same) {
        let why = "this dispute is open already: respond to it";
        problems.report_at("against", ProblemCode::DuplicateKey, why);
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refused::Problems(problems.into_found()))
    }
}

/// Raises a dispute: the written denial starts its clock.
pub fn raise(
    entry: &Entry,
    by: &OrganisationCode,
    key: ItemKey,
    raise: &Raise,
) -> Result<Vec<Body>, Refused> {
    check(entry, by, raise)?;
    let lead = lead(entry, raise)?;
    let party = |body: &OrganisationCode| DisputeParty {
        organisation: body.clone(),
        denied: (body == by).then_some(raise.denied),
        contact: raise.contact.clone().filter(|_| body == by),
    };
    let item = ResponsibilityDispute {
        key,
        kind: raise.kind,
        stage: DisputeStage::Open,
        parties: std::iter::once(by)
            .chain(&raise.against)
            .map(party)
            .collect(),
        began: raise.denied,
        caring: lead.as_ref().map(|(body, _)| body.clone()),
        lead_basis: lead.as_ref().map(|(_, basis)| *basis),
        lead: lead.map(|(body, _)| body),
        person_told: None,
        referred: None,
        determined: None,
        review_began: None,
        settled: None,
        responsible: None,
        raised_by: Some(by.clone()),
        interim: raise.interim.clone(),
        withdrawn: None,
        reference: None,
    };
    Ok(vec![with(entry, by, item)])
}

/// Who leads: the council that is recorded as meeting needs, else the one that is named (reg. 2(2), (3)).
fn lead(entry: &Entry, raise: &Raise) -> Result<Option<(OrganisationCode, LeadBasis)>, Refused> {
    if raise.kind != DisputeKind::Councils {
        let agreed = raise.lead.clone();
        return Ok(agreed.map(|(body, _)| (body, LeadBasis::Agreed)));
    }
    let on = raise.denied.latest().unwrap_or(Day::MAX);
    let meeting = meeting_needs(entry, on);
    match (meeting.as_slice(), &raise.lead) {
        ([only], None) => Ok(Some((only.clone(), LeadBasis::MeetingNeeds))),
        ([only], Some((named, _))) if named != only => Err(Refused::law(
            &DISPUTE_CARE,
            say("{} was meeting needs on that day: it goes on, and leads.").body(only),
        )),
        (_, Some((_, LeadBasis::Agreed))) => Err(Refused::law(
            &DISPUTE_CARE,
            "Between councils in England the regulations say which leads: it is not agreed.",
        )),
        (_, named) => Ok(named.clone()),
    }
}
