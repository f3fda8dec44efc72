//! Cases told by several bodies, owed once, and linked over the years.

use super::*;
use crate::domain::fixture::{Story, date, day, key, org};
use crate::domain::part::ombudsman::Ombudsman;
use crate::domain::part::{Answer, Listed};

fn payment(
    body: &str,
    payee: Payee,
    pence: u64,
    evidence: Vec<ComplianceEvidence>,
) -> Recommendation {
    Recommendation {
        key: key(&format!("{body}-{payee:?}")),
        body: org(body),
        payee: Some(payee),
        kind: RecommendationKind::Payment,
        what: None,
        due: Some(date("2024-01-31")),
        amount_pence: Some(pence),
        evidence,
    }
}

fn paid(pence: u64, complied: Answer) -> ComplianceEvidence {
    ComplianceEvidence {
        key: key("paid"),
        complied,
        done: Some(date("2024-01-20")),
        paid_pence: Some(pence),
        shows: None,
        given: None,
        accepted: None,
        lapsed: None,
    }
}

fn decision(
    reference: &str,
    decided: &str,
    each: u64,
    own: Option<&(&str, ComplianceEvidence)>,
) -> OmbudsmanDecision {
    let bodies = ["E06000031", "RT1", "QUE"];
    let payees = [Payee::Person, Payee::Relative];
    let recommendations = bodies.iter().flat_map(|body| {
        let evidence = own
            .iter()
            .filter(|one| one.0 == *body)
            .map(|one| one.1.clone());
        let evidence: Vec<_> = evidence.collect();
        payees.map(|payee| payment(body, payee, each, evidence.clone()))
    });
    OmbudsmanDecision {
        key: key(&reference.replace(' ', "")),
        reference: reference.parse().unwrap(),
        decided: date(decided),
        outcome: DecisionOutcome::Upheld,
        called: Vec::new(),
        follows: Vec::new(),
        findings: Vec::new(),
        recommendations: recommendations.collect(),
    }
}

fn told(all: Vec<OmbudsmanDecision>) -> Ombudsman {
    Ombudsman {
        decisions: Listed::of(all),
    }
}

fn cases_of(story: &Story, on: &str) -> Vec<Case> {
    let accounts = story.entry.accounts.iter();
    let parts = accounts.filter_map(|one| Some((&one.organisation, one.stated::<Ombudsman>()?)));
    let told =
        parts.flat_map(|(body, part)| part.decisions.items.iter().map(move |one| (body, one)));
    cases(told, &holder_for(&story.entry, day(on)), true)
}

#[test]
fn three_bodies_that_record_one_decision_owe_it_once() {
    let mut story = Story::new();
    story.on("2025-03-03");
    for (body, letter) in [("E06000031", "a"), ("RT1", "b"), ("QUE", "c")] {
        let second = decision(&format!("23 002 112{letter}"), "2023-11-30", 10_000, None);
        let third = decision(&format!("24-005-859{letter}"), "2025-02-13", 20_000, None);
        story.says(body, told(vec![second, third]));
    }
    let all = cases_of(&story, "2025-03-03");
    let sums: Vec<_> = all
        .iter()
        .map(|one| (one.number.as_str(), one.sums().ordered))
        .collect();
    assert_eq!(sums, [("23002112", 60_000), ("24005859", 120_000)]);
    assert_eq!(all[0].owed.len(), 6, "for each body and payee");
    let bodies = by_body(&all);
    assert!(
        bodies
            .values()
            .all(|one| one.ordered == 60_000 && one.paid == 0)
    );
    let total: u64 = bodies.values().map(|one| one.ordered).sum();
    assert_eq!(total, 180_000, "£1,800 in all");
    assert_eq!(all[0].told_by.len(), 3);
    assert_eq!(all[0].outcomes, [DecisionOutcome::Upheld]);
}

