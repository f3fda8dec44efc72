//! What was said would be done for a named need, and by whom.

use async_graphql::Enum;

use super::shape::{Line, Passage, listed_part, same, shapes};
use crate::domain::part::undertakings as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate};

/// What an organisation said about who will meet a need.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::UndertakingKind")]
pub enum UndertakingKind {
    /// The recording organisation said that it will do it.
    WeWill,
    /// The recording organisation said that another organisation will do it.
    TheyWill,
    /// The recording organisation said that it is not for it to do.
    NotOurs,
}

/// The need that an undertaking is about, named so that what two organisations say of it can be compared.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::NamedNeed")]
pub enum NamedNeed {
    /// Somebody to coordinate the after-care.
    Coordinator,
    /// An after-care plan.
    Plan,
    /// A review of the after-care.
    Review,
    /// An assessment of the person's needs.
    Assessment,
    /// Treatment or therapy.
    Treatment,
    /// Social care.
    SocialCare,
    /// A place to live.
    Accommodation,
    /// Funding of the after-care.
    Funding,
    /// A need of any other kind.
    Other,
}

same!(UndertakingKind NamedNeed);

shapes! {
    /// One undertaking to meet a need, or one refusal to give it.
    Undertaking "UndertakingInput" of Undertaking {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// What the recording organisation said about who will meet the need.
        kind: UndertakingKind,
        /// The need that the undertaking is about.
        need: NamedNeed,
        /// What was said, in the recording organisation's own words, at most 4,000 characters. Null means not recorded.
        says: Option<Passage>,
        /// The other organisation that is to do it, or whose it is said to be. Null means that none is named, which `THEY_WILL` does not
        /// allow.
        other: Option<OrganisationCode>,
        /// The day on which it was said. The date may be partial.
        on: PartialDate,
        /// The role of whoever said it, and never a name, at most 200 characters. Null means not recorded.
        by: Option<Line>,
        /// The organisation to which it was said. Null means not recorded.
        to: Option<OrganisationCode>,
        /// The day by which it is to be done. The date may be partial; null means that none is recorded.
        due: Option<PartialDate>,
        /// The day on which it was done. The date may be partial; null means that it is not recorded as done.
        done: Option<PartialDate>,
    }
}

listed_part! {
    /// What the organisation said would be done for each named need, and by whom. Where each says that it is another's, nobody does it.
    Undertakings "UndertakingsInput" {
        /// All undertakings given or refused. The list is submitted whole: an item left out is named in `leftOut`.
        undertakings: [Undertaking],
    }
}
