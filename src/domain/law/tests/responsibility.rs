//! Which council and which ICB.

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{position, registration, residence};
use crate::domain::fixture::{Story, date, day, key, org, stories};
use crate::domain::law::responsible_icb::responsible_icb;
use crate::domain::law::s117_2::{Status, duties};
use crate::domain::law::s117_3::responsible_council;
use crate::domain::law::{Confidence, Finding, Responsible};
use crate::domain::organisation::Kind;
use crate::domain::part::address::{Address, Stay as AddressStay};
use crate::domain::part::detention::{Detention, TreatmentOrder};
use crate::domain::part::legal_basis::LegalBasis;
use crate::domain::part::position::Status as PositionStatus;
use crate::domain::part::registration::{Occasion, Registration};
use crate::domain::part::residence::{Residence, ResidenceOutcome};
use crate::domain::part::{Answer, Listed};

const TODAY: &str = "2025-01-06";

fn stay(code: &str, start: &str, exit: Option<&str>) -> Story {
    let mut story = Story::new();
    story.on(TODAY).stays("RP1", code, start, exit);
    story
}

fn council(story: &Story) -> Finding<Responsible> {
    let facts = Facts::of(&story.entry);
    responsible_council(&facts, facts.episodes.len() - 1, day(TODAY))
}

fn icb(story: &Story) -> Finding<Responsible> {
    let facts = Facts::of(&story.entry);
    responsible_icb(&facts, facts.episodes.len() - 1, day(TODAY)).statutory
}

fn cites(finding: &Finding<Responsible>, code: &str) -> bool {
    finding
        .because
        .iter()
        .any(|reason| reason.provision.code == code)
}

fn is(code: &str) -> Responsible {
    Responsible::Is(org(code))
}

#[test]
fn the_council_is_that_of_ordinary_residence_immediately_before_the_detention() {
    let mut story = stay("03", "2024-01-10", Some("2024-03-20"));
    assert!(
        matches!(council(&story).outcome, Responsible::CannotTell(_)),
        "no finding is recorded"
    );
    story.says(
        "E06000061",
        residence(
            "2020-05-01",
            ResidenceOutcome::OrdinarilyResident,
            Some("E06000061"),
        ),
    );
    assert!(
        matches!(council(&story).outcome, Responsible::CannotTell(_)),
        "the finding is about another time"
    );
    story.says(
        "E06000062",
        residence(
            "2024-01-10",
            ResidenceOutcome::OrdinarilyResident,
            Some("E06000062"),
        ),
    );
    assert_eq!(council(&story).outcome, is("E06000062"));
}

#[test]
fn moving_to_another_area_changes_no_council() {
    let mut story = stories::kept_well();
    let before = council(&story);
    let student = AddressStay {
        key: key("term"),
        postcode: "M13 9PL".parse().ok(),
        no_fixed_abode: false,
        from: Some(date("2024-09")),
        until: None,
    };
    let moved = Address {
        stays: Listed::of(vec![student]),
        protected: false,
    };
    story
        .on(TODAY)
        .says("RP1", moved)
        .says("QYG", registration(Occasion::Current, TODAY, "QYG"));
    assert_eq!(council(&story), before);
    assert_eq!(before.outcome, is("E06000062"));
    assert_eq!(icb(&story).outcome, is("QPM"), "nor the ICB");
}

#[test]
fn without_settled_residence_it_is_the_area_the_person_was_sent_to() {
    let mut story = stay("03", "2024-01-10", Some("2024-03-20"));
    story.says(
        "E06000062",
        residence("2024-01-10", ResidenceOutcome::NoSettledResidence, None),
    );
    assert!(
        matches!(council(&story).outcome, Responsible::CannotTell(_)),
        "nobody says where"
    );
    story.says(
        "E06000062",
        residence(
            "2024-01-10",
            ResidenceOutcome::NoSettledResidence,
            Some("E06000061"),
        ),
    );
    assert_eq!(council(&story).outcome, is("E06000061"));
    story.says(
        "E06000062",
        residence(
            "2024-01-10",
            ResidenceOutcome::Undetermined,
            Some("E06000062"),
        ),
    );
    assert!(
        matches!(council(&story).outcome, Responsible::CannotTell(_)),
        "looked into and not decided"
    );
}

#[test]
fn findings_that_differ_need_a_determination_between_them() {
    let mut story = stay("03", "2024-01-10", Some("2024-03-20"));
    for body in ["E06000061", "E06000062"] {
        story.says(
            body,
            residence(
                "2024-01-10",
                ResidenceOutcome::OrdinarilyResident,
                Some(body),
            ),
        );
    }
    assert_eq!(
        council(&story).outcome,
        Responsible::DeterminationNeeded(vec![org("E06000061"), org("E06000062")])
    );
}

