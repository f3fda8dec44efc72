//! What several bodies tell of one stay: whose word counts, and what cannot all be.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method of a stay of some lifetime is not one of a stay of any"
)]

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{as_held, position, transfer};
use crate::domain::fixture::{Story, date, day, key, stories};
use crate::domain::law::hospital_claim::After;
use crate::domain::law::hospital_stay::{Contradiction, Stay, stays};
use crate::domain::law::legal_status::{Qualifies, label};
use crate::domain::law::s117_1::applies;
use crate::domain::part::Answer;
use crate::domain::part::detention::{ConditionalDischarge, Detention, Leave, TreatmentOrder};
use crate::domain::part::legal_basis::LegalStatusCode;
use crate::domain::part::position::{AsHeld, Position, Status};
use crate::domain::partial_date::PartialDate;

/// One stay under a status, from 10 January to 20 March 2024.
fn one(code: &str) -> Story {
    let mut story = Story::new();
    story
        .on("2026-01-05")
        .stays("RP1", code, "2024-01-10", Some("2024-03-20"));
    story
}

fn holds(story: &mut Story, who: &str, held: AsHeld) {
    story.says(
        who,
        Position {
            held: Some(held),
            ..position(Status::Eligible, None)
        },
    );
}

fn held(qualifying: Answer) -> AsHeld {
    AsHeld {
        qualifying: Some(qualifying),
        ..as_held("2024-01-10", "2024-03-20")
    }
}

fn with_first<T>(story: &Story, look: impl FnOnce(&Stay<'_>) -> T) -> T {
    look(&stays(&story.entry)[0])
}

fn contradiction(story: &Story) -> Option<Contradiction> {
    with_first(story, |stay| stay.contradiction())
}

#[test]
fn a_hospital_and_a_body_that_differ_on_the_section_contradict_each_other() {
    for (code, holdings, differ) in [
        ("02", &[][..], false),
        ("02", &[("E06000062", Answer::Yes)], true),
        ("02", &[("E06000062", Answer::No)], false),
        ("02", &[("E06000062", Answer::Unknown)], false),
        ("03", &[("E06000062", Answer::No)], false),
        ("99", &[("E06000062", Answer::Yes)], false),
        ("99", &[("E06000062", Answer::No)], false),
        (
            "99",
            &[("E06000062", Answer::Yes), ("QPM", Answer::No)],
            true,
        ),
        (
            "99",
            &[("E06000062", Answer::Yes), ("QPM", Answer::Unknown)],
            false,
        ),
    ] {
        let mut story = one(code);
        for (who, answer) in holdings {
            holds(&mut story, who, held(*answer));
        }
        let expected = differ.then_some(Contradiction::Section);
        assert_eq!(contradiction(&story), expected, "{code} {holdings:?}");
    }
}

#[test]
fn who_left_one_hospital_and_is_in_another_is_a_contradiction() {
    let mut beside = one("03");
    beside.stays("RW4", "03", "2024-02-01", None);
    assert_eq!(contradiction(&beside), Some(Contradiction::StillThere));

    let mut same_day = one("03");
    same_day.stays("RW4", "03", "2024-01-10", None);
    assert_eq!(contradiction(&same_day), Some(Contradiction::StillThere));

    // One that began earlier was not closed when the person moved on.
    let mut before = one("03");
    before.stays("RW4", "03", "2024-01-05", None);
    assert_eq!(contradiction(&before), None);

    let mut moved_on = one("03");
    moved_on
        .stays("RW4", "03", "2024-02-01", None)
        .revises("RW4", |part: &mut Detention| {
            part.spells.items[0]
                .transfers
                .push(transfer("2024-02-10", "RP1"));
        });
    assert_eq!(contradiction(&moved_on), None);

    let mut over = one("03");
    over.stays("RW4", "03", "2024-02-01", Some("2024-02-10"));
    assert_eq!(contradiction(&over), None);
    assert_eq!(contradiction(&one("03")), None);
}

#[test]
fn a_hospital_dates_its_own_detention() {
    let mut story = one("03");
    holds(&mut story, "E06000062", as_held("2024-01-14", "2024-03-20"));
    assert_eq!(
        with_first(&story, |stay| stay.detained_from()),
        Some(date("2024-01-10"))
    );
    let mut earlier = one("03");
    holds(
        &mut earlier,
        "E06000062",
        as_held("2024-01-05", "2024-03-20"),
    );
    assert_eq!(
        with_first(&earlier, |stay| stay.detained_from()),
        Some(date("2024-01-10"))
    );
    let mut alone = Story::new();
    alone.on("2026-01-05");
    holds(&mut alone, "E06000062", as_held("2024-01-14", "2024-03-20"));
    assert_eq!(
        with_first(&alone, |stay| stay.detained_from()),
        Some(date("2024-01-14"))
    );
}

#[test]
fn what_others_hold_of_the_leaving_widens_it_where_it_differs() {
    for (left, exit) in [
        ("2024-03-20", "2024-03-20"),
        ("2024-03-21", "2024-03-20"),
        ("2024-03-22", "2024-03-20/2024-03-22"),
        ("2024-03-15", "2024-03-15/2024-03-20"),
    ] {
        let mut story = one("03");
        holds(&mut story, "E06000062", as_held("2024-01-10", left));
        assert_eq!(
            with_first(&story, |stay| stay.exit),
            Some(date(exit)),
            "{left}"
        );
    }
}

#[test]
fn detention_ends_where_the_person_was_detained_last() {
    let ruth = stories::ruth();
    assert_eq!(
        with_first(&ruth, |stay| stay.detention_ended()),
        Some(date("2024-03-20"))
    );
    assert_eq!(
        with_first(&ruth, |stay| stay.exit),
        Some(date("2024-04-27"))
    );
    // An informal stay elsewhere that began while detained does not end the detention.
    let operation = stories::operation();
    assert_eq!(with_first(&operation, |stay| stay.detention_ended()), None);
}

fn leave(from: &str, until: Option<&str>, away: Answer) -> Leave {
    Leave {
        key: key(from),
        from: date(from),
        until: until.map(date),
        escorted: Some(Answer::No),
        overnight: Some(Answer::Yes),
        residing_away: Some(away),
    }
}

fn on_leave(leaves: Vec<Leave>) -> Story {
    let mut story = Story::new();
    story
        .on("2026-01-05")
        .stays("RP1", "03", "2024-01-10", None);
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].leaves = leaves;
    });
    story
}

