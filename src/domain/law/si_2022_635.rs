//! # Which ICB, from 1 July 2022
//!
//! The National Health Service (Integrated Care Boards: Responsibilities) Regulations 2022, SI 2022/635, regulations 5 to 8, in their order.
//! The ICB is the one with core responsibility (in the first place, that of the GP practice) on a day that depends on when the person was
//! detained and discharged. Unlike the council, it does not move with a further detention before the next discharge from after-care
//! (reg. 5(3), 6(4); the drafting of the first is contested). Regulations 5 and 6 cover applications under Part 2 only, and 7(2) to (5) only
//! people usually resident in England: for everyone else it is the area of ordinary residence (s. 117(3)).

use crate::domain::facts::{Episode, Facts};
use crate::domain::part::registration::Registration;
use crate::domain::part::{Answer, Part};
use crate::domain::partial_date::{Day, PartialDate};

use super::ccg::AREA;
use super::core_responsibility::{On, core, of_the_area};
use super::residence::from_prison;
use super::s117_3::between;
use super::{
    Finding, ICB_REG_5_3, ICB_REG_6, ICB_REG_6_4, ICB_REG_7_2, ICB_REG_7_3, ICB_REG_7_4,
    ICB_REG_7_5, ICB_REG_8, MHA_117_3, Provision, Responsible, WHO_PAYS_2024, civil, say,
};

/// The day the regulations came into force.
pub const IN_FORCE: Day = civil(2022, 7, 1);

