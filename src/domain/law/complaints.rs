//! # How long a complaint may take
//!
//! Acknowledged within three working days, and explained if not answered in six months (SI 2009/309, reg. 13 and 14, `[K]`). The Ombudsmen
//! measure the answer itself by working days: 31 was acceptable, 80 and 164 were fault (24 015 710), although all were within or near the
//! six months: two clocks, not one.

use crate::domain::calendar::{plus_working_days, working_days_between};
use crate::domain::facts::Facts;
use crate::domain::part::complaints::{Complaint, ComplaintStage, Complaints};
use crate::domain::partial_date::{Day, PartialDate, plus_months};
use crate::domain::policy::Spell;

use super::clocks::{Clock, ClockKind, happened};
use super::defaults::{COMPLAINT_ACKNOWLEDGED_DAYS, COMPLAINT_MONTHS, COMPLAINT_TARGET};
use super::joint_policy::{Due, of_one};
use super::{COMPLAINT_ACKNOWLEDGED, COMPLAINT_ANSWERED, OMB_COMPLAINT_TIME};

/// A complaint received on this day is to be acknowledged by.
pub fn acknowledgement_due(received: PartialDate) -> PartialDate {
    received.map(|day| plus_working_days(day, COMPLAINT_ACKNOWLEDGED_DAYS))
}

/// It is to be answered by: the day that the body named, else the default or what its joint policy has sooner.
pub fn answer_due<'p>(complaint: &Complaint, policies: &[&'p Spell]) -> Due<'p> {
    match complaint.due {
        Some(named) => Due {
            by: named,
            by_law: named,
            policy: None,
        },
        None => Due::after(
            complaint.received,
            policies,
            |day| plus_working_days(day, COMPLAINT_TARGET.value),
            |terms, day| Some(plus_working_days(day, terms.complaint_working_days?)),
        ),
    }
}

/// If it is not answered by then, why must be explained.
pub fn six_months(received: PartialDate) -> PartialDate {
    received.map(|day| plus_months(day, COMPLAINT_MONTHS))
}

/// Nobody counts the working days of more than ten years.
const LONGEST_DAYS: i64 = 3660;

/// How many working days a complaint took until it was answered, or has taken until a day: at least and at most, as its dates are vague. None
/// where a date is not known, where it was withdrawn unanswered, and where the days are more than ten years apart.
pub fn working_days(complaint: &Complaint, on: Day) -> Option<(u32, u32)> {
    let answered = complaint.answered.filter(|date| happened(Some(*date), on));
    if answered.is_none() && complaint.stage == ComplaintStage::Withdrawn {
        return None;
    }
    let until = answered.unwrap_or(PartialDate::on(on));
    let between = |from: Option<Day>, until: Option<Day>| {
        let (from, until) = (from?, until?);
        let counted = (until - from).num_days() <= LONGEST_DAYS;
        counted.then(|| working_days_between(from, until))
    };
    let received = complaint.received;
    Some((
        between(received.latest(), until.earliest())?,
        between(received.earliest(), until.latest())?,
    ))
}

/// The clocks of the complaints that are open on a day.
pub(super) fn clocks(facts: &Facts<'_>, on: Day, clocks: &mut Vec<Clock>) {
    for account in &facts.entry.accounts {
        let policies = of_one(facts, &account.organisation);
        let part = account.stated::<Complaints>().into_iter();
        for one in part.flat_map(|part| &part.complaints.items) {
            let open = happened(Some(one.received), on)
                && !happened(one.answered, on)
                && one.stage != ComplaintStage::Withdrawn;
            if !open {
                continue;
            }
            let answer = answer_due(one, &policies);
            let mut start = |kind, due, provision| {
                let clock = Clock::new(kind, one.received, due, on, provision);
                let clock = clock.about(&account.organisation, &one.key);
                let by_default = kind == ClockKind::ComplaintAnswer && one.due.is_none();
                clocks.push(if by_default {
                    clock.by_default(&COMPLAINT_TARGET).under(answer.policy)
                } else {
                    clock
                });
            };
            if !happened(one.acknowledged, on) {
                let due = acknowledgement_due(one.received);
                start(
                    ClockKind::ComplaintAcknowledgement,
                    due,
                    &COMPLAINT_ACKNOWLEDGED,
                );
            }
            start(ClockKind::ComplaintAnswer, answer.by, &OMB_COMPLAINT_TIME);
            start(
                ClockKind::ComplaintSixMonths,
                six_months(one.received),
                &COMPLAINT_ANSWERED,
            );
        }
    }
}
