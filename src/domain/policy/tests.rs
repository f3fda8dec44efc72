//! What a joint policy lays down, whom it binds and when, and what is found of it.

use std::collections::BTreeSet;

use super::lint::{LINTS, findings};
use super::*;
use crate::domain::discrepancy::{Discrepancy, find};
use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{complaint, position, reviews};
use crate::domain::fixture::{Story, date, day, key, org, stories};
use crate::domain::law::clocks::{Clock, ClockKind, clocks};
use crate::domain::law::joint_policy::answer_due;
use crate::domain::part::Listed;
use crate::domain::part::complaints::Complaints;
use crate::domain::part::ending::EndingReason;
use crate::domain::part::events::{Event, EventKind, Events};
use crate::domain::part::position::Status;

const BODIES: [&str; 3] = ["E06000062", "QPM", "RP1"];

fn half_yearly() -> Terms {
    Terms {
        review_months: Some(6),
        ..Terms::default()
    }
}

fn clock(story: &Story, kind: ClockKind, on: &str) -> Clock {
    let all = clocks(&Facts::of(&story.entry), day(on));
    let mut all = all.into_iter();
    all.find(|one| one.kind == kind).expect("the clock runs")
}

fn event(on: &str) -> Event {
    Event {
        key: key("e"),
        kind: EventKind::Moved,
        on: date(on),
    }
}

fn standing(story: &Story, code: &str) -> Vec<String> {
    let found = find(&Facts::of(&story.entry)).discrepancies;
    let of_rule = found
        .iter()
        .filter(|one: &&Discrepancy| one.rule.code == code);
    let stretches = of_rule.flat_map(|one| &one.stretches).map(|one| {
        let until = one.until.map_or_else(String::new, |day| day.to_string());
        let actors: Vec<_> = one.actors.iter().map(ToString::to_string).collect();
        format!("{}..{until} {}", one.from, actors.join("+"))
    });
    stretches.collect()
}

#[test]
fn a_shorter_interval_counts_from_the_first_day_in_force_and_not_before() {
    // The last review was held on 24 April 2024, and by law the next is due a year after it.
    let mut story = stories::kept_well();
    story
        .on("2024-12-01")
        .agree(&BODIES, "2025-01-01", half_yearly());
    let next = clock(&story, ClockKind::YearlyReview, "2025-02-01");
    assert_eq!(
        next.due,
        date("2025-01-01"),
        "no sooner than there was a policy"
    );
    assert!(next.policy.is_some());
    let stood = standing(&story, "DUT-05");
    assert_eq!(stood[0], "2025-01-02..2025-04-25 RP1");
    assert_eq!(
        stood[1], "2025-04-25..2026-04-24 RP1",
        "by law it is due all the same"
    );
}

#[test]
fn the_first_review_and_the_review_after_a_change_follow_it_too() {
    let terms = Terms {
        first_review_days: Some(14),
        change_review_days: Some(7),
        ..Terms::default()
    };
    let told = || {
        let mut story = stories::plain();
        story
            .on("2024-06-01")
            .says("QPM", position(Status::Unknown, None))
            .says("E06000062", position(Status::Unknown, None));
        story
    };
    let mut story = told();
    let before = standing(&story, "DUT-04");
    assert_eq!(before[0].split("..").next(), Some("2024-05-02"));
    story.agree(&BODIES, "2024-06-01", terms.clone());
    assert_eq!(
        standing(&story, "DUT-04"),
        before,
        "what was due before it stays so"
    );
    let mut early = Story::new();
    early.on("2024-01-01").agree(&BODIES, "2024-01-01", terms);
    let mut story = told();
    story.entry.policies = early.entry.policies;
    let with = standing(&story, "DUT-04");
    assert_eq!(
        with[0].split("..").next(),
        Some("2024-04-04"),
        "two weeks after 20 March"
    );
    story.says(
        "E06000062",
        Events {
            events: Listed::of(vec![event("2024-06-10")]),
        },
    );
    let review = clock(&story, ClockKind::ChangeReview, "2024-06-11");
    assert_eq!(review.due, date("2024-06-17"));
}

