//! What the parties to a dispute argue in law.

use super::shape::{Passage, listed_part, shapes};
use crate::domain::part::dispute_argument as domain;
use crate::graphql::scalar::{ItemKey, PartialDate};

shapes! {
    /// One legal argument in a dispute about responsibility (SI 2014/2829, reg. 4(2), (3)).
    LegalArgument "LegalArgumentInput" of Argument {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The dispute that the argument is about, by the key of that dispute in the dispute part of the same account.
        dispute: ItemKey,
        /// The day on which the argument was made. The date may be partial.
        made: PartialDate,
        /// The day on which the argument was sent to whoever determines the dispute. The date may be partial; null means that none is
        /// recorded.
        sent: Option<PartialDate>,
        /// The provisions and cases that the argument relies on, at most 4,000 characters. Null means not recorded.
        relies_on: Option<Passage>,
        /// The passages of the argument, in order, each at most 4,000 characters. At least one is needed.
        #[graphql(default)]
        passages: Vec<Passage>,
    }
}

listed_part! {
    /// What the organisation argues in law in disputes about responsibility (SI 2014/2829, reg. 4(2), (3)). Only those who dispute read it.
    DisputeArgument "DisputeArgumentInput" {
        /// All legal arguments, in any order. The list is submitted whole: an item left out is named in `leftOut`.
        arguments: [LegalArgument],
    }
}
