//! What a joint policy lays down: numbers, and who and what it lets in, as the policies in use have been found to say.

use serde::{Deserialize, Serialize};

use crate::domain::part::ending::EndingReason;

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $value:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum $name { $($(#[$about])* $value),* }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$value),*];
        }
    )*};
}

terms! {
    /// Who may coordinate after-care.
    CoordinatorRule {
        /// Whoever is suitable, of whichever body and profession.
        AnySuitable,
        /// A health professional only.
        HealthProfessional,
        /// A social worker only.
        SocialWorker,
        /// A member of the community mental health team only.
        CommunityTeam,
    }

    /// Whom the policy lets in.
    EntitlementRule {
        /// Everyone who left hospital after a qualifying detention.
        EveryoneQualifying,
        /// Only those detained for more than 28 days.
        After28Days,
        /// Only those open to a community mental health team.
        OpenToCommunityTeam,
        /// Adults only.
        AdultsOnly,
        /// Only those with needs eligible under the Care Act 2014.
        CareActNeeds,
    }

    /// How after-care is paid for.
    FundingRule {
        /// Care begins, and who pays is settled afterwards.
        CareFirst,
        /// Care waits until a panel has agreed who pays.
        PanelFirst,
        /// The person's means are assessed.
        MeansTested,
        /// Housing benefit pays for accommodation that is after-care.
        HousingBenefit,
    }

    /// Somebody to whom a dispute is taken.
    LadderRung {
        /// The managers of the teams.
        TeamManagers,
        /// The heads of the services.
        ServiceHeads,
        /// The directors.
        Directors,
        /// The chief executives.
        ChiefExecutives,
        /// Somebody independent.
        Independent,
        /// Whoever determines it by law.
        Determination,
    }
}

/// How council and ICB divide the cost, in hundredths. It is for local policy (HSC 2000/003; LAC (2000)3), and nobody's care waits for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CostSplit {
    /// The council's share.
    pub council: u8,
    /// The ICB's share.
    pub icb: u8,
}

/// One step in settling a dispute.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LadderStep {
    /// To whom it goes.
    pub to: LadderRung,
    /// How many days after the first written denial at the latest.
    pub within_days: u32,
}

/// What a joint policy lays down. What it is silent on stays as the law, or the register's default, has it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Days from leaving hospital to the first review.
    pub first_review_days: Option<u32>,
    /// Months from one review to the next.
    pub review_months: Option<u32>,
    /// Days from a change of circumstances to the review after it.
    pub change_review_days: Option<u32>,
    /// Working days in which one body tells another, and is answered.
    pub notify_working_days: Option<u32>,
    /// Working days in which a complaint is answered.
    pub complaint_working_days: Option<u32>,
    /// Who may coordinate.
    pub coordinators: Vec<CoordinatorRule>,
    /// Whom it lets in.
    pub entitlement: Vec<EntitlementRule>,
    /// The reasons for which it ends after-care.
    pub ending: Vec<EndingReason>,
    /// Whether one body alone may end it.
    pub one_body_may_end: bool,
    /// How after-care is paid for.
    pub funding: Vec<FundingRule>,
    /// How the cost is divided, where that is the same for everybody.
    pub split: Option<CostSplit>,
    /// The steps in settling a dispute, the first one first.
    pub ladder: Vec<LadderStep>,
}
