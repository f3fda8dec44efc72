//! Acts, worked out on stories.

use super::Refused;
use super::ending::{EVIDENCE, READS, case, notify, propose, reinstate, sign, withdraw};
use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{ending as half, housing, registration, residence, reviews};
use crate::domain::fixture::{Story, date, day, key, org, stories};
use crate::domain::law::ending::{Status, ending};
use crate::domain::part::Answer;
use crate::domain::part::ending::{
    Ending, EndingEvidence, EndingNotice, EndingReason, EvidenceDigest, Reinstatement,
};
use crate::domain::part::registration::Occasion;
use crate::domain::part::residence::ResidenceOutcome;
use crate::domain::problem::ProblemCode;
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

/// The problems of a refusal: where, and of what kind.
fn problems(refused: &Refused) -> Vec<(&str, ProblemCode)> {
    match refused {
        Refused::Problems(all) => all
            .iter()
            .map(|one| (one.path.as_str(), one.code))
            .collect(),
        Refused::Law(_) | Refused::Changed(_) => Vec::new(),
    }
}

#[test]
fn a_proposal_is_nobodys_half_whatever_was_sent_with_it() {
    let sent = Ending {
        satisfied: Answer::Yes,
        notice: Some(EndingNotice {
            given: Some(date(TODAY)),
            written: Some(Answer::Yes),
            joint: Some(Answer::Yes),
        }),
        signed: Some(EvidenceDigest::of([7; 32])),
        reinstated: Some(Reinstatement {
            from: date(TODAY),
            because: Text::read("Sent along.", 20).unwrap(),
        }),
        evidence: Some(EndingEvidence {
            review: None,
            shows: Some(Text::read("Well.", 20).unwrap()),
            signed: None,
            signed_by: None,
        }),
        ..half(TODAY)
    };
    let story = stories::plain();
    let kept = propose(&story.entry, &org(COUNCIL), day(TODAY), sent.clone()).unwrap();
    assert_eq!(kept.satisfied, Answer::Unknown);
    assert_eq!(
        (kept.notice, kept.signed, kept.reinstated),
        (None, None, None)
    );
    // A review that no account has is no evidence; one that some account has is.
    let resting_on = |review: &str, story: &Story| {
        let mut sent = sent.clone();
        if let Some(evidence) = &mut sent.evidence {
            evidence.review = Some(key(review));
        }
        propose(&story.entry, &org(COUNCIL), day(TODAY), sent)
    };
    let mut reviewed = stories::plain();
    reviewed
        .on("2024-11-04")
        .says("RP1", reviews(&[("2024-11-01", true)]));
    assert!(resting_on("0", &reviewed).is_ok());
    let refused = resting_on("9", &reviewed).expect_err("nobody has it");
    assert_eq!(
        problems(&refused),
        [("evidence.review", ProblemCode::UnknownCode)]
    );
    assert!(resting_on("0", &story).is_err());
}

#[test]
fn what_the_law_bars_is_neither_proposed_nor_signed() {
    let mut story = stories::plain();
    let ceased = || Ending {
        reasons: vec![EndingReason::WellSettled],
        evidence: None,
        ..half(TODAY)
    };
    let refused = propose(&story.entry, &org(COUNCIL), day(TODAY), ceased());
    let refused = refused.expect_err("no such reason suffices");
    assert!(codes(&refused).contains(&"CODE-33-20"), "{refused:?}");
    // Proposed while nothing stood in the way, and then a home that nothing follows.
    story = proposed(story);
    story.says(COUNCIL, housing("2024-03-20"));
    let refused = signs(&mut story, COUNCIL).expect_err("the home is still in place");
    assert_eq!(codes(&refused), ["OMB-2022-ENDING"]);
}

#[test]
fn a_signature_is_taken_back_before_both_have_signed_and_not_after() {
    let mut story = proposed(stories::plain());
    let back = |story: &Story, who: &str| withdraw(&story.entry, &org(who), day(TODAY));
    assert_eq!(
        problems(&back(&story, COUNCIL).expect_err("it signed nothing")),
        [("entryId", ProblemCode::NotSigned)]
    );
    signs(&mut story, COUNCIL).unwrap();
    let taken = back(&story, COUNCIL).unwrap();
    assert_eq!(taken.satisfied, Answer::No);
    assert_eq!(taken.decided, Some(date(TODAY)));
    assert_eq!((taken.signed, taken.notice), (None, None));
    assert_eq!(
        problems(&back(&story, ICB).expect_err("the ICB signed nothing")),
        [("entryId", ProblemCode::NotSigned)]
    );
    signs(&mut story, ICB).unwrap();
    for who in [COUNCIL, ICB] {
        let refused = back(&story, who).expect_err("both have signed");
        assert_eq!(codes(&refused), ["MHA-117-2"], "{who}");
    }
}

