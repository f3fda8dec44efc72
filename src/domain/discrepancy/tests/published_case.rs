//! What the register shows of the published case (LGSCO and PHSO, decision 24 015 710), day by day.

use super::timeline;
use crate::domain::discrepancy::find;
use crate::domain::facts::Facts;
use crate::domain::fixture::{day, org, stories};

fn case(code: &str) -> Vec<String> {
    timeline(&stories::west_northamptonshire(), code)
}

#[test]
fn the_council_is_untold_until_july_2023() {
    assert_eq!(
        case("NOT-01"),
        [
            "2023-06-21..2023-06-28 V3 RP1",
            "2023-06-28..2023-07-05 V2 RP1"
        ]
    );
}

#[test]
fn the_icb_is_untold_for_more_than_two_years() {
    assert_eq!(
        case("NOT-02"),
        [
            "2023-06-21..2023-06-28 V3 RP1",
            "2023-06-28..2025-10-22 V2 RP1"
        ]
    );
}

#[test]
fn the_council_as_well_as_the_trust_should_have_seen_to_it() {
    assert_eq!(case("NOT-03"), ["2023-07-13..2025-10-22 V2 E06000062+RP1"]);
}

#[test]
fn she_left_hospital_without_a_plan_and_it_is_the_trusts_to_answer_for() {
    assert_eq!(case("DUT-01"), ["2023-06-27.. V2 RP1"]);
}

#[test]
fn nobody_ever_coordinated() {
    assert_eq!(
        case("DUT-07"),
        [
            "2023-06-27..2023-07-05 V2 RP1",
            "2023-07-05..2025-10-22 V2 E06000062+RP1",
            "2025-10-22.. V2 E06000062+QPM+RP1"
        ]
    );
}

#[test]
fn the_first_review_never_happened() {
    assert_eq!(
        case("DUT-04"),
        [
            "2023-08-09..2024-06-27 V2 E06000062+RP1",
            "2024-06-27..2025-10-22 V1 E06000062+RP1",
            "2025-10-22.. V1 E06000062+QPM+RP1"
        ]
    );
    assert!(case("DUT-05").is_empty());
}

#[test]
fn the_council_lost_track_in_march_2024() {
    assert_eq!(case("DUT-09"), ["2024-03-15.. V2 E06000062"]);
    assert_eq!(
        case("REC-01"),
        [
            "2024-03-15..2025-10-24 V2 E06000062+RP1",
            "2025-10-24.. V2 E06000062+QPM+RP1"
        ]
    );
}

#[test]
fn she_is_on_two_lists_until_the_icb_has_her_on_its_own() {
    assert_eq!(
        case("REC-02"),
        [
            "2023-07-05..2025-10-22 V2 E06000062+RP1",
            "2025-10-22..2025-10-24 V2 E06000062+QPM+RP1"
        ]
    );
}

#[test]
fn nothing_asks_the_icb_before_it_knew() {
    let story = stories::west_northamptonshire();
    for one in find(&Facts::of(&story.entry)).discrepancies {
        for stretch in one
            .stretches
            .iter()
            .filter(|stretch| stretch.actors.contains(&org("QPM")))
        {
            assert!(
                stretch.from >= day("2025-10-22"),
                "{} asks the ICB from {}",
                one.rule.code,
                stretch.from
            );
            assert!(
                one.rule.code != "DUT-01",
                "the plan at discharge was never the ICB's to make"
            );
        }
    }
}

#[test]
fn what_must_not_be_found_is_not_found() {
    for code in ["REC-03", "REC-04", "REC-06", "UNL-02"] {
        assert!(case(code).is_empty(), "{code}: {:?}", case(code));
    }
}
