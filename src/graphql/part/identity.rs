//! Who the person is.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{Provenance, Published};
use crate::domain::part::identity as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{NhsNumber, PartialDate, show_some};

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

/// A name the person has or had.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "PersonNameInput")]
pub struct PersonName {
    /// Given names in the person's own order, at most 200 characters, in any script. Null means not recorded.
    pub given: Option<String>,
    /// Family name, at most 200 characters, in any script.
    pub family: String,
}

impl PersonName {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::PersonName> {
        let Self { given, family } = self;
        let given = problems.line_some("given", given.as_deref());
        let family = problems.line("family", &family);
        Some(domain::PersonName {
            given: given?,
            family: family?,
        })
    }

    fn show(content: &domain::PersonName) -> Self {
        let domain::PersonName { given, family } = content;
        Self {
            given: given.as_ref().map(|text| text.as_str().to_owned()),
            family: family.as_str().to_owned(),
        }
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

impl Identity {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Identity> {
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
        let name = problems.within("name", |problems| name.read(problems));
        let former_names = problems.items("formerNames", former_names, |problems, one| {
            one.read(problems)
        });
        let born = problems.read_some("born", born.as_ref());
        let nhs_number = problems.read_some("nhsNumber", nhs_number.as_ref());
        let died = problems.read_some("died", died.as_ref());
        Some(domain::Identity {
            name: name?,
            former_names: former_names?,
            born: born?,
            sex: sex.map(Into::into),
            nhs_number: nhs_number?,
            nhs_number_status: nhs_number_status.map(Into::into),
            died: died?,
        })
    }

    fn show(content: &domain::Identity, provenance: Provenance) -> Self {
        let domain::Identity {
            name,
            former_names,
            born,
            sex,
            nhs_number,
            nhs_number_status,
            died,
        } = content;
        Self {
            name: PersonName::show(name),
            former_names: former_names.iter().map(PersonName::show).collect(),
            born: show_some(born.as_ref()),
            sex: sex.map(Into::into),
            nhs_number: nhs_number
                .as_ref()
                .map(|number| NhsNumber(number.as_str().to_owned())),
            nhs_number_status: nhs_number_status.map(Into::into),
            died: show_some(died.as_ref()),
            provenance,
        }
    }
}

impl Published for domain::Identity {
    type Shown = Identity;

    fn publish(&self, provenance: Provenance) -> Identity {
        Identity::show(self, provenance)
    }
}
