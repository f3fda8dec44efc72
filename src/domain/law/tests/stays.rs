//! How spells, orders and what others hold are put together.

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{as_held, position, status};
use crate::domain::fixture::{Story, date, day, key};
use crate::domain::law::hospital_claim::Again;
use crate::domain::law::s117_1::applies;
use crate::domain::law::{Confidence, Finding, MHA_117_1, say};
use crate::domain::part::detention::{Detention, TreatmentOrder};
use crate::domain::part::legal_basis::LegalBasis;
use crate::domain::part::position::{AsHeld, Status};
use crate::domain::partial_date::PartialDate;

fn order(from: &str, revoked: &str) -> TreatmentOrder {
    TreatmentOrder {
        key: key(from),
        from: date(from),
        until: None,
        recalled: None,
        revoked: Some(date(revoked)),
    }
}

/// A stay under section 3 with two orders, both revoked.
fn twice(exit: Option<&str>) -> Story {
    let mut story = Story::new();
    story
        .on("2026-01-05")
        .stays("RP1", "03", "2024-01-10", exit);
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].treatment_orders = vec![
            order("2024-07-01", "2024-09-01"),
            order("2024-03-20", "2024-05-03"),
        ];
    });
    story
}

fn exits(story: &Story) -> Vec<Option<PartialDate>> {
    let facts = Facts::of(&story.entry);
    facts.episodes.iter().map(|one| one.stay.exit).collect()
}

#[test]
fn each_order_puts_out_and_each_revocation_brings_back() {
    let by = |text: &str| Some(date(text));
    assert_eq!(
        exits(&twice(None)),
        [by("2024-03-20"), by("2024-07-01"), None],
        "in the order of their days"
    );
    assert_eq!(
        exits(&twice(Some("2024-03-25"))),
        [by("2024-03-25"), by("2024-07-01"), None],
        "the leaving that is recorded is the first"
    );
    assert_eq!(
        exits(&twice(Some("2024-07-05"))),
        [by("2024-03-20"), by("2024-07-05"), None],
        "or the second"
    );
    assert_eq!(
        exits(&twice(Some("2024-10-01"))),
        [by("2024-03-20"), by("2024-07-01"), by("2024-10-01")],
        "or the last"
    );
}

#[test]
fn a_vague_leaving_about_a_revocation_says_neither() {
    let vague = exits(&twice(Some("2024-08-25/2024-09-05")));
    let hull = Some(date("2024-07-01/2024-09-05"));
    assert_eq!(
        vague,
        [Some(date("2024-03-20")), hull, Some(PartialDate::Unknown)]
    );
    let on_the_day = exits(&twice(Some("2024-09-01")));
    assert_eq!(
        on_the_day,
        [
            Some(date("2024-03-20")),
            Some(date("2024-07-01")),
            Some(date("2024-09-01"))
        ],
        "left on the day of the revocation, after it"
    );
    let until_the_day = exits(&twice(Some("2024-08-25/2024-09-01")));
    assert_eq!(until_the_day[2], Some(PartialDate::Unknown));
}

#[test]
fn what_is_told_apart_has_names_that_outlive_corrections() {
    let story = twice(None);
    let facts = Facts::of(&story.entry);
    let names: Vec<_> = facts
        .episodes
        .iter()
        .map(|one| one.stay.subject())
        .collect();
    assert_eq!(
        names,
        ["RP1/2024-01-10", "RP1/2024-01-10/1", "RP1/2024-01-10/2"]
    );
    let again: Vec<_> = facts.episodes.iter().map(|one| one.stay.again()).collect();
    assert_eq!(again, [None, Some(Again::Revoked), Some(Again::Revoked)]);
    let mut held = Story::new();
    held.on("2026-01-05")
        .says("QPM", with(as_held("2024-01-10", "2024-03-20")));
    assert_eq!(Facts::of(&held.entry).stays[0].subject(), "QPM/as held");
}

fn with(held: AsHeld) -> crate::domain::part::position::Position {
    crate::domain::part::position::Position {
        held: Some(held),
        ..position(Status::Eligible, None)
    }
}

#[test]
fn a_body_holds_something_if_it_says_anything_of_it() {
    let nothing = AsHeld {
        qualifying: None,
        detained_on: None,
        left_hospital_on: None,
        source: None,
    };
    let full = as_held("2024-01-10", "2024-03-20");
    for (what, held, count) in [
        ("nothing", nothing.clone(), 0),
        (
            "that it qualified",
            AsHeld {
                qualifying: full.qualifying,
                ..nothing.clone()
            },
            1,
        ),
        (
            "when it began",
            AsHeld {
                detained_on: full.detained_on,
                ..nothing.clone()
            },
            1,
        ),
        (
            "when it ended",
            AsHeld {
                left_hospital_on: full.left_hospital_on,
                ..nothing
            },
            1,
        ),
    ] {
        let mut story = Story::new();
        story.on("2026-01-05").says("QPM", with(held));
        assert_eq!(Facts::of(&story.entry).stays.len(), count, "{what}");
    }
}

#[test]
fn a_reason_names_the_sections_that_qualify_and_no_others() {
    let mut story = Story::new();
    story
        .on("2026-01-05")
        .stays("RP1", "02", "2024-01-10", Some("2024-03-20"));
    let sentences = |story: &Story| -> String {
        let found = applies(&Facts::of(&story.entry), day("2024-04-01"));
        found
            .because
            .iter()
            .map(|reason| reason.sentence.read(&story.entry.organisations))
            .collect()
    };
    assert!(
        sentences(&story).contains("section 2."),
        "{}",
        sentences(&story)
    );
    story.revises("RP1", |basis: &mut LegalBasis| {
        let mut next = status("03", "2024-02-05");
        next.spell = basis.statuses.items[0].spell.clone();
        basis.statuses.items.push(next);
    });
    let text = sentences(&story);
    assert!(
        text.contains("Detained under section 3;") && !text.contains("section 2,"),
        "{text}"
    );
}

#[test]
fn without_its_reasons_a_finding_keeps_its_outcome_and_how_far_to_rely_on_it() {
    let found = Finding::new(7)
        .because(&MHA_117_1, "So.")
        .unless(say("Not so."))
        .by_policy();
    let bare = found.without_reasons();
    assert_eq!((bare.outcome, bare.confidence), (7, Confidence::Policy));
    assert!(
        bare.because.is_empty()
            && bare.would_change.is_empty()
            && bare.used.is_empty()
            && bare.overtaken.is_empty()
    );
}
