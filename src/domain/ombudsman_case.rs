//! The Ombudsmen's cases, as the bodies' records tell them together.
//!
//! Each body records a decision, in its part about the person or in a record of the decision alone. Read together under the number of the
//! case they are one: what was recommended is owed by one body, to one payee, by one day, however many bodies recorded it. Sums are computed,
//! never copied. What one body owes, whoever stands in its shoes owes after it; and it alone gives evidence of having done it.

mod owed;
mod record;

pub use owed::{Owed, Progress};
pub use record::{DecisionRecord, bodies};

use std::collections::BTreeMap;

use super::code::OrganisationCode;
use super::entry::Entry;
use super::organisation::Successor;
use super::part::ombudsman::{
    BodyFinding, ComplianceEvidence, DecisionOutcome, OmbudsmanDecision, Payee, Recommendation,
    RecommendationKind,
};
use super::partial_date::{Day, PartialDate};
use super::text::Text;

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
    /// What the decision calls those it is about.
    pub called: Vec<Text>,
    /// The other cases that the records link with it, one by one or by way of each other.
    pub linked: Vec<String>,
    /// Whose records tell of it.
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
pub type Holder<'h> = dyn Fn(&OrganisationCode) -> OrganisationCode + 'h;

/// Every recommendation once: as often as the account that has it most often has it.
fn once<'d>(told: &[Told<'d>], holder: &Holder<'_>) -> Vec<&'d Recommendation> {
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

type Told<'d> = (&'d OrganisationCode, &'d OmbudsmanDecision);

fn case(number: String, told: &[Told<'_>], holder: &Holder<'_>) -> Case {
    let mut findings: Vec<BodyFinding> = Vec::new();
    let mut outcomes = Vec::new();
    let mut called: Vec<Text> = Vec::new();
    for (_, decision) in told {
        for one in &decision.findings {
            let known = |other: &BodyFinding| {
                (&other.body, other.kind, &other.about) == (&one.body, one.kind, &one.about)
            };
            if !findings.iter().any(known) {
                findings.push(one.clone());
            }
        }
        for one in &decision.called {
            if !called.contains(one) {
                called.push(one.clone());
            }
        }
        if decision.outcome != DecisionOutcome::Unknown && !outcomes.contains(&decision.outcome) {
            outcomes.push(decision.outcome);
        }
    }
    let owed = once(told, holder).into_iter().map(|recommendation| {
        let by = holder(&recommendation.body);
        let own = told.iter().filter(|(teller, _)| holder(teller) == by);
        // What whoever stands in a body's shoes says of it counts after what that body said.
        let (itself, before): (Vec<_>, Vec<_>) = own.partition(|(teller, _)| **teller == by);
        let own = before.into_iter().chain(itself);
        let own = own.flat_map(|(_, decision)| &decision.recommendations);
        let own = own.filter(|one| {
            let words = one.what.is_some() && one.what == recommendation.what;
            (one.key == recommendation.key || words)
                && same(one, holder) == same(recommendation, holder)
        });
        let mut evidence: Vec<ComplianceEvidence> = Vec::new();
        for one in own.flat_map(|one| &one.evidence) {
            evidence.retain(|earlier| earlier.key != one.key);
            evidence.push(one.clone());
        }
        Owed {
            recommendation: recommendation.clone(),
            by,
            evidence,
            before: Vec::new(),
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
        called,
        linked: Vec::new(),
        told_by: told.iter().map(|(teller, _)| (*teller).clone()).collect(),
    }
}

/// Who stands in a body's shoes on a day, for this person: itself where its people were divided and nobody has said where this one went.
pub fn holder_for(entry: &Entry, day: Day) -> impl Fn(&OrganisationCode) -> OrganisationCode {
    move |body| match entry.holder(body, day) {
        Successor::Is(one) => one,
        Successor::OneOf(_) => body.clone(),
    }
}

/// The cases that these decisions say are about the same person, directly or by way of each other: for each number one that stands for all
/// of them.
fn groups<'n>(numbers: &[&'n str], links: &[(&'n str, &'n str)]) -> BTreeMap<&'n str, &'n str> {
    let mut neighbours: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (one, other) in links {
        neighbours.entry(one).or_default().push(other);
        neighbours.entry(other).or_default().push(one);
    }
    let mut group = BTreeMap::new();
    for first in numbers {
        let mut reached = vec![*first];
        while let Some(number) = reached.pop() {
            if group.contains_key(number) {
                continue;
            }
            group.insert(number, *first);
            reached.extend(neighbours.get(number).into_iter().flatten());
        }
    }
    group
}

/// Every case that these decisions tell of, the oldest first. `same_person`: whether all of them are about one person, whatever they link.
pub fn cases<'d>(
    told: impl Iterator<Item = Told<'d>>,
    holder: &Holder<'_>,
    same_person: bool,
) -> Vec<Case> {
    let mut by_number: BTreeMap<&str, Vec<Told<'_>>> = BTreeMap::new();
    for (teller, decision) in told {
        by_number
            .entry(decision.reference.case())
            .or_default()
            .push((teller, decision));
    }
    let mut links = Vec::new();
    for (number, told) in &by_number {
        let follows = told.iter().flat_map(|(_, decision)| &decision.follows);
        links.extend(follows.map(|earlier| (*number, earlier.case())));
    }
    if same_person {
        let numbers = by_number.keys().copied();
        links.extend(numbers.clone().zip(numbers.skip(1)));
    }
    let numbers: Vec<_> = by_number.keys().copied().collect();
    let group = groups(&numbers, &links);
    let mut all: Vec<_> = by_number
        .iter()
        .map(|(number, told)| case((*number).to_owned(), told, holder))
        .collect();
    all.sort_by_key(|one| (one.decided.earliest(), one.number.clone()));
    let mut members: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (number, first) in &group {
        members.entry(first).or_default().push(number);
    }
    for one in &mut all {
        let first = group.get(one.number.as_str());
        let same = first.and_then(|first| members.get(first));
        let others = same
            .into_iter()
            .flatten()
            .filter(|other| **other != one.number);
        one.linked = others.map(|other| (*other).to_owned()).collect();
    }
    note_repeats(&mut all, |number| group.get(number).copied());
    all
}

/// Notes what was recommended before: the same kind of thing, to the same body, in an earlier case linked with this one.
fn note_repeats<'g>(all: &mut [Case], group: impl Fn(&str) -> Option<&'g str>) {
    type Asked<'g> = (Option<&'g str>, OrganisationCode, RecommendationKind);
    let mut earlier: BTreeMap<Asked<'_>, Vec<String>> = BTreeMap::new();
    for case in all {
        let group = group(&case.number);
        let asked = |one: &Owed| (group, one.by.clone(), one.recommendation.kind);
        for one in &mut case.owed {
            one.before = earlier.get(&asked(one)).cloned().unwrap_or_default();
        }
        for one in &case.owed {
            let numbers = earlier.entry(asked(one)).or_default();
            if numbers.last() != Some(&case.number) {
                numbers.push(case.number.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests;