#[test]
fn a_detention_across_1_april_2015_needs_a_determination() {
    let found_to_be = |outcome, start: &str, exit: &str| {
        let mut story = stay("03", start, Some(exit));
        story.says("E06000062", residence(start, outcome, Some("E06000062")));
        council(&story)
    };
    let found = |start: &str, exit: &str| found_to_be(ResidenceOutcome::Resident, start, exit);
    let across = found("2015-03-31", "2015-04-01");
    assert_eq!(
        across.outcome,
        Responsible::DeterminationNeeded(vec![org("E06000062")])
    );
    assert_eq!(
        found("2015-03-01", "2015-03-31").outcome,
        is("E06000062"),
        "all of it under the old test"
    );
    let before = found("2015-03-01", "2015-03-31");
    assert!(cites(&before, "CA-75-3"), "{before:?}");
    let ordinarily = ResidenceOutcome::OrdinarilyResident;
    assert_eq!(
        found_to_be(ordinarily, "2015-04-01", "2015-05-01").outcome,
        is("E06000062"),
        "all of it under the new test"
    );
    assert_eq!(
        found("2015-04-01", "2015-05-01").outcome,
        Responsible::DeterminationNeeded(vec![org("E06000062")]),
        "residence is not the test any more"
    );
}

#[test]
fn a_divided_council_needs_a_determination_unless_the_person_is_assigned() {
    let mut story = stay("03", "2020-01-10", Some("2020-03-20"));
    story.says(
        "E10000021",
        residence(
            "2020-01-10",
            ResidenceOutcome::OrdinarilyResident,
            Some("E10000021"),
        ),
    );
    assert_eq!(
        council(&story).outcome,
        Responsible::DeterminationNeeded(vec![org("E06000061"), org("E06000062")])
    );
    let facts = Facts::of(&story.entry);
    assert_eq!(
        responsible_council(&facts, 0, day("2021-03-31")).outcome,
        is("E10000021"),
        "the day before it was divided"
    );
    story.assigns("E10000021", "E06000062");
    assert_eq!(council(&story).outcome, is("E06000062"));
}

#[test]
fn a_further_qualifying_detention_supersedes_the_council_and_not_the_icb() {
    let story = stories::redetained();
    let duties = duties(&Facts::of(&story.entry), day(TODAY));
    let seen: Vec<_> = duties
        .iter()
        .map(|duty| {
            (
                duty.kind,
                duty.responsible.outcome.clone(),
                duty.status,
                duty.until,
            )
        })
        .collect();
    let expected = vec![
        (
            Kind::Council,
            is("E06000061"),
            Status::Superseded,
            Some(date("2024-02-01")),
        ),
        (Kind::Council, is("E06000062"), Status::Owed, None),
        (Kind::Icb, is("QPM"), Status::Owed, None),
    ];
    assert_eq!(seen, expected);
    assert_eq!(duties[1].since, Some(date("2024-05-01")));
    assert_eq!(
        duties[2].since,
        Some(date("2022-10-01")),
        "the ICB's duty is the one that began first"
    );
    assert_eq!(duties[1].responsible.confidence, Confidence::Law);
    assert_eq!(
        duties[2].responsible.confidence,
        Confidence::Policy,
        "the drafting is contested"
    );
    assert!(
        cites(&duties[2].responsible, "SI-2022-635-5-3"),
        "{:?}",
        duties[2].responsible
    );
}

#[test]
fn in_hospital_again_the_new_council_plans_and_the_icb_waits() {
    let duties = duties(&Facts::of(&stories::redetained().entry), day("2024-03-01"));
    let seen: Vec<_> = duties.iter().map(|duty| duty.status).collect();
    assert_eq!(
        seen,
        [Status::Superseded, Status::Prospective, Status::InHospital]
    );
}

#[test]
fn readmission_under_section_2_moves_neither() {
    let story = stories::with_section_2(&stories::kept_well(), "2024-06-03", "2024-06-20");
    let now = |story: &Story| duties(&Facts::of(&story.entry), day(TODAY));
    assert_eq!(now(&story), now(&stories::kept_well()));
}

#[test]
fn before_leaving_hospital_both_duties_are_prospective() {
    let duties = duties(&Facts::of(&stories::operation().entry), day("2024-02-10"));
    let seen: Vec<_> = duties.iter().map(|duty| (duty.kind, duty.status)).collect();
    assert_eq!(
        seen,
        [
            (Kind::Council, Status::Prospective),
            (Kind::Icb, Status::Prospective)
        ]
    );
}

