//! The Ombudsmen's cases about one person, as the bodies' records tell them together.
//!
//! Each body records a decision in its own part. Read together under the number of the case they are one: what was recommended is owed by
//! one body, to one payee, by one day, however many bodies recorded it. Sums are computed, never copied. What one body owes, whoever stands
//! in its shoes owes after it; and it alone gives evidence of having done it.

use std::collections::BTreeMap;

use super::code::OrganisationCode;
use super::entry::Entry;
use super::organisation::Successor;
use super::part::Answer;
use super::part::ombudsman::{
    BodyFinding, ComplianceEvidence, DecisionOutcome, Ombudsman, OmbudsmanDecision, Payee,
    Recommendation, RecommendationKind,
};
use super::partial_date::{Day, PartialDate};

/// One thing that one body owes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Owed {
    /// What was recommended, as recorded.
    pub recommendation: Recommendation,
    /// Who owes it today; the body itself where nobody took over from it alone.
    pub by: OrganisationCode,
    /// The evidence that the body, or whoever stands in its shoes, gives.
    pub evidence: Vec<ComplianceEvidence>,
}

impl Owed {
    /// What it says it paid, in pence.
    pub fn paid(&self) -> u64 {
        let complied = self
            .evidence
            .iter()
            .filter(|one| one.complied == Answer::Yes);
        complied
            .filter_map(|one| one.paid_pence)
            .fold(0, u64::saturating_add)
    }
}

/// One case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// Its number, the same for every body looked into under it.
    pub number: String,
    /// Decided on.
    pub decided: PartialDate,
    /// What came of it, as each account has it: one where they agree.
    pub outcomes: Vec<DecisionOutcome>,
    /// What was found of each body.
    pub findings: Vec<BodyFinding>,
    /// What each body owes.
    pub owed: Vec<Owed>,
    /// Whose accounts tell of it.
    pub told_by: Vec<OrganisationCode>,
}

/// Sums, in pence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sums {
    /// To be paid.
    pub ordered: u64,
    /// Paid, by the bodies' own evidence.
    pub paid: u64,
}

impl Sums {
    fn add(&mut self, one: &Owed) {
        let ordered = one.recommendation.amount_pence.unwrap_or(0);
        self.ordered = self.ordered.saturating_add(ordered);
        self.paid = self.paid.saturating_add(one.paid());
    }
}

impl Case {
    /// What it orders in all, and what was paid of that.
    pub fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        self.owed.iter().for_each(|one| sums.add(one));
        sums
    }
}

/// What all cases order of each body, and what each paid.
pub fn by_body(cases: &[Case]) -> BTreeMap<OrganisationCode, Sums> {
    let mut sums: BTreeMap<_, Sums> = BTreeMap::new();
    for one in cases.iter().flat_map(|case| &case.owed) {
        sums.entry(one.by.clone()).or_default().add(one);
    }
    sums
}

/// What makes two records of a recommendation the same.
type Same = (
    OrganisationCode,
    Option<Payee>,
    RecommendationKind,
    Option<PartialDate>,
);

fn same(one: &Recommendation, holder: &Holder<'_>) -> Same {
    (holder(&one.body), one.payee, one.kind, one.due)
}

/// Who stands in a body's shoes.
type Holder<'h> = dyn Fn(&OrganisationCode) -> OrganisationCode + 'h;

/// Every recommendation once: as often as the account that has it most often has it.
fn once<'d>(
    told: &[(&'d OrganisationCode, &'d OmbudsmanDecision)],
    holder: &Holder<'_>,
) -> Vec<&'d Recommendation> {
    let mut groups: Vec<(Same, Vec<&Recommendation>)> = Vec::new();
    for (_, decision) in told {
        let mut own: Vec<(Same, Vec<&Recommendation>)> = Vec::new();
        for one in &decision.recommendations {
            let key = same(one, holder);
            match own.iter_mut().find(|(other, _)| *other == key) {
                Some((_, all)) => all.push(one),
                None => own.push((key, vec![one])),
            }
        }
        for (key, all) in own {
            match groups.iter_mut().find(|(other, _)| *other == key) {
                Some((_, known)) if known.len() < all.len() => *known = all,
                Some(_) => {}
                None => groups.push((key, all)),
            }
        }
    }
    groups.into_iter().flat_map(|(_, all)| all).collect()
}

