//! What holds of every rule, and then each rule: where it stands, a near miss, what closes it, and where it cannot tell.

mod duties;
mod knowledge;
mod published_case;
mod records;

use std::collections::BTreeSet;

use super::{Discrepancy, Found, RULES, Rule, rule};
use crate::domain::entry::Entry;
use crate::domain::facts::Facts;
use crate::domain::fixture::{Story, stories};
use crate::domain::law::s117_2;
use crate::domain::part::Part;

fn by(rule: &'static Rule, entry: &Entry) -> Found {
    let mut found = Found::default();
    (rule.check)(&Facts::of(entry), &mut found);
    found
}

/// How a rule stands over time: `from..until gravity actors`, with a question mark where it only may stand.
pub(super) fn timeline(story: &Story, code: &str) -> Vec<String> {
    let found = by(
        rule(code).unwrap_or_else(|| panic!("there is no rule {code}")),
        &story.entry,
    );
    let mut lines: Vec<(String, String, String)> = Vec::new();
    for stretch in found.discrepancies.iter().flat_map(|one| &one.stretches) {
        let actors: Vec<_> = stretch.actors.iter().map(ToString::to_string).collect();
        let doubt = if stretch.certain { "" } else { "?" };
        let how = format!("{:?}{doubt} {}", stretch.severity, actors.join("+"));
        let until = stretch
            .until
            .map_or_else(String::new, |day| day.to_string());
        match lines.last_mut() {
            Some(last) if last.1 == stretch.from.to_string() && last.2 == how => last.1 = until,
            Some(_) | None => lines.push((stretch.from.to_string(), until, how)),
        }
    }
    lines
        .into_iter()
        .map(|(from, until, how)| format!("{from}..{until} {how}"))
        .collect()
}

/// What a rule says it would need in order to tell.
pub(super) fn cannot_tell(story: &Story, code: &str) -> Vec<&'static str> {
    let found = by(
        rule(code).unwrap_or_else(|| panic!("there is no rule {code}")),
        &story.entry,
    );
    found.cannot_tell.iter().map(|one| one.missing).collect()
}

fn written(found: &Found) -> String {
    format!("{:#?} {:#?}", found.discrepancies, found.cannot_tell)
}

fn every(mut look: impl FnMut(&str, &Entry, &'static Rule, &[Discrepancy])) {
    for (name, story) in stories::all() {
        for rule in RULES {
            look(
                name,
                &story.entry,
                rule,
                &by(rule, &story.entry).discrepancies,
            );
        }
    }
}

#[test]
fn the_stories_together_raise_every_rule() {
    let mut raised = BTreeSet::new();
    every(|_, _, rule, found| {
        raised.extend((!found.is_empty()).then_some(rule.code));
    });
    for rule in RULES {
        assert!(
            raised.contains(rule.code),
            "no story raises {}: what is tested of every rule says nothing of it",
            rule.code
        );
    }
}

#[test]
fn a_part_that_a_rule_does_not_read_changes_nothing_it_finds() {
    for (name, story) in stories::all() {
        for rule in RULES {
            let whole = written(&by(rule, &story.entry));
            for part in Part::ALL.iter().filter(|part| !rule.reads.contains(part)) {
                let blanked = written(&by(rule, &story.entry.without(*part)));
                assert_eq!(
                    whole,
                    blanked,
                    "{name}: {} does not declare that it reads {}",
                    rule.code,
                    part.name()
                );
            }
        }
    }
}

#[test]
fn a_rule_about_the_duty_reads_what_the_duty_rests_on() {
    let duty: &[Part] = owed!();
    assert_eq!(duty, s117_2::READS);
}

#[test]
fn every_rule_has_a_basis_and_a_permanent_code_of_its_own() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        assert!(!rule.basis.is_empty(), "{} rests on nothing", rule.code);
        assert!(!rule.reads.is_empty(), "{} reads nothing", rule.code);
        assert!(seen.insert(rule.code), "{} is used twice", rule.code);
        assert!(seen.insert(rule.name), "{} is used twice", rule.name);
        let (family, number) = rule.code.split_once('-').unwrap_or_default();
        let letters = family.len() >= 2 && family.bytes().all(|b| b.is_ascii_uppercase());
        assert!(
            letters && number.len() == 2 && number.parse::<u8>().is_ok(),
            "{} is not shaped like REC-01",
            rule.code
        );
    }
}