#[test]
fn away_since_the_leave_that_the_person_is_on() {
    let story = on_leave(vec![
        leave("2024-02-01", Some("2024-02-05"), Answer::Yes),
        leave("2024-03-01", Some("2024-03-08"), Answer::Yes),
    ]);
    let away = |on: &str| with_first(&story, |stay| stay.away_from(day(on)));
    let since = |text: &str| Some(date(text));
    assert_eq!(away("2024-01-31"), None);
    assert_eq!(away("2024-02-01"), since("2024-02-01"));
    assert_eq!(away("2024-02-04"), since("2024-02-01"));
    assert_eq!(away("2024-02-05"), None, "back on this day");
    assert_eq!(away("2024-03-01"), since("2024-03-01"));
    assert_eq!(away("2024-03-08"), None);

    let open = on_leave(vec![leave("2024-02-01", None, Answer::Yes)]);
    let facts = Facts::of(&open.entry);
    let entitlement = applies(&facts, day("2024-06-01")).outcome;
    assert_eq!(entitlement.since, since("2024-02-01"));
}

/// Section 37, with what puts the person out of hospital.
fn out_by(order: Option<TreatmentOrder>, discharge: Option<ConditionalDischarge>) -> Story {
    let mut story = Story::new();
    story
        .on("2026-01-05")
        .stays("RP1", "10", "2022-01-10", None);
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].treatment_orders = order.into_iter().collect();
        part.spells.items[0].conditional_discharge = discharge;
    });
    story
}

fn order(from: &str, recalled: Option<&str>, revoked: Option<&str>) -> TreatmentOrder {
    TreatmentOrder {
        key: key(from),
        from: date(from),
        until: None,
        recalled: recalled.map(date),
        revoked: revoked.map(date),
    }
}

#[test]
fn two_hospitals_that_record_one_return_record_one_stay() {
    let mut story = out_by(Some(order("2023-03-01", None, Some("2024-09-01"))), None);
    story.stays("RW4", "10", "2024-09-01", Some("2024-11-01"));
    assert_eq!(stays(&story.entry).len(), 2);
    let again: Vec<_> = stays(&story.entry).iter().map(Stay::again).collect();
    assert!(again[0].is_none() && again[1].is_some(), "{again:?}");
}

