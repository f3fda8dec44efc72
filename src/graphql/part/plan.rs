//! After-care plans.

use async_graphql::Enum;

use super::shape::{Line, Passage, listed_part, same, shapes};
use crate::domain::part::plan as domain;
use crate::graphql::scalar::{ItemKey, PartialDate};

/// How far a plan goes. A provisional plan is better than none at discharge.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::PlanKind")]
pub enum PlanKind {
    /// A provisional plan, subject to review after fuller assessment.
    Provisional,
    /// A full plan, which is complete.
    Full,
}

/// What a plan should address (Code of Practice 34.3; Ombudsmen's guidance of April 2022).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::PlanPoint")]
pub enum PlanPoint {
    /// Treatment: medical, nursing, psychological or other.
    Treatment,
    /// The medication prescribed for the person.
    Medication,
    /// The person's physical health and care for it.
    PhysicalHealth,
    /// The goals that are the person's own.
    PersonalGoals,
    /// Social care needs, such as housing, finances and employment.
    SocialCare,
    /// Support for the person's carers.
    CarerSupport,
    /// What to do if the person's health worsens.
    Deterioration,
    /// What to do in a crisis.
    Crisis,
    /// Whether the person is entitled to section 117 after-care.
    Entitlement,
    /// Which services are section 117 services, and who funds them.
    FundedServices,
    /// The type of accommodation, where it is a section 117 need.
    Accommodation,
    /// Who is named to coordinate the after-care.
    NamedCoordinator,
    /// That a copy was given to the person.
    CopyGiven,
    /// The date of the next review.
    NextReview,
}

/// Who may be involved in planning and reviewing after-care (Code of Practice 34.12).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Role", name = "InvolvedRole")]
pub enum Role {
    /// The person whom the record is about.
    Person,
    /// A carer of the person.
    Carer,
    /// The person's nearest relative (Mental Health Act 1983, s. 26).
    NearestRelative,
    /// An independent advocate, such as an independent mental health advocate.
    Advocate,
    /// An attorney or deputy who acts for the person.
    AttorneyOrDeputy,
    /// The person's responsible clinician (Mental Health Act 1983, s. 34).
    ResponsibleClinician,
    /// The person's GP, or primary care.
    Gp,
    /// The council, as local social services authority.
    Council,
    /// The integrated care board (ICB).
    Icb,
    /// The NHS trust or foundation trust.
    Trust,
    /// The local authority responsible for housing.
    Housing,
    /// A provider of care to the person.
    Provider,
}

same!(PlanKind PlanPoint Role);

shapes! {
    /// One point of a plan and what the plan says about it.
    PlanPointText "PlanPointTextInput" of Point {
        /// The point that the plan addresses.
        point: PlanPoint,
        /// What the plan says about the point, at most 4,000 characters. Null means not recorded.
        says: Option<Passage>,
    }

    /// Something the person asked for in planning, and whether it was declined.
    PlanRequest "PlanRequestInput" of Request {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What the person asked for, at most 200 characters.
        asked_for: Line,
        /// Whether what the person asked for was declined.
        #[graphql(default)]
        declined: bool,
        /// Why it was declined, so that the person has something to challenge, at most 4,000 characters. Null means not recorded.
        reason: Option<Passage>,
    }

    /// One after-care plan, with the day it was made and the points it addresses.
    AftercarePlan "AftercarePlanInput" of AftercarePlan {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// Whether the plan is provisional or full.
        kind: PlanKind,
        /// The day the plan was made. The date may be partial.
        made: PartialDate,
        /// The points that the plan addresses, each at most once.
        #[graphql(default)]
        points: Vec<PlanPointText>,
        /// What the person asked for, and whether each request was declined.
        #[graphql(default)]
        requests: Vec<PlanRequest>,
        /// The day a copy of the plan was given to the person. The date may be partial; null means that none is recorded.
        copy_given: Option<PartialDate>,
        /// Who was involved in making the plan.
        #[graphql(default)]
        involved: Vec<Role>,
        /// The day on which the plan is to be reviewed. The date may be partial; null means not recorded.
        next_review: Option<PartialDate>,
    }
}

listed_part! {
    /// The after-care plans made for the person (Code of Practice 33.10, 33.13, 34.3).
    Plan "PlanInput" {
        /// All plans made, not only the latest. The list is submitted whole: an item left out is named in `leftOut`.
        plans: [AftercarePlan],
    }
}
