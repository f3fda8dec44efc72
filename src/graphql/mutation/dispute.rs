//! Disputes about who is responsible: raised, answered, referred, determined, withdrawn.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, Union};

use crate::domain::act::dispute::{Determine, Raise, Respond};
use crate::domain::code::{ItemKey as Key, LocalId as OwnId};
use crate::domain::id::EntryId;
use crate::domain::problem::Problems;
use crate::graphql::object::entry::Entry;
use crate::graphql::object::problem::{InputRejected, NotFound, NotPermitted, RefusedByLaw};
use crate::graphql::part::dispute::{DisputeKind, InterimFunding, LeadBasis};
use crate::graphql::part::shape::{Line, Shape};
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, LocalId, OrganisationCode, PartialDate};
use crate::graphql::{Fault, Here};
use crate::register::{Acted, Joint};

/// Disputes about who is responsible.
#[derive(Default)]
pub struct Disputes;

/// A dispute that your organisation raises: it denies that it is responsible, and says who is.
#[derive(InputObject)]
pub struct RaiseDisputeInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// Your own identifier for the person, needed where you have no record of the person here. Null means that you have one.
    pub local_id: Option<LocalId>,
    /// What is disputed, which decides which rules apply.
    pub kind: DisputeKind,
    /// The bodies that you say are responsible.
    pub against: Vec<OrganisationCode>,
    /// The day on which you denied responsibility in writing: the dispute begins with it (SI 2014/2829, reg. 1(3)). The date may be partial.
    pub denied: PartialDate,
    /// Your contact for the dispute, as a role and never a name, at most 200 characters (SI 2014/2829, reg. 3(2)(b)). Null means not recorded.
    pub contact: Option<Line>,
    /// The lead authority, where no council is recorded as meeting needs (SI 2014/2829, reg. 2(3)). Null means that none is named.
    pub lead: Option<OrganisationCode>,
    /// Why that body leads. Null means that none is named.
    pub lead_basis: Option<LeadBasis>,
    /// What is paid meanwhile, without prejudice, so that care does not wait.
    #[graphql(default)]
    pub interim: Vec<InterimFunding>,
}

/// What your organisation says of a dispute that it is a party to.
#[derive(InputObject)]
pub struct RespondToDisputeInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The key of the dispute, as the entry shows it.
    pub dispute: ItemKey,
    /// Your own identifier for the person, needed where you have no record of the person here. Null means that you have one.
    pub local_id: Option<LocalId>,
    /// Whether your organisation accepts that it is responsible, which settles the dispute.
    #[graphql(default)]
    pub accepts: bool,
    /// The day on which you denied responsibility in writing. The date may be partial; null means that no denial is recorded.
    pub denied: Option<PartialDate>,
    /// Your contact for the dispute, as a role and never a name, at most 200 characters. Null leaves it as it was.
    pub contact: Option<Line>,
    /// The day on which you last told the person how the dispute stands (SI 2014/2829, reg. 3(6)). The date may be partial; null leaves it.
    pub person_told: Option<PartialDate>,
    /// What you pay meanwhile, without prejudice, and what was given back. An empty list leaves it as it was.
    #[graphql(default)]
    pub interim: Vec<InterimFunding>,
}

/// A dispute that goes to whoever determines it.
#[derive(InputObject)]
pub struct ReferDisputeInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The key of the dispute, as the entry shows it.
    pub dispute: ItemKey,
    /// The day on which it was referred. The date may be partial.
    pub referred: PartialDate,
}

/// What was determined.
#[derive(InputObject)]
pub struct DetermineDisputeInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The key of the dispute, as the entry shows it.
    pub dispute: ItemKey,
    /// The party that was found responsible.
    pub responsible: OrganisationCode,
    /// The day of the determination. The date may be partial.
    pub determined: PartialDate,
    /// The reference of the determination, at most 200 characters. Null means not recorded.
    pub reference: Option<Line>,
}

