//! An organisation's own position.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::shape::{Line, Shape, same, shapes};
use super::{Answer, Provenance, Published, Readable};
use crate::domain::part::position as domain;
use crate::domain::problem::Problems;
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

same!(Status ServiceStatus);

shapes! {
    /// What an organisation holds to be true of the detention, where it does not have the hospital's own record.
    AsHeld "AsHeldInput" of AsHeld {
        /// Whether the person was held under a section that entitles to after-care (Mental Health Act 1983, s. 117(1)). Null means not
        /// recorded.
        qualifying: Option<Answer>,
        /// The day the person was detained, as the organisation holds it. The date may be partial; null means not recorded.
        detained_on: Option<PartialDate>,
        /// The day the person left hospital, as the organisation holds it. The date may be partial; null means not recorded.
        left_hospital_on: Option<PartialDate>,
        /// The source from which the organisation has this, at most 200 characters. Null means not recorded.
        source: Option<Line>,
    }

    /// How to reach the organisation about this person.
    Contact "ContactInput" of Contact {
        /// How to reach the organisation in office hours, at most 200 characters. Null means not recorded.
        in_hours: Option<Line>,
        /// How to reach the organisation out of hours, at most 200 characters. Null means not recorded.
        out_of_hours: Option<Line>,
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

impl Readable for Position {
    type Content = domain::Position;

    fn read(self, problems: &mut Problems) -> Option<domain::Position> {
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
        let status = problems.within("status", |here| status.read(here));
        let since = problems.within("since", |here| since.read(here));
        let known_since = problems.within("knownSince", |here| known_since.read(here));
        let known_from = problems.within("knownFrom", |here| known_from.read(here));
        let held = problems.within("held", |here| held.read(here));
        let responsible_council =
            problems.within("responsibleCouncil", |here| responsible_council.read(here));
        let responsible_icb = problems.within("responsibleIcb", |here| responsible_icb.read(here));
        let service = problems.within("service", |here| service.read(here));
        let contact = problems.within("contact", |here| contact.read(here));
        Some(domain::Position {
            status: status?,
            since: since?,
            known_since: known_since?,
            known_from: known_from?,
            held: held?,
            responsible_council: responsible_council?,
            responsible_icb: responsible_icb?,
            service: service?,
            contact: contact?,
        })
    }
}

impl Published for domain::Position {
    type Shown = Position;

    fn publish(&self, provenance: Provenance) -> Position {
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
        } = self;
        Position {
            status: Shape::show(status),
            since: Shape::show(since),
            known_since: Shape::show(known_since),
            known_from: Shape::show(known_from),
            held: Shape::show(held),
            responsible_council: Shape::show(responsible_council),
            responsible_icb: Shape::show(responsible_icb),
            service: Shape::show(service),
            contact: Shape::show(contact),
            provenance,
        }
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
