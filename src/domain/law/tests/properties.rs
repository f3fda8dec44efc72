//! What holds whatever the facts are.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::RngSeed;

use crate::domain::code::OrganisationCode;
use crate::domain::entry::Entry;
use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{
    as_held, detention, ending, identity, legal_basis, position, registration, residence, reviews,
    spell, status,
};
use crate::domain::fixture::{Story, day, key};
use crate::domain::law::clocks::{ClockState, clocks};
use crate::domain::law::ending::{self as end, ending as how_it_ends};
use crate::domain::law::s117_1::{self, applies};
use crate::domain::law::s117_2::duties;
use crate::domain::organisation::Kind;
use crate::domain::part::Answer;
use crate::domain::part::detention::{Leave, TreatmentOrder};
use crate::domain::part::ending::Ending;
use crate::domain::part::position::Status;
use crate::domain::part::registration::Occasion;
use crate::domain::part::residence::ResidenceOutcome;
use crate::domain::partial_date::{Day, PartialDate, plus_days};

const ZERO: &str = "2010-01-01";
/// The days of a life: seventeen years, across every change of the law.
const LIFE: u64 = 17 * 365;

fn at(offset: u64) -> Day {
    plus_days(day(ZERO), offset)
}

/// A stay as it may be recorded: section, first day, length or none, how vague its end is, what puts the person out.
#[derive(Clone, Debug)]
struct Stay {
    code: &'static str,
    from: u64,
    length: Option<u64>,
    vague: u64,
    order: Option<(u64, Option<u64>)>,
    leave: Option<(u64, u64, Option<Answer>, Option<Answer>)>,
    hospital: &'static str,
}

fn answer() -> impl Strategy<Value = Option<Answer>> {
    prop::option::of(prop::sample::select(vec![
        Answer::Yes,
        Answer::No,
        Answer::Unknown,
    ]))
}

fn stay(codes: &'static [&'static str]) -> impl Strategy<Value = Stay> {
    (
        prop::sample::select(codes),
        0..LIFE,
        prop::option::of(0_u64..400),
        0_u64..40,
        prop::option::of((0_u64..300, prop::option::of(0_u64..300))),
        prop::option::of((0_u64..60, 0_u64..60, answer(), answer())),
        prop::sample::select(vec!["RP1", "RW4"]),
    )
        .prop_map(|(code, from, length, vague, order, leave, hospital)| Stay {
            code,
            from,
            length,
            vague,
            order,
            leave,
            hospital,
        })
}

const ANY: &[&str] = &[
    "01", "02", "03", "03", "03", "10", "15", "31", "33", "36", "99",
];
const NOT_QUALIFYING: &[&str] = &["01", "02", "04", "05", "07", "12", "19", "20", "35", "36"];

fn written(from: u64, to: u64) -> PartialDate {
    PartialDate::Between {
        earliest: at(from),
        latest: at(from + to),
    }
}

#[derive(Clone, Debug)]
struct Life {
    stays: Vec<Stay>,
    found: Vec<(u64, bool)>,
    registered: Vec<(u64, bool)>,
    reviewed: Vec<u64>,
    satisfied: (Option<u64>, Option<u64>),
    held: Option<(u64, u64)>,
    died: Option<u64>,
}

fn life() -> impl Strategy<Value = Life> {
    (
        prop::collection::vec(stay(ANY), 0..5),
        prop::collection::vec((0..LIFE, any::<bool>()), 0..3),
        prop::collection::vec((0..LIFE, any::<bool>()), 0..3),
        prop::collection::vec(0..LIFE, 0..3),
        (prop::option::of(0..LIFE), prop::option::of(0..LIFE)),
        prop::option::of((0..LIFE, 0_u64..300)),
        prop::option::weighted(0.2, 0..LIFE),
    )
        .prop_map(
            |(stays, found, registered, reviewed, satisfied, held, died)| Life {
                stays,
                found,
                registered,
                reviewed,
                satisfied,
                held,
                died,
            },
        )
}

