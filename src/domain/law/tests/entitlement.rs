//! Who is entitled, since when, and which clocks run.

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{as_held, identity, position, reviews, transfer};
use crate::domain::fixture::{Story, date, day, stories};
use crate::domain::law::clocks::{ClockKind, ClockState, clocks};
use crate::domain::law::reviews::{first_due, next_due};
use crate::domain::law::s117_1::{Entitlement, Status, applies};
use crate::domain::part::Part;
use crate::domain::part::detention::{Detention, EndReason, TreatmentOrder};
use crate::domain::part::legal_basis::LegalBasis;
use crate::domain::part::position::{self, Position};

fn on(story: &Story, text: &str) -> Entitlement {
    applies(&Facts::of(&story.entry), day(text)).outcome
}

fn stay(code: &str, start: &str, exit: Option<&str>) -> Story {
    let mut story = Story::new();
    story.on("2024-12-02").stays("RP1", code, start, exit);
    story
}

#[track_caller]
fn turns(story: &Story, expected: &[(&str, Status)]) {
    for (text, status) in expected {
        assert_eq!(on(story, text).status, *status, "on {text}");
    }
}

#[test]
fn section_2_does_not_qualify() {
    let story = stay("02", "2024-01-10", Some("2024-02-01"));
    turns(
        &story,
        &[
            ("2024-01-20", Status::NotEntitled),
            ("2024-03-01", Status::NotEntitled),
        ],
    );
}

#[test]
fn two_days_of_section_3_qualify() {
    let story = stay("03", "2024-01-10", Some("2024-01-12"));
    turns(
        &story,
        &[
            ("2024-01-09", Status::NotEntitled),
            ("2024-01-11", Status::Prospective),
            ("2024-01-12", Status::Entitled),
        ],
    );
    assert_eq!(on(&story, "2024-02-01").since, Some(date("2024-01-12")));
}

#[test]
fn section_3_after_section_2_in_one_stay_qualifies_from_the_change() {
    let mut story = stay("02", "2024-01-10", Some("2024-03-20"));
    story.revises("RP1", |basis: &mut LegalBasis| {
        let mut section_3 = crate::domain::fixture::parts::status("03", "2024-02-05");
        section_3.spell = basis.statuses.items[0].spell.clone();
        basis.statuses.items.push(section_3);
    });
    turns(
        &story,
        &[
            ("2024-02-04", Status::NotEntitled),
            ("2024-02-05", Status::Prospective),
            ("2024-03-20", Status::Entitled),
        ],
    );
}

#[test]
fn a_transfer_is_not_leaving_hospital() {
    let mut story = stay("03", "2024-01-10", None);
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0]
            .transfers
            .push(transfer("2024-02-10", "RW4"));
    });
    story.stays("RW4", "03", "2024-02-10", Some("2024-03-20"));
    turns(
        &story,
        &[
            ("2024-02-15", Status::Prospective),
            ("2024-03-19", Status::Prospective),
            ("2024-03-20", Status::Entitled),
        ],
    );
    assert_eq!(
        Facts::of(&story.entry).stays.len(),
        1,
        "one stay in two hospitals"
    );
    let detained = Facts::of(&story.entry).stays[0].detained_from();
    assert_eq!(
        detained,
        Some(date("2024-01-10")),
        "the receiving hospital's section 3 does not begin a detention"
    );
}

#[test]
fn a_spell_that_follows_on_the_next_day_is_the_same_stay_and_later_ones_are_not() {
    let mut story = stay("03", "2024-01-10", Some("2024-02-10"));
    story.stays("RW4", "01", "2024-02-11", Some("2024-03-20"));
    turns(
        &story,
        &[
            ("2024-02-15", Status::Prospective),
            ("2024-03-20", Status::Entitled),
        ],
    );
    let mut later = stay("03", "2024-01-10", Some("2024-02-10"));
    later.stays("RW4", "01", "2024-02-12", Some("2024-03-20"));
    turns(
        &later,
        &[
            ("2024-02-10", Status::Entitled),
            ("2024-02-15", Status::Entitled),
        ],
    );
}

