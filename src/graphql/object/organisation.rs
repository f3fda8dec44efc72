//! Organisations.

use async_graphql::{Enum, SimpleObject};

use crate::domain::organisation::{self, Organisations};
use crate::graphql::scalar::{Date, OrganisationCode, show, show_some};

/// The kind of an organisation: it decides which parts it writes and reads.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "organisation::Kind", name = "OrganisationKind")]
pub enum Kind {
    /// A local social services authority.
    Council,
    /// An integrated care board, or the body before it (CCG, PCT).
    Icb,
    /// An NHS trust or foundation trust.
    Trust,
    /// An independent hospital.
    Hospital,
}

/// One body taking over from another. Several for one predecessor mean that its people were divided.
#[derive(SimpleObject, Clone, Debug)]
pub struct Succession {
    /// The body that took over.
    pub successor: OrganisationCode,
    /// From this day.
    pub on: Date,
}

/// An organisation, with the days on which it exists.
#[derive(SimpleObject, Clone, Debug)]
pub struct Organisation {
    /// Its code: GSS for councils, ODS for ICBs, Trusts and hospitals.
    pub code: OrganisationCode,
    /// Its name; its code where the register has no name for it.
    pub name: String,
    /// Its kind; null where the register does not know the code.
    pub kind: Option<Kind>,
    /// Its first day, where known.
    pub opened: Option<Date>,
    /// The first day on which it no longer exists.
    pub closed: Option<Date>,
    /// Whether its code or dates have not been checked against the code's keeper.
    pub unverified: bool,
    /// The bodies that took over from it. Responsibilities, disputes and notifications follow.
    pub succeeded_by: Vec<Succession>,
}

impl Organisation {
    /// The organisation with this code.
    pub fn of(organisations: &Organisations, code: &crate::domain::code::OrganisationCode) -> Self {
        let known = organisations.get(code);
        let successions = organisations.successors(code).map(|one| Succession {
            successor: show(&one.successor),
            on: show(&one.on),
        });
        Self {
            code: show(code),
            name: organisations.name(code).to_owned(),
            kind: known.map(|one| one.kind.into()),
            opened: show_some(known.and_then(|one| one.opened.as_ref())),
            closed: show_some(known.and_then(|one| one.closed.as_ref())),
            unverified: known.is_none_or(|one| one.unverified),
            succeeded_by: successions.collect(),
        }
    }
}
