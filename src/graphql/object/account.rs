//! One organisation's account, part by part.

use std::sync::Arc;

use async_graphql::{ID, Object};

use super::organisation::Organisation;
use super::rule::Part;
use crate::access::{Seen, VisibleAccount, VisibleEntry};
use crate::domain::part;
use crate::graphql::part::position::ResponsibilityClaim;
use crate::graphql::part::{
    AddressPart, CoordinatorPart, DetentionPart, IdentityPart, LegalBasisPart, PartOr, PlanPart,
    PositionPart, RegistrationPart, ResidencePart, ReviewsPart, published,
};
use crate::graphql::scalar::LocalId;

/// An organisation's account of a person: its own, kept as it gave it, never merged with another's.
pub struct Account {
    entry: Arc<VisibleEntry>,
    index: usize,
}

impl Account {
    /// The accounts of an entry.
    pub fn all(entry: &Arc<VisibleEntry>) -> Vec<Self> {
        (0..entry.accounts.len())
            .map(|index| Self {
                entry: Arc::clone(entry),
                index,
            })
            .collect()
    }

    fn seen(&self) -> Option<&VisibleAccount> {
        self.entry.accounts.get(self.index)
    }

    fn publish<T: crate::graphql::part::Published>(&self) -> PartOr<T::Shown> {
        published(
            &self
                .seen()
                .map_or(Seen::NotShared, VisibleAccount::part::<T>),
            &self.entry.organisations,
        )
    }
}

/// The version of a part that is current.
#[derive(async_graphql::SimpleObject, Debug)]
pub struct PartVersion {
    /// The part.
    pub part: Part,
    /// Its current version: send it as `expectedVersion` to write the next one.
    pub version: u32,
}

/// An organisation's account of a person: its own, kept as it gave it, never merged with another's.
#[Object]
impl Account {
    /// Its id.
    async fn id(&self) -> ID {
        ID(self
            .seen()
            .map(|account| account.id.to_string())
            .unwrap_or_default())
    }

    /// Whose account.
    async fn organisation(&self) -> Option<Organisation> {
        self.seen()
            .map(|account| Organisation::of(&self.entry.organisations, &account.organisation))
    }

    /// Whether it is your own organisation's.
    async fn own(&self) -> bool {
        self.seen().is_some_and(|account| account.own)
    }

    /// Your own identifier for the person; null in others' accounts.
    async fn local_id(&self) -> Option<LocalId> {
        self.seen()
            .and_then(|account| account.local_id.as_ref())
            .map(|id| LocalId(id.to_string()))
    }

    /// The current version of each part that you may read.
    async fn versions(&self) -> Vec<PartVersion> {
        let versions = self.seen().into_iter().flat_map(VisibleAccount::versions);
        versions
            .map(|(part, version)| PartVersion {
                part: part.into(),
                version,
            })
            .collect()
    }

    /// Who the person is, as this organisation records it.
    async fn identity(&self) -> IdentityPart {
        self.publish::<part::identity::Identity>().into()
    }

    /// Where the person lives and lived.
    async fn address(&self) -> AddressPart {
        self.publish::<part::address::Address>().into()
    }

    /// Spells in hospital (Mental Health Act 1983, s. 117(1)).
    async fn detention(&self) -> DetentionPart {
        self.publish::<part::detention::Detention>().into()
    }

    /// Under which sections the person was held.
    async fn legal_basis(&self) -> LegalBasisPart {
        self.publish::<part::legal_basis::LegalBasis>().into()
    }

    /// Ordinary residence immediately before each detention (s. 117(3)).
    async fn residence(&self) -> ResidencePart {
        self.publish::<part::residence::Residence>().into()
    }

    /// GP registration and core responsibility (SI 2022/635).
    async fn registration(&self) -> RegistrationPart {
        self.publish::<part::registration::Registration>().into()
    }

    /// The organisation's own position.
    async fn position(&self) -> PositionPart {
        type Position = part::position::Position;
        let seen = self
            .seen()
            .map_or(Seen::NotShared, VisibleAccount::part::<Position>);
        if let Seen::Limited(position, _, _) = seen {
            return PositionPart::Limited(ResponsibilityClaim::of(position));
        }
        match published(&seen, &self.entry.organisations) {
            PartOr::Shown(content) => PositionPart::Shown(content),
            PartOr::NotRecorded(none) => PositionPart::NotRecorded(none),
            PartOr::NotShared(none) => PositionPart::NotShared(none),
        }
    }

    /// After-care plans (Code of Practice 34.3).
    async fn plan(&self) -> PlanPart {
        self.publish::<part::plan::Plan>().into()
    }

    /// Who coordinates (Code of Practice 34.5).
    async fn coordinator(&self) -> CoordinatorPart {
        self.publish::<part::coordinator::Coordinator>().into()
    }

    /// Reviews held or due.
    async fn reviews(&self) -> ReviewsPart {
        self.publish::<part::reviews::Reviews>().into()
    }
}
