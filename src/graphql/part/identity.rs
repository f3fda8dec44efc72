//! Who the person is.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::shape::{Line, Shape, same, shapes};
use super::{Provenance, Published, Readable};
use crate::domain::part::identity as domain;
use crate::domain::problem::Problems;
use crate::graphql::scalar::{NhsNumber, PartialDate};

/// The person's stated gender for administrative purposes (NHS Data Model and Dictionary).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Sex")]
pub enum Sex {
    /// The person is recorded as male.
    Male,
    /// The person is recorded as female.
    Female,
    /// Recorded as indeterminate: unable to be classified as either male or female.
    Indeterminate,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// How sure the organisation is that the NHS number is this person's (NHS NUMBER STATUS INDICATOR CODE, shortened).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::NhsNumberStatus")]
pub enum NhsNumberStatus {
    /// The number is present and was verified by tracing.
    Verified,
    /// The number is present and was not traced.
    NotTraced,
    /// The number was traced without success, or with more than one match.
    TraceFailed,
    /// Recorded as having no NHS number, or none that is known.
    NoneKnown,
}

same!(Sex NhsNumberStatus);

shapes! {
    /// A name the person has or had.
    PersonName "PersonNameInput" of PersonName {
        /// Given names in the person's own order, at most 200 characters, in any script. Null means not recorded.
        given: Option<Line>,
        /// Family name, at most 200 characters, in any script.
        family: Line,
    }
}

/// Who the person is. Two accounts are linked on NHS number, birth date and the first letter of the family name.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "IdentityInput")]
pub struct Identity {
    /// The name that the person uses now.
    pub name: PersonName,
    /// Former names and other names of the person.
    #[graphql(default)]
    pub former_names: Vec<PersonName>,
    /// The person's date of birth. The date may be partial, though only an exact day links accounts; null means not recorded.
    pub born: Option<PartialDate>,
    /// The person's stated gender for administrative purposes. Null means not recorded.
    pub sex: Option<Sex>,
    /// The person's NHS number, ten digits. Null means not recorded.
    pub nhs_number: Option<NhsNumber>,
    /// How sure the recording organisation is that the NHS number is this person's. Null means not recorded.
    pub nhs_number_status: Option<NhsNumberStatus>,
    /// The date of death, which ends services but not claims. The date may be partial; null means that no death is recorded.
    pub died: Option<PartialDate>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl Readable for Identity {
    type Content = domain::Identity;

    fn read(self, problems: &mut Problems) -> Option<domain::Identity> {
        let Self {
            name,
            former_names,
            born,
            sex,
            nhs_number,
            nhs_number_status,
            died,
            provenance: _,
        } = self;
        let name = problems.within("name", |here| name.read(here));
        let former_names = problems.within("formerNames", |here| former_names.read(here));
        let born = problems.within("born", |here| born.read(here));
        let sex = problems.within("sex", |here| sex.read(here));
        let nhs_number = problems.within("nhsNumber", |here| nhs_number.read(here));
        let nhs_number_status =
            problems.within("nhsNumberStatus", |here| nhs_number_status.read(here));
        let died = problems.within("died", |here| died.read(here));
        Some(domain::Identity {
            name: name?,
            former_names: former_names?,
            born: born?,
            sex: sex?,
            nhs_number: nhs_number?,
            nhs_number_status: nhs_number_status?,
            died: died?,
        })
    }
}

impl Published for domain::Identity {
    type Shown = Identity;

    fn publish(&self, provenance: Provenance) -> Identity {
        let Self {
            name,
            former_names,
            born,
            sex,
            nhs_number,
            nhs_number_status,
            died,
        } = self;
        Identity {
            name: Shape::show(name),
            former_names: Shape::show(former_names),
            born: Shape::show(born),
            sex: Shape::show(sex),
            nhs_number: Shape::show(nhs_number),
            nhs_number_status: Shape::show(nhs_number_status),
            died: Shape::show(died),
            provenance,
        }
    }
}
