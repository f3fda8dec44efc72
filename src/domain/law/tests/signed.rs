//! Two keys on the same evidence, and after-care begun again.

use crate::domain::code::OrganisationCode;
use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{ending as half, registration};
use crate::domain::fixture::{Story, date, day, org, stories};
use crate::domain::law::ending::{Bar, Outcome, Status, bars, ending};
use crate::domain::law::s117_1::{self, applies};
use crate::domain::law::s117_2::{self, duties};
use crate::domain::part::Answer;
use crate::domain::part::ending::{Ending, EndingReason, EvidenceDigest, Reinstatement};
use crate::domain::part::registration::Occasion;
use crate::domain::text::Text;

fn digest(letter: &str) -> EvidenceDigest {
    letter.repeat(64).parse().unwrap()
}

fn signed(decided: &str, letter: &str) -> Ending {
    Ending {
        signed: Some(digest(letter)),
        ..half(decided)
    }
}

fn again(from: &str) -> Ending {
    Ending {
        satisfied: Answer::No,
        decided: Some(date(from)),
        reasons: Vec::new(),
        evidence: None,
        involvement: None,
        reinstated: Some(Reinstatement {
            from: date(from),
            because: Text::read("Unwell again within weeks.", 200).unwrap(),
        }),
        ..half(from)
    }
}

fn outcome(story: &Story, on: &str) -> Outcome {
    ending(&Facts::of(&story.entry), day(on)).outcome
}

fn stands(story: &Story, on: &str) -> s117_1::Status {
    applies(&Facts::of(&story.entry), day(on)).outcome.status
}

fn statuses(story: &Story, on: &str) -> Vec<s117_2::Status> {
    let all = duties(&Facts::of(&story.entry), day(on));
    all.iter().map(|one| one.status).collect()
}

/// Ended by both on 1 June 2024.
fn ended() -> Story {
    let mut story = stories::plain();
    story
        .on("2024-06-01")
        .says("E06000062", signed("2024-06-01", "a"))
        .says("QPM", signed("2024-06-01", "a"));
    story
}

#[test]
fn two_signatures_on_different_evidence_end_nothing() {
    let mut story = stories::plain();
    story
        .on("2024-06-01")
        .says("E06000062", signed("2024-06-01", "a"))
        .says("QPM", signed("2024-06-01", "b"));
    let found = outcome(&story, "2024-06-01");
    assert_eq!(
        (found.status, found.bars.as_slice()),
        (Status::Barred, &[Bar::DifferentEvidence][..])
    );
    assert_eq!(stands(&story, "2024-06-01"), s117_1::Status::Entitled);
    story.says("E06000062", signed("2024-06-01", "b"));
    assert_eq!(outcome(&story, "2024-06-01").status, Status::Ended);
}

#[test]
fn a_signature_taken_back_before_the_other_ends_nothing() {
    let mut story = stories::plain();
    story
        .on("2024-06-01")
        .says("E06000062", signed("2024-06-01", "a"))
        .says(
            "E06000062",
            Ending {
                satisfied: Answer::No,
                signed: None,
                ..half("2024-06-01")
            },
        )
        .says("QPM", signed("2024-06-01", "a"));
    assert_eq!(outcome(&story, "2024-06-02").status, Status::OneHalf);
}

#[test]
fn begun_again_after_care_is_owed_again_and_the_time_between_stays_ended() {
    let mut story = ended();
    story.on("2024-07-10").says("QPM", again("2024-07-08"));
    let before = ["2024-05-31", "2024-06-01", "2024-07-07", "2024-07-08"];
    let status = before.map(|on| stands(&story, on));
    let (ended, entitled) = (s117_1::Status::Ended, s117_1::Status::Entitled);
    assert_eq!(status, [entitled, ended, ended, entitled]);
    assert_eq!(outcome(&story, "2024-07-07").status, Status::Ended);
    assert_eq!(outcome(&story, "2024-07-08").status, Status::NotProposed);
    assert_eq!(statuses(&story, "2024-07-08"), [s117_2::Status::Owed; 2]);
    let facts = Facts::of(&story.entry);
    assert_eq!(facts.episodes[0].reinstated, Some(date("2024-07-08")));

    // And it can be ended again, by both, on new evidence.
    story
        .on("2024-12-02")
        .says("E06000062", signed("2024-12-01", "c"))
        .says("QPM", signed("2024-12-02", "c"));
    let status = ["2024-07-07", "2024-12-01", "2024-12-02"].map(|on| stands(&story, on));
    assert_eq!(status, [ended, entitled, ended]);
    assert_eq!(Facts::of(&story.entry).episodes[0].reinstated, None);
}

