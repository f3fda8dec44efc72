//! An organisation's own half of ending after-care.

use async_graphql::{Enum, SimpleObject};

use super::reviews::Attendance;
use super::shape::{Line, Passage, Shape, same, shapes};
use super::{Answer, Provenance, Published};
use crate::domain::part::ending as domain;
use crate::graphql::scalar::{EvidenceDigest, ItemKey, PartialDate};

/// Why an organisation holds that after-care may end. Of the reasons named, only `NEED_CEASED` suffices alone (Code of Practice 33.20 to
/// 33.24; Ombudsmen's guidance of April 2022; and the decisions named).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::EndingReason")]
pub enum EndingReason {
    /// The person no longer needs after-care (Mental Health Act 1983, s. 117(2)).
    NeedCeased,
    /// The person was discharged by a psychiatrist or from a specialist service.
    DischargedBySpecialist,
    /// A period of time has passed.
    PeriodPassed,
    /// The person is deprived of liberty under the Mental Capacity Act 2005.
    DeprivedOfLiberty,
    /// The person returned to hospital informally.
    ReturnedInformally,
    /// The person returned to hospital under section 2 of the Mental Health Act 1983.
    #[graphql(name = "RETURNED_UNDER_SECTION_2")]
    ReturnedUnderSection2,
    /// The person is no longer on a community treatment order.
    NoLongerOnTreatmentOrder,
    /// The person is no longer on leave of absence.
    NoLongerOnLeave,
    /// The person is well settled in the community.
    WellSettled,
    /// The person declined what was offered.
    DeclinedServices,
    /// The person is not open to a mental health team (Ombudsman decision 24 005 859).
    NotOpenToTeam,
    /// The person does not engage (Ombudsman decision 24 005 859).
    Disengaged,
    /// No worker is allocated to the person (Ombudsman decision 24 014 179).
    NoAllocatedWorker,
    /// The person moved to another area (Ombudsman decision 24 014 179).
    MovedArea,
    /// The person has no needs eligible under the Care Act 2014 (Ombudsman decision 25 000 113b).
    NoCareActNeeds,
    /// The person's file was closed (Ombudsman decision 24 015 710).
    FileClosed,
    /// No service is funded for the person at present.
    NoFundedService,
    /// A reason of any other kind.
    Other,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(EndingReason);

shapes! {
    /// The evidence on which an organisation's view of ending rests.
    EndingEvidence "EndingEvidenceInput" of EndingEvidence {
        /// The review that the view rests on, by the key of that review in the reviews part of the same account. Null means that none is
        /// named.
        review: Option<ItemKey>,
        /// What the evidence shows, at most 4,000 characters. Null means not recorded.
        shows: Option<Passage>,
        /// The day on which the view was signed off. The date may be partial; null means that none is recorded.
        signed: Option<PartialDate>,
        /// The role of whoever signed it off, and never a name, at most 200 characters. Null means not recorded.
        signed_by: Option<Line>,
    }

    /// How the person and those who speak for them were involved in the decision.
    EndingInvolvement "EndingInvolvementInput" of Involvement {
        /// Who was asked to take part and who came.
        #[graphql(default)]
        attendance: Vec<Attendance>,
        /// Whether the person's views were recorded. Null means not recorded.
        views_recorded: Option<Answer>,
    }

    /// Notice of the ending to the person (Mental Health Act 2025, s. 46(2), from its commencement).
    EndingNotice "EndingNoticeInput" of EndingNotice {
        /// The day on which the notice was given to the person. The date may be partial; null means that none is recorded.
        given: Option<PartialDate>,
        /// Whether the notice was given in writing. Null means not recorded.
        written: Option<Answer>,
        /// Whether the council and the ICB gave the notice jointly. Null means not recorded.
        joint: Option<Answer>,
    }
}

shapes! {
    /// After-care begun again because it had ended too soon (Ombudsmen's guidance of April 2022).
    Reinstatement "ReinstatementInput" of Reinstatement {
        /// The day from which after-care is owed again. The date may be partial.
        from: PartialDate,
        /// Why after-care was begun again, at most 4,000 characters.
        because: Passage,
    }
}

/// An organisation's own half of ending after-care (Mental Health Act 1983, s. 117(2); Code of Practice 33.20 to 33.24). A statement: it
/// ends nothing until the council and the ICB are both satisfied.
#[derive(SimpleObject, Clone, Debug)]
pub struct Ending {
    /// Whether the organisation is satisfied that the person no longer needs after-care.
    pub satisfied: Answer,
    /// The day since which the organisation is satisfied, or on which it last decided that it is not. The date may be partial; null means
    /// not recorded.
    pub decided: Option<PartialDate>,
    /// The reasons that the organisation gives for its view.
    pub reasons: Vec<EndingReason>,
    /// The evidence on which the view rests. Null means that none is recorded.
    pub evidence: Option<EndingEvidence>,
    /// How the person was involved in the decision. Null means not recorded.
    pub involvement: Option<EndingInvolvement>,
    /// Notice of the ending to the person. Null means that none is recorded.
    pub notice: Option<EndingNotice>,
    /// The digest of the evidence that the organisation signed. Null means that it has signed nothing.
    pub signed: Option<EvidenceDigest>,
    /// That after-care was begun again. Null means that it was not, by this organisation.
    pub reinstated: Option<Reinstatement>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
    pub provenance: Provenance,
}

impl Published for domain::Ending {
    type Shown = Ending;

    fn publish(&self, provenance: Provenance) -> Ending {
        let Self {
            satisfied,
            decided,
            reasons,
            evidence,
            involvement,
            notice,
            signed,
            reinstated,
        } = self;
        Ending {
            satisfied: Shape::show(satisfied),
            decided: Shape::show(decided),
            reasons: Shape::show(reasons),
            evidence: Shape::show(evidence),
            involvement: Shape::show(involvement),
            notice: Shape::show(notice),
            signed: Shape::show(signed),
            reinstated: Shape::show(reinstated),
            provenance,
        }
    }
}