#[test]
fn what_was_signed_by_a_council_that_owes_nothing_now_holds_nobody() {
    let mut story = proposed(stories::plain());
    signs(&mut story, COUNCIL).unwrap();
    signs(&mut story, ICB).unwrap();
    let found = ResidenceOutcome::OrdinarilyResident;
    let elsewhere = residence("2024-01-10", found, Some("E06000061"));
    story.says(COUNCIL, elsewhere);
    assert!(!ended(&story), "the council that owes it has not signed");
    assert!(notify(&story.entry, &org(ICB), day(TODAY), date(TODAY)).is_err());
    for who in [COUNCIL, ICB] {
        assert!(
            withdraw(&story.entry, &org(who), day(TODAY)).is_ok(),
            "{who}"
        );
    }
    let again = Ending {
        evidence: Some(EndingEvidence {
            review: None,
            shows: Some(Text::read("Well.", 20).unwrap()),
            signed: None,
            signed_by: None,
        }),
        ..half(TODAY)
    };
    assert!(propose(&story.entry, &org("RP1"), day(TODAY), again).is_ok());
    assert_eq!(signs(&mut story, "E06000061"), Ok(()));
    assert!(ended(&story), "and now it has");
}

#[test]
fn notice_is_given_by_whoever_signed_once_both_have() {
    let mut story = proposed(stories::plain());
    let give = |story: &Story, who: &str| notify(&story.entry, &org(who), day(TODAY), date(TODAY));
    signs(&mut story, COUNCIL).unwrap();
    assert_eq!(
        codes(&give(&story, COUNCIL).expect_err("one key")),
        ["MHA-2025-46-2"]
    );
    signs(&mut story, ICB).unwrap();
    for who in [COUNCIL, ICB] {
        let told = give(&story, who).unwrap();
        let notice = told.notice.expect("notice");
        assert_eq!(
            (notice.given, notice.written, notice.joint),
            (Some(date(TODAY)), Some(Answer::Yes), Some(Answer::Yes))
        );
        assert_eq!(
            told.satisfied,
            Answer::Yes,
            "and the signature stays as it was"
        );
    }
    for who in ["RP1", "E06000061"] {
        assert_eq!(
            codes(&give(&story, who).expect_err("it signed nothing")),
            ["MHA-2025-46-2"]
        );
    }
}

#[test]
fn an_account_that_the_law_finds_nobody_for_lets_a_body_say_that_it_owes_it() {
    // Nobody says where the person lived: a council that holds itself responsible may sign.
    let mut story = proposed(stories::plain());
    assert_eq!(signs(&mut story, COUNCIL), Ok(()));
    // It is found to be in no area: the law leaves it to be determined between nobody.
    let mut story = stories::plain();
    let nowhere = residence("2024-01-10", ResidenceOutcome::Undetermined, None);
    story.on("2024-04-02").says(COUNCIL, nowhere);
    let mut story = proposed(story);
    assert_eq!(signs(&mut story, COUNCIL), Ok(()));
}