#[test]
fn a_longer_interval_changes_nothing_and_is_found() {
    let mut story = stories::kept_well();
    let before = standing(&story, "DUT-05");
    let terms = Terms {
        review_months: Some(24),
        notify_working_days: Some(30),
        ..Terms::default()
    };
    let found: Vec<_> = findings(&terms).map(|one| one.term).collect();
    assert_eq!(found, ["reviewMonths", "notifyWorkingDays"]);
    story.on("2024-12-01").agree(&BODIES, "2024-12-01", terms);
    assert_eq!(standing(&story, "DUT-05"), before);
    let next = clock(&story, ClockKind::YearlyReview, "2025-02-01");
    assert_eq!((next.due, next.policy), (date("2025-04-24"), None));
}

#[test]
fn nothing_is_in_force_before_every_body_has_adopted_it() {
    let mut story = stories::kept_well();
    let before = standing(&story, "DUT-05");
    story
        .on("2024-12-01")
        .puts_forward(&BODIES, &BODIES[..2], "2024-12-01", half_yearly());
    assert_eq!(standing(&story, "DUT-05"), before);
    assert!(!story.entry.policies.all()[0].adopted());
}

#[test]
fn it_binds_nobody_who_is_not_named_in_it() {
    // Another council, with the same ICB and Trust.
    let mut story = stories::kept_well();
    let before = standing(&story, "DUT-05");
    story
        .on("2024-12-01")
        .agree(&["E06000061", "QPM", "RP1"], "2025-01-01", half_yearly());
    assert_eq!(standing(&story, "DUT-05"), before);
    // The lead, a Trust, is not named: under the policy alone it is asked nothing.
    let mut story = stories::kept_well();
    story
        .on("2024-12-01")
        .agree(&BODIES[..2], "2025-01-01", half_yearly());
    assert_eq!(standing(&story, "DUT-05"), before);
}

#[test]
fn a_body_that_leaves_ends_it_for_all_from_the_next_day() {
    let mut story = stories::kept_well();
    story
        .on("2024-12-01")
        .agree(&BODIES, "2025-01-01", half_yearly());
    story.on("2025-02-01").leaves("QPM");
    let spell = story.entry.policies.spell(&story.entry.policies.all()[0]);
    assert_eq!(spell.and_then(|one| one.until), Some(day("2025-02-02")));
    let later = clock(&story, ClockKind::YearlyReview, "2025-03-01");
    // The review fell due while it was in force, and stays due.
    assert_eq!(later.due, date("2025-01-01"));
    story.revises::<crate::domain::part::reviews::Reviews>("RP1", |part| {
        let mut held = part.reviews.items[0].clone();
        held.key = key("another");
        held.held = Some(date("2025-01-20"));
        part.reviews.items.push(held);
    });
    let later = clock(&story, ClockKind::YearlyReview, "2025-03-01");
    assert_eq!(
        later.due,
        date("2026-01-20"),
        "it would have fallen due after its end"
    );
}

#[test]
fn a_policy_is_replaced_by_one_of_the_same_partnership_with_all_its_bodies() {
    let yearly = Terms::default();
    let mut story = stories::kept_well();
    story
        .on("2024-12-01")
        .agree(&BODIES, "2024-12-01", half_yearly());
    story
        .on("2025-03-01")
        .agree(&BODIES[..2], "2025-03-01", yearly.clone());
    let first = |story: &Story| {
        let policies = &story.entry.policies;
        policies.spell(&policies.all()[0]).and_then(|one| one.until)
    };
    assert_eq!(first(&story), None, "two of three replace nothing");
    story.on("2025-04-01").agree(&BODIES, "2025-05-01", yearly);
    assert_eq!(first(&story), Some(day("2025-05-01")));
}