fn hospital_records(story: &mut Story, stays: &[Stay]) {
    for hospital in ["RP1", "RW4"] {
        let (mut spells, mut statuses) = (Vec::new(), Vec::new());
        for (index, one) in stays
            .iter()
            .enumerate()
            .filter(|(_, one)| one.hospital == hospital)
        {
            let start = at(one.from).to_string();
            let mut record = spell(hospital, &start, None);
            record.key = key(&format!("p{index}"));
            let left = one
                .length
                .map(|length| written(one.from + length, one.vague));
            (record.end, record.hospital_exit) = (left, left);
            record
                .treatment_orders
                .extend(one.order.map(|(after, revoked)| TreatmentOrder {
                    key: key("order"),
                    from: PartialDate::on(at(one.from + after)),
                    until: None,
                    recalled: None,
                    revoked: revoked.map(|later| PartialDate::on(at(one.from + after + later))),
                }));
            record
                .leaves
                .extend(one.leave.map(|(after, length, escorted, away)| Leave {
                    key: key("leave"),
                    from: PartialDate::on(at(one.from + after)),
                    until: Some(PartialDate::on(at(one.from + after + length))),
                    escorted,
                    overnight: None,
                    residing_away: away,
                }));
            let mut section = status(one.code, &start);
            section.key = key(&format!("s{index}"));
            section.spell = record.key.clone();
            spells.push(record);
            statuses.push(section);
        }
        if !spells.is_empty() {
            story
                .says(hospital, detention(spells))
                .says(hospital, legal_basis(statuses));
        }
    }
}

fn half(decided: Option<u64>) -> Option<Ending> {
    decided.map(|offset| ending(&at(offset).to_string()))
}

fn told(life: &Life) -> Story {
    let mut story = Story::new();
    story.on("2030-01-01");
    hospital_records(&mut story, &life.stays);
    for (offset, west) in &life.found {
        let (who, on) = (
            if *west { "E06000062" } else { "E06000061" },
            at(*offset).to_string(),
        );
        // A finding about some stay is more to the point than one about any day.
        let on = life
            .stays
            .first()
            .map_or(on, |one| at(one.from).to_string());
        story.says(
            who,
            residence(&on, ResidenceOutcome::OrdinarilyResident, Some(who)),
        );
    }
    for (offset, home) in &life.registered {
        let who = if *home { "QPM" } else { "QYG" };
        story.says(
            who,
            registration(Occasion::Current, &at(*offset).to_string(), who),
        );
    }
    let held: Vec<_> = life
        .reviewed
        .iter()
        .map(|offset| at(*offset).to_string())
        .collect();
    if !held.is_empty() {
        let held: Vec<_> = held.iter().map(|on| (on.as_str(), true)).collect();
        story.says("RP1", reviews(&held));
    }
    if let Some(half) = half(life.satisfied.0) {
        story.says("E06000062", half);
    }
    if let Some(half) = half(life.satisfied.1) {
        story.says("QPM", half);
    }
    if let Some((from, length)) = life.held {
        let mut taken = position(Status::Eligible, None);
        taken.held = Some(as_held(
            &at(from).to_string(),
            &at(from + length).to_string(),
        ));
        story.says("E06000062", taken);
    }
    if let Some(offset) = life.died {
        story.says("RP1", identity(Some(&at(offset).to_string())));
    }
    story
}

/// Days to ask about: every tenth of the life, and a day on either side of each day that any fact names.
fn days(life: &Life) -> Vec<Day> {
    let named = life.stays.iter().flat_map(|one| {
        let left = one.length.map(|length| one.from + length);
        [Some(one.from), left, left.map(|left| left + one.vague)]
    });
    let named = named
        .flatten()
        .flat_map(|offset| [offset.saturating_sub(1), offset, offset + 1]);
    let even = (0..=10).map(|tenth| tenth * LIFE / 10);
    named.chain(even).map(at).collect()
}

fn everything(entry: &Entry, on: Day) -> String {
    let facts = Facts::of(entry);
    format!(
        "{:?} {:?} {:?} {:?}",
        applies(&facts, on),
        duties(&facts, on),
        clocks(&facts, on),
        how_it_ends(&facts, on)
    )
}

