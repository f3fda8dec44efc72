//! Checks that more than one part needs.

use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};

/// Notes a past event that can only lie in the future.
pub fn not_in_the_future(
    field: &str,
    date: Option<PartialDate>,
    today: Day,
    problems: &mut Problems,
) {
    if date
        .and_then(PartialDate::earliest)
        .is_some_and(|earliest| earliest > today)
    {
        problems.report_at(
            field,
            ProblemCode::InTheFuture,
            "this has not happened yet: record it when it has",
        );
    }
}

/// Notes a second date that certainly precedes the first.
pub fn in_order(
    first: Option<PartialDate>,
    field: &str,
    second: Option<PartialDate>,
    after: &str,
    problems: &mut Problems,
) {
    if let (Some(first), Some(second)) = (first, second)
        && second.certainly_before(first)
    {
        problems.report_at(
            field,
            ProblemCode::ImpossibleOrder,
            format_args!("this is before {after}"),
        );
    }
}