#[test]
fn leaving_hospital_may_follow_the_end_of_the_section_by_weeks() {
    let story = stories::ruth();
    turns(
        &story,
        &[
            ("2024-03-20", Status::Prospective),
            ("2024-04-26", Status::Prospective),
            ("2024-04-27", Status::Entitled),
        ],
    );
    let mut informal = stay("03", "2024-01-10", Some("2024-06-20"));
    informal.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].end = Some(date("2024-02-10"));
    });
    turns(
        &informal,
        &[
            ("2024-06-19", Status::Prospective),
            ("2024-06-20", Status::Entitled),
        ],
    );
}

#[test]
fn leaving_before_the_detention_ends_begins_the_duty_only_when_both_have_happened() {
    let mut story = stay("03", "2024-01-10", Some("2024-02-10"));
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].end = Some(date("2024-02-20"));
    });
    turns(
        &story,
        &[
            ("2024-02-15", Status::Prospective),
            ("2024-02-20", Status::Entitled),
        ],
    );
}

#[test]
fn a_visit_to_another_ward_and_back_is_not_leaving_hospital() {
    turns(
        &stories::operation(),
        &[("2024-02-10", Status::Prospective)],
    );
    let mut left = stories::operation();
    left.on("2024-03-20")
        .stays("RP1", "03", "2024-01-10", Some("2024-03-20"));
    turns(
        &left,
        &[
            ("2024-03-19", Status::Prospective),
            ("2024-03-20", Status::Entitled),
        ],
    );
}

#[test]
fn a_community_treatment_order_begins_the_duty() {
    let mut story = stay("03", "2024-01-10", Some("2024-03-20"));
    story.revises("RP1", |part: &mut Detention| {
        let spell = &mut part.spells.items[0];
        let order = TreatmentOrder {
            key: spell.key.clone(),
            from: date("2024-03-20"),
            until: None,
            recalled: None,
            revoked: None,
        };
        spell.end_reason = Some(EndReason::CommunityTreatmentOrder);
        spell.treatment_orders.push(order);
    });
    turns(
        &story,
        &[
            ("2024-03-19", Status::Prospective),
            ("2024-03-20", Status::Entitled),
        ],
    );
}

#[test]
fn readmission_under_section_2_changes_nothing() {
    let story = stories::with_section_2(&stories::plain(), "2024-06-03", "2024-06-20");
    turns(
        &story,
        &[
            ("2024-06-10", Status::Entitled),
            ("2024-07-01", Status::Entitled),
        ],
    );
    assert_eq!(on(&story, "2024-07-01").since, Some(date("2024-03-20")));
}

#[test]
fn in_hospital_again_under_section_3_a_person_is_prospective_again() {
    let story = stories::redetained();
    turns(
        &story,
        &[
            ("2023-01-01", Status::Entitled),
            ("2024-03-01", Status::Prospective),
            ("2024-05-01", Status::Entitled),
        ],
    );
}

#[test]
fn vague_dates_of_leaving_leave_the_days_between_open() {
    let story = stay("03", "2024-01-10", Some("2024-03"));
    let open = Status::DeterminationNeeded;
    turns(
        &story,
        &[
            ("2024-02-29", Status::Prospective),
            ("2024-03-15", open),
            ("2024-03-31", Status::Entitled),
        ],
    );
}

#[test]
fn left_on_an_unknown_day_is_open_from_the_detention_on_and_not_before() {
    let story = stay("03", "2024-01-10", Some("unknown"));
    turns(
        &story,
        &[
            ("2024-01-09", Status::NotEntitled),
            ("2024-01-10", Status::DeterminationNeeded),
        ],
    );
}

