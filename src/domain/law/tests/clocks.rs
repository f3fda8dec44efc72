//! What is due when: disputes, complaints, changes, charges' neighbours in the calendar.

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{complaint, reviews, spell, status};
use crate::domain::fixture::{Story, date, day, key, org, stories};
use crate::domain::law::change_reviews::due_after;
use crate::domain::law::clocks::{Clock, ClockKind, ClockState, clocks};
use crate::domain::law::complaints::{acknowledgement_due, answer_due, six_months, working_days};
use crate::domain::law::si_2014_2829::{arguments_due, referral_due, review_due};
use crate::domain::part::complaints::{Complaint, ComplaintStage, Complaints};
use crate::domain::part::detention::{Detention, TreatmentOrder};
use crate::domain::part::dispute::{Dispute, DisputeKind, DisputeStage, ResponsibilityDispute};
use crate::domain::part::dispute_argument::{Argument, DisputeArgument};
use crate::domain::part::events::{Event, EventKind, Events};
use crate::domain::part::legal_basis::LegalBasis;
use crate::domain::part::{Listed, Part};
use crate::domain::partial_date::PartialDate;
use crate::domain::text::Text;

fn of_kind(story: &Story, kind: ClockKind, on: &str) -> Vec<Clock> {
    let mut all = clocks(&Facts::of(&story.entry), day(on));
    all.retain(|clock| clock.kind == kind);
    all
}

/// The one clock of a kind that runs: when it is due and how it stands.
#[track_caller]
fn due(story: &Story, kind: ClockKind, on: &str) -> Option<(PartialDate, ClockState)> {
    let all = of_kind(story, kind, on);
    assert!(all.len() < 2, "{all:?}");
    all.first().map(|clock| (clock.due, clock.state))
}

fn complains(one: Complaint) -> Story {
    let mut story = Story::new();
    story.on("2026-01-05").says(
        "RP1",
        Complaints {
            complaints: Listed::of(vec![one]),
        },
    );
    story
}

#[test]
fn the_three_complaints_of_west_northamptonshire_took_31_80_and_164_working_days() {
    let took = |received: &str, answered: Option<&str>, on: &str| {
        let mut one = complaint(received);
        one.answered = answered.map(date);
        working_days(&one, day(on))
    };
    assert_eq!(
        took("2023-06-26", Some("2023-08-08"), "2026-01-01"),
        Some((31, 31))
    );
    assert_eq!(
        took("2023-09-20", Some("2024-01-15"), "2026-01-01"),
        Some((80, 80))
    );
    assert_eq!(
        took("2024-05-28", Some("2025-01-17"), "2026-01-01"),
        Some((164, 164))
    );
    // Answered later than the day asked about: it is still open on that day.
    assert_eq!(
        took("2023-06-26", Some("2023-08-08"), "2023-06-28"),
        Some((2, 2))
    );
    assert_eq!(took("2023-06-26", None, "2023-06-28"), Some((2, 2)));
    assert_eq!(
        took("2023-06", Some("2023-07-10"), "2026-01-01"),
        Some((6, 27)),
        "some day in June"
    );
    assert_eq!(took("unknown", Some("2023-07-10"), "2026-01-01"), None);
    assert_eq!(took("1850-01-01", None, "2026-01-01"), None);
    let mut withdrawn = complaint("2023-06-26");
    withdrawn.stage = ComplaintStage::Withdrawn;
    assert_eq!(working_days(&withdrawn, day("2023-07-10")), None);
}

#[test]
fn a_complaint_has_three_clocks_in_working_days_and_months() {
    // A Thursday before the Easter of 2023: Good Friday, the weekend and Easter Monday are no working days.
    assert_eq!(acknowledgement_due(date("2023-04-06")), date("2023-04-13"));
    assert_eq!(six_months(date("2023-08-31")), date("2024-02-29"));
    assert_eq!(
        answer_due(&complaint("2023-06-26"), &[]).by,
        date("2023-08-21")
    );
    let named = Complaint {
        due: Some(date("2023-07-20")),
        ..complaint("2023-06-26")
    };
    assert_eq!(
        answer_due(&named, &[]).by,
        date("2023-07-20"),
        "the day that the body named"
    );
}

