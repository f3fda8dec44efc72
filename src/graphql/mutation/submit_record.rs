//! Submitting an organisation's own record of a person: any of its parts, all or nothing.

mod record;

use async_graphql::{Context, Object, SimpleObject, Union};

use crate::domain::part::Body;
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::{LINE, Text};
use crate::graphql::object::entry::Entry;
use crate::graphql::object::problem::{
    IdempotencyKeyReused, InputRejected, NotPermitted, VersionConflict,
};
use crate::graphql::object::rule::Part;
use crate::graphql::read::Reading;
use crate::graphql::{Fault, Here};
use crate::register::{Outcome, Submission, Submitted};

use record::{
    CouncilRecordInput, ExpectedVersionInput, HospitalRecordInput, IcbRecordInput, Input, Record,
    SubmitCouncilRecordInput, SubmitHospitalRecordInput, SubmitIcbRecordInput,
    SubmitTrustRecordInput, TrustRecordInput,
};

/// Submitting a record.
#[derive(Default)]
pub struct SubmitRecord;

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
