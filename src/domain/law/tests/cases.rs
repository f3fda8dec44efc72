//! The dated cases of `cases.md`: a page that a lawyer reads, and each of its rows a test.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::facts::Facts;
use crate::domain::fixture::parts::{
    as_held, detention, ending, housing, identity, legal_basis, position, spell, status,
};
use crate::domain::fixture::{Story, date, day, key, org};
use crate::domain::law::reading::Commencement;
use crate::domain::law::s117_1::{self, applies};
use crate::domain::law::s117_2::{Duty, duties};
use crate::domain::law::{Finding, Law, Responsible};
use crate::domain::organisation::Kind;
use crate::domain::part::detention::{ConditionalDischarge, Leave, Spell, TreatmentOrder};
use crate::domain::part::ending::{Ending, EndingNotice, EndingReason};
use crate::domain::part::legal_basis::{LegalStatus, OrderType};
use crate::domain::part::position::{AsHeld, Status};
use crate::domain::part::registration::{GpRegistration, Occasion, Registration};
use crate::domain::part::residence::{
    PlacedUnder, Placement, Residence, ResidenceFinding, ResidenceOutcome,
};
use crate::domain::part::{Answer, Listed};

const PAGE: &str = include_str!("../cases.md");

const WEST: &str = "E06000062";
const ICB: &str = "QPM";

/// The bodies of the page, by the names it has for them.
fn body(name: &str) -> &'static str {
    match name {
        "West" => WEST,
        "North" => "E06000061",
        "County" => "E10000021",
        "Home PCT" => "5PD",
        "Home CCG" => "78H",
        "Home" => ICB,
        "Away CCG" => "99A",
        "Away" => "QYG",
        "East" => "QUE",
        "Central" => "QZZ",
        other => panic!("the page names a body that it does not explain: {other}"),
    }
}

/// What the sentences of one case add up to.
#[derive(Default)]
struct Told {
    spells: Vec<Spell>,
    statuses: Vec<LegalStatus>,
    residence: BTreeMap<&'static str, Vec<ResidenceFinding>>,
    registrations: BTreeMap<&'static str, Vec<GpRegistration>>,
    nhs_england: Option<Answer>,
    held: BTreeMap<&'static str, AsHeld>,
    endings: BTreeMap<&'static str, Ending>,
    died: Option<String>,
    born: Option<String>,
    housed: Option<String>,
    assigned: Option<&'static str>,
}

fn some(word: &str) -> Option<&str> {
    (word != "never").then_some(word)
}

impl Told {
    fn last(&mut self) -> &mut Spell {
        self.spells.last_mut().expect("a detention comes first")
    }

