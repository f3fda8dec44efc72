//! A body's own half of ending after-care: whether it is satisfied that the person no longer needs it, and why (s. 117(2); Code of
//! Practice 33.20 to 33.24). One half ends nothing: after-care ends when council and ICB have both signed, and the same evidence.

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

/// What a body signed: a digest of the proposal and of every version that it rests on, so that both can be held to have signed the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EvidenceDigest(String);

impl EvidenceDigest {
    /// The digest with these bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let digits = digits.filter_map(|digit| char::from_digit(u32::from(digit), 16));
        Self(digits.collect())
    }
}

/// The text is not a digest.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a digest of evidence is 64 hexadecimal digits, as the register shows it")]
pub struct NotADigest;

impl std::str::FromStr for EvidenceDigest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let hex = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        hex.then(|| Self(text.to_ascii_lowercase()))
            .ok_or(NotADigest)
    }
}

impl TryFrom<String> for EvidenceDigest {
    type Error = NotADigest;

    fn try_from(text: String) -> Result<Self, NotADigest> {
        text.parse()
    }
}

impl From<EvidenceDigest> for String {
    fn from(digest: EvidenceDigest) -> Self {
        digest.0
    }
}

impl std::fmt::Display for EvidenceDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// After-care begun again because it had ended too soon.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reinstatement {
    /// Owed again from.
    pub from: PartialDate,
    /// Why.
    pub because: Text,
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
    /// What the body signed; none where it proposed, took its signature back, or decided outside the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<EvidenceDigest>,
    /// After-care begun again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reinstated: Option<Reinstatement>,
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
