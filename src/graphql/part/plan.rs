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

/// One point of a plan and what the plan says about it.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(name = "PlanPointText", input_name = "PlanPointTextInput")]
pub struct Point {
    /// The point that the plan addresses.
    pub point: PlanPoint,
    /// What the plan says about the point, at most 4,000 characters. Null means not recorded.
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

/// Something the person asked for in planning, and whether it was declined.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(name = "PlanRequest", input_name = "PlanRequestInput")]
pub struct Request {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// What the person asked for, at most 200 characters.
    pub asked_for: String,
    /// Whether what the person asked for was declined.
    #[graphql(default)]
    pub declined: bool,
    /// Why it was declined, so that the person has something to challenge, at most 4,000 characters. Null means not recorded.
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

/// One after-care plan, with the day it was made and the points it addresses.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "AftercarePlanInput")]
pub struct AftercarePlan {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// Whether the plan is provisional or full.
    pub kind: PlanKind,
    /// The day the plan was made. The date may be partial.
    pub made: PartialDate,
    /// The points that the plan addresses, each at most once.
    #[graphql(default)]
    pub points: Vec<Point>,
    /// What the person asked for, and whether each request was declined.
    #[graphql(default)]
    pub requests: Vec<Request>,
    /// The day a copy of the plan was given to the person. The date may be partial; null means that none is recorded.
    pub copy_given: Option<PartialDate>,
    /// Who was involved in making the plan.
    #[graphql(default)]
    pub involved: Vec<Role>,
    /// The day on which the plan is to be reviewed. The date may be partial; null means not recorded.
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

/// The after-care plans made for the person (Code of Practice 33.10, 33.13, 34.3).
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "PlanInput")]
pub struct Plan {
    /// All plans made, not only the latest. The list is submitted whole: an item left out is named in `leftOut`.
    #[graphql(default)]
    pub plans: Vec<AftercarePlan>,
    /// The items of the last version that are not repeated here, each with the reason why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
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
