//! Under which sections the person was held.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{Answer, LeftOut, Provenance, Published};
use crate::domain::law::legal_status;
use crate::domain::part::legal_basis as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, LegalStatusCode, PartialDate, show, show_some};

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

/// One legal status of the person in a spell, over a stretch of time.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "LegalStatusInput")]
pub struct LegalStatus {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// The spell that the status belongs to, by the key of that spell in the detention part of the same account.
    pub spell: ItemKey,
    /// The legal status, as a Mental Health Act legal status classification code: `03` for section 3.
    pub code: LegalStatusCode,
    /// The day the legal status began. The date may be partial.
    pub from: PartialDate,
    /// The day the legal status ended. The date may be partial; null means that no end is recorded.
    pub until: Option<PartialDate>,
    /// The day the application for detention was made, for a status under Part 2 of the Mental Health Act 1983 (SI 2022/635, reg. 5). The
    /// date may be partial; null means not recorded.
    pub application: Option<PartialDate>,
    /// The order behind a status under Part 3 of the Mental Health Act 1983, where the code alone does not say. Null means not recorded.
    pub order: Option<OrderType>,
    /// Whether a restriction order or direction came with it (Mental Health Act 1983, s. 41, 49). Null means not recorded.
    pub restricted: Option<Answer>,
    /// Whether NHS England arranged the detention (SI 2022/635, reg. 7). Null means not recorded.
    pub commissioned_by_nhs_england: Option<Answer>,
}

impl LegalStatus {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::LegalStatus> {
        let Self {
            key,
            spell,
            code,
            from,
            until,
            application,
            order,
            restricted,
            commissioned_by_nhs_england,
        } = self;
        let key = problems.read("key", &key);
        let spell = problems.read("spell", &spell);
        let code = problems.read("code", &code);
        let from = problems.read("from", &from);
        let until = problems.read_some("until", until.as_ref());
        let application = problems.read_some("application", application.as_ref());
        Some(domain::LegalStatus {
            key: key?,
            spell: spell?,
            code: code?,
            from: from?,
            until: until?,
            application: application?,
            order: order.map(Into::into),
            restricted: restricted.map(Into::into),
            commissioned_by_nhs_england: commissioned_by_nhs_england.map(Into::into),
        })
    }

    fn show(content: &domain::LegalStatus) -> Self {
        let domain::LegalStatus {
            key,
            spell,
            code,
            from,
            until,
            application,
            order,
            restricted,
            commissioned_by_nhs_england,
        } = content;
        Self {
            key: show(key),
            spell: show(spell),
            code: show(code),
            from: show(from),
            until: show_some(until.as_ref()),
            application: show_some(application.as_ref()),
            order: order.map(Into::into),
            restricted: restricted.map(Into::into),
            commissioned_by_nhs_england: commissioned_by_nhs_england.map(Into::into),
        }
    }
}

/// Under which sections of the Mental Health Act 1983 the person was held. Codes under Part 3 are criminal-offence data, so this is shared
/// less widely than the spells.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "LegalBasisInput")]
pub struct LegalBasis {
    /// All legal statuses in the spells of this account. The list is submitted whole: an item left out is named in `leftOut`.
    #[graphql(default)]
    pub statuses: Vec<LegalStatus>,
    /// The items of the last version that are not repeated here, each with the reason why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl LegalBasis {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::LegalBasis> {
        let Self {
            statuses,
            left_out,
            provenance: _,
        } = self;
        let statuses = problems.listed("statuses", statuses, left_out, |problems, one| {
            one.read(problems)
        });
        Some(domain::LegalBasis {
            statuses: statuses?,
        })
    }

    fn show(content: &domain::LegalBasis, provenance: Provenance) -> Self {
        let domain::LegalBasis { statuses } = content;
        Self {
            statuses: statuses.items.iter().map(LegalStatus::show).collect(),
            left_out: Vec::new(),
            provenance,
        }
    }
}

impl Published for domain::LegalBasis {
    type Shown = LegalBasis;

    fn publish(&self, provenance: Provenance) -> LegalBasis {
        LegalBasis::show(self, provenance)
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
