//! GP registration and core responsibility.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{Answer, LeftOut, Provenance, Published};
use crate::domain::part::registration as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{
    ItemKey, OrganisationCode, PartialDate, PracticeCode, show, show_some,
};

/// The moment a GP registration is recorded for.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Occasion", name = "RegistrationOccasion")]
pub enum Occasion {
    /// When the application for detention was made (SI 2022/635, reg. 7(2)).
    Application,
    /// On the first day of a detention (SI 2022/635, reg. 7(5)).
    DetentionBegan,
    /// On discharge from hospital (SI 2022/635, reg. 7(4)).
    Discharge,
    /// On 1 July 2022 (SI 2022/635, reg. 7(2), (3)).
    #[graphql(name = "FIRST_JULY_2022")]
    FirstJuly2022,
    /// For the area of ordinary residence immediately before a detention, whatever the GP practice: the ICB, CCG or PCT of that area (Mental
    /// Health Act 1983, s. 117(3)). The day is the one on which the detention began.
    OrdinaryResidence,
    /// At any other time: the registration stands from the day given until another is recorded.
    Current,
}

/// The person's GP registration and the ICB with core responsibility, on one day.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "GpRegistrationInput")]
pub struct GpRegistration {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// The moment that the registration is recorded for.
    pub occasion: Occasion,
    /// The day that the registration is recorded for. The date may be partial.
    pub on: PartialDate,
    /// The GP practice with which the person was registered. Null means that none is recorded: a core ICB given without one has core
    /// responsibility by usual residence.
    pub practice: Option<PracticeCode>,
    /// The ICB with core responsibility for the person on that day. Null means not recorded.
    pub core_icb: Option<OrganisationCode>,
    /// Whether the person was usually resident in England on that day (SI 2022/635, reg. 7). Null means not recorded.
    pub in_england: Option<Answer>,
}

impl GpRegistration {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::GpRegistration> {
        let Self {
            key,
            occasion,
            on,
            practice,
            core_icb,
            in_england,
        } = self;
        let key = problems.read("key", &key);
        let on = problems.read("on", &on);
        let practice = problems.read_some("practice", practice.as_ref());
        let core_icb = problems.read_some("coreIcb", core_icb.as_ref());
        Some(domain::GpRegistration {
            key: key?,
            occasion: occasion.into(),
            on: on?,
            practice: practice?,
            core_icb: core_icb?,
            in_england: in_england.map(Into::into),
        })
    }

    fn show(content: &domain::GpRegistration) -> Self {
        let domain::GpRegistration {
            key,
            occasion,
            on,
            practice,
            core_icb,
            in_england,
        } = content;
        Self {
            key: show(key),
            occasion: (*occasion).into(),
            on: show(on),
            practice: show_some(practice.as_ref()),
            core_icb: show_some(core_icb.as_ref()),
            in_england: in_england.map(Into::into),
        }
    }
}

/// GP registration and core responsibility on the days that decide which ICB is responsible.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "RegistrationInput")]
pub struct Registration {
    /// All registrations recorded, each for one day. The list is submitted whole: an item left out is named in `leftOut`.
    #[graphql(default)]
    pub registrations: Vec<GpRegistration>,
    /// The ICB that the recording organisation says is responsible; null means that none is named. Naming an ICB notifies it.
    pub claim: Option<OrganisationCode>,
    /// Whether the after-care is a service that NHS England must itself arrange (SI 2022/635, reg. 8). Null means not recorded.
    pub nhs_england: Option<Answer>,
    /// The items of the last version that are not repeated here, each with the reason why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl Registration {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Registration> {
        let Self {
            registrations,
            claim,
            nhs_england,
            left_out,
            provenance: _,
        } = self;
        let registrations =
            problems.listed("registrations", registrations, left_out, |problems, one| {
                one.read(problems)
            });
        let claim = problems.read_some("claim", claim.as_ref());
        Some(domain::Registration {
            registrations: registrations?,
            claim: claim?,
            nhs_england: nhs_england.map(Into::into),
        })
    }

    fn show(content: &domain::Registration, provenance: Provenance) -> Self {
        let domain::Registration {
            registrations,
            claim,
            nhs_england,
        } = content;
        Self {
            registrations: registrations
                .items
                .iter()
                .map(GpRegistration::show)
                .collect(),
            claim: show_some(claim.as_ref()),
            nhs_england: nhs_england.map(Into::into),
            left_out: Vec::new(),
            provenance,
        }
    }
}

impl Published for domain::Registration {
    type Shown = Registration;

    fn publish(&self, provenance: Provenance) -> Registration {
        Registration::show(self, provenance)
    }
}