/// A dispute that is taken back.
#[derive(InputObject)]
pub struct WithdrawDisputeInput {
    /// The opaque id of the entry of the person.
    pub entry_id: ID,
    /// The key of the dispute, as the entry shows it.
    pub dispute: ItemKey,
}

/// It was done, and recorded in your own record.
#[derive(SimpleObject)]
pub struct DisputeActRecorded {
    /// The entry of the person, as you now see it.
    pub entry: Entry,
}

/// What became of an act about a dispute.
#[derive(Union)]
pub enum DisputeActResult {
    /// Done.
    Recorded(DisputeActRecorded),
    /// What was sent is wrong.
    Rejected(InputRejected),
    /// The law does not allow it.
    Refused(RefusedByLaw),
    /// No such person that you may know of.
    NotFound(NotFound),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

/// An act as it is read: about whom, under which of the caller's own identifiers, and what.
struct Asked {
    entry: ID,
    local_id: Option<OwnId>,
    joint: Joint,
}

fn raise(input: RaiseDisputeInput, problems: &mut Problems) -> Option<Asked> {
    let RaiseDisputeInput {
        entry_id,
        local_id,
        kind,
        against,
        denied,
        contact,
        lead,
        lead_basis,
        interim,
    } = input;
    let local_id = problems.read_some("localId", local_id.as_ref());
    let against = problems.within("against", |here| against.read(here));
    let denied = problems.within("denied", |here| denied.read(here));
    let contact = problems.within("contact", |here| contact.read(here));
    let lead = problems.within("lead", |here| lead.read(here));
    let basis = problems.within("leadBasis", |here| lead_basis.read(here));
    let interim = problems.within("interim", |here| interim.read(here));
    if matches!((&lead, &basis), (Some(Some(_)), Some(None))) {
        let code = crate::domain::problem::ProblemCode::Missing;
        problems.report_at("leadBasis", code, "say why that body leads");
    }
    let joint = Joint::RaiseDispute(Raise {
        kind: kind.into(),
        against: against?,
        denied: denied?,
        contact: contact?,
        lead: lead?.zip(basis?),
        interim: interim?,
    });
    Some(Asked {
        entry: entry_id,
        local_id: local_id?,
        joint,
    })
}

fn respond(input: RespondToDisputeInput, problems: &mut Problems) -> Option<Asked> {
    let RespondToDisputeInput {
        entry_id,
        dispute,
        local_id,
        accepts,
        denied,
        contact,
        person_told,
        interim,
    } = input;
    let key = problems.within("dispute", |here| dispute.read(here));
    let local_id = problems.read_some("localId", local_id.as_ref());
    let denied = problems.within("denied", |here| denied.read(here));
    let contact = problems.within("contact", |here| contact.read(here));
    let person_told = problems.within("personTold", |here| person_told.read(here));
    let interim = problems.within("interim", |here| interim.read(here));
    let respond = Respond {
        accepts,
        denied: denied?,
        contact: contact?,
        person_told: person_told?,
        interim: interim?,
    };
    Some(Asked {
        entry: entry_id,
        local_id: local_id?,
        joint: Joint::RespondToDispute(key?, respond),
    })
}

fn of_the_record(entry: ID, joint: Joint) -> Asked {
    Asked {
        entry,
        local_id: None,
        joint,
    }
}

fn key(dispute: ItemKey, problems: &mut Problems) -> Option<Key> {
    problems.within("dispute", |here| dispute.read(here))
}

async fn act(
    ctx: &Context<'_>,
    read: impl FnOnce(&mut Problems) -> Option<Asked>,
) -> Result<DisputeActResult, Fault> {
    let (register, visit) = (ctx.register()?, ctx.visit()?);
    let mut problems = Problems::at("");
    let asked = read(&mut problems).filter(|_| problems.is_empty());
    let Some(asked) = asked else {
        visit.refuse();
        let rejected = InputRejected::from(problems.into_found());
        return Ok(DisputeActResult::Rejected(rejected));
    };
    let Asked {
        entry,
        local_id,
        joint,
    } = asked;
    let Some(id) = super::id(EntryId::read, &entry) else {
        return Ok(DisputeActResult::NotFound(NotFound::new()));
    };
    let acted = register.act(visit, id, &joint, local_id.as_ref()).await?;
    Ok(match acted {
        Acted::Done(entry) => DisputeActResult::Recorded(DisputeActRecorded {
            entry: Entry::of(*entry),
        }),
        Acted::Rejected(found) => DisputeActResult::Rejected(InputRejected::from(found)),
        Acted::Refused(reasons) => {
            DisputeActResult::Refused(RefusedByLaw::of(&reasons, &register.organisations()))
        }
        Acted::Changed(_) => return Err(Fault::Missing("what a dispute does not sign")),
        Acted::NotFound => DisputeActResult::NotFound(NotFound::new()),
        Acted::NotPermitted(denied) => DisputeActResult::NotPermitted(denied.into()),
    })
}

/// Disputes about who is responsible.
#[Object]
impl Disputes {
    /// Raises a dispute about who is responsible (Mental Health Act 1983, s. 117(4); SI 2014/2829). Your written denial starts its clock, the
    /// bodies you name are told, and care goes on meanwhile.
    async fn raise_dispute(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What you dispute, with whom, and about whom.")] input: RaiseDisputeInput,
    ) -> Result<DisputeActResult, Fault> {
        act(ctx, |problems| raise(input, problems)).await
    }