proptest! {
    // The same lives every time; `PROPTEST_CASES` asks for more of them.
    #![proptest_config(ProptestConfig { cases: 300, rng_seed: RngSeed::Fixed(117), ..ProptestConfig::default() })]

    /// The same facts and day give the same answer, whatever was asked before; and no facts are too strange to be answered.
    #[test]
    fn the_answer_is_a_function_of_facts_and_day(life in life()) {
        let story = told(&life);
        for on in days(&life) {
            prop_assert_eq!(everything(&story.entry, on), everything(&story.entry.clone(), on));
        }
    }

    /// A section that does not qualify, added anywhere but into a stay that is recorded, changes nobody's entitlement.
    #[test]
    fn a_section_that_does_not_qualify_changes_no_entitlement(life in life(), extra in stay(NOT_QUALIFYING)) {
        // Whoever is still in hospital, or was brought back and not let out again, would only be moved about in it; and one body's word of a
        // death counts for less where another has an account.
        let mut life = Life { held: None, died: None, ..life };
        for one in &mut life.stays {
            one.length = one.length.or(Some(30));
            one.order = one.order.filter(|(_, revoked)| revoked.is_none());
        }
        let length = extra.length.unwrap_or(3);
        let ends = |one: &Stay| one.from + one.length.unwrap_or(0) + one.vague + 700;
        let apart = life.stays.iter().all(|one| extra.from > ends(one) || extra.from + length + extra.vague + 3 < one.from);
        let last = life.stays.iter().map(ends).max().unwrap_or(0);
        let from = if apart { extra.from } else { last + 1 + extra.from % 900 };
        let mut with = life.clone();
        with.stays.push(Stay { from, length: Some(length), order: None, leave: None, ..extra });
        let (before, after) = (told(&life), told(&with));
        let (before, after) = (Facts::of(&before.entry), Facts::of(&after.entry));
        prop_assert_eq!(before.duty(), after.duty());
        prop_assert_eq!(before.concern(), after.concern());
        for on in days(&with) {
            let (was, is) = (applies(&before, on).outcome, applies(&after, on).outcome);
            let told_nothing = matches!(was.status, s117_1::Status::CannotTell | s117_1::Status::NotEntitled | s117_1::Status::DeterminationNeeded);
            prop_assert!(was == is || told_nothing && !matches!(is.status, s117_1::Status::Entitled | s117_1::Status::Prospective), "{on}: {was:?} became {is:?}");
        }
    }

    /// A move, found by another council, without a qualifying detention: the council stays.
    #[test]
    fn a_move_without_a_qualifying_detention_changes_no_council(life in life(), moved in 0..LIFE) {
        // One body's word of a death counts for less where another has an account, and a return asks about residence too.
        let mut life = Life { held: None, died: None, ..life };
        for one in &mut life.stays {
            one.length = one.length.or(Some(30));
            one.order = one.order.filter(|(_, revoked)| revoked.is_none());
        }
        let near = |one: &Stay| {
            let until = one.from + one.length.unwrap_or(0) + one.vague + 2;
            (one.from.saturating_sub(2)..=until).contains(&moved)
        };
        let last = life.stays.iter().map(|one| one.from + one.length.unwrap_or(0) + one.vague).max().unwrap_or(0);
        let moved = if life.stays.iter().any(near) { last + 3 + moved % 900 } else { moved };
        let mut after = told(&life);
        let before = after.clone();
        after.says("E10000021", residence(&at(moved).to_string(), ResidenceOutcome::OrdinarilyResident, Some("E10000021")));
        let councils = |story: &Story, on| -> Vec<(Option<OrganisationCode>, String)> {
            let facts = Facts::of(&story.entry);
            let duties = duties(&facts, on).into_iter().filter(|one| one.kind == Kind::Council);
            duties.map(|one| (one.responsible.outcome.body().cloned(), format!("{:?}", one.status))).collect()
        };
        for on in days(&life) {
            prop_assert_eq!(councils(&before, on), councils(&after, on));
        }
    }

    /// Nothing ends without both halves.
    #[test]
    fn nothing_ends_without_both_halves(life in life(), whose in any::<bool>()) {
        let mut one_sided = life.clone();
        if whose { one_sided.satisfied.0 = None } else { one_sided.satisfied.1 = None }
        let story = told(&one_sided);
        let facts = Facts::of(&story.entry);
        for episode in &facts.episodes {
            prop_assert!(episode.ended.possible().is_never());
        }
        for on in days(&life) {
            prop_assert!(applies(&facts, on).outcome.status != s117_1::Status::Ended);
            let status = how_it_ends(&facts, on).outcome.status;
            prop_assert!(!matches!(status, end::Status::Ended | end::Status::DeterminationNeeded | end::Status::Barred), "{status:?}");
        }
    }

    /// What is certain stays so whatever the vague dates turn out to be, and nothing certain comes of dates that leave it open.
    #[test]
    fn a_vague_date_makes_no_certain_breach(life in life(), early in any::<bool>()) {
        let vague = told(&life);
        let mut exact = life.clone();
        for one in &mut exact.stays {
            if let Some(length) = one.length {
                one.length = Some(if early { length } else { length + one.vague });
            }
            one.vague = 0;
        }
        let exact = told(&exact);
        let (vague, exact) = (Facts::of(&vague.entry), Facts::of(&exact.entry));
        // Whether two stays are one depends on their dates: where that changes, they are other facts.
        prop_assume!(vague.stays.len() == exact.stays.len() && vague.episodes.len() == exact.episodes.len());
        prop_assume!(vague.episodes.iter().zip(&exact.episodes).all(|(one, other)| one.stay.contradiction() == other.stay.contradiction() && one.stay.claims.len() == other.stay.claims.len()));
        for on in days(&life) {
            let overdue = |facts: &Facts<'_>| clocks(facts, on).iter().filter(|clock| clock.state == ClockState::Overdue && clock.about.is_none()).map(|clock| clock.kind).collect::<Vec<_>>();
            if vague.duty().certain().contains(on) {
                prop_assert!(exact.duty().possible().contains(on), "{on}: certain, and then not even possible");
            }
            for kind in overdue(&vague) {
                let possible = exact.duty().possible().contains(on);
                prop_assert!(!possible || overdue(&exact).contains(&kind) || clocks(&exact, on).iter().all(|clock| clock.kind != kind), "{on}: {kind:?} was certainly overdue");
            }
        }
    }
}

