//! What cannot be true of several parts together: a submission is read with what the account already states.

use crate::domain::entry::Account;
use crate::domain::part::detention::Detention;
use crate::domain::part::identity::Identity;
use crate::domain::part::legal_basis::LegalBasis;
use crate::domain::part::position::Position;
use crate::domain::part::reviews::{ReviewKind, Reviews};
use crate::domain::part::{Body, Whole};
use crate::domain::partial_date::PartialDate;
use crate::domain::problem::{ProblemCode, Problems};

/// The parts of an account as they would stand after a submission.
struct Standing<'a> {
    account: Option<&'a Account>,
    submitted: &'a [(Body, Option<u32>)],
}

impl<'a> Standing<'a> {
    fn submitted<T: Whole>(&self) -> Option<&'a T> {
        self.submitted.iter().find_map(|(body, _)| T::of(body))
    }

    fn stated<T: Whole>(&self) -> Option<&'a T> {
        self.submitted()
            .or_else(|| self.account.and_then(Account::stated::<T>))
    }
}

/// Notes what cannot be true of the parts together. Only what is submitted is found wrong.
pub(super) fn problems_together(
    account: Option<&Account>,
    submitted: &[(Body, Option<u32>)],
    problems: &mut Problems,
) {
    let standing = Standing { account, submitted };
    let detention = standing.stated::<Detention>();
    if let Some(basis) = standing.submitted::<LegalBasis>() {
        problems.within("legalBasis", |problems| {
            of_spells(basis, detention, problems);
        });
    }
    if let Some(reviews) = standing.submitted::<Reviews>() {
        let spells = detention.into_iter().flat_map(|part| &part.spells.items);
        let held = standing
            .stated::<Position>()
            .and_then(|position| position.held.as_ref());
        let exits: Option<Vec<_>> = spells.map(|spell| spell.hospital_exit).collect();
        let exits = exits.into_iter().flatten();
        let exits = exits.chain(held.and_then(|held| held.left_hospital_on));
        before_leaving(reviews, &exits.collect::<Vec<_>>(), problems);
    }
    let born = standing.stated::<Identity>().and_then(|one| one.born);
    if let (Some(born), Some(detention)) = (born, standing.submitted::<Detention>()) {
        for (index, spell) in detention.spells.items.iter().enumerate() {
            if spell.start.certainly_before(born) {
                problems.report_at(
                    &format!("detention.spells[{index}].start"),
                    ProblemCode::ImpossibleOrder,
                    "this is before the person was born, as the identity has it",
                );
            }
        }
    }
}

/// A review of after-care comes after leaving hospital: what comes before is an assessment or a meeting. Nothing is found where the account
/// says nothing of leaving, or has a spell that is still open.
fn before_leaving(reviews: &Reviews, exits: &[PartialDate], problems: &mut Problems) {
    for (index, one) in reviews.reviews.items.iter().enumerate() {
        let Some(held) = one.held.filter(|_| one.kind == ReviewKind::Section117) else {
            continue;
        };
        if !exits.is_empty() && exits.iter().all(|exit| held.certainly_before(*exit)) {
            problems.report_at(
                &format!("reviews.reviews[{index}].held"),
                ProblemCode::ImpossibleOrder,
                "this is before the person left hospital, as your own record has it: record an assessment or a meeting",
            );
        }
    }
}

fn of_spells(basis: &LegalBasis, detention: Option<&Detention>, problems: &mut Problems) {
    for (index, status) in basis.statuses.items.iter().enumerate() {
        let spells = detention.into_iter().flat_map(|part| &part.spells.items);
        let Some(spell) = spells.into_iter().find(|spell| spell.key == status.spell) else {
            problems.report_at(
                &format!("statuses[{index}].spell"),
                ProblemCode::Missing,
                "your detention part has no spell with this key",
            );
            continue;
        };
        // A section may begin before the spell, in another hospital; in this one it does not begin after leaving.
        if spell
            .hospital_exit
            .is_some_and(|exit| exit.certainly_before(status.from))
        {
            problems.report_at(
                &format!("statuses[{index}].from"),
                ProblemCode::ImpossibleOrder,
                "this is after the person left hospital, as the spell has it",
            );
        }
    }
}
