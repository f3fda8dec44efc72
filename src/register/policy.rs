//! Joint policies: put forward, adopted, left, read, and tried out on the register before they are.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Register, Visit, retried};
use crate::access::{Ask, Denied, Grade, counted, may_decide, readable, timeline};
use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Entry, Moment};
use crate::domain::id::PolicyId;
use crate::domain::organisation::Organisations;
use crate::domain::part::ending::EvidenceDigest;
use crate::domain::partial_date::{Day, next};
use crate::domain::policy::lint::{Lint, findings};
use crate::domain::policy::{Effects, JointPolicy, Policies, Policy, Tally, Word, can_be_tried};
use crate::domain::problem::{Problem, ProblemCode, Problems};
use crate::store::{EntryQuery, Order, Page, StoreError};

/// Entries read at a time when a draft is tried out.
const BATCH: u64 = 200;

/// The most entries on which a draft is tried out in one answer: more than any one body has.
const MOST: u64 = 20_000;

/// The most drafts of one organisation that are neither adopted nor left.
const MOST_DRAFTS: usize = 20;

/// The most policies that one organisation puts forward in all.
const MOST_POLICIES: usize = 500;

/// What became of it.
#[derive(Debug)]
pub enum Decided {
    /// Done: the policy as it now is.
    Done(Arc<JointPolicy>),
    /// What was sent is wrong: everything that is.
    Rejected(Vec<Problem>),
    /// What was to be adopted is not what was put forward.
    Changed(EvidenceDigest),
    /// There is no such policy, as far as the caller is concerned.
    NotFound,
    /// Not permitted.
    NotPermitted(Denied),
}

/// What came of trying a draft out.
#[derive(Debug)]
pub enum Tried {
    /// What is found of it, what it would change on a day, and on which.
    Done(Vec<&'static Lint>, Effects, Day),
    /// What was sent is wrong: everything that is.
    Rejected(Vec<Problem>),
    /// Not permitted.
    NotPermitted(Denied),
    /// Another is being tried out: it is one at a time.
    Busy,
}

fn wrong(path: &str, code: ProblemCode, why: &str) -> Decided {
    let mut problems = Problems::at("");
    problems.report_at(path, code, why);
    Decided::Rejected(problems.into_found())
}

impl Register {
    /// The policies the caller may read, the oldest first.
    pub fn policies(&self, visit: &Visit) -> Vec<Arc<JointPolicy>> {
        readable(visit.caller(), &self.organisations(), self.today())
    }

    fn drafted(&self, visit: &Visit, policy: Policy) -> JointPolicy {
        JointPolicy {
            id: PolicyId(self.ids.id()),
            digest: policy.digest(),
            policy,
            by: visit.caller().organisation().clone(),
            proposed: Moment {
                position: i64::MAX,
                at: self.now(),
            },
            words: Vec::new(),
        }
    }

    fn wrong_in(&self, policy: &Policy) -> Vec<Problem> {
        let mut problems = Problems::at("");
        policy.check(&self.organisations(), &mut problems);
        problems.into_found()
    }

    /// Puts a policy forward: in force once every body of it has adopted it.
    pub async fn propose_policy(
        &self,
        visit: &Visit,
        policy: Policy,
    ) -> Result<Decided, StoreError> {
        let problems = self.wrong_in(&policy);
        if !problems.is_empty() {
            visit.refuse();
            return Ok(Decided::Rejected(problems));
        }
        let by = visit.caller().organisation();
        let known = self.organisations();
        let own = known.policies().all().iter().filter(|one| one.by == *by);
        if own.clone().filter(|one| one.is_draft()).count() >= MOST_DRAFTS
            || own.count() >= MOST_POLICIES
        {
            visit.refuse();
            let why = "your organisation has put too many forward: leave a draft first";
            return Ok(wrong("partnership", ProblemCode::TooMany, why));
        }
        let draft = self.drafted(visit, policy);
        let (organisations, today) = (self.organisations(), self.today());
        let permit = match may_decide(visit.caller(), &draft, &organisations, today) {
            Ok(permit) => permit,
            Err(denied) => {
                visit.refuse();
                return Ok(Decided::NotPermitted(denied));
            }
        };
        retried!(async {
            let mut tx = self.begin().await?;
            tx.propose_policy(&permit, draft.id, &draft.policy).await?;
            self.conclude(tx, visit, "propose policy", None).await
        })?;
        self.now_stands(visit, draft.id).await
    }

