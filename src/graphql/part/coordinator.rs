//! Who coordinates the after-care.

use async_graphql::Enum;

use super::shape::{Line, Passage, listed_part, same, shapes};
use crate::domain::part::coordinator as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate};

/// Why nobody coordinates the person's after-care.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::VacancyReason")]
pub enum VacancyReason {
    /// Nobody was ever appointed to coordinate.
    Never,
    /// The last holder of the role left it.
    Left,
    /// The person declined the coordination that was offered.
    Declined,
    /// The person is not open to the team that appoints coordinators.
    NotOpenToTeam,
    /// A local policy bars whoever could coordinate from doing so.
    PolicyBar,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(VacancyReason);

shapes! {
    /// One holder of the coordinating role, with dates. Roles are recorded, never names of staff.
    Coordination "CoordinationInput" of Coordination {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The holder's role, such as care coordinator, and never a name, at most 200 characters.
        role: Line,
        /// The organisation the holder works for; null means not recorded. Naming one in a role without an end notifies it.
        organisation: Option<OrganisationCode>,
        /// The day the holder took up the role. The date may be partial.
        from: PartialDate,
        /// The day the holder left the role. The date may be partial; null means that no end is recorded.
        until: Option<PartialDate>,
        /// Whether the holder has the role only for the time being.
        #[graphql(default)]
        temporary: bool,
    }

    /// A vacancy in the coordinating role, recorded as such: nobody coordinates the after-care.
    Vacancy "VacancyInput" of Vacancy {
        /// Why nobody coordinates the person's after-care.
        reason: VacancyReason,
        /// The day since which nobody has coordinated. The date may be partial; null means not recorded.
        since: Option<PartialDate>,
        /// More about the vacancy in the recording organisation's own words, at most 4,000 characters. Null means not recorded.
        note: Option<Passage>,
    }
}

listed_part! {
    /// Who coordinates the after-care, whatever the local title (Code of Practice 34.5), or why nobody does.
    Coordinator "CoordinatorInput" {
        /// All holders of the role, past and present. The list is submitted whole: an item left out is named in `leftOut`.
        holders: [Coordination],
        /// The vacancy in the coordinating role. Null means that none is recorded.
        vacancy: Option<Vacancy>,
    }
}
