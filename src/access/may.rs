//! May: which writes a caller is permitted, as a permit without which the store has no method that writes.

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{
    Account, Delegation, Entry, Moment, Notification, Standing, delegation,
};
use crate::domain::law::{MHA_117_2, Provision};
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::partial_date::Day;

use super::caller::Caller;
use super::relation::{Relation, relation};
use super::sharing::{Write, row_of, write};
use super::sight::Sight;

/// Something a caller may be permitted to do, other than submitting a record.
#[derive(Clone, Copy, Debug)]
pub enum Act<'a> {
    /// Withdraw a part of an account.
    Withdraw(&'a Account, Part),
    /// Answer a notification about this entry.
    Acknowledge(&'a Notification, &'a Entry),
    /// Link an account to an entry.
    Link(&'a Account, &'a Entry),
    /// Unlink an account from its entry.
    Unlink(&'a Account),
    /// Say which successor of a divided body a person went to.
    Assign(&'a Entry, &'a OrganisationCode, &'a OrganisationCode),
    /// Declare what the organisation's feed carries.
    Declare(&'a [Part]),
    /// Let another organisation write a part of its record.
    Delegate(&'a OrganisationCode, Part),
}

/// Permission to write, without which the store has no method that writes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permit {
    by: OrganisationCode,
    owner: OrganisationCode,
    parts: Vec<(Part, Standing)>,
}

impl Permit {
    /// Permission for an organisation to write these parts of its own record.
    pub(super) fn own(me: &OrganisationCode, parts: &[Part], standing: Standing) -> Self {
        Self {
            by: me.clone(),
            owner: me.clone(),
            parts: parts.iter().map(|part| (*part, standing)).collect(),
        }
    }

    /// Who writes.
    pub const fn by(&self) -> &OrganisationCode {
        &self.by
    }

    /// Whose record is written.
    pub const fn owner(&self) -> &OrganisationCode {
        &self.owner
    }

    /// On whose behalf, if not its own.
    pub fn on_behalf_of(&self) -> Option<&OrganisationCode> {
        (self.by != self.owner).then_some(&self.owner)
    }

    /// How a version of this part will stand; none if the permit does not cover it.
    pub fn standing(&self, part: Part) -> Option<Standing> {
        self.parts
            .iter()
            .find(|(covered, _)| *covered == part)
            .map(|(_, standing)| *standing)
    }
}

/// Why something is not permitted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Denied {
    /// Which part, if it is about one.
    pub part: Option<Part>,
    /// Why, in a sentence.
    pub reason: String,
    /// Under what, if a provision says so.
    pub provision: Option<&'static Provision>,
}

impl Denied {
    /// For a reason that is about no part and rests on no provision.
    pub(super) fn plain(reason: &str) -> Self {
        denied(None, reason)
    }
}

fn denied(part: Option<Part>, reason: impl Into<String>) -> Denied {
    Denied {
        part,
        reason: reason.into(),
        provision: None,
    }
}

/// Whether a caller may submit these parts of the record of `owner`.
pub fn may_submit(
    caller: &Caller,
    owner: &OrganisationCode,
    kind: Kind,
    parts: &[Part],
    delegations: &[Delegation],
    today: Day,
) -> Result<Permit, Vec<Denied>> {
    if !caller.role().sees_people() {
        return Err(vec![denied(
            None,
            "this role sees and writes no person's record",
        )]);
    }
    let own = caller.organisation() == owner;
    let mut refused = Vec::new();
    let mut granted = Vec::new();
    for &part in parts {
        let delegated = || {
            delegation(delegations, owner, caller.organisation(), part)
                .is_some_and(|one| one.holds_on(today))
        };
        match write(part, kind) {
            Write::No => refused.push(Denied {
                part: Some(part),
                reason: format!("{} is not a part that a record of this kind of organisation has", part.name()),
                provision: row_of(part).map(|row| row.basis),
            }),
            Write::Propose if own => granted.push((part, Standing::Proposed)),
            Write::Own if own || delegated() => granted.push((part, Standing::Stated)),
            Write::Own | Write::Propose => refused.push(Denied {
                part: Some(part),
                reason: format!("{} is another organisation's part, and it has not delegated it to you on this day", part.name()),
                provision: Some(&MHA_117_2),
            }),
        }
    }
    if refused.is_empty() {
        Ok(Permit {
            by: caller.organisation().clone(),
            owner: owner.clone(),
            parts: granted,
        })
    } else {
        Err(refused)
    }
}

/// Whether a caller may do something else.
pub fn may(caller: &Caller, act: &Act<'_>, today: Day) -> Result<Permit, Denied> {
    if !caller.role().sees_people() {
        return Err(denied(None, "this role sees and writes no person's record"));
    }
    let me = caller.organisation();
    let permit = |parts: Vec<(Part, Standing)>| Permit {
        by: me.clone(),
        owner: me.clone(),
        parts,
    };
    match *act {
        Act::Withdraw(account, part) if account.organisation == *me => {
            super::may_together::may_withdraw(account, part)?;
            Ok(permit(vec![(part, Standing::Stated)]))
        }
        Act::Acknowledge(one, entry) if one.to == *me => {
            // Its own new answer to an old notification would make a former party a candidate, and show it what was written since.
            if Sight::of(entry, me, today).is_some_and(|sight| !sight.may_answer(one.raised)) {
                return Err(denied(
                    None,
                    "you are no longer a party to this: your answer stands as it was",
                ));
            }
            Ok(permit(Vec::new()))
        }
        Act::Link(account, entry) if account.organisation == *me => {
            match relation(&entry.now(), me, today) {
                Relation::Responsible | Relation::Provider => Ok(permit(Vec::new())),
                Relation::Candidate
                | Relation::Former
                | Relation::Claimant
                | Relation::Stranger => Err(denied(
                    None,
                    "answer the notification about this person first",
                )),
            }
        }
        Act::Unlink(account) if account.organisation == *me => Ok(permit(Vec::new())),
        Act::Assign(entry, predecessor, successor) => {
            let heirs: Vec<_> = entry
                .organisations
                .successors(predecessor)
                .map(|one| &one.successor)
                .collect();
            if heirs.len() < 2 || !heirs.contains(&successor) {
                return Err(denied(
                    None,
                    "name a body whose people were divided, and one of those that took over",
                ));
            }
            match relation(&entry.now(), me, today) {
                Relation::Responsible | Relation::Candidate if heirs.contains(&me) => {
                    Ok(permit(Vec::new()))
                }
                Relation::Responsible
                | Relation::Candidate
                | Relation::Provider
                | Relation::Former
                | Relation::Claimant
                | Relation::Stranger => Err(denied(
                    None,
                    "only a body that took over can say whose person this is",
                )),
            }
        }
        Act::Declare(_) | Act::Delegate(..) if caller.role() != super::Role::Manager => {
            Err(denied(None, "this needs the role manager"))
        }
        Act::Declare(parts) => match parts
            .iter()
            .find(|part| write(**part, caller.kind()) == Write::No)
        {
            Some(part) => Err(denied(
                Some(*part),
                format!("{} is not a part that your record has", part.name()),
            )),
            None => Ok(permit(Vec::new())),
        },
        Act::Delegate(to, _) if to == me => {
            Err(denied(None, "your own record is yours to write already"))
        }
        Act::Delegate(_, part) if write(part, caller.kind()) != Write::Own => Err(denied(
            Some(part),
            format!("{} is not a part that is yours to write", part.name()),
        )),
        Act::Delegate(..) => Ok(permit(Vec::new())),
        Act::Withdraw(..) | Act::Acknowledge(..) | Act::Link(..) | Act::Unlink(_) => {
            Err(denied(None, "this is another organisation's to do"))
        }
    }
}

/// Permission to fill a register with entries made elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FillPermit(());

/// Whether the operator may fill a register: only one in which nobody has written anything yet.
pub fn may_fill(newest: Moment) -> Option<FillPermit> {
    (newest.position == 0).then_some(FillPermit(()))
}