#[test]
fn nobody_is_asked_to_act_before_it_may_have_known() {
    every(|name, entry, rule, found| {
        let facts = Facts::of(entry);
        for stretch in found
            .iter()
            .filter(|_| !rule.code.starts_with("NOT-"))
            .flat_map(|one| &one.stretches)
        {
            for actor in &stretch.actors {
                let knew = facts.known(actor);
                assert!(
                    knew.possible().contains(stretch.from),
                    "{name}: {} asks {actor} to act on {}",
                    rule.code,
                    stretch.from
                );
            }
        }
    });
}

#[test]
fn nobody_is_said_to_know_before_it_may_have_known() {
    every(|name, entry, rule, found| {
        let facts = Facts::of(entry);
        for stretch in found
            .iter()
            .filter(|_| matches!(rule.code, "NOT-01" | "NOT-02" | "NOT-03"))
            .flat_map(|one| &one.stretches)
        {
            for actor in &stretch.actors {
                let knew = facts.known(actor);
                assert!(
                    knew.possible().contains(stretch.from),
                    "{name}: {} says that {actor} knew on {}",
                    rule.code,
                    stretch.from
                );
            }
        }
    });
}

#[test]
fn the_same_facts_give_the_same_answer() {
    for (name, story) in stories::all() {
        for rule in RULES {
            assert_eq!(
                written(&by(rule, &story.entry)),
                written(&by(rule, &story.entry)),
                "{name}: {}",
                rule.code
            );
        }
    }
}

#[test]
fn stretches_follow_each_other_and_each_has_someone_to_act() {
    every(|name, _, rule, found| {
        let subjects: BTreeSet<_> = found.iter().map(|one| &one.subject).collect();
        assert_eq!(
            subjects.len(),
            found.len(),
            "{name}: {} raises one subject twice",
            rule.code
        );
        for one in found {
            assert!(
                !one.stretches.is_empty(),
                "{name}: {} never stands",
                rule.code
            );
            for stretch in &one.stretches {
                let (code, from) = (rule.code, stretch.from);
                assert!(
                    stretch.until.is_none_or(|until| from < until),
                    "{name}: {code} has an empty stretch from {from}"
                );
                assert!(
                    !stretch.actors.is_empty(),
                    "{name}: {code} asks nobody from {from}"
                );
                let each: BTreeSet<_> = stretch.actors.iter().collect();
                assert_eq!(
                    each.len(),
                    stretch.actors.len(),
                    "{name}: {code} asks a body twice from {from}"
                );
                assert!(
                    stretch.severity >= rule.severity,
                    "{name}: {code} is graver from {from} than it can be"
                );
                let plain = !stretch.sentence.contains("  ")
                    && stretch.sentence.ends_with('.')
                    && !stretch.sentence.contains("-262143");
                assert!(plain, "{name}: {code} says: {}", stretch.sentence);
                assert!(
                    stretch
                        .values
                        .iter()
                        .all(|value| !value.says.contains("-262143")),
                    "{name}: {code} shows {:?}",
                    stretch.values
                );
            }
            for pair in one.stretches.windows(2) {
                assert!(
                    pair[0].until.is_some_and(|until| until <= pair[1].from),
                    "{name}: {} overlaps itself",
                    rule.code
                );
            }
        }
    });
}

#[test]
fn a_further_stay_under_section_2_changes_no_duty() {
    for (name, story) in stories::all() {
        let later = stories::with_section_2(&story, "2027-04-01", "2027-04-20");
        let (before, after) = (Facts::of(&story.entry), Facts::of(&later.entry));
        assert_eq!(before.duty(), after.duty(), "{name}: the duty");
        assert_eq!(
            before.concern(),
            after.concern(),
            "{name}: the duty and the time before it"
        );
    }
}
