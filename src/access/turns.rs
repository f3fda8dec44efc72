//! The days to come on which an organisation's relation to an entry can change without anybody writing anything: what is stored per relation
//! is stored from each of them.

use std::collections::BTreeSet;

use crate::domain::entry::Entry;
use crate::domain::facts::Facts;
use crate::domain::part::coordinator::Coordinator;
use crate::domain::partial_date::{Day, PartialDate, next};

/// Every such day after `today`: the time to deny passes, a coordination ends, a body's people pass to another, a vague date is past.
pub fn turns(entry: &Entry, today: Day) -> BTreeSet<Day> {
    let unanswered = entry
        .notifications
        .iter()
        .filter(|one| one.answer().is_none());
    let denied_no_more = unanswered.map(|one| next(one.due));
    let coordinated = entry
        .accounts
        .iter()
        .filter_map(|account| account.stated::<Coordinator>())
        .flat_map(|part| &part.holders.items)
        .filter_map(|holder| holder.until.and_then(PartialDate::latest).map(next));
    let bodies = entry.concerned();
    let passed_on = bodies
        .iter()
        .flat_map(|body| entry.organisations.changes_of(body));
    let mut days: BTreeSet<_> = denied_no_more.chain(coordinated).chain(passed_on).collect();
    days.extend(Facts::of(entry).concern().edges());
    days.retain(|day| *day > today);
    days
}
