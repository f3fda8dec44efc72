//! Under which sections the person was held.

use async_graphql::{Enum, SimpleObject};

use super::Answer;
use super::shape::{listed_part, same, shapes};
use crate::domain::law::legal_status;
use crate::domain::part::legal_basis as domain;
use crate::graphql::scalar::{ItemKey, LegalStatusCode, PartialDate};

/// The order behind a status under Part 3 of the Mental Health Act 1983, where the code alone does not say.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::OrderType")]
pub enum OrderType {
    /// A hospital order (Mental Health Act 1983, s. 37), or an order of like effect.
    HospitalOrder,
    /// A guardianship order (Mental Health Act 1983, s. 37), which is not a hospital order.
    GuardianshipOrder,
    /// A supervision order, or another order that sends nobody to hospital.
    OtherOrder,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(OrderType);

shapes! {
    /// One legal status of the person in a spell, over a stretch of time.
    LegalStatus "LegalStatusInput" of LegalStatus {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The spell that the status belongs to, by the key of that spell in the detention part of the same account.
        spell: ItemKey,
        /// The legal status, as a Mental Health Act legal status classification code: `03` for section 3.
        code: LegalStatusCode,
        /// The day the legal status began. The date may be partial.
        from: PartialDate,
        /// The day the legal status ended. The date may be partial; null means that no end is recorded.
        until: Option<PartialDate>,
        /// The day the application for detention was made, for a status under Part 2 of the Mental Health Act 1983 (SI 2022/635, reg. 5). The
        /// date may be partial; null means not recorded.
        application: Option<PartialDate>,
        /// The order behind a status under Part 3 of the Mental Health Act 1983, where the code alone does not say. Null means not recorded.
        order: Option<OrderType>,
        /// Whether a restriction order or direction came with it (Mental Health Act 1983, s. 41, 49). Null means not recorded.
        restricted: Option<Answer>,
        /// Whether NHS England arranged the detention (SI 2022/635, reg. 7). Null means not recorded.
        commissioned_by_nhs_england: Option<Answer>,
    }
}

listed_part! {
    /// Under which sections of the Mental Health Act 1983 the person was held. Codes under Part 3 are criminal-offence data, so this is shared
    /// less widely than the spells.
    LegalBasis "LegalBasisInput" {
        /// All legal statuses in the spells of this account. The list is submitted whole: an item left out is named in `leftOut`.
        statuses: [LegalStatus],
    }
}

/// Whether what is recorded is a detention that section 117(1) names.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "legal_status::Qualifies", name = "QualifyingAnswer")]
pub enum Qualifies {
    /// No section recorded here is one that section 117(1) names.
    No,
    /// The code says that the section is not known, or none is recorded.
    Unknown,
    /// It depends on the terms of an order, and a person must decide.
    PersonMustDecide,
    /// A section recorded here is one that section 117(1) names.
    Yes,
}

/// Only whether the detention qualifies: what a candidate may read of the legal basis.
#[derive(SimpleObject, Clone, Debug)]
pub struct LegalBasisSummary {
    /// Whether any section recorded here is one that section 117(1) of the Mental Health Act 1983 names.
    pub qualifies: Qualifies,
}

impl LegalBasisSummary {
    /// What of a legal basis a candidate may read.
    pub fn of(basis: &domain::LegalBasis) -> Self {
        let answers = basis.statuses.items.iter().map(legal_status::qualifies);
        let strongest = answers.max().unwrap_or(legal_status::Qualifies::Unknown);
        Self {
            qualifies: strongest.into(),
        }
    }
}