    fn last_status(&mut self) -> &mut LegalStatus {
        self.statuses.last_mut().expect("a detention comes first")
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one sentence of the page after the other"
    )]
    fn sentence(&mut self, sentence: &str) {
        let words: Vec<_> = sentence.split_whitespace().collect();
        let after = |word: &str| {
            let at = words.iter().position(|one| *one == word)?;
            words.get(at + 1).copied()
        };
        match words.as_slice() {
            [] => {}
            ["then", code, "from", from] => {
                let mut next = status(code, from);
                next.key = key(&format!("s{}", self.statuses.len()));
                next.spell = self.last().key.clone();
                self.statuses.push(next);
            }
            ["section", "ended", on] => self.last().end = Some(date(on)),
            ["CTO", from, ..] => {
                let order = TreatmentOrder {
                    key: key("cto"),
                    from: date(from),
                    until: after("until").map(date),
                    recalled: after("recalled").map(date),
                    revoked: after("revoked").map(date),
                };
                self.last().treatment_orders.push(order);
            }
            ["conditionally", "discharged", on, ..] => {
                self.last().conditional_discharge = Some(ConditionalDischarge {
                    on: date(on),
                    absolute: after("absolutely").map(date),
                });
            }
            ["leave", from, "to", until, how @ ..] => {
                let yes = |word: &str| how.contains(&word).then_some(Answer::Yes);
                let leave = Leave {
                    key: key("leave"),
                    from: date(from),
                    until: Some(date(until)),
                    escorted: yes("escorted").or(Some(Answer::No)),
                    overnight: None,
                    residing_away: yes("away"),
                };
                self.last().leaves.push(leave);
            }
            ["applied", on] => self.last_status().application = Some(date(on)),
            ["arranged", "by", "NHS", "England"] => {
                self.last_status().commissioned_by_nhs_england = Some(Answer::Yes);
            }
            ["NHS", "England", "arranges", "the", "after-care"] => {
                self.nhs_england = Some(Answer::Yes);
            }
            ["hospital", "order"] => self.last_status().order = Some(OrderType::HospitalOrder),
            ["guardianship", "order"] => {
                self.last_status().order = Some(OrderType::GuardianshipOrder);
            }
            ["other", "order"] => self.last_status().order = Some(OrderType::OtherOrder),
            ["OR", who, "before", before, ..] => {
                self.finds(
                    ResidenceOutcome::OrdinarilyResident,
                    Some(who),
                    before,
                    &words,
                );
            }
            ["resident", who, "before", before, ..] => {
                self.finds(ResidenceOutcome::Resident, Some(who), before, &words);
            }
            ["undetermined", "before", before] => {
                self.finds(ResidenceOutcome::Undetermined, None, before, &words);
            }
            ["no", "settled", "residence", "before", before, ..] => {
                let to = after("to");
                self.finds(ResidenceOutcome::NoSettledResidence, to, before, &words);
            }
            ["assigned", "to", who] => self.assigned = Some(body(who)),
            ["died", on] => self.died = Some((*on).to_owned()),
            ["born", on] => self.born = Some((*on).to_owned()),
            ["housed", "from", on] => self.housed = Some((*on).to_owned()),
            ["Away", "says", rest @ ..] => self.registration("QYG", rest),
            ["GP" | "area", ..] => self.registration(ICB, &words),
            [
                who @ ("council" | "ICB"),
                "holds",
                from,
                "to",
                until,
                how @ ..,
            ] => {
                let mut held = as_held(from, until);
                if how.contains(&"not") {
                    held.qualifying = Some(Answer::No);
                }
                let who = if *who == "ICB" { ICB } else { WEST };
                self.held.insert(who, held);
            }
            [who @ ("council" | "ICB" | "both"), "satisfied", on, ..] => {
                let mut half = ending(on);
                if let Some(reason) = after("of") {
                    let reason = format!("\"{reason}\"");
                    half.reasons = vec![serde_json::from_str::<EndingReason>(&reason).unwrap()];
                }
                if sentence.contains("without the person") {
                    half.involvement = None;
                }
                if sentence.contains("without evidence") {
                    half.evidence = None;
                }
                half.notice = after("notice").map(|on| EndingNotice {
                    given: Some(date(on)),
                    written: Some(Answer::Yes),
                    joint: Some(Answer::Yes),
                });
                if *who != "ICB" {
                    self.endings.insert(WEST, half.clone());
                }
                if *who != "council" {
                    self.endings.insert(ICB, half);
                }
            }
            [code, from, "to", until, rest @ ..] => {
                let hospital = rest.get(1).copied().unwrap_or("RP1");
                let mut one = spell(hospital, from, some(until));
                let mut section = status(code, from);
                one.key = key(&format!("p{}", self.spells.len()));
                section.key = key(&format!("s{}", self.statuses.len()));
                section.spell = one.key.clone();
                self.spells.push(one);
                self.statuses.push(section);
            }
            other => panic!("the page has a sentence that it does not explain: {other:?}"),
        }
    }

    fn finds(
        &mut self,
        finding: ResidenceOutcome,
        who: Option<&str>,
        before: &str,
        words: &[&str],
    ) {
        let before = before.trim_end_matches(',');
        let placed = words
            .windows(3)
            .find(|three| three[..2] == ["placed", "by"])
            .map(|three| Placement {
                by: org(body(three[2])),
                under: match words.last() {
                    Some(&"Act") => PlacedUnder::CareAct,
                    Some(&"NHS") => PlacedUnder::Nhs,
                    Some(&"child") => PlacedUnder::ChildrenAct,
                    _ => PlacedUnder::AfterCare,
                },
            });
        let council = who.map(body);
        let by = council.filter(|_| finding != ResidenceOutcome::NoSettledResidence);
        let findings = self.residence.entry(by.unwrap_or(WEST)).or_default();
        findings.push(ResidenceFinding {
            key: key(&format!("f{}", findings.len())),
            before: date(before),
            finding,
            council: council.map(org),
            placed,
            evidence: None,
        });
    }

    fn registration(&mut self, by: &'static str, words: &[&str]) {
        const TURNS: [&str; 4] = ["from", "on", "at", "for"];
        let turn = words
            .iter()
            .position(|word| TURNS.contains(word))
            .expect("a registration says when");
        let who = body(&words[1..turn].join(" "));
        let (occasion, on) = match &words[turn..] {
            ["from", on, ..] => (Occasion::Current, on),
            ["at", "application", on, ..] => (Occasion::Application, on),
            ["on", "discharge", on, ..] => (Occasion::Discharge, on),
            ["on", on, ..] => (Occasion::FirstJuly2022, on),
            ["for", on, ..] => (Occasion::OrdinaryResidence, on),
            other => panic!("the page has a registration that it does not explain: {other:?}"),
        };
        let all = self.registrations.entry(by).or_default();
        all.push(GpRegistration {
            key: key(&format!("g{}", all.len())),
            occasion,
            on: date(on),
            practice: None,
            core_icb: Some(org(who)),
            in_england: words.contains(&"England").then_some(Answer::No),
        });
    }

    fn story(self) -> Story {
        let mut story = Story::new();
        story.on("2030-01-01");
        let hospitals: BTreeSet<_> = self.spells.iter().map(|one| one.hospital.clone()).collect();
        for hospital in hospitals {
            let spells: Vec<_> = self
                .spells
                .iter()
                .filter(|one| one.hospital == hospital)
                .cloned()
                .collect();
            let of_them = |one: &&LegalStatus| spells.iter().any(|spell| spell.key == one.spell);
            let statuses = self.statuses.iter().filter(of_them).cloned().collect();
            story
                .says(hospital.as_str(), detention(spells.clone()))
                .says(hospital.as_str(), legal_basis(statuses));
        }
        for (by, findings) in self.residence {
            let findings = Listed::of(findings);
            story.says(
                by,
                Residence {
                    findings,
                    claim: None,
                    determinations: Vec::new(),
                },
            );
        }
        assert!(
            self.nhs_england.is_none() || !self.registrations.is_empty(),
            "who says that NHS England arranges it?"
        );
        for (by, registrations) in self.registrations {
            let part = Registration {
                registrations: Listed::of(registrations),
                claim: None,
                nhs_england: self.nhs_england,
                determinations: Vec::new(),
            };
            story.says(by, part);
        }
        for (by, held) in self.held {
            let mut taken = position(Status::Unknown, None);
            taken.held = Some(held);
            story.says(by, taken);
        }
        for (by, half) in self.endings {
            story.says(by, half);
        }
        if let Some(from) = &self.housed {
            story.says(WEST, housing(from));
        }
        if let Some(born) = &self.born {
            let mut who = identity(self.died.as_deref());
            who.born = Some(date(born));
            story.says("RP1", who);
        } else if let Some(on) = &self.died {
            story
                .says("RP1", identity(Some(on)))
                .says(WEST, identity(Some(on)));
        }
        if let Some(to) = self.assigned {
            story.assigns("E10000021", to);
        }
        story
    }
}

