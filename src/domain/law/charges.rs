//! # What may be asked of the person
//!
//! After-care is free (Stennett `[2002] UKHL 34`). The one lawful payment is a written top-up for preferred accommodation (SI 2014/2670,
//! reg. 4 and 5), by the person or anyone else. Accommodation is after-care only with all three limbs (Afework). That housing benefit may not
//! pay for it is the Ombudsmen's position, and stands in neither Act nor Code.

use crate::domain::facts::Facts;
use crate::domain::part::identity::Identity;
use crate::domain::part::money::{Payment, PaymentKind, TopUpAgreement};
use crate::domain::part::services::{AccommodationPlus, Service};
use crate::domain::part::{Answer, Part};
use crate::domain::partial_date::{PartialDate, plus_months};
use crate::domain::when::When;

use super::{AFEWORK, Finding, GUIDANCE_HOUSING_BENEFIT, MHA_117_6, STENNETT, TOP_UP};

/// The parts the answer reads.
pub const READS: &[Part] = &[
    Part::Identity,
    Part::Detention,
    Part::LegalBasis,
    Part::Position,
    Part::Residence,
    Part::Services,
    Part::Ending,
    Part::Money,
];

/// Whether something paid by or for the person was lawfully asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lawful {
    /// Yes.
    Yes,
    /// No: it is owed back.
    No,
    /// The facts, or the law, leave it open.
    DeterminationNeeded,
}

/// Whether accommodation is after-care: all three limbs.
pub fn accommodation_plus(limbs: &AccommodationPlus) -> Lawful {
    let AccommodationPlus {
        enhanced_specialised,
        related_to_detention,
        reduces_risk,
    } = limbs;
    let all = [enhanced_specialised, related_to_detention, reduces_risk];
    if all.iter().all(|one| **one == Some(Answer::Yes)) {
        Lawful::Yes
    } else if all.iter().any(|one| **one == Some(Answer::No)) {
        Lawful::No
    } else {
        Lawful::DeterminationNeeded
    }
}

/// What a top-up lacks.
pub fn top_up_lacks(agreement: Option<&TopUpAgreement>, child: bool) -> Vec<&'static str> {
    let Some(TopUpAgreement {
        written,
        made: _,
        preferred,
        usual_cost_weekly_pence,
        additional_weekly_pence,
        terms_settled,
    }) = agreement
    else {
        return vec!["There is no agreement."];
    };
    let lacks = [
        (
            *written == Some(Answer::Yes),
            "The agreement is not recorded as written.",
        ),
        (
            *preferred == Some(Answer::Yes),
            "It is not recorded that the person preferred the accommodation.",
        ),
        (
            usual_cost_weekly_pence.is_some(),
            "What the accommodation would usually cost is not recorded.",
        ),
        (
            additional_weekly_pence.is_some(),
            "What it costs above that is not recorded.",
        ),
        (
            *terms_settled == Some(Answer::Yes),
            "The terms of payment are not recorded as settled.",
        ),
        (!child, "The person was under 18."),
    ];
    let lacking = lacks.into_iter().filter(|(there, _)| !there);
    lacking.map(|(_, what)| what).collect()
}

/// Whether the person was certainly under 18 when a payment began. An age that nobody records is not held against it.
fn child(facts: &Facts<'_>, from: PartialDate) -> bool {
    let accounts = facts.entry.accounts.iter();
    let born = accounts.filter_map(|one| one.stated::<Identity>()?.born);
    let of_age = |born: PartialDate| born.map(|day| plus_months(day, 18 * 12));
    born.reduce(PartialDate::hull)
        .is_some_and(|born| from.certainly_before(of_age(born)))
}

/// Whether a payment was lawfully asked, for a service if it is known which.
pub fn payment(facts: &Facts<'_>, one: &Payment, service: Option<&Service>) -> Finding<Lawful> {
    let until = one.until.map_or_else(When::never, When::from);
    let paid = When::from(one.from).minus(&until);
    let owed = paid.and(&facts.duty());
    if owed.possible().is_never() {
        return Finding::new(Lawful::Yes).because(
            &MHA_117_6,
            "No after-care was owed on any day for which it was paid.",
        );
    }
    let is_aftercare = match service {
        Some(service) => match (&service.accommodation, service.section_117) {
            (Some(limbs), _) => accommodation_plus(limbs),
            (None, Some(Answer::Yes)) => Lawful::Yes,
            (None, Some(Answer::No)) => Lawful::No,
            (None, Some(Answer::Unknown) | None) => Lawful::DeterminationNeeded,
        },
        None => Lawful::DeterminationNeeded,
    };
    match is_aftercare {
        Lawful::No => {
            return Finding::new(Lawful::Yes)
                .because(&AFEWORK, "What was paid for is not after-care: a limb of section 117(6) is recorded as not met.")
                .unless("A finding that the need arises from the disorder and reduces the risk of a return to hospital.");
        }
        Lawful::DeterminationNeeded if one.kind != PaymentKind::TopUp => {
            return Finding::new(Lawful::DeterminationNeeded)
                .because(&MHA_117_6, "Whether what was paid for is after-care is not recorded.")
                .unless("Whether the service meets a need arising from the disorder and reduces the risk of a return to hospital.");
        }
        Lawful::Yes | Lawful::DeterminationNeeded => {}
    }
    match one.kind {
        PaymentKind::Charge | PaymentKind::Contribution | PaymentKind::PaidPrivately => {
            let finding = Finding::new(if owed.certain().is_never() {
                Lawful::DeterminationNeeded
            } else {
                Lawful::No
            });
            finding
                .because(&STENNETT, "After-care is free: what was paid for it while it was owed is owed back, to the estate where the person has died.")
                .unless("The duty not having begun, or having lawfully ended, before it was paid.")
        }
        PaymentKind::HousingBenefit => Finding::new(Lawful::DeterminationNeeded)
            .because(&GUIDANCE_HOUSING_BENEFIT, "The Ombudsmen hold that housing benefit may not pay for accommodation that is after-care; neither Act nor Code says so.")
            .by_policy(),
        PaymentKind::TopUp => {
            let lacks = top_up_lacks(one.agreement.as_ref(), child(facts, one.from));
            let too_early = one.from.latest() < TOP_UP.from;
            let lawful = lacks.is_empty() && !too_early;
            let mut finding = Finding::new(if lawful { Lawful::Yes } else { Lawful::No });
            finding = if too_early {
                finding.because(&TOP_UP, "Paid before 1 April 2015, when no top-up of after-care was provided for.")
            } else if lawful {
                finding.because(&TOP_UP, "A written agreement settles what is paid above the usual cost of preferred accommodation.")
            } else {
                finding.because(&STENNETT, "After-care is free, and what a lawful top-up needs is not there.")
            };
            for what in lacks {
                finding = finding.because(&TOP_UP, what);
            }
            finding.unless("The written agreement with all its terms.")
        }
    }
}
