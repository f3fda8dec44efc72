//! Submitting an organisation's own record of a person: any of its parts, all or nothing.

use async_graphql::{Context, InputObject, Object, SimpleObject, Union};

use crate::domain::organisation::Kind;
use crate::domain::part::{Body, Whole};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::{LINE, Text};
use crate::graphql::object::entry::Entry;
use crate::graphql::object::problem::{
    IdempotencyKeyReused, InputRejected, NotPermitted, VersionConflict,
};
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
use crate::graphql::read::Reading;
use crate::graphql::scalar::{LocalId, OrganisationCode};
use crate::graphql::{Fault, Here};
use crate::register::{Outcome, Submission, Submitted};

/// Submitting a record.
#[derive(Default)]
pub struct SubmitRecord;

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
trait Record {
    const KIND: Kind;

    fn read(self, problems: &mut Problems) -> Vec<Body>;
}

struct Input<R> {
    local_id: LocalId,
    record: R,
    expected_versions: Vec<ExpectedVersionInput>,
    idempotency_key: String,
    on_behalf_of: Option<OrganisationCode>,
    source: Option<String>,
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

/// What became of a part that was submitted.
#[derive(async_graphql::Enum, Clone, Copy, PartialEq, Eq)]
pub enum PartOutcome {
    /// A new version of the part was recorded.
    Recorded,
    /// The content was the same as before, which confirms it.
    Confirmed,
}

/// What became of a part of a submission.
#[derive(SimpleObject)]
pub struct PartReceipt {
    /// The part that was submitted.
    pub part: Part,
    /// The number of the version that was recorded or confirmed.
    pub version: u32,
    /// Whether a new version was recorded or the old one confirmed.
    pub outcome: PartOutcome,
}

/// The submission was accepted, all of it.
#[derive(SimpleObject)]
pub struct RecordAccepted {
    /// The entry of the person, as you now see it. Null means that you wrote on another's behalf and are no party yourself.
    pub entry: Option<Entry>,
    /// What became of each part that was submitted.
    pub parts: Vec<PartReceipt>,
    /// Whether the submission had been accepted before under the same key.
    pub replayed: bool,
}

/// What became of submitting a record.
#[derive(Union)]
pub enum SubmitRecordResult {
    /// Accepted.
    Accepted(RecordAccepted),
    /// Not accepted, with everything that is wrong.
    Rejected(InputRejected),
    /// Someone wrote first.
    Conflict(VersionConflict),
    /// Not permitted.
    NotPermitted(NotPermitted),
    /// The key was used for something else.
    KeyReused(IdempotencyKeyReused),
}

/// Notes each part of which a version is named twice.
fn once_each(expected: &[ExpectedVersionInput], problems: &mut Problems) {
    for (index, one) in expected.iter().enumerate() {
        let mut before = expected.iter().take(index);
        if before.any(|before| before.part == one.part) {
            problems.report_at(
                &format!("expectedVersions[{index}].part"),
                ProblemCode::DuplicateKey,
                "a version of this part is named before",
            );
        }
    }
}

async fn submit<R: Record>(
    ctx: &Context<'_>,
    input: Input<R>,
) -> Result<SubmitRecordResult, Fault> {
    let (register, visit) = (ctx.register()?, ctx.visit()?);
    let Input {
        local_id,
        record,
        expected_versions,
        idempotency_key,
        on_behalf_of,
        source,
    } = input;
    let mut problems = Problems::at("");
    let local_id = problems.read("localId", &local_id);
    let owner = problems.read_some("onBehalfOf", on_behalf_of.as_ref());
    let source = problems.line_some("source", source.as_deref());
    let key = problems.within("idempotencyKey", |problems| {
        problems.keep(ProblemCode::NotText, Text::read(&idempotency_key, LINE))
    });
    once_each(&expected_versions, &mut problems);
    let mut within = Problems::at("record");
    let bodies = record.read(&mut within);
    let owner = owner.map(|owner| owner.unwrap_or_else(|| visit.caller().organisation().clone()));
    if let Some(owner) = owner
        .as_ref()
        .filter(|owner| register.organisations().kind(owner) != Some(R::KIND))
    {
        let reason = format!("{owner} does not keep a {}'s record", R::KIND.word());
        visit.refuse();
        return Ok(SubmitRecordResult::NotPermitted(NotPermitted::from(
            crate::access::Denied {
                part: None,
                reason,
                provision: None,
            },
        )));
    }
    let expected = |body: &Body| {
        expected_versions
            .iter()
            .find(|one| crate::domain::part::Part::from(one.part) == body.part())
            .map(|one| one.version)
    };
    let parts: Vec<_> = bodies
        .into_iter()
        .map(|body| {
            let version = expected(&body);
            (body, version)
        })
        .collect();
    let mut already = problems.into_found();
    let unreadable = !within.is_empty();
    already.extend(within.into_found());
    let (Some(local_id), Some(owner), Some(source), Some(key)) =
        (local_id, owner.clone(), source, key)
    else {
        visit.refuse();
        already.extend(register.problems_of(owner.as_ref(), &parts, unreadable));
        return Ok(SubmitRecordResult::Rejected(InputRejected::from(already)));
    };
    let submission = Submission {
        owner,
        kind: R::KIND,
        local_id,
        parts,
        source,
        key: key.as_str().to_owned(),
        already,
        unreadable,
    };
    Ok(match register.submit(visit, &submission).await? {
        Submitted::Accepted(receipt) => SubmitRecordResult::Accepted(RecordAccepted {
            entry: receipt.entry.map(Entry::of),
            parts: receipt
                .parts
                .into_iter()
                .map(|(part, version, outcome)| PartReceipt {
                    part: part.into(),
                    version,
                    outcome: match outcome {
                        Outcome::Recorded => PartOutcome::Recorded,
                        Outcome::Confirmed => PartOutcome::Confirmed,
                    },
                })
                .collect(),
            replayed: receipt.replayed,
        }),
        Submitted::Rejected(found) => SubmitRecordResult::Rejected(InputRejected::from(found)),
        Submitted::Stale(conflicts) => {
            SubmitRecordResult::Conflict(VersionConflict::of(conflicts, &register.organisations()))
        }
        Submitted::NotPermitted(denied) => {
            SubmitRecordResult::NotPermitted(NotPermitted::from(denied))
        }
        Submitted::KeyReused => SubmitRecordResult::KeyReused(IdempotencyKeyReused::new()),
    })
}

/// Submitting a record.
#[Object]
impl SubmitRecord {
    /// Submits a council's record of a person.
    async fn submit_council_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The parts to write, and for whom.")] input: SubmitCouncilRecordInput,
    ) -> Result<SubmitRecordResult, Fault> {
        Box::pin(submit::<CouncilRecordInput>(ctx, input.into())).await
    }

    /// Submits an ICB's record of a person.
    async fn submit_icb_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The parts to write, and for whom.")] input: SubmitIcbRecordInput,
    ) -> Result<SubmitRecordResult, Fault> {
        Box::pin(submit::<IcbRecordInput>(ctx, input.into())).await
    }

    /// Submits a Trust's record of a person.
    async fn submit_trust_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The parts to write, and for whom.")] input: SubmitTrustRecordInput,
    ) -> Result<SubmitRecordResult, Fault> {
        Box::pin(submit::<TrustRecordInput>(ctx, input.into())).await
    }

    /// Submits an independent hospital's record of a person.
    async fn submit_hospital_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The parts to write, and for whom.")] input: SubmitHospitalRecordInput,
    ) -> Result<SubmitRecordResult, Fault> {
        Box::pin(submit::<HospitalRecordInput>(ctx, input.into())).await
    }
}
