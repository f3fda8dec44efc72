//! What is wrong with a submission: every problem at once, each with its path, none repeating what was written.

use std::fmt::{self, Write};

/// The kind of a problem: permanent, public, for programs to act on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
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
    /// More items than a part may hold.
    TooMany,
    /// Two items of one list with the same key.
    DuplicateKey,
    /// An item of the last version neither repeated nor explained.
    LeftOutWithoutReason,
    /// A submission with no part in it.
    Empty,
    /// The same organisation already holds this NHS number for another of its people.
    IdentityInUse,
    /// The account already holds another NHS number.
    IdentityChanged,
    /// A spell in the hospital of another organisation.
    NotYourHospital,
    /// Shares of one whole that do not add up to it.
    DoesNotAddUp,
    /// Something to sign or answer that nobody has put forward.
    NothingProposed,
    /// Signed before by the same body.
    AlreadySigned,
    /// Nothing signed that could be taken back.
    NotSigned,
}

/// One thing that is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What kind of thing.
    pub code: ProblemCode,
    /// Where, from the input's root: `record.detention.spells[0].start`.
    pub path: String,
    /// What to do about it, in words; never the value itself.
    pub message: String,
}

/// A collector that knows where it is.
#[derive(Debug, Default)]
pub struct Problems {
    path: String,
    found: Vec<Problem>,
}

/// A list is refused past this many problems' worth of answers: the rest would be read by no one.
const ENOUGH: usize = 100;

impl Problems {
    /// A collector at this path.
    pub fn at(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            found: Vec::new(),
        }
    }

    /// Does something one field further in.
    pub fn within<T>(&mut self, field: &str, step: impl FnOnce(&mut Self) -> T) -> T {
        let back = self.path.len();
        if back > 0 {
            self.path.push('.');
        }
        self.path.push_str(field);
        let result = step(self);
        self.path.truncate(back);
        result
    }

    /// Does something at one item of a list.
    pub fn item<T>(&mut self, index: usize, step: impl FnOnce(&mut Self) -> T) -> T {
        let back = self.path.len();
        // Writing to a String does not fail.
        let _ = write!(self.path, "[{index}]");
        let result = step(self);
        self.path.truncate(back);
        result
    }

    /// Notes a problem here.
    pub fn report(&mut self, code: ProblemCode, message: impl fmt::Display) {
        if self.found.len() < ENOUGH {
            self.found.push(Problem {
                code,
                path: self.path.clone(),
                message: message.to_string(),
            });
        }
    }

    /// Notes a problem at a field of this place.
    pub fn report_at(&mut self, field: &str, code: ProblemCode, message: impl fmt::Display) {
        self.within(field, |here| here.report(code, message));
    }

    /// Keeps a good result, notes a bad one.
    pub fn keep<T, E: fmt::Display>(
        &mut self,
        code: ProblemCode,
        result: Result<T, E>,
    ) -> Option<T> {
        result.map_err(|wrong| self.report(code, wrong)).ok()
    }

    /// Whether anything was noted.
    pub const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All that was noted.
    pub fn into_found(self) -> Vec<Problem> {
        self.found
    }
}
