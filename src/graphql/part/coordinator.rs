//! Who coordinates the after-care.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{LeftOut, Provenance, Published};
use crate::domain::part::coordinator as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate, show, show_some};

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

/// One holder of the coordinating role, with dates. Roles are recorded, never names of staff.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "CoordinationInput")]
pub struct Coordination {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// The holder's role, such as care coordinator, and never a name, at most 200 characters.
    pub role: String,
    /// The organisation the holder works for; null means not recorded. Naming one in a role without an end notifies it.
    pub organisation: Option<OrganisationCode>,
    /// The day the holder took up the role. The date may be partial.
    pub from: PartialDate,
    /// The day the holder left the role. The date may be partial; null means that no end is recorded.
    pub until: Option<PartialDate>,
    /// Whether the holder has the role only for the time being.
    #[graphql(default)]
    pub temporary: bool,
}

impl Coordination {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Coordination> {
        let Self {
            key,
            role,
            organisation,
            from,
            until,
            temporary,
        } = self;
        let key = problems.read("key", &key);
        let role = problems.line("role", &role);
        let organisation = problems.read_some("organisation", organisation.as_ref());
        let from = problems.read("from", &from);
        let until = problems.read_some("until", until.as_ref());
        Some(domain::Coordination {
            key: key?,
            role: role?,
            organisation: organisation?,
            from: from?,
            until: until?,
            temporary,
        })
    }

    fn show(content: &domain::Coordination) -> Self {
        let domain::Coordination {
            key,
            role,
            organisation,
            from,
            until,
            temporary,
        } = content;
        Self {
            key: show(key),
            role: role.as_str().to_owned(),
            organisation: show_some(organisation.as_ref()),
            from: show(from),
            until: show_some(until.as_ref()),
            temporary: *temporary,
        }
    }
}

/// A vacancy in the coordinating role, recorded as such: nobody coordinates the after-care.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "VacancyInput")]
pub struct Vacancy {
    /// Why nobody coordinates the person's after-care.
    pub reason: VacancyReason,
    /// The day since which nobody has coordinated. The date may be partial; null means not recorded.
    pub since: Option<PartialDate>,
    /// More about the vacancy in the recording organisation's own words, at most 4,000 characters. Null means not recorded.
    pub note: Option<String>,
}

impl Vacancy {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Vacancy> {
        let Self {
            reason,
            since,
            note,
        } = self;
        let since = problems.read_some("since", since.as_ref());
        let note = problems.passage_some("note", note.as_deref());
        Some(domain::Vacancy {
            reason: reason.into(),
            since: since?,
            note: note?,
        })
    }

    fn show(content: &domain::Vacancy) -> Self {
        let domain::Vacancy {
            reason,
            since,
            note,
        } = content;
        Self {
            reason: (*reason).into(),
            since: show_some(since.as_ref()),
            note: note.as_ref().map(|text| text.as_str().to_owned()),
        }
    }
}

/// Who coordinates the after-care, whatever the local title (Code of Practice 34.5), or why nobody does.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "CoordinatorInput")]
pub struct Coordinator {
    /// All holders of the role, past and present. The list is submitted whole: an item left out is named in `leftOut`.
    #[graphql(default)]
    pub holders: Vec<Coordination>,
    /// The vacancy in the coordinating role. Null means that none is recorded.
    pub vacancy: Option<Vacancy>,
    /// The items of the last version that are not repeated here, each with the reason why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl Coordinator {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Coordinator> {
        let Self {
            holders,
            vacancy,
            left_out,
            provenance: _,
        } = self;
        let holders = problems.listed("holders", holders, left_out, |problems, one| {
            one.read(problems)
        });
        let vacancy = match vacancy {
            None => Some(None),
            Some(one) => problems
                .within("vacancy", |problems| one.read(problems))
                .map(Some),
        };
        Some(domain::Coordinator {
            holders: holders?,
            vacancy: vacancy?,
        })
    }

    fn show(content: &domain::Coordinator, provenance: Provenance) -> Self {
        let domain::Coordinator { holders, vacancy } = content;
        Self {
            holders: holders.items.iter().map(Coordination::show).collect(),
            vacancy: vacancy.as_ref().map(Vacancy::show),
            left_out: Vec::new(),
            provenance,
        }
    }
}

impl Published for domain::Coordinator {
    type Shown = Coordinator;

    fn publish(&self, provenance: Provenance) -> Coordinator {
        Coordinator::show(self, provenance)
    }
}