#[test]
fn one_new_half_does_not_join_one_from_before_it_was_begun_again() {
    let mut story = ended();
    story.on("2024-07-10").says("QPM", again("2024-07-08"));
    story
        .on("2024-12-02")
        .says("QPM", signed("2024-12-02", "a"));
    assert_eq!(outcome(&story, "2024-12-02").status, Status::OneHalf);
    assert_eq!(stands(&story, "2024-12-02"), s117_1::Status::Entitled);
}

#[test]
fn what_had_not_ended_is_not_begun_again() {
    let mut story = stories::plain();
    story
        .on("2024-06-01")
        .says("E06000062", signed("2024-06-01", "a"));
    story.on("2024-07-10").says("QPM", again("2024-07-08"));
    assert_eq!(Facts::of(&story.entry).episodes[0].reinstated, None);
    assert_eq!(stands(&story, "2024-07-10"), s117_1::Status::Entitled);
}

#[test]
fn what_a_trust_says_begins_nothing_again() {
    let mut story = ended();
    story.on("2024-07-10").says("RP1", again("2024-07-08"));
    assert_eq!(stands(&story, "2024-07-10"), s117_1::Status::Ended);
}

#[test]
fn detained_again_after_it_was_begun_again_the_icb_stays() {
    let icb = |reinstated: bool| {
        let mut story = ended();
        story.says(
            "QPM",
            registration(Occasion::Application, "2024-01-10", "QPM"),
        );
        if reinstated {
            story.on("2024-07-10").says("QPM", again("2024-07-08"));
        }
        story
            .on("2024-11-01")
            .stays("RW4", "03", "2024-10-01", Some("2024-11-01"))
            .says(
                "QYG",
                registration(Occasion::Application, "2024-10-01", "QYG"),
            );
        let all = duties(&Facts::of(&story.entry), day("2024-12-01"));
        all.last().unwrap().responsible.outcome.body().cloned()
    };
    assert_eq!(
        icb(true),
        Some(org("QPM")),
        "not discharged from after-care"
    );
    assert_eq!(icb(false), Some(org("QYG")), "discharged, then detained");
}

#[test]
fn what_would_stand_in_the_way_is_known_before_anyone_decides() {
    let by: OrganisationCode = org("QPM");
    let would =
        |story: &Story, said: &Ending, on: &str| bars(&Facts::of(&story.entry), &by, said, day(on));
    let plain = stories::plain();
    assert_eq!(
        would(&plain, &half("2024-06-01"), "2024-06-01"),
        Some(Vec::new())
    );
    assert_eq!(would(&plain, &half("2023-06-01"), "2023-06-01"), None);
    assert_eq!(
        would(&plain, &half("2024-03-19"), "2024-03-19"),
        Some(vec![Bar::BeforeItBegan])
    );
    let poor = Ending {
        reasons: vec![EndingReason::Disengaged],
        involvement: None,
        ..half("2024-06-01")
    };
    assert_eq!(
        would(&plain, &poor, "2024-06-01"),
        Some(vec![Bar::ReasonsDoNotSuffice, Bar::PersonNotInvolved])
    );
    let mut housed = stories::plain();
    housed.on("2024-04-01").says(
        "E06000062",
        crate::domain::fixture::parts::housing("2024-03-20"),
    );
    assert_eq!(
        would(&housed, &half("2024-06-01"), "2024-06-01"),
        Some(vec![Bar::AccommodationNotReplaced])
    );
}
