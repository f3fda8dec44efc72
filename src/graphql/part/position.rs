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
    /// The organisation says that the person is entitled to after-care.
    Eligible,
    /// The organisation says that the person is not entitled to after-care.
    NotEligible,
    /// The organisation says that the person was entitled to after-care and is no longer.
    Ended,
    /// The organisation says that it does not know, which is itself a breach while a duty runs.
    Unknown,
}

/// What an organisation does for the person at present. Never a state of the duty.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::ServiceStatus")]
pub enum ServiceStatus {
    /// The person is open to a service.
    Open,
    /// The case is closed, or the person was discharged from the service.
    Closed,
    /// The person is open to a service, with no worker allocated.
    NoWorker,
    /// The person does not engage with the service.
    Disengaged,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// What an organisation holds to be true of the detention, where it does not have the hospital's own record.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "AsHeldInput")]
pub struct AsHeld {
    /// Whether the person was held under a section that entitles to after-care (Mental Health Act 1983, s. 117(1)). Null means not
    /// recorded.
    pub qualifying: Option<Answer>,
    /// The day the person was detained, as the organisation holds it. The date may be partial; null means not recorded.
    pub detained_on: Option<PartialDate>,
    /// The day the person left hospital, as the organisation holds it. The date may be partial; null means not recorded.
    pub left_hospital_on: Option<PartialDate>,
    /// The source from which the organisation has this, at most 200 characters. Null means not recorded.
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
    /// How to reach the organisation in office hours, at most 200 characters. Null means not recorded.
    pub in_hours: Option<String>,
    /// How to reach the organisation out of hours, at most 200 characters. Null means not recorded.
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
    /// What the organisation says of the person's entitlement to after-care.
    pub status: Status,
    /// The day from which the status holds. The date may be partial; null means from the day it was submitted.
    pub since: Option<PartialDate>,
    /// The day since which the organisation has known of the entitlement. The date may be partial; null means not recorded.
    pub known_since: Option<PartialDate>,
    /// The organisation from which it learnt of the entitlement. Null means not recorded.
    pub known_from: Option<OrganisationCode>,
    /// What the organisation holds to be true of the detention. Null means not recorded.
    pub held: Option<AsHeld>,
    /// The council that the organisation holds responsible; null means that none is named. Naming a council notifies it.
    pub responsible_council: Option<OrganisationCode>,
    /// The ICB that the organisation holds responsible; null means that none is named. Naming an ICB notifies it.
    pub responsible_icb: Option<OrganisationCode>,
    /// What the organisation does for the person at present. Null means not recorded.
    pub service: Option<ServiceStatus>,
    /// How to reach the organisation about this person. Null means not recorded.
    pub contact: Option<Contact>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
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
    /// The council that the organisation holds responsible. Null means that none is named.
    pub responsible_council: Option<OrganisationCode>,
    /// The ICB that the organisation holds responsible. Null means that none is named.
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
