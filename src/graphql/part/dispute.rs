//! Disputes about who is responsible.

use async_graphql::Enum;

use super::shape::{Line, listed_part, same, shapes};
use crate::domain::part::dispute as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate, Pence};

/// What a dispute about responsibility is about.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::DisputeKind")]
pub enum DisputeKind {
    /// Which of several councils in England is responsible (SI 2014/2829).
    Councils,
    /// Which of a council in England and a council in Wales is responsible.
    EnglandAndWales,
    /// Which of several ICBs is responsible.
    Icbs,
    /// Who pays how much of the after-care.
    Funding,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// How far a dispute about responsibility has come.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::DisputeStage")]
pub enum DisputeStage {
    /// The dispute is open between the parties.
    Open,
    /// The dispute was referred for determination (SI 2014/2829, reg. 3(7)).
    Referred,
    /// The dispute was determined.
    Determined,
    /// The determination is under review (Care Act 2014, s. 40(2)).
    UnderReview,
    /// The parties settled the dispute between them.
    Settled,
    /// The body that raised the dispute withdrew it.
    Withdrawn,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// Why a council leads in a dispute and must see to it that care goes on meanwhile (SI 2014/2829, reg. 2).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::LeadBasis")]
pub enum LeadBasis {
    /// It was meeting the person's needs on the day the dispute began (SI 2014/2829, reg. 2(2)).
    MeetingNeeds,
    /// Nobody was meeting needs, and the person is living in its area (SI 2014/2829, reg. 2(3)).
    LivingThere,
    /// Nobody was meeting needs, the person lives nowhere, and is present in its area (SI 2014/2829, reg. 2(3)).
    PresentThere,
    /// The bodies agreed it, where the regulations do not apply.
    Agreed,
}

same!(DisputeKind DisputeStage LeadBasis);

shapes! {
    /// Money that an organisation spends so that care does not wait, without prejudice to whose duty it is.
    InterimFunding "InterimFundingInput" of InterimFunding {
        /// The organisation that pays meanwhile.
        by: OrganisationCode,
        /// The day from which it pays. The date may be partial.
        from: PartialDate,
        /// The day until which it pays. The date may be partial; null means that no end is recorded.
        until: Option<PartialDate>,
        /// What it pays, in pence a week. Null means not recorded.
        weekly_pence: Option<Pence>,
        /// What the body found responsible gave back, in pence. Null means that nothing is recorded as given back.
        recovered_pence: Option<Pence>,
        /// The day on which it was given back. The date may be partial; null means that nothing is recorded as given back.
        recovered: Option<PartialDate>,
    }

    /// One side of a dispute about responsibility.
    DisputeParty "DisputePartyInput" of DisputeParty {
        /// The organisation that is a party to the dispute.
        organisation: OrganisationCode,
        /// The day on which it denied responsibility in writing. The date may be partial; null means that no denial is recorded.
        denied: Option<PartialDate>,
        /// The party's contact for the dispute, as a role and never a name, at most 200 characters (SI 2014/2829, reg. 3(2)(b)). Null means
        /// not recorded.
        contact: Option<Line>,
    }

    /// One dispute about who is responsible for the person's after-care, or for its cost.
    ResponsibilityDispute "ResponsibilityDisputeInput" of ResponsibilityDispute {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What the dispute is about.
        kind: DisputeKind,
        /// How far the dispute has come.
        stage: DisputeStage,
        /// The parties to the dispute, each at most once. An empty list means that the recording organisation does not know them.
        #[graphql(default)]
        parties: Vec<DisputeParty>,
        /// The day of the first denial of responsibility in writing, with which the dispute began (SI 2014/2829, reg. 1(3)). The date may
        /// be partial.
        began: PartialDate,
        /// The lead authority in the dispute (SI 2014/2829, reg. 2(2), (3)). Null means not recorded.
        lead: Option<OrganisationCode>,
        /// The organisation that carries on caring for the person while the dispute lasts. Null means not recorded.
        caring: Option<OrganisationCode>,
        /// The day on which the person was last told how the dispute stands (SI 2014/2829, reg. 3(6)). The date may be partial; null means
        /// that none is recorded.
        person_told: Option<PartialDate>,
        /// The day on which the dispute was referred for determination (SI 2014/2829, reg. 3(7)). The date may be partial; null means that
        /// no referral is recorded.
        referred: Option<PartialDate>,
        /// The day on which the dispute was determined. The date may be partial; null means that no determination is recorded.
        determined: Option<PartialDate>,
        /// The day on which a review of the determination began (Care Act 2014, s. 40(2)). The date may be partial; null means that none is
        /// recorded.
        review_began: Option<PartialDate>,
        /// The day on which the parties settled the dispute between them. The date may be partial; null means that none is recorded.
        settled: Option<PartialDate>,
        /// The organisation that was found or agreed to be responsible. Null means that none is recorded.
        responsible: Option<OrganisationCode>,
        /// The organisation that raised the dispute. Null means not recorded.
        raised_by: Option<OrganisationCode>,
        /// Why the lead authority leads. Null means not recorded.
        lead_basis: Option<LeadBasis>,
        /// What is paid meanwhile, without prejudice, so that care does not wait.
        #[graphql(default)]
        interim: Vec<InterimFunding>,
        /// The day on which the dispute was withdrawn. The date may be partial; null means that it was not.
        withdrawn: Option<PartialDate>,
        /// The reference of the determination, at most 200 characters. Null means not recorded.
        reference: Option<Line>,
    }
}

listed_part! {
    /// Disputes about who is responsible: the parties, the dates, how far each has come, and who carries on caring meanwhile (Mental Health
    /// Act 1983, s. 117(4); Care Act 2014, s. 40; SI 2014/2829).
    Dispute "DisputeInput" {
        /// All disputes, open and over. The list is submitted whole: an item left out is named in `leftOut`.
        disputes: [ResponsibilityDispute],
    }
}
