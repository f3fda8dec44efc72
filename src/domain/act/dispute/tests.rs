//! Disputes, worked out on stories.

use super::*;
use crate::domain::fixture::parts::housing;
use crate::domain::fixture::{Story, date, day, key, org, stories};
use crate::domain::part::Answer;
use crate::domain::part::Whole;
use crate::domain::part::dispute::LeadBasis;
use crate::domain::part::residence::{Determination, Residence};
use crate::domain::part::services::Services;

const WEST: &str = "E06000062";
const NORTH: &str = "E06000061";
const TODAY: &str = "2024-06-03";

fn between_councils(against: &[&str]) -> Raise {
    Raise {
        kind: DisputeKind::Councils,
        against: against.iter().map(|code| org(code)).collect(),
        denied: date("2024-05-01"),
        contact: Some(Text::read("Legal services", 50).unwrap()),
        lead: None,
        interim: Vec::new(),
    }
}

fn told(story: &mut Story, who: &str, bodies: Vec<Body>) {
    for body in bodies {
        story.says(who, body);
    }
}

/// West disputes with North, and leads because it provides the person's home.
fn raised() -> Story {
    let mut story = stories::plain();
    story.on("2024-04-02").says(WEST, housing("2024-03-20"));
    story.on(TODAY);
    let bodies = raise(
        &story.entry,
        &org(WEST),
        key("d"),
        &between_councils(&[NORTH]),
    )
    .unwrap();
    told(&mut story, WEST, bodies);
    story
}

fn one(story: &Story) -> ResponsibilityDispute {
    let all = disputes(&story.entry);
    assert_eq!(all.len(), 1);
    all.into_iter().next().unwrap()
}

fn says(accepts: bool) -> Respond {
    Respond {
        accepts,
        denied: (!accepts).then(|| date("2024-05-10")),
        contact: Some(Text::read("Team manager", 50).unwrap()),
        person_told: Some(date("2024-05-11")),
        interim: Vec::new(),
    }
}

fn codes(refused: &Refused) -> Vec<&'static str> {
    match refused {
        Refused::Law(reasons) => reasons.iter().map(|one| one.provision.code).collect(),
        Refused::Problems(_) | Refused::Changed(_) => Vec::new(),
    }
}

#[test]
fn whoever_was_meeting_needs_on_the_day_leads() {
    let story = raised();
    let dispute = one(&story);
    assert_eq!(dispute.lead, Some(org(WEST)));
    assert_eq!(dispute.lead_basis, Some(LeadBasis::MeetingNeeds));
    assert_eq!(dispute.caring, dispute.lead);
    assert_eq!(dispute.began, date("2024-05-01"));

    let lead = |change: &dyn Fn(&mut Services), named: Option<(&str, LeadBasis)>| {
        let mut part = housing("2024-03-20");
        change(&mut part);
        let mut story = stories::plain();
        story.on("2024-04-02").says(WEST, part).on(TODAY);
        let asked = Raise {
            lead: named.map(|(body, basis)| (org(body), basis)),
            ..between_councils(&[NORTH])
        };
        let bodies = raise(&story.entry, &org(WEST), key("d"), &asked)?;
        told(&mut story, WEST, bodies);
        Ok::<_, Refused>(one(&story).lead)
    };
    let set = |part: &mut Services,
               change: &dyn Fn(&mut crate::domain::part::services::Service)| {
        change(&mut part.services.items[0]);
    };
    let ended =
        |day: &'static str| move |part: &mut Services| set(part, &|one| one.end = Some(date(day)));
    assert_eq!(lead(&ended("2024-05-02"), None), Ok(Some(org(WEST))));
    assert_eq!(lead(&ended("2024-05-01"), None), Ok(None), "over by then");
    let later = |part: &mut Services| set(part, &|one| one.start = Some(date("2024-05-02")));
    assert_eq!(lead(&later, None), Ok(None));
    let unmet = |part: &mut Services| set(part, &|one| one.met = Some(Answer::No));
    assert_eq!(lead(&unmet, None), Ok(None));
    let other = |part: &mut Services| set(part, &|one| one.section_117 = None);
    assert_eq!(lead(&other, None), Ok(None));
    let living = Some((NORTH, LeadBasis::LivingThere));
    assert_eq!(
        lead(&unmet, living),
        Ok(Some(org(NORTH))),
        "nobody meets needs"
    );
    let wrong = lead(&|_| {}, living).expect_err("West meets needs");
    assert_eq!(codes(&wrong), ["SI-2014-2829-2"]);
    assert_eq!(
        lead(&|_| {}, Some((WEST, LeadBasis::MeetingNeeds))),
        Ok(Some(org(WEST)))
    );
}

