//! A body's own position: its status for the person, since when it knew and from whom, what it holds to be true, whom it holds
//! responsible. It is a statement: kept as given, it changes nothing that is derived and raises what it contradicts.

use serde::{Deserialize, Serialize};

use super::{Answer, Content, in_order, not_in_the_future};
use crate::domain::code::OrganisationCode;
use crate::domain::organisation::Kind;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// What a body says of a person's entitlement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// Entitled.
    Eligible,
    /// Not entitled.
    NotEligible,
    /// Was entitled and is no longer.
    Ended,
    /// The body does not know: storable, and itself a breach while a duty runs.
    Unknown,
}

impl Status {
    /// The words for it in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Eligible => "entitled",
            Self::NotEligible => "not entitled",
            Self::Ended => "ended",
            Self::Unknown => "not known",
        }
    }
}

/// What a body does for the person at present. Never a state of the duty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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

/// What a body holds to be true of the detention, where it has not the hospital's own record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AsHeld {
    /// Held under a qualifying section.
    pub qualifying: Option<Answer>,
    /// Detained on.
    pub detained_on: Option<PartialDate>,
    /// Left hospital on.
    pub left_hospital_on: Option<PartialDate>,
    /// From what source.
    pub source: Option<Text>,
}

/// How to reach the body about this person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Contact {
    /// In office hours.
    pub in_hours: Option<Text>,
    /// Out of hours.
    pub out_of_hours: Option<Text>,
}

/// The position part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Position {
    /// Its status.
    pub status: Status,
    /// The status holds from; when not recorded, from the day it was written.
    pub since: Option<PartialDate>,
    /// It has known of the entitlement since.
    pub known_since: Option<PartialDate>,
    /// It learnt of it from.
    pub known_from: Option<OrganisationCode>,
    /// What it holds to be true of the detention.
    pub held: Option<AsHeld>,
    /// The council it holds responsible.
    pub responsible_council: Option<OrganisationCode>,
    /// The ICB it holds responsible.
    pub responsible_icb: Option<OrganisationCode>,
    /// What it does for the person.
    pub service: Option<ServiceStatus>,
    /// How to reach it.
    pub contact: Option<Contact>,
}

impl Content for Position {
    fn check(&self, today: Day, problems: &mut Problems) {
        not_in_the_future("since", self.since, today, problems);
        not_in_the_future("knownSince", self.known_since, today, problems);
        if let Some(held) = &self.held {
            problems.within("held", |problems| {
                not_in_the_future("detainedOn", held.detained_on, today, problems);
                not_in_the_future("leftHospitalOn", held.left_hospital_on, today, problems);
                in_order(
                    held.detained_on,
                    "leftHospitalOn",
                    held.left_hospital_on,
                    "the detention",
                    problems,
                );
            });
        }
    }

    fn organisations(&self) -> Vec<(String, &OrganisationCode, &'static [Kind])> {
        let named: [(&str, &Option<OrganisationCode>, &'static [Kind]); 3] = [
            ("knownFrom", &self.known_from, &Kind::ALL),
            (
                "responsibleCouncil",
                &self.responsible_council,
                &[Kind::Council],
            ),
            ("responsibleIcb", &self.responsible_icb, &[Kind::Icb]),
        ];
        named
            .into_iter()
            .filter_map(|(path, code, kinds)| Some((path.to_owned(), code.as_ref()?, kinds)))
            .collect()
    }
}
