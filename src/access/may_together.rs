//! May: the acts that change the shared state, each of a body that has to do with the person.

use crate::domain::entry::{Account, Entry, Standing};
use crate::domain::law::{MHA_117_2, MHA_117_3, Provision};
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::partial_date::Day;

use super::caller::Caller;
use super::may::{Denied, Permit};
use super::relation::{Relation, relation};
use super::sharing::{Write, row_of, write};

/// An act that changes the shared state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Together {
    /// Propose that after-care end.
    ProposeEnding,
    /// Sign the ending of after-care, take the signature back, or record notice of it.
    SignEnding,
    /// Begin after-care again.
    Reinstate,
    /// Raise a dispute about who is responsible, or go on with one.
    Dispute,
}

impl Together {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::ProposeEnding,
        Self::SignEnding,
        Self::Reinstate,
        Self::Dispute,
    ];

    /// Its name, as published.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProposeEnding => "propose that after-care end",
            Self::SignEnding => "sign its ending, take the signature back, record notice of it",
            Self::Reinstate => "begin after-care again",
            Self::Dispute => "raise a dispute about who is responsible, or go on with one",
        }
    }

    /// Whether it is for organisations of this kind that have to do with the person.
    pub fn is_for(self, kind: Kind) -> bool {
        match self {
            Self::ProposeEnding => write(Part::Ending, kind) != Write::No,
            Self::SignEnding | Self::Reinstate => write(Part::Ending, kind) == Write::Own,
            Self::Dispute => write(Part::Dispute, kind) == Write::Own,
        }
    }

    /// Whether it is for a council or ICB that is only named, too.
    pub const fn is_for_candidates(self) -> bool {
        match self {
            Self::Dispute => true,
            Self::ProposeEnding | Self::SignEnding | Self::Reinstate => false,
        }
    }
}

fn denied(part: Part, reason: &str, provision: &'static Provision) -> Denied {
    Denied {
        part: Some(part),
        reason: reason.to_owned(),
        provision: Some(provision),
    }
}

/// Whether a caller may do this about a person.
pub fn may_together(
    caller: &Caller,
    entry: &Entry,
    act: Together,
    today: Day,
) -> Result<Permit, Denied> {
    if !caller.role().sees_people() {
        return Err(Denied {
            part: None,
            reason: "this role sees and writes no person's record".to_owned(),
            provision: None,
        });
    }
    let me = caller.organisation();
    let stands = relation(&entry.now(), me, today);
    match act {
        Together::ProposeEnding => {
            if !act.is_for(caller.kind()) {
                let why = "an independent hospital proposes no ending of after-care: tell the Trust or the bodies that owe it";
                return Err(denied(Part::Ending, why, &MHA_117_2));
            }
            let standing = match write(Part::Ending, caller.kind()) {
                Write::Own => Standing::Stated,
                Write::Propose | Write::No => Standing::Proposed,
            };
            party(stands)?;
            Ok(Permit::own(me, &[Part::Ending], standing))
        }
        Together::SignEnding | Together::Reinstate => {
            if !act.is_for(caller.kind()) {
                let why = "only the council and the ICB decide that after-care ends, or begins again: a Trust may propose it";
                return Err(denied(Part::Ending, why, &MHA_117_2));
            }
            // Whoever ended it is a party no longer; the law decides whether it may begin it again.
            if act != Together::Reinstate || stands != Relation::Former {
                party(stands)?;
            }
            Ok(Permit::own(me, &[Part::Ending], Standing::Stated))
        }
        Together::Dispute => {
            if !act.is_for(caller.kind()) {
                let why = "councils and ICBs dispute responsibility: a Trust is told how it stands";
                return Err(denied(Part::Dispute, why, &MHA_117_3));
            }
            let candidate = act.is_for_candidates() && stands == Relation::Candidate;
            if !candidate && party(stands).is_err() {
                let why = "only a body that somebody holds responsible can dispute it";
                return Err(denied(Part::Dispute, why, &MHA_117_3));
            }
            let finding = if caller.kind() == Kind::Council {
                Part::Residence
            } else {
                Part::Registration
            };
            Ok(Permit::own(me, &[Part::Dispute, finding], Standing::Stated))
        }
    }
}

/// Refuses a body that is not responsible or a provider.
fn party(stands: Relation) -> Result<(), Denied> {
    match stands {
        Relation::Responsible | Relation::Provider => Ok(()),
        Relation::Candidate | Relation::Former | Relation::Claimant | Relation::Stranger => {
            Err(Denied {
                part: None,
                reason: "only a body that is responsible for this person's after-care, or provides it, may do this".to_owned(),
                provision: Some(&MHA_117_2),
            })
        }
    }
}

/// Refuses to withdraw as a record what was an act.
pub(super) fn may_withdraw(account: &Account, part: Part) -> Result<(), Denied> {
    let stands = account.newest(part).map(|version| version.standing);
    let why = if part == Part::Ending {
        "a decision on ending after-care is not withdrawn as a record is: take the signature back, or begin after-care again"
    } else if part == Part::Dispute {
        "a dispute is not withdrawn as a record is: withdraw the dispute itself"
    } else {
        return Ok(());
    };
    if stands != Some(Standing::Stated) {
        return Ok(());
    }
    Err(Denied {
        part: Some(part),
        reason: why.to_owned(),
        provision: row_of(part).map(|row| row.basis),
    })
}
