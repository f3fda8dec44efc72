//! Who looked at a person's entry.

use async_graphql::SimpleObject;

use super::organisation::Organisation;
use crate::access::SeenLook;
use crate::domain::organisation::Organisations;
use crate::graphql::query::Role;
use crate::graphql::scalar::{DateTime, instant};

/// One answer that showed a person's entry to somebody, from the access log.
#[derive(SimpleObject, Debug)]
pub struct Look {
    /// The moment at which the answer was given, in UTC.
    pub at: DateTime,
    /// The organisation that was shown the entry.
    pub organisation: Organisation,
    /// The role in which it was shown.
    pub role: Role,
    /// The user or program that was shown it. Null means that it is another organisation's: ask that organisation.
    pub subject: Option<String>,
}

impl Look {
    /// A look as it is published.
    pub fn of(seen: SeenLook, organisations: &Organisations) -> Self {
        Self {
            at: instant(seen.at),
            organisation: Organisation::of(organisations, &seen.organisation),
            role: seen.role.into(),
            subject: seen.subject,
        }
    }
}
