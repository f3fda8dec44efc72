//! With which GP practice the person was registered, and which ICB therefore had core responsibility, on the days that decide which
//! ICB is responsible (SI 2022/635, reg. 7).

use serde::{Deserialize, Serialize};

use super::residence::{Determination, check_determinations, determined};
use super::{Answer, Content, Keyed, LeftOut, Listed, Named, not_in_the_future};
use crate::domain::code::{ItemKey, OrganisationCode, PracticeCode};
use crate::domain::organisation::Kind;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;

/// The moment a registration is recorded for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Occasion {
    /// When the application for detention was made (reg. 7(2)).
    Application,
    /// On the first day of a detention (reg. 7(5)).
    DetentionBegan,
    /// On discharge from hospital (reg. 7(4)).
    Discharge,
    /// On 1 July 2022 (reg. 7(2), (3)).
    FirstJuly2022,
    /// For the area of ordinary residence (before 1 April 2015: of residence) immediately before a detention, whatever the GP practice: which
    /// ICB, CCG or PCT that was (s. 117(3)). The day is the one on which the detention began.
    OrdinaryResidence,
    /// At any other time: it stands from the day given until another is recorded.
    Current,
}

impl Occasion {
    /// The words for it in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Application => "core responsibility at the application",
            Self::DetentionBegan => "core responsibility when the detention began",
            Self::Discharge => "core responsibility on discharge",
            Self::FirstJuly2022 | Self::Current => "core responsibility",
            Self::OrdinaryResidence => "the area of ordinary residence",
        }
    }
}

/// Registration and core responsibility on one day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GpRegistration {
    /// The writer's key.
    pub key: ItemKey,
    /// Which moment.
    pub occasion: Occasion,
    /// The day.
    pub on: PartialDate,
    /// The practice; none with a core ICB means responsible by usual residence.
    pub practice: Option<PracticeCode>,
    /// The ICB with core responsibility; none when not recorded.
    pub core_icb: Option<OrganisationCode>,
    /// Whether the person was usually resident in England then: where not, regulation 7 of SI 2022/635 does not apply.
    pub in_england: Option<Answer>,
}

impl Keyed for GpRegistration {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The registration part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Registration {
    /// Registrations, in any order.
    pub registrations: Listed<GpRegistration>,
    /// The ICB that the writer says is responsible.
    pub claim: Option<OrganisationCode>,
    /// Whether the after-care is a service that NHS England must itself arrange (SI 2022/635, reg. 8).
    pub nhs_england: Option<Answer>,
    /// What was determined where ICBs disputed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub determinations: Vec<Determination>,
}

impl Content for Registration {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.registrations
            .check("registrations", problems, |one, problems| {
                not_in_the_future("on", Some(one.on), today, problems);
            });
        check_determinations(&self.determinations, today, problems);
    }

    fn keys(&self) -> Vec<&ItemKey> {
        let determined = self.determinations.iter().map(Keyed::key);
        self.registrations
            .keys()
            .into_iter()
            .chain(determined)
            .collect()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.registrations.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let registrations = self.registrations.items.iter().enumerate();
        let boards = registrations.filter_map(|(index, one)| {
            Some((
                format!("registrations[{index}].coreIcb"),
                one.core_icb.as_ref()?,
            ))
        });
        let claim = self.claim.as_ref().map(|code| ("claim".to_owned(), code));
        boards
            .chain(claim)
            .map(|(path, code)| (path, code, &[Kind::Icb][..]))
            .chain(determined(&self.determinations, &[Kind::Icb]))
            .collect()
    }
}
