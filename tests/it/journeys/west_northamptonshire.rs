//! The published case, day by day: what stood, as the register then knew it, for each body's eyes.

use std::fmt::Write;

use s117::access::{Ask, Caller, Role, view};
use s117::domain::entry::Entry;
use s117::domain::partial_date::{Day, day, next, plus_days};

use s117::register::{Register, Visit};

use super::demo::told;
use crate::snapshot::compare;

const TODAY: &str = "2026-11-21";
const EYES: [&str; 4] = ["NV1", "RP1", "E06000062", "QPM"];

/// The case as the demo tells it.
async fn case() -> (Entry, tempfile::TempDir) {
    let (register, folder) = told().await;
    let visit = Visit::new(caller(&register, "RP1"), "test".to_owned(), "test");
    let number = "9991700013".parse().expect("an NHS number");
    let seen = register
        .open_by_number(&visit, &number, s117::register::Question::default())
        .await
        .expect("it is read")
        .expect("the Trust sees it");
    let entry = register
        .store()
        .entry(seen.id, &register.organisations())
        .await
        .expect("it is read")
        .expect("it is there");
    (entry, folder)
}

fn caller(register: &Register, organisation: &str) -> Caller {
    let code = organisation.parse().expect("a code");
    let kind = register
        .organisations()
        .kind(&code)
        .expect("a known organisation");
    Caller::at_the_console(code, kind, Role::Practitioner)
}

fn on(text: &str) -> Day {
    day(text).expect("a test's own day")
}

/// What a body saw standing on a day, at the end of it: `DUT-04 V2 whole [E06000062, RP1]`.
fn standing(entry: &Entry, eyes: &str, on: Day) -> Vec<String> {
    let code = eyes.parse().expect("a code");
    let kind = entry
        .organisations
        .kind(&code)
        .expect("a known organisation");
    let caller = Caller::at_the_console(code, kind, Role::Practitioner);
    let end_of_day = on.and_hms_opt(22, 59, 59).expect("a time").and_utc();
    let ask = Ask {
        on,
        known_at: Some(end_of_day),
        law_as_at: None,
        today: crate::journeys::west_northamptonshire::on(TODAY),
    };
    let Some(seen) = view(&caller, entry, &ask) else {
        return Vec::new();
    };
    let mut lines: Vec<_> = seen
        .discrepancies
        .iter()
        .map(|one| {
            let actors: Vec<_> = one.actors.iter().map(ToString::to_string).collect();
            let doubt = if one.certain { "" } else { " possibly" };
            format!(
                "{} {:?} {:?}{doubt} [{}]",
                one.rule.map_or("-", |rule| rule.code),
                one.severity,
                one.grade,
                actors.join(", ")
            )
        })
        .collect();
    lines.sort();
    lines
}

/// Every change, for each body's eyes, from April 2023 to today.
fn diary(entry: &Entry) -> String {
    let mut page = String::new();
    for eyes in EYES {
        writeln!(page, "## {eyes}").expect("a String takes it");
        let (mut at, mut before) = (on("2023-04-01"), Vec::new());
        while at <= on(TODAY) {
            let now = standing(entry, eyes, at);
            for gone in before.iter().filter(|line| !now.contains(line)) {
                writeln!(page, "{at} - {gone}").expect("a String takes it");
            }
            for come in now.iter().filter(|line| !before.contains(line)) {
                writeln!(page, "{at} + {come}").expect("a String takes it");
            }
            before = now;
            at = next(at);
        }
        writeln!(page, "{TODAY} = {} standing", before.len()).expect("a String takes it");
    }
    page
}

#[tokio::test]
async fn the_case_day_by_day_is_as_it_was_read() {
    let (entry, _folder) = case().await;
    compare("golden/west_northamptonshire.txt", &diary(&entry));
}

fn stands(entry: &Entry, on: Day, rule: &str) -> Option<String> {
    standing(entry, "E06000062", on)
        .into_iter()
        .find(|line| line.starts_with(rule))
}

/// From its first day, not the day before, with its severity and actors.
fn begins(entry: &Entry, rule: &str, first: &str, expected: &str) {
    let first = on(first);
    assert_eq!(
        stands(entry, first, rule).as_deref(),
        Some(expected),
        "{rule} on {first}"
    );
    let eve = first.pred_opt().expect("a day before");
    assert_ne!(
        stands(entry, eve, rule).as_deref(),
        Some(expected),
        "{rule} must not stand so on {eve}"
    );
}

#[tokio::test]
async fn what_must_be_raised_is_raised_on_its_day() {
    let (entry, _folder) = case().await;
    begins(&entry, "NOT-01", "2023-06-21", "NOT-01 V3 Whole [RP1]");
    begins(&entry, "NOT-02", "2023-06-21", "NOT-02 V3 Whole [RP1]");
    begins(&entry, "NOT-01", "2023-06-28", "NOT-01 V2 Whole [RP1]");
    begins(&entry, "NOT-02", "2023-06-28", "NOT-02 V2 Whole [RP1]");
    assert_eq!(
        stands(&entry, on("2023-07-05"), "NOT-01"),
        None,
        "the council knows"
    );
    begins(
        &entry,
        "NOT-03",
        "2023-07-13",
        "NOT-03 V2 Whole [E06000062, RP1]",
    );
    assert!(
        stands(&entry, on("2025-10-20"), "NOT-02").is_some(),
        "nobody has told the ICB by the day of the decision"
    );
    assert!(
        stands(&entry, on("2025-10-20"), "NOT-03").is_some(),
        "and the council has not either"
    );
    begins(&entry, "DUT-01", "2023-06-27", "DUT-01 V2 Whole [RP1]");
    begins(&entry, "DUT-07", "2023-06-27", "DUT-07 V2 Whole [RP1]");
    begins(
        &entry,
        "DUT-04",
        "2023-08-09",
        "DUT-04 V2 Whole [E06000062, RP1]",
    );
    begins(
        &entry,
        "DUT-04",
        "2024-06-27",
        "DUT-04 V1 Whole [E06000062, RP1]",
    );
    begins(
        &entry,
        "DUT-09",
        "2024-03-15",
        "DUT-09 V2 Whole [E06000062]",
    );
    begins(
        &entry,
        "REC-01",
        "2024-03-15",
        "REC-01 V2 Whole [E06000062, RP1]",
    );
    assert!(
        stands(&entry, on("2025-10-20"), "REC-02").is_some(),
        "the ICB is missing from the lists"
    );
}

#[tokio::test]
async fn what_must_not_be_raised_is_not() {
    let (entry, _folder) = case().await;
    let mut at = on("2023-04-01");
    while at <= on(TODAY) {
        for line in standing(&entry, "RP1", at) {
            assert!(
                !line.starts_with("UNL"),
                "nothing is ended at any date: {line} on {at}"
            );
            assert!(
                at >= on("2025-10-20") || !line.contains("QPM"),
                "the ICB is asked to act on what it does not know: {line} on {at}"
            );
        }
        at = plus_days(at, 1);
    }
}