#[test]
fn a_body_alone_says_what_it_paid_and_a_successor_owes_what_is_left() {
    let mut story = Story::new();
    story.on("2026-05-01");
    let own = decision(
        "23 002 112",
        "2023-11-30",
        10_000,
        Some(&("QUE", paid(10_000, Answer::Yes))),
    );
    story.says("QUE", told(vec![own.clone()]));
    // What another writes of it is no evidence, nor is a sum that it says it has not paid.
    let mut others = own.clone();
    for one in others
        .recommendations
        .iter_mut()
        .filter(|one| one.body == org("RT1"))
    {
        one.evidence = vec![paid(10_000, Answer::No)];
    }
    story.says("RT1", told(vec![others]));
    let bodies = by_body(&cases_of(&story, "2026-03-31"));
    assert_eq!(
        bodies[&org("QUE")],
        Sums {
            ordered: 20_000,
            paid: 20_000
        }
    );
    assert_eq!(
        bodies[&org("RT1")],
        Sums {
            ordered: 20_000,
            paid: 0
        }
    );
    let later = by_body(&cases_of(&story, "2026-04-01"));
    assert!(!later.contains_key(&org("QUE")), "the ICB is no more");
    assert_eq!(
        later[&org("QZZ")],
        Sums {
            ordered: 20_000,
            paid: 20_000
        }
    );
}

#[test]
fn outcomes_that_differ_stand_side_by_side() {
    let mut story = Story::new();
    story.on("2025-08-01");
    let mut closed = decision("25 000 113b", "2025-07-28", 0, None);
    closed.recommendations.clear();
    closed.outcome = DecisionOutcome::ClosedAfterInitialEnquiries;
    let mut other = closed.clone();
    other.outcome = DecisionOutcome::NotUpheld;
    let mut unknown = closed.clone();
    unknown.outcome = DecisionOutcome::Unknown;
    story
        .says("QYG", told(vec![closed]))
        .says("RW4", told(vec![other]))
        .says("QPM", told(vec![unknown]));
    let all = cases_of(&story, "2025-08-01");
    assert_eq!(
        all[0].outcomes,
        [
            DecisionOutcome::ClosedAfterInitialEnquiries,
            DecisionOutcome::NotUpheld
        ]
    );
    assert_eq!(all[0].sums(), Sums::default());
}

/// The three decisions about Mr Q, whom the later ones call Mr Y.
fn peterborough() -> Vec<Case> {
    let asked = |key_: &str, kind| Recommendation {
        kind,
        payee: None,
        amount_pence: None,
        ..payment(key_, Payee::Person, 0, Vec::new())
    };
    let of = |reference: &str,
              decided: &str,
              follows: &[&str],
              called: &str,
              kinds: &[RecommendationKind]| {
        let mut one = decision(reference, decided, 0, None);
        one.recommendations = kinds.iter().map(|kind| asked("E06000031", *kind)).collect();
        one.follows = follows.iter().map(|one| one.parse().unwrap()).collect();
        one.called = vec![Text::read(called, 100).unwrap()];
        one
    };
    let all = [
        of(
            "21 003 925",
            "2022-05-03",
            &[],
            "Mr Q",
            &[RecommendationKind::Review],
        ),
        of(
            "23 002 112a",
            "2023-11-30",
            &["21-003-925"],
            "Mr Y",
            &[RecommendationKind::Review, RecommendationKind::Coordinator],
        ),
        of(
            "24 005 859a",
            "2025-02-13",
            &["23 002 112"],
            "Mr Y",
            &[
                RecommendationKind::Coordinator,
                RecommendationKind::Scrutiny,
            ],
        ),
        of(
            "24 014 179",
            "2025-07-01",
            &[],
            "Ms Z",
            &[RecommendationKind::Review],
        ),
    ];
    let body = org("E06000031");
    let told = all.iter().map(|one| (&body, one));
    cases(told, &|body| body.clone(), false)
}

#[test]
fn decisions_about_one_person_are_linked_over_the_years_whatever_they_call_them() {
    let linked: Vec<_> = peterborough().into_iter().map(|one| one.linked).collect();
    assert_eq!(linked[0], ["23002112", "24005859"], "by way of each other");
    assert_eq!(linked[2], ["21003925", "23002112"]);
    assert_eq!(linked[3], Vec::<String>::new());
    let called: Vec<_> = peterborough()[..2]
        .iter()
        .map(|one| one.called[0].as_str().to_owned())
        .collect();
    assert_eq!(called, ["Mr Q", "Mr Y"]);
}

