//! What stands in the way of an ending, and what does not.

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{ending as half, housing};
use crate::domain::fixture::{Story, date, day, key, stories};
use crate::domain::law::Law;
use crate::domain::law::ending::{Bar, Outcome, Status, ending};
use crate::domain::law::reading::Commencement;
use crate::domain::law::s117_2::{self, duties};
use crate::domain::organisation::Kind;
use crate::domain::part::Answer;
use crate::domain::part::detention::{Detention, TreatmentOrder};
use crate::domain::part::ending::{Ending, EndingEvidence, EndingNotice, EndingReason};
use crate::domain::part::plan::Role;
use crate::domain::part::services::Services;

fn outcome(story: &Story, on: &str) -> Outcome {
    ending(&Facts::of(&story.entry), day(on)).outcome
}

fn both(change: impl Fn(&mut Ending)) -> Story {
    let mut story = stories::plain();
    let mut one = half("2024-06-01");
    change(&mut one);
    story
        .on("2024-12-02")
        .says("E06000062", one.clone())
        .says("QPM", one);
    story
}

#[test]
fn with_nothing_to_end_nothing_stands_in_the_way() {
    let found = outcome(&Story::new(), "2024-06-01");
    assert_eq!((found.status, found.bars.len()), (Status::NothingToEnd, 0));
    let before = outcome(&stories::plain(), "2023-06-01");
    assert_eq!(before.status, Status::NothingToEnd);
}

#[test]
fn what_is_decided_for_a_later_day_has_ended_nothing_yet() {
    let story = both(|_| {});
    let on = |on: &str| outcome(&story, on);
    assert_eq!(on("2024-05-31").status, Status::NotProposed);
    assert_eq!(on("2024-06-01").status, Status::Ended);

    let mut halves = stories::plain();
    let (council, icb) = (half("2024-06-01"), half("2024-07-01"));
    halves
        .on("2024-12-02")
        .says("E06000062", council)
        .says("QPM", icb);
    assert_eq!(outcome(&halves, "2024-05-31").status, Status::NotProposed);
    assert_eq!(outcome(&halves, "2024-06-30").status, Status::OneHalf);
    let ended = outcome(&halves, "2024-07-01");
    assert_eq!(
        (ended.status, ended.on),
        (Status::Ended, Some(date("2024-07-01")))
    );

    let noticed = |given: &str, on: &str| {
        let mut story = both(|one| {
            one.notice = Some(EndingNotice {
                joint: Some(Answer::Yes),
                written: Some(Answer::Yes),
                given: Some(date(given)),
            });
        });
        story.entry.law.commenced = Commencement {
            s45: None,
            s46: Some(day("2024-01-01")),
        };
        outcome(&story, on)
    };
    let told = noticed("2024-06-20", "2024-06-20");
    assert_eq!((told.status, told.bars.len()), (Status::Ended, 0));
    let yet_to_be = noticed("2024-06-20", "2024-06-19");
    assert_eq!(yet_to_be.status, Status::Barred);
    assert_eq!(yet_to_be.bars, [Bar::NoJointNotice]);
}

#[test]
fn each_bar_is_found_with_its_provision() {
    for bar in Bar::ALL {
        assert!(bar.says().ends_with('.') && !bar.provision().code.is_empty());
    }
    let cases: [(Bar, Status, Story); 5] = [
        (
            Bar::ReasonsDoNotSuffice,
            Status::DeterminationNeeded,
            both(|one| one.reasons = vec![EndingReason::Disengaged, EndingReason::MovedArea]),
        ),
        (
            Bar::ReasonsDoNotSuffice,
            Status::DeterminationNeeded,
            both(|one| one.reasons.clear()),
        ),
        (
            Bar::NoEvidence,
            Status::DeterminationNeeded,
            both(|one| one.evidence = None),
        ),
        (
            Bar::PersonNotInvolved,
            Status::DeterminationNeeded,
            both(|one| one.involvement = None),
        ),
        (
            Bar::BeforeItBegan,
            Status::Barred,
            both(|one| one.decided = Some(date("2024-03-19"))),
        ),
    ];
    for (bar, status, story) in cases {
        let found = outcome(&story, "2024-07-01");
        assert_eq!(
            (found.status, found.bars.as_slice()),
            (status, &[bar][..]),
            "{bar:?}"
        );
        assert_eq!(bar.forbids(), status == Status::Barred, "{bar:?}");
    }
}