    /// Says something of a dispute that your organisation is a party to: its denial, its contact, what it pays meanwhile, or that it accepts.
    async fn respond_to_dispute(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which dispute, and what you say of it.")] input: RespondToDisputeInput,
    ) -> Result<DisputeActResult, Fault> {
        act(ctx, |problems| respond(input, problems)).await
    }

    /// Records that a dispute was referred for determination: between councils in England the lead authority's to do (SI 2014/2829,
    /// reg. 3(7)).
    async fn refer_dispute(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which dispute, and when it was referred.")] input: ReferDisputeInput,
    ) -> Result<DisputeActResult, Fault> {
        act(ctx, |problems| {
            let ReferDisputeInput {
                entry_id,
                dispute,
                referred,
            } = input;
            let key = key(dispute, problems);
            let referred = problems.within("referred", |here| referred.read(here));
            let joint = Joint::ReferDispute(key?, referred?);
            Some(of_the_record(entry_id, joint))
        })
        .await
    }

    /// Records what was determined. From then on it decides who is responsible for the after-care in dispute (Care Act 2014, s. 40).
    async fn determine_dispute(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which dispute, and what was determined.")] input: DetermineDisputeInput,
    ) -> Result<DisputeActResult, Fault> {
        act(ctx, |problems| {
            let DetermineDisputeInput {
                entry_id,
                dispute,
                responsible,
                determined,
                reference,
            } = input;
            let key = key(dispute, problems);
            let responsible = problems.within("responsible", |here| responsible.read(here));
            let on = problems.within("determined", |here| determined.read(here));
            let reference = problems.within("reference", |here| reference.read(here));
            let found = Determine {
                responsible: responsible?,
                on: on?,
                reference: reference?,
            };
            Some(of_the_record(
                entry_id,
                Joint::DetermineDispute(key?, found),
            ))
        })
        .await
    }

    /// Takes a dispute back, for the organisation that raised it, before it is referred.
    async fn withdraw_dispute(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which dispute, and about whom.")] input: WithdrawDisputeInput,
    ) -> Result<DisputeActResult, Fault> {
        act(ctx, |problems| {
            let WithdrawDisputeInput { entry_id, dispute } = input;
            let key = key(dispute, problems);
            Some(of_the_record(entry_id, Joint::WithdrawDispute(key?)))
        })
        .await
    }
}
