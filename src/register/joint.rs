//! Acts that change the shared state: the entry is locked, the act is worked out on it as it then stands, and what follows is written.

use super::{Register, Visit, retried};
use crate::access::{Denied, Permit, Together, VisibleEntry, may_together, scope};
use crate::domain::act::dispute::{self, Determine, Raise, Respond};
use crate::domain::act::{Refused, ending};
use crate::domain::code::{ItemKey, LocalId};
use crate::domain::entry::{Account, Entry};
use crate::domain::id::{AccountId, EntryId, VersionId};
use crate::domain::law::Reason;
use crate::domain::part::Body;
use crate::domain::part::ending::{Ending, EvidenceDigest};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{Problem, ProblemCode, Problems};
use crate::domain::text::Text;
use crate::store::{NewVersion, StoreError, Tx};

/// What a body does.
#[derive(Clone, Debug)]
pub enum Joint {
    /// Propose that after-care end, for these reasons and on this evidence.
    ProposeEnding(Ending),
    /// Sign what is proposed, if it is still this; with the role of whoever signs.
    SignEnding(EvidenceDigest, Option<Text>),
    /// Take the signature back.
    WithdrawSignature,
    /// Record that joint notice was given to the person on this day.
    GiveNotice(PartialDate),
    /// Begin after-care again from this day, for this reason.
    Reinstate(PartialDate, Text),
    /// Raise a dispute about who is responsible.
    RaiseDispute(Raise),
    /// Say something of a dispute.
    RespondToDispute(ItemKey, Respond),
    /// Refer a dispute for determination.
    ReferDispute(ItemKey, PartialDate),
    /// Record what was determined.
    DetermineDispute(ItemKey, Determine),
    /// Take a dispute back.
    WithdrawDispute(ItemKey),
}

impl Joint {
    /// Its name in the access log.
    const fn name(&self) -> &'static str {
        match self {
            Self::ProposeEnding(_) => "propose ending",
            Self::SignEnding(..) => "sign ending",
            Self::WithdrawSignature => "withdraw signature",
            Self::GiveNotice(_) => "give notice of ending",
            Self::Reinstate(..) => "reinstate after-care",
            Self::RaiseDispute(_) => "raise dispute",
            Self::RespondToDispute(..) => "respond to dispute",
            Self::ReferDispute(..) => "refer dispute",
            Self::DetermineDispute(..) => "record determination",
            Self::WithdrawDispute(_) => "withdraw dispute",
        }
    }

    const fn act(&self) -> Together {
        match self {
            Self::ProposeEnding(_) => Together::ProposeEnding,
            Self::SignEnding(..) | Self::WithdrawSignature | Self::GiveNotice(_) => {
                Together::SignEnding
            }
            Self::Reinstate(..) => Together::Reinstate,
            Self::RaiseDispute(_)
            | Self::RespondToDispute(..)
            | Self::ReferDispute(..)
            | Self::DetermineDispute(..)
            | Self::WithdrawDispute(_) => Together::Dispute,
        }
    }

    /// The new versions of the actor's own parts that it comes to.
    fn work_out(
        &self,
        entry: &Entry,
        permit: &Permit,
        today: Day,
        fresh: ItemKey,
    ) -> Result<Vec<Body>, Refused> {
        let by = permit.by();
        let alone = |half: Result<Ending, Refused>| half.map(|half| vec![half.into()]);
        match self {
            Self::ProposeEnding(content) => {
                alone(ending::propose(entry, by, today, content.clone()))
            }
            Self::SignEnding(digest, role) => {
                alone(ending::sign(entry, by, today, digest, role.clone()))
            }
            Self::WithdrawSignature => alone(ending::withdraw(entry, by, today)),
            Self::GiveNotice(given) => alone(ending::notify(entry, by, today, *given)),
            Self::Reinstate(from, because) => {
                alone(ending::reinstate(entry, by, today, *from, because.clone()))
            }
            Self::RaiseDispute(raise) => dispute::raise(entry, by, fresh, raise),
            Self::RespondToDispute(key, respond) => {
                dispute::respond(entry, by, today, key, respond)
            }
            Self::ReferDispute(key, on) => dispute::refer(entry, by, key, *on),
            Self::DetermineDispute(key, found) => dispute::determine(entry, by, key, found),
            Self::WithdrawDispute(key) => dispute::withdraw(entry, by, today, key),
        }
    }
}

/// What became of it.
#[derive(Debug)]
pub enum Acted {
    /// Done: the entry as it now stands for the caller.
    Done(Box<VisibleEntry>),
    /// What was sent is wrong: everything that is.
    Rejected(Vec<Problem>),
    /// The law does not allow it.
    Refused(Vec<Reason>),
    /// What was to be signed has changed: this is what it is now.
    Changed(EvidenceDigest),
    /// There is no such person, as far as the caller is concerned.
    NotFound,
    /// Not permitted.
    NotPermitted(Denied),
}

impl From<Refused> for Acted {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Problems(problems) => Self::Rejected(problems),
            Refused::Law(reasons) => Self::Refused(reasons),
            Refused::Changed(digest) => Self::Changed(digest),
        }
    }
}

