//! One organisation's account, part by part.

use std::sync::Arc;

use async_graphql::{ID, Object};

use super::organisation::Organisation;
use super::rule::Part;
use crate::access::{Seen, VisibleAccount, VisibleEntry};
use crate::domain::part;
use crate::graphql::part::legal_basis::LegalBasisSummary;
use crate::graphql::part::position::ResponsibilityClaim;
use crate::graphql::part::{
    AddressPart, CoordinatorPart, DetentionPart, IdentityPart, LegalBasisPart, PartOr, PlanPart,
    PositionPart, RegistrationPart, ResidencePart, ReviewsPart, published,
};
use crate::graphql::scalar::LocalId;

/// An organisation's account of a person: its own, kept as it gave it, never merged with another's.
pub struct Account {
    entry: Arc<VisibleEntry>,
    account: VisibleAccount,
}

impl Account {
    /// The accounts of an entry.
    pub fn all(entry: &Arc<VisibleEntry>) -> Vec<Self> {
        let account = |account: &VisibleAccount| Self {
            entry: Arc::clone(entry),
            account: account.clone(),
        };
        entry.accounts.iter().map(account).collect()
    }

    fn publish<T: crate::graphql::part::Published>(&self) -> PartOr<T::Shown> {
        published(&self.account.part::<T>(), &self.entry.organisations)
    }
}

/// The current version of a part of an account.
#[derive(async_graphql::SimpleObject, Debug)]
pub struct PartVersion {
    /// The part that the version is of.
    pub part: Part,
    /// The number of the current version. Send it as the expected version to write the next one.
    pub version: u32,
}

/// An organisation's account of a person: its own, kept as it gave it, never merged with another's.
#[Object]
impl Account {
    /// The opaque id of this account.
    async fn id(&self) -> ID {
        ID(self.account.id.to_string())
    }

    /// The organisation whose account it is.
    async fn organisation(&self) -> Organisation {
        Organisation::of(&self.entry.organisations, &self.account.organisation)
    }

    /// Whether it is your own organisation's account.
    async fn own(&self) -> bool {
        self.account.own
    }

    /// Your own identifier for the person. Null means that the account is another organisation's.
    async fn local_id(&self) -> Option<LocalId> {
        self.account
            .local_id
            .as_ref()
            .map(|id| LocalId(id.to_string()))
    }

    /// The current version of each part that you may read.
    async fn versions(&self) -> Vec<PartVersion> {
        self.account
            .versions()
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

    /// Where the person lives and has lived, as this organisation records it.
    async fn address(&self) -> AddressPart {
        self.publish::<part::address::Address>().into()
    }

    /// Spells in hospital, as this organisation records them (Mental Health Act 1983, s. 117(1)).
    async fn detention(&self) -> DetentionPart {
        self.publish::<part::detention::Detention>().into()
    }

    /// Under which sections the person was held, as this organisation records it.
    async fn legal_basis(&self) -> LegalBasisPart {
        let seen = self.account.part::<part::legal_basis::LegalBasis>();
        if let Seen::Limited(basis, _, _) = seen {
            return LegalBasisPart::Limited(LegalBasisSummary::of(basis));
        }
        match published(&seen, &self.entry.organisations) {
            PartOr::Shown(content) => LegalBasisPart::Shown(content),
            PartOr::NotRecorded(none) => LegalBasisPart::NotRecorded(none),
            PartOr::NotShared(none) => LegalBasisPart::NotShared(none),
        }
    }

    /// Ordinary residence immediately before each detention, as this organisation finds it (Mental Health Act 1983, s. 117(3)).
    async fn residence(&self) -> ResidencePart {
        self.publish::<part::residence::Residence>().into()
    }

    /// GP registration and core responsibility, as this organisation records them (SI 2022/635).
    async fn registration(&self) -> RegistrationPart {
        self.publish::<part::registration::Registration>().into()
    }

    /// The organisation's own position: its status for the person and whom it holds responsible.
    async fn position(&self) -> PositionPart {
        let seen = self.account.part::<part::position::Position>();
        if let Seen::Limited(position, _, _) = seen {
            return PositionPart::Limited(ResponsibilityClaim::of(position));
        }
        match published(&seen, &self.entry.organisations) {
            PartOr::Shown(content) => PositionPart::Shown(content),
            PartOr::NotRecorded(none) => PositionPart::NotRecorded(none),
            PartOr::NotShared(none) => PositionPart::NotShared(none),
        }
    }

    /// After-care plans, as this organisation records them (Code of Practice 34.3).
    async fn plan(&self) -> PlanPart {
        self.publish::<part::plan::Plan>().into()
    }

    /// Who coordinates the after-care, as this organisation records it (Code of Practice 34.5).
    async fn coordinator(&self) -> CoordinatorPart {
        self.publish::<part::coordinator::Coordinator>().into()
    }

    /// Reviews held or due, as this organisation records them.
    async fn reviews(&self) -> ReviewsPart {
        self.publish::<part::reviews::Reviews>().into()
    }
}
