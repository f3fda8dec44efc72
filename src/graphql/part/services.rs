//! What meets each need, by whom, and at whose cost.

use async_graphql::Enum;

use super::Answer;
use super::assessment::NeedKind;
use super::shape::{Line, Passage, listed_part, same, shapes};
use crate::domain::part::services as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate, Percent};

/// Why a need is not met. It may be nobody's fault.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::UnmetReason")]
pub enum UnmetReason {
    /// No provider was found, or none was willing.
    NoProvider,
    /// The person declined what was offered, which does not end the duty.
    DeclinedByPerson,
    /// Funding was not agreed, or was not asked for.
    Funding,
    /// Any other reason.
    Other,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(UnmetReason);

shapes! {
    /// The three limbs of accommodation as after-care, all of which must hold (R (Afework) v Camden `[2013] EWHC 1637 (Admin)`).
    AccommodationPlus "AccommodationPlusInput" of AccommodationPlus {
        /// Whether the need is for enhanced specialised accommodation. Null means not recorded.
        enhanced_specialised: Option<Answer>,
        /// Whether the need is related to the reason for the detention. Null means not recorded.
        related_to_detention: Option<Answer>,
        /// Whether the accommodation reduces the risk of the disorder worsening, and so of a return to hospital. Null means not recorded.
        reduces_risk: Option<Answer>,
    }

    /// What one funder pays. Shares that do not add up to the whole are kept as the organisation gave them.
    FundingShare "FundingShareInput" of Share {
        /// The organisation that pays this share. A funder has one share in a split.
        funder: OrganisationCode,
        /// How much of the whole cost the funder pays, in per cent.
        percent: Percent,
    }

    /// One need, and the service that meets it or should.
    Service "ServiceInput" of Service {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What kind of need the service meets, or should meet.
        kind: NeedKind,
        /// What the person needs, at most 200 characters.
        need: Line,
        /// The need, by the key it has in the assessment part of the same account. Null means that no assessed need is named.
        assessed_need: Option<ItemKey>,
        /// Whether the organisation holds the service to be section 117 after-care (Mental Health Act 1983, s. 117(6)). Null means not
        /// recorded.
        #[graphql(name = "section117")]
        section_117: Option<Answer>,
        /// Whether the need is met. Null means not recorded.
        met: Option<Answer>,
        /// How much of the need is met, in per cent, where it is met in part. Null means not recorded.
        met_percent: Option<Percent>,
        /// The day since which the need has not been met. The date may be partial; null means not recorded.
        unmet_since: Option<PartialDate>,
        /// Why the need is not met. Null means not recorded.
        unmet_reason: Option<UnmetReason>,
        /// Why the need is not met, in the recording organisation's own words, at most 4,000 characters. Null means not recorded.
        note: Option<Passage>,
        /// The provider of the service, where it has a code. Null means that it has none, or is not recorded.
        provider: Option<OrganisationCode>,
        /// The name of the provider, where it has no code, at most 200 characters. Null means that none is recorded.
        provider_name: Option<Line>,
        /// The three limbs of accommodation as after-care, where the service is accommodation. Null means that they are not recorded.
        accommodation: Option<AccommodationPlus>,
        /// Who pays for the service, and how much of it.
        #[graphql(default)]
        funders: Vec<FundingShare>,
        /// The day the service started, or is to start. The date may be partial; null means not recorded.
        start: Option<PartialDate>,
        /// The day notice was given that the service will end. The date may be partial; null means that none is recorded.
        notice_given: Option<PartialDate>,
        /// The day the service ended, or is to end. The date may be partial; null means that no end is recorded.
        end: Option<PartialDate>,
        /// The service that follows this one, by its key in the same list. Null means that none is recorded.
        successor: Option<ItemKey>,
    }
}

listed_part! {
    /// What is provided to meet each need, by whom, and at whose cost (Code of Practice 33.14; Mental Health Act 1983, s. 117(6)), and
    /// which needs are not met.
    Services "ServicesInput" {
        /// All services, and each need that no service meets. The list is submitted whole: an item left out is named in `leftOut`.
        services: [Service],
    }
}
