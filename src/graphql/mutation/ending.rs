//! Ending after-care with two keys, and beginning it again.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, Union};

use crate::domain::id::EntryId;
use crate::domain::part::ending as domain;
use crate::domain::part::{Answer, ending::EvidenceDigest as Digest};
use crate::domain::problem::Problems;
use crate::graphql::object::entry::Entry;
use crate::graphql::object::problem::{
    EvidenceChanged, InputRejected, NotFound, NotPermitted, RefusedByLaw,
};
use crate::graphql::part::ending::{EndingEvidence, EndingInvolvement, EndingReason};
use crate::graphql::part::shape::{Line, Passage, Shape};
use crate::graphql::scalar::{EvidenceDigest, PartialDate};
use crate::graphql::{Fault, Here};
use crate::register::{Acted, Joint};

/// Ending after-care with two keys, and beginning it again.
#[derive(Default)]
pub struct EndAftercare;

/// A proposal that after-care end.
#[derive(InputObject)]
pub struct ProposeEndingInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// Why after-care may end. Alone, no reason but `NEED_CEASED` suffices (Code of Practice 33.20 to 33.24).
    pub reasons: Vec<EndingReason>,
    /// The evidence: a review, by the key it has in some account here, and what it shows.
    pub evidence: Option<EndingEvidence>,
    /// How the person and those who speak for them were involved.
    pub involvement: Option<EndingInvolvement>,
    /// The day since which both are satisfied, for a decision made before it is signed here. The date may be partial; null means the day on
    /// which each signs.
    pub satisfied_since: Option<PartialDate>,
}

impl ProposeEndingInput {
    fn read(self, problems: &mut Problems) -> Option<(ID, Joint)> {
        let Self {
            entry_id,
            reasons,
            evidence,
            involvement,
            satisfied_since,
        } = self;
        let reasons = problems.within("reasons", |here| reasons.read(here));
        let evidence = problems.within("evidence", |here| evidence.read(here));
        let involvement = problems.within("involvement", |here| involvement.read(here));
        let decided = problems.within("satisfiedSince", |here| satisfied_since.read(here));
        let content = domain::Ending {
            satisfied: Answer::Unknown,
            decided: decided?,
            reasons: reasons?,
            evidence: evidence?,
            involvement: involvement?,
            notice: None,
            signed: None,
            reinstated: None,
        };
        Some((entry_id, Joint::ProposeEnding(content)))
    }
}

/// A signature of what is proposed.
#[derive(InputObject)]
pub struct SignEndingInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The digest of the evidence that you sign, as the entry shows it: if anything that it covers has changed, nothing is signed.
    pub evidence: EvidenceDigest,
    /// The role of whoever signs for your organisation, and never a name, at most 200 characters. Null means not recorded.
    pub signed_by: Option<Line>,
}

impl SignEndingInput {
    fn read(self, problems: &mut Problems) -> Option<(ID, Joint)> {
        let Self {
            entry_id,
            evidence,
            signed_by,
        } = self;
        let evidence: Option<Digest> = problems.within("evidence", |here| evidence.read(here));
        let role = problems.within("signedBy", |here| signed_by.read(here));
        Some((entry_id, Joint::SignEnding(evidence?, role?)))
    }
}

/// Notice that was given to the person.
#[derive(InputObject)]
pub struct GiveEndingNoticeInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The day on which the council and the ICB gave the person joint notice in writing. The date may be partial.
    pub given: PartialDate,
}

/// After-care begun again.
#[derive(InputObject)]
pub struct ReinstateAftercareInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The day from which after-care is owed again. The date may be partial.
    pub from: PartialDate,
    /// Why after-care is begun again, at most 4,000 characters.
    pub because: Passage,
}

/// It was done, and recorded in your own record.
#[derive(SimpleObject)]
pub struct EndingActRecorded {
    /// The entry of the person, as you now see it.
    pub entry: Entry,
}

