//! What each kind of organisation submits: the parts that it writes.

use async_graphql::InputObject;

use crate::domain::organisation::Kind;
use crate::domain::part::{Body, Whole};
use crate::domain::problem::Problems;
use crate::graphql::object::rule::Part;
use crate::graphql::part::{
    Readable, address::Address, assessment::Assessment, communication::Communication,
    complaints::Complaints, coordinator::Coordinator, detention::Detention,
    dispute_argument::DisputeArgument, events::Events, funding::Funding, identity::Identity,
    leave_risk::LeaveRisk, legal_basis::LegalBasis, meetings::Meetings, money::Money,
    offers::Offers, ombudsman::Ombudsman, plan::Plan, position::Position,
    registration::Registration, residence::Residence, reviews::Reviews, services::Services,
    statements::Statements, undertakings::Undertakings,
};
use crate::graphql::scalar::{LocalId, OrganisationCode};

/// The version of a part that your submission is meant to follow.
#[derive(InputObject)]
pub struct ExpectedVersionInput {
    /// The part that the version is of.
    pub part: Part,
    /// The number of the current version of the part, as you read it.
    #[graphql(validator(maximum = 2_147_483_647))]
    pub version: u32,
}

/// What a part is, for whoever submits it.
macro_rules! part_words {
    (identity) => {
        "Who the person is. Leave it out when it has not changed."
    };
    (address) => {
        "Where the person lives and lived. Leave it out when it has not changed."
    };
    (detention) => {
        "Spells in hospital. Leave it out when nothing in them has changed."
    };
    (legal_basis) => {
        "The sections under which the person was held. Leave it out when they have not changed."
    };
    (residence) => {
        "Ordinary residence immediately before each detention. Leave it out when it has not changed."
    };
    (registration) => {
        "GP registration and core responsibility. Leave it out when it has not changed."
    };
    (position) => {
        "Your organisation's own position on the person. Leave it out when it has not changed."
    };
    (plan) => {
        "After-care plans. Leave it out when they have not changed."
    };
    (coordinator) => {
        "Who coordinates the after-care. Leave it out when it has not changed."
    };
    (reviews) => {
        "Reviews held or due. Leave it out when they have not changed."
    };
    (leave_risk) => {
        "What was put in place before each leave of absence. Leave it out when it has not changed."
    };
    (assessment) => {
        "Assessments of need. Leave it out when they have not changed."
    };
    (services) => {
        "What meets each need, and what does not. Leave it out when it has not changed."
    };
    (events) => {
        "What should prompt a review. Leave it out when nothing in it has changed."
    };
    (offers) => {
        "What was offered and what was asked for. Leave it out when it has not changed."
    };
    (meetings) => {
        "Meetings about the person. Leave it out when nothing in them has changed."
    };
    (statements) => {
        "What the person or a representative says of the record. Leave it out when it has not changed."
    };
    (communication) => {
        "How the person is reached, and what was said. Leave it out when it has not changed."
    };
    (funding) => {
        "Requests for funding and what became of them. Leave it out when they have not changed."
    };
    (money) => {
        "What was paid by or for the person. Leave it out when nothing in it has changed."
    };
    (undertakings) => {
        "What your organisation said would be done, and by whom. Leave it out when it has not changed."
    };
    (dispute_argument) => {
        "What your organisation argues in law in a dispute. Leave it out when it has not changed."
    };
    (complaints) => {
        "Complaints to your organisation. Leave it out when nothing in them has changed."
    };
    (ombudsman) => {
        "The Ombudsmen's decisions, and what your organisation did about them. Leave it out when it has not changed."
    };
}