#[test]
fn each_party_keeps_its_own_account_and_they_are_read_together() {
    let mut story = raised();
    let bodies = respond(
        &story.entry,
        &org(NORTH),
        day(TODAY),
        &key("d"),
        &says(false),
    )
    .unwrap();
    told(&mut story, NORTH, bodies);
    let whole = one(&story);
    let denied: Vec<_> = whole.parties.iter().map(|one| one.denied).collect();
    assert_eq!(denied, [Some(date("2024-05-01")), Some(date("2024-05-10"))]);
    assert!(whole.parties.iter().all(|one| one.contact.is_some()));
    assert_eq!(whole.person_told, Some(date("2024-05-11")));
    assert_eq!(whole.stage, DisputeStage::Open);
    // A later word of the same party takes the place of its earlier one, not of the other's.
    let again = Respond {
        person_told: Some(date("2024-05-20")),
        ..says(false)
    };
    let bodies = respond(&story.entry, &org(WEST), day(TODAY), &key("d"), &again).unwrap();
    told(&mut story, WEST, bodies);
    assert_eq!(one(&story).person_told, Some(date("2024-05-20")));
    assert_eq!(one(&story).parties.len(), 2);
}

#[test]
fn a_dispute_that_is_over_goes_on_no_more() {
    let mut story = raised();
    let bodies = respond(
        &story.entry,
        &org(NORTH),
        day(TODAY),
        &key("d"),
        &says(true),
    )
    .unwrap();
    told(&mut story, NORTH, bodies);
    let whole = one(&story);
    assert_eq!(
        (whole.stage, whole.responsible),
        (DisputeStage::Settled, Some(org(NORTH)))
    );
    for refused in [
        respond(
            &story.entry,
            &org(WEST),
            day(TODAY),
            &key("d"),
            &says(false),
        ),
        refer(&story.entry, &org(WEST), &key("d"), date(TODAY)),
        withdraw(&story.entry, &org(WEST), day(TODAY), &key("d")),
    ] {
        assert!(matches!(refused, Err(Refused::Problems(_))));
    }
    let next = raise(
        &story.entry,
        &org(WEST),
        key("e"),
        &between_councils(&[NORTH]),
    );
    assert!(next.is_ok(), "another may be raised");
}

#[test]
fn only_a_party_speaks_only_the_lead_refers_and_only_who_raised_it_takes_it_back() {
    let story = raised();
    let outsider = org("E08000012");
    let speaks = respond(&story.entry, &outsider, day(TODAY), &key("d"), &says(false));
    assert_eq!(codes(&speaks.unwrap_err()), ["MHA-117-3"]);
    let refers = refer(&story.entry, &org(NORTH), &key("d"), date(TODAY));
    assert_eq!(codes(&refers.unwrap_err()), ["SI-2014-2829-3-7"]);
    let back = withdraw(&story.entry, &org(NORTH), day(TODAY), &key("d"));
    assert_eq!(codes(&back.unwrap_err()), ["SI-2014-2829-1-3"]);
    assert!(withdraw(&story.entry, &org(WEST), day(TODAY), &key("d")).is_ok());
    let unknown = refer(&story.entry, &org(WEST), &key("x"), date(TODAY));
    assert!(matches!(unknown, Err(Refused::Problems(_))));
}

#[test]
fn what_is_determined_is_written_where_it_decides() {
    let mut story = raised();
    let found = Determine {
        responsible: org(NORTH),
        on: date("2024-06-02"),
        reference: None,
    };
    let early = determine(&story.entry, &org(WEST), &key("d"), &found);
    assert_eq!(codes(&early.unwrap_err()), ["CA-40-1"]);
    let bodies = refer(&story.entry, &org(WEST), &key("d"), date("2024-05-20")).unwrap();
    told(&mut story, WEST, bodies);
    assert_eq!(one(&story).stage, DisputeStage::Referred);
    let stranger = Determine {
        responsible: org("E08000012"),
        ..found.clone()
    };
    let other = determine(&story.entry, &org(WEST), &key("d"), &stranger);
    assert!(matches!(other, Err(Refused::Problems(_))));
    let bodies = determine(&story.entry, &org(NORTH), &key("d"), &found).unwrap();
    assert_eq!(bodies.len(), 2);
    told(&mut story, NORTH, bodies);
    let account = story
        .entry
        .accounts
        .iter()
        .find(|one| one.organisation == org(NORTH));
    let part = account.unwrap().stated::<Residence>().unwrap();
    assert_eq!(part.determinations.len(), 1);
    assert_eq!(part.determinations[0].before, date("2024-01-10"));
    let whole = one(&story);
    assert_eq!(
        (whole.stage, whole.determined),
        (DisputeStage::Determined, Some(date("2024-06-02")))
    );
}