#[test]
fn the_published_complaints_were_late_by_one_clock_and_not_by_the_other() {
    // West Northamptonshire: 80 working days was fault although within the six months.
    let second = Complaint {
        answered: Some(date("2024-01-15")),
        ..complaint("2023-09-20")
    };
    let story = complains(second);
    let answer = |on| due(&story, ClockKind::ComplaintAnswer, on);
    let target = date("2023-11-15");
    assert_eq!(
        answer("2023-11-15"),
        Some((target, ClockState::Running)),
        "the 40th working day"
    );
    assert_eq!(answer("2023-11-16"), Some((target, ClockState::Overdue)));
    assert_eq!(answer("2024-01-14"), Some((target, ClockState::Overdue)));
    assert_eq!(answer("2024-01-15"), None, "answered");
    let months = due(&story, ClockKind::ComplaintSixMonths, "2024-01-14");
    assert_eq!(months, Some((date("2024-03-20"), ClockState::Running)));
    let first = of_kind(&story, ClockKind::ComplaintAnswer, "2023-11-16");
    assert_eq!(first[0].about, Some((org("RP1"), key("c"))));
    assert!(
        first[0]
            .default
            .is_some_and(|default| default.name == "COMPLAINT_TARGET")
    );
}

#[test]
fn a_complaint_is_quiet_before_it_came_once_acknowledged_and_once_withdrawn() {
    let acknowledged = Complaint {
        acknowledged: Some(date("2023-06-28")),
        ..complaint("2023-06-26")
    };
    let story = complains(acknowledged);
    let acknowledgement = |on| due(&story, ClockKind::ComplaintAcknowledgement, on);
    assert_eq!(acknowledgement("2023-06-25"), None);
    assert_eq!(
        acknowledgement("2023-06-27"),
        Some((date("2023-06-29"), ClockState::Running))
    );
    assert_eq!(acknowledgement("2023-06-28"), None);
    assert!(
        due(&story, ClockKind::ComplaintAnswer, "2023-06-28").is_some(),
        "still to be answered"
    );
    let withdrawn = Complaint {
        stage: ComplaintStage::Withdrawn,
        ..complaint("2023-06-26")
    };
    let all = clocks(&Facts::of(&complains(withdrawn).entry), day("2023-07-30"));
    assert!(all.is_empty(), "{all:?}");
    let named = Complaint {
        due: Some(date("2023-07-20")),
        ..complaint("2023-06-26")
    };
    let named = of_kind(&complains(named), ClockKind::ComplaintAnswer, "2023-07-01");
    assert!(named[0].default.is_none(), "the body named the day itself");
}

fn dispute(began: &str) -> ResponsibilityDispute {
    ResponsibilityDispute {
        key: key("d"),
        kind: DisputeKind::Councils,
        stage: DisputeStage::Open,
        parties: Vec::new(),
        began: date(began),
        lead: None,
        caring: None,
        person_told: None,
        referred: None,
        determined: None,
        review_began: None,
        settled: None,
        responsible: None,
        raised_by: None,
        lead_basis: None,
        interim: Vec::new(),
        withdrawn: None,
        reference: None,
    }
}

fn disputes(one: ResponsibilityDispute) -> Story {
    let mut story = Story::new();
    story.on("2026-01-05").says(
        "E06000062",
        Dispute {
            disputes: Listed::of(vec![one]),
        },
    );
    story
}

#[test]
fn a_dispute_must_be_referred_within_four_months() {
    assert_eq!(referral_due(date("2023-10-31")), date("2024-02-29"));
    let story = disputes(dispute("2023-10-31"));
    let referral = |on| due(&story, ClockKind::DisputeReferral, on);
    assert_eq!(referral("2023-10-30"), None, "it has not begun");
    assert_eq!(
        referral("2024-02-29"),
        Some((date("2024-02-29"), ClockState::Running))
    );
    assert_eq!(
        referral("2024-03-01"),
        Some((date("2024-02-29"), ClockState::Overdue))
    );
    let settled = disputes(ResponsibilityDispute {
        settled: Some(date("2024-01-10")),
        ..dispute("2023-10-31")
    });
    assert!(due(&settled, ClockKind::DisputeReferral, "2024-01-09").is_some());
    assert_eq!(
        due(&settled, ClockKind::DisputeReferral, "2024-01-10"),
        None
    );
    for other in [
        DisputeKind::Icbs,
        DisputeKind::EnglandAndWales,
        DisputeKind::Funding,
        DisputeKind::Unknown,
    ] {
        let elsewhere = disputes(ResponsibilityDispute {
            kind: other,
            ..dispute("2023-10-31")
        });
        assert_eq!(
            due(&elsewhere, ClockKind::DisputeReferral, "2024-03-01"),
            None,
            "{other:?} has other rules"
        );
    }
}