#[test]
fn evidence_is_a_review_or_what_is_shown() {
    let shown = |review: Option<&str>, shows: Option<&str>| {
        both(|one| {
            one.evidence = Some(EndingEvidence {
                review: review.map(key),
                shows: shows.map(|text| crate::domain::text::Text::read(text, 200).unwrap()),
                signed: None,
                signed_by: None,
            });
        })
    };
    assert_eq!(
        outcome(&shown(Some("r"), None), "2024-07-01").status,
        Status::Ended
    );
    assert_eq!(
        outcome(&shown(None, Some("Well for three years.")), "2024-07-01").status,
        Status::Ended
    );
    assert_eq!(
        outcome(&shown(None, None), "2024-07-01").bars,
        [Bar::NoEvidence]
    );
}

#[test]
fn the_person_is_involved_when_asked_and_heard() {
    let involved = |role: Role, invited: bool, attended: bool, views: Option<Answer>| {
        both(|one| {
            let involvement = one.involvement.as_mut().unwrap();
            let who = &mut involvement.attendance[0];
            (who.role, who.invited, who.attended) = (role, invited, attended);
            involvement.views_recorded = views;
        })
    };
    let (yes, no) = (Some(Answer::Yes), Some(Answer::No));
    for (invited, attended) in [(true, false), (false, true)] {
        assert_eq!(
            outcome(
                &involved(Role::Person, invited, attended, yes),
                "2024-07-01"
            )
            .status,
            Status::Ended
        );
    }
    for story in [
        involved(Role::Person, true, true, no),
        involved(Role::Person, false, false, yes),
        involved(Role::Gp, true, true, yes),
    ] {
        assert_eq!(outcome(&story, "2024-07-01").bars, [Bar::PersonNotInvolved]);
    }
}

#[test]
fn accommodation_that_is_after_care_is_replaced_first() {
    let housed = |change: &dyn Fn(&mut Services)| {
        let mut story = both(|_| {});
        let mut services = housing("2024-03-20");
        change(&mut services);
        story.says("E06000062", services);
        outcome(&story, "2024-07-01")
    };
    assert_eq!(housed(&|_| {}).bars, [Bar::AccommodationNotReplaced]);
    let replaced = |part: &mut Services| part.services.items[0].successor = Some(key("next"));
    assert_eq!(housed(&replaced).status, Status::Ended);
    let over = |part: &mut Services| part.services.items[0].end = Some(date("2024-06-01"));
    assert_eq!(housed(&over).status, Status::Ended, "it had ended by then");
    let later = |part: &mut Services| part.services.items[0].end = Some(date("2024-06-02"));
    assert_eq!(
        housed(&later).bars,
        [Bar::AccommodationNotReplaced],
        "it had not"
    );
    let not_yet = |part: &mut Services| part.services.items[0].start = Some(date("2024-06-02"));
    assert_eq!(housed(&not_yet).status, Status::Ended);
    let other = |part: &mut Services| part.services.items[0].section_117 = Some(Answer::No);
    assert_eq!(housed(&other).status, Status::Ended);
}

#[test]
fn what_would_stand_in_the_way_is_said_before_anyone_decides() {
    let mut story = stories::plain();
    assert_eq!(outcome(&story, "2024-02-01").bars, [Bar::BeforeItBegan]);
    let found = outcome(&story, "2024-07-01");
    assert_eq!((found.status, found.bars.len()), (Status::NotProposed, 0));
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].treatment_orders.push(TreatmentOrder {
            key: key("order"),
            from: date("2024-03-20"),
            until: Some(date("2024-09-20")),
            recalled: None,
            revoked: None,
        });
    });
    story
        .on("2024-12-02")
        .says("E06000062", housing("2024-03-20"));
    assert_eq!(
        outcome(&story, "2024-07-01").bars,
        [Bar::OnTreatmentOrder, Bar::AccommodationNotReplaced]
    );
    assert_eq!(
        outcome(&story, "2024-09-20").bars,
        [Bar::AccommodationNotReplaced]
    );
    story.says("QPM", half("2024-10-01"));
    assert_eq!(outcome(&story, "2024-10-02").status, Status::OneHalf);
}

#[test]
fn an_ending_ends_both_duties_on_the_later_day() {
    let mut story = stories::kept_well();
    story
        .on("2025-06-02")
        .says("E06000062", half("2025-02-01"))
        .says("QPM", half("2025-03-01"));
    let facts = Facts::of(&story.entry);
    for (on, status) in [
        ("2025-02-28", s117_2::Status::Owed),
        ("2025-03-01", s117_2::Status::Ended),
    ] {
        let seen: Vec<_> = duties(&facts, day(on))
            .iter()
            .map(|one| (one.kind, one.status, one.until))
            .collect();
        let until = Some(date("2025-03-01"));
        assert_eq!(
            seen,
            [(Kind::Council, status, until), (Kind::Icb, status, until)],
            "{on}"
        );
    }
}

