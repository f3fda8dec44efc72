//! What was paid by or for the person, and what was given back. After-care is free (R v Manchester City Council, ex p Stennett
//! `[2002] UKHL 34`); the one lawful payment is a written top-up for preferred accommodation (SI 2014/2670, reg. 4).

use serde::{Deserialize, Serialize};

use super::{
    ANYONE, Answer, Content, Keyed, LeftOut, Listed, Named, check_items, in_order,
    not_in_the_future,
};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};

/// What kind of payment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentKind {
    /// A charge for a service.
    Charge,
    /// A contribution towards one.
    Contribution,
    /// A top-up for preferred accommodation.
    TopUp,
    /// Housing benefit claimed for accommodation.
    HousingBenefit,
    /// Paid to a provider because the bodies did not provide.
    PaidPrivately,
}

/// Who paid, or is paid.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Payer {
    /// The person.
    Person,
    /// A relative or carer.
    Relative,
    /// The person's estate: a claim outlives the person.
    Estate,
    /// Another.
    Other,
    /// Recorded as not known.
    Unknown,
}

/// The written agreement that a top-up needs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TopUpAgreement {
    /// Whether it is in writing.
    pub written: Option<Answer>,
    /// Made on.
    pub made: Option<PartialDate>,
    /// Whether the accommodation is the one the person prefers.
    pub preferred: Option<Answer>,
    /// What accommodation would usually cost the body, in pence a week.
    pub usual_cost_weekly_pence: Option<u64>,
    /// What the accommodation costs above that, in pence a week.
    pub additional_weekly_pence: Option<u64>,
    /// Whether it settles how often, to whom and what follows from non-payment or a change of price or of means.
    pub terms_settled: Option<Answer>,
}

/// Money to be given back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refund {
    /// The writer's key.
    pub key: ItemKey,
    /// To whom.
    pub to: Payer,
    /// Which body pays it; none where it is the one that records it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<OrganisationCode>,
    /// Offered on.
    pub offered: Option<PartialDate>,
    /// Offered, in pence.
    pub offered_pence: Option<u64>,
    /// Paid on; none when it has not been paid.
    pub paid: Option<PartialDate>,
    /// Paid, in pence.
    pub paid_pence: Option<u64>,
}

/// What was paid for one thing over a stretch of time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Payment {
    /// The writer's key.
    pub key: ItemKey,
    /// What kind.
    pub kind: PaymentKind,
    /// The service, by the key it has in the services part of the same account.
    pub service: Option<ItemKey>,
    /// Who paid.
    pub payer: Payer,
    /// From.
    pub from: PartialDate,
    /// Until.
    pub until: Option<PartialDate>,
    /// In pence a week, where it runs by the week.
    pub weekly_pence: Option<u64>,
    /// In all, in pence.
    pub total_pence: Option<u64>,
    /// What the payer actually bore, in pence: housing benefit and the like taken off.
    pub borne_pence: Option<u64>,
    /// The agreement, for a top-up.
    pub agreement: Option<TopUpAgreement>,
    /// What was given back of it.
    pub refunds: Vec<Refund>,
}

macro_rules! keyed {
    ($($item:ty),*) => {$(
        impl Keyed for $item {
            fn key(&self) -> &ItemKey {
                &self.key
            }
        }
    )*};
}
keyed!(Payment, Refund);

/// The money part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Money {
    /// Payments, in any order.
    pub payments: Listed<Payment>,
}

impl Content for Money {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.payments
            .check("payments", problems, |payment, problems| {
                let from = Some(payment.from);
                in_order(from, "until", payment.until, "the first day", problems);
                if payment.kind == PaymentKind::TopUp && payment.agreement.is_none() {
                    problems.report_at(
                        "agreement",
                        ProblemCode::Missing,
                        "a top-up is lawful only under a written agreement: say what was agreed, or that nothing is in writing",
                    );
                }
                let made = payment.agreement.as_ref().and_then(|one| one.made);
                problems.within("agreement", |at| not_in_the_future("made", made, today, at));
                check_items(&payment.refunds, "refunds", problems, |refund, problems| {
                    not_in_the_future("offered", refund.offered, today, problems);
                    not_in_the_future("paid", refund.paid, today, problems);
                    in_order(from, "offered", refund.offered, "the first day", problems);
                    in_order(from, "paid", refund.paid, "the first day", problems);
                    if refund.offered.is_none() && refund.paid.is_none() {
                        problems.report(ProblemCode::Missing, "say when it was offered or paid");
                    }
                });
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.payments.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.payments.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let mut named = Vec::new();
        for (index, payment) in self.payments.items.iter().enumerate() {
            for (at, refund) in payment.refunds.iter().enumerate() {
                if let Some(by) = &refund.by {
                    let path = format!("payments[{index}].refunds[{at}].by");
                    named.push((path, by, ANYONE));
                }
            }
        }
        named
    }
}