#[test]
fn what_is_wrong_with_a_dispute_is_said_all_at_once() {
    let story = raised();
    let paths = |by: &str, raised: &Raise| match raise(&story.entry, &org(by), key("e"), raised) {
        Err(Refused::Problems(problems)) => {
            let mut paths: Vec<_> = problems.into_iter().map(|one| one.path).collect();
            paths.sort();
            paths
        }
        Err(Refused::Law(_) | Refused::Changed(_)) | Ok(_) => Vec::new(),
    };
    let with = |kind, against: &[&str]| Raise {
        kind,
        ..between_councils(against)
    };
    assert_eq!(
        paths(WEST, &between_councils(&[NORTH])),
        ["against"],
        "it is open already"
    );
    assert_eq!(
        paths(NORTH, &between_councils(&[WEST])),
        ["against"],
        "by either"
    );
    assert!(paths(WEST, &between_councils(&["E10000021"])).is_empty());
    assert_eq!(paths(WEST, &between_councils(&[])), ["against"]);
    assert_eq!(
        paths(WEST, &between_councils(&[WEST, "QPM"])),
        ["against[0]", "against[1]"]
    );
    assert_eq!(paths("QPM", &between_councils(&[NORTH])), ["kind"]);
    assert!(paths("QPM", &with(DisputeKind::Icbs, &["QYG"])).is_empty());
    assert!(paths(WEST, &with(DisputeKind::Funding, &["QPM"])).is_empty());
    assert!(paths(WEST, &with(DisputeKind::EnglandAndWales, &[])).is_empty());
    assert_eq!(paths(WEST, &with(DisputeKind::Unknown, &[NORTH])), ["kind"]);
}

#[test]
fn what_is_recorded_as_unknown_says_nothing_of_how_far_it_came() {
    let mut story = raised();
    let mut vague = one(&story);
    vague.stage = DisputeStage::Unknown;
    vague.began = date("2024-04-20");
    let part = Dispute {
        disputes: Listed::of(vec![vague]),
    };
    story.says("QPM", part);
    let whole = one(&story);
    assert_eq!(
        (whole.stage, whole.began),
        (DisputeStage::Open, date("2024-04-20"))
    );
    assert!(whole.is_open());
}

/// Two disputes of West, of which North knows nothing yet: that of council areas, and one about money.
fn two() -> Story {
    let mut story = raised();
    let money = Raise {
        kind: DisputeKind::Funding,
        ..between_councils(&["QPM"])
    };
    let bodies = raise(&story.entry, &org(WEST), key("money"), &money).unwrap();
    told(&mut story, WEST, bodies);
    story
}

#[test]
fn what_a_body_says_of_one_dispute_leaves_what_it_said_of_others() {
    let mut story = two();
    let keys = |story: &Story| -> Vec<_> {
        let own = items(own(&story.entry, &org(WEST)));
        own.into_iter()
            .map(|one| (one.key.to_string(), one.stage))
            .collect()
    };
    let open = DisputeStage::Open;
    assert_eq!(
        keys(&story),
        [("d".to_owned(), open), ("money".to_owned(), open)]
    );
    let bodies = withdraw(&story.entry, &org(WEST), day(TODAY), &key("money")).unwrap();
    told(&mut story, WEST, bodies);
    assert_eq!(
        keys(&story),
        [
            ("d".to_owned(), open),
            ("money".to_owned(), DisputeStage::Withdrawn)
        ]
    );
}

#[test]
fn who_answers_says_only_its_own_of_payments_and_of_what_the_person_was_told() {
    let mut story = raised();
    let pays = InterimFunding {
        by: org(WEST),
        from: date("2024-05-01"),
        until: None,
        weekly_pence: Some(900),
        recovered_pence: None,
        recovered: None,
    };
    let mut said = says(false);
    said.interim = vec![pays.clone()];
    let bodies = respond(&story.entry, &org(WEST), day(TODAY), &key("d"), &said).unwrap();
    told(&mut story, WEST, bodies);
    // North has said nothing yet: of West's payments and of what West told the person it says nothing either.
    let mut answer = says(false);
    answer.person_told = None;
    let bodies = respond(&story.entry, &org(NORTH), day(TODAY), &key("d"), &answer).unwrap();
    told(&mut story, NORTH, bodies);
    let norths = items(own(&story.entry, &org(NORTH)));
    assert_eq!(
        (&norths[0].interim, norths[0].person_told),
        (&Vec::new(), None)
    );
    assert_eq!(
        one(&story).interim,
        std::slice::from_ref(&pays),
        "once, and not once for each party"
    );
    assert_eq!(one(&story).person_told, Some(date("2024-05-11")));
    // Nothing said of payments leaves them; something replaces them.
    let mut again = says(false);
    let bodies = respond(&story.entry, &org(WEST), day(TODAY), &key("d"), &again).unwrap();
    told(&mut story, WEST, bodies);
    assert_eq!(one(&story).interim, std::slice::from_ref(&pays));
    again.interim = vec![InterimFunding {
        until: Some(date("2024-05-20")),
        ..pays
    }];
    let bodies = respond(&story.entry, &org(WEST), day(TODAY), &key("d"), &again).unwrap();
    told(&mut story, WEST, bodies);
    assert_eq!(one(&story).interim, again.interim);
}

