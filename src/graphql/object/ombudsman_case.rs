//! An Ombudsman's case as the bodies' records tell it together, with the sums that follow.

use async_graphql::{Enum, SimpleObject};

use super::organisation::Organisation;
use crate::domain::ombudsman_case::{self as domain, Sums};
use crate::domain::organisation::Organisations;
use crate::domain::partial_date::Day;
use crate::graphql::part::ombudsman::{
    BodyFinding, ComplianceEvidence, DecisionOutcome, OmbudsmanRecommendation,
};
use crate::graphql::part::shape::{Line, Shape};
use crate::graphql::scalar::{PartialDate, Pence, show};

/// Something that one body owes to one payee by one day, however many bodies recorded it.
#[derive(SimpleObject, Debug)]
pub struct Owed {
    /// The body that owes it on the day asked about: whoever stands in the shoes of the one it was recommended to.
    pub by: Organisation,
    /// What was recommended, as it is recorded.
    pub recommendation: OmbudsmanRecommendation,
    /// The evidence of having done it that the body itself gives. What others write of it is none.
    pub evidence: Vec<ComplianceEvidence>,
    /// What the body says that it paid, in pence.
    pub paid_pence: Pence,
    /// How far it has come on the day asked about, by the body's own evidence.
    pub progress: Progress,
    /// The numbers of the earlier cases, linked with this one, in which the same kind of thing was recommended to the same body.
    pub recommended_before: Vec<String>,
}

/// How far something that an Ombudsman recommended has come.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Progress", name = "RecommendationProgress")]
pub enum Progress {
    /// It is not done, and it is not due yet, or not by any day.
    ToDo,
    /// It is not done, and the day by which it is due may have passed.
    PossiblyOverdue,
    /// It is not done, and the day by which it is due has passed.
    Overdue,
    /// The body says that it has done it.
    Reported,
    /// The Ombudsman has accepted the body's evidence of having done it.
    Accepted,
    /// It was done once, and is so no longer.
    Lapsed,
}

/// Sums of money, computed and never copied from a decision.
#[derive(SimpleObject, Debug)]
pub struct OmbudsmanSums {
    /// What is to be paid, in pence.
    pub ordered_pence: Pence,
    /// What was paid, in pence, by the bodies' own evidence.
    pub paid_pence: Pence,
}

/// What all of an Ombudsman's cases about the person order of one body.
#[derive(SimpleObject, Debug)]
pub struct OwedByBody {
    /// The body that owes it on the day asked about.
    pub body: Organisation,
    /// What it owes and what it paid, over all cases.
    pub sums: OmbudsmanSums,
}

/// An Ombudsman's case, as the bodies' records tell it together.
#[derive(SimpleObject, Debug)]
pub struct OmbudsmanCase {
    /// The number of the case: eight digits, the same for every body looked into under it.
    pub number: String,
    /// The day of the decision, from the earliest record of it to the latest. The date may be partial.
    pub decided: PartialDate,
    /// What came of it. More than one where the bodies record it differently; none where nobody records it.
    pub outcomes: Vec<DecisionOutcome>,
    /// What was found of each body.
    pub findings: Vec<BodyFinding>,
    /// What each body owes, for each payee and day.
    pub owed: Vec<Owed>,
    /// What the case orders in all, and what was paid of that.
    pub sums: OmbudsmanSums,
    /// What the decision calls those it is about: letters and pseudonyms, never names.
    pub called: Vec<Line>,
    /// The numbers of the other cases about the same person, as the records link them.
    pub linked: Vec<String>,
    /// The organisations whose records tell of it.
    pub recorded_by: Vec<Organisation>,
}

impl OmbudsmanSums {
    fn of(sums: Sums) -> Self {
        Self {
            ordered_pence: Pence::of(sums.ordered),
            paid_pence: Pence::of(sums.paid),
        }
    }
}

impl OwedByBody {
    /// What each body owes over all cases.
    pub fn all(cases: &[domain::Case], organisations: &Organisations) -> Vec<Self> {
        let bodies = domain::by_body(cases).into_iter();
        let owed = bodies.map(|(body, sums)| Self {
            body: Organisation::of(organisations, &body),
            sums: OmbudsmanSums::of(sums),
        });
        owed.collect()
    }
}

impl OmbudsmanCase {
    /// A case as it is published.
    pub fn of(case: &domain::Case, organisations: &Organisations, on: Day) -> Self {
        let owed = |one: &domain::Owed| Owed {
            by: Organisation::of(organisations, &one.by),
            recommendation: Shape::show(&one.recommendation),
            evidence: Shape::show(&one.evidence),
            paid_pence: Pence::of(one.paid()),
            progress: one.progress(on).into(),
            recommended_before: one.before.clone(),
        };
        Self {
            number: case.number.clone(),
            decided: show(&case.decided),
            outcomes: Shape::show(&case.outcomes),
            findings: Shape::show(&case.findings),
            owed: case.owed.iter().map(owed).collect(),
            sums: OmbudsmanSums::of(case.sums()),
            called: Shape::show(&case.called),
            linked: case.linked.clone(),
            recorded_by: case
                .told_by
                .iter()
                .map(|body| Organisation::of(organisations, body))
                .collect(),
        }
    }
}
