//! What is wrong, as members of result unions: expected outcomes are data, never top-level errors.

use async_graphql::{Enum, Interface, SimpleObject};

use super::organisation::Organisation;
use super::rule::{Part, Provision};
use crate::access::Denied;
use crate::domain::organisation::Organisations;
use crate::domain::problem;
use crate::register;

/// The kind of a problem: permanent, for programs to act on.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "problem::ProblemCode")]
pub enum ProblemCode {
    /// Not a date, or a day no calendar has.
    NotADate,
    /// Dates in an order that cannot have happened.
    ImpossibleOrder,
    /// A past event dated after today.
    InTheFuture,
    /// Not ten digits with a matching check digit.
    NotAnNhsNumber,
    /// A code of the wrong shape.
    NotACode,
    /// A code of the right shape that is not in the list it should be in.
    UnknownCode,
    /// An organisation the register does not know, or of the wrong kind.
    UnknownOrganisation,
    /// A text that is empty, too long, or holds control characters.
    NotText,
    /// A value the record cannot be understood without.
    Missing,
    /// More items than a part may hold.
    TooMany,
    /// Two items of one list with the same key.
    DuplicateKey,
    /// An item of the last version neither repeated nor explained.
    LeftOutWithoutReason,
    /// A submission with no part in it.
    Empty,
    /// Another of your accounts already holds this NHS number.
    IdentityInUse,
    /// The account already holds another NHS number.
    IdentityChanged,
}

/// One thing that is wrong, and where.
#[derive(SimpleObject, Debug)]
pub struct InputProblem {
    /// What kind of thing.
    pub code: ProblemCode,
    /// Where, from the input's root: `record.detention.spells[0].start`.
    pub path: String,
    /// What to do about it. The value itself is not repeated.
    pub message: String,
}

/// The submission was not accepted. Nothing of it was written.
#[derive(SimpleObject, Debug)]
pub struct RecordRejected {
    /// `REJECTED`.
    pub code: &'static str,
    /// In a sentence.
    pub message: String,
    /// Everything that is wrong with it, all at once.
    pub problems: Vec<InputProblem>,
}

impl From<Vec<problem::Problem>> for RecordRejected {
    fn from(problems: Vec<problem::Problem>) -> Self {
        let problems: Vec<_> = problems
            .into_iter()
            .map(
                |problem::Problem {
                     code,
                     path,
                     message,
                 }| InputProblem {
                    code: code.into(),
                    path,
                    message,
                },
            )
            .collect();
        Self {
            code: "REJECTED",
            message: format!("Nothing was written: {} to put right.", problems.len()),
            problems,
        }
    }
}

/// Someone wrote a part first. Nothing of the submission was written.
#[derive(SimpleObject, Debug)]
pub struct VersionConflict {
    /// `VERSION_CONFLICT`.
    pub code: &'static str,
    /// In a sentence.
    pub message: String,
    /// The parts, with what was expected, what there is, and who wrote it.
    pub conflicts: Vec<PartConflict>,
}

/// A part that someone wrote first.
#[derive(SimpleObject, Debug)]
pub struct PartConflict {
    /// The part.
    pub part: Part,
    /// The version your submission was meant to follow; null when you gave none.
    pub expected_version: Option<u32>,
    /// The version there is; 0 when there is none.
    pub current_version: u32,
    /// Who wrote it.
    pub changed_by: Organisation,
}

impl VersionConflict {
    /// Conflicts as they are published.
    pub fn of(conflicts: Vec<register::Conflict>, organisations: &Organisations) -> Self {
        let conflicts = conflicts.into_iter().map(
            |register::Conflict {
                 part,
                 expected,
                 current,
                 by,
             }| PartConflict {
                part: part.into(),
                expected_version: expected,
                current_version: current,
                changed_by: Organisation::of(organisations, &by),
            },
        );
        Self {
            code: "VERSION_CONFLICT",
            message: "Nothing was written: read the current version, and send its number as expectedVersion.".to_owned(),
            conflicts: conflicts.collect(),
        }
    }
}

/// You may not do this. Nothing was written.
#[derive(SimpleObject, Debug)]
pub struct NotPermitted {
    /// `NOT_PERMITTED`.
    pub code: &'static str,
    /// In a sentence.
    pub message: String,
    /// Why, part by part.
    pub denials: Vec<Denial>,
}

/// Why something is not permitted.
#[derive(SimpleObject, Debug)]
pub struct Denial {
    /// The part, if it is about one.
    pub part: Option<Part>,
    /// Why.
    pub reason: String,
    /// Under what, if a provision says so.
    pub provision: Option<Provision>,
}

impl From<Vec<Denied>> for NotPermitted {
    fn from(denied: Vec<Denied>) -> Self {
        let denials: Vec<_> = denied
            .into_iter()
            .map(
                |Denied {
                     part,
                     reason,
                     provision,
                 }| Denial {
                    part: part.map(Into::into),
                    reason,
                    provision: provision.map(Provision::from),
                },
            )
            .collect();
        let message = denials.first().map_or_else(
            || "This is not yours to do.".to_owned(),
            |one| format!("Not permitted: {}.", one.reason),
        );
        Self {
            code: "NOT_PERMITTED",
            message,
            denials,
        }
    }
}

impl From<Denied> for NotPermitted {
    fn from(denied: Denied) -> Self {
        Self::from(vec![denied])
    }
}

/// The idempotency key was used for a different submission. Nothing was written.
#[derive(SimpleObject, Debug)]
pub struct IdempotencyKeyReused {
    /// `IDEMPOTENCY_KEY_REUSED`.
    pub code: &'static str,
    /// In a sentence.
    pub message: String,
}

impl IdempotencyKeyReused {
    /// It.
    pub fn new() -> Self {
        Self {
            code: "IDEMPOTENCY_KEY_REUSED",
            message: "This key was used for a different submission: choose a new one.".to_owned(),
        }
    }
}

impl Default for IdempotencyKeyReused {
    fn default() -> Self {
        Self::new()
    }
}

/// There is no such thing, as far as you are concerned.
#[derive(SimpleObject, Debug)]
pub struct NotFound {
    /// `NOT_FOUND`.
    pub code: &'static str,
    /// In a sentence.
    pub message: String,
}

impl NotFound {
    /// It.
    pub fn new() -> Self {
        Self {
            code: "NOT_FOUND",
            message: "There is no such thing in what you may see.".to_owned(),
        }
    }
}

impl Default for NotFound {
    fn default() -> Self {
        Self::new()
    }
}

/// What every problem says.
#[derive(Interface)]
#[graphql(
    field(name = "code", ty = "&&'static str", desc = "Its permanent code."),
    field(name = "message", ty = "&String", desc = "In a sentence.")
)]
pub enum Problem {
    /// Rejected.
    RecordRejected(RecordRejected),
    /// Someone wrote first.
    VersionConflict(VersionConflict),
    /// Not permitted.
    NotPermitted(NotPermitted),
    /// The key was used before.
    IdempotencyKeyReused(IdempotencyKeyReused),
    /// Not found.
    NotFound(NotFound),
}