/// What decides.
#[derive(Clone, Copy)]
enum Rule {
    /// Core responsibility on this day.
    Core(On, &'static Provision),
    /// Section 117(3): Part 3, and not arranged by NHS England.
    OrdinaryResidence,
    /// This is not recorded.
    Open(&'static str),
}

/// Whether a date is before the regulations; none where it cannot be told.
fn before(date: PartialDate) -> Option<bool> {
    let (earliest, latest) = (date.earliest()?, date.latest()?);
    if latest < IN_FORCE {
        Some(true)
    } else if earliest >= IN_FORCE {
        Some(false)
    } else {
        None
    }
}

fn rule(episode: &Episode<'_>) -> Rule {
    let stay = &episode.stay;
    let first_of_july = On::Day(IN_FORCE);
    let discharged = stay.detention_ended().map(before);
    if discharged == Some(Some(true)) {
        return Rule::Core(first_of_july, &ICB_REG_7_3);
    }
    let Some(detained) = stay.detained_from() else {
        return Rule::Open("when the qualifying detention began");
    };
    let arranged = |answer| {
        stay.claims
            .iter()
            .any(|claim| claim.nhs_england == Some(answer))
    };
    let part_3 = stay.claims.iter().any(|claim| claim.part_3);
    let application = stay.application().unwrap_or(detained);
    if discharged == Some(None) {
        // Discharged before that day or not, core responsibility on it decides, if the application was certainly made before.
        return if !arranged(Answer::Yes) && !part_3 && before(application) == Some(true) {
            Rule::Core(first_of_july, &ICB_REG_7_3)
        } else {
            Rule::Open("whether the person was discharged before 1 July 2022")
        };
    }
    if arranged(Answer::Yes) {
        return match (before(detained), stay.detention_ended()) {
            (None, _) => Rule::Open("whether the detention began before 1 July 2022"),
            (Some(false), _) => Rule::Core(On::Event(detained), &ICB_REG_7_5),
            (Some(true), Some(exit)) => Rule::Core(On::Event(exit), &ICB_REG_7_4),
            (Some(true), None) => Rule::Open(
                "the day of discharge, which decides for a detention that NHS England arranged before 1 July 2022",
            ),
        };
    }
    if part_3 {
        return Rule::OrdinaryResidence;
    }
    match before(application) {
        Some(true) => Rule::Core(first_of_july, &ICB_REG_6),
        Some(false) => Rule::Core(On::Event(application), &ICB_REG_7_2),
        None => Rule::Open("whether the application was made before 1 July 2022 or on or after it"),
    }
}

/// Whether a regulation decides for detentions that began before it.
pub(super) fn looks_back(by: &Provision) -> bool {
    [&ICB_REG_6, &ICB_REG_7_3, &ICB_REG_7_4].contains(&by)
}

fn by_rule(
    facts: &Facts<'_>,
    episode: &Episode<'_>,
    on: Day,
) -> (Finding<Responsible>, Option<&'static Provision>) {
    let area = |provision, why: super::Sentence| {
        let found = of_the_area(facts, episode).settle(facts, on, provision, why, AREA);
        from_prison(found, episode)
    };
    let detained = episode.stay.detained_from();
    match rule(episode) {
        Rule::Open(missing) => {
            let finding = Finding::new(Responsible::CannotTell(missing))
                .because(&ICB_REG_7_2, say("Not recorded: {}.").word(missing))
                .unless(say("A record of {}.").word(missing));
            (finding, None)
        }
        Rule::OrdinaryResidence => {
            let why = "Regulations 5 and 6 cover applications under Part 2 only: the ICB is that of the area of ordinary residence immediately before the detention of {}.";
            (area(&MHA_117_3, say(why).date(detained)), None)
        }
        Rule::Core(day, by) => {
            let core = core(facts, day);
            if core.outside_england() {
                let why = "Not usually resident in England on the day that decides: the ICB is that of the area of ordinary residence immediately before the detention of {}.";
                return (area(&MHA_117_3, say(why).date(detained)), None);
            }
            let date = match day {
                On::Day(day) => PartialDate::on(day),
                On::Event(date) => date,
            };
            let why = say("The ICB with core responsibility on {} is responsible.").date(date);
            let missing = "which ICB had core responsibility on the day that decides";
            (core.settle(facts, on, by, why, missing), Some(by))
        }
    }
}

/// The ICB responsible, as responsibilities lie on `on`, and the regulation that decided.
pub(super) fn responsible(
    facts: &Facts<'_>,
    index: usize,
    on: Day,
) -> (Finding<Responsible>, Option<&'static Provision>) {
    let accounts = facts.entry.accounts.iter();
    let parts = accounts.filter_map(|one| Some((&one.organisation, one.stated::<Registration>()?)));
    let mut reserved = parts.filter(|(_, part)| part.nhs_england == Some(Answer::Yes));
    if let Some((by, _)) = reserved.next() {
        let finding = Finding::new(Responsible::NhsEngland)
            .because(
                &ICB_REG_8,
                "The after-care is a service that NHS England must itself arrange.",
            )
            .used(
                by,
                Part::Registration,
                "a service that NHS England must arrange",
            )
            .unless("The after-care being one that an ICB arranges.");
        return (finding, Some(&ICB_REG_8));
    }
    // After-care once begun has not been discharged, so its first qualifying detention decides (reg. 2(2), 5(3), 6(4)).
    let at = facts.first_of_the_same(index);
    let (Some(first), Some(latest)) = (facts.episodes.get(at), facts.episodes.get(index)) else {
        return (
            Finding::new(Responsible::CannotTell("a qualifying detention")),
            None,
        );
    };
    let (finding, by) = by_rule(facts, first, on);
    if at == index {
        return (finding.unless("The recorded day of the application, of discharge, or of the registration that decides being another."), by);
    }
    if matches!(rule(first), Rule::OrdinaryResidence) && matches!(rule(latest), Rule::Core(..)) {
        // The exclusion period begins with an application under Part 2; there was none at first.
        let (other, _) = by_rule(facts, latest, on);
        let outcome = between(&finding.outcome, &other.outcome);
        let mut open = finding.map(|_| outcome).because(&ICB_REG_5_3, "First detained under Part 3 and then on an application under Part 2: whether regulation 5(3) excludes the later one is open.").by_policy();
        open.used.extend(other.used);
        return (open, by);
    }
    let in_aftercare = first.owed.certain().contains(IN_FORCE);
    let finding = if in_aftercare {
        finding.because(&ICB_REG_6_4, "In after-care on 1 July 2022 and detained again before discharge from it: the ICB stays.")
    } else {
        finding
            .because(&ICB_REG_5_3, "A further detention before discharge from after-care does not move the ICB: national policy reads contested drafting so.")
            .because(&WHO_PAYS_2024, "What [2023] UKSC 31 decided for councils does not reach ICBs.")
            .by_policy()
    };
    (
        finding.unless("Discharge from after-care by both bodies before the further detention."),
        by,
    )
}