#[test]
fn after_an_ending_a_new_detention_begins_new_duties() {
    let mut story = stories::kept_well();
    story
        .on("2025-06-02")
        .says("E06000062", half("2025-02-01"))
        .says("QPM", half("2025-03-01"))
        .stays("RP1", "03", "2025-04-01", Some("2025-05-01"));
    let facts = Facts::of(&story.entry);
    let seen: Vec<_> = duties(&facts, day("2025-05-02"))
        .iter()
        .map(|one| (one.kind, one.status))
        .collect();
    let (ended, owed) = (s117_2::Status::Ended, s117_2::Status::Owed);
    assert_eq!(
        seen,
        [
            (Kind::Council, ended),
            (Kind::Council, owed),
            (Kind::Icb, ended),
            (Kind::Icb, owed)
        ]
    );
    let found = ending(&facts, day("2025-05-02"));
    assert_eq!(
        found.outcome.status,
        Status::NotProposed,
        "what was decided was about the duty before: {found:?}"
    );
}

#[test]
fn a_body_that_is_not_satisfied_has_not_signed_its_half() {
    for answer in [Answer::No, Answer::Unknown] {
        let mut story = both(|_| {});
        let not = Ending {
            satisfied: answer,
            ..half("2024-06-01")
        };
        story.says("E06000062", not);
        assert_eq!(outcome(&story, "2024-07-01").status, Status::OneHalf);
    }
}

#[test]
fn what_was_decided_before_the_first_detention_is_barred_and_not_overlooked() {
    let story = both(|one| one.decided = Some(date("2023-01-01")));
    let found = outcome(&story, "2024-07-01");
    assert_eq!(
        (found.status, found.bars.as_slice()),
        (Status::Barred, &[Bar::BeforeItBegan][..])
    );
}

#[test]
fn notice_is_joint_and_in_writing_once_that_is_law() {
    let with = |written, joint, given: Option<&str>| {
        let mut story = both(|one| {
            one.notice = Some(EndingNotice {
                given: given.map(date),
                written,
                joint,
            });
        });
        let s46 = Some(day("2024-01-01"));
        story.entry.law = Law::now(Commencement { s45: None, s46 });
        outcome(&story, "2024-07-01")
    };
    let (yes, no) = (Some(Answer::Yes), Some(Answer::No));
    let given = Some("2024-06-10");
    let lawful = with(yes, yes, given);
    assert_eq!(
        (lawful.status, lawful.on),
        (Status::Ended, Some(date("2024-06-10")))
    );
    for found in [
        with(no, yes, given),
        with(yes, no, given),
        with(yes, yes, None),
    ] {
        assert_eq!(
            (found.status, found.bars.as_slice()),
            (Status::Barred, &[Bar::NoJointNotice][..])
        );
    }
}

#[test]
fn a_later_ending_takes_nothing_back_of_an_earlier_one() {
    let mut story = Story::new();
    story
        .on("2026-01-05")
        .stays("RP1", "03", "2018-01-10", Some("2018-03-20"))
        .says("E06000062", half("2019-05-01"))
        .says("QPM", half("2019-05-01"))
        .stays("RP1", "03", "2023-01-01", Some("2023-02-01"))
        .says("E06000062", half("2024-06-01"))
        .says("QPM", half("2024-06-01"));
    for on in ["2020-01-01", "2024-07-01"] {
        assert_eq!(outcome(&story, on).status, Status::Ended, "{on}");
    }
    let facts = Facts::of(&story.entry);
    let ended: Vec<_> = facts
        .episodes
        .iter()
        .map(|one| one.ended.certain().first())
        .collect();
    assert_eq!(ended, [Some(day("2019-05-01")), Some(day("2024-06-01"))]);
    // Taking the half back, about the same duty, takes it back.
    let not = Ending {
        satisfied: Answer::No,
        ..half("2024-06-20")
    };
    story.says("QPM", not);
    let facts = Facts::of(&story.entry);
    let ended: Vec<_> = facts
        .episodes
        .iter()
        .map(|one| one.ended.certain().first())
        .collect();
    assert_eq!(ended, [Some(day("2019-05-01")), None]);
}

#[test]
fn both_notices_count_and_the_later_is_the_day() {
    let mut story = both(|_| {});
    for (who, given) in [("E06000062", "2024-06-20"), ("QPM", "2024-06-10")] {
        let notice = EndingNotice {
            given: Some(date(given)),
            written: Some(Answer::Yes),
            joint: Some(Answer::Yes),
        };
        story.says(
            who,
            Ending {
                notice: Some(notice),
                ..half("2024-06-01")
            },
        );
    }
    let s46 = Some(day("2024-01-01"));
    story.entry.law = Law::now(Commencement { s45: None, s46 });
    assert_eq!(outcome(&story, "2024-07-01").on, Some(date("2024-06-20")));
}
