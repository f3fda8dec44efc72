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
    AddressPart, AssessmentPart, CommunicationPart, ComplaintsPart, CoordinatorPart, DetentionPart,
    DisputeArgumentPart, DisputePart, EndingPart, EventsPart, FundingPart, IdentityPart,
    LeaveRiskPart, LegalBasisPart, MeetingsPart, MoneyPart, OffersPart, OmbudsmanPart, PartOr,
    PlanPart, PositionPart, RegistrationPart, ResidencePart, ReviewsPart, ServicesPart,
    StatementsPart, UndertakingsPart, published,
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

    /// What was put in place before each leave of absence, as this organisation records it (Code of Practice 27.10, 27.22).
    async fn leave_risk(&self) -> LeaveRiskPart {
        self.publish::<part::leave_risk::LeaveRisk>().into()
    }

    /// Assessments of need, as this organisation records them (Code of Practice 33.13).
    async fn assessment(&self) -> AssessmentPart {
        self.publish::<part::assessment::Assessment>().into()
    }

    /// What meets each need and what does not, as this organisation records it (Mental Health Act 1983, s. 117(6)).
    async fn services(&self) -> ServicesPart {
        self.publish::<part::services::Services>().into()
    }

    /// What should prompt a review before it is due, as this organisation records it.
    async fn events(&self) -> EventsPart {
        self.publish::<part::events::Events>().into()
    }

    /// What was offered and what was asked for, as this organisation records it.
    async fn offers(&self) -> OffersPart {
        self.publish::<part::offers::Offers>().into()
    }

    /// Meetings about the person, as this organisation records them (Code of Practice 33.13).
    async fn meetings(&self) -> MeetingsPart {
        self.publish::<part::meetings::Meetings>().into()
    }

    /// What the person or a representative says of the record, as this organisation wrote it down for them.
    async fn statements(&self) -> StatementsPart {
        self.publish::<part::statements::Statements>().into()
    }

    /// How the person is reached and what was said, as this organisation records it.
    async fn communication(&self) -> CommunicationPart {
        self.publish::<part::communication::Communication>().into()
    }

    /// Requests for funding and what became of them, as this organisation records them (Mental Health Act 1983, s. 117(2C)).
    async fn funding(&self) -> FundingPart {
        self.publish::<part::funding::Funding>().into()
    }

    /// What was paid by or for the person and what was given back, as this organisation records it (SI 2014/2670).
    async fn money(&self) -> MoneyPart {
        self.publish::<part::money::Money>().into()
    }

    /// What this organisation said would be done, and by whom.
    async fn undertakings(&self) -> UndertakingsPart {
        self.publish::<part::undertakings::Undertakings>().into()
    }

    /// This organisation's own half of ending after-care (Mental Health Act 1983, s. 117(2)).
    async fn ending(&self) -> EndingPart {
        self.publish::<part::ending::Ending>().into()
    }

    /// Disputes about who is responsible, as this organisation records them (SI 2014/2829).
    async fn dispute(&self) -> DisputePart {
        self.publish::<part::dispute::Dispute>().into()
    }

    /// What this organisation argues in law in a dispute (SI 2014/2829, reg. 4).
    async fn dispute_argument(&self) -> DisputeArgumentPart {
        self.publish::<part::dispute_argument::DisputeArgument>()
            .into()
    }

    /// Complaints to this organisation (SI 2009/309).
    async fn complaints(&self) -> ComplaintsPart {
        self.publish::<part::complaints::Complaints>().into()
    }

    /// The Ombudsmen's decisions about the person, and what this organisation did about them, as it records it.
    async fn ombudsman(&self) -> OmbudsmanPart {
        self.publish::<part::ombudsman::Ombudsman>().into()
    }
}
