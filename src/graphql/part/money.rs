//! What was paid by or for the person, and what was given back.

use async_graphql::Enum;

use super::Answer;
use super::shape::{listed_part, same, shapes};
use crate::domain::part::money as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate, Pence};

/// What kind of payment it is.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::PaymentKind")]
pub enum PaymentKind {
    /// A charge for a service.
    Charge,
    /// A contribution towards the cost of a service.
    Contribution,
    /// A top-up for preferred accommodation (SI 2014/2670, reg. 4).
    TopUp,
    /// Housing benefit claimed for accommodation.
    HousingBenefit,
    /// Paid to a provider because the organisations responsible did not provide.
    PaidPrivately,
}

/// Who paid, or is paid.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Payer")]
pub enum Payer {
    /// The person whom the record is about.
    Person,
    /// A relative or carer of the person.
    Relative,
    /// The person's estate: a claim outlives the person.
    Estate,
    /// Anybody else who paid or is paid.
    Other,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(PaymentKind Payer);

shapes! {
    /// The written agreement that a top-up for preferred accommodation needs (SI 2014/2670, reg. 4).
    TopUpAgreement "TopUpAgreementInput" of TopUpAgreement {
        /// Whether the agreement is in writing. Null means not recorded.
        written: Option<Answer>,
        /// The day the agreement was made. The date may be partial; null means not recorded.
        made: Option<PartialDate>,
        /// Whether the accommodation is the one that the person prefers. Null means not recorded.
        preferred: Option<Answer>,
        /// What accommodation would usually cost the organisation, in pence a week. Null means not recorded.
        usual_cost_weekly_pence: Option<Pence>,
        /// What the preferred accommodation costs above the usual cost, in pence a week. Null means not recorded.
        additional_weekly_pence: Option<Pence>,
        /// Whether the agreement settles how often to pay, to whom, and what follows from non-payment or from a change of price or of
        /// means. Null means not recorded.
        terms_settled: Option<Answer>,
    }

    /// Money to be given back, offered or paid. It is dated by the offer, the payment, or both.
    Refund "RefundInput" of Refund {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The one to whom the money is given back.
        to: Payer,
        /// The organisation that pays it. Null means the one that records it.
        by: Option<OrganisationCode>,
        /// The day the refund was offered. The date may be partial; null means that no offer is recorded.
        offered: Option<PartialDate>,
        /// The amount that was offered, in pence. Null means not recorded.
        offered_pence: Option<Pence>,
        /// The day the refund was paid. The date may be partial; null means that it is not recorded as paid.
        paid: Option<PartialDate>,
        /// The amount that was paid back, in pence. Null means not recorded.
        paid_pence: Option<Pence>,
    }

    /// What was paid for one thing over a stretch of time, and what was given back of it.
    Payment "PaymentInput" of Payment {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What kind of payment it is.
        kind: PaymentKind,
        /// The service paid for, by the key it has in the services part of the same account. Null means that no service is named.
        service: Option<ItemKey>,
        /// The one who paid.
        payer: Payer,
        /// The day from which the payment runs. The date may be partial.
        from: PartialDate,
        /// The day until which the payment runs. The date may be partial; null means that no end is recorded.
        until: Option<PartialDate>,
        /// The amount in pence a week, where the payment runs by the week. Null means that it does not, or is not recorded.
        weekly_pence: Option<Pence>,
        /// The amount paid in all, in pence. Null means not recorded.
        total_pence: Option<Pence>,
        /// What the payer actually bore, in pence: housing benefit and the like taken off. Null means not recorded.
        borne_pence: Option<Pence>,
        /// The agreement on the payment, where it is a top-up. Null means that none is recorded.
        agreement: Option<TopUpAgreement>,
        /// What was given back of the payment, or offered back.
        #[graphql(default)]
        refunds: Vec<Refund>,
    }
}

listed_part! {
    /// What was paid by or for the person, and what was given back. After-care is free (R v Manchester City Council, ex p Stennett
    /// `[2002] UKHL 34`); the one lawful payment is a written top-up for preferred accommodation (SI 2014/2670, reg. 4).
    Money "MoneyInput" {
        /// All payments by or for the person. The list is submitted whole: an item left out is named in `leftOut`.
        payments: [Payment],
    }
}
