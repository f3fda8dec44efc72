//! What may be asked of the person.

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{housing, identity};
use crate::domain::fixture::{Story, date, key, stories};
use crate::domain::law::Finding;
use crate::domain::law::charges::{Lawful, accommodation_plus, payment, top_up_lacks};
use crate::domain::part::Answer;
use crate::domain::part::identity::Identity;
use crate::domain::part::money::{Payer, Payment, PaymentKind, TopUpAgreement};
use crate::domain::part::services::{AccommodationPlus, Service};

fn paid(kind: PaymentKind, from: &str, until: Option<&str>) -> Payment {
    Payment {
        key: key("paid"),
        kind,
        service: None,
        payer: Payer::Person,
        from: date(from),
        until: until.map(date),
        weekly_pence: Some(10_000),
        total_pence: None,
        borne_pence: None,
        agreement: None,
        refunds: Vec::new(),
    }
}

fn service() -> Service {
    housing("2024-03-20").services.items[0].clone()
}

fn found(story: &Story, one: &Payment, service: Option<&Service>) -> Finding<Lawful> {
    payment(&Facts::of(&story.entry), one, service)
}

#[track_caller]
fn is(story: &Story, one: &Payment, service: Option<&Service>, lawful: Lawful, code: &str) {
    let found = found(story, one, service);
    assert_eq!(found.outcome, lawful, "{found:?}");
    let cites = found
        .because
        .iter()
        .any(|reason| reason.provision.code == code);
    assert!(cites, "{code}: {found:?}");
}

const fn agreement() -> TopUpAgreement {
    TopUpAgreement {
        written: Some(Answer::Yes),
        made: None,
        preferred: Some(Answer::Yes),
        usual_cost_weekly_pence: Some(80_000),
        additional_weekly_pence: Some(10_000),
        terms_settled: Some(Answer::Yes),
    }
}

#[test]
fn a_charge_for_after_care_while_it_is_owed_is_not_lawful() {
    let story = stories::plain();
    for kind in [
        PaymentKind::Charge,
        PaymentKind::Contribution,
        PaymentKind::PaidPrivately,
    ] {
        is(
            &story,
            &paid(kind, "2024-04-01", None),
            Some(&service()),
            Lawful::No,
            "UKHL-2002-34",
        );
    }
}

#[test]
fn nothing_is_owed_back_for_days_on_which_nothing_was_owed() {
    let story = stories::plain();
    is(
        &story,
        &paid(PaymentKind::Charge, "2023-01-01", Some("2023-06-01")),
        Some(&service()),
        Lawful::Yes,
        "MHA-117-6",
    );
    let across = paid(PaymentKind::Charge, "2023-01-01", Some("2024-03-21"));
    is(
        &story,
        &across,
        Some(&service()),
        Lawful::No,
        "UKHL-2002-34",
    );
}

#[test]
fn what_is_possibly_owed_is_possibly_owed_back() {
    let mut story = Story::new();
    story
        .on("2025-01-06")
        .stays("RP1", "03", "2024-01-10", Some("2024-03"));
    let within = paid(PaymentKind::Charge, "2024-03-05", Some("2024-03-10"));
    is(
        &story,
        &within,
        Some(&service()),
        Lawful::DeterminationNeeded,
        "UKHL-2002-34",
    );
}

#[test]
fn whether_it_is_after_care_is_asked_first() {
    let story = stories::plain();
    let charge = paid(PaymentKind::Charge, "2024-04-01", None);
    let held = |section_117| Service {
        section_117,
        ..service()
    };
    is(
        &story,
        &charge,
        Some(&held(Some(Answer::No))),
        Lawful::Yes,
        "EWHC-2013-1637",
    );
    for open in [Some(Answer::Unknown), None] {
        is(
            &story,
            &charge,
            Some(&held(open)),
            Lawful::DeterminationNeeded,
            "MHA-117-6",
        );
    }
    is(
        &story,
        &charge,
        None,
        Lawful::DeterminationNeeded,
        "MHA-117-6",
    );
    let limb = |reduces_risk| Service {
        accommodation: Some(AccommodationPlus {
            enhanced_specialised: Some(Answer::Yes),
            related_to_detention: Some(Answer::Yes),
            reduces_risk,
        }),
        ..service()
    };
    is(
        &story,
        &charge,
        Some(&limb(Some(Answer::Yes))),
        Lawful::No,
        "UKHL-2002-34",
    );
    is(
        &story,
        &charge,
        Some(&limb(Some(Answer::No))),
        Lawful::Yes,
        "EWHC-2013-1637",
    );
    is(
        &story,
        &charge,
        Some(&limb(None)),
        Lawful::DeterminationNeeded,
        "MHA-117-6",
    );
}