fn case(
    entry: &Entry,
    today: Day,
    number: String,
    told: &[(&OrganisationCode, &OmbudsmanDecision)],
) -> Case {
    let holder = |body: &OrganisationCode| match entry.holder(body, today) {
        Successor::Is(one) => one,
        Successor::OneOf(_) => body.clone(),
    };
    let mut findings: Vec<BodyFinding> = Vec::new();
    let mut outcomes = Vec::new();
    for (_, decision) in told {
        for one in &decision.findings {
            let known = |other: &BodyFinding| {
                (&other.body, other.kind, &other.about) == (&one.body, one.kind, &one.about)
            };
            if !findings.iter().any(known) {
                findings.push(one.clone());
            }
        }
        if decision.outcome != DecisionOutcome::Unknown && !outcomes.contains(&decision.outcome) {
            outcomes.push(decision.outcome);
        }
    }
    let owed = once(told, &holder).into_iter().map(|recommendation| {
        let by = holder(&recommendation.body);
        let own = told.iter().filter(|(teller, _)| holder(teller) == by);
        let own = own.flat_map(|(_, decision)| &decision.recommendations);
        let own = own.filter(|one| {
            let named = one.key == recommendation.key || one.what == recommendation.what;
            named && same(one, &holder) == same(recommendation, &holder)
        });
        let mut evidence: Vec<ComplianceEvidence> = Vec::new();
        for one in own.flat_map(|one| &one.evidence) {
            if !evidence.contains(one) {
                evidence.push(one.clone());
            }
        }
        Owed {
            recommendation: recommendation.clone(),
            by,
            evidence,
        }
    });
    Case {
        number,
        decided: told
            .iter()
            .map(|(_, decision)| decision.decided)
            .reduce(PartialDate::hull)
            .unwrap_or(PartialDate::Unknown),
        outcomes,
        owed: owed.collect(),
        findings,
        told_by: told.iter().map(|(teller, _)| (*teller).clone()).collect(),
    }
}

