//! What is wrong, as members of result unions: expected outcomes are data, never top-level errors.

use async_graphql::{Enum, Interface, SimpleObject};

use super::finding::Reason;
use super::organisation::Organisation;
use super::rule::{Part, Provision};
use crate::access::Denied;
use crate::domain::law;
use crate::domain::organisation::Organisations;
use crate::domain::part;
use crate::domain::problem;
use crate::graphql::scalar::{EvidenceDigest, show};
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
    /// A number that is negative, not whole, or too large.
    NotAnAmount,
    /// A text that is empty, too long, or holds control characters.
    NotText,
    /// A value the record cannot be understood without.
    Missing,
    /// More items than a list may hold.
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
    /// A spell is recorded by the organisation whose hospital it is, and this names another's.
    NotYourHospital,
    /// Shares of one whole that do not add up to it.
    DoesNotAddUp,
    /// Nobody has put forward what was to be signed or answered.
    NothingProposed,
    /// Your organisation has signed this already.
    AlreadySigned,
    /// Your organisation has signed nothing here that could be taken back.
    NotSigned,
}

/// One thing that is wrong with a submission, and where.
#[derive(SimpleObject, Debug)]
pub struct InputProblem {
    /// The kind of problem: permanent, for programs to act on.
    pub code: ProblemCode,
    /// Where the problem is, from the input's root: `record.detention.spells[0].start`.
    pub path: String,
    /// What to do about the problem. The value itself is not repeated.
    pub message: String,
}

/// The submission was not accepted. Nothing of it was written.
#[derive(SimpleObject, Debug)]
pub struct InputRejected {
    /// The permanent code of this problem: `REJECTED`.
    pub code: &'static str,
    /// What went wrong, in a sentence for a person to read.
    pub message: String,
    /// Everything that is wrong with the submission, all at once.
    pub problems: Vec<InputProblem>,
}

impl From<Vec<problem::Problem>> for InputRejected {
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
    /// The permanent code of this problem: `VERSION_CONFLICT`.
    pub code: &'static str,
    /// What went wrong, in a sentence for a person to read.
    pub message: String,
    /// The parts that someone wrote first, each with what was expected, what there is, and who wrote it.
    pub conflicts: Vec<PartConflict>,
}

/// A part that someone wrote first.
#[derive(SimpleObject, Debug)]
pub struct PartConflict {
    /// The part that someone wrote first.
    pub part: Part,
    /// The version that you expected to be current. Null means that you gave none.
    pub expected_version: Option<u32>,
    /// The number of the current version; 0 means that there is none.
    pub current_version: u32,
    /// The organisation that wrote the current version.
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
    /// The permanent code of this problem: `NOT_PERMITTED`.
    pub code: &'static str,
    /// What went wrong, in a sentence for a person to read.
    pub message: String,
    /// Why it is not permitted, part by part.
    pub denials: Vec<Denial>,
}

/// Why something is not permitted.
#[derive(SimpleObject, Debug)]
pub struct Denial {
    /// The part that is denied. Null means that the denial is not about one part.
    pub part: Option<Part>,
    /// Why it is not permitted, in words.
    pub reason: String,
    /// The provision that the denial rests on. Null means that it rests on none.
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
    /// The permanent code of this problem: `IDEMPOTENCY_KEY_REUSED`.
    pub code: &'static str,
    /// What went wrong, in a sentence for a person to read.
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

/// The law does not allow it. Nothing was written.
#[derive(SimpleObject, Debug)]
pub struct RefusedByLaw {
    /// The permanent code of this problem: `REFUSED_BY_LAW`.
    pub code: &'static str,
    /// What went wrong, in a sentence for a person to read.
    pub message: String,
    /// Every reason for which the law does not allow it, each with its provision.
    pub reasons: Vec<Reason>,
}

impl RefusedByLaw {
    /// A refusal as it is published.
    pub fn of(reasons: &[law::Reason], organisations: &Organisations) -> Self {
        let reasons: Vec<_> = reasons
            .iter()
            .map(|reason| Reason::of(reason, organisations))
            .collect();
        let first = reasons.first().map(|reason| reason.sentence.as_str());
        Self {
            code: "REFUSED_BY_LAW",
            message: format!("Nothing was written. {}", first.unwrap_or_default()),
            reasons,
        }
    }
}

/// What you were about to sign has changed since you read it. Nothing was signed.
#[derive(SimpleObject, Debug)]
pub struct EvidenceChanged {
    /// The permanent code of this problem: `EVIDENCE_CHANGED`.
    pub code: &'static str,
    /// What went wrong, in a sentence for a person to read.
    pub message: String,
    /// The digest of what there is to sign now.
    pub evidence: EvidenceDigest,
}

impl EvidenceChanged {
    /// It, with what there is now.
    pub fn of(digest: &part::ending::EvidenceDigest) -> Self {
        Self {
            code: "EVIDENCE_CHANGED",
            message: "Nothing was signed: what is signed has changed. Read it again, and sign the digest it has now.".to_owned(),
            evidence: show(digest),
        }
    }
}

/// There is no such thing among what you may see.
#[derive(SimpleObject, Debug)]
pub struct NotFound {
    /// The permanent code of this problem: `NOT_FOUND`.
    pub code: &'static str,
    /// What went wrong, in a sentence for a person to read.
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

/// What every problem that a mutation meets has in common.
#[derive(Interface)]
#[graphql(
    field(
        name = "code",
        ty = "&&'static str",
        desc = "The permanent code of this problem, for programs to act on."
    ),
    field(
        name = "message",
        ty = "&String",
        desc = "What went wrong, in a sentence for a person to read."
    )
)]
pub enum Problem {
    /// Rejected.
    InputRejected(InputRejected),
    /// Someone wrote first.
    VersionConflict(VersionConflict),
    /// Not permitted.
    NotPermitted(NotPermitted),
    /// The key was used before.
    IdempotencyKeyReused(IdempotencyKeyReused),
    /// Not found.
    NotFound(NotFound),
    /// The law does not allow it.
    RefusedByLaw(RefusedByLaw),
    /// What was to be signed has changed.
    EvidenceChanged(EvidenceChanged),
}