#[test]
fn whoever_stands_in_a_bodys_shoes_is_bound_by_what_it_adopted() {
    let mut story = stories::kept_well();
    story
        .on("2024-12-01")
        .agree(&["E06000062", "78H", "RP1"], "2024-12-01", half_yearly());
    let next = clock(&story, ClockKind::YearlyReview, "2025-02-01");
    assert!(next.policy.is_some(), "the CCG was followed by the ICB");
    let policy = &story.entry.policies.all()[0];
    let organisations = &story.entry.organisations;
    let members = |body: &str, on: &str| policy.members_of(&org(body), organisations, day(on));
    assert_eq!(members("QPM", "2024-12-01"), [&org("78H")]);
    assert_eq!(
        members("QPM", "2022-06-30"),
        Vec::<&OrganisationCode>::new()
    );
    assert_eq!(
        members("QYG", "2024-12-01"),
        Vec::<&OrganisationCode>::new()
    );
    // An account that the CCG left behind takes nothing from what binds the ICB.
    let mut story = stories::kept_well();
    story
        .says("78H", position(Status::Eligible, None))
        .on("2024-12-01")
        .agree(&BODIES, "2024-12-01", half_yearly());
    let next = clock(&story, ClockKind::YearlyReview, "2025-02-01");
    assert!(next.policy.is_some());
}

#[test]
fn a_policy_that_never_comes_into_force_takes_no_place() {
    let mut story = stories::kept_well();
    story
        .on("2024-12-01")
        .agree(&BODIES, "2024-12-01", half_yearly());
    story
        .on("2024-12-05")
        .agree(&BODIES, "2025-01-01", Terms::default());
    let until = |story: &Story| {
        let policies = &story.entry.policies;
        policies.spell(&policies.all()[0]).and_then(|one| one.until)
    };
    assert_eq!(until(&story), Some(day("2025-01-01")));
    story.on("2024-12-10").leaves("QPM");
    assert_eq!(until(&story), None, "the second was left before its day");
}

#[test]
fn a_vague_review_leaves_what_the_law_asks_of_whom_no_policy_binds() {
    // The lead is a Trust outside the policy of council and ICB. By law the review after that of July 2024 is overdue a year later.
    let mut story = stories::kept_well();
    story.says(
        "RP1",
        reviews(&[("2024-04-24", true), ("2025-06-01/2026-03-31", true)]),
    );
    let before = standing(&story, "DUT-05");
    story
        .on("2024-12-01")
        .agree(&BODIES[..2], "2025-01-01", half_yearly());
    assert_eq!(
        standing(&story, "DUT-05"),
        before,
        "the Trust is asked what it was asked before"
    );
}

#[test]
fn what_the_register_did_not_know_yet_changes_nothing_as_it_stood_then() {
    let mut story = stories::kept_well();
    story
        .on("2024-12-01")
        .agree(&BODIES, "2024-12-01", half_yearly());
    let adopted = story.entry.policies.moments().max().unwrap().position;
    let then = story.entry.as_known(adopted - 1);
    assert!(then.policies.all().iter().all(|one| !one.adopted()));
    assert!(story.entry.as_known(adopted).policies.all()[0].adopted());
    let at = story.entry.policies.moments().max().unwrap().at;
    assert_eq!(story.entry.position_at(at), adopted);
}

#[test]
fn bodies_answer_each_other_and_complaints_in_the_time_they_agreed() {
    let terms = Terms {
        notify_working_days: Some(2),
        complaint_working_days: Some(20),
        ..Terms::default()
    };
    let mut story = stories::kept_well();
    story.on("2024-12-01").agree(&BODIES, "2024-12-02", terms);
    let organisations = (*story.entry.organisations).clone();
    let organisations = organisations.with_policies((*story.entry.policies).clone());
    let due = |from, to, on| answer_due(&organisations, &org(from), &org(to), day(on));
    assert_eq!(due("RP1", "QPM", "2025-01-06"), day("2025-01-08"));
    assert_eq!(
        due("RP1", "QPM", "2024-12-01"),
        day("2024-12-06"),
        "before it is in force"
    );
    assert_eq!(
        due("RP1", "QYG", "2025-01-06"),
        day("2025-01-13"),
        "not a body of it"
    );
    let received = Listed::of(vec![complaint("2025-01-06")]);
    story.says(
        "E06000062",
        Complaints {
            complaints: received,
        },
    );
    let answer = clock(&story, ClockKind::ComplaintAnswer, "2025-01-07");
    assert_eq!(answer.due, date("2025-02-03"));
    assert!(answer.policy.is_some());
}