    /// Adopts a policy, if it is still this; or leaves it.
    pub async fn decide_policy(
        &self,
        visit: &Visit,
        id: PolicyId,
        word: Word,
        adopts: Option<&EvidenceDigest>,
    ) -> Result<Decided, StoreError> {
        self.refresh().await?;
        let decided = retried!(self.decide_once(visit, id, word, adopts))?;
        if let Some(refused) = decided {
            visit.refuse();
            return Ok(refused);
        }
        self.now_stands(visit, id).await
    }

    async fn decide_once(
        &self,
        visit: &Visit,
        id: PolicyId,
        word: Word,
        adopts: Option<&EvidenceDigest>,
    ) -> Result<Option<Decided>, StoreError> {
        let (organisations, today) = (self.organisations(), self.today());
        let readable = readable(visit.caller(), &organisations, today);
        let Some(policy) = readable.iter().find(|one| one.id == id) else {
            return Ok(Some(Decided::NotFound));
        };
        let permit = match may_decide(visit.caller(), policy, &organisations, today) {
            Ok(permit) => permit,
            Err(denied) => return Ok(Some(Decided::NotPermitted(denied))),
        };
        if adopts.is_some_and(|digest| *digest != policy.digest) {
            return Ok(Some(Decided::Changed(policy.digest.clone())));
        }
        // Locks the clock's row: whoever decides at the same moment waits.
        let mut tx = self.begin().await?;
        tx.moment().await?;
        let policy = JointPolicy {
            words: tx.policy_words(id).await?,
            ..JointPolicy::clone(policy)
        };
        let new = match policy.says(permit.members(), word) {
            Ok(new) => new,
            Err((code, why)) => return Ok(Some(wrong("id", code, why))),
        };
        tx.say_of_policy(&permit, id, word, &new).await?;
        let adopted = policy.words.iter();
        let adopted = adopted.filter(|(_, said, _)| *said == Word::Adopted);
        let last = adopted.count() + new.len() == policy.policy.members.len();
        if last || word == Word::Left {
            tx.mark_stale_parties(&kin(&policy.policy.members, &organisations))
                .await?;
        }
        let name = match word {
            Word::Adopted => "adopt policy",
            Word::Left => "leave policy",
        };
        self.conclude(tx, visit, name, None).await?;
        Ok(None)
    }

    async fn now_stands(&self, visit: &Visit, id: PolicyId) -> Result<Decided, StoreError> {
        self.refresh().await?;
        let policies = self.policies(visit);
        let found = policies.into_iter().find(|one| one.id == id);
        Ok(found.map_or(Decided::NotFound, Decided::Done))
    }

