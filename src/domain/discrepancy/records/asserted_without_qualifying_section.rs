//! # REC-03 Held to be entitled, with no qualifying detention on record

use super::{position_on, with_position};
use crate::domain::discrepancy::{Basis, Found, Rule, Severity, Standing, anyone_carries, names};
use crate::domain::facts::Facts;
use crate::domain::law::MHA_117_1;
use crate::domain::law::legal_status::Qualifies;
use crate::domain::part::Part;
use crate::domain::part::position::Status;
use crate::domain::when::{Days, When};

/// The rule.
pub const RULE: Rule = Rule {
    code: "REC-03",
    name: "ASSERTED_WITHOUT_QUALIFYING_SECTION",
    finds: "A body says that the person is entitled and no account records a qualifying detention.",
    severity: Severity::V2,
    basis: &[Basis::Law(&MHA_117_1)],
    reads: &[Part::Position, Part::Detention, Part::LegalBasis],
    check,
};

fn check(facts: &Facts<'_>, found: &mut Found) {
    let claims: Vec<_> = with_position(facts.entry)
        .into_iter()
        .map(|account| (account, facts.status(account, Status::Eligible)))
        .filter(|(_, when)| !when.possible().is_never())
        .collect();
    if claims.is_empty() {
        return;
    }
    let doubtful = facts.stays.iter().any(|stay| {
        matches!(
            stay.qualifies(),
            Qualifies::Unknown | Qualifies::PersonMustDecide
        )
    });
    let recorded = anyone_carries(facts.entry, Part::Detention)
        && anyone_carries(facts.entry, Part::LegalBasis);
    let qualifying: Vec<_> = facts
        .stays
        .iter()
        .filter(|stay| stay.qualifies() == Qualifies::Yes)
        .collect();
    if qualifying.is_empty() && (doubtful || !recorded) {
        found.cannot_tell(
            &RULE,
            "the hospital's record of the detention and its section",
        );
        return;
    }
    let begun = qualifying.iter().fold(When::never(), |all, stay| {
        all.or(&stay
            .detained_from()
            .map_or_else(|| When::exactly(Days::always()), When::from))
    });
    for (account, eligible) in claims {
        let body = &account.organisation;
        let standing = Standing {
            subject: format!("status/{body}"),
            when: eligible.minus(&begun),
            severity: vec![(Severity::V2, Days::always())],
            actors: vec![(body.clone(), facts.may_be_asked(body))],
            turns: Vec::new(),
        };
        found.raise(facts, &RULE, &standing, |day| {
            let sentence = format!("{} holds the person to be entitled, and no qualifying detention is recorded by then.", names(facts.entry, [body]));
            (sentence, position_on(facts, account, day).into_iter().collect())
        });
    }
}
