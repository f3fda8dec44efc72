//! View: what an organisation sees of one entry, and what its lists may say of it.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::code::OrganisationCode;
use crate::domain::discrepancy::{Discrepancy, Rule, Stretch, find};
use crate::domain::entry::Entry;
use crate::domain::facts::Facts;
use crate::domain::id::DiscrepancyId;
use crate::domain::partial_date::Day;

use super::answers::answers;
use super::caller::Caller;
use super::grade::{Grade, reads_all};
use super::relation::Relation;
use super::sight::{Sight, own_accounts};
use super::visible::{Ask, Seal, VisibleEntry};

/// What a caller sees of an entry. None means that for this caller there is no such person.
pub fn view(caller: &Caller, entry: &Entry, ask: &Ask) -> Option<VisibleEntry> {
    if !caller.role().sees_people() {
        return None;
    }
    let sight = Sight::of(entry, caller.organisation(), ask.today)?;
    let ask = &sight.question(ask);
    let world = sight.world(entry, ask);
    let own = own_accounts(entry, caller.organisation(), ask);
    let accounts = world
        .accounts
        .iter()
        .filter(|account| account.organisation != *caller.organisation())
        .chain(&own);
    let accounts: Vec<_> = accounts
        .map(|account| sight.account(account, entry))
        .collect();
    let facts = Facts::of(&world);
    let answers = answers(&sight, &world, &facts, ask.on);
    let found = find(&facts);
    let discrepancies = found
        .discrepancies
        .iter()
        .filter_map(|one| sight.discrepancy(entry, one, ask.on))
        .collect();
    let cannot_tell = found
        .cannot_tell
        .into_iter()
        .filter(|one| reads_all(one.rule.reads, sight.kind, sight.relation))
        .collect();
    let notifications = sight.notifications(entry, &world, ask);
    Some(VisibleEntry {
        _seal: Seal,
        id: entry.id,
        ask: *ask,
        relation: sight.relation,
        viewer_can: sight.viewer_can(&own, &notifications, &answers.duties, &entry.organisations),
        answers,
        accounts,
        discrepancies,
        cannot_tell,
        notifications,
        organisations: Arc::clone(&entry.organisations),
        sight,
        world: world.into_owned(),
    })
}

/// The entry as an organisation may know it today, for what is told in its name: it tells nobody what it may not know itself.
pub fn known_to(entry: &Entry, body: &OrganisationCode, today: Day) -> Option<Entry> {
    let ask = Ask {
        on: today,
        known_at: None,
        law_as_at: None,
        today,
    };
    let world = Sight::of(entry, body, today)?.world(entry, &ask);
    Some(world.into_owned())
}

/// A discrepancy in an organisation's lists: its id, its rule, and its stretches, each with its grade.
pub type Line = (DiscrepancyId, &'static Rule, Vec<(Stretch, Grade)>);

/// What an organisation's lists say of an entry.
#[derive(Debug)]
pub struct Timeline {
    /// Its relation.
    pub relation: Relation,
    /// The discrepancies it may see, each stretch with its grade.
    pub discrepancies: Vec<Line>,
    /// The earliest day on which something it may see falls due.
    pub next_due: Option<Day>,
}

/// What an organisation's lists may say of an entry: the same decisions as `view`, over all days.
pub fn timeline(entry: &Entry, body: &OrganisationCode, ask: &Ask) -> Option<Timeline> {
    let sight = Sight::of(entry, body, ask.today)?;
    if sight.relation == Relation::Former {
        // It has nothing to act on, and what stands today is not its to know.
        return Some(Timeline {
            relation: sight.relation,
            discrepancies: Vec::new(),
            next_due: None,
        });
    }
    let world = sight.world(entry, ask);
    let facts = Facts::of(&world);
    let seen = find(&facts).discrepancies.into_iter().filter_map(|one| {
        let stretches: Vec<_> = one
            .stretches
            .iter()
            .filter_map(|stretch| Some((stretch.clone(), sight.grade(&one, stretch)?)))
            .collect();
        (!stretches.is_empty()).then(|| (discrepancy_id(entry, &one), one.rule, stretches))
    });
    let discrepancies = seen.collect();
    let clocks = sight.clocks(&facts, ask.on).unwrap_or_default();
    let next_due = clocks.iter().filter_map(|clock| clock.due.latest()).min();
    Some(Timeline {
        relation: sight.relation,
        discrepancies,
        next_due,
    })
}

/// The id of a discrepancy: entry, rule and subject make it what it is, whoever looks. The entry's salt keeps it from telling the rule to
/// whoever is only told that something stands.
pub(super) fn discrepancy_id(entry: &Entry, one: &Discrepancy) -> DiscrepancyId {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for field in [
        entry.salt.as_slice(),
        entry.id.0.as_bytes().as_slice(),
        one.rule.code.as_bytes(),
        one.subject.as_bytes(),
    ] {
        hash.update(field.len().to_be_bytes());
        hash.update(field);
    }
    let mut id = [0; 16];
    id.iter_mut()
        .zip(hash.finalize())
        .for_each(|(to, from)| *to = from);
    DiscrepancyId(Uuid::from_bytes(id))
}