#[test]
fn an_application_on_or_after_1_july_2022_looks_at_the_day_it_was_made() {
    let mut story = stay("03", "2022-07-01", Some("2022-09-01"));
    assert!(
        matches!(icb(&story).outcome, Responsible::CannotTell(_)),
        "nobody records the registration"
    );
    story.says(
        "QYG",
        registration(Occasion::Discharge, "2022-09-01", "QYG"),
    );
    assert!(
        matches!(icb(&story).outcome, Responsible::CannotTell(_)),
        "that is another day"
    );
    story.says(
        "QPM",
        registration(Occasion::Application, "2022-07-01", "QPM"),
    );
    assert_eq!(icb(&story).outcome, is("QPM"));
    assert!(cites(&icb(&story), "SI-2022-635-7-2"), "{:?}", icb(&story));
}

#[test]
fn an_application_before_1_july_2022_looks_at_that_day() {
    let mut story = stay("03", "2022-07-02", Some("2022-09-01"));
    story.revises("RP1", |basis: &mut LegalBasis| {
        basis.statuses.items[0].application = Some(date("2022-06-30"));
    });
    story.says(
        "QPM",
        registration(Occasion::FirstJuly2022, "2022-07-01", "QPM"),
    );
    assert_eq!(icb(&story).outcome, is("QPM"));
    assert!(cites(&icb(&story), "SI-2022-635-6"), "{:?}", icb(&story));
    story.revises("RP1", |basis: &mut LegalBasis| {
        basis.statuses.items[0].application = Some(date("2022-06-30/2022-07-01"));
    });
    assert!(
        matches!(icb(&story).outcome, Responsible::CannotTell(_)),
        "before or after is not recorded"
    );
}

#[test]
fn who_had_left_before_1_july_2022_is_with_the_icb_of_that_day_even_under_part_3() {
    for code in ["03", "10"] {
        let mut story = stay(code, "2021-07-02", Some("2022-06-30"));
        story.says(
            "QPM",
            registration(Occasion::FirstJuly2022, "2022-07-01", "QPM"),
        );
        assert_eq!(icb(&story).outcome, is("QPM"), "{code}");
        assert!(
            cites(&icb(&story), "SI-2022-635-7-3"),
            "{code}: {:?}",
            icb(&story)
        );
    }
}

#[test]
fn a_detention_that_nhs_england_arranged_looks_at_discharge_or_at_its_first_day() {
    let arranged = |basis: &mut LegalBasis| {
        basis.statuses.items[0].commissioned_by_nhs_england = Some(Answer::Yes);
    };
    let mut before = stay("10", "2022-06-30", Some("2022-09-01"));
    before.revises("RP1", arranged).says(
        "QPM",
        registration(Occasion::Discharge, "2022-09-01", "QPM"),
    );
    assert_eq!(icb(&before).outcome, is("QPM"));
    assert!(
        cites(&icb(&before), "SI-2022-635-7-4"),
        "{:?}",
        icb(&before)
    );
    let mut after = stay("10", "2022-07-01", Some("2022-09-01"));
    after.revises("RP1", arranged).says(
        "QPM",
        registration(Occasion::DetentionBegan, "2022-07-01", "QPM"),
    );
    assert_eq!(icb(&after).outcome, is("QPM"));
    assert!(cites(&icb(&after), "SI-2022-635-7-5"), "{:?}", icb(&after));
}

#[test]
fn part_3_without_nhs_england_falls_back_on_ordinary_residence() {
    let mut story = stay("10", "2023-01-10", Some("2023-09-01"));
    story.says(
        "QPM",
        registration(Occasion::Application, "2023-01-10", "QPM"),
    );
    assert!(
        matches!(icb(&story).outcome, Responsible::CannotTell(_)),
        "the GP practice does not decide"
    );
    story.says(
        "QYG",
        registration(Occasion::OrdinaryResidence, "2023-01-10", "QYG"),
    );
    assert_eq!(icb(&story).outcome, is("QYG"));
    assert!(cites(&icb(&story), "MHA-117-3"), "{:?}", icb(&story));
}

#[test]
fn the_published_case_stays_with_home_council_and_home_icb() {
    let duties = duties(
        &Facts::of(&stories::west_northamptonshire().entry),
        day("2025-10-24"),
    );
    let seen: Vec<_> = duties
        .iter()
        .map(|duty| (duty.responsible.outcome.clone(), duty.status, duty.since))
        .collect();
    let owed = |code| (is(code), Status::Owed, Some(date("2023-06-27")));
    assert_eq!(seen, [owed("E06000062"), owed("QPM")]);
}

