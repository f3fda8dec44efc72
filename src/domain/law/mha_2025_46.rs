//! # Deemed ordinary residence
//!
//! Section 46(3) of the Mental Health Act 2025, dormant until it commences: for the council only, a person placed in accommodation is taken to
//! be ordinarily resident where they were before. Whom it covers among those detained earlier is left to regulations not yet made.

use crate::domain::facts::{Episode, Facts};
use crate::domain::part::residence::{PlacedUnder, Placement};
use crate::domain::partial_date::PartialDate;

use super::s117_3::between;
use super::{Finding, MHA_2025_46_3, Responsible, UKSC_2023_31, say};

/// The council, given that a body had placed the person where they lived; `placing` is whom it would be by the deeming.
pub(super) fn deemed(
    facts: &Facts<'_>,
    episode: &Episode<'_>,
    placed: &Placement,
    finding: Finding<Responsible>,
    placing: impl FnOnce() -> Responsible,
) -> Finding<Responsible> {
    let law = facts.law();
    let detained = episode.stay.detained_from();
    let starts = |date: PartialDate| date.earliest().is_some_and(|day| law.section_46(day));
    let could = |date: Option<PartialDate>| {
        date.is_none_or(|date| date.latest().is_none_or(|day| law.section_46(day)))
    };
    let why = match placed.under {
        PlacedUnder::AfterCare => {
            "Immediately before the detention of {} the person lived in accommodation provided as after-care: taken to be ordinarily resident where that duty lay."
        }
        PlacedUnder::CareAct => {
            "Immediately before the detention of {} the person lived in accommodation provided under the Care Act 2014: taken to be ordinarily resident where they were before it."
        }
        PlacedUnder::Nhs => {
            "Immediately before the detention of {} the person was in NHS accommodation: taken to be ordinarily resident where they were before it."
        }
        PlacedUnder::ChildrenAct => {
            "Under 18 and placed immediately before the detention of {}: periods in such accommodation are disregarded (Children Act 1989, s. 105(6))."
        }
    };
    if detained.is_some_and(starts) {
        let outcome = placing();
        finding
            .map(|_| outcome)
            .because(&MHA_2025_46_3, say(why).date(detained))
    } else if law.commenced.s46.is_some() && could(episode.stay.exit) {
        let outcome = between(&finding.outcome, &placing());
        finding.map(|_| outcome).because(&MHA_2025_46_3, "Detained before section 46 came into force and not out of hospital before it: whether it applies is left to regulations.")
    } else {
        finding
            .because(&UKSC_2023_31, "That a body placed the person there does not matter: nothing is deemed.")
            .unless("The commencement of section 46(3) of the Mental Health Act 2025, for detentions after it.")
    }
}
