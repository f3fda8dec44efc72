//! A dispute as its parties tell it together.

use async_graphql::SimpleObject;

use super::organisation::Organisation;
use super::rule::Provision;
use crate::domain::law::si_2014_2829::{arguments_due, referral_due, review_due};
use crate::domain::law::{DISPUTE_CARE, MHA_117_2};
use crate::domain::organisation::Organisations;
use crate::domain::part::dispute as domain;
use crate::graphql::part::dispute::ResponsibilityDispute;
use crate::graphql::part::shape::Shape;
use crate::graphql::scalar::{PartialDate, show_some};

/// A dispute about who is responsible, as its parties tell it together, with what the regulations ask meanwhile.
#[derive(SimpleObject, Debug)]
pub struct DisputeCase {
    /// What the parties tell.
    #[graphql(flatten)]
    pub told: ResponsibilityDispute,
    /// The body that must see to it that care goes on while the dispute lasts. Null means that none is recorded: each body's duty goes on.
    pub carries_on: Option<Organisation>,
    /// The provision under which care goes on.
    pub carries_on_under: Provision,
    /// The day by which the lead authority must refer it, between councils in England (SI 2014/2829, reg. 3(7)). The date may be partial; null
    /// means that it is over or was referred, or that other rules apply.
    pub referral_due: Option<PartialDate>,
    /// The day by which legal arguments are to be sent (SI 2014/2829, reg. 4(3)). The date may be partial; null means that it was not referred.
    pub arguments_due: Option<PartialDate>,
    /// The day by which a review of the determination must begin (Care Act 2014, s. 40(2)). The date may be partial; null means that nothing
    /// was determined.
    pub review_due: Option<PartialDate>,
}

impl DisputeCase {
    /// A dispute as it is published.
    pub fn of(one: &domain::ResponsibilityDispute, organisations: &Organisations) -> Self {
        let councils = one.kind == domain::DisputeKind::Councils;
        let begun = (councils && one.is_open() && one.referred.is_none()).then_some(one.began);
        let carries_on = one.lead.as_ref().or(one.caring.as_ref());
        Self {
            told: Shape::show(one),
            carries_on: carries_on.map(|body| Organisation::of(organisations, body)),
            carries_on_under: Provision::from(if councils { &DISPUTE_CARE } else { &MHA_117_2 }),
            referral_due: show_some(begun.map(referral_due).as_ref()),
            arguments_due: show_some(
                one.referred
                    .filter(|_| councils)
                    .map(arguments_due)
                    .as_ref(),
            ),
            review_due: show_some(one.determined.filter(|_| councils).map(review_due).as_ref()),
        }
    }
}
