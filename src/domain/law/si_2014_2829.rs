//! # Disputes between councils in England
//!
//! The Care and Support (Disputes Between Local Authorities) Regulations 2014, SI 2014/2829, which section 117(4) applies. A dispute begins
//! with the first written denial; unresolved after four months the lead authority must refer it; legal arguments follow within fourteen days;
//! a review of the determination must begin within three months (Care Act 2014, s. 40(2)). ICBs and Welsh councils have other ways.

use crate::domain::facts::Facts;
use crate::domain::part::dispute::{Dispute, DisputeKind};
use crate::domain::part::dispute_argument::DisputeArgument;
use crate::domain::partial_date::{Day, PartialDate, plus_days, plus_months};

use super::clocks::{Clock, ClockKind, happened};
use super::defaults::{ARGUMENT_DAYS, DETERMINATION_REVIEW_MONTHS, DISPUTE_MONTHS};
use super::{CARE_ACT_40, DISPUTE_ARGUMENT, DISPUTE_REFERRAL};

/// A dispute that began on this day must be referred by.
pub fn referral_due(began: PartialDate) -> PartialDate {
    began.map(|day| plus_months(day, DISPUTE_MONTHS))
}

/// Legal arguments are due after this referral.
pub fn arguments_due(referred: PartialDate) -> PartialDate {
    referred.map(|day| plus_days(day, ARGUMENT_DAYS))
}

/// A review of this determination must begin by.
pub fn review_due(determined: PartialDate) -> PartialDate {
    determined.map(|day| plus_months(day, DETERMINATION_REVIEW_MONTHS))
}

/// The clocks of the disputes that are open on a day.
pub(super) fn clocks(facts: &Facts<'_>, on: Day, clocks: &mut Vec<Clock>) {
    for account in &facts.entry.accounts {
        let disputes = account.stated::<Dispute>().into_iter();
        let councils = disputes
            .flat_map(|part| &part.disputes.items)
            .filter(|one| one.kind == DisputeKind::Councils);
        for one in councils {
            let is = |date| happened(date, on);
            if !is(Some(one.began)) || is(one.settled) || is(one.withdrawn) {
                continue;
            }
            let clock = match (one.referred, one.determined) {
                (_, Some(determined)) if is(Some(determined)) => {
                    let due = review_due(determined);
                    let open = due.latest().is_none_or(|due| on <= due);
                    (open && !is(one.review_began)).then(|| {
                        let kind = ClockKind::DeterminationReview;
                        Clock::new(kind, determined, due, on, &CARE_ACT_40)
                    })
                }
                (Some(referred), _) if is(Some(referred)) => {
                    let arguments = account.stated::<DisputeArgument>().into_iter();
                    let mut arguments = arguments.flat_map(|part| &part.arguments.items);
                    let sent =
                        arguments.any(|argument| argument.dispute == one.key && is(argument.sent));
                    (!sent).then(|| {
                        let kind = ClockKind::DisputeArguments;
                        Clock::new(
                            kind,
                            referred,
                            arguments_due(referred),
                            on,
                            &DISPUTE_ARGUMENT,
                        )
                    })
                }
                (_, _) => {
                    let kind = ClockKind::DisputeReferral;
                    let due = referral_due(one.began);
                    Some(Clock::new(kind, one.began, due, on, &DISPUTE_REFERRAL))
                }
            };
            clocks.extend(clock.map(|clock| clock.about(&account.organisation, &one.key)));
        }
    }
}
