//! A body's own half of ending after-care: whether it is satisfied that the person no longer needs it, and why (s. 117(2); Code of
//! Practice 33.20 to 33.24). It is a statement and ends nothing: after-care ends when both bodies have signed.

use serde::{Deserialize, Serialize};

use super::reviews::Attendance;
use super::{Answer, Content, in_order, not_in_the_future};
use crate::domain::code::ItemKey;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

/// Why a body holds that after-care may end. Alone, no named reason but the first suffices (Code 33.20 to 33.24; the Ombudsmen's guidance
/// of April 2022; and the decisions named).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EndingReason {
    /// The person no longer needs after-care.
    NeedCeased,
    /// Discharged by a psychiatrist or from a specialist service.
    DischargedBySpecialist,
    /// A period has passed.
    PeriodPassed,
    /// Deprived of liberty under the Mental Capacity Act 2005.
    DeprivedOfLiberty,
    /// Returned to hospital informally.
    ReturnedInformally,
    /// Returned to hospital under section 2.
    ReturnedUnderSection2,
    /// No longer on a community treatment order.
    NoLongerOnTreatmentOrder,
    /// No longer on leave of absence.
    NoLongerOnLeave,
    /// Well settled in the community.
    WellSettled,
    /// Declined what was offered.
    DeclinedServices,
    /// Not open to a mental health team (Ombudsman decision 24 005 859).
    NotOpenToTeam,
    /// Does not engage (Ombudsman decision 24 005 859).
    Disengaged,
    /// No worker allocated (Ombudsman decision 24 014 179).
    NoAllocatedWorker,
    /// Moved to another area (Ombudsman decision 24 014 179).
    MovedArea,
    /// No needs eligible under the Care Act 2014 (Ombudsman decision 25 000 113b).
    NoCareActNeeds,
    /// The file was closed (Ombudsman decision 24 015 710).
    FileClosed,
    /// No service is funded at present (no authority was found for this one).
    NoFundedService,
    /// Another.
    Other,
    /// Recorded as not known.
    Unknown,
}

/// What a body's view rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EndingEvidence {
    /// The review, by the key it has in the reviews part of the same account.
    pub review: Option<ItemKey>,
    /// What it shows.
    pub shows: Option<Text>,
    /// Signed off on.
    pub signed: Option<PartialDate>,
    /// The role of whoever signed it off.
    pub signed_by: Option<Text>,
}

/// How the person and those who speak for them were involved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Involvement {
    /// Who was asked and who came.
    pub attendance: Vec<Attendance>,
    /// Whether the person's views were recorded.
    pub views_recorded: Option<Answer>,
}

/// Notice to the person (Mental Health Act 2025, s. 46(2), when it is in force).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EndingNotice {
    /// Given to the person on.
    pub given: Option<PartialDate>,
    /// Whether it was in writing.
    pub written: Option<Answer>,
    /// Whether the council and the ICB gave it jointly.
    pub joint: Option<Answer>,
}

/// The ending part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ending {
    /// Whether the body is satisfied that the person no longer needs after-care.
    pub satisfied: Answer,
    /// Satisfied since, or not satisfied when it last decided.
    pub decided: Option<PartialDate>,
    /// Why.
    pub reasons: Vec<EndingReason>,
    /// On what evidence.
    pub evidence: Option<EndingEvidence>,
    /// How the person was involved.
    pub involvement: Option<Involvement>,
    /// Notice to the person.
    pub notice: Option<EndingNotice>,
}

impl Content for Ending {
    fn check(&self, today: Day, problems: &mut Problems) {
        not_in_the_future("decided", self.decided, today, problems);
        if self.satisfied == Answer::Yes && self.decided.is_none() {
            problems.report_at(
                "decided",
                ProblemCode::Missing,
                "say since when, or that it is unknown",
            );
        }
        if let Some(evidence) = &self.evidence {
            problems.within("evidence", |problems| {
                not_in_the_future("signed", evidence.signed, today, problems);
            });
        }
        if let Some(notice) = &self.notice {
            problems.within("notice", |problems| {
                not_in_the_future("given", notice.given, today, problems);
                in_order(
                    self.decided,
                    "given",
                    notice.given,
                    "the decision",
                    problems,
                );
            });
        }
    }
}
