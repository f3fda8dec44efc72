//! # Which ICB
//!
//! The National Health Service (Integrated Care Boards: Responsibilities) Regulations 2022, SI 2022/635, regulations 5 to 8, in force
//! from 1 July 2022. The ICB is the one with core responsibility (in the first place, that of the GP practice) on a day that depends on
//! when the person was detained and discharged. Unlike the council, it does not move with a further detention before the next discharge
//! from after-care (reg. 5(3); the drafting is contested).

use std::collections::BTreeSet;

use crate::domain::facts::{Episode, Facts};
use crate::domain::part::registration::{GpRegistration, Occasion, Registration};
use crate::domain::part::{Answer, Part};
use crate::domain::partial_date::{Day, PartialDate};

use super::s117_3::{held_by, settle};
use super::{
    Finding, ICB_REG_5_3, ICB_REG_6, ICB_REG_7_2, ICB_REG_7_3, ICB_REG_7_4, ICB_REG_7_5, MHA_117_3,
    Provision, Responsible, defaults,
};

/// The parts the answer reads.
pub const READS: &[Part] = &[
    Part::Identity,
    Part::Detention,
    Part::LegalBasis,
    Part::Position,
    Part::Registration,
];

/// The day the regulations came into force.
pub const IN_FORCE: Option<Day> = Day::from_ymd_opt(2022, 7, 1);

/// Which registration decides, and by which regulation.
struct Decides {
    occasion: Occasion,
    on: Option<PartialDate>,
    by: &'static Provision,
}

enum Rule {
    Core(Decides),
    OrdinaryResidence,
    Open(&'static str),
}

fn rule(first: &Episode) -> Rule {
    let Some(change) = IN_FORCE else {
        return Rule::Open("when the regulations came into force");
    };
    let Some(detained) = first.stay.detained_from() else {
        return Rule::Open("when the qualifying detention began");
    };
    let before = |date: PartialDate| date.latest().is_some_and(|latest| latest < change);
    let on_or_after =
        |date: PartialDate| date.earliest().is_some_and(|earliest| earliest >= change);
    let began = first.stay.application().unwrap_or(detained);
    let core = |occasion, on, by| Rule::Core(Decides { occasion, on, by });
    if first.stay.exit.is_some_and(before) {
        return core(Occasion::FirstJuly2022, None, &ICB_REG_7_3);
    }
    let arranged_by_nhs_england = first
        .stay
        .claims
        .iter()
        .any(|claim| claim.nhs_england == Some(Answer::Yes));
    if arranged_by_nhs_england && on_or_after(detained) {
        return core(Occasion::DetentionBegan, Some(detained), &ICB_REG_7_5);
    }
    if arranged_by_nhs_england && before(detained) {
        return core(Occasion::Discharge, first.stay.exit, &ICB_REG_7_4);
    }
    if first.stay.claims.iter().any(|claim| claim.part_3) {
        return Rule::OrdinaryResidence;
    }
    if on_or_after(began) {
        core(Occasion::Application, Some(began), &ICB_REG_7_2)
    } else if before(began) {
        core(Occasion::FirstJuly2022, None, &ICB_REG_6)
    } else {
        Rule::Open("whether the application was made before 1 July 2022 or on or after it")
    }
}

fn decides(one: &GpRegistration, by: &Decides) -> bool {
    one.occasion == by.occasion
        && by.on.is_none_or(|on| {
            !one.on
                .differs_by_more_than(on, u64::from(defaults::MISMATCH.value))
        })
}

/// The ICB responsible, as responsibilities lie on `on`.
pub fn responsible_icb(facts: &Facts<'_>, index: usize, on: Day) -> Finding<Responsible> {
    // After-care once begun has not been discharged, so the first qualifying detention decides (reg. 2(2), 5(3), 6(4)).
    let Some(first) = facts.episodes.first() else {
        return Finding::new(Responsible::CannotTell("a qualifying detention"));
    };
    let finding = match rule(first) {
        Rule::Open(missing) => Finding::new(Responsible::CannotTell(missing)).because(&ICB_REG_7_2, format!("Not recorded: {missing}.")),
        Rule::OrdinaryResidence => Finding::new(Responsible::DeterminationNeeded(Vec::new())).because(
            &MHA_117_3,
            "Regulations 5 and 6 cover applications under Part 2 only: the ICB is that of the area of ordinary residence immediately before the detention.",
        ),
        Rule::Core(by) => {
            let registrations = facts.entry.accounts.iter().filter_map(|account| account.stated::<Registration>());
            let core: BTreeSet<_> = registrations
                .flat_map(|part| &part.registrations.items)
                .filter(|one| decides(one, &by))
                .filter_map(|one| one.core_icb.clone())
                .collect();
            let day = by.on.map_or_else(|| "1 July 2022".to_owned(), |date| date.to_string());
            if core.is_empty() {
                Finding::new(Responsible::CannotTell("which ICB had core responsibility on the day that decides"))
                    .because(by.by, format!("The ICB with core responsibility on {day} is responsible, and no account records which that was."))
            } else {
                Finding::new(settle(held_by(facts, core, on))).because(by.by, format!("It had core responsibility on {day}."))
            }
        }
    };
    if index > 0 {
        finding
            .because(&ICB_REG_5_3, "A further detention before discharge from after-care does not move the ICB: national policy reads contested drafting so.")
            .by_policy()
    } else {
        finding
    }
}
