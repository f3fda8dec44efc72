//! From what was written to what it means, noting every problem at its path. A reader returns nothing when something was wrong; the rest
//! is still read, so that all problems come at once.

use super::scalar::Written;
use crate::domain::part::{Keyed, LeftOut, Listed, MOST};
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

    /// A name, a role, a reference.
    fn line(&mut self, field: &str, written: &str) -> Option<Text>;

    /// A passage: reasons, accounts of what happened.
    fn passage(&mut self, field: &str, written: &str) -> Option<Text>;

    /// A line that may be left out.
    fn line_some(&mut self, field: &str, written: Option<&str>) -> Option<Option<Text>>;

    /// A passage that may be left out.
    fn passage_some(&mut self, field: &str, written: Option<&str>) -> Option<Option<Text>>;

    /// Items, each at its own path.
    fn items<I, T>(
        &mut self,
        field: &str,
        items: Vec<I>,
        each: impl Fn(&mut Self, I) -> Option<T>,
    ) -> Option<Vec<T>>;

    /// A list that is submitted whole, with what it leaves out.
    fn listed<I, T: Keyed>(
        &mut self,
        field: &str,
        items: Vec<I>,
        left_out: Vec<super::part::LeftOut>,
        each: impl Fn(&mut Self, I) -> Option<T>,
    ) -> Option<Listed<T>>;
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

    fn line(&mut self, field: &str, written: &str) -> Option<Text> {
        text(self, field, written, LINE)
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

    fn items<I, T>(
        &mut self,
        field: &str,
        items: Vec<I>,
        each: impl Fn(&mut Self, I) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.within(field, |problems| {
            if items.len() > MOST {
                problems.report(ProblemCode::TooMany, format_args!("at most {MOST} items"));
                return None;
            }
            let read: Vec<_> = items
                .into_iter()
                .enumerate()
                .map(|(index, item)| problems.item(index, |problems| each(problems, item)))
                .collect();
            read.into_iter().collect()
        })
    }

    fn listed<I, T: Keyed>(
        &mut self,
        field: &str,
        items: Vec<I>,
        left_out: Vec<super::part::LeftOut>,
        each: impl Fn(&mut Self, I) -> Option<T>,
    ) -> Option<Listed<T>> {
        let items = self.items(field, items, each);
        let left_out = self.items("leftOut", left_out, |problems, one| {
            Some(LeftOut {
                key: problems.read("key", &one.key)?,
                why: one.why.into(),
            })
        });
        Some(Listed {
            items: items?,
            left_out: left_out?,
        })
    }
}