macro_rules! records {
    ($($(#[$doc:meta])* $record:ident $input:ident $kind:ident { $($part:ident: $content:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(InputObject)]
        pub struct $record {
            $(
                #[doc = part_words!($part)]
                pub $part: Option<$content>,
            )*
        }

        impl Record for $record {
            const KIND: Kind = Kind::$kind;

            fn read(self, problems: &mut Problems) -> Vec<Body> {
                let Self { $($part),* } = self;
                let mut bodies = Vec::new();
                $(
                    if let Some(part) = $part {
                        let field = <<$content as Readable>::Content as Whole>::PART.field();
                        bodies.extend(problems.within(field, |problems| Readable::read(part, problems)).map(Body::from));
                    }
                )*
                bodies
            }
        }

        /// A submission of an organisation's own record of one person.
        #[derive(InputObject)]
        pub struct $input {
            /// Your own identifier for the person: the same each time.
            pub local_id: LocalId,
            /// The parts to write; leave out those that have not changed.
            pub record: $record,
            /// For each part already recorded, the version yours is meant to follow. Identical content is a confirmation and needs none.
            #[graphql(default)]
            pub expected_versions: Vec<ExpectedVersionInput>,
            /// A key that makes sending this twice the same as sending it once: 1 to 200 characters, new for each submission.
            pub idempotency_key: String,
            /// Whose record this is, when it is not your own organisation's: needs a delegation of every part from that organisation.
            pub on_behalf_of: Option<OrganisationCode>,
            /// Your own system or document that this comes from.
            pub source: Option<String>,
        }

        impl From<$input> for Input<$record> {
            fn from(input: $input) -> Self {
                let $input { local_id, record, expected_versions, idempotency_key, on_behalf_of, source } = input;
                Self { local_id, record, expected_versions, idempotency_key, on_behalf_of, source }
            }
        }
    )*};
}

/// The parts of one kind of organisation's record.
pub(super) trait Record {
    const KIND: Kind;

    fn read(self, problems: &mut Problems) -> Vec<Body>;
}

pub(super) struct Input<R> {
    pub(super) local_id: LocalId,
    pub(super) record: R,
    pub(super) expected_versions: Vec<ExpectedVersionInput>,
    pub(super) idempotency_key: String,
    pub(super) on_behalf_of: Option<OrganisationCode>,
    pub(super) source: Option<String>,
}

records! {
    /// A council's record of a person: the parts that a council writes.
    CouncilRecordInput SubmitCouncilRecordInput Council {
        identity: Identity, address: Address, residence: Residence, position: Position, assessment: Assessment, plan: Plan, services: Services,
        coordinator: Coordinator, reviews: Reviews, events: Events, offers: Offers, meetings: Meetings, statements: Statements,
        communication: Communication, funding: Funding, money: Money, undertakings: Undertakings, dispute_argument: DisputeArgument,
        complaints: Complaints, ombudsman: Ombudsman
    }
    /// An ICB's record of a person: the parts that an ICB writes.
    IcbRecordInput SubmitIcbRecordInput Icb {
        identity: Identity, address: Address, registration: Registration, position: Position, assessment: Assessment, plan: Plan,
        services: Services, coordinator: Coordinator, reviews: Reviews, offers: Offers, meetings: Meetings, statements: Statements,
        funding: Funding, money: Money, undertakings: Undertakings, dispute_argument: DisputeArgument, complaints: Complaints,
        ombudsman: Ombudsman
    }
    /// A Trust's record of a person: the parts that a Trust writes. Its funding is a proposal, kept as such until the body that decides answers.
    TrustRecordInput SubmitTrustRecordInput Trust {
        identity: Identity, address: Address, detention: Detention, legal_basis: LegalBasis, leave_risk: LeaveRisk, position: Position,
        assessment: Assessment, plan: Plan, services: Services, coordinator: Coordinator, reviews: Reviews, events: Events, offers: Offers,
        meetings: Meetings, statements: Statements, communication: Communication, funding: Funding, undertakings: Undertakings,
        complaints: Complaints, ombudsman: Ombudsman
    }
    /// An independent hospital's record. Its plan, coordinator, reviews and meetings are proposals, kept as such until the body that owns the
    /// part answers.
    HospitalRecordInput SubmitHospitalRecordInput Hospital {
        identity: Identity, address: Address, detention: Detention, legal_basis: LegalBasis, leave_risk: LeaveRisk, position: Position,
        assessment: Assessment, plan: Plan, coordinator: Coordinator, reviews: Reviews, events: Events, meetings: Meetings,
        complaints: Complaints, ombudsman: Ombudsman
    }
}
