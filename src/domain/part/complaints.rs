//! Complaints to a body: when they came, were acknowledged and were answered (SI 2009/309, reg. 13, 14), and what the answer says will be
//! done.

use serde::{Deserialize, Serialize};

use super::{Content, Keyed, LeftOut, Listed, check_items, in_order, not_in_the_future};
use crate::domain::code::ItemKey;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// How far a complaint has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ComplaintStage {
    /// Received and not answered.
    Open,
    /// Answered.
    Answered,
    /// With the Ombudsman.
    WithOmbudsman,
    /// Withdrawn.
    Withdrawn,
    /// Recorded as not known.
    Unknown,
}

/// Something a body accepts was missing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Failing {
    /// A plan.
    Plan,
    /// A review.
    Review,
    /// A coordinator.
    Coordinator,
    /// A service.
    Service,
    /// Telling the person of the entitlement, or of what was decided.
    Informing,
    /// A record.
    Record,
    /// Something else.
    Other,
}

/// Something the answer says will be done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Promise {
    /// The writer's key.
    pub key: ItemKey,
    /// What will be done.
    pub what: Text,
    /// To be done by.
    pub due: Option<PartialDate>,
    /// Done on.
    pub done: Option<PartialDate>,
}

/// One complaint.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Complaint {
    /// The writer's key.
    pub key: ItemKey,
    /// How far it has come.
    pub stage: ComplaintStage,
    /// The earlier complaint it follows up, by its key in this list.
    pub follows: Option<ItemKey>,
    /// What it is about.
    pub about: Option<Text>,
    /// Received on.
    pub received: PartialDate,
    /// Acknowledged on.
    pub acknowledged: Option<PartialDate>,
    /// To be answered by, as the body told the complainant.
    pub due: Option<PartialDate>,
    /// Answered on; none when it has not been answered.
    pub answered: Option<PartialDate>,
    /// What the answer accepts was missing.
    pub accepts: Vec<Failing>,
    /// What the answer says will be done.
    pub promises: Vec<Promise>,
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
keyed!(Complaint, Promise);

/// The complaints part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Complaints {
    /// Complaints to this body, in any order.
    pub complaints: Listed<Complaint>,
}

impl Content for Complaints {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.complaints
            .check("complaints", problems, |complaint, problems| {
                let received = Some(complaint.received);
                let after = "the complaint was received";
                not_in_the_future("received", received, today, problems);
                not_in_the_future("acknowledged", complaint.acknowledged, today, problems);
                not_in_the_future("answered", complaint.answered, today, problems);
                in_order(
                    received,
                    "acknowledged",
                    complaint.acknowledged,
                    after,
                    problems,
                );
                in_order(received, "due", complaint.due, after, problems);
                in_order(received, "answered", complaint.answered, after, problems);
                check_items(
                    &complaint.promises,
                    "promises",
                    problems,
                    |promise, problems| {
                        not_in_the_future("done", promise.done, today, problems);
                    },
                );
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.complaints.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.complaints.left_out
    }
}
