//! What an answer says beside its outcome: its reasons in words, its dates, and the views it leaves out.

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{position, registration, residence, reviews, status};
use crate::domain::fixture::{Story, date, day, key, org, stories};
use crate::domain::law::clocks::{ClockKind, clocks};
use crate::domain::law::responsible_icb::responsible_icb;
use crate::domain::law::s117_1::{Entitlement, Status, applies};
use crate::domain::law::s117_2::{self, duties};
use crate::domain::law::s117_3::responsible_council;
use crate::domain::law::{Finding, Law};
use crate::domain::organisation::Kind;
use crate::domain::part::Answer;
use crate::domain::part::detention::{Detention, Leave};
use crate::domain::part::legal_basis::LegalBasis;
use crate::domain::part::position::{AsHeld, Position, Status as PositionStatus};
use crate::domain::part::registration::Occasion;
use crate::domain::part::residence::ResidenceOutcome;

fn entitlement(story: &Story, on: &str) -> Finding<Entitlement> {
    applies(&Facts::of(&story.entry), day(on))
}

fn words<T>(story: &Story, found: &Finding<T>) -> String {
    let reasons = found.because.iter();
    reasons
        .map(|one| one.sentence.read(&story.entry.organisations))
        .collect()
}

#[test]
fn leaving_hospital_is_told_once_for_each_stay_that_matters() {
    let told = |story: &Story, on: &str| {
        let text = words(story, &entitlement(story, on));
        text.matches("out of hospital").count()
    };
    assert_eq!(told(&stories::plain(), "2024-06-01"), 1);
    assert_eq!(told(&stories::redetained(), "2024-06-01"), 2);
}

#[test]
fn back_in_hospital_says_that_the_duty_had_begun_and_a_first_stay_does_not() {
    let says = |story: &Story, on: &str| words(story, &entitlement(story, on));
    let again = says(&stories::redetained(), "2024-03-01");
    let first = says(&stories::plain(), "2024-02-01");
    let other = says(&stories::redetained(), "2022-09-01");
    let waits = |text: &str| text.len();
    assert!(waits(&again) > waits(&first), "{again} / {first}");
    assert_eq!(
        other.replace("2022-08-01", "2024-01-10"),
        first,
        "the first stay reads as any other"
    );
}

#[test]
fn before_the_qualifying_section_began_the_reason_says_that_it_began_later() {
    let mut story = Story::new();
    story
        .on("2026-01-05")
        .stays("RP1", "02", "2024-01-10", Some("2024-03-20"));
    story.revises("RP1", |basis: &mut LegalBasis| {
        let mut next = status("03", "2024-02-05");
        next.spell = basis.statuses.items[0].spell.clone();
        basis.statuses.items.push(next);
    });
    let found = entitlement(&story, "2024-01-20");
    assert_eq!(found.outcome.status, Status::NotEntitled);
    let text = words(&story, &found);
    assert!(
        text.contains("the qualifying detention began later"),
        "{text}"
    );
}

#[test]
fn a_day_before_any_stay_is_before_it_whatever_its_section() {
    let story = stories::section_2();
    let text = words(&story, &entitlement(&story, "2023-01-01"));
    assert!(text.contains("began after this day"), "{text}");
    let text = words(&story, &entitlement(&story, "2024-01-10"));
    assert!(text.contains("section 2"), "{text}");
}

#[test]
fn a_qualifying_detention_that_nobody_dates_cannot_be_told() {
    let undated = AsHeld {
        qualifying: Some(Answer::Yes),
        detained_on: None,
        left_hospital_on: None,
        source: None,
    };
    let mut story = Story::new();
    story.on("2026-01-05").says(
        "QPM",
        Position {
            held: Some(undated),
            ..position(PositionStatus::Eligible, None)
        },
    );
    let found = entitlement(&story, "2024-06-01");
    assert_eq!(found.outcome.status, Status::CannotTell);
}

#[test]
fn as_the_law_was_read_in_2022_one_council_owes_both_stays() {
    let councils = |as_at: Option<&str>| {
        let mut story = stories::redetained();
        if let Some(as_at) = as_at {
            story.entry.law = Law {
                as_at: day(as_at),
                ..Law::default()
            };
        }
        let all = duties(&Facts::of(&story.entry), day("2024-06-01"));
        all.iter().filter(|one| one.kind == Kind::Council).count()
    };
    assert_eq!(councils(None), 2);
    assert_eq!(councils(Some("2023-01-01")), 1);
}

