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
    /// Your key for the item, the same each time you submit it.
    pub key: ItemKey,
    /// Postcode.
    pub postcode: Option<Postcode>,
    /// No fixed abode, recorded as such.
    #[graphql(default)]
    pub no_fixed_abode: bool,
    /// From.
    pub from: Option<PartialDate>,
    /// Until.
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

/// Where the person lives and lived.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "AddressInput")]
pub struct Address {
    /// Stays, submitted whole.
    #[graphql(default)]
    pub stays: Vec<Stay>,
    /// Whether the address must be kept from organisations that are only candidates. Say it each time: left out by mistake it would be shown.
    pub protected: bool,
    /// Items of the last version that are not repeated here, and why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where it came from.
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
