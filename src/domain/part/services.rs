//! What is provided to meet each need, by whom, and at whose cost (Code of Practice 33.14; s. 117(6)), and which needs are not met.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::assessment::NeedKind;
use super::{
    ANYONE, Answer, Content, FUNDERS, Keyed, LeftOut, Listed, Named, in_order, not_in_the_future,
};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

/// The three limbs of accommodation as after-care, all of which must hold (R (Afework) v Camden `[2013] EWHC 1637 (Admin)`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AccommodationPlus {
    /// The need is for enhanced specialised accommodation.
    pub enhanced_specialised: Option<Answer>,
    /// The need is related to the reason for the detention.
    pub related_to_detention: Option<Answer>,
    /// It reduces the risk of the disorder worsening and of a return to hospital.
    pub reduces_risk: Option<Answer>,
}

/// What one funder pays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Share {
    /// Who pays.
    pub funder: OrganisationCode,
    /// How much of the whole, in per cent.
    pub percent: u8,
}

/// Notes a funder that stands in one split twice, and shares that do not add up to the whole.
pub fn check_split(split: &[Share], field: &str, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    if !split.iter().all(|share| seen.insert(&share.funder)) {
        problems.report_at(field, ProblemCode::DuplicateKey, "a funder has one share");
    }
    let sum: u32 = split.iter().map(|share| u32::from(share.percent)).sum();
    if !split.is_empty() && sum != 100 {
        problems.report_at(
            field,
            ProblemCode::DoesNotAddUp,
            "the shares of a whole add up to 100 per cent",
        );
    }
}

/// The funders of one split.
pub fn funders<'a>(split: &'a [Share], at: &str) -> Vec<Named<'a>> {
    let shares = split.iter().enumerate();
    shares
        .map(|(index, share)| (format!("{at}[{index}].funder"), &share.funder, FUNDERS))
        .collect()
}

/// Why a need is not met. It may be nobody's fault.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UnmetReason {
    /// No provider was found, or none was willing.
    NoProvider,
    /// The person declined what was offered, which does not end the duty.
    DeclinedByPerson,
    /// Funding was not agreed, or not asked for.
    Funding,
    /// Another.
    Other,
    /// Recorded as not known.
    Unknown,
}

/// One need, and the service that meets it or should.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Service {
    /// The writer's key.
    pub key: ItemKey,
    /// What kind of need.
    pub kind: NeedKind,
    /// What is needed.
    pub need: Text,
    /// The need, by the key it has in the assessment part of the same account.
    pub assessed_need: Option<ItemKey>,
    /// Whether the body holds it to be section 117 after-care.
    pub section_117: Option<Answer>,
    /// Whether the need is met.
    pub met: Option<Answer>,
    /// How much of it is met, in hundredths, where it is met in part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_percent: Option<u8>,
    /// Not met since.
    pub unmet_since: Option<PartialDate>,
    /// Why it is not met.
    pub unmet_reason: Option<UnmetReason>,
    /// Why it is not met, in the body's own words.
    pub note: Option<Text>,
    /// The provider, where it has a code.
    pub provider: Option<OrganisationCode>,
    /// The provider, where it has none.
    pub provider_name: Option<Text>,
    /// The three limbs, where the service is accommodation.
    pub accommodation: Option<AccommodationPlus>,
    /// Who pays how much.
    pub funders: Vec<Share>,
    /// It starts, or is to start, on.
    pub start: Option<PartialDate>,
    /// Notice that it will end was given on.
    pub notice_given: Option<PartialDate>,
    /// It ended, or is to end, on.
    pub end: Option<PartialDate>,
    /// The service that follows it, by its key in this list.
    pub successor: Option<ItemKey>,
}

impl Keyed for Service {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The services part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Services {
    /// Services, in any order: a need that no service meets stands here too.
    pub services: Listed<Service>,
}

impl Content for Services {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.services
            .check("services", problems, |service, problems| {
                not_in_the_future("unmetSince", service.unmet_since, today, problems);
                not_in_the_future("noticeGiven", service.notice_given, today, problems);
                in_order(
                    service.start,
                    "end",
                    service.end,
                    "the service began",
                    problems,
                );
                check_split(&service.funders, "funders", problems);
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.services.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.services.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let mut named = Vec::new();
        for (index, one) in self.services.items.iter().enumerate() {
            let at = format!("services[{index}]");
            if let Some(provider) = &one.provider {
                named.push((format!("{at}.provider"), provider, ANYONE));
            }
            named.extend(funders(&one.funders, &format!("{at}.funders")));
        }
        named
    }
}
