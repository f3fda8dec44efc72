//! England working days: Monday to Friday without the bank holidays of England and Wales (Banking and Financial Dealings Act 1971,
//! Schedule 1, and the proclamations made under section 1).
//!
//! Substitute days and the days that were moved or added are listed by year; Easter is computed. From 2012, the first year that any
//! clock of the register can run in.

use chrono::{Datelike, Weekday};

use super::partial_date::{Day, next, plus_days};

/// Year, month, day.
type Date = (i32, u32, u32);

/// Days that the general rule does not give: (moved away or absent, given instead or in addition).
const MOVED: &[(Date, Option<Date>)] = &[
    // 2012: the spring holiday moved for the Diamond Jubilee, with one day added.
    ((2012, 5, 28), Some((2012, 6, 4))),
    // 2020: the early May holiday moved to VE Day.
    ((2020, 5, 4), Some((2020, 5, 8))),
    // 2022: the spring holiday moved for the Platinum Jubilee, with one day added.
    ((2022, 5, 30), Some((2022, 6, 2))),
];
const ADDED: &[Date] = &[(2012, 6, 5), (2022, 6, 3), (2022, 9, 19), (2023, 5, 8)];

fn ymd((year, month, day): Date) -> Option<Day> {
    Day::from_ymd_opt(year, month, day)
}

/// Easter Sunday (the anonymous Gregorian computus).
fn easter(year: i32) -> Option<Day> {
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let shift = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 19 * weekday) / 433;
    let month = (epact + weekday - 7 * late + 90) / 25;
    let day = (epact + weekday - 7 * late + 33 * month + 19) % 32;
    Day::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether a fixed holiday, or its substitute on the next free weekday, falls on this day.
fn fixed(day: Day) -> bool {
    let year = day.year();
    let new_year = ymd((year, 1, 1));
    let christmas = ymd((year, 12, 25));
    let boxing = ymd((year, 12, 26));
    let moved_on = |holiday: Option<Day>, taken: Option<Day>| {
        holiday.map(|mut at| {
            while weekend(at) || Some(at) == taken {
                at = next(at);
            }
            at
        })
    };
    let christmas_kept = moved_on(christmas, None);
    // Boxing Day on a weekday keeps its day even when Christmas Day was a Sunday: Christmas then moves past it.
    let (christmas_kept, boxing_kept) = match (christmas_kept, boxing) {
        (kept, Some(boxing)) if !weekend(boxing) => (
            if kept == Some(boxing) {
                Some(next(boxing))
            } else {
                kept
            },
            Some(boxing),
        ),
        (kept, boxing) => (kept, moved_on(boxing, kept)),
    };
    [moved_on(new_year, None), christmas_kept, boxing_kept].contains(&Some(day))
}

fn movable(day: Day) -> bool {
    let first_monday = day.weekday() == Weekday::Mon && day.day() <= 7;
    let last_monday = day.weekday() == Weekday::Mon && day.day() > 24;
    let easter = easter(day.year());
    (first_monday && day.month() == 5)
        || (last_monday && matches!(day.month(), 5 | 8))
        || easter
            .and_then(|sunday| sunday.pred_opt())
            .and_then(|saturday| saturday.pred_opt())
            == Some(day)
        || easter.map(next) == Some(day)
}

/// Whether the day is a bank holiday in England.
pub fn is_bank_holiday(day: Day) -> bool {
    if ADDED.iter().any(|&added| ymd(added) == Some(day))
        || MOVED.iter().any(|&(_, to)| to.and_then(ymd) == Some(day))
    {
        return true;
    }
    let moved_away = MOVED.iter().any(|&(from, _)| ymd(from) == Some(day));
    !moved_away && (fixed(day) || movable(day))
}

/// Whether the day is a working day in England.
pub fn is_working_day(day: Day) -> bool {
    !weekend(day) && !is_bank_holiday(day)
}

/// The `count`th working day after this day.
pub fn plus_working_days(day: Day, count: u32) -> Day {
    let mut at = day;
    for _ in 0..count {
        at = next(at);
        while !is_working_day(at) {
            at = next(at);
        }
    }
    at
}

/// Working days after the first day, up to and including the second.
pub fn working_days_between(from: Day, to: Day) -> u32 {
    let mut count = 0;
    let mut at = from;
    while at < to {
        at = plus_days(at, 1);
        count += u32::from(is_working_day(at));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(y: i32, m: u32, day: u32) -> Day {
        Day::from_ymd_opt(y, m, day).unwrap()
    }

    #[test]
    fn the_published_case_counts_as_the_ombudsman_counted() {
        assert_eq!(working_days_between(d(2023, 6, 26), d(2023, 8, 8)), 31);
        assert_eq!(working_days_between(d(2023, 9, 20), d(2024, 1, 15)), 80);
        assert_eq!(working_days_between(d(2024, 5, 28), d(2025, 1, 17)), 164);
    }

    #[test]
    fn substitutes_and_moved_days() {
        for holiday in [
            d(2021, 12, 27),
            d(2021, 12, 28),
            d(2022, 1, 3),
            d(2022, 12, 26),
            d(2022, 12, 27),
            d(2023, 1, 2),
            d(2020, 5, 8),
            d(2022, 6, 2),
            d(2022, 6, 3),
            d(2022, 9, 19),
            d(2023, 5, 8),
            d(2012, 6, 4),
            d(2012, 6, 5),
            d(2023, 4, 7),
            d(2023, 4, 10),
            d(2016, 12, 26),
            d(2016, 12, 27),
            d(2026, 12, 28),
            d(2020, 12, 28),
        ] {
            assert!(is_bank_holiday(holiday), "{holiday}");
        }
        for ordinary in [
            d(2020, 5, 4),
            d(2022, 5, 30),
            d(2012, 5, 28),
            d(2022, 12, 28),
            d(2021, 12, 29),
            d(2024, 3, 28),
        ] {
            assert!(is_working_day(ordinary), "{ordinary}");
        }
    }

    #[test]
    fn five_working_days_after_the_detention_began() {
        assert_eq!(plus_working_days(d(2023, 6, 13), 5), d(2023, 6, 20));
        assert_eq!(plus_working_days(d(2023, 7, 5), 5), d(2023, 7, 12));
    }
}
