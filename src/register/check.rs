//! What can be wrong with a submission, and what it says as a fingerprint.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::{Conflict, Register, Submission};
use crate::access::Permit;
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::entry::{Account, Entry, Standing};
use crate::domain::organisation::Organisations;
use crate::domain::part::detention::Detention;
use crate::domain::part::identity::Identity;
use crate::domain::part::{Body, Whole};
use crate::domain::problem::{Problem, ProblemCode, Problems};
use crate::domain::text::Text;
use crate::store::{StoreError, Tx};

/// A fingerprint of everything a submission says.
pub(super) fn fingerprint(submission: &Submission) -> Result<[u8; 32], StoreError> {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update(text.len().to_be_bytes());
        hash.update(text);
    };
    add(submission.owner.as_str());
    add(submission.local_id.as_str());
    add(submission.source.as_ref().map_or("", Text::as_str));
    for (body, expected) in &submission.parts {
        add(body.part().name());
        add(&expected.map(|one| one.to_string()).unwrap_or_default());
        add(&body.encode().map_err(StoreError::Encode)?);
    }
    Ok(hash.finalize().into())
}

impl Register {
    /// Everything that can be wrong with the parts of a submission without looking at anyone's record. `unreadable`: whether some part is
    /// not among them because it could not be read.
    pub fn problems_of(
        &self,
        owner: Option<&OrganisationCode>,
        parts: &[(Body, Option<u32>)],
        unreadable: bool,
    ) -> Vec<Problem> {
        self.problems_within(owner, parts, unreadable).into_found()
    }

    pub(super) fn problems_within(
        &self,
        owner: Option<&OrganisationCode>,
        parts: &[(Body, Option<u32>)],
        unreadable: bool,
    ) -> Problems {
        let mut problems = Problems::at("record");
        for (body, _) in parts {
            self.problems_in(owner, body, &mut problems);
        }
        if parts.is_empty() && !unreadable {
            problems.report(ProblemCode::Empty, "submit at least one part");
        }
        problems
    }

    /// Everything that can be wrong with one part without looking at anyone's record.
    pub(super) fn problems_in(
        &self,
        owner: Option<&OrganisationCode>,
        body: &Body,
        problems: &mut Problems,
    ) {
        let (organisations, today) = (self.organisations(), self.today());
        problems.within(body.part().field(), |problems| {
            body.content().check(today, problems);
            if let (Some(owner), Some(detention)) = (owner, Detention::of(body)) {
                elsewhere(owner, detention, &organisations, problems);
            }
            for (path, code, kinds) in body.content().organisations() {
                match organisations.kind(code) {
                    Some(kind) if kinds.contains(&kind) => {}
                    Some(_) => problems.report_at(
                        &path,
                        ProblemCode::UnknownOrganisation,
                        "an organisation of another kind belongs here",
                    ),
                    None => problems.report_at(
                        &path,
                        ProblemCode::UnknownOrganisation,
                        "the register does not know this organisation",
                    ),
                }
            }
        });
    }
}

/// A spell is recorded by the organisation whose hospital it is: of another's, a body says what it holds to be true in its position.
fn elsewhere(
    owner: &OrganisationCode,
    detention: &Detention,
    organisations: &Organisations,
    problems: &mut Problems,
) {
    for (index, spell) in detention.spells.items.iter().enumerate() {
        let kind = organisations.kind(&spell.hospital);
        if spell.hospital != *owner && kind.is_some_and(|kind| !kind.owes_the_duty()) {
            problems.report_at(
                &format!("spells[{index}].hospital"),
                ProblemCode::NotYourHospital,
                "a spell is recorded by the organisation whose hospital it is: say what you hold of another's in the position, as held",
            );
        }
    }
}

pub(super) fn left_out(account: Option<&Account>, body: &Body, problems: &mut Problems) {
    let explained: BTreeSet<&ItemKey> = body
        .content()
        .left_out()
        .iter()
        .map(|one| &one.key)
        .collect();
    let kept: BTreeSet<&ItemKey> = body.content().keys().into_iter().collect();
    let newest = account
        .and_then(|account| account.newest(body.part()))
        .filter(|version| !matches!(version.standing, Standing::Withdrawn(_)));
    let before = newest
        .and_then(|version| version.body.as_ref())
        .map(|body| body.content().keys())
        .unwrap_or_default();
    let missing = before
        .into_iter()
        .filter(|key| !kept.contains(key) && !explained.contains(key))
        .count();
    if missing > 0 {
        problems.report_at(
            "leftOut",
            ProblemCode::LeftOutWithoutReason,
            format_args!("{missing} of the items recorded before are missing: repeat each, or say in leftOut whether it was a CORRECTION or has ENDED"),
        );
    }
    if explained.iter().any(|key| kept.contains(*key)) {
        problems.report_at(
            "leftOut",
            ProblemCode::DuplicateKey,
            "an item is both in the list and left out of it",
        );
    }
}

pub(super) async fn identity_clashes(
    tx: &Tx,
    permit: &Permit,
    account: Option<&Account>,
    identity: &Identity,
    problems: &mut Problems,
) -> Result<(), StoreError> {
    let Some(number) = &identity.nhs_number else {
        return Ok(());
    };
    let held = account
        .and_then(Account::stated::<Identity>)
        .and_then(|before| before.nhs_number.as_ref());
    let others = tx.evidence(permit.owner(), number).await?;
    problems.within("identity", |problems| {
        if held.is_some_and(|held| held != number) {
            problems.report_at(
                "nhsNumber",
                ProblemCode::IdentityChanged,
                "this account already holds another NHS number: withdraw its identity first, or submit under another local id",
            );
        }
        if others.iter().any(|other| account.is_none_or(|account| account.id != other.account)) {
            problems.report_at("nhsNumber", ProblemCode::IdentityInUse, "another of your accounts already holds this NHS number");
        }
    });
    Ok(())
}

pub(super) fn conflicts(
    account: Option<&Account>,
    submission: &Submission,
    permit: &Permit,
) -> Vec<Conflict> {
    let conflict = |(body, expected): &(Body, Option<u32>)| {
        let newest = account.and_then(|account| account.newest(body.part()));
        let same = newest.is_some_and(|version| {
            Some(version.standing) == permit.standing(body.part())
                && version
                    .body
                    .as_ref()
                    .is_some_and(|before| before.says_the_same_as(body))
        });
        let current = newest.map_or(0, |version| version.number);
        (!same && expected.unwrap_or(0) != current).then(|| Conflict {
            part: body.part(),
            expected: *expected,
            current,
            by: newest.map_or_else(|| permit.owner().clone(), |version| version.by.clone()),
        })
    };
    submission.parts.iter().filter_map(conflict).collect()
}

/// The identities that the accounts of an entry state at present.
pub(super) fn identities(entry: &Entry) -> impl Iterator<Item = (&Account, &Identity)> {
    entry
        .accounts
        .iter()
        .filter_map(|account| Some((account, account.stated::<Identity>()?)))
}
