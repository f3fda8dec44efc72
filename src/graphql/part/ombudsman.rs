//! Ombudsman decisions, what each found and recommended, and an organisation's own evidence of having done it.

use async_graphql::Enum;

use super::Answer;
use super::shape::{Line, Passage, listed_part, same, shapes};
use crate::domain::part::ombudsman as domain;
use crate::graphql::scalar::{CaseReference, ItemKey, OrganisationCode, PartialDate, Pence};

/// What the outcome of an Ombudsman's case was.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::DecisionOutcome", name = "OmbudsmanOutcome")]
pub enum DecisionOutcome {
    /// The complaint was upheld.
    Upheld,
    /// The complaint was not upheld.
    NotUpheld,
    /// The case was closed after initial enquiries: neither upheld nor not upheld.
    ClosedAfterInitialEnquiries,
    /// The investigation was discontinued.
    Discontinued,
    /// An outcome of any other kind.
    Other,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// What an Ombudsman found of an organisation.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::FindingKind", name = "OmbudsmanFindingKind")]
pub enum FindingKind {
    /// A fault that caused injustice.
    FaultWithInjustice,
    /// A fault from which no injustice was found.
    FaultWithoutInjustice,
    /// A service failure, which carries no blame.
    ServiceFailure,
    /// No fault was found.
    NoFault,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// What an Ombudsman recommended that an organisation do.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::RecommendationKind")]
pub enum RecommendationKind {
    /// To apologise for what happened.
    Apology,
    /// To pay a sum in recognition of what happened.
    Payment,
    /// To give back what was paid.
    Refund,
    /// To hold a section 117 review or meeting.
    Review,
    /// To make an after-care plan.
    Plan,
    /// To appoint somebody to coordinate the after-care.
    Coordinator,
    /// To offer or make an assessment.
    Assessment,
    /// To meet the person, or reach them by a route that they agree to.
    Communication,
    /// To check that the person is recorded and flagged for review.
    RecordCheck,
    /// To learn from the case.
    LearningReview,
    /// To improve a service, or make an action plan.
    ServiceImprovement,
    /// To change a policy.
    PolicyChange,
    /// To report to a scrutiny committee.
    Scrutiny,
    /// To alert NHS England.
    AlertNhsEngland,
    /// A recommendation of any other kind.
    Other,
}

/// Who is to be paid, or apologised to, as an Ombudsman recommended.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Payee", name = "OmbudsmanPayee")]
pub enum Payee {
    /// The person whom the record is about.
    Person,
    /// A relative or carer of the person.
    Relative,
    /// The person's estate.
    Estate,
    /// Somebody else.
    Other,
}

same!(DecisionOutcome FindingKind RecommendationKind Payee);

shapes! {
    /// What an Ombudsman found of one organisation on one point.
    BodyFinding "BodyFindingInput" of BodyFinding {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The organisation that the finding is about.
        body: OrganisationCode,
        /// What the Ombudsman found of the organisation.
        kind: FindingKind,
        /// The point that the finding is about, at most 4,000 characters. Null means not recorded.
        about: Option<Passage>,
    }

    /// An organisation's own evidence that it did what an Ombudsman recommended.
    ComplianceEvidence "ComplianceEvidenceInput" of ComplianceEvidence {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// Whether the organisation says that it has done what was recommended.
        complied: Answer,
        /// The day on which it was done. The date may be partial; null means that it is not recorded as done.
        done: Option<PartialDate>,
        /// The amount that was paid, in pence. Null means that no payment is recorded.
        paid_pence: Option<Pence>,
        /// What shows that it was done, at most 4,000 characters. Null means not recorded.
        shows: Option<Passage>,
        /// The day on which the evidence was given to the Ombudsman. The date may be partial; null means that none is recorded.
        given: Option<PartialDate>,
        /// The day on which the Ombudsman accepted the evidence. The date may be partial; null means that none is recorded.
        accepted: Option<PartialDate>,
        /// The day from which what was done is so no longer, as when a coordinator who was appointed has left. The date may be partial; null
        /// means that none is recorded.
        lapsed: Option<PartialDate>,
    }

    /// One thing recommended to one organisation, for one payee, by one day: what two organisations owe is two recommendations.
    OmbudsmanRecommendation "OmbudsmanRecommendationInput" of Recommendation {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The organisation to which it was recommended.
        body: OrganisationCode,
        /// Who is to be paid, or apologised to. Null means that nobody is recorded.
        payee: Option<Payee>,
        /// What kind of thing was recommended.
        kind: RecommendationKind,
        /// What was recommended, in words, at most 4,000 characters. Null means not recorded.
        what: Option<Passage>,
        /// The day by which it is to be done. A decision published with a day before itself is recorded with the day that was meant. The date
        /// may be partial; null means that none is recorded.
        due: Option<PartialDate>,
        /// The amount that is to be paid, in pence. Null means that no amount is recorded.
        amount_pence: Option<Pence>,
        /// The organisation's own evidence that it did what was recommended.
        #[graphql(default)]
        evidence: Vec<ComplianceEvidence>,
    }

    /// One decision of an Ombudsman, with what was found and recommended.
    OmbudsmanDecision "OmbudsmanDecisionInput" of OmbudsmanDecision {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The reference of the Ombudsman's case.
        reference: CaseReference,
        /// The day of the decision. The date may be partial.
        decided: PartialDate,
        /// What the outcome of the case was.
        outcome: DecisionOutcome,
        /// What the decision calls those it is about, such as `Mr Y`: letters and pseudonyms, never names.
        #[graphql(default)]
        called: Vec<Line>,
        /// The references of earlier decisions about the same person.
        #[graphql(default)]
        follows: Vec<CaseReference>,
        /// What was found of each organisation, point by point.
        #[graphql(default)]
        findings: Vec<BodyFinding>,
        /// What was recommended to each organisation.
        #[graphql(default)]
        recommendations: Vec<OmbudsmanRecommendation>,
    }
}

listed_part! {
    /// The Ombudsmen's decisions, what they found and recommended, and the organisation's own evidence of having done it (Local Government
    /// Act 1974, s. 33ZA; Health Service Commissioners Act 1993, s. 18ZA).
    Ombudsman "OmbudsmanInput" {
        /// All decisions of an Ombudsman. The list is submitted whole: an item left out is named in `leftOut`.
        decisions: [OmbudsmanDecision],
    }
}
