//! After-care plans: the record of what will be done, by whom, and of what will not (Code of Practice 33.10, 33.13, 34.3).

use serde::{Deserialize, Serialize};

use super::{Content, Keyed, LeftOut, Listed, check_items, not_in_the_future};
use crate::domain::code::ItemKey;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

/// How far a plan goes. A provisional plan is better than none at discharge.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlanKind {
    /// Subject to review after fuller assessment.
    Provisional,
    /// Complete.
    Full,
}

/// What a plan should address (Code 34.3 and the Ombudsmen's guidance of April 2022).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlanPoint {
    /// Treatment: medical, nursing, psychological, other.
    Treatment,
    /// Prescribed medication.
    Medication,
    /// Physical health.
    PhysicalHealth,
    /// The person's own goals.
    PersonalGoals,
    /// Social care needs: housing, finances, employment.
    SocialCare,
    /// Support for carers.
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
    /// The named coordinator.
    NamedCoordinator,
    /// That a copy was given to the person.
    CopyGiven,
    /// The date of the next review.
    NextReview,
}

/// One point of a plan and what it says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Point {
    /// Which point.
    pub point: PlanPoint,
    /// What the plan says about it.
    pub says: Option<Text>,
}

/// Something the person asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Request {
    /// The writer's key.
    pub key: ItemKey,
    /// What was asked for.
    pub asked_for: Text,
    /// Whether it was declined.
    pub declined: bool,
    /// Why: so that the person has something to challenge.
    pub reason: Option<Text>,
}

impl Keyed for Request {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// Who may be involved in planning and reviewing (Code 34.12).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// The person.
    Person,
    /// A carer.
    Carer,
    /// The nearest relative.
    NearestRelative,
    /// An independent advocate (IMHA, IMCA, Care Act).
    Advocate,
    /// An attorney or deputy.
    AttorneyOrDeputy,
    /// The responsible clinician.
    ResponsibleClinician,
    /// The GP or primary care.
    Gp,
    /// The council.
    Council,
    /// The ICB.
    Icb,
    /// The Trust.
    Trust,
    /// The housing authority.
    Housing,
    /// A provider of care.
    Provider,
}

/// One plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AftercarePlan {
    /// The writer's key.
    pub key: ItemKey,
    /// How far it goes.
    pub kind: PlanKind,
    /// Made on.
    pub made: PartialDate,
    /// The points it addresses.
    pub points: Vec<Point>,
    /// What the person asked for, and what was declined.
    pub requests: Vec<Request>,
    /// A copy was given to the person on.
    pub copy_given: Option<PartialDate>,
    /// Who was involved in making it.
    pub involved: Vec<Role>,
    /// To be reviewed on.
    pub next_review: Option<PartialDate>,
}

impl Keyed for AftercarePlan {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The plan part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Plans, in any order: each one made, not only the latest.
    pub plans: Listed<AftercarePlan>,
}

impl Content for Plan {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.plans.check("plans", problems, |plan, problems| {
            not_in_the_future("made", Some(plan.made), today, problems);
            not_in_the_future("copyGiven", plan.copy_given, today, problems);
            check_items(&plan.requests, "requests", problems, |_, _| {});
            let mut points: Vec<_> = plan.points.iter().map(|one| one.point).collect();
            points.sort_unstable();
            if points
                .windows(2)
                .any(|pair| matches!(pair, [a, b] if a == b))
            {
                problems.report_at(
                    "points",
                    ProblemCode::DuplicateKey,
                    "a plan addresses each point once",
                );
            }
        });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.plans.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.plans.left_out
    }
}