#[test]
fn a_signature_stands_on_what_there_is_to_sign_or_once_both_have_signed_the_same() {
    let mut story = proposed(stories::plain());
    signs(&mut story, COUNCIL).unwrap();
    let stands = |story: &Story| -> Vec<_> {
        let case = case(&story.entry, day(TODAY)).expect("a case");
        let all = case.signatures.iter();
        all.map(|one| (one.by.to_string(), one.stands)).collect()
    };
    let (council, icb) = (COUNCIL.to_owned(), ICB.to_owned());
    assert_eq!(stands(&story), [(council.clone(), true)]);
    let again = signs(&mut story, COUNCIL).expect_err("it has signed");
    assert_eq!(problems(&again), [("evidence", ProblemCode::AlreadySigned)]);
    let lone = story.clone();
    // A second council that signs the same is no second key: what changes afterwards voids both.
    signs(&mut story, "E06000061").unwrap();
    story.says("RP1", reviews(&[("2024-11-01", true)]));
    let void = [(council.clone(), false), ("E06000061".to_owned(), false)];
    assert_eq!(stands(&story), void);
    assert_eq!(signs(&mut story, COUNCIL), Ok(()), "and it may sign anew");
    // A signature by itself is void as soon as anything changes; those of both, on the same, are not.
    let mut one = lone.clone();
    one.says("RP1", reviews(&[("2024-11-01", true)]));
    assert_eq!(stands(&one), [(council.clone(), false)]);
    signs(&mut one, ICB).unwrap();
    assert_eq!(
        stands(&one),
        [(council.clone(), false), (icb.clone(), true)]
    );
    let mut both = lone;
    signs(&mut both, ICB).unwrap();
    both.says("RP1", reviews(&[("2024-11-01", true)]));
    assert_eq!(stands(&both), [(council, true), (icb, true)]);
}

#[test]
fn what_bars_an_ending_today_bars_it_whatever_day_is_named() {
    let propose_since = |story: &Story, since: &str| {
        let sent = Ending {
            decided: Some(date(since)),
            evidence: Some(EndingEvidence {
                review: None,
                shows: Some(Text::read("Well.", 20).unwrap()),
                signed: None,
                signed_by: None,
            }),
            ..half(TODAY)
        };
        propose(&story.entry, &org("RP1"), day(TODAY), sent)
    };
    let mut story = stories::plain();
    assert!(propose_since(&story, "2024-06-01").is_ok());
    let refused = propose_since(&story, "unknown").expect_err("on no day that anybody knows");
    assert_eq!(
        problems(&refused),
        [("satisfiedSince", ProblemCode::Missing)]
    );
    // A home that began after the day that is named, and is still in place.
    story.on("2024-11-01").says(COUNCIL, housing("2024-10-01"));
    let refused = propose_since(&story, "2024-06-01").expect_err("nothing follows the home");
    assert_eq!(codes(&refused), ["OMB-2022-ENDING"]);
}

#[test]
fn begun_again_and_given_notice_of_only_on_days_that_are_known_and_have_come() {
    let mut story = proposed(stories::plain());
    signs(&mut story, COUNCIL).unwrap();
    signs(&mut story, ICB).unwrap();
    let because = || Text::read("Unwell again.", 200).unwrap();
    for from in ["2099-01-01", "unknown", "2024-12"] {
        let again = reinstate(&story.entry, &org(ICB), day(TODAY), date(from), because());
        let refused = again.expect_err("a day that has not come, or that nobody knows");
        assert_eq!(
            problems(&refused),
            [("from", ProblemCode::InTheFuture)],
            "{from}"
        );
    }
    let refused = notify(&story.entry, &org(ICB), day(TODAY), date("unknown"));
    let refused = refused.expect_err("on no day that anybody knows");
    assert_eq!(problems(&refused), [("given", ProblemCode::Missing)]);
    let told = notify(&story.entry, &org(ICB), day(TODAY), date(TODAY)).unwrap();
    story.says(ICB, told);
    let again = notify(&story.entry, &org(ICB), day(TODAY), date(TODAY));
    let refused = again.expect_err("the day of an end that has come is not moved");
    assert_eq!(problems(&refused), [("given", ProblemCode::AlreadySigned)]);
}

#[test]
fn what_is_signed_once_section_46_is_law_needs_notice_whatever_day_is_named() {
    let mut story = stories::plain();
    story.entry.law.commenced.s46 = Some(day("2024-11-01"));
    story.on(TODAY);
    let sent = Ending {
        decided: Some(date("2024-06-01")),
        evidence: Some(EndingEvidence {
            review: None,
            shows: Some(Text::read("Well.", 20).unwrap()),
            signed: None,
            signed_by: None,
        }),
        ..half(TODAY)
    };
    let proposal = propose(&story.entry, &org("RP1"), day(TODAY), sent).unwrap();
    story.says("RP1", proposal);
    for who in [COUNCIL, ICB] {
        assert_eq!(signs(&mut story, who), Ok(()));
    }
    assert!(!ended(&story), "nobody has given notice");
    for who in [COUNCIL, ICB] {
        let told = notify(&story.entry, &org(who), day(TODAY), date(TODAY)).unwrap();
        story.says(who, told);
    }
    assert!(ended(&story));
}