#[test]
fn a_duty_runs_until_death() {
    let mut story = stories::plain();
    story.on("2027-02-01").says(
        "RP1",
        crate::domain::fixture::parts::identity(Some("2027-01")),
    );
    let all = duties(&Facts::of(&story.entry), day("2027-03-01"));
    assert_eq!(all.len(), 2);
    for duty in all {
        assert_eq!(duty.until, Some(date("2027-01-01/2027-01-31")));
        assert_eq!(duty.status, s117_2::Status::Deceased);
    }
}

#[test]
fn on_a_leave_that_leaves_it_open_so_is_the_duty() {
    let mut story = Story::new();
    story
        .on("2026-01-05")
        .stays("RP1", "03", "2024-01-10", None);
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].leaves = vec![Leave {
            key: key("l"),
            from: date("2024-02-01"),
            until: Some(date("2024-02-10")),
            escorted: None,
            overnight: None,
            residing_away: None,
        }];
    });
    let status = |on: &str| duties(&Facts::of(&story.entry), day(on))[0].status;
    assert_eq!(status("2024-01-31"), s117_2::Status::Prospective);
    assert_eq!(status("2024-02-05"), s117_2::Status::DeterminationNeeded);
    assert_eq!(status("2024-02-11"), s117_2::Status::Prospective);
}

#[test]
fn the_reason_names_the_limb_of_the_test_that_decided() {
    let by = |finding| {
        let mut story = stories::plain();
        story.on("2024-06-01").says(
            "E06000062",
            residence("2024-01-10", finding, Some("E06000062")),
        );
        words(
            &story,
            &responsible_council(&Facts::of(&story.entry), 0, day("2024-06-01")),
        )
    };
    let settled = by(ResidenceOutcome::OrdinarilyResident);
    assert!(settled.contains("Ordinarily resident there"), "{settled}");
    let none = by(ResidenceOutcome::NoSettledResidence);
    assert!(none.contains("No settled residence"), "{none}");
}

#[test]
fn a_view_is_shown_as_overtaken_only_where_somebody_names_its_body() {
    let named = |icb: &str| {
        let mut story = Story::new();
        story
            .on("2022-10-01")
            .stays("RP1", "03", "2019-01-10", Some("2019-03-20"));
        story
            .says(
                "QPM",
                registration(Occasion::OrdinaryResidence, "2019-01-10", "QPM"),
            )
            .says("QYG", registration(Occasion::Current, "2022-07-01", "QYG"))
            .says(
                "RP1",
                Position {
                    responsible_icb: Some(org(icb)),
                    ..position(PositionStatus::Eligible, None)
                },
            );
        let found = responsible_icb(&Facts::of(&story.entry), 0, day("2022-10-01")).statutory;
        found.overtaken.len()
    };
    assert_eq!(
        named("QPM"),
        1,
        "the one responsible before the regulations"
    );
    assert_eq!(named("QYG"), 0, "the one responsible now");
    assert_eq!(named("QUE"), 0, "one that never was");
}

#[test]
fn a_review_counts_for_the_duty_it_was_held_in() {
    let mut story = stories::redetained();
    story
        .on("2024-06-01")
        .says("RP1", reviews(&[("2022-11-01", true)]));
    let due = |on: &str| -> Vec<_> {
        let all = clocks(&Facts::of(&story.entry), day(on));
        let reviews = all
            .into_iter()
            .filter(|one| matches!(one.kind, ClockKind::FirstReview | ClockKind::YearlyReview));
        reviews.map(|one| (one.kind, one.due)).collect()
    };
    assert_eq!(
        due("2023-01-01"),
        [(ClockKind::YearlyReview, date("2023-11-01"))]
    );
    assert_eq!(
        due("2024-06-01"),
        [(ClockKind::FirstReview, date("2024-06-12"))],
        "the second stay asks for a first review of its own"
    );
}

#[test]
fn the_special_cases_of_the_ccgs_are_named_while_they_stood() {
    let named = |story: &Story, on: &str| {
        let found = responsible_icb(&Facts::of(&story.entry), 0, day(on)).statutory;
        let mut changes = found.would_change.iter();
        changes.any(|one| one.read(&story.entry.organisations).contains("14(2)(b)"))
    };
    let mut after = Story::new();
    after
        .on("2018-06-01")
        .stays("RP1", "03", "2018-01-10", Some("2018-03-20"));
    assert!(named(&after, "2018-06-01"));
    assert!(!named(&after, "2023-06-01"), "not under the regulations");
    let mut before = Story::new();
    before
        .on("2012-06-01")
        .stays("RP1", "03", "2012-01-10", Some("2012-03-20"));
    assert!(!named(&before, "2012-06-01"), "not for a PCT");
}
