//! From sets of days to a timeline: stretches on each of which nothing about the discrepancy changes.

use super::{Discrepancy, Found, Rule, Severity};
use crate::domain::code::OrganisationCode;
use crate::domain::facts::Facts;
use crate::domain::organisation::Successor;
use crate::domain::part::Part;
use crate::domain::partial_date::Day;
use crate::domain::when::{Days, When};

/// One body's side of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Value {
    /// Whose account.
    pub organisation: OrganisationCode,
    /// In which part.
    pub part: Part,
    /// What it says, in a few words.
    pub says: String,
}

/// Days on which nothing about a discrepancy changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// First day.
    pub from: Day,
    /// First day on which it is otherwise; none while nothing more is known.
    pub until: Option<Day>,
    /// Whether it certainly stands, or only possibly, the dates being vague.
    pub certain: bool,
    /// How grave.
    pub severity: Severity,
    /// Who must act.
    pub actors: Vec<OrganisationCode>,
    /// One sentence a practitioner would say.
    pub sentence: String,
    /// The values side by side, with where each came from.
    pub values: Vec<Value>,
}

impl Stretch {
    /// Whether the day is in it.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    fn continues(&self, earlier: &Self) -> bool {
        earlier.until == Some(self.from)
            && (
                self.certain,
                self.severity,
                &self.actors,
                &self.sentence,
                &self.values,
            ) == (
                earlier.certain,
                earlier.severity,
                &earlier.actors,
                &earlier.sentence,
                &earlier.values,
            )
    }
}

/// What a rule found about one subject, before it is cut into stretches.
#[derive(Debug)]
pub struct Standing {
    /// What it is about.
    pub subject: String,
    /// When it stands.
    pub when: When,
    /// How grave on which days; the gravest that applies counts.
    pub severity: Vec<(Severity, Days)>,
    /// Who may be asked to act on which days. On days when nobody may, it is not raised.
    pub actors: Vec<(OrganisationCode, Days)>,
    /// Further days on which the wording may change.
    pub turns: Vec<Day>,
}

/// Who must act, each body replaced from the day it was succeeded by whoever stands in its shoes: an obligation outlives the body.
fn in_their_shoes(
    facts: &Facts<'_>,
    actors: &[(OrganisationCode, Days)],
) -> Vec<(OrganisationCode, Days)> {
    let mut heirs: Vec<(OrganisationCode, Days)> = Vec::with_capacity(actors.len());
    let mut add =
        |body: OrganisationCode, days: Days| match heirs.iter_mut().find(|(one, _)| *one == body) {
            Some((_, own)) => *own = own.or(&days),
            None => heirs.push((body, days)),
        };
    for (body, days) in actors {
        let mut edges = vec![Day::MIN];
        edges.extend(facts.entry.organisations.changes_of(body));
        edges.sort_unstable();
        for (index, &from) in edges.iter().enumerate() {
            let here = days.and(&Days::between(from, edges.get(index + 1).copied()));
            match facts.entry.holder(body, from) {
                Successor::Is(heir) => add(heir, here),
                Successor::OneOf(several) => {
                    for heir in several {
                        add(heir, here.clone());
                    }
                }
            }
        }
    }
    heirs.retain(|(_, days)| !days.is_never());
    heirs.sort_by(|(one, _), (other, _)| one.cmp(other));
    heirs
}

impl Found {
    /// Raises a discrepancy, worded for each stretch by `says`.
    pub fn raise(
        &mut self,
        facts: &Facts<'_>,
        rule: &'static Rule,
        standing: &Standing,
        says: impl Fn(Day) -> (String, Vec<Value>),
    ) {
        let Standing {
            subject,
            when,
            severity,
            actors,
            turns,
        } = standing;
        let actors = &in_their_shoes(facts, actors);
        let mut edges: Vec<Day> = when.edges().chain(turns.iter().copied()).collect();
        edges.extend(severity.iter().flat_map(|(_, days)| days.edges()));
        edges.extend(actors.iter().flat_map(|(_, days)| days.edges()));
        edges.sort_unstable();
        edges.dedup();
        let mut stretches: Vec<Stretch> = Vec::new();
        for (index, &from) in edges.iter().enumerate() {
            let gravest = severity
                .iter()
                .filter(|(_, days)| days.contains(from))
                .map(|(severity, _)| *severity)
                .min();
            let mut asked: Vec<OrganisationCode> = Vec::new();
            for (who, _) in actors.iter().filter(|(_, days)| days.contains(from)) {
                if !asked.contains(who) {
                    asked.push(who.clone());
                }
            }
            let (true, Some(severity), false) =
                (when.possible().contains(from), gravest, asked.is_empty())
            else {
                continue;
            };
            let (sentence, values) = says(from);
            let stretch = Stretch {
                from,
                until: edges.get(index + 1).copied(),
                certain: when.certain().contains(from),
                severity,
                actors: asked,
                sentence,
                values,
            };
            match stretches.last_mut() {
                Some(last) if stretch.continues(last) => last.until = stretch.until,
                Some(_) | None => stretches.push(stretch),
            }
        }
        if !stretches.is_empty() {
            self.discrepancies.push(Discrepancy {
                rule,
                subject: subject.clone(),
                stretches,
            });
        }
    }
}
