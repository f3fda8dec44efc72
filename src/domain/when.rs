//! Sets of days, and sets of days known only within limits.
//!
//! A derived state ("a duty is owed", "nobody has told the council") holds on a set of days. Where the dates behind it are vague or
//! the accounts differ there are two sets: the days on which it certainly holds and the days on which it possibly does. Rules of law
//! and of discrepancy are algebra over these sets, so a timeline never needs a job to run at midnight.

use super::partial_date::{Day, PartialDate, next};

/// A set of days, as sorted, disjoint, non-touching stretches `[from, until)`; no `until` means for good.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Days(Vec<(Day, Option<Day>)>);

fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (known, None) | (None, known) => known,
    }
}

impl Days {
    /// No day.
    pub const fn never() -> Self {
        Self(Vec::new())
    }

    /// Every day.
    pub fn always() -> Self {
        Self::from(Day::MIN)
    }

    /// From this day for good.
    pub fn from(day: Day) -> Self {
        Self(vec![(day, None)])
    }

    /// From the first day until the day before the second; none if that is empty.
    pub fn between(from: Day, until: Option<Day>) -> Self {
        if until.is_some_and(|until| until <= from) {
            Self::never()
        } else {
            Self(vec![(from, until)])
        }
    }

    /// The stretches, in order.
    pub fn stretches(&self) -> impl Iterator<Item = (Day, Option<Day>)> + '_ {
        self.0.iter().copied()
    }

    /// Whether no day is in it.
    pub const fn is_never(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the day is in it.
    pub fn contains(&self, day: Day) -> bool {
        self.0
            .iter()
            .any(|&(from, until)| from <= day && until.is_none_or(|until| day < until))
    }

    /// The first day in it.
    pub fn first(&self) -> Option<Day> {
        self.0.first().map(|&(from, _)| from)
    }

    /// Days in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let mut all: Vec<_> = self.0.iter().chain(&other.0).copied().collect();
        all.sort_unstable_by_key(|&(from, _)| from);
        let mut joined: Vec<(Day, Option<Day>)> = Vec::with_capacity(all.len());
        for (from, until) in all {
            match joined.last_mut() {
                Some((_, open @ Some(_))) if open.is_some_and(|end| from <= end) => {
                    *open = match (*open, until) {
                        (Some(a), Some(b)) => Some(a.max(b)),
                        (_, None) | (None, _) => None,
                    }
                }
                Some((_, None)) => {}
                Some(_) | None => joined.push((from, until)),
            }
        }
        Self(joined)
    }

    /// Days in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut both = Vec::new();
        for &(a, b) in &self.0 {
            for &(c, d) in &other.0 {
                let (from, until) = (a.max(c), earlier(b, d));
                if until.is_none_or(|until| from < until) {
                    both.push((from, until));
                }
            }
        }
        Self(both)
    }

    /// Days not in it.
    #[must_use]
    pub fn not(&self) -> Self {
        let mut gaps = Vec::new();
        let mut at = Some(Day::MIN);
        for &(from, until) in &self.0 {
            if let Some(start) = at.filter(|&start| start < from) {
                gaps.push((start, Some(from)));
            }
            at = until;
        }
        if let Some(start) = at {
            gaps.push((start, None));
        }
        Self(gaps)
    }

    /// Days in this and not in the other.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.and(&other.not())
    }

    /// Every day on which membership changes.
    pub fn edges(&self) -> impl Iterator<Item = Day> + '_ {
        self.0
            .iter()
            .flat_map(|&(from, until)| std::iter::once(from).chain(until))
    }
}

/// Days on which something holds: certainly, and possibly. INVARIANT: whatever is certain is possible.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct When {
    certain: Days,
    possible: Days,
}

impl When {
    /// Never, certainly.
    pub const fn never() -> Self {
        Self {
            certain: Days::never(),
            possible: Days::never(),
        }
    }

    /// Exactly these days.
    pub fn exactly(days: Days) -> Self {
        Self {
            certain: days.clone(),
            possible: days,
        }
    }

    /// From this date on: certainly from its latest reading, possibly from its earliest.
    pub fn from(date: PartialDate) -> Self {
        Self {
            certain: date.latest().map_or_else(Days::never, Days::from),
            possible: date.earliest().map_or_else(Days::always, Days::from),
        }
    }

    /// After this date: due on day D means overdue from the day after D.
    pub fn after(date: PartialDate) -> Self {
        Self::from(date.map(next))
    }

    /// Exactly from this day on.
    pub fn from_day(day: Day) -> Self {
        Self::exactly(Days::from(day))
    }

    /// Holds only possibly, on the days on which it was possible.
    #[must_use]
    pub fn doubtful(self) -> Self {
        Self {
            certain: Days::never(),
            possible: self.possible,
        }
    }

    /// The days on which it certainly holds.
    pub const fn certain(&self) -> &Days {
        &self.certain
    }

    /// The days on which it may hold.
    pub const fn possible(&self) -> &Days {
        &self.possible
    }

    /// Either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self {
            certain: self.certain.or(&other.certain),
            possible: self.possible.or(&other.possible),
        }
    }

    /// Both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self {
            certain: self.certain.and(&other.certain),
            possible: self.possible.and(&other.possible),
        }
    }

    /// Not: certain where it was not even possible.
    #[must_use]
    pub fn not(&self) -> Self {
        Self {
            certain: self.possible.not(),
            possible: self.certain.not(),
        }
    }

    /// This and not the other.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.and(&other.not())
    }

    /// Every day on which it may change.
    pub fn edges(&self) -> impl Iterator<Item = Day> + '_ {
        self.certain.edges().chain(self.possible.edges())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(offset: i64) -> Day {
        Day::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Duration::days(offset)
    }

    fn some_days() -> impl Strategy<Value = Days> {
        prop::collection::vec((0_i64..40, prop::option::of(1_i64..10)), 0..4).prop_map(
            |stretches| {
                stretches
                    .into_iter()
                    .fold(Days::never(), |all, (from, length)| {
                        all.or(&Days::between(at(from), length.map(|l| at(from + l))))
                    })
            },
        )
    }

    proptest! {
        #[test]
        fn the_algebra_is_that_of_sets(a in some_days(), b in some_days(), offset in -5_i64..60) {
            let day = at(offset);
            prop_assert_eq!(a.or(&b).contains(day), a.contains(day) || b.contains(day));
            prop_assert_eq!(a.and(&b).contains(day), a.contains(day) && b.contains(day));
            prop_assert_eq!(a.minus(&b).contains(day), a.contains(day) && !b.contains(day));
            prop_assert_eq!(&a.not().not(), &a);
        }

        #[test]
        fn stretches_are_disjoint_and_do_not_touch(a in some_days(), b in some_days()) {
            let joined: Vec<_> = a.or(&b).stretches().collect();
            for pair in joined.windows(2) {
                prop_assert!(pair[0].1.is_some_and(|end| end < pair[1].0));
            }
        }
    }

    #[test]
    fn a_vague_due_date_is_certainly_missed_only_after_its_latest_reading() {
        let overdue = When::after("2023-06".parse().unwrap());
        let june = |d| Day::from_ymd_opt(2023, 6, d).unwrap();
        assert!(!overdue.possible().contains(june(1)) && overdue.possible().contains(june(2)));
        assert!(!overdue.certain().contains(june(30)));
        assert!(
            overdue
                .certain()
                .contains(Day::from_ymd_opt(2023, 7, 1).unwrap())
        );
    }
}
