//! After-care plans.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{LeftOut, Provenance, Published};
use crate::domain::part::plan as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, PartialDate, show, show_some};

/// How far a plan goes. A provisional plan is better than none at discharge.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::PlanKind")]
pub enum PlanKind {
    /// Subject to review after fuller assessment.
    Provisional,
    /// Complete.
    Full,
}

/// What a plan should address (Code of Practice 34.3; Ombudsmen's guidance of April 2022).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::PlanPoint")]
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

/// Who may be involved in planning and reviewing (Code of Practice 34.12).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Role", name = "InvolvedRole")]
pub enum Role {
    /// The person.
    Person,
    /// A carer.
    Carer,
    /// The nearest relative.
    NearestRelative,
    /// An independent advocate.
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

/// One point of a plan and what it says.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(name = "PlanPointText", input_name = "PlanPointTextInput")]
pub struct Point {
    /// Which point.
    pub point: PlanPoint,
    /// What the plan says about it.
    pub says: Option<String>,
}

impl Point {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Point> {
        let Self { point, says } = self;
        let says = problems.passage_some("says", says.as_deref());
        Some(domain::Point {
            point: point.into(),
            says: says?,
        })
    }

    fn show(content: &domain::Point) -> Self {
        let domain::Point { point, says } = content;
        Self {
            point: (*point).into(),
            says: says.as_ref().map(|text| text.as_str().to_owned()),
        }
    }
}

/// Something the person asked for.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(name = "PlanRequest", input_name = "PlanRequestInput")]
pub struct Request {
    /// Your key for the item, the same each time you submit it.
    pub key: ItemKey,
    /// What was asked for.
    pub asked_for: String,
    /// Whether it was declined.
    #[graphql(default)]
    pub declined: bool,
    /// Why: so that the person has something to challenge.
    pub reason: Option<String>,
}

impl Request {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Request> {
        let Self {
            key,
            asked_for,
            declined,
            reason,
        } = self;
        let key = problems.read("key", &key);
        let asked_for = problems.line("askedFor", &asked_for);
        let reason = problems.passage_some("reason", reason.as_deref());
        Some(domain::Request {
            key: key?,
            asked_for: asked_for?,
            declined,
            reason: reason?,
        })
    }

    fn show(content: &domain::Request) -> Self {
        let domain::Request {
            key,
            asked_for,
            declined,
            reason,
        } = content;
        Self {
            key: show(key),
            asked_for: asked_for.as_str().to_owned(),
            declined: *declined,
            reason: reason.as_ref().map(|text| text.as_str().to_owned()),
        }
    }
}

/// One after-care plan.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "AftercarePlanInput")]
pub struct AftercarePlan {
    /// Your key for the item, the same each time you submit it.
    pub key: ItemKey,
    /// How far it goes.
    pub kind: PlanKind,
    /// Made on.
    pub made: PartialDate,
    /// The points it addresses.
    #[graphql(default)]
    pub points: Vec<Point>,
    /// What the person asked for, and what was declined.
    #[graphql(default)]
    pub requests: Vec<Request>,
    /// A copy was given to the person on.
    pub copy_given: Option<PartialDate>,
    /// Who was involved in making it.
    #[graphql(default)]
    pub involved: Vec<Role>,
    /// To be reviewed on.
    pub next_review: Option<PartialDate>,
}

impl AftercarePlan {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::AftercarePlan> {
        let Self {
            key,
            kind,
            made,
            points,
            requests,
            copy_given,
            involved,
            next_review,
        } = self;
        let key = problems.read("key", &key);
        let made = problems.read("made", &made);
        let points = problems.items("points", points, |problems, one| one.read(problems));
        let requests = problems.items("requests", requests, |problems, one| one.read(problems));
        let copy_given = problems.read_some("copyGiven", copy_given.as_ref());
        let next_review = problems.read_some("nextReview", next_review.as_ref());
        Some(domain::AftercarePlan {
            key: key?,
            kind: kind.into(),
            made: made?,
            points: points?,
            requests: requests?,
            copy_given: copy_given?,
            involved: involved.into_iter().map(Into::into).collect(),
            next_review: next_review?,
        })
    }

    fn show(content: &domain::AftercarePlan) -> Self {
        let domain::AftercarePlan {
            key,
            kind,
            made,
            points,
            requests,
            copy_given,
            involved,
            next_review,
        } = content;
        Self {
            key: show(key),
            kind: (*kind).into(),
            made: show(made),
            points: points.iter().map(Point::show).collect(),
            requests: requests.iter().map(Request::show).collect(),
            copy_given: show_some(copy_given.as_ref()),
            involved: involved.iter().map(|one| (*one).into()).collect(),
            next_review: show_some(next_review.as_ref()),
        }
    }
}

/// After-care plans (Code of Practice 33.10, 33.13, 34.3).
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "PlanInput")]
pub struct Plan {
    /// Each plan made, not only the latest, submitted whole.
    #[graphql(default)]
    pub plans: Vec<AftercarePlan>,
    /// Items of the last version that are not repeated here, and why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where it came from.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl Plan {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Plan> {
        let Self {
            plans,
            left_out,
            provenance: _,
        } = self;
        let plans = problems.listed("plans", plans, left_out, |problems, one| one.read(problems));
        Some(domain::Plan { plans: plans? })
    }

    fn show(content: &domain::Plan, provenance: Provenance) -> Self {
        let domain::Plan { plans } = content;
        Self {
            plans: plans.items.iter().map(AftercarePlan::show).collect(),
            left_out: Vec::new(),
            provenance,
        }
    }
}

impl Published for domain::Plan {
    type Shown = Plan;

    fn publish(&self, provenance: Provenance) -> Plan {
        Plan::show(self, provenance)
    }
}
