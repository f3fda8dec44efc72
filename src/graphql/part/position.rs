//! An organisation's own position.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{Answer, Provenance, Published};
use crate::domain::part::position as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{OrganisationCode, PartialDate, show_some};

/// What an organisation says of a person's entitlement. A statement: it changes nothing that is derived.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Status", name = "PositionStatus")]
pub enum Status {
    /// Entitled.
    Eligible,
    /// Not entitled.
    NotEligible,
    /// Was entitled and is no longer.
    Ended,
    /// It does not know, which is itself a breach while a duty runs.
    Unknown,
}

/// What an organisation does for the person at present. Never a state of the duty.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::ServiceStatus")]
pub enum ServiceStatus {
    /// Open to a service.
    Open,
    /// Closed, or discharged from the service.
    Closed,
    /// Open, with no worker allocated.
    NoWorker,
    /// The person does not engage.
    Disengaged,
    /// Recorded as not known.
    Unknown,
}

/// What an organisation holds to be true of the detention, where it has not the hospital's own record.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "AsHeldInput")]
pub struct AsHeld {
    /// Held under a qualifying section.
    pub qualifying: Option<Answer>,
    /// Detained on.
    pub detained_on: Option<PartialDate>,
    /// Left hospital on.
    pub left_hospital_on: Option<PartialDate>,
    /// From what source.
    pub source: Option<String>,
}

impl AsHeld {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::AsHeld> {
        let Self {
            qualifying,
            detained_on,
            left_hospital_on,
            source,
        } = self;
        let detained_on = problems.read_some("detainedOn", detained_on.as_ref());
        let left_hospital_on = problems.read_some("leftHospitalOn", left_hospital_on.as_ref());
        let source = problems.line_some("source", source.as_deref());
        Some(domain::AsHeld {
            qualifying: qualifying.map(Into::into),
            detained_on: detained_on?,
            left_hospital_on: left_hospital_on?,
            source: source?,
        })
    }

    fn show(content: &domain::AsHeld) -> Self {
        let domain::AsHeld {
            qualifying,
            detained_on,
            left_hospital_on,
            source,
        } = content;
        Self {
            qualifying: qualifying.map(Into::into),
            detained_on: show_some(detained_on.as_ref()),
            left_hospital_on: show_some(left_hospital_on.as_ref()),
            source: source.as_ref().map(|text| text.as_str().to_owned()),
        }
    }
}

/// How to reach the organisation about this person.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "ContactInput")]
pub struct Contact {
    /// In office hours.
    pub in_hours: Option<String>,
    /// Out of hours.
    pub out_of_hours: Option<String>,
}

impl Contact {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Contact> {
        let Self {
            in_hours,
            out_of_hours,
        } = self;
        let in_hours = problems.line_some("inHours", in_hours.as_deref());
        let out_of_hours = problems.line_some("outOfHours", out_of_hours.as_deref());
        Some(domain::Contact {
            in_hours: in_hours?,
            out_of_hours: out_of_hours?,
        })
    }

    fn show(content: &domain::Contact) -> Self {
        let domain::Contact {
            in_hours,
            out_of_hours,
        } = content;
        Self {
            in_hours: in_hours.as_ref().map(|text| text.as_str().to_owned()),
            out_of_hours: out_of_hours.as_ref().map(|text| text.as_str().to_owned()),
        }
    }
}

/// An organisation's own position: its status for the person, since when it knew, and whom it holds responsible.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "PositionInput")]
pub struct Position {
    /// Its status.
    pub status: Status,
    /// The status holds from; from the day it was written when null.
    pub since: Option<PartialDate>,
    /// It has known of the entitlement since.
    pub known_since: Option<PartialDate>,
    /// It learnt of it from.
    pub known_from: Option<OrganisationCode>,
    /// What it holds to be true of the detention.
    pub held: Option<AsHeld>,
    /// The council it holds responsible. Naming a council tells it.
    pub responsible_council: Option<OrganisationCode>,
    /// The ICB it holds responsible. Naming an ICB tells it.
    pub responsible_icb: Option<OrganisationCode>,
    /// What it does for the person.
    pub service: Option<ServiceStatus>,
    /// How to reach it.
    pub contact: Option<Contact>,
    /// Where it came from.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl Position {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Position> {
        let Self {
            status,
            since,
            known_since,
            known_from,
            held,
            responsible_council,
            responsible_icb,
            service,
            contact,
            provenance: _,
        } = self;
        let since = problems.read_some("since", since.as_ref());
        let known_since = problems.read_some("knownSince", known_since.as_ref());
        let known_from = problems.read_some("knownFrom", known_from.as_ref());
        let held = match held {
            None => Some(None),
            Some(one) => problems
                .within("held", |problems| one.read(problems))
                .map(Some),
        };
        let responsible_council =
            problems.read_some("responsibleCouncil", responsible_council.as_ref());
        let responsible_icb = problems.read_some("responsibleIcb", responsible_icb.as_ref());
        let contact = match contact {
            None => Some(None),
            Some(one) => problems
                .within("contact", |problems| one.read(problems))
                .map(Some),
        };
        Some(domain::Position {
            status: status.into(),
            since: since?,
            known_since: known_since?,
            known_from: known_from?,
            held: held?,
            responsible_council: responsible_council?,
            responsible_icb: responsible_icb?,
            service: service.map(Into::into),
            contact: contact?,
        })
    }

    fn show(content: &domain::Position, provenance: Provenance) -> Self {
        let domain::Position {
            status,
            since,
            known_since,
            known_from,
            held,
            responsible_council,
            responsible_icb,
            service,
            contact,
        } = content;
        Self {
            status: (*status).into(),
            since: show_some(since.as_ref()),
            known_since: show_some(known_since.as_ref()),
            known_from: show_some(known_from.as_ref()),
            held: held.as_ref().map(AsHeld::show),
            responsible_council: show_some(responsible_council.as_ref()),
            responsible_icb: show_some(responsible_icb.as_ref()),
            service: service.map(Into::into),
            contact: contact.as_ref().map(Contact::show),
            provenance,
        }
    }
}

impl Published for domain::Position {
    type Shown = Position;

    fn publish(&self, provenance: Provenance) -> Position {
        Position::show(self, provenance)
    }
}

/// Only whom an organisation holds responsible: what a candidate may read of its position.
#[derive(SimpleObject, Clone, Debug)]
pub struct ResponsibilityClaim {
    /// The council it holds responsible.
    pub responsible_council: Option<OrganisationCode>,
    /// The ICB it holds responsible.
    pub responsible_icb: Option<OrganisationCode>,
}

impl ResponsibilityClaim {
    /// What of a position a candidate may read.
    pub fn of(position: &domain::Position) -> Self {
        Self {
            responsible_council: show_some(position.responsible_council.as_ref()),
            responsible_icb: show_some(position.responsible_icb.as_ref()),
        }
    }
}
