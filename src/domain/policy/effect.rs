//! What a draft would change, in counts that point at nobody: none below five is shown, and the rest are rounded to five.

use std::collections::{BTreeMap, BTreeSet};

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
    /// The entries on which it would stand without the draft.
    pub before: Count,
    /// With the draft.
    pub after: Count,
}

/// What a draft would change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effects {
    /// The entries that were looked at.
    pub entries: Count,
    /// Those on which something would stand otherwise.
    pub changed: Count,
    /// The rules that would stand on more or fewer of them.
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
        for rule in before {
            self.rules.entry(rule).or_default().0 += 1;
        }
        for rule in after {
            self.rules.entry(rule).or_default().1 += 1;
        }
    }

    /// As they are shown.
    pub fn effects(&self) -> Effects {
        let rules = self
            .rules
            .iter()
            .filter(|(_, (before, after))| before != after);
        Effects {
            entries: Count::of(self.entries),
            changed: Count::of(self.changed),
            rules: rules
                .map(|(rule, (before, after))| Effect {
                    rule,
                    before: Count::of(*before),
                    after: Count::of(*after),
                })
                .collect(),
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
    fn a_rule_that_stands_on_as_many_is_not_named() {
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
            before: Count::Few,
            after: Count::About(5),
        };
        assert_eq!(effects.rules, [rule]);
    }
}
