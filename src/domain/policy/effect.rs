//! What a draft would change, in counts that point at nobody: none below five is shown, and the rest are rounded to five.

use std::collections::{BTreeMap, BTreeSet};

use super::Terms;
use crate::domain::problem::{ProblemCode, Problems};

/// A count that points at nobody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Count {
    /// From none to four.
    Few,
    /// This many, to the nearest five.
    About(u32),
}

/// Below this nothing is told apart.
const FEW: u32 = 5;

impl Count {
    /// A number, as it is shown.
    pub const fn of(number: u32) -> Self {
        if number < FEW {
            return Self::Few;
        }
        let up = number.saturating_add(FEW / 2);
        Self::About(up - up % FEW)
    }
}

/// What a draft would change about one rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effect {
    /// The rule.
    pub rule: &'static str,
    /// The entries on which it would stand with the draft, and does not without.
    pub more: Count,
    /// Those on which it stands without the draft, and would not with it.
    pub fewer: Count,
}

/// What a draft would change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effects {
    /// The entries that were looked at.
    pub entries: Count,
    /// Those on which something would stand otherwise.
    pub changed: Count,
    /// The rules that would stand on more or fewer of them, where those are not few: which rules change on few is not told either.
    pub rules: Vec<Effect>,
}

/// Effects as they are counted.
#[derive(Debug, Default)]
pub struct Tally {
    entries: u32,
    changed: u32,
    rules: BTreeMap<&'static str, (u32, u32)>,
}

impl Tally {
    /// Counts an entry on which these rules stand without, and those with the draft.
    pub fn add(&mut self, before: &BTreeSet<&'static str>, after: &BTreeSet<&'static str>) {
        self.entries += 1;
        self.changed += u32::from(before != after);
        for rule in after.difference(before) {
            self.rules.entry(rule).or_default().0 += 1;
        }
        for rule in before.difference(after) {
            self.rules.entry(rule).or_default().1 += 1;
        }
    }

    /// As they are shown.
    pub fn effects(&self) -> Effects {
        let rules = self.rules.iter().map(|(rule, (more, fewer))| Effect {
            rule,
            more: Count::of(*more),
            fewer: Count::of(*fewer),
        });
        let few = |one: &Effect| one.more == Count::Few && one.fewer == Count::Few;
        Effects {
            entries: Count::of(self.entries),
            changed: Count::of(self.changed),
            rules: rules.filter(|one| !few(one)).collect(),
        }
    }
}

/// Numbers that are tried out: those that policies lay down. With any number one person's dates could be sounded, day by day.
const TRIED: [(&str, &[u32]); 4] = [
    ("firstReviewDays", &[7, 14, 21, 28, 42]),
    ("reviewMonths", &[1, 3, 6, 9, 12]),
    ("changeReviewDays", &[7, 14, 21, 28]),
    ("notifyWorkingDays", &[1, 2, 3, 5]),
];

/// Notes what of a draft cannot be tried out.
pub fn can_be_tried(terms: &Terms, problems: &mut Problems) {
    let numbers = [
        terms.first_review_days,
        terms.review_months,
        terms.change_review_days,
        terms.notify_working_days,
    ];
    for ((field, tried), number) in TRIED.iter().zip(numbers) {
        let Some(number) = number else { continue };
        // More than the law or the default allows changes nothing.
        if !tried.contains(&number) && tried.last().is_some_and(|most| number < *most) {
            let why = format_args!("one of these can be tried out: {tried:?}");
            problems.report_at(&format!("terms.{field}"), ProblemCode::NotAnAmount, why);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_below_five_is_told_apart_and_the_rest_is_rounded() {
        for few in 0..5 {
            assert_eq!(Count::of(few), Count::Few);
        }
        for (number, shown) in [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1000, 1000)] {
            assert_eq!(Count::of(number), Count::About(shown), "{number}");
        }
    }

    #[test]
    fn a_rule_that_stands_as_it_did_is_not_named() {
        let mut tally = Tally::default();
        let (one, both) = (
            BTreeSet::from(["DUT-05"]),
            BTreeSet::from(["DUT-04", "DUT-05"]),
        );
        for _ in 0..6 {
            tally.add(&one, &both);
        }
        tally.add(&one, &one);
        let effects = tally.effects();
        assert_eq!(effects.entries, Count::About(5));
        assert_eq!(effects.changed, Count::About(5));
        let rule = Effect {
            rule: "DUT-04",
            more: Count::About(5),
            fewer: Count::Few,
        };
        assert_eq!(effects.rules, [rule]);
    }

    #[test]
    fn which_rule_changes_on_few_is_not_told() {
        let (none, one) = (BTreeSet::new(), BTreeSet::from(["DUT-04"]));
        let mut shown = BTreeSet::new();
        for people in 0..5 {
            let mut tally = Tally::default();
            for nth in 0..10 {
                tally.add(&none, if nth < people { &one } else { &none });
            }
            shown.insert(format!("{:?}", tally.effects()));
        }
        assert_eq!(shown.len(), 1, "nobody, and one to four, look alike");
    }

    #[test]
    fn a_number_that_no_policy_lays_down_is_not_tried() {
        let wrong = |first: u32| {
            let terms = Terms {
                first_review_days: Some(first),
                ..Terms::default()
            };
            let mut problems = Problems::at("");
            can_be_tried(&terms, &mut problems);
            problems.into_found().len()
        };
        assert_eq!([7, 14, 42, 43, 100].map(wrong), [0; 5]);
        assert_eq!([1, 8, 13, 41].map(wrong), [1; 4]);
    }
}
