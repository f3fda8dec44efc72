//! Looks: who was shown an entry, for those who may ask. A body that is responsible or provides is told of every organisation's looks; any
//! other of its own. Who it was in another organisation is for that organisation to say.

use chrono::{DateTime, Utc};

use super::caller::{Caller, Role};
use super::relation::Relation;
use super::visible::Seal;
use crate::domain::code::OrganisationCode;

/// A row of the access log that showed an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// When.
    pub at: DateTime<Utc>,
    /// Which organisation was shown it.
    pub organisation: OrganisationCode,
    /// The user or program.
    pub subject: String,
    /// In which role.
    pub role: Role,
}

/// A look as a reader may know it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenLook {
    pub(super) _seal: Seal,
    /// When.
    pub at: DateTime<Utc>,
    /// Which organisation was shown the entry.
    pub organisation: OrganisationCode,
    /// The user or program; none where it is another organisation's.
    pub subject: Option<String>,
    /// In which role.
    pub role: Role,
}

/// Which looks at an entry a caller may ask for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Looks {
    reader: OrganisationCode,
    all: bool,
}

impl Looks {
    /// Of which organisation alone; none if of all.
    pub fn only(&self) -> Option<&OrganisationCode> {
        (!self.all).then_some(&self.reader)
    }

    /// What of a look is told.
    pub fn seen(&self, look: Look) -> Option<SeenLook> {
        let Look {
            at,
            organisation,
            subject,
            role,
        } = look;
        let own = organisation == self.reader;
        (own || self.all).then(|| SeenLook {
            _seal: Seal,
            at,
            organisation,
            subject: own.then_some(subject),
            role,
        })
    }
}

/// Whether a caller may ask at all who looked: managers answer for their organisation.
pub const fn may_ask_who_looked(caller: &Caller) -> bool {
    match caller.role() {
        Role::Manager => true,
        Role::Practitioner | Role::Job | Role::Reviewer => false,
    }
}

/// Which looks at an entry a caller may ask for, by its relation to it.
pub fn looks(caller: &Caller, relation: Relation) -> Option<Looks> {
    let all = match relation {
        Relation::Responsible | Relation::Provider => true,
        Relation::Candidate | Relation::Former | Relation::Claimant => false,
        Relation::Stranger => return None,
    };
    may_ask_who_looked(caller).then(|| Looks {
        reader: caller.organisation().clone(),
        all,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::organisation::Kind;

    fn caller(role: Role) -> Caller {
        let code = "E10000025".parse().expect("a code");
        Caller::at_the_console(code, Kind::Council, role)
    }

    fn look(organisation: &str) -> Look {
        Look {
            at: DateTime::UNIX_EPOCH,
            organisation: organisation.parse().expect("a code"),
            subject: "somebody".to_owned(),
            role: Role::Practitioner,
        }
    }

    #[test]
    fn only_a_manager_asks_and_only_a_party_is_told_of_others() {
        for role in Role::ALL {
            for relation in Relation::ALL {
                let asked = looks(&caller(role), relation);
                let asks = role == Role::Manager && relation != Relation::Stranger;
                assert_eq!(asked.is_some(), asks, "{role:?} {relation:?}");
                let Some(asked) = asked else { continue };
                let own = asked.seen(look("E10000025")).expect("its own look");
                assert_eq!(own.subject.as_deref(), Some("somebody"));
                let party = matches!(relation, Relation::Responsible | Relation::Provider);
                let other = asked.seen(look("RP1"));
                assert_eq!(other.is_some(), party, "{relation:?}");
                assert!(other.is_none_or(|other| other.subject.is_none()));
                assert_eq!(asked.only().is_none(), party);
            }
        }
    }
}