/// A finding that says what it rests on does so in sentences without a gap left open, each with its end.
#[test]
fn every_sentence_is_whole() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = 0;
    for _ in 0..300 {
        let life = life().new_tree(&mut runner).unwrap().current();
        let story = told(&life);
        let facts = Facts::of(&story.entry);
        let organisations = &story.entry.organisations;
        for on in days(&life) {
            let entitlement = applies(&facts, on);
            let duties = duties(&facts, on);
            let ending = how_it_ends(&facts, on);
            let sentences = entitlement.because.iter().chain(&ending.because);
            let sentences = sentences.chain(duties.iter().flat_map(|one| &one.responsible.because));
            let changes = entitlement.would_change.iter().chain(&ending.would_change);
            let changes =
                changes.chain(duties.iter().flat_map(|one| &one.responsible.would_change));
            for text in sentences
                .map(|one| &one.sentence)
                .chain(changes)
                .map(|one| one.read(organisations))
            {
                assert!(
                    text.ends_with('.')
                        && !text.contains("{}")
                        && !text.contains('…')
                        && !text.contains("fault "),
                    "{text}"
                );
                seen += 1;
            }
            assert!(
                !entitlement.because.is_empty() && !entitlement.would_change.is_empty(),
                "{entitlement:?}"
            );
            for duty in &duties {
                assert!(
                    !duty.responsible.because.is_empty()
                        && !duty.responsible.would_change.is_empty(),
                    "{duty:?}"
                );
            }
        }
    }
    assert!(seen > 10_000, "{seen} sentences");
}
