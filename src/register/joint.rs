//! Acts that change the shared state: the entry is locked, the act is worked out on it as it then stands, and what follows is written.

use super::{Register, Visit, retried};
use crate::access::{Act, Denied, Permit, VisibleEntry, may, scope};
use crate::domain::act::{Refused, ending};
use crate::domain::entry::{Account, Entry};
use crate::domain::id::{EntryId, VersionId};
use crate::domain::law::Reason;
use crate::domain::part::Body;
use crate::domain::part::ending::{Ending, EvidenceDigest};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{Problem, Problems};
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
        }
    }

    const fn act<'a>(&self, entry: &'a Entry) -> Act<'a> {
        match self {
            Self::ProposeEnding(_) => Act::ProposeEnding(entry),
            Self::SignEnding(..) | Self::WithdrawSignature | Self::GiveNotice(_) => {
                Act::SignEnding(entry)
            }
            Self::Reinstate(..) => Act::Reinstate(entry),
        }
    }

    /// The new versions of the actor's own parts that it comes to.
    fn work_out(&self, entry: &Entry, permit: &Permit, today: Day) -> Result<Vec<Body>, Refused> {
        let by = permit.by();
        let half = match self {
            Self::ProposeEnding(content) => ending::propose(entry, by, today, content.clone()),
            Self::SignEnding(digest, role) => ending::sign(entry, by, today, digest, role.clone()),
            Self::WithdrawSignature => ending::withdraw(entry, by, today),
            Self::GiveNotice(given) => ending::notify(entry, by, today, *given),
            Self::Reinstate(from, because) => {
                ending::reinstate(entry, by, today, *from, because.clone())
            }
        };
        half.map(|half| vec![half.into()])
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
    /// Does something that changes the shared state of an entry.
    pub async fn act(
        &self,
        visit: &Visit,
        entry: EntryId,
        joint: &Joint,
    ) -> Result<Acted, StoreError> {
        match retried!(self.act_once(visit, entry, joint))? {
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
        let permit = match may(visit.caller(), &joint.act(&locked), today) {
            Ok(permit) => permit,
            Err(denied) => return Ok(Err(Acted::NotPermitted(denied))),
        };
        let mut accounts = now.accounts.iter();
        let Some(own) = accounts.find(|one| one.organisation == *permit.owner()) else {
            return Ok(Err(Acted::NotPermitted(Denied {
                part: None,
                reason:
                    "submit your own record of this person first: what you do is recorded in it"
                        .to_owned(),
                provision: None,
            })));
        };
        let bodies = match joint.work_out(&now, &permit, today) {
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
        for body in &bodies {
            self.append(&mut tx, &permit, own, body).await?;
        }
        tx.change("act", id, Some(own.id)).await?;
        let entry = self.follow(&mut tx, id, own.id, today).await?;
        self.conclude(tx, visit, joint.name(), Some(id)).await?;
        Ok(Ok(entry))
    }

    async fn append(
        &self,
        tx: &mut Tx,
        permit: &Permit,
        own: &Account,
        body: &Body,
    ) -> Result<(), StoreError> {
        let part = body.part();
        let standing = permit.standing(part).ok_or(StoreError::Permit)?;
        let number = own
            .newest(part)
            .map_or(1, |version| version.number.saturating_add(1));
        let new = NewVersion {
            id: VersionId(self.ids.id()),
            account: own.id,
            part,
            number,
            standing,
            body: Some(body),
            source: None,
            salt: self.ids.bytes(),
        };
        tx.append(permit, &new).await?;
        Ok(())
    }
}