#[test]
fn arguments_follow_a_referral_within_fourteen_days() {
    assert_eq!(arguments_due(date("2024-02-20")), date("2024-03-05"));
    let mut story = disputes(ResponsibilityDispute {
        referred: Some(date("2024-02-20")),
        ..dispute("2023-10-31")
    });
    let arguments = |story: &Story, on| due(story, ClockKind::DisputeArguments, on);
    assert_eq!(
        due(&story, ClockKind::DisputeReferral, "2024-02-20"),
        None,
        "referred"
    );
    assert_eq!(arguments(&story, "2024-02-19"), None);
    assert_eq!(
        arguments(&story, "2024-03-05"),
        Some((date("2024-03-05"), ClockState::Running))
    );
    assert_eq!(
        arguments(&story, "2024-03-06"),
        Some((date("2024-03-05"), ClockState::Overdue))
    );
    let sent = |about: &str| DisputeArgument {
        arguments: Listed::of(vec![Argument {
            key: key("a"),
            dispute: key(about),
            made: date("2024-03-01"),
            sent: Some(date("2024-03-04")),
            relies_on: None,
            passages: vec![Text::read("The person lived in our area.", 200).unwrap()],
        }]),
    };
    story.says("E06000062", sent("another"));
    assert!(
        arguments(&story, "2024-03-04").is_some(),
        "that is about another dispute"
    );
    story.says("E06000062", sent("d"));
    assert!(arguments(&story, "2024-03-03").is_some(), "not yet sent");
    assert_eq!(arguments(&story, "2024-03-04"), None);
}

#[test]
fn a_review_of_a_determination_begins_within_three_months_or_not_at_all() {
    assert_eq!(review_due(date("2024-11-30")), date("2025-02-28"));
    let determined = ResponsibilityDispute {
        referred: Some(date("2024-02-20")),
        determined: Some(date("2024-11-30")),
        ..dispute("2023-10-31")
    };
    let story = disputes(determined.clone());
    let review = |story: &Story, on| due(story, ClockKind::DeterminationReview, on);
    assert_eq!(review(&story, "2024-11-29"), None);
    assert!(due(&story, ClockKind::DisputeArguments, "2024-11-29").is_some());
    assert_eq!(
        due(&story, ClockKind::DisputeArguments, "2024-11-30"),
        None,
        "determined"
    );
    assert_eq!(
        review(&story, "2025-02-28"),
        Some((date("2025-02-28"), ClockState::Running))
    );
    assert_eq!(review(&story, "2025-03-01"), None, "too late to begin");
    let reviewed = disputes(ResponsibilityDispute {
        review_began: Some(date("2025-01-10")),
        ..determined
    });
    assert!(review(&reviewed, "2025-01-09").is_some());
    assert_eq!(review(&reviewed, "2025-01-10"), None);
}

fn events(all: &[(&str, EventKind)]) -> Events {
    let one = |(index, (on, kind)): (usize, &(&str, EventKind))| Event {
        key: key(&index.to_string()),
        kind: *kind,
        on: date(on),
    };
    Events {
        events: Listed::of(all.iter().enumerate().map(one).collect()),
    }
}

#[test]
fn a_change_asks_for_a_review_within_the_default() {
    assert_eq!(due_after(date("2024-06-10"), &[]).by, date("2024-07-08"));
    let mut story = stories::plain();
    story.on("2024-12-02").says(
        "RP1",
        events(&[
            ("2024-06-10", EventKind::SelfHarm),
            ("2024-03-01", EventKind::Eviction),
        ]),
    );
    let change = |story: &Story, on| due(story, ClockKind::ChangeReview, on);
    assert_eq!(
        change(&story, "2024-06-09"),
        None,
        "and what came before leaving hospital was for the discharge to look at"
    );
    assert_eq!(
        change(&story, "2024-07-08"),
        Some((date("2024-07-08"), ClockState::Running))
    );
    assert_eq!(
        change(&story, "2024-07-09"),
        Some((date("2024-07-08"), ClockState::Overdue))
    );
    let clock = &of_kind(&story, ClockKind::ChangeReview, "2024-07-09")[0];
    assert_eq!(clock.about, Some((org("RP1"), key("0"))));
    assert!(
        clock
            .default
            .is_some_and(|default| default.name == "CHANGE_REVIEW")
    );
    story.says(
        "RP1",
        reviews(&[("2024-06-09", true), ("2024-07-01", false)]),
    );
    assert!(
        change(&story, "2024-07-09").is_some(),
        "one was before it, one did not consider section 117"
    );
    story.says("RP1", reviews(&[("2024-07-20", true)]));
    assert!(change(&story, "2024-07-19").is_some());
    assert_eq!(change(&story, "2024-07-20"), None, "reviewed, if late");
}

