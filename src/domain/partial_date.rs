//! A date as real records hold it: exact, only a month, only a year, a stretch of days, or unknown.
//!
//! Written as a subset of ISO 8601-2: `2023-06-13`, `2023-06`, `2023`, `2023-06-10/2023-06-20`, `unknown`. A vague date is the
//! interval of days it may mean; whatever is derived from it is certain only when every day in the interval agrees.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A civil day, Europe/London.
pub type Day = NaiveDate;

/// The day after; the last representable day stays itself.
pub fn next(day: Day) -> Day {
    day.succ_opt().unwrap_or(day)
}

/// `count` days later.
pub fn plus_days(day: Day, count: u64) -> Day {
    day.checked_add_days(Days::new(count)).unwrap_or(Day::MAX)
}

/// `count` months later, the last day of a shorter month standing for the days it lacks (31 January + 1 month = 28 February).
pub fn plus_months(day: Day, count: u32) -> Day {
    day.checked_add_months(Months::new(count))
        .unwrap_or(Day::MAX)
}

/// A date that may be vague or unknown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartialDate {
    /// One of the days from the earliest to the latest, both included; an exact date has the two equal.
    Between {
        /// The first day it may mean.
        earliest: Day,
        /// The last day it may mean.
        latest: Day,
    },
    /// Recorded as unknown, which is not the same as not recorded.
    Unknown,
}

impl PartialDate {
    /// An exact date.
    pub const fn on(day: Day) -> Self {
        Self::Between {
            earliest: day,
            latest: day,
        }
    }

    /// The first day it may mean; none when unknown.
    pub const fn earliest(self) -> Option<Day> {
        match self {
            Self::Between { earliest, .. } => Some(earliest),
            Self::Unknown => None,
        }
    }

    /// The last day it may mean; none when unknown.
    pub const fn latest(self) -> Option<Day> {
        match self {
            Self::Between { latest, .. } => Some(latest),
            Self::Unknown => None,
        }
    }

    /// The same vagueness, moved by a function that keeps order.
    #[must_use]
    pub fn map(self, shift: impl Fn(Day) -> Day) -> Self {
        match self {
            Self::Between { earliest, latest } => Self::Between {
                earliest: shift(earliest),
                latest: shift(latest),
            },
            Self::Unknown => Self::Unknown,
        }
    }

    /// The smallest date that may mean whatever either may mean; an unknown adds nothing.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, known) | (known, Self::Unknown) => known,
            (
                Self::Between {
                    earliest: a,
                    latest: b,
                },
                Self::Between {
                    earliest: c,
                    latest: d,
                },
            ) => Self::Between {
                earliest: a.min(c),
                latest: b.max(d),
            },
        }
    }

    /// Certainly before the other: every reading of this precedes every reading of that.
    pub fn certainly_before(self, other: Self) -> bool {
        matches!((self.latest(), other.earliest()), (Some(a), Some(b)) if a < b)
    }

    /// The two cannot mean days within `days` of each other.
    pub fn differs_by_more_than(self, other: Self, days: u64) -> bool {
        let apart = |a: Self, b: Self| matches!((a.latest(), b.earliest()), (Some(a), Some(b)) if plus_days(a, days) < b);
        apart(self, other) || apart(other, self)
    }
}

/// Why a text is not a date. The text itself is not repeated: it may be personal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotADate {
    /// Not one of the accepted forms.
    #[error("write a date as 2023-06-13, 2023-06, 2023, 2023-06-10/2023-06-20 or unknown")]
    Form,
    /// A well-formed date that no calendar has, such as 31 February.
    #[error("there is no such day in the calendar")]
    Impossible,
    /// An interval that ends before it begins.
    #[error("the interval ends before it begins")]
    Backwards,
}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        if text == "unknown" {
            return Ok(Self::Unknown);
        }
        if let Some((from, to)) = text.split_once('/') {
            let (earliest, latest) = (day(from)?, day(to)?);
            return if earliest <= latest {
                Ok(Self::Between { earliest, latest })
            } else {
                Err(NotADate::Backwards)
            };
        }
        let earliest = match text.len() {
            10 => return day(text).map(Self::on),
            7 => day(&format!("{text}-01"))?,
            4 => day(&format!("{text}-01-01"))?,
            _ => return Err(NotADate::Form),
        };
        let months = if text.len() == 7 { 1 } else { 12 };
        Ok(Self::Between {
            earliest,
            latest: plus_months(earliest, months).pred_opt().unwrap_or(Day::MAX),
        })
    }
}

/// An exact day written as `2023-06-13`, in the years 1850 to 2199: outside them it is a slip of the keyboard.
pub fn day(text: &str) -> Result<Day, NotADate> {
    let digits = |from, to| {
        text.get(from..to)
            .filter(|part| part.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|part| part.parse::<u32>().ok())
            .ok_or(NotADate::Form)
    };
    if text.len() != 10
        || text.as_bytes().get(4) != Some(&b'-')
        || text.as_bytes().get(7) != Some(&b'-')
    {
        return Err(NotADate::Form);
    }
    let (year, month, of_month) = (digits(0, 4)?, digits(5, 7)?, digits(8, 10)?);
    i32::try_from(year)
        .ok()
        .filter(|year| (1850..2200).contains(year))
        .and_then(|year| Day::from_ymd_opt(year, month, of_month))
        .ok_or(NotADate::Impossible)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Between { earliest, latest } = *self else {
            return f.write_str("unknown");
        };
        if earliest == latest {
            return write!(f, "{earliest}");
        }
        let whole = |months| {
            earliest.day() == 1 && plus_months(earliest, months).pred_opt() == Some(latest)
        };
        if whole(1) {
            write!(f, "{:04}-{:02}", earliest.year(), earliest.month())
        } else if earliest.month() == 1 && whole(12) {
            write!(f, "{:04}", earliest.year())
        } else {
            write!(f, "{earliest}/{latest}")
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_back_as_it_was_written() {
        for text in [
            "2023-06-13",
            "2023-06",
            "2024-02",
            "2023",
            "2023-06-10/2023-06-20",
            "unknown",
        ] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused_for_its_reason() {
        for (text, why) in [
            ("2023-02-31", NotADate::Impossible),
            ("2023-13", NotADate::Impossible),
            ("1023-01-01", NotADate::Impossible),
            ("13/06/2023", NotADate::Form),
            ("2023-6-13", NotADate::Form),
            ("", NotADate::Form),
            ("２０２３", NotADate::Form),
            ("2023-06-20/2023-06-10", NotADate::Backwards),
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(why), "{text}");
        }
    }

    #[test]
    fn months_clamp_at_the_end() {
        assert_eq!(
            plus_months(day("2023-01-31").unwrap(), 1),
            day("2023-02-28").unwrap()
        );
        assert_eq!(
            plus_months(day("2024-02-29").unwrap(), 12),
            day("2025-02-28").unwrap()
        );
    }
}
