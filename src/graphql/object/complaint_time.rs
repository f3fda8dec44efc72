//! How long complaints take, in working days.

use async_graphql::SimpleObject;

use super::organisation::Organisation;
use crate::access;
use crate::domain::organisation::Organisations;
use crate::graphql::scalar::{ItemKey, PartialDate, show, show_some};

/// How long a complaint took until it was answered, or has taken until the day asked about. The Ombudsmen measure it in working days.
#[derive(SimpleObject, Debug)]
pub struct ComplaintTime {
    /// The organisation that records the complaint.
    pub organisation: Organisation,
    /// The key of the complaint in that organisation's record.
    pub complaint: ItemKey,
    /// The day on which the complaint was received. The date may be partial.
    pub received: PartialDate,
    /// The day on which the complaint was answered. The date may be partial; null means that no answer is recorded.
    pub answered: Option<PartialDate>,
    /// The fewest working days that it took, on some reading of partial dates. Null means that they cannot be counted.
    pub working_days_at_least: Option<u32>,
    /// The most working days that it took, on some reading of partial dates. Null means that they cannot be counted.
    pub working_days_at_most: Option<u32>,
}

impl ComplaintTime {
    /// A time as it is published.
    pub fn of(one: &access::ComplaintTime<'_>, organisations: &Organisations) -> Self {
        let access::ComplaintTime {
            body,
            complaint,
            working_days,
        } = one;
        Self {
            organisation: Organisation::of(organisations, body),
            complaint: show(&complaint.key),
            received: show(&complaint.received),
            answered: show_some(complaint.answered.as_ref()),
            working_days_at_least: working_days.map(|(least, _)| least),
            working_days_at_most: working_days.map(|(_, most)| most),
        }
    }
}