fn law(cell: &str) -> Law {
    let mut law = Law::default();
    match cell.strip_prefix("s46 ") {
        Some(from) => {
            let s46 = Some(day(from));
            law.commenced = Commencement { s45: s46, s46 };
        }
        None if cell.is_empty() => {}
        None => law.as_at = day(cell),
    }
    law
}

const fn word(status: s117_1::Status) -> &'static str {
    match status {
        s117_1::Status::Entitled => "entitled",
        s117_1::Status::Prospective => "prospective",
        s117_1::Status::NotEntitled => "not entitled",
        s117_1::Status::Ended => "ended",
        s117_1::Status::Deceased => "deceased",
        s117_1::Status::DeterminationNeeded => "determination",
        s117_1::Status::CannotTell => "cannot tell",
    }
}

/// An answer in the words of the page.
fn named(outcome: &Responsible) -> String {
    const NAMES: [&str; 10] = [
        "West", "North", "County", "Home PCT", "Home CCG", "Home", "Away CCG", "Away", "East",
        "Central",
    ];
    let name = |code: &crate::domain::code::OrganisationCode| {
        let names = NAMES.iter().find(|name| body(name) == code.as_str());
        (*names.expect("the page has a name for it")).to_owned()
    };
    match outcome {
        Responsible::Is(code) => name(code),
        Responsible::NhsEngland => "NHS England".to_owned(),
        Responsible::DeterminationNeeded(several) => {
            format!(
                "open: {}",
                several.iter().map(name).collect::<Vec<_>>().join(", ")
            )
        }
        Responsible::CannotTell(_) => "unknown".to_owned(),
    }
}

