//! Organisations.

use async_graphql::{Enum, SimpleObject};

use crate::domain::organisation::{self, Organisations};
use crate::graphql::scalar::{Date, OrganisationCode, show, show_some};

/// The kind of an organisation: it decides which parts it writes and reads.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "organisation::Kind", name = "OrganisationKind")]
pub enum Kind {
    /// A council, as local social services authority.
    Council,
    /// An integrated care board (ICB), or the body before it: a clinical commissioning group (CCG) or primary care trust (PCT).
    Icb,
    /// An NHS trust or foundation trust.
    Trust,
    /// An organisation that runs an independent hospital.
    Hospital,
}

/// One body taking over from another. Several for one predecessor mean that its people were divided.
#[derive(SimpleObject, Clone, Debug)]
pub struct Succession {
    /// The code of the body that took over.
    pub successor: OrganisationCode,
    /// The first day on which the successor holds what the predecessor held.
    pub on: Date,
}

/// An organisation, with the days on which it exists.
#[derive(SimpleObject, Clone, Debug)]
pub struct Organisation {
    /// The organisation's code: GSS for councils, ODS for ICBs, Trusts and hospitals.
    pub code: OrganisationCode,
    /// The organisation's name, or its code where the register has no name for it.
    pub name: String,
    /// The kind of organisation. Null means that the register does not know the code.
    pub kind: Option<Kind>,
    /// The first day on which the organisation exists. Null means that the register knows of no such day.
    pub opened: Option<Date>,
    /// The first day on which the organisation no longer exists. Null means that the register knows of no such day.
    pub closed: Option<Date>,
    /// Whether the organisation's code or dates have not been checked against the code's keeper.
    pub unverified: bool,
    /// The bodies that took over from this one, and when. Responsibilities, disputes and notifications follow.
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
