//! Duties with clocks.

use super::{cannot_tell, timeline};
use crate::domain::fixture::parts::{coordinator, identity, plan, position, reviews, vacancy};
use crate::domain::fixture::{Story, stories};
use crate::domain::part::coordinator::VacancyReason;
use crate::domain::part::position::Status;

const NOTHING: [&str; 0] = [];

/// A stay of which only the spell and the section are known: nobody carries anything else.
fn bare() -> Story {
    let mut story = Story::new();
    story
        .on("2024-03-20")
        .stays("RP1", "03", "2024-01-10", Some("2024-03-20"));
    story
}

#[test]
fn leaving_without_a_plan_stands_until_one_is_made() {
    let mut story = stories::plain();
    assert_eq!(timeline(&story, "DUT-01"), ["2024-03-20.. V2 RP1"]);
    story.on("2024-05-01").says("E06000062", plan("2024-04-15"));
    assert_eq!(
        timeline(&story, "DUT-01"),
        ["2024-03-20..2024-04-15 V2 RP1"]
    );
    story.on("2024-05-02").says("RP1", plan("2024-03-20"));
    assert_eq!(
        timeline(&story, "DUT-01"),
        NOTHING,
        "a plan found later that was made on the day of leaving was in time"
    );
}

#[test]
fn a_plan_of_an_earlier_stay_is_no_plan_for_this_one() {
    let mut story = stories::plain();
    story.on("2024-05-01").says("RP1", plan("2023-12-01"));
    assert_eq!(timeline(&story, "DUT-01"), ["2024-03-20.. V2 RP1"]);
}

#[test]
fn a_plan_made_some_time_in_a_month_may_have_been_in_time() {
    let mut story = stories::plain();
    story.on("2024-05-01").says("RP1", plan("2024-03"));
    assert_eq!(
        timeline(&story, "DUT-01"),
        ["2024-03-20..2024-03-31 V2? RP1"]
    );
}

#[test]
fn before_leaving_hospital_nothing_of_the_duty_is_breached() {
    let mut story = stories::operation();
    story.says("QPM", position(Status::Unknown, None));
    for code in ["DUT-01", "DUT-04", "DUT-05", "DUT-07", "DUT-09"] {
        assert_eq!(timeline(&story, code), NOTHING, "{code}");
    }
}

#[test]
fn the_hospital_that_detained_answers_for_the_plan_where_an_unknowing_one_discharged() {
    assert_eq!(
        timeline(&stories::ruth(), "DUT-01"),
        ["2024-04-27.. V2 RP1"]
    );
}

#[test]
fn where_nobody_carries_a_part_its_absence_says_nothing() {
    for code in ["DUT-01", "DUT-04", "DUT-07"] {
        assert_eq!(timeline(&bare(), code), NOTHING, "{code}");
        assert_eq!(cannot_tell(&bare(), code).len(), 1, "{code}");
        assert_eq!(
            cannot_tell(&stories::section_2(), code).len(),
            0,
            "{code}: nothing is owed"
        );
    }
}

#[test]
fn the_first_review_is_overdue_from_the_day_after_the_sixth_week() {
    let mut story = stories::plain();
    assert_eq!(
        timeline(&story, "DUT-04"),
        ["2024-05-02..2025-03-20 V2 RP1", "2025-03-20.. V1 RP1"]
    );
    story
        .on("2024-06-03")
        .says("RP1", reviews(&[("2024-05-31", false)]));
    assert_eq!(
        timeline(&story, "DUT-04").len(),
        2,
        "a review that did not consider section 117 moves nothing"
    );
    story.says("RP1", reviews(&[("2024-05-31", true)]));
    assert_eq!(
        timeline(&story, "DUT-04"),
        ["2024-05-02..2024-05-31 V2 RP1"]
    );
    story.says("RP1", reviews(&[("2024-05-01", true)]));
    assert_eq!(
        timeline(&story, "DUT-04"),
        NOTHING,
        "near miss: held on the day it was due"
    );
}

#[test]
fn a_review_held_before_leaving_hospital_is_not_the_first_review() {
    let mut story = stories::plain();
    story
        .on("2024-06-03")
        .says("RP1", reviews(&[("2024-03-18", true)]));
    assert_eq!(timeline(&story, "DUT-04").len(), 2);
}

#[test]
fn a_vague_date_of_leaving_makes_the_first_review_possibly_overdue_first() {
    let mut story = stories::plain();
    story
        .on("2024-06-03")
        .stays("RP1", "03", "2024-01-10", Some("2024-03"));
    assert_eq!(
        timeline(&story, "DUT-04"),
        [
            "2024-04-13..2024-05-13 V2? RP1",
            "2024-05-13..2025-03-31 V2 RP1",
            "2025-03-31.. V1 RP1"
        ]
    );
}

#[test]
fn the_yearly_review_is_overdue_from_the_day_after_a_year() {
    let mut story = stories::kept_well();
    assert_eq!(
        timeline(&story, "DUT-05"),
        ["2025-04-25..2026-04-24 V2 RP1", "2026-04-24.. V1 RP1"],
        "the lead is asked"
    );
    story.on("2025-06-02").says(
        "RP1",
        reviews(&[("2024-04-24", true), ("2025-06-02", true)]),
    );
    assert_eq!(
        timeline(&story, "DUT-05"),
        [
            "2025-04-25..2025-06-02 V2 RP1",
            "2026-06-03..2027-06-02 V2 RP1",
            "2027-06-02.. V1 RP1"
        ]
    );
    story.says(
        "RP1",
        reviews(&[
            ("2024-04-24", true),
            ("2025-04-24", true),
            ("2026-02-28", false),
        ]),
    );
    assert_eq!(
        timeline(&story, "DUT-05")[0],
        "2026-04-25..2027-04-24 V2 RP1",
        "near miss: held on the day it was due"
    );
}

