//! Under which sections the person was held.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{Answer, LeftOut, Provenance, Published};
use crate::domain::part::legal_basis as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, LegalStatusCode, PartialDate, show, show_some};

/// The order behind a Part 3 status, where the code alone does not say.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::OrderType")]
pub enum OrderType {
    /// A hospital order (s. 37, or of like effect).
    HospitalOrder,
    /// A guardianship order (s. 37), which is not a hospital order.
    GuardianshipOrder,
    /// A supervision order, or another that sends nobody to hospital.
    OtherOrder,
    /// Recorded as not known.
    Unknown,
}

/// One legal status over a stretch of time.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "LegalStatusInput")]
pub struct LegalStatus {
    /// Your key for the item, the same each time you submit it.
    pub key: ItemKey,
    /// The spell it belongs to: its key in the detention part.
    pub spell: ItemKey,
    /// The code.
    pub code: LegalStatusCode,
    /// From.
    pub from: PartialDate,
    /// Until.
    pub until: Option<PartialDate>,
    /// The application was made, for a Part 2 status (SI 2022/635, reg. 5).
    pub application: Option<PartialDate>,
    /// The order behind it.
    pub order: Option<OrderType>,
    /// With a restriction order or direction (s. 41, 49).
    pub restricted: Option<Answer>,
    /// Whether NHS England arranged the detention (SI 2022/635, reg. 7).
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

/// Under which sections the person was held. Part 3 codes are criminal-offence data, so this is shared less widely than the spells.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "LegalBasisInput")]
pub struct LegalBasis {
    /// Statuses, submitted whole.
    #[graphql(default)]
    pub statuses: Vec<LegalStatus>,
    /// Items of the last version that are not repeated here, and why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where it came from.
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
