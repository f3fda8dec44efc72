//! Where the person lives and lived.

use super::shape::{listed_part, shapes};
use crate::domain::part::address as domain;
use crate::graphql::scalar::{ItemKey, PartialDate, Postcode};

shapes! {
    /// A stay at one postcode, or without a fixed abode.
    Stay "StayInput" of Stay {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The postcode of the place where the person lived. Null means that none is recorded, which needs `noFixedAbode`.
        postcode: Option<Postcode>,
        /// Whether it is recorded that the person had no fixed abode during the stay.
        #[graphql(default)]
        no_fixed_abode: bool,
        /// The day the stay began. The date may be partial; null means not recorded.
        from: Option<PartialDate>,
        /// The day the stay ended. The date may be partial; null means that no end is recorded.
        until: Option<PartialDate>,
    }
}

listed_part! {
    /// Where the person lives and has lived: postcodes with dates.
    Address "AddressInput" {
        /// All stays, past and present. The list is submitted whole: an item left out is named in `leftOut`.
        stays: [Stay],
        /// Whether the address must be kept from organisations that are only candidates. Say it each time: left out by mistake it would be
        /// shown.
        protected: bool,
    }
}