#[test]
fn what_is_narrower_than_the_law_is_found_term_by_term() {
    let mut wrong = Terms {
        first_review_days: Some(43),
        review_months: Some(13),
        change_review_days: Some(29),
        notify_working_days: Some(6),
        complaint_working_days: Some(41),
        coordinators: vec![CoordinatorRule::HealthProfessional],
        entitlement: EntitlementRule::ALL.to_vec(),
        ending: vec![EndingReason::NeedCeased, EndingReason::WellSettled],
        one_body_may_end: true,
        funding: FundingRule::ALL.to_vec(),
        split: Some(CostSplit {
            council: 0,
            icb: 100,
        }),
        ladder: vec![LadderStep {
            to: LadderRung::Determination,
            within_days: 121,
        }],
    };
    let mut found: BTreeSet<_> = findings(&wrong).map(|one| one.says).collect();
    for rules in [
        CoordinatorRule::SocialWorker,
        CoordinatorRule::CommunityTeam,
    ] {
        wrong.coordinators = vec![rules];
        found.extend(findings(&wrong).map(|one| one.says));
    }
    assert_eq!(
        found.len(),
        LINTS.len(),
        "each of them is found in something"
    );
    let right = Terms {
        first_review_days: Some(42),
        review_months: Some(12),
        change_review_days: Some(28),
        notify_working_days: Some(5),
        complaint_working_days: Some(40),
        coordinators: vec![
            CoordinatorRule::HealthProfessional,
            CoordinatorRule::SocialWorker,
        ],
        entitlement: vec![EntitlementRule::EveryoneQualifying],
        ending: vec![EndingReason::NeedCeased],
        one_body_may_end: false,
        funding: vec![FundingRule::CareFirst],
        split: Some(CostSplit {
            council: 50,
            icb: 50,
        }),
        ladder: vec![LadderStep {
            to: LadderRung::Determination,
            within_days: 120,
        }],
    };
    assert_eq!(findings(&right).count(), 0);
    assert_eq!(
        findings(&Terms::default()).count(),
        0,
        "silence bars nothing"
    );
    for one in LINTS {
        assert!(!one.basis.is_empty(), "{} rests on nothing", one.says);
    }
}

#[test]
fn what_cannot_be_so_is_named_all_at_once() {
    let policy = Policy {
        partnership: key("p"),
        title: Text::read("t", 10).unwrap(),
        members: vec![org("RP1"), org("RP1"), org("XYZ")],
        from: day("2024-01-01"),
        terms: Terms {
            review_months: Some(0),
            notify_working_days: Some(1001),
            coordinators: vec![CoordinatorRule::AnySuitable; 2],
            split: Some(CostSplit {
                council: 60,
                icb: 50,
            }),
            ladder: [(LadderRung::Directors, 28), (LadderRung::Independent, 28)]
                .map(|(to, within_days)| LadderStep { to, within_days })
                .to_vec(),
            ..Terms::default()
        },
    };
    let organisations = stories::plain().entry.organisations;
    let mut problems = Problems::at("");
    policy.check(&organisations, &mut problems);
    let paths: Vec<_> = problems
        .into_found()
        .into_iter()
        .map(|one| one.path)
        .collect();
    assert_eq!(
        paths,
        [
            "members[1]",
            "members[2]",
            "members",
            "members",
            "terms.reviewMonths",
            "terms.notifyWorkingDays",
            "terms.coordinators[1]",
            "terms.split",
            "terms.ladder[1].withinDays",
        ]
    );
}

#[test]
fn a_digest_tells_two_policies_apart() {
    let mut story = Story::new();
    story
        .on("2024-01-01")
        .agree(&BODIES, "2024-01-01", Terms::default());
    story.agree(&BODIES, "2024-01-01", half_yearly());
    let digests: BTreeSet<_> = story
        .entry
        .policies
        .all()
        .iter()
        .map(|one| &one.digest)
        .collect();
    assert_eq!(digests.len(), 2);
}
