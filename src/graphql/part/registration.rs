//! GP registration and core responsibility.

use async_graphql::Enum;

use super::Answer;
use super::residence::Determination;
use super::shape::{listed_part, same, shapes};
use crate::domain::part::registration as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate, PracticeCode};

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

same!(Occasion);

shapes! {
    /// The person's GP registration and the ICB with core responsibility, on one day.
    GpRegistration "GpRegistrationInput" of GpRegistration {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The moment that the registration is recorded for.
        occasion: Occasion,
        /// The day that the registration is recorded for. The date may be partial.
        on: PartialDate,
        /// The GP practice with which the person was registered. Null means that none is recorded: a core ICB given without one has core
        /// responsibility by usual residence.
        practice: Option<PracticeCode>,
        /// The ICB with core responsibility for the person on that day. Null means not recorded.
        core_icb: Option<OrganisationCode>,
        /// Whether the person was usually resident in England on that day (SI 2022/635, reg. 7). Null means not recorded.
        in_england: Option<Answer>,
    }
}

listed_part! {
    /// GP registration and core responsibility on the days that decide which ICB is responsible.
    Registration "RegistrationInput" {
        /// All registrations recorded, each for one day. The list is submitted whole: an item left out is named in `leftOut`.
        registrations: [GpRegistration],
        /// The ICB that the recording organisation says is responsible; null means that none is named. Naming an ICB notifies it.
        claim: Option<OrganisationCode>,
        /// Whether the after-care is a service that NHS England must itself arrange (SI 2022/635, reg. 8). Null means not recorded.
        nhs_england: Option<Answer>,
        /// What was determined where ICBs disputed who is responsible. Like a finding, each is repeated or left out for a reason.
        #[graphql(default)]
        determinations: Vec<Determination>,
    }
}
