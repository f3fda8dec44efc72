//! What an account has to tell whoever else has to do with the person: that something happened, once for each time that it did.

use std::collections::BTreeSet;

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, NotificationKind, Standing, Version};
use crate::domain::part::detention::Detention;
use crate::domain::part::dispute::Dispute;
use crate::domain::part::ending::Ending;
use crate::domain::part::events::{EventKind, Events};
use crate::domain::part::position::{Position, ServiceStatus};
use crate::domain::part::{Answer, Body, Whole};

/// What happened, and where in the order of commits it was first written down.
pub(super) type News = (NotificationKind, i64);

/// The place at which something that the newest version of a part says was first said, without a break since.
fn since<T: Whole>(account: &Account, says: impl Fn(&T) -> bool) -> Option<i64> {
    let mut first = None;
    let versions = account.versions.iter().filter(|one| one.part == T::PART);
    for version in versions {
        let said = stated::<T>(version).is_some_and(&says);
        first = match (said, first) {
            (true, None) => Some(version.known.position),
            (true, already) => already,
            (false, _) => None,
        };
    }
    first
}

fn stated<T: Whole>(version: &Version) -> Option<&T> {
    match version.standing {
        Standing::Stated | Standing::Proposed => version.body.as_ref().and_then(T::of),
        Standing::Withdrawn(_) => None,
    }
}

/// The place at which the newest of some items of a part was first written down.
fn newest<T: Whole, K: Ord + Clone>(
    account: &Account,
    items: impl Fn(&T) -> Vec<K>,
) -> Option<i64> {
    let mut seen = BTreeSet::new();
    let mut last = None;
    for version in account.versions.iter().filter(|one| one.part == T::PART) {
        let all = stated::<T>(version).map(&items).unwrap_or_default();
        for item in all {
            if seen.insert(item) {
                last = Some(version.known.position);
            }
        }
    }
    last
}

/// The place at which the newest dispute that an account has with a body was first written down.
pub(super) fn disputed(account: &Account, body: &OrganisationCode) -> Option<i64> {
    newest(account, |part: &Dispute| {
        let all = part.disputes.items.iter();
        let with = all.filter(|one| one.parties.iter().any(|party| party.organisation == *body));
        with.map(|one| one.key.clone()).collect()
    })
}

/// What was last done about the ending of after-care.
fn ending(account: &Account) -> Option<News> {
    let version = account.newest(Ending::PART)?;
    let Some(Body::Ending(said)) = &version.body else {
        return None;
    };
    let kind = match (said.satisfied, &said.reinstated, &said.signed) {
        (_, Some(_), _) => NotificationKind::Reinstated,
        (Answer::Unknown, None, _) => NotificationKind::EndingProposed,
        (Answer::Yes, None, Some(_)) => NotificationKind::EndingSigned,
        (Answer::Yes, None, None) | (Answer::No, None, _) => return None,
    };
    Some((kind, version.known.position))
}

/// Everything that an account has to tell.
pub(super) fn news(account: &Account) -> Vec<News> {
    let closed = |position: &Position| match position.service {
        Some(ServiceStatus::Closed) => true,
        Some(
            ServiceStatus::Open
            | ServiceStatus::NoWorker
            | ServiceStatus::Disengaged
            | ServiceStatus::Unknown,
        )
        | None => false,
    };
    let planned = |detention: &Detention| {
        let spells = detention.spells.items.iter();
        let open = spells.filter(|one| one.hospital_exit.is_none() && one.transfers.is_empty());
        open.filter_map(|one| Some((one.key.clone(), one.expected_discharge?.to_string())))
            .collect()
    };
    let moves = |events: &Events| {
        let events = events.events.items.iter();
        let moves = events.filter(|one| one.kind == EventKind::Moved);
        moves.map(|one| one.key.clone()).collect()
    };
    let mut news = Vec::new();
    let mut add = |kind, at: Option<i64>| news.extend(at.map(|at| (kind, at)));
    add(NotificationKind::ServiceClosed, since(account, closed));
    add(NotificationKind::DischargePlanned, newest(account, planned));
    add(NotificationKind::Moved, newest(account, moves));
    news.extend(ending(account));
    news
}
