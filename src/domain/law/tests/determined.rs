//! What was determined decides, about the detention it was determined of, and follows bodies that succeed each other.

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{registration, residence};
use crate::domain::fixture::{Story, date, day, key, org, stories};
use crate::domain::law::Responsible;
use crate::domain::law::responsible_icb::responsible_icb;
use crate::domain::law::s117_3::responsible_council;
use crate::domain::part::registration::{Occasion, Registration};
use crate::domain::part::residence::{Determination, Residence, ResidenceOutcome};

fn determination(before: &str, body: &str, on: &str) -> Determination {
    Determination {
        key: key(on),
        before: date(before),
        body: org(body),
        on: date(on),
        reference: None,
    }
}

fn council(story: &Story, index: usize, on: &str) -> Responsible {
    responsible_council(&Facts::of(&story.entry), index, day(on)).outcome
}

fn by_council(all: Vec<Determination>) -> Residence {
    Residence {
        determinations: all,
        ..residence(
            "2024-01-10",
            ResidenceOutcome::OrdinarilyResident,
            Some("E06000062"),
        )
    }
}

#[test]
fn a_determination_decides_whatever_was_found() {
    let mut story = stories::plain();
    story
        .on("2024-06-01")
        .says("E06000062", by_council(Vec::new()));
    assert_eq!(
        council(&story, 0, "2024-06-01"),
        Responsible::Is(org("E06000062"))
    );
    let found = determination("2024-01-10", "E06000061", "2024-05-01");
    story.says("E06000062", by_council(vec![found]));
    let finding = responsible_council(&Facts::of(&story.entry), 0, day("2024-06-01"));
    assert_eq!(finding.outcome, Responsible::Is(org("E06000061")));
    assert_eq!(finding.because[0].provision.code, "CA-40-1");
    assert_eq!(finding.used.len(), 1);
}

#[test]
fn the_newest_determination_of_this_detention_counts() {
    let mut story = stories::plain();
    let all = vec![
        determination("2024-01-11", "E06000061", "2024-05-01"),
        determination("2024-01-10", "E06000062", "2024-07-01"),
        determination("2024-03-10", "E08000012", "2024-08-01"),
        determination("unknown", "E08000012", "2024-08-02"),
    ];
    story.on("2024-09-02").says("E06000062", by_council(all));
    assert_eq!(
        council(&story, 0, "2024-09-02"),
        Responsible::Is(org("E06000062")),
        "a review of the first; the others are about other detentions"
    );
}

#[test]
fn of_two_detentions_each_has_its_own() {
    let mut story = stories::redetained();
    let found = determination("2022-08-01", "E08000012", "2023-05-01");
    story
        .on("2024-06-03")
        .says("E06000061", by_council(vec![found]));
    assert_eq!(
        council(&story, 0, "2024-06-03"),
        Responsible::Is(org("E08000012"))
    );
    assert_eq!(
        council(&story, 1, "2024-06-03"),
        Responsible::Is(org("E06000062"))
    );
}

#[test]
fn between_icbs_it_decides_too_and_a_councils_does_not() {
    let mut story = stories::plain();
    let icb = |story: &Story, on: &str| {
        responsible_icb(&Facts::of(&story.entry), 0, day(on))
            .statutory
            .outcome
    };
    let plain = registration(Occasion::Application, "2024-01-10", "QPM");
    story.on("2024-06-01").says("QPM", plain.clone());
    story.says(
        "E06000062",
        by_council(vec![determination("2024-01-10", "E06000061", "2024-05-01")]),
    );
    assert_eq!(icb(&story, "2024-06-01"), Responsible::Is(org("QPM")));
    let found = determination("2024-01-10", "QUE", "2024-05-01");
    story.says(
        "QPM",
        Registration {
            determinations: vec![found],
            ..plain
        },
    );
    assert_eq!(icb(&story, "2024-06-01"), Responsible::Is(org("QUE")));
    assert_eq!(
        icb(&story, "2026-04-01"),
        Responsible::Is(org("QZZ")),
        "whoever stands in its shoes"
    );
}