#[test]
fn a_view_that_was_overtaken_is_shown_where_a_body_still_relies_on_it() {
    let mut story = stories::redetained();
    assert!(council(&story).overtaken.is_empty(), "nobody relies on it");
    let relies = |story: &mut Story, who: &str, on: &str| {
        let mut taken = position(PositionStatus::Eligible, None);
        taken.responsible_council = Some(org(on));
        story.says(who, taken);
    };
    story.on(TODAY);
    relies(&mut story, "RP1", "E06000062");
    assert!(
        council(&story).overtaken.is_empty(),
        "the one it names is the one by law"
    );
    relies(&mut story, "RP1", "E06000061");
    let overtaken = council(&story).overtaken;
    assert_eq!(overtaken.len(), 1, "{overtaken:?}");
    assert_eq!(
        (overtaken[0].view.code, overtaken[0].by.code),
        ("OMB-2022-REDETENTION", "UKSC-2023-31")
    );
    assert_eq!(
        (&overtaken[0].body, overtaken[0].held_by.as_slice()),
        (&org("E06000061"), &[org("RP1")][..])
    );
    let claim = Residence {
        findings: Listed::default(),
        claim: Some(org("E06000061")),
        determinations: Vec::new(),
    };
    story.says("E10000021", claim);
    assert_eq!(
        council(&story).overtaken[0].held_by,
        [org("RP1"), org("E10000021")]
    );
}

#[test]
fn what_the_guidance_expected_of_1_july_2022_is_shown_where_a_body_still_relies_on_it() {
    let mut story = stay("03", "2021-07-02", Some("2022-02-01"));
    story.says(
        "QPM",
        registration(Occasion::FirstJuly2022, "2022-07-01", "QPM"),
    );
    story.says(
        "QYG",
        registration(Occasion::OrdinaryResidence, "2021-07-02", "QYG"),
    );
    assert!(icb(&story).overtaken.is_empty(), "nobody relies on it");
    let claims = |who: &str| Registration {
        claim: Some(org(who)),
        ..registration(Occasion::OrdinaryResidence, "2021-07-02", "QYG")
    };
    story.says("QYG", claims("QPM"));
    assert!(
        icb(&story).overtaken.is_empty(),
        "the one it names is the one by law"
    );
    story.says("QYG", claims("QYG"));
    let overtaken = icb(&story).overtaken;
    assert_eq!(overtaken.len(), 1, "{overtaken:?}");
    assert_eq!(
        (overtaken[0].view.code, overtaken[0].by.code),
        ("OMB-2022-ICB", "SI-2022-635-7-3")
    );
    assert_eq!(
        (&overtaken[0].body, overtaken[0].held_by.as_slice()),
        (&org("QYG"), &[org("QYG")][..])
    );
    let mut new = stay("03", "2023-07-02", Some("2023-08-01"));
    new.says(
        "QPM",
        registration(Occasion::Application, "2023-07-02", "QPM"),
    );
    new.says(
        "QYG",
        Registration {
            claim: Some(org("QYG")),
            ..registration(Occasion::OrdinaryResidence, "2023-07-02", "QYG")
        },
    );
    assert!(
        icb(&new).overtaken.is_empty(),
        "the guidance and the regulations agree on new detentions"
    );
}

#[test]
fn a_recall_that_comes_to_nothing_is_no_detention() {
    let mut story = stay("03", "2024-01-10", Some("2024-03-20"));
    story.revises("RP1", |part: &mut Detention| {
        part.spells.items[0].treatment_orders.push(TreatmentOrder {
            key: key("order"),
            from: date("2024-03-20"),
            until: None,
            recalled: Some(date("2024-05-01")),
            revoked: None,
        });
    });
    let episodes = |story: &Story| Facts::of(&story.entry).episodes.len();
    story.stays("RP1", "03", "2024-05-01", Some("2024-05-03"));
    assert_eq!(episodes(&story), 1, "back for three days");
    story.stays("RP1", "03", "2024-05-20", Some("2024-06-03"));
    assert_eq!(
        episodes(&story),
        2,
        "weeks after it, a detention of its own"
    );
}

#[test]
fn the_body_of_the_area_has_the_name_of_its_time() {
    let sentence = |on: &str, start: &str| -> String {
        let mut story = Story::new();
        story.on("2026-01-05").stays(
            "RP1",
            "03",
            start,
            Some("2012-06-01")
                .filter(|_| start < "2013")
                .or(Some("2017-06-01")),
        );
        let facts = Facts::of(&story.entry);
        let found = responsible_icb(&facts, 0, day(on)).statutory;
        found.because[0].sentence.read(&story.entry.organisations)
    };
    assert!(sentence("2013-03-31", "2012-01-10").starts_with("The PCT of the area"));
    assert!(sentence("2017-07-01", "2017-01-10").starts_with("The CCG of the area"));
}
