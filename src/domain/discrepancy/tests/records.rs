//! Record against record.

use super::{cannot_tell, timeline};
use crate::domain::fixture::parts::{as_held, position};
use crate::domain::fixture::{Story, stories};
use crate::domain::part::Part;
use crate::domain::part::legal_basis::LegalBasis;
use crate::domain::part::position::{Position, Status};

const NOTHING: [&str; 0] = [];

/// Out of hospital on 20 March 2024, with council and Trust of one mind from 2 April.
fn agreed() -> Story {
    let mut story = stories::plain();
    story
        .on("2024-04-02")
        .says("RP1", position(Status::Eligible, None));
    story.says("E06000062", position(Status::Eligible, None));
    story
}

#[test]
fn statuses_that_differ_are_a_conflict_until_they_agree() {
    let mut story = agreed();
    assert_eq!(
        timeline(&story, "REC-01"),
        NOTHING,
        "near miss: both say the same"
    );
    story
        .on("2024-05-01")
        .says("E06000062", position(Status::Unknown, Some("2024-05-01")));
    assert_eq!(
        timeline(&story, "REC-01"),
        ["2024-05-01.. V2 E06000062+RP1"]
    );
    story
        .on("2024-05-20")
        .says("E06000062", position(Status::Eligible, None));
    assert_eq!(
        timeline(&story, "REC-01"),
        ["2024-05-01..2024-05-20 V2 E06000062+RP1"]
    );
}

#[test]
fn a_correction_that_reaches_back_closes_a_conflict_from_its_beginning() {
    let mut story = agreed();
    story.on("2024-05-01").says(
        "E06000062",
        position(Status::NotEligible, Some("2024-04-20")),
    );
    story
        .on("2024-05-20")
        .says("E06000062", position(Status::Eligible, Some("2024-04-20")));
    assert_eq!(timeline(&story, "REC-01"), NOTHING);
}

#[test]
fn a_status_withdrawn_is_no_side_of_a_conflict() {
    let mut story = agreed();
    story
        .on("2024-05-01")
        .says("E06000062", position(Status::Ended, None));
    story
        .on("2024-05-20")
        .withdraws("E06000062", Part::Position);
    assert_eq!(timeline(&story, "REC-01"), NOTHING);
}

#[test]
fn a_vague_date_makes_a_conflict_possible_before_it_is_certain() {
    let mut story = agreed();
    story
        .on("2024-06-03")
        .says("E06000062", position(Status::NotEligible, Some("2024-05")));
    assert_eq!(
        timeline(&story, "REC-01"),
        [
            "2024-05-01..2024-05-31 V2? E06000062+RP1",
            "2024-05-31.. V2 E06000062+RP1"
        ]
    );
}

#[test]
fn a_person_on_one_list_must_be_on_all_three() {
    let mut story = stories::plain();
    assert_eq!(
        timeline(&story, "REC-02"),
        NOTHING,
        "near miss: on no list is not on one list"
    );
    story
        .on("2024-04-02")
        .says("RP1", position(Status::Eligible, None));
    assert_eq!(timeline(&story, "REC-02"), ["2024-04-02.. V2 RP1"]);
    story
        .on("2024-04-10")
        .says("E06000062", position(Status::Eligible, None));
    story
        .on("2024-05-01")
        .says("QPM", position(Status::NotEligible, None));
    assert_eq!(
        timeline(&story, "REC-02"),
        [
            "2024-04-02..2024-04-10 V2 RP1",
            "2024-04-10..2024-05-01 V2 E06000062+RP1"
        ]
    );
}

#[test]
fn a_body_that_never_said_whether_it_keeps_a_status_leaves_the_lists_untold() {
    let mut story = agreed();
    story
        .on("2024-05-01")
        .says("QPM", crate::domain::fixture::parts::identity(None));
    assert_eq!(timeline(&story, "REC-02"), NOTHING);
    assert_eq!(
        cannot_tell(&story, "REC-02"),
        ["whether a body with an account here keeps a section 117 status at all"]
    );
    story.on("2024-05-02").carries("QPM", &[Part::Position]);
    assert_eq!(
        timeline(&story, "REC-02"),
        ["2024-04-02.. V2 E06000062+RP1"],
        "now its silence means something"
    );
    assert_eq!(cannot_tell(&story, "REC-02"), NOTHING);
}

#[test]
fn an_assertion_needs_a_qualifying_detention() {
    let mut story = stories::section_2();
    assert_eq!(timeline(&story, "REC-03"), ["2024-05-01.. V2 E06000062"]);
    story
        .on("2024-06-03")
        .stays("RP1", "03", "2024-05-20", None);
    assert_eq!(
        timeline(&story, "REC-03"),
        ["2024-05-01..2024-05-20 V2 E06000062"],
        "a qualifying detention answers it"
    );
}

#[test]
fn an_assertion_with_a_qualifying_detention_is_none() {
    assert_eq!(timeline(&agreed(), "REC-03"), NOTHING);
}

