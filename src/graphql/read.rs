//! From what was written to what it means, noting every problem at its path. A reader returns nothing when something was wrong; the rest
//! is still read, so that all problems come at once.

use super::scalar::Written;
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::{LINE, PASSAGE, Text};

/// Reading inputs.
#[expect(
    clippy::option_option,
    reason = "outside: whether it could be read; inside: whether it was written"
)]
pub trait Reading {
    /// A scalar.
    fn read<S: Written>(&mut self, field: &str, written: &S) -> Option<S::Read>;

    /// A scalar that may be left out. `Some(None)`: it was.
    fn read_some<S: Written>(
        &mut self,
        field: &str,
        written: Option<&S>,
    ) -> Option<Option<S::Read>> {
        match written {
            None => Some(None),
            Some(written) => self.read(field, written).map(Some),
        }
    }

    /// A passage: reasons, accounts of what happened.
    fn passage(&mut self, field: &str, written: &str) -> Option<Text>;

    /// A line that may be left out.
    fn line_some(&mut self, field: &str, written: Option<&str>) -> Option<Option<Text>>;

    /// A passage that may be left out.
    fn passage_some(&mut self, field: &str, written: Option<&str>) -> Option<Option<Text>>;
}

fn text(problems: &mut Problems, field: &str, written: &str, longest: usize) -> Option<Text> {
    problems.within(field, |problems| {
        problems.keep(ProblemCode::NotText, Text::read(written, longest))
    })
}

impl Reading for Problems {
    fn read<S: Written>(&mut self, field: &str, written: &S) -> Option<S::Read> {
        self.within(field, |problems| {
            problems.keep(S::WRONG, written.text().parse())
        })
    }

    fn passage(&mut self, field: &str, written: &str) -> Option<Text> {
        text(self, field, written, PASSAGE)
    }

    fn line_some(&mut self, field: &str, written: Option<&str>) -> Option<Option<Text>> {
        written.map_or(Some(None), |written| {
            text(self, field, written, LINE).map(Some)
        })
    }

    fn passage_some(&mut self, field: &str, written: Option<&str>) -> Option<Option<Text>> {
        written.map_or(Some(None), |written| {
            text(self, field, written, PASSAGE).map(Some)
        })
    }
}
