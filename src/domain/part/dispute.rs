//! Disputes about who is responsible: who disputes with whom since when, how far it has come, and who carries on caring meanwhile
//! (s. 117(4); Care Act 2014, s. 40; SI 2014/2829). What is argued is a part of its own.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Content, Keyed, LeftOut, Listed, in_order, not_in_the_future};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

/// What is disputed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DisputeKind {
    /// Which of several councils in England is responsible.
    Councils,
    /// Which of a council in England and one in Wales is responsible.
    EnglandAndWales,
    /// Which ICB is responsible.
    Icbs,
    /// Who pays how much.
    Funding,
    /// Recorded as not known.
    Unknown,
}

/// How far a dispute has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DisputeStage {
    /// Between the parties.
    Open,
    /// Referred for determination.
    Referred,
    /// Determined.
    Determined,
    /// The determination is under review.
    UnderReview,
    /// Settled between the parties.
    Settled,
    /// Withdrawn by the body that raised it.
    Withdrawn,
    /// Recorded as not known.
    Unknown,
}

/// Why a council leads, and must see to it that needs are met meanwhile (SI 2014/2829, reg. 2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LeadBasis {
    /// It was meeting needs on the day the dispute began (reg. 2(2)).
    MeetingNeeds,
    /// Nobody was, and the person is living in its area (reg. 2(3)).
    LivingThere,
    /// Nobody was, the person is living nowhere, and is present in its area (reg. 2(3)).
    PresentThere,
    /// Not under the regulations: agreed between the bodies.
    Agreed,
}

/// Money that a body spends so that care does not wait, without prejudice to what it says of whose duty it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InterimFunding {
    /// Who pays.
    pub by: OrganisationCode,
    /// From.
    pub from: PartialDate,
    /// Until.
    pub until: Option<PartialDate>,
    /// In pence a week.
    pub weekly_pence: Option<u64>,
    /// Given back by the body found responsible, in pence.
    pub recovered_pence: Option<u64>,
    /// Given back on.
    pub recovered: Option<PartialDate>,
}

/// One side of a dispute.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DisputeParty {
    /// Which body.
    pub organisation: OrganisationCode,
    /// It denied responsibility in writing on.
    pub denied: Option<PartialDate>,
    /// Its contact for the dispute (reg. 3(2)(b)), as a role.
    pub contact: Option<Text>,
}

/// One dispute.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResponsibilityDispute {
    /// The writer's key.
    pub key: ItemKey,
    /// What is disputed.
    pub kind: DisputeKind,
    /// How far it has come.
    pub stage: DisputeStage,
    /// The parties; none when the writer does not know them.
    pub parties: Vec<DisputeParty>,
    /// It began with the first written denial on (reg. 1(3)).
    pub began: PartialDate,
    /// The lead authority (reg. 2(2), (3)).
    pub lead: Option<OrganisationCode>,
    /// Who carries on caring.
    pub caring: Option<OrganisationCode>,
    /// The person was last told how it stands on (reg. 3(6)).
    pub person_told: Option<PartialDate>,
    /// Referred on (reg. 3(7)).
    pub referred: Option<PartialDate>,
    /// Determined on.
    pub determined: Option<PartialDate>,
    /// A review of the determination began on (Care Act 2014, s. 40(2)).
    pub review_began: Option<PartialDate>,
    /// Settled between the parties on.
    pub settled: Option<PartialDate>,
    /// Who was found or agreed to be responsible.
    pub responsible: Option<OrganisationCode>,
    /// The body that raised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_by: Option<OrganisationCode>,
    /// Why the lead authority leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_basis: Option<LeadBasis>,
    /// What is paid meanwhile, without prejudice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interim: Vec<InterimFunding>,
    /// Withdrawn on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<PartialDate>,
    /// The reference of the determination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Text>,
}

impl ResponsibilityDispute {
    /// Whether it is between the parties, or before whoever determines it.
    pub const fn is_open(&self) -> bool {
        match self.stage {
            DisputeStage::Open | DisputeStage::Referred | DisputeStage::Unknown => {
                self.settled.is_none() && self.withdrawn.is_none()
            }
            DisputeStage::Determined
            | DisputeStage::UnderReview
            | DisputeStage::Settled
            | DisputeStage::Withdrawn => false,
        }
    }
}

impl Keyed for ResponsibilityDispute {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The dispute part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Dispute {
    /// Disputes, in any order.
    pub disputes: Listed<ResponsibilityDispute>,
}

impl Content for Dispute {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.disputes
            .check("disputes", problems, |dispute, problems| {
                let began = Some(dispute.began);
                for (field, date) in [
                    ("began", began),
                    ("personTold", dispute.person_told),
                    ("referred", dispute.referred),
                    ("determined", dispute.determined),
                    ("reviewBegan", dispute.review_began),
                    ("settled", dispute.settled),
                    ("withdrawn", dispute.withdrawn),
                ] {
                    not_in_the_future(field, date, today, problems);
                    in_order(began, field, date, "the dispute began", problems);
                }
                in_order(
                    dispute.referred,
                    "determined",
                    dispute.determined,
                    "the referral",
                    problems,
                );
                in_order(
                    dispute.determined,
                    "reviewBegan",
                    dispute.review_began,
                    "the determination",
                    problems,
                );
                for (index, one) in dispute.interim.iter().enumerate() {
                    problems.within("interim", |problems| {
                        problems.item(index, |problems| {
                            in_order(
                                Some(one.from),
                                "until",
                                one.until,
                                "the first day",
                                problems,
                            );
                            not_in_the_future("recovered", one.recovered, today, problems);
                        });
                    });
                }
                let mut seen = BTreeSet::new();
                let mut parties = dispute.parties.iter().map(|party| &party.organisation);
                if !parties.all(|party| seen.insert(party)) {
                    problems.report_at("parties", ProblemCode::DuplicateKey, "a party stands once");
                }
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.disputes.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.disputes.left_out
    }
}
