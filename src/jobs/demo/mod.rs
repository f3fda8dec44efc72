//! The demo: the published cases told again about synthetic people, step by dated step, through the same submissions and answers that the
//! agencies use, each step known to the register on its own date.

mod story;

pub use story::{STORIES, Story, read as stories};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use self::story::{Does, Step};
use crate::access::{Caller, Role};
use crate::domain::code::OrganisationCode;
use crate::domain::id::EntryId;
use crate::domain::part::Part;
use crate::domain::policy::{Policy, Word};
use crate::register::{
    Acknowledged, Answer, Clock, Decided, Governed, Register, SetClock, Submission, Submitted,
    Visit,
};
use crate::store::{Now, Store, StoreError};

use super::reference;

/// The mark of a demo's register.
const MARK: &str = "demo";
const READY: &str = "ready";

/// Why the demo cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The register holds something else.
    #[error(
        "this register is not a demo's: the demo touches no other. Choose another folder with --data"
    )]
    NotADemo,
    /// An earlier start was interrupted.
    #[error(
        "this demo register was left half made by an earlier start: delete its folder and start again"
    )]
    HalfMade,
    /// The database failed.
    #[error("the demo cannot be loaded")]
    Store(#[from] StoreError),
    /// The list of organisations is wrong.
    #[error(transparent)]
    Reference(#[from] reference::Unreadable),
    /// A story is wrong, or the register did not do what it tells.
    #[error("{story}, step {step}: {why}")]
    Story {
        /// Which story.
        story: &'static str,
        /// Which of its steps.
        step: usize,
        /// Why.
        why: String,
    },
}

/// What has been told so far.
#[derive(Default)]
struct Told {
    versions: BTreeMap<(OrganisationCode, String, Part), u32>,
    entries: BTreeMap<&'static str, BTreeSet<EntryId>>,
}

/// Tells the stories in an empty register, or finds them told.
pub async fn tell(store: &Store) -> Result<(), DemoError> {
    match store.mark(MARK).await?.as_deref() {
        Some(READY) => return Ok(()),
        Some(_) => return Err(DemoError::HalfMade),
        None => {
            let somebody = store.organisations().await?.all().next().is_some();
            if somebody || store.newest().await?.position > 0 {
                return Err(DemoError::NotADemo);
            }
        }
    }
    mark(store, "being made").await?;
    let stories = stories()?;
    let mut steps: Vec<_> = stories
        .iter()
        .flat_map(|(name, story)| {
            story
                .steps
                .iter()
                .enumerate()
                .map(move |(index, step)| (*name, index, step))
        })
        .collect();
    steps.sort_by_key(|(_, _, step)| step.at);
    let clock = Arc::new(SetClock::at(DateTime::<Utc>::MIN_UTC));
    let register = Register::open_store(
        store.clone(),
        Arc::clone(&clock) as Arc<dyn Clock>,
        Arc::new(crate::register::RandomIds),
    )
    .await?;
    let (organisations, successions) = reference::organisations()?;
    clock.set(
        steps
            .first()
            .map_or(DateTime::UNIX_EPOCH, |(_, _, step)| step.at),
    );
    register
        .put_organisations(&organisations, &successions)
        .await?;
    let mut told = Told::default();
    for (story, index, step) in steps {
        clock.set(step.at);
        take(&register, &mut told, story, index, step)
            .await
            .map_err(|why| DemoError::Story {
                story,
                step: index + 1,
                why,
            })?;
    }
    mark(store, READY).await?;
    Ok(())
}

async fn mark(store: &Store, value: &str) -> Result<(), StoreError> {
    let mut tx = store.begin(Now::At(DateTime::UNIX_EPOCH)).await?;
    tx.put_mark(MARK, value).await?;
    tx.commit().await
}

async fn take(
    register: &Register,
    told: &mut Told,
    story: &'static str,
    index: usize,
    step: &Step,
) -> Result<(), String> {
    let kind = register
        .organisations()
        .kind(&step.by)
        .ok_or("an organisation the register does not know")?;
    let role = match step.does {
        Does::Feed(_) | Does::Delegate { .. } | Does::Agree(_) => Role::Manager,
        Does::Submit { .. } | Does::Accept { .. } | Does::Deny { .. } => Role::Practitioner,
    };
    let caller = Caller::at_the_console(step.by.clone(), kind, role);
    let visit = Visit::new(caller, format!("demo-{story}-{index}"), "demo");
    let fault = |error: StoreError| error.report();
    match &step.does {
        Does::Feed(parts) => governed(register.declare_feed(&visit, parts).await)?,
        Does::Delegate {
            to,
            parts,
            starts,
            ends,
        } => {
            for part in parts {
                governed(register.delegate(&visit, to, *part, *starts, *ends).await)?;
            }
        }
        Does::Agree(policy) => agree(register, &visit, policy).await?,
        Does::Submit {
            local_id,
            source,
            parts,
        } => {
            let version = |part| {
                told.versions
                    .get(&(step.by.clone(), local_id.to_string(), part))
                    .copied()
            };
            let submission = Submission {
                owner: step.by.clone(),
                kind,
                local_id: local_id.clone(),
                parts: parts
                    .iter()
                    .map(|body| (body.clone(), version(body.part())))
                    .collect(),
                source: source.clone(),
                key: format!("{story}-{index}"),
                already: Vec::new(),
                unreadable: false,
            };
            match register.submit(&visit, &submission).await.map_err(fault)? {
                Submitted::Accepted(receipt) => {
                    told.entries
                        .entry(story)
                        .or_default()
                        .extend(receipt.entry.as_ref().map(|entry| entry.id));
                    let versions = receipt.parts.iter().map(|(part, number, _)| {
                        ((step.by.clone(), local_id.to_string(), *part), *number)
                    });
                    told.versions.extend(versions);
                }
                refused @ (Submitted::Rejected(_)
                | Submitted::Stale(_)
                | Submitted::NotPermitted(_)
                | Submitted::KeyReused) => return Err(format!("{refused:?}")),
            }
        }
        Does::Accept { from } => {
            answer(register, told, &visit, story, from, &Answer::Accept).await?;
        }
        Does::Deny { from, reason } => {
            answer(
                register,
                told,
                &visit,
                story,
                from,
                &Answer::Deny(reason.clone()),
            )
            .await?;
        }
    }
    register
        .close(&visit, false)
        .await
        .map_err(|error| error.report())
}

fn governed(done: Result<Governed, StoreError>) -> Result<(), String> {
    match done.map_err(|error| error.report())? {
        Governed::Done => Ok(()),
        Governed::NotPermitted(denied) => Err(denied.reason),
    }
}

/// Puts a joint policy forward, and has each body of it adopt it.
async fn agree(register: &Register, visit: &Visit, policy: &Policy) -> Result<(), String> {
    let done = |decided: Result<Decided, StoreError>| match decided {
        Ok(Decided::Done(policy)) => Ok(policy),
        Ok(refused) => Err(format!("{refused:?}")),
        Err(error) => Err(error.report()),
    };
    let proposed = done(register.propose_policy(visit, policy.clone()).await)?;
    for member in &policy.members {
        let kind = register.organisations().kind(member);
        let kind = kind.ok_or("an organisation the register does not know")?;
        let caller = Caller::at_the_console(member.clone(), kind, Role::Manager);
        let visit = Visit::new(caller, format!("demo-policy-{member}"), "demo");
        let digest = Some(&proposed.digest);
        let adopted = register.decide_policy(&visit, proposed.id, Word::Adopted, digest);
        done(adopted.await)?;
        let closed = register.close(&visit, false).await;
        closed.map_err(|error| error.report())?;
    }
    Ok(())
}

async fn answer(
    register: &Register,
    told: &Told,
    visit: &Visit,
    story: &str,
    from: &OrganisationCode,
    answer: &Answer,
) -> Result<(), String> {
    let fault = |error: StoreError| error.report();
    let page = register
        .notifications(visit, true, 100, None, false)
        .await
        .map_err(fault)?
        .map_err(|bad| bad.to_string())?;
    let me = visit.caller().organisation();
    let ours = |entry: &EntryId| {
        told.entries
            .get(story)
            .is_some_and(|entries| entries.contains(entry))
    };
    let asked: Vec<_> = page
        .edges
        .iter()
        .filter(|edge| edge.node.to == *me && edge.node.from == *from && ours(&edge.node.entry))
        .collect();
    if asked.is_empty() {
        return Err(format!("{from} has told {me} nothing that is unanswered"));
    }
    for edge in asked {
        match register
            .acknowledge(visit, edge.node.id, answer)
            .await
            .map_err(fault)?
        {
            Acknowledged::Done(_) => {}
            Acknowledged::NotFound => return Err("the notification was not found".to_owned()),
            Acknowledged::NotPermitted(denied) => return Err(denied.reason),
        }
    }
    Ok(())
}