    /// Tries a draft out on what the caller's organisation has to do with, as if every body of it had adopted it today: on the first day on
    /// which anything can be overdue under it.
    pub async fn try_policy(&self, visit: &Visit, policy: Policy) -> Result<Tried, StoreError> {
        let refused = |tried| {
            visit.refuse();
            Ok(tried)
        };
        let scope = match counted(visit.caller()) {
            Ok(scope) => scope,
            Err(denied) => return refused(Tried::NotPermitted(denied)),
        };
        let mut problems = Problems::at("");
        policy.check(&self.organisations(), &mut problems);
        can_be_tried(&policy.terms, &mut problems);
        if !problems.is_empty() {
            return refused(Tried::Rejected(problems.into_found()));
        }
        // One at a time: it reads much, and whoever waited for it would keep others waiting.
        let Ok(_turn) = self.trying.try_lock() else {
            return refused(Tried::Busy);
        };
        let today = self.today();
        let found = findings(&policy.terms).collect();
        let mut draft = self.drafted(visit, policy);
        // From the first day on which it could be: another day would let one person's dates be sounded.
        draft.policy.from = next(today);
        let adopted = draft.policy.members.iter();
        draft.words = adopted
            .map(|member| (member.clone(), Word::Adopted, draft.proposed))
            .collect();
        let on = next(draft.policy.from);
        let organisations = self.organisations();
        let supposing = Arc::new(organisations.policies().supposing(draft));
        let mut tally = Tally::default();
        let (mut after, mut left) = (None, MOST);
        let query = EntryQuery {
            today,
            relation: None,
            rule: None,
            acting: false,
            order: Order::Id,
        };
        while left > 0 {
            let page = Page {
                after,
                limit: BATCH,
            };
            let rows = self.store.list_entries(&scope, &query, &page).await?;
            let Some(last) = rows.last() else { break };
            after = Some((last.key.clone(), last.id.0));
            left = left.saturating_sub(BATCH);
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let entries = self.store.entries(&ids, &organisations).await?;
            let (body, with) = (scope.organisation().clone(), Arc::clone(&supposing));
            let stood = tokio::task::spawn_blocking(move || {
                let both = entries.into_iter().map(|mut entry| {
                    let before = stand(&entry, &body, today, on);
                    entry.policies = Arc::clone(&with);
                    (before, stand(&entry, &body, today, on))
                });
                both.collect::<Vec<_>>()
            });
            let stood = match stood.await.map_err(tokio::task::JoinError::try_into_panic) {
                Ok(stood) => stood,
                // A panic in there is a panic here; that it was called off, as when the process ends, is no answer in time.
                Err(Ok(panic)) => std::panic::resume_unwind(panic),
                Err(Err(_)) => return Err(StoreError::TimedOut),
            };
            for (before, after) in stood {
                tally.add(&before, &after);
            }
        }
        Ok(Tried::Done(found, tally.effects(), on))
    }

    /// Learns of organisations and policies that another process wrote. What follows from new policies is written anew.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let newest = self.store.policies_as_of().await?;
        if newest == self.organisations().policies().as_of() {
            return Ok(());
        }
        let fresh = self.store.organisations().await?;
        let fresh = Arc::new(fresh.commenced(self.commencement));
        let before = self.organisations();
        let days = |policies: &Policies, one: &JointPolicy| {
            policies.spell(one).map(|spell| (spell.from, spell.until))
        };
        let changed = fresh.policies().all().iter();
        let changed =
            changed.filter(|one| days(before.policies(), one) != days(fresh.policies(), one));
        let members = changed.flat_map(|one| &one.policy.members).cloned();
        let members: Vec<_> = members.collect();
        // Whoever wrote lists meanwhile knew only the policies before.
        if !members.is_empty() {
            let mut tx = self.begin().await?;
            tx.mark_stale_parties(&kin(&members, &fresh)).await?;
            tx.commit().await?;
        }
        self.put(fresh);
        Ok(())
    }
}

/// Bodies, and those in whose shoes they stand or that stand in theirs.
fn kin(bodies: &[OrganisationCode], organisations: &Organisations) -> Vec<OrganisationCode> {
    let kin = bodies.iter().flat_map(|body| organisations.kin(body));
    let all: BTreeSet<_> = kin.chain(bodies.iter().cloned()).collect();
    all.into_iter().collect()
}

/// The rules that an organisation sees standing on an entry on a day.
fn stand(entry: &Entry, body: &OrganisationCode, today: Day, on: Day) -> BTreeSet<&'static str> {
    let ask = Ask {
        on,
        known_at: None,
        law_as_at: None,
        today,
    };
    let line = timeline(entry, body, &ask);
    let lines = line.into_iter().flat_map(|line| line.discrepancies);
    let standing = lines.filter(|(_, _, stretches)| {
        let mut stretches = stretches.iter();
        stretches.any(|(stretch, grade)| *grade != Grade::ThatItStands && stretch.contains(on))
    });
    standing.map(|(_, rule, _)| rule.code).collect()
}