/// Every case about a person, as these accounts tell it, the oldest first.
pub fn cases<'d>(
    entry: &Entry,
    today: Day,
    told: impl Iterator<Item = (&'d OrganisationCode, &'d Ombudsman)>,
) -> Vec<Case> {
    let mut by_number: BTreeMap<String, Vec<(&OrganisationCode, &OmbudsmanDecision)>> =
        BTreeMap::new();
    for (teller, part) in told {
        for decision in &part.decisions.items {
            let number = decision.reference.case().to_owned();
            by_number
                .entry(number)
                .or_default()
                .push((teller, decision));
        }
    }
    let mut all: Vec<_> = by_number
        .into_iter()
        .map(|(number, told)| case(entry, today, number, &told))
        .collect();
    all.sort_by_key(|one| (one.decided.earliest(), one.number.clone()));
    all
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Story, date, day, key, org};
    use super::super::part::Listed;
    use super::*;

    fn payment(
        body: &str,
        payee: Payee,
        pence: u64,
        evidence: Vec<ComplianceEvidence>,
    ) -> Recommendation {
        Recommendation {
            key: key(&format!("{body}-{payee:?}")),
            body: org(body),
            payee: Some(payee),
            kind: RecommendationKind::Payment,
            what: None,
            due: Some(date("2024-01-31")),
            amount_pence: Some(pence),
            evidence,
        }
    }

    fn paid(pence: u64, complied: Answer) -> ComplianceEvidence {
        ComplianceEvidence {
            key: key("paid"),
            complied,
            done: Some(date("2024-01-20")),
            paid_pence: Some(pence),
            shows: None,
            given: None,
            accepted: None,
        }
    }

    fn decision(
        reference: &str,
        decided: &str,
        each: u64,
        own: Option<&(&str, ComplianceEvidence)>,
    ) -> OmbudsmanDecision {
        let bodies = ["E06000031", "RT1", "QUE"];
        let payees = [Payee::Person, Payee::Relative];
        let recommendations = bodies.iter().flat_map(|body| {
            let evidence = own
                .iter()
                .filter(|one| one.0 == *body)
                .map(|one| one.1.clone());
            let evidence: Vec<_> = evidence.collect();
            payees.map(|payee| payment(body, payee, each, evidence.clone()))
        });
        OmbudsmanDecision {
            key: key(&reference.replace(' ', "")),
            reference: reference.parse().unwrap(),
            decided: date(decided),
            outcome: DecisionOutcome::Upheld,
            findings: Vec::new(),
            recommendations: recommendations.collect(),
        }
    }

    fn told(all: Vec<OmbudsmanDecision>) -> Ombudsman {
        Ombudsman {
            decisions: Listed::of(all),
        }
    }

    fn cases_of(story: &Story, on: &str) -> Vec<Case> {
        let accounts = story.entry.accounts.iter();
        let parts =
            accounts.filter_map(|one| Some((&one.organisation, one.stated::<Ombudsman>()?)));
        cases(&story.entry, day(on), parts)
    }

    #[test]
    fn three_bodies_that_record_one_decision_owe_it_once() {
        let mut story = Story::new();
        story.on("2025-03-03");
        for (body, letter) in [("E06000031", "a"), ("RT1", "b"), ("QUE", "c")] {
            let second = decision(&format!("23 002 112{letter}"), "2023-11-30", 10_000, None);
            let third = decision(&format!("24-005-859{letter}"), "2025-02-13", 20_000, None);
            story.says(body, told(vec![second, third]));
        }
        let all = cases_of(&story, "2025-03-03");
        let sums: Vec<_> = all
            .iter()
            .map(|one| (one.number.as_str(), one.sums().ordered))
            .collect();
        assert_eq!(sums, [("23002112", 60_000), ("24005859", 120_000)]);
        assert_eq!(all[0].owed.len(), 6, "for each body and payee");
        let bodies = by_body(&all);
        assert!(
            bodies
                .values()
                .all(|one| one.ordered == 60_000 && one.paid == 0)
        );
        let total: u64 = bodies.values().map(|one| one.ordered).sum();
        assert_eq!(total, 180_000, "£1,800 in all");
        assert_eq!(all[0].told_by.len(), 3);
        assert_eq!(all[0].outcomes, [DecisionOutcome::Upheld]);
    }

    #[test]
    fn a_body_alone_says_what_it_paid_and_a_successor_owes_what_is_left() {
        let mut story = Story::new();
        story.on("2026-05-01");
        let own = decision(
            "23 002 112",
            "2023-11-30",
            10_000,
            Some(&("QUE", paid(10_000, Answer::Yes))),
        );
        story.says("QUE", told(vec![own.clone()]));
        // What another writes of it is no evidence, nor is a sum that it says it has not paid.
        let mut others = own.clone();
        for one in others
            .recommendations
            .iter_mut()
            .filter(|one| one.body == org("RT1"))
        {
            one.evidence = vec![paid(10_000, Answer::No)];
        }
        story.says("RT1", told(vec![others]));
        let bodies = by_body(&cases_of(&story, "2026-03-31"));
        assert_eq!(
            bodies[&org("QUE")],
            Sums {
                ordered: 20_000,
                paid: 20_000
            }
        );
        assert_eq!(
            bodies[&org("RT1")],
            Sums {
                ordered: 20_000,
                paid: 0
            }
        );
        let later = by_body(&cases_of(&story, "2026-04-01"));
        assert!(!later.contains_key(&org("QUE")), "the ICB is no more");
        assert_eq!(
            later[&org("QZZ")],
            Sums {
                ordered: 20_000,
                paid: 20_000
            }
        );
    }

    #[test]
    fn outcomes_that_differ_stand_side_by_side() {
        let mut story = Story::new();
        story.on("2025-08-01");
        let mut closed = decision("25 000 113b", "2025-07-28", 0, None);
        closed.recommendations.clear();
        closed.outcome = DecisionOutcome::ClosedAfterInitialEnquiries;
        let mut other = closed.clone();
        other.outcome = DecisionOutcome::NotUpheld;
        let mut unknown = closed.clone();
        unknown.outcome = DecisionOutcome::Unknown;
        story
            .says("QYG", told(vec![closed]))
            .says("RW4", told(vec![other]))
            .says("QPM", told(vec![unknown]));
        let all = cases_of(&story, "2025-08-01");
        assert_eq!(
            all[0].outcomes,
            [
                DecisionOutcome::ClosedAfterInitialEnquiries,
                DecisionOutcome::NotUpheld
            ]
        );
        assert_eq!(all[0].sums(), Sums::default());
    }
}