/// What became of an act about the ending of after-care.
#[derive(Union)]
pub enum EndingActResult {
    /// Done.
    Recorded(EndingActRecorded),
    /// What was sent is wrong.
    Rejected(InputRejected),
    /// The law does not allow it.
    Refused(RefusedByLaw),
    /// What was to be signed has changed.
    Changed(EvidenceChanged),
    /// No such person that you may know of.
    NotFound(NotFound),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

async fn act(
    ctx: &Context<'_>,
    read: impl FnOnce(&mut Problems) -> Option<(ID, Joint)>,
) -> Result<EndingActResult, Fault> {
    let (register, visit) = (ctx.register()?, ctx.visit()?);
    let mut problems = Problems::at("");
    let Some((id, joint)) = read(&mut problems) else {
        visit.refuse();
        let rejected = InputRejected::from(problems.into_found());
        return Ok(EndingActResult::Rejected(rejected));
    };
    let Some(id) = super::id(EntryId::read, &id) else {
        return Ok(EndingActResult::NotFound(NotFound::new()));
    };
    Ok(match register.act(visit, id, &joint, None).await? {
        Acted::Done(entry) => EndingActResult::Recorded(EndingActRecorded {
            entry: Entry::of(*entry),
        }),
        Acted::Rejected(found) => EndingActResult::Rejected(InputRejected::from(found)),
        Acted::Refused(reasons) => {
            EndingActResult::Refused(RefusedByLaw::of(&reasons, &register.organisations()))
        }
        Acted::Changed(digest) => EndingActResult::Changed(EvidenceChanged::of(&digest)),
        Acted::NotFound => EndingActResult::NotFound(NotFound::new()),
        Acted::NotPermitted(denied) => EndingActResult::NotPermitted(denied.into()),
    })
}

/// Ending after-care with two keys, and beginning it again.
#[Object]
impl EndAftercare {
    /// Proposes that after-care end (Mental Health Act 1983, s. 117(2)). Council, ICB or Trust may propose; council and ICB each sign what is
    /// proposed, and it ends when both have signed the same. A new proposal takes the place of the one before, and voids what was signed.
    async fn propose_ending(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is proposed, and about whom.")] input: ProposeEndingInput,
    ) -> Result<EndingActResult, Fault> {
        act(ctx, |problems| input.read(problems)).await
    }

    /// Signs what is proposed, for a council or an ICB that owes the duty: one of the two keys.
    async fn sign_ending(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What you sign, and about whom.")] input: SignEndingInput,
    ) -> Result<EndingActResult, Fault> {
        act(ctx, |problems| input.read(problems)).await
    }

    /// Takes your organisation's signature back, for as long as the duty has not ended.
    async fn withdraw_signature(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The opaque id of the entry of the person.")] entry_id: ID,
    ) -> Result<EndingActResult, Fault> {
        act(ctx, |_| Some((entry_id, Joint::WithdrawSignature))).await
    }

    /// Records that joint notice in writing was given to the person once both had signed. From the commencement of section 46(2) of the
    /// Mental Health Act 2025 after-care ends only with it; each of the two records it.
    async fn give_ending_notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "When notice was given, and to whom.")] input: GiveEndingNoticeInput,
    ) -> Result<EndingActResult, Fault> {
        act(ctx, |problems| {
            let GiveEndingNoticeInput { entry_id, given } = input;
            let given = problems.within("given", |here| given.read(here));
            Some((entry_id, Joint::GiveNotice(given?)))
        })
        .await
    }

    /// Begins after-care again that had ended too soon, for a body that ended it (Ombudsmen's guidance of April 2022). The time between stays
    /// ended, and what follows is a stretch of the duty of its own.
    async fn reinstate_aftercare(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "From when, why, and about whom.")] input: ReinstateAftercareInput,
    ) -> Result<EndingActResult, Fault> {
        act(ctx, |problems| {
            let ReinstateAftercareInput {
                entry_id,
                from,
                because,
            } = input;
            let from = problems.within("from", |here| from.read(here));
            let because = problems.within("because", |here| because.read(here));
            Some((entry_id, Joint::Reinstate(from?, because?)))
        })
        .await
    }
}