#[test]
fn a_determination_recorded_again_takes_the_place_of_the_one_before_and_of_no_other() {
    let mut story = raised();
    let refer_it = refer(&story.entry, &org(WEST), &key("d"), date("2024-06-01")).unwrap();
    told(&mut story, WEST, refer_it);
    let other = Determination {
        key: key("older"),
        before: date("2010-01-01"),
        body: org(NORTH),
        on: date("2011-01-01"),
        reference: None,
    };
    story.says(
        WEST,
        Residence {
            findings: Listed::of(Vec::new()),
            claim: None,
            determinations: vec![
                other,
                Determination {
                    key: key("d"),
                    before: date("2024-01-10"),
                    body: org(WEST),
                    on: date("2024-05-01"),
                    reference: None,
                },
            ],
        },
    );
    let found = Determine {
        responsible: org(NORTH),
        on: date("2024-06-02"),
        reference: None,
    };
    let bodies = determine(&story.entry, &org(WEST), &key("d"), &found).unwrap();
    let part = bodies
        .iter()
        .find_map(Residence::of)
        .expect("it decides there");
    let said: Vec<_> = part
        .determinations
        .iter()
        .map(|one| (one.key.to_string(), one.body.to_string()))
        .collect();
    assert_eq!(
        said,
        [
            ("older".to_owned(), NORTH.to_owned()),
            ("d".to_owned(), NORTH.to_owned())
        ]
    );
}

#[test]
fn a_dispute_that_is_open_is_not_raised_again_and_another_may_be() {
    let story = raised();
    let again = |raise_: &Raise, by: &str| raise(&story.entry, &org(by), key("e"), raise_);
    assert!(again(&between_councils(&[NORTH]), WEST).is_err());
    let other = Raise {
        kind: DisputeKind::Funding,
        ..between_councils(&[NORTH])
    };
    assert!(again(&other, WEST).is_ok(), "about something else");
    assert!(
        again(&between_councils(&["E10000021"]), WEST).is_ok(),
        "with somebody else"
    );
    assert!(
        again(&between_councils(&["E10000021"]), NORTH).is_ok(),
        "by somebody else"
    );
}

#[test]
fn of_what_the_person_was_told_the_last_counts() {
    let mut story = raised();
    for (who, told_on) in [
        (WEST, "2024-05-11"),
        (NORTH, "2024-05-20"),
        (WEST, "2024-05-12"),
    ] {
        let mut said = says(false);
        said.person_told = Some(date(told_on));
        let bodies = respond(&story.entry, &org(who), day(TODAY), &key("d"), &said).unwrap();
        told(&mut story, who, bodies);
    }
    assert_eq!(one(&story).person_told, Some(date("2024-05-20")));
}

#[test]
fn what_a_party_says_of_itself_is_what_it_said_last_whoever_copied_it() {
    let mut story = raised();
    let contact = |words: &str| Respond {
        contact: Some(Text::read(words, 50).unwrap()),
        ..says(false)
    };
    for (who, words) in [
        (NORTH, "North, legal"),
        (WEST, "West, legal"),
        (WEST, "West, director"),
    ] {
        let bodies = respond(
            &story.entry,
            &org(who),
            day(TODAY),
            &key("d"),
            &contact(words),
        )
        .unwrap();
        told(&mut story, who, bodies);
    }
    let contacts: Vec<_> = one(&story)
        .parties
        .iter()
        .map(|one| one.contact.as_ref().map(|text| text.as_str().to_owned()))
        .collect();
    assert_eq!(
        contacts,
        [
            Some("West, director".to_owned()),
            Some("North, legal".to_owned())
        ]
    );
    // However the accounts stand.
    story.entry.accounts.reverse();
    let mut all: Vec<_> = one(&story)
        .parties
        .into_iter()
        .filter_map(|one| one.contact)
        .collect();
    all.sort_by(|one, other| one.as_str().cmp(other.as_str()));
    let all: Vec<_> = all.iter().map(Text::as_str).collect();
    assert_eq!(all, ["North, legal", "West, director"]);
}

#[test]
fn only_a_body_of_the_disputes_kind_leads_it() {
    let story = stories::plain();
    let named = Raise {
        lead: Some((org("RP1"), LeadBasis::LivingThere)),
        ..between_councils(&[NORTH])
    };
    let refused =
        raise(&story.entry, &org(WEST), key("d"), &named).expect_err("a Trust leads none");
    let Refused::Problems(problems) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(problems[0].path, "lead");
}