#[test]
fn a_stay_between_an_order_and_its_revocation_is_no_return_by_it() {
    // Admitted under a fresh order while the first was in the community, and out again before the recall.
    let mut before = out_by(Some(order("2023-03-01", None, Some("2024-09-01"))), None);
    before.stays("RW4", "03", "2024-02-01", Some("2024-04-01"));
    let found = stays(&before.entry);
    let fresh = found.iter().find(|one| one.subject().starts_with("RW4"));
    assert_eq!(fresh.map(Stay::again), Some(None));

    // And one long after it is none either.
    let mut after = out_by(Some(order("2023-03-01", None, Some("2024-02-01"))), None);
    after.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].hospital_exit = Some(date("2024-03-01"));
    });
    after.stays("RW4", "03", "2024-09-01", Some("2024-10-01"));
    let found = stays(&after.entry);
    let fresh = found.iter().find(|one| one.subject().starts_with("RW4"));
    assert_eq!(fresh.map(Stay::again), Some(None));

    // What another body holds is no return.
    let mut told = out_by(Some(order("2023-03-01", None, Some("2024-09-01"))), None);
    holds(&mut told, "QPM", as_held("2024-09-01", "2024-11-01"));
    let found = stays(&told.entry);
    let mut claims = found.iter().flat_map(|stay| &stay.claims);
    let held = claims.find(|claim| !claim.own_spell());
    assert_eq!(held.map(|claim| claim.again), Some(None));
}

#[test]
fn an_order_in_force_puts_the_person_out_from_its_own_day() {
    // The order that was made before the return is over; the one in force is the one that puts the person out.
    let mut story = out_by(Some(order("2023-03-01", None, Some("2024-09-01"))), None);
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0]
            .treatment_orders
            .push(order("2025-01-15", None, None));
    });
    let exits: Vec<Option<PartialDate>> = stays(&story.entry).iter().map(|one| one.exit).collect();
    assert_eq!(exits, [Some(date("2023-03-01")), Some(date("2025-01-15"))]);
}

#[test]
fn an_order_made_before_the_return_is_not_the_one_in_force() {
    let mut story = out_by(Some(order("2023-06-01", None, Some("2024-09-01"))), None);
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0]
            .treatment_orders
            .push(order("2023-03-01", None, None));
    });
    let last = stays(&story.entry).pop().map(|one| one.exit);
    assert_eq!(last, Some(None), "still there since the return");
}

#[test]
fn an_order_on_a_section_that_does_not_qualify_is_a_slip() {
    let mut story = Story::new();
    story
        .on("2026-01-05")
        .stays("RP1", "02", "2024-01-10", None);
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].treatment_orders = vec![order("2024-02-01", None, None)];
    });
    assert_eq!(with_first(&story, |stay| stay.exit), None);
    let claim = with_first(&story, |stay| {
        (stay.claims[0].share, stay.claims[0].left_by)
    });
    assert_eq!(claim, (0, None));
}

#[test]
fn a_spell_cut_by_an_order_says_what_became_of_the_person_in_it() {
    let mut story = out_by(Some(order("2023-03-01", None, Some("2024-09-01"))), None);
    let after = |story: &Story| -> Vec<After> {
        let found = stays(&story.entry);
        let claims = found.iter().flat_map(|stay| &stay.claims);
        claims.map(|claim| claim.after).collect()
    };
    assert_eq!(after(&story), [After::Over, After::There]);
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].transfers = vec![transfer("2024-10-01", "RW4")];
    });
    assert_eq!(after(&story), [After::MovedOn, After::MovedOn]);
}

#[test]
fn a_claim_without_a_date_adds_nothing_where_another_has_one() {
    let nothing_dated = AsHeld {
        qualifying: Some(Answer::Yes),
        detained_on: None,
        left_hospital_on: None,
        source: None,
    };
    let mut story = one("03");
    holds(&mut story, "E06000062", nothing_dated);
    assert_eq!(stays(&story.entry).len(), 1);
    assert_eq!(with_first(&story, |stay| stay.claims.len()), 1);
    assert_eq!(with_first(&story, |stay| stay.qualifies()), Qualifies::Yes);
}

#[test]
fn every_code_has_its_own_label() {
    let label = |code: &str| label(code.parse::<LegalStatusCode>().unwrap());
    for (code, name) in [
        ("01", "informal"),
        ("02", "section 2"),
        ("03", "section 3"),
        ("04", "section 4"),
        ("05", "section 5(2)"),
        ("06", "section 5(4)"),
        ("07", "section 35"),
        ("08", "section 36"),
        ("09", "section 37 with section 41"),
        ("10", "section 37"),
        ("12", "section 38"),
        ("13", "section 44"),
        ("14", "section 46"),
        ("15", "section 47 with section 49"),
        ("16", "section 47"),
        ("17", "section 48 with section 49"),
        ("18", "section 48"),
        ("19", "section 135"),
        ("20", "section 136"),
        ("31", "the Criminal Procedure (Insanity) Acts"),
        ("32", "another Act"),
        ("33", "supervised discharge (1995 Act)"),
        ("34", "section 45A"),
        ("35", "guardianship under section 7"),
        ("36", "guardianship under section 37"),
        ("37", "section 45A"),
        ("38", "section 45A"),
        ("98", "not known"),
        ("99", "not known"),
    ] {
        assert_eq!(label(code), name, "{code}");
    }
}