#[test]
fn the_first_review_that_never_happened_never_turns_into_a_yearly_one() {
    assert_eq!(timeline(&stories::plain(), "DUT-05"), NOTHING);
}

#[test]
fn a_review_of_29_february_is_due_on_28_february() {
    let mut story = Story::new();
    story
        .on("2024-03-20")
        .stays("RP1", "03", "2024-01-10", Some("2024-01-20"));
    story.says("RP1", reviews(&[("2024-02-29", true)]));
    assert_eq!(
        timeline(&story, "DUT-05")[0],
        "2025-03-01..2026-02-28 V2 RP1"
    );
}

#[test]
fn without_a_lead_all_who_know_and_share_the_duty_are_asked() {
    let mut story = stories::kept_well();
    story
        .on("2025-05-01")
        .says("RP1", coordinator("RP1", "2024-03-18", Some("2025-05-01")));
    assert_eq!(
        timeline(&story, "DUT-05")[..2],
        [
            "2025-04-25..2025-05-01 V2 RP1",
            "2025-05-01..2026-04-24 V2 E06000062+QPM+RP1"
        ]
    );
}

#[test]
fn nobody_coordinating_stands_until_somebody_is_designated() {
    let mut story = stories::plain();
    assert_eq!(timeline(&story, "DUT-07"), ["2024-03-20.. V2 RP1"]);
    story
        .on("2024-04-02")
        .says("E06000062", position(Status::Eligible, None));
    assert_eq!(
        timeline(&story, "DUT-07"),
        [
            "2024-03-20..2024-04-02 V2 RP1",
            "2024-04-02.. V2 E06000062+RP1"
        ]
    );
    story.on("2024-05-01").says(
        "E06000062",
        coordinator("E06000062", "2024-04-22", Some("2024-06-01")),
    );
    let until_the_lead_left = [
        "2024-03-20..2024-04-02 V2 RP1",
        "2024-04-02..2024-04-22 V2 E06000062+RP1",
        "2024-06-01.. V2 E06000062+RP1",
    ];
    assert_eq!(timeline(&story, "DUT-07"), until_the_lead_left);
    story.says("E06000062", coordinator("E06000062", "2024-03-20", None));
    assert_eq!(
        timeline(&story, "DUT-07"),
        NOTHING,
        "near miss: designated on the day of leaving"
    );
}

#[test]
fn a_vacancy_excuses_nothing_but_weighs_less_when_the_person_declined() {
    let mut story = stories::plain();
    story
        .on("2024-04-02")
        .says("RP1", vacancy(VacancyReason::PolicyBar, Some("2024-03-20")));
    assert_eq!(timeline(&story, "DUT-07"), ["2024-03-20.. V2 RP1"]);
    story.says("RP1", vacancy(VacancyReason::Declined, Some("2024-04-01")));
    assert_eq!(
        timeline(&story, "DUT-07"),
        ["2024-03-20..2024-04-01 V2 RP1", "2024-04-01.. V3 RP1"]
    );
}

#[test]
fn a_body_that_does_not_know_while_a_duty_runs_is_itself_in_breach() {
    let mut story = stories::plain();
    story
        .on("2024-04-02")
        .says("E06000062", position(Status::Unknown, None));
    assert_eq!(timeline(&story, "DUT-09"), ["2024-04-02.. V2 E06000062"]);
    story
        .on("2024-04-30")
        .says("E06000062", position(Status::Eligible, None));
    assert_eq!(
        timeline(&story, "DUT-09"),
        ["2024-04-02..2024-04-30 V2 E06000062"]
    );
}

#[test]
fn not_knowing_of_a_person_who_was_never_entitled_is_no_breach() {
    let mut story = stories::section_2();
    story
        .on("2024-06-03")
        .says("E06000062", position(Status::Unknown, None));
    assert_eq!(timeline(&story, "DUT-09"), NOTHING);
}

#[test]
fn nothing_is_owed_after_death() {
    let mut story = stories::plain();
    story
        .on("2024-06-03")
        .says("RP1", identity(Some("2024-05-20")));
    assert_eq!(
        timeline(&story, "DUT-07"),
        ["2024-03-20..2024-05-20 V2 RP1"]
    );
    assert_eq!(
        timeline(&story, "DUT-04"),
        ["2024-05-02..2024-05-20 V2 RP1"]
    );
}

#[test]
fn a_superseded_council_is_asked_nothing_about_the_duty_that_followed() {
    let mut story = stories::redetained();
    for council in ["E06000061", "E06000062"] {
        let mut knows = position(Status::Eligible, Some("2022-10-01"));
        knows.known_since = Some(crate::domain::fixture::date("2022-10-01"));
        story.on("2024-06-20").says(council, knows);
    }
    let later: Vec<_> = ["DUT-01", "DUT-04", "DUT-07"]
        .into_iter()
        .flat_map(|code| timeline(&story, code))
        .filter(|line| line.starts_with("2024") || line.starts_with("2025"))
        .collect();
    assert!(
        later.iter().any(|line| line.contains("E06000062")),
        "the second council is asked: {later:?}"
    );
    for line in later {
        assert!(
            !line.contains("E06000061"),
            "the first council's duty has passed: {line}"
        );
    }
}
