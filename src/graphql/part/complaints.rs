//! Complaints to an organisation, and what its answers say will be done.

use async_graphql::Enum;

use super::shape::{Passage, listed_part, same, shapes};
use crate::domain::part::complaints as domain;
use crate::graphql::scalar::{ItemKey, PartialDate};

/// How far a complaint has come.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::ComplaintStage")]
pub enum ComplaintStage {
    /// The complaint was received and is not answered.
    Open,
    /// The complaint was answered.
    Answered,
    /// The complaint is with the Ombudsman.
    WithOmbudsman,
    /// The complaint was withdrawn.
    Withdrawn,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// Something that an organisation accepts was missing.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Failing", name = "ComplaintFailing")]
pub enum Failing {
    /// An after-care plan.
    Plan,
    /// A review of the after-care.
    Review,
    /// Somebody to coordinate the after-care.
    Coordinator,
    /// A service that the person needed.
    Service,
    /// Telling the person of the entitlement, or of what was decided.
    Informing,
    /// A record that should have been kept.
    Record,
    /// Something else that was missing.
    Other,
}

same!(ComplaintStage Failing);

shapes! {
    /// Something that the answer to a complaint says will be done.
    ComplaintPromise "ComplaintPromiseInput" of Promise {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What the answer says will be done, at most 4,000 characters.
        what: Passage,
        /// The day by which it is to be done. The date may be partial; null means that none is recorded.
        due: Option<PartialDate>,
        /// The day on which it was done. The date may be partial; null means that it is not recorded as done.
        done: Option<PartialDate>,
    }

    /// One complaint to the recording organisation (SI 2009/309).
    Complaint "ComplaintInput" of Complaint {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// How far the complaint has come.
        stage: ComplaintStage,
        /// The earlier complaint that this one follows up, by its key in this list. Null means that none is recorded.
        follows: Option<ItemKey>,
        /// What the complaint is about, at most 4,000 characters. Null means not recorded.
        about: Option<Passage>,
        /// The day on which the complaint was received. The date may be partial.
        received: PartialDate,
        /// The day on which the complaint was acknowledged (SI 2009/309, reg. 13). The date may be partial; null means that none is
        /// recorded.
        acknowledged: Option<PartialDate>,
        /// The day by which the organisation told the complainant that it would answer. The date may be partial; null means that none is
        /// recorded.
        due: Option<PartialDate>,
        /// The day on which the complaint was answered (SI 2009/309, reg. 14). The date may be partial; null means that it is not recorded
        /// as answered.
        answered: Option<PartialDate>,
        /// What the answer accepts was missing.
        #[graphql(default)]
        accepts: Vec<Failing>,
        /// What the answer says will be done.
        #[graphql(default)]
        promises: Vec<ComplaintPromise>,
    }
}

listed_part! {
    /// Complaints to the organisation: when each was received, acknowledged and answered, and what the answer says will be done (SI
    /// 2009/309, reg. 13, 14).
    Complaints "ComplaintsInput" {
        /// All complaints to the recording organisation. The list is submitted whole: an item left out is named in `leftOut`.
        complaints: [Complaint],
    }
}
