//! Acts, worked out on stories.

use super::Refused;
use super::ending::{EVIDENCE, READS, case, propose, reinstate, sign, withdraw};
use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{ending as half, registration, residence};
use crate::domain::fixture::{Story, date, day, org, stories};
use crate::domain::law::ending::{Status, ending};
use crate::domain::part::Answer;
use crate::domain::part::ending::Ending;
use crate::domain::part::registration::Occasion;
use crate::domain::part::residence::ResidenceOutcome;
use crate::domain::text::Text;

const COUNCIL: &str = "E06000062";
const ICB: &str = "QPM";
const TODAY: &str = "2024-12-02";

/// A proposal by the council that leaves nothing to be desired.
fn proposed(mut story: Story) -> Story {
    let content = Ending {
        satisfied: Answer::Unknown,
        decided: None,
        evidence: half(TODAY)
            .evidence
            .map(|one| crate::domain::part::ending::EndingEvidence {
                review: None,
                shows: Some(Text::read("Well.", 20).unwrap()),
                ..one
            }),
        ..half(TODAY)
    };
    story.on(TODAY);
    let proposal = propose(&story.entry, &org(COUNCIL), day(TODAY), content).expect("allowed");
    story.says(COUNCIL, proposal);
    story
}

fn signs(story: &mut Story, who: &str) -> Result<(), Refused> {
    let digest = case(&story.entry, day(TODAY)).expect("a case").digest;
    let half = sign(&story.entry, &org(who), day(TODAY), &digest, None)?;
    story.says(who, half);
    Ok(())
}

fn codes(refused: &Refused) -> Vec<&'static str> {
    match refused {
        Refused::Law(reasons) => reasons.iter().map(|one| one.provision.code).collect(),
        Refused::Problems(_) | Refused::Changed(_) => Vec::new(),
    }
}

fn ended(story: &Story) -> bool {
    ending(&Facts::of(&story.entry), day(TODAY)).outcome.status == Status::Ended
}

#[test]
fn only_the_bodies_that_owe_the_duty_sign() {
    let mut story = stories::plain();
    story
        .on("2024-04-02")
        .says(
            "E06000061",
            residence(
                "2024-01-10",
                ResidenceOutcome::OrdinarilyResident,
                Some("E06000061"),
            ),
        )
        .says(
            "QYG",
            registration(Occasion::Application, "2024-01-10", "QYG"),
        );
    let mut story = proposed(story);
    for (who, provision) in [
        (COUNCIL, "MHA-117-3"),
        (ICB, "MHA-117-3"),
        ("RP1", "MHA-117-2"),
        ("NV1", "MHA-117-2"),
    ] {
        let refused = signs(&mut story, who).expect_err("it does not owe the duty");
        assert_eq!(codes(&refused), [provision], "{who}");
    }
    assert_eq!(signs(&mut story, "E06000061"), Ok(()));
    assert_eq!(signs(&mut story, "QYG"), Ok(()));
    assert!(ended(&story));
}

#[test]
fn while_it_is_open_which_body_owes_it_nobody_signs() {
    let mut story = stories::plain();
    for council in ["E06000061", COUNCIL] {
        let found = residence(
            "2024-01-10",
            ResidenceOutcome::OrdinarilyResident,
            Some(council),
        );
        story.on("2024-04-02").says(council, found);
    }
    let mut story = proposed(story);
    let refused = signs(&mut story, COUNCIL).expect_err("two may owe it");
    assert_eq!(codes(&refused), ["MHA-117-3"]);
}

#[test]
fn two_councils_are_not_two_keys() {
    let mut story = proposed(stories::plain());
    signs(&mut story, COUNCIL).unwrap();
    signs(&mut story, "E06000061").unwrap();
    assert!(!case(&story.entry, day(TODAY)).unwrap().is_signed());
    assert!(!ended(&story));
    signs(&mut story, ICB).unwrap();
    assert!(case(&story.entry, day(TODAY)).unwrap().is_signed() && ended(&story));
}

#[test]
fn a_proposal_is_about_the_duty_that_ran_when_it_was_made() {
    let mut story = proposed(stories::plain());
    assert!(case(&story.entry, day(TODAY)).is_some());
    story
        .on("2025-03-03")
        .stays("RW4", "03", "2025-01-10", Some("2025-03-03"));
    assert!(case(&story.entry, day("2025-03-03")).is_none());
}

#[test]
fn whoever_is_shown_what_there_is_to_sign_may_read_all_of_it() {
    let hidden: Vec<_> = EVIDENCE
        .iter()
        .filter(|part| !READS.contains(part))
        .collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

#[test]
fn the_digest_covers_what_it_says_it_covers_and_nothing_else() {
    use crate::domain::fixture::parts::{coordinator, housing, reviews};
    let story = proposed(stories::plain());
    let digest = |story: &Story| case(&story.entry, day(TODAY)).unwrap().digest;
    let after = |change: &dyn Fn(&mut Story)| {
        let mut changed = story.clone();
        change(&mut changed);
        digest(&changed)
    };
    let same = digest(&story);
    assert_eq!(after(&|_| {}), same);
    assert_eq!(
        after(&|story| _ = story.says("RP1", coordinator("RP1", "2024-03-20", None))),
        same,
        "who coordinates is no evidence"
    );
    for (what, changed) in [
        (
            "a review",
            after(&|story| _ = story.says("RP1", reviews(&[("2024-05-01", true)]))),
        ),
        (
            "a service",
            after(&|story| _ = story.says(COUNCIL, housing("2024-03-20"))),
        ),
        (
            "a stay",
            after(&|story| _ = story.stays("RW4", "02", "2024-06-01", Some("2024-06-03"))),
        ),
        (
            "another proposal",
            after(&|story| {
                let mut other = half(TODAY);
                other.satisfied = Answer::Unknown;
                other.decided = None;
                _ = story.says("QPM", other);
            }),
        ),
    ] {
        assert_ne!(changed, same, "{what}");
    }
}

#[test]
fn begun_again_only_by_a_body_that_ended_it_and_from_a_day_on_which_it_had_ended() {
    let because = || Text::read("Unwell again.", 200).unwrap();
    let mut story = proposed(stories::plain());
    signs(&mut story, COUNCIL).unwrap();
    let (icb, council) = (org(ICB), org(COUNCIL));
    let early = reinstate(&story.entry, &council, day(TODAY), date(TODAY), because());
    assert_eq!(codes(&early.expect_err("not ended")), ["OMB-2022-ENDING"]);
    signs(&mut story, ICB).unwrap();
    for (who, from) in [
        (org("RP1"), TODAY),
        (icb.clone(), "2024-06-01"),
        (org("QYG"), TODAY),
    ] {
        let refused = reinstate(&story.entry, &who, day(TODAY), date(from), because());
        assert!(refused.is_err(), "{who} from {from}");
    }
    let again = reinstate(&story.entry, &icb, day(TODAY), date(TODAY), because()).unwrap();
    story.says(ICB, again);
    assert!(!ended(&story) && case(&story.entry, day(TODAY)).is_none());
    // And what one has signed is not taken back when it is over.
    assert!(withdraw(&story.entry, &icb, day(TODAY)).is_err());
}
