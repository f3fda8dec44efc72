//! Asking the law about facts typed in. They are put together as an entry that is nobody's, and nothing of it is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use super::{Question, Register};
use crate::access::sharing::{Write, write};
use crate::access::{Determination, determine};
use crate::domain::code::{LocalId, OrganisationCode};
use crate::domain::entry::{Account, Entry, Membership, Moment, Standing, Version};
use crate::domain::id::{AccountId, EntryId, VersionId};
use crate::domain::part::Body;
use crate::domain::part::detention::Spell;
use crate::domain::problem::{Problem, ProblemCode, Problems};

/// What one organisation's account is supposed to say.
#[derive(Debug)]
pub struct Supposed {
    /// Whose account; none when that could not be read.
    pub by: Option<OrganisationCode>,
    /// Its parts, as far as they could be read.
    pub parts: Vec<Body>,
}

/// The most accounts that may be supposed.
const MOST_ACCOUNTS: usize = 12;
/// The most spells in hospital, with their leaves and orders, that may be supposed in all accounts together.
const MOST_SPELLS: usize = 60;

impl Register {
    /// What the law says of these facts, or everything that is wrong with them. `problems` is where they stand, with what was wrong already
    /// when they were read.
    pub fn determine(
        &self,
        accounts: Vec<Supposed>,
        question: Question,
        mut problems: Problems,
    ) -> Result<Determination, Vec<Problem>> {
        let organisations = self.organisations();
        problems.within("accounts", |problems| self.supposed(&accounts, problems));
        if !problems.is_empty() {
            return Err(problems.into_found());
        }
        let known = Moment {
            position: 1,
            at: self.now(),
        };
        let mut law = organisations.law();
        law.as_at = question.law_as_at.unwrap_or(law.as_at);
        let named = accounts.into_iter().zip(0_u128..);
        let named = named.filter_map(|(one, index)| Some((one.by?, one.parts, index)));
        let entry = Entry {
            policies: Arc::clone(organisations.policies()),
            id: EntryId(Uuid::nil()),
            salt: [0; 16],
            accounts: named
                .map(|(by, parts, index)| account(by, parts, index, known))
                .collect(),
            notifications: Vec::new(),
            first_reads: BTreeMap::new(),
            feeds: BTreeMap::new(),
            delegations: Vec::new(),
            assigned: Vec::new(),
            organisations,
            law,
        };
        Ok(determine(
            &entry,
            question.on.unwrap_or_else(|| self.today()),
        ))
    }

    fn supposed(&self, accounts: &[Supposed], problems: &mut Problems) {
        let organisations = self.organisations();
        let mut spells = 0;
        for (index, account) in accounts.iter().enumerate() {
            problems.item(index, |problems| {
                let by = account.by.as_ref();
                let kind = by.and_then(|by| organisations.kind(by));
                if by.is_some() && kind.is_none() {
                    problems.report_at(
                        "organisation",
                        ProblemCode::UnknownOrganisation,
                        "the register does not know this organisation",
                    );
                }
                let mut before = accounts.iter().take(index);
                if by.is_some() && before.any(|one| one.by.as_ref() == by) {
                    problems.report_at(
                        "organisation",
                        ProblemCode::DuplicateKey,
                        "an organisation has one account here",
                    );
                }
                for body in &account.parts {
                    if kind.is_some_and(|kind| write(body.part(), kind) == Write::No) {
                        problems.report_at(
                            body.part().field(),
                            ProblemCode::UnknownOrganisation,
                            "an organisation of another kind writes this part",
                        );
                    }
                    self.problems_in(by, body, problems);
                    if let Body::Detention(part) = body {
                        let each = |one: &Spell| 1 + one.leaves.len() + one.treatment_orders.len();
                        spells += part.spells.items.iter().map(each).sum::<usize>();
                    }
                }
            });
        }
        if accounts.len() > MOST_ACCOUNTS || spells > MOST_SPELLS {
            problems.report(
                ProblemCode::TooMany,
                format_args!("at most {MOST_ACCOUNTS} accounts, with {MOST_SPELLS} spells, leaves and orders in all"),
            );
        }
    }
}

fn account(by: OrganisationCode, parts: Vec<Body>, index: u128, known: Moment) -> Account {
    let version = |body: Body| Version {
        id: VersionId(Uuid::nil()),
        part: body.part(),
        number: 1,
        known,
        by: by.clone(),
        on_behalf_of: None,
        source: None,
        standing: Standing::Stated,
        body: Some(body),
        commitment: [0; 32],
    };
    Account {
        id: AccountId(Uuid::from_u128(index)),
        local_id: LocalId::of_nobody(),
        memberships: vec![Membership {
            from: known,
            until: None,
        }],
        versions: parts.into_iter().map(version).map(Arc::new).collect(),
        organisation: by,
    }
}
