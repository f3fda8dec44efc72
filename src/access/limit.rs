//! Parts of which a reader is shown only some items, or only some of what an item says.
//!
//! What is left out must not show through what is left in: the versions are numbered anew by what the reader is shown of them, so that a
//! change it is not shown makes no version, and a part of which nothing is for it reads as one in which nothing was ever recorded.

use std::sync::Arc;

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Standing, Version};
use crate::domain::part::complaints::{Complaint, Complaints};
use crate::domain::part::dispute::{Dispute, ResponsibilityDispute};
use crate::domain::part::events::{EventKind, Events};
use crate::domain::part::ombudsman::{Ombudsman, OmbudsmanDecision};
use crate::domain::part::undertakings::{Undertaking, Undertakings};
use crate::domain::part::{Body, Keyed, Listed, Part};

use super::sharing::Limit;

/// The newest version of a part as a reader is shown it: none where nothing in it is for the reader.
pub(super) fn cut(
    account: &Account,
    part: Part,
    limit: Limit,
    named: &dyn Fn(&OrganisationCode) -> bool,
) -> Option<Arc<Version>> {
    let mut shown: Option<Arc<Version>> = None;
    let mut number = 0;
    for version in account.versions.iter().filter(|one| one.part == part) {
        let body = match (version.standing, &version.body) {
            (Standing::Stated | Standing::Proposed, Some(body)) => some_of(body, limit, named),
            (Standing::Withdrawn(_), _) | (Standing::Stated | Standing::Proposed, None) => None,
        };
        let before = shown.as_ref().and_then(|one| one.body.as_ref());
        let same = match (before, &body) {
            (Some(before), Some(body)) => before.says_the_same_as(body),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if same {
            continue;
        }
        number += 1;
        shown = body.map(|body| {
            Arc::new(Version {
                number,
                body: Some(body),
                source: None,
                ..version.as_ref().clone()
            })
        });
    }
    shown
}

/// What of a content is for the reader; none where nothing is.
fn some_of(body: &Body, limit: Limit, named: &dyn Fn(&OrganisationCode) -> bool) -> Option<Body> {
    match (limit, body) {
        (Limit::MovesOnly, Body::Events(part)) => {
            let events = kept(&part.events, |one| one.kind == EventKind::Moved)?;
            Some(Events { events }.into())
        }
        (Limit::NamingTheReader, Body::Undertakings(part)) => {
            let undertakings = kept(&part.undertakings, |one| {
                let Undertaking { other, to, .. } = one;
                [other, to].into_iter().flatten().any(named)
            })?;
            Some(Undertakings { undertakings }.into())
        }
        (Limit::NamingTheReader, Body::Dispute(part)) => {
            let disputes = kept(&part.disputes, |one| concerns(one, named))?;
            Some(Dispute { disputes }.into())
        }
        (Limit::NamingTheReader, Body::Ombudsman(part)) => {
            let decisions = kept(&part.decisions, |one| names(one, named))?;
            Some(Ombudsman { decisions }.into())
        }
        (Limit::DatesAndStage, Body::Complaints(part)) => {
            let mut complaints = kept(&part.complaints, |_| true)?;
            for one in &mut complaints.items {
                *one = dates(one);
            }
            Some(Complaints { complaints }.into())
        }
        _ => None,
    }
}

/// The items that pass; none where none does.
fn kept<T: Clone + Keyed>(list: &Listed<T>, passes: impl Fn(&T) -> bool) -> Option<Listed<T>> {
    let items: Vec<T> = list
        .items
        .iter()
        .filter(|one| passes(one))
        .cloned()
        .collect();
    (!items.is_empty()).then(|| Listed::of(items))
}

fn concerns(one: &ResponsibilityDispute, named: &dyn Fn(&OrganisationCode) -> bool) -> bool {
    let parties = one.parties.iter().map(|party| &party.organisation);
    let others = [&one.lead, &one.caring, &one.responsible];
    parties.chain(others.into_iter().flatten()).any(named)
}

fn names(one: &OmbudsmanDecision, named: &dyn Fn(&OrganisationCode) -> bool) -> bool {
    let found = one.findings.iter().map(|finding| &finding.body);
    let asked = one.recommendations.iter().map(|asked| &asked.body);
    found.chain(asked).any(named)
}

/// A complaint without what it is about and what was said of it.
fn dates(one: &Complaint) -> Complaint {
    Complaint {
        about: None,
        accepts: Vec::new(),
        promises: Vec::new(),
        ..one.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::{Story, date, key, org};
    use crate::domain::part::events::Event;

    fn events(all: &[(&str, EventKind)]) -> Events {
        let event = |(on, kind): &(&str, EventKind)| Event {
            key: key(on),
            kind: *kind,
            on: date(on),
        };
        Events {
            events: Listed::of(all.iter().map(event).collect()),
        }
    }

    fn moves(story: &Story) -> Option<(u32, usize)> {
        let account = &story.entry.accounts[0];
        let shown = cut(account, Part::Events, Limit::MovesOnly, &|_| false)?;
        let Some(Body::Events(part)) = &shown.body else {
            return None;
        };
        Some((shown.number, part.events.items.len()))
    }

    #[test]
    fn what_is_left_out_makes_no_version_and_leaves_no_trace() {
        let harm = ("2024-02-01", EventKind::SelfHarm);
        let moved = ("2024-03-01", EventKind::Moved);
        let mut story = Story::new();
        story.on("2024-06-01").says("RP1", events(&[harm]));
        assert_eq!(moves(&story), None, "nothing of it is for the reader");
        story.says("RP1", events(&[harm, moved]));
        assert_eq!(moves(&story), Some((1, 1)));
        story.says("RP1", events(&[moved]));
        assert_eq!(
            moves(&story),
            Some((1, 1)),
            "only what was not shown changed"
        );
        story.says(
            "RP1",
            events(&[("2024-04-01", EventKind::Moved), moved, harm]),
        );
        assert_eq!(moves(&story), Some((2, 2)));
        story.withdraws("RP1", Part::Events);
        assert_eq!(moves(&story), None);
    }

    #[test]
    fn a_body_is_shown_what_names_it_and_nothing_else() {
        use crate::domain::part::undertakings::{NamedNeed, UndertakingKind};
        let says = |to: &str, key_of: &str| Undertaking {
            key: key(key_of),
            kind: UndertakingKind::TheyWill,
            need: NamedNeed::Coordinator,
            says: None,
            other: Some(org(to)),
            on: date("2024-01-31"),
            by: None,
            to: None,
            due: None,
            done: None,
        };
        let part = Undertakings {
            undertakings: Listed::of(vec![says("RT1", "a"), says("QPM", "b")]),
        };
        let mut story = Story::new();
        story.on("2024-06-01").says("QUE", part);
        let to = |reader: &str| {
            let reader = org(reader);
            let account = &story.entry.accounts[0];
            let naming = |code: &OrganisationCode| *code == reader;
            let shown = cut(account, Part::Undertakings, Limit::NamingTheReader, &naming)?;
            match &shown.body {
                Some(Body::Undertakings(part)) => Some(part.undertakings.keys().len()),
                _ => None,
            }
        };
        assert_eq!((to("RT1"), to("QPM"), to("RW4")), (Some(1), Some(1), None));
    }
}