#[test]
fn an_assertion_where_nobody_records_detentions_cannot_be_told() {
    let mut story = Story::new();
    story
        .on("2024-05-01")
        .says("E06000062", position(Status::Eligible, None));
    assert_eq!(timeline(&story, "REC-03"), NOTHING);
    assert_eq!(
        cannot_tell(&story, "REC-03"),
        ["the hospital's record of the detention and its section"]
    );
    story.stays("RP1", "31", "2024-01-10", Some("2024-02-01"));
    assert_eq!(
        timeline(&story, "REC-03"),
        NOTHING,
        "a person must decide whether the order counts"
    );
    assert_eq!(
        cannot_tell(&story, "REC-03"),
        ["the hospital's record of the detention and its section"]
    );
}

#[test]
fn a_denial_of_what_the_law_gives_is_grave() {
    let mut story = stories::plain();
    story
        .on("2024-04-02")
        .says("E06000062", position(Status::NotEligible, None));
    assert_eq!(timeline(&story, "REC-04"), ["2024-04-02.. V1 E06000062"]);
    story
        .on("2024-04-30")
        .says("E06000062", position(Status::Eligible, None));
    assert_eq!(
        timeline(&story, "REC-04"),
        ["2024-04-02..2024-04-30 V1 E06000062"]
    );
}

#[test]
fn a_denial_after_section_2_or_before_leaving_hospital_is_none() {
    let mut story = stories::section_2();
    story
        .on("2024-06-03")
        .says("E06000062", position(Status::NotEligible, None));
    assert_eq!(timeline(&story, "REC-04"), NOTHING);
    let mut inside = Story::new();
    inside
        .on("2024-01-10")
        .stays("RP1", "03", "2024-01-10", None);
    inside.says("E06000062", position(Status::NotEligible, None));
    assert_eq!(timeline(&inside, "REC-04"), NOTHING);
}

#[test]
fn dates_of_leaving_more_than_a_day_apart_are_for_the_hospital_to_settle() {
    let held = |left| Position {
        held: Some(as_held("2024-01-10", left)),
        ..position(Status::Eligible, None)
    };
    let mut story = stories::plain();
    story.on("2024-04-02").says("E06000062", held("2024-03-21"));
    assert_eq!(
        timeline(&story, "REC-06"),
        NOTHING,
        "near miss: a day is no difference"
    );
    story.says("E06000062", held("2024-03-22"));
    assert_eq!(timeline(&story, "REC-06"), ["2024-03-20.. V3 RP1"]);
    story.on("2024-04-10").says("E06000062", held("2024-03-20"));
    assert_eq!(
        timeline(&story, "REC-06"),
        NOTHING,
        "a correction closes it"
    );
    story.says("E06000062", held("2024-03"));
    assert_eq!(
        timeline(&story, "REC-06"),
        NOTHING,
        "a month in which the day lies is no difference"
    );
}

#[test]
fn a_visit_to_another_ward_is_no_second_date_of_leaving() {
    let mut story = stories::operation();
    story
        .on("2024-03-20")
        .stays("RP1", "03", "2024-01-10", Some("2024-03-20"));
    assert_eq!(timeline(&story, "REC-06"), NOTHING);
}

#[test]
fn only_a_trust_that_both_bodies_let_decide_may_say_that_it_ended() {
    let mut story = agreed();
    story.says("QPM", position(Status::Eligible, None));
    assert_eq!(timeline(&story, "UNL-02"), NOTHING);
    story
        .on("2024-06-03")
        .says("E06000062", position(Status::Ended, None));
    assert_eq!(
        timeline(&story, "UNL-02"),
        NOTHING,
        "near miss: a council is no Trust"
    );
    story.says("RP1", position(Status::Ended, None));
    assert_eq!(timeline(&story, "UNL-02"), ["2024-06-03.. V1 RP1"]);
    story
        .on("2024-06-20")
        .delegates("E06000061", "RP1", Part::Ending)
        .delegates("QYG", "RP1", Part::Ending);
    assert_eq!(
        timeline(&story, "UNL-02"),
        ["2024-06-03.. V1 RP1"],
        "what bodies with no account of the person delegate says nothing of this one"
    );
    story
        .on("2024-07-01")
        .delegates("E06000062", "RP1", Part::Ending);
    assert_eq!(
        timeline(&story, "UNL-02"),
        ["2024-06-03.. V1 RP1"],
        "one half is not enough"
    );
    story.on("2024-07-08").delegates("QPM", "RP1", Part::Ending);
    assert_eq!(
        timeline(&story, "UNL-02"),
        ["2024-06-03..2024-07-08 V1 RP1"]
    );
    story
        .on("2024-08-01")
        .says("RP1", position(Status::Eligible, Some("2024-06-03")));
    assert_eq!(
        timeline(&story, "UNL-02"),
        NOTHING,
        "it takes the statement back"
    );
}

#[test]
fn a_code_that_says_not_known_is_no_qualifying_section() {
    let mut story = agreed();
    story
        .on("2024-05-01")
        .says("QPM", position(Status::NotEligible, None));
    story.revises("RP1", |basis: &mut LegalBasis| {
        basis.statuses.items[0].code = "99".parse().unwrap();
    });
    assert_eq!(timeline(&story, "REC-04"), NOTHING);
    assert_eq!(
        cannot_tell(&story, "REC-03"),
        ["the hospital's record of the detention and its section"]
    );
}
