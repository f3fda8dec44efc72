//! Who may be told that something happened: whoever may read the part that says it.

use std::collections::BTreeSet;

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Entry, NotificationKind};
use crate::domain::part::Part;
use crate::domain::partial_date::Day;

use super::relation::{Relation, relation};
use super::sharing::{Read, read};

/// The part that news is of; none for what asks a body to take something on, which is told to whom it asks.
const fn part_of(kind: NotificationKind) -> Option<Part> {
    match kind {
        NotificationKind::DischargePlanned => Some(Part::Detention),
        NotificationKind::ServiceClosed => Some(Part::Position),
        NotificationKind::Moved => Some(Part::Events),
        NotificationKind::EndingProposed
        | NotificationKind::EndingSigned
        | NotificationKind::Reinstated => Some(Part::Ending),
        NotificationKind::NamedResponsible
        | NotificationKind::ResponsibleByLaw
        | NotificationKind::Transferred
        | NotificationKind::NamedCoordinator
        | NotificationKind::Admitted
        | NotificationKind::Disputed => None,
    }
}

/// The bodies that have to do with a person today, as far as the teller may know: those whom it may tell what happened.
pub fn parties(world: &Entry, today: Day) -> BTreeSet<(OrganisationCode, Relation)> {
    let related = world.concerned().into_iter().map(|body| {
        let stands = relation(world, &body, today);
        (body, stands)
    });
    let parties =
        related.filter(|(_, stands)| matches!(stands, Relation::Responsible | Relation::Provider));
    parties.collect()
}

/// Whether a party may be told this.
pub fn may_be_told(
    world: &Entry,
    (body, stands): &(OrganisationCode, Relation),
    kind: NotificationKind,
) -> bool {
    let reads = |part| {
        let kind = world.kind(body);
        kind.is_some_and(|kind| read(part, kind, *stands) == Read::Whole)
    };
    part_of(kind).is_some_and(reads)
}