#[test]
fn what_was_recommended_before_to_the_same_body_is_a_repeat() {
    let repeats: Vec<Vec<_>> = peterborough()
        .into_iter()
        .map(|case| case.owed.into_iter().map(|one| one.before).collect())
        .collect();
    let none: Vec<String> = Vec::new();
    assert_eq!(repeats[0], std::slice::from_ref(&none));
    assert_eq!(
        repeats[1],
        [vec!["21003925".to_owned()], none.clone()],
        "the review again"
    );
    assert_eq!(
        repeats[2],
        [vec!["23002112".to_owned()], none.clone()],
        "the coordinator again"
    );
    assert_eq!(repeats[3], [none], "another person's review is none");
}

#[test]
fn what_is_owed_is_to_do_then_overdue_then_done_accepted_and_perhaps_lapsed() {
    let owed = |evidence: Vec<ComplianceEvidence>| Owed {
        recommendation: payment("RT1", Payee::Person, 1, Vec::new()),
        by: org("RT1"),
        evidence,
        before: Vec::new(),
    };
    let at = |owed: &Owed, on: &str| owed.progress(day(on));
    let nothing = owed(vec![paid(0, Answer::No)]);
    assert_eq!(
        at(&nothing, "2024-01-31"),
        Progress::ToDo,
        "due on that day"
    );
    assert_eq!(at(&nothing, "2024-02-01"), Progress::Overdue);
    let mut vague = nothing.clone();
    vague.recommendation.due = Some(date("2024-01"));
    assert_eq!(at(&vague, "2024-01-02"), Progress::PossiblyOverdue);
    assert_eq!(at(&vague, "2024-01-01"), Progress::ToDo);
    vague.recommendation.due = None;
    assert_eq!(at(&vague, "2030-01-01"), Progress::ToDo, "by no day");
    let done = ComplianceEvidence {
        accepted: Some(date("2024-02-10")),
        lapsed: Some(date("2024-08-01")),
        ..paid(1, Answer::Yes)
    };
    let done = owed(vec![done]);
    assert_eq!(
        at(&done, "2024-01-19"),
        Progress::ToDo,
        "it was not done yet"
    );
    assert_eq!(at(&done, "2024-01-20"), Progress::Reported);
    assert_eq!(at(&done, "2024-02-10"), Progress::Accepted);
    assert_eq!(at(&done, "2024-08-01"), Progress::Lapsed);
    let mut again = done.clone();
    let put_right = ComplianceEvidence {
        done: Some(date("2024-09-01")),
        ..paid(1, Answer::Yes)
    };
    again.evidence.push(put_right);
    assert_eq!(at(&again, "2024-08-15"), Progress::Lapsed);
    assert_eq!(
        at(&again, "2024-09-01"),
        Progress::Reported,
        "put right since"
    );
}

#[test]
fn two_payments_without_words_are_two_and_evidence_is_counted_once() {
    let pay = |key_: &str, pence, evidence| Recommendation {
        key: key(key_),
        ..payment("QUE", Payee::Person, pence, evidence)
    };
    let mut one = decision("24 005 859", "2025-02-13", 0, None);
    one.recommendations = vec![
        pay("a", 10_000, vec![paid(10_000, Answer::Yes)]),
        pay("b", 15_000, vec![paid(15_000, Answer::Yes)]),
    ];
    // The body that took over copies the record, with what has been accepted since.
    let mut later = one.clone();
    for asked in &mut later.recommendations {
        asked.evidence[0].accepted = Some(date("2025-06-01"));
    }
    let (before, after) = (org("QUE"), org("QZZ"));
    let holder = |body: &OrganisationCode| {
        if *body == org("QUE") {
            org("QZZ")
        } else {
            body.clone()
        }
    };
    for told in [
        vec![(&after, &later), (&before, &one)],
        vec![(&before, &one), (&after, &later)],
    ] {
        let all = cases(told.into_iter(), &holder, false);
        assert_eq!(
            all[0].sums(),
            Sums {
                ordered: 25_000,
                paid: 25_000
            }
        );
        assert!(
            all[0]
                .owed
                .iter()
                .all(|one| one.progress(day("2025-07-01")) == Progress::Accepted)
        );
    }
}
