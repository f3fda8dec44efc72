//! Where the person lives and lived.

use async_graphql::{InputObject, SimpleObject};

use super::{LeftOut, Provenance, Published};
use crate::domain::part::address as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, PartialDate, Postcode, show, show_some};

/// A stay at one postcode, or without a fixed abode.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "StayInput")]
pub struct Stay {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// The postcode of the place where the person lived. Null means that none is recorded, which needs `noFixedAbode`.
    pub postcode: Option<Postcode>,
    /// Whether it is recorded that the person had no fixed abode during the stay.
    #[graphql(default)]
    pub no_fixed_abode: bool,
    /// The day the stay began. The date may be partial; null means not recorded.
    pub from: Option<PartialDate>,
    /// The day the stay ended. The date may be partial; null means that no end is recorded.
    pub until: Option<PartialDate>,
}

impl Stay {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Stay> {
        let Self {
            key,
            postcode,
            no_fixed_abode,
            from,
            until,
        } = self;
        let key = problems.read("key", &key);
        let postcode = problems.read_some("postcode", postcode.as_ref());
        let from = problems.read_some("from", from.as_ref());
        let until = problems.read_some("until", until.as_ref());
        Some(domain::Stay {
            key: key?,
            postcode: postcode?,
            no_fixed_abode,
            from: from?,
            until: until?,
        })
    }

    fn show(content: &domain::Stay) -> Self {
        let domain::Stay {
            key,
            postcode,
            no_fixed_abode,
            from,
            until,
        } = content;
        Self {
            key: show(key),
            postcode: show_some(postcode.as_ref()),
            no_fixed_abode: *no_fixed_abode,
            from: show_some(from.as_ref()),
            until: show_some(until.as_ref()),
        }
    }
}

/// Where the person lives and has lived: postcodes with dates.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "AddressInput")]
pub struct Address {
    /// All stays, past and present. The list is submitted whole: an item left out is named in `leftOut`.
    #[graphql(default)]
    pub stays: Vec<Stay>,
    /// Whether the address must be kept from organisations that are only candidates. Say it each time: left out by mistake it would be
    /// shown.
    pub protected: bool,
    /// The items of the last version that are not repeated here, each with the reason why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl Address {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Address> {
        let Self {
            stays,
            protected,
            left_out,
            provenance: _,
        } = self;
        let stays = problems.listed("stays", stays, left_out, |problems, one| one.read(problems));
        Some(domain::Address {
            stays: stays?,
            protected,
        })
    }

    fn show(content: &domain::Address, provenance: Provenance) -> Self {
        let domain::Address { stays, protected } = content;
        Self {
            stays: stays.items.iter().map(Stay::show).collect(),
            protected: *protected,
            left_out: Vec::new(),
            provenance,
        }
    }
}

impl Published for domain::Address {
    type Shown = Address;

    fn publish(&self, provenance: Provenance) -> Address {
        Address::show(self, provenance)
    }
}