fn cited<T>(finding: &Finding<T>, all: &mut BTreeSet<&'static str>) {
    all.extend(finding.because.iter().map(|reason| reason.provision.code));
}

/// One row: what is wrong with it, or nothing.
fn wrong(cells: &[&str]) -> Vec<String> {
    let [_, facts, on, read_as, duty, council, icb, payer, because] = cells else {
        return vec![format!("a row has nine cells, this has {}", cells.len())];
    };
    let mut told = Told::default();
    facts
        .split(';')
        .for_each(|sentence| told.sentence(sentence));
    let mut story = told.story();
    story.entry.law = law(read_as);
    let facts = Facts::of(&story.entry);
    let on = day(on);
    let entitlement = applies(&facts, on);
    let duties = duties(&facts, on);
    let last = |kind| duties.iter().rfind(|one: &&Duty| one.kind == kind);
    let (the_council, the_icb) = (last(Kind::Council), last(Kind::Icb));
    let who = |duty: Option<&Duty>| {
        duty.map_or_else(|| "-".to_owned(), |one| named(&one.responsible.outcome))
    };
    let pays = the_icb
        .and_then(|one| one.payer.as_ref())
        .map_or_else(|| "same".to_owned(), |one| named(&one.outcome));
    let mut all = BTreeSet::new();
    cited(&entitlement, &mut all);
    for duty in [the_council, the_icb].into_iter().flatten() {
        cited(&duty.responsible, &mut all);
        duty.payer.iter().for_each(|one| cited(one, &mut all));
    }
    let mut wrong = Vec::new();
    for (what, expected, is) in [
        ("duty", duty, word(entitlement.outcome.status).to_owned()),
        ("council", council, who(the_council)),
        ("ICB", icb, who(the_icb)),
        ("payer", payer, pays),
    ] {
        if !expected.is_empty() && **expected != is {
            wrong.push(format!(
                "{what}: the page says {expected}, the register {is}"
            ));
        }
    }
    for code in because.split(", ").filter(|code| !code.is_empty()) {
        if !all.contains(code) {
            wrong.push(format!("because: {code} is not cited, but {all:?}"));
        }
    }
    wrong
}

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    let lines = PAGE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| case |"));
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

#[test]
fn every_case_of_the_page_is_so() {
    let mut failures = Vec::new();
    for cells in rows() {
        for why in wrong(&cells) {
            failures.push(format!("{}: {why}", cells[0]));
        }
    }
    assert!(
        failures.is_empty(),
        "{} answers are not as the page says:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn the_page_has_the_cases_it_must_have() {
    let all: Vec<_> = rows().collect();
    assert!(all.len() >= 150, "{} cases", all.len());
    let names: BTreeSet<_> = all.iter().map(|cells| cells[0]).collect();
    assert_eq!(names.len(), all.len(), "no two cases have one name");
    // Both sides of every day on which the law changed.
    let text: Vec<_> = all.iter().map(|cells| cells[1..4].join(" ")).collect();
    for (before, from) in [
        ("2013-03-31", "2013-04-01"),
        ("2015-03-31", "2015-04-01"),
        ("2016-03-31", "2016-04-01"),
        ("2020-08-31", "2020-09-01"),
        ("2022-06-30", "2022-07-01"),
        ("2023-08-09", "2023-08-10"),
        ("2026-03-31", "2026-04-01"),
    ] {
        for side in [before, from] {
            assert!(
                text.iter().any(|facts| facts.contains(side)),
                "no case stands on {side}"
            );
        }
    }
}