#[test]
fn what_a_hospital_records_is_a_change_once_whether_or_not_anyone_writes_an_event() {
    let mut story = stories::with_section_2(&stories::plain(), "2024-06-03", "2024-06-20");
    assert_eq!(
        of_kind(&story, ClockKind::ChangeReview, "2024-06-10").len(),
        1,
        "readmitted under section 2"
    );
    story.says(
        "E06000062",
        events(&[("2024-06-04", EventKind::Readmission)]),
    );
    let all = of_kind(&story, ClockKind::ChangeReview, "2024-06-10");
    assert_eq!(all.len(), 1, "the same readmission, a day apart: {all:?}");
    assert_eq!(all[0].about, Some((org("E06000062"), key("0"))));
    let mut ended = stories::plain();
    ended.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].treatment_orders.push(TreatmentOrder {
            key: key("order"),
            from: date("2024-03-20"),
            until: Some(date("2024-09-20")),
            recalled: None,
            revoked: None,
        });
    });
    assert_eq!(due(&ended, ClockKind::ChangeReview, "2024-09-19"), None);
    assert_eq!(
        due(&ended, ClockKind::ChangeReview, "2024-09-20"),
        Some((date("2024-10-18"), ClockState::Running)),
        "the order ended"
    );
}

#[test]
fn a_clock_says_from_which_parts_it_is_read() {
    let on = day("2024-12-01");
    let mut story = stories::plain();
    story
        .on("2024-12-02")
        .says("RP1", events(&[("2024-06-10", EventKind::SelfHarm)]))
        .says(
            "RP1",
            Complaints {
                complaints: Listed::of(vec![complaint("2024-10-01")]),
            },
        )
        .says(
            "E06000062",
            Dispute {
                disputes: Listed::of(vec![dispute("2024-10-31")]),
            },
        );
    let kinds = |story: &Story| {
        clocks(&Facts::of(&story.entry), on)
            .into_iter()
            .map(|clock| clock.kind)
            .collect::<Vec<_>>()
    };
    let all = kinds(&story);
    assert!(all.len() >= 6, "{all:?}");
    for kind in ClockKind::ALL {
        for part in Part::ALL.iter().filter(|part| !kind.reads().contains(part)) {
            let mut without = story.clone();
            without.entry = without.entry.without(*part);
            let count = |all: &[ClockKind]| all.iter().filter(|one| **one == kind).count();
            assert_eq!(
                count(&kinds(&without)),
                count(&all),
                "{kind:?} is not read from {}",
                part.name()
            );
        }
    }
}

#[test]
fn what_is_due_first_comes_first() {
    let mut story = stories::plain();
    story.on("2024-12-02").says(
        "RP1",
        Complaints {
            complaints: Listed::of(vec![complaint("2024-10-01")]),
        },
    );
    let all = clocks(&Facts::of(&story.entry), day("2024-10-02"));
    let due: Vec<_> = all.iter().map(|clock| clock.due.latest()).collect();
    assert!(all.len() > 3 && due.is_sorted(), "{due:?}");
}

#[test]
fn two_stays_have_the_clock_of_the_duty_that_runs() {
    let mut story = Story::new();
    story.stays("RP1", "03", "2024-01-10", Some("2024-03-20"));
    story.revises("RP1", |part: &mut Detention| {
        part.spells
            .items
            .push(spell("RP1", "2025-02-01", Some("2025-03-01")));
    });
    story.revises("RP1", |part: &mut LegalBasis| {
        part.statuses.items.push(status("03", "2025-02-01"));
    });
    assert_eq!(
        due(&story, ClockKind::FirstReview, "2024-05-02"),
        Some((date("2024-05-01"), ClockState::Overdue))
    );
    assert_eq!(
        due(&story, ClockKind::FirstReview, "2025-02-10"),
        None,
        "in hospital again"
    );
    assert_eq!(
        due(&story, ClockKind::FirstReview, "2025-03-02"),
        Some((date("2025-04-12"), ClockState::Running)),
        "a clock of its own"
    );
}