impl Register {
    /// Does something that changes the shared state of an entry. Whoever has no account in it yet, as one that only disputes, says under which
    /// local id it keeps the person.
    pub async fn act(
        &self,
        visit: &Visit,
        entry: EntryId,
        joint: &Joint,
        local_id: Option<&LocalId>,
    ) -> Result<Acted, StoreError> {
        match retried!(self.act_once(visit, entry, joint, local_id))? {
            Err(refused) => {
                visit.refuse();
                Ok(refused)
            }
            Ok(entry) => {
                let seen = entry.and_then(|entry| visit.view(&entry, &self.ask_now()));
                Ok(seen.map_or(Acted::NotFound, |entry| Acted::Done(Box::new(entry))))
            }
        }
    }

    async fn act_once(
        &self,
        visit: &Visit,
        id: EntryId,
        joint: &Joint,
        local_id: Option<&LocalId>,
    ) -> Result<Result<Option<Entry>, Acted>, StoreError> {
        let (today, organisations) = (self.today(), self.organisations());
        if scope(visit.caller()).is_none() {
            return Ok(Err(Acted::NotFound));
        }
        let mut tx = self.begin().await?;
        let Some(locked) = tx.entry_for_update(id, &organisations).await? else {
            return Ok(Err(Acted::NotFound));
        };
        // Whoever sees nothing here is told nothing, not even that it may not.
        if crate::access::known_to(&locked, visit.caller().organisation(), today).is_none() {
            return Ok(Err(Acted::NotFound));
        }
        let now = locked.now();
        let permit = match may_together(visit.caller(), &locked, joint.act(), today) {
            Ok(permit) => permit,
            Err(denied) => return Ok(Err(Acted::NotPermitted(denied))),
        };
        // A key for what is new: random, and a key of a part's item as any other.
        let fresh = format!("dsp_{}", self.ids.id().simple());
        let fresh = fresh.parse().map_err(|_| StoreError::Permit)?;
        let bodies = match joint.work_out(&now, &permit, today, fresh) {
            Ok(bodies) => bodies,
            Err(refused) => return Ok(Err(refused.into())),
        };
        let mut problems = Problems::at("");
        for body in &bodies {
            body.content().check(today, &mut problems);
        }
        if !problems.is_empty() {
            return Ok(Err(Acted::Rejected(problems.into_found())));
        }
        let mut accounts = now.accounts.iter();
        let own = accounts.find(|one| one.organisation == *permit.owner());
        let account = match own {
            Some(own) => own.id,
            None if joint.act() != Together::Dispute => {
                return Ok(Err(Acted::NotPermitted(Denied {
                    part: None,
                    reason:
                        "submit your own record of this person first: what you do is recorded in it"
                            .to_owned(),
                    provision: None,
                })));
            }
            None => match self.join(&mut tx, &permit, id, local_id).await? {
                Ok(account) => account,
                Err(problems) => return Ok(Err(Acted::Rejected(problems))),
            },
        };
        for body in &bodies {
            self.append(&mut tx, &permit, account, own, body).await?;
        }
        tx.change("act", id, Some(account)).await?;
        let entry = self.follow(&mut tx, id, account, today).await?;
        self.conclude(tx, visit, joint.name(), Some(id)).await?;
        Ok(Ok(entry))
    }

    /// Gives a body that has no account in an entry one of its own, for what it does here.
    async fn join(
        &self,
        tx: &mut Tx,
        permit: &Permit,
        entry: EntryId,
        local_id: Option<&LocalId>,
    ) -> Result<Result<AccountId, Vec<Problem>>, StoreError> {
        let mut problems = Problems::at("");
        let taken = match local_id {
            Some(local_id) => tx
                .account_by_local_id(permit.owner(), local_id)
                .await?
                .is_some(),
            None => false,
        };
        let free = local_id.filter(|_| !taken);
        let Some(local_id) = free else {
            let (code, why) = if taken {
                (
                    ProblemCode::IdentityInUse,
                    "you have a record under this identifier that is not linked to this person: link it, or give another",
                )
            } else {
                (
                    ProblemCode::Missing,
                    "you have no record of this person here: say under which identifier of yours it is to be",
                )
            };
            problems.report_at("localId", code, why);
            return Ok(Err(problems.into_found()));
        };
        let account = AccountId(self.ids.id());
        tx.add_account(permit, account, local_id).await?;
        tx.link(permit, account, entry, "its own act", None).await?;
        Ok(Ok(account))
    }

    async fn append(
        &self,
        tx: &mut Tx,
        permit: &Permit,
        account: AccountId,
        own: Option<&Account>,
        body: &Body,
    ) -> Result<(), StoreError> {
        let part = body.part();
        let standing = permit.standing(part).ok_or(StoreError::Permit)?;
        let newest = own.and_then(|own| own.newest(part));
        let new = NewVersion {
            id: VersionId(self.ids.id()),
            account,
            part,
            number: newest.map_or(1, |version| version.number.saturating_add(1)),
            standing,
            body: Some(body),
            source: None,
            salt: self.ids.bytes(),
        };
        tx.append(permit, &new).await?;
        Ok(())
    }
}
