//! Known by one body, not by another.

use super::{by, timeline};
use crate::domain::discrepancy::rule;
use crate::domain::entry::Reply;
use crate::domain::fixture::parts::{position, residence, transfer};
use crate::domain::fixture::{Story, date, stories};
use crate::domain::part::detention::Detention;
use crate::domain::part::position::{Position, Status};
use crate::domain::part::residence::ResidenceOutcome;
use crate::domain::text::Text;

const NOTHING: [&str; 0] = [];

// Detained on Wednesday 10 January 2024: the fifth working day is Wednesday 17 January. Left hospital on 20 March.

#[test]
fn a_hospital_must_tell_the_council_within_five_working_days() {
    assert_eq!(
        timeline(&stories::plain(), "NOT-01"),
        ["2024-01-18..2024-03-21 V3 RP1", "2024-03-21.. V2 RP1"]
    );
    assert_eq!(
        timeline(&stories::plain(), "NOT-02"),
        ["2024-01-18..2024-03-21 V3 RP1", "2024-03-21.. V2 RP1"]
    );
}

#[test]
fn telling_on_the_fifth_working_day_is_in_time() {
    let mut story = Story::new();
    story
        .on("2024-01-10")
        .stays("RP1", "03", "2024-01-10", None);
    story
        .on("2024-01-17")
        .tells("RP1", "E06000062")
        .tells("RP1", "QPM");
    story.answers("E06000062", &Reply::Accepted).reads("QPM");
    assert_eq!(timeline(&story, "NOT-01"), NOTHING, "an answer is knowing");
    assert_eq!(timeline(&story, "NOT-02"), NOTHING, "a reading is knowing");
}

#[test]
fn a_notification_sent_is_not_knowing_and_a_denial_is() {
    let mut story = stories::plain();
    story.on("2024-04-02").tells("RP1", "E06000062");
    assert_eq!(
        timeline(&story, "NOT-01").last().unwrap(),
        "2024-03-21.. V2 RP1"
    );
    story.on("2024-04-08").answers(
        "E06000062",
        &Reply::Denied(Text::read("not ours", 200).unwrap()),
    );
    assert_eq!(
        timeline(&story, "NOT-01").last().unwrap(),
        "2024-03-21..2024-04-08 V2 RP1"
    );
    assert_eq!(
        timeline(&story, "NOT-02").last().unwrap(),
        "2024-03-21.. V2 RP1",
        "the ICB is not told by telling the council"
    );
}

#[test]
fn a_body_that_knew_before_it_wrote_was_told_in_time() {
    let mut story = stories::plain();
    story.on("2024-05-01").says(
        "QPM",
        Position {
            known_since: Some(date("2024-01-15")),
            ..position(Status::Eligible, None)
        },
    );
    assert_eq!(timeline(&story, "NOT-02"), NOTHING);
}

#[test]
fn where_the_law_names_the_council_another_council_that_knows_will_not_do() {
    let mut story = stories::plain();
    story.on("2024-04-02").says(
        "E06000061",
        residence(
            "2024-01-10",
            ResidenceOutcome::OrdinarilyResident,
            Some("E06000062"),
        ),
    );
    story.says("E06000061", position(Status::NotEligible, None));
    assert_eq!(
        timeline(&story, "NOT-01").last().unwrap(),
        "2024-03-21.. V2 RP1"
    );
    story
        .on("2024-04-09")
        .reads("E06000062")
        .tells("RP1", "E06000062");
    assert_eq!(
        timeline(&story, "NOT-01").last().unwrap(),
        "2024-03-21..2024-04-09 V2 RP1"
    );
}

#[test]
fn section_2_is_nothing_to_tell() {
    let story = stories::section_2();
    for code in ["NOT-01", "NOT-02", "NOT-03"] {
        assert_eq!(timeline(&story, code), NOTHING, "{code}");
    }
}

#[test]
fn an_acute_hospital_that_was_told_nothing_is_not_said_to_know() {
    let story = stories::ruth();
    assert_eq!(
        timeline(&story, "NOT-02"),
        ["2024-01-18..2024-04-28 V3 RP1", "2024-04-28.. V2 RP1"]
    );
}

#[test]
fn the_hospital_that_has_the_person_must_tell_while_it_has_them() {
    let mut story = Story::new();
    story
        .on("2024-01-10")
        .stays("NV1", "03", "2024-01-10", None);
    story
        .on("2024-01-25")
        .revises("NV1", |part: &mut Detention| {
            part.spells.items[0]
                .transfers
                .push(transfer("2024-01-25", "RP1"));
        });
    story.stays("RP1", "03", "2024-01-25", None);
    let expected = ["2024-01-18..2024-01-25 V3 NV1", "2024-01-25.. V3 RP1"];
    assert_eq!(
        timeline(&story, "NOT-02"),
        expected,
        "counted from the day the detention began, not that of the transfer"
    );
}

#[test]
fn a_council_that_knows_must_see_that_the_icb_does() {
    let mut story = stories::plain();
    assert_eq!(
        timeline(&story, "NOT-03"),
        NOTHING,
        "near miss: the council does not know"
    );
    story
        .on("2024-04-03")
        .says("E06000062", position(Status::Eligible, None));
    assert_eq!(
        timeline(&story, "NOT-03"),
        ["2024-04-11.. V2 E06000062+RP1"],
        "five working days after 3 April are over"
    );
    story.on("2024-04-10").reads("QPM").tells("RP1", "QPM");
    assert_eq!(timeline(&story, "NOT-03"), NOTHING, "told on the last day");
}

#[test]
fn what_a_council_learnt_in_some_month_makes_it_possible_before_certain() {
    let mut story = stories::plain();
    story.on("2024-06-03").says(
        "E06000062",
        Position {
            known_since: Some(date("2024-04")),
            ..position(Status::Eligible, None)
        },
    );
    // 1 April 2024 was Easter Monday.
    assert_eq!(
        timeline(&story, "NOT-03"),
        [
            "2024-04-09..2024-05-09 V2? E06000062+RP1",
            "2024-05-09.. V2 E06000062+RP1"
        ]
    );
}

#[test]
fn what_a_council_learnt_on_an_unknown_day_reads_as_such() {
    let mut story = stories::plain();
    story.on("2024-06-03").says(
        "E06000062",
        Position {
            known_since: Some(date("unknown")),
            ..position(Status::Eligible, None)
        },
    );
    let found = by(rule("NOT-03").unwrap(), &story.entry);
    let says = found.discrepancies[0].stretches[0]
        .values
        .iter()
        .map(|value| value.says.as_str())
        .collect::<Vec<_>>();
    assert_eq!(
        says,
        ["has known since an unknown day, 2024-06-03 at the latest"]
    );
}