#[test]
fn accounts_that_differ_leave_the_days_between_open() {
    let mut story = stories::plain();
    let held = Some(as_held("2024-01-10", "2024-03-25"));
    story.on("2024-04-02").says(
        "E06000062",
        Position {
            held,
            ..position(position::Status::Eligible, None)
        },
    );
    let open = Status::DeterminationNeeded;
    turns(
        &story,
        &[
            ("2024-03-19", Status::Prospective),
            ("2024-03-22", open),
            ("2024-03-25", Status::Entitled),
        ],
    );
}

#[test]
fn what_the_record_does_not_say_cannot_be_told() {
    turns(&Story::new(), &[("2024-01-10", Status::CannotTell)]);
    turns(
        &stay("99", "2024-01-10", Some("2024-02-01")),
        &[("2024-03-01", Status::CannotTell)],
    );
    turns(
        &stay("31", "2024-01-10", Some("2024-02-01")),
        &[("2024-03-01", Status::DeterminationNeeded)],
    );
    let mut spell_only = stay("03", "2024-01-10", Some("2024-02-01"));
    spell_only.withdraws("RP1", Part::LegalBasis);
    turns(&spell_only, &[("2024-03-01", Status::CannotTell)]);
    let mut declared = Story::new();
    declared
        .on("2024-01-02")
        .says("RP1", identity(None))
        .carries("RP1", &[Part::Detention]);
    // One Trust's list of detentions says nothing of another hospital's.
    turns(&declared, &[("2024-01-10", Status::CannotTell)]);
}

#[test]
fn services_end_with_death() {
    let mut story = stories::kept_well();
    story
        .on("2024-06-03")
        .says("RP1", identity(Some("2024-05-20")));
    // One body's word alone ends nothing that others owe.
    turns(
        &story,
        &[
            ("2024-05-19", Status::Entitled),
            ("2024-05-20", Status::DeterminationNeeded),
        ],
    );
    story.says("QPM", identity(Some("2024-05-20")));
    turns(
        &story,
        &[
            ("2024-05-19", Status::Entitled),
            ("2024-05-20", Status::Deceased),
        ],
    );
}

#[test]
fn what_was_not_known_then_is_not_in_the_register_of_then() {
    let story = stories::plain();
    let before = story
        .entry
        .moments()
        .iter()
        .filter(|moment| moment.day() < day("2024-03-20"))
        .map(|moment| moment.position)
        .max();
    let then = story.entry.as_known(before.unwrap());
    assert_eq!(
        applies(&Facts::of(&then), day("2024-04-01")).outcome.status,
        Status::Prospective
    );
}

#[test]
fn clocks_keep_the_end_of_a_month_and_of_a_leap_year() {
    assert_eq!(first_due(date("2023-06-27"), &[]).by, date("2023-08-08"));
    assert_eq!(next_due(date("2024-02-29"), &[]).by, date("2025-02-28"));
    assert_eq!(next_due(date("2024-02"), &[]).by, date("2025-02"));
}

#[test]
fn a_clock_is_possibly_overdue_before_it_is_certainly_so() {
    let story = stay("03", "2024-01-10", Some("2024-03"));
    let states = ["2024-04-12", "2024-04-13", "2024-05-12", "2024-05-13"]
        .map(|text| clocks(&Facts::of(&story.entry), day(text))[0].state);
    assert_eq!(
        states,
        [
            ClockState::Running,
            ClockState::PossiblyOverdue,
            ClockState::PossiblyOverdue,
            ClockState::Overdue
        ]
    );
}

#[test]
fn only_a_review_that_considered_section_117_starts_the_yearly_clock() {
    let mut story = stories::plain();
    story
        .on("2024-04-24")
        .says("RP1", reviews(&[("2024-04-24", false)]));
    assert_eq!(
        clocks(&Facts::of(&story.entry), day("2024-04-25"))[0].kind,
        ClockKind::FirstReview
    );
    story.says("RP1", reviews(&[("2024-04-24", true)]));
    let clock = clocks(&Facts::of(&story.entry), day("2024-04-25"))[0].clone();
    assert_eq!(
        (clock.kind, clock.due, clock.state),
        (
            ClockKind::YearlyReview,
            date("2025-04-24"),
            ClockState::Running
        )
    );
}