#[test]
fn accommodation_is_after_care_with_all_three_limbs_and_not_without_one() {
    let limbs = |one, two, three| {
        accommodation_plus(&AccommodationPlus {
            enhanced_specialised: one,
            related_to_detention: two,
            reduces_risk: three,
        })
    };
    let (yes, no) = (Some(Answer::Yes), Some(Answer::No));
    assert_eq!(limbs(yes, yes, yes), Lawful::Yes);
    for (one, two, three) in [
        (no, yes, yes),
        (yes, no, yes),
        (yes, yes, no),
        (None, None, no),
    ] {
        assert_eq!(limbs(one, two, three), Lawful::No);
    }
    assert_eq!(limbs(yes, None, yes), Lawful::DeterminationNeeded);
    assert_eq!(
        limbs(yes, yes, Some(Answer::Unknown)),
        Lawful::DeterminationNeeded
    );
}

#[test]
fn a_written_top_up_is_lawful_from_1_april_2015_for_an_adult() {
    let mut story = stories::plain();
    story.on("2024-12-02").says(
        "RP1",
        Identity {
            born: Some(date("2006-04-01")),
            ..identity(None)
        },
    );
    let top_up = |from: &str| Payment {
        agreement: Some(agreement()),
        ..paid(PaymentKind::TopUp, from, None)
    };
    is(
        &story,
        &top_up("2024-04-01"),
        Some(&service()),
        Lawful::Yes,
        "SI-2014-2670-4",
    );
    is(
        &story,
        &top_up("2024-03-31"),
        Some(&service()),
        Lawful::No,
        "SI-2014-2670-4",
    );
    let without = paid(PaymentKind::TopUp, "2024-04-01", None);
    is(
        &story,
        &without,
        Some(&service()),
        Lawful::No,
        "UKHL-2002-34",
    );
    let mut early = Story::new();
    early
        .on("2024-12-02")
        .stays("RP1", "03", "2014-01-10", Some("2014-03-20"));
    is(
        &early,
        &top_up("2015-03-31"),
        Some(&service()),
        Lawful::No,
        "SI-2014-2670-4",
    );
    is(
        &early,
        &top_up("2015-04-01"),
        Some(&service()),
        Lawful::Yes,
        "SI-2014-2670-4",
    );
    let of_march = Payment {
        from: date("2015-03"),
        ..top_up("2015-04-01")
    };
    is(
        &early,
        &of_march,
        Some(&service()),
        Lawful::No,
        "SI-2014-2670-4",
    );
}

#[test]
fn each_thing_that_a_top_up_lacks_is_named() {
    assert!(top_up_lacks(Some(&agreement()), false).is_empty());
    assert_eq!(top_up_lacks(None, false), ["There is no agreement."]);
    let lacking = [
        (
            TopUpAgreement {
                written: Some(Answer::No),
                ..agreement()
            },
            true,
            "written",
        ),
        (
            TopUpAgreement {
                preferred: None,
                ..agreement()
            },
            true,
            "preferred",
        ),
        (
            TopUpAgreement {
                usual_cost_weekly_pence: None,
                ..agreement()
            },
            true,
            "usually cost",
        ),
        (
            TopUpAgreement {
                additional_weekly_pence: None,
                ..agreement()
            },
            true,
            "above that",
        ),
        (
            TopUpAgreement {
                terms_settled: Some(Answer::Unknown),
                ..agreement()
            },
            true,
            "terms",
        ),
        (agreement(), false, "under 18"),
    ];
    for (one, adult, word) in lacking {
        let lacks = top_up_lacks(Some(&one), !adult);
        assert!(
            lacks.len() == 1 && lacks[0].contains(word),
            "{word}: {lacks:?}"
        );
    }
}

#[test]
fn housing_benefit_is_the_ombudsmens_position_and_no_statute() {
    let story = stories::plain();
    let one = paid(PaymentKind::HousingBenefit, "2024-04-01", None);
    is(
        &story,
        &one,
        Some(&service()),
        Lawful::DeterminationNeeded,
        "OMB-2022-HB",
    );
    assert_eq!(
        found(&story, &one, Some(&service())).confidence,
        crate::domain::law::Confidence::Policy
    );
}

#[test]
fn a_top_up_is_judged_as_one_whether_or_not_the_service_is_named() {
    let story = stories::plain();
    let agreed = Payment {
        agreement: Some(agreement()),
        ..paid(PaymentKind::TopUp, "2024-04-01", None)
    };
    is(&story, &agreed, None, Lawful::Yes, "SI-2014-2670-4");
    let bare = paid(PaymentKind::TopUp, "2024-04-01", None);
    is(&story, &bare, None, Lawful::No, "UKHL-2002-34");
}
