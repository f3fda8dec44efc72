//! Who speaks for the person, by which route the person is reached, and what was said when. The Ombudsman found fault where a
//! change of route was not told to the person and the representative (decision 24 014 179).

use serde::{Deserialize, Serialize};

use super::{ANYONE, Answer, Content, Keyed, LeftOut, Listed, Named, in_order, not_in_the_future};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// How one speaks or writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Means {
    /// Face to face.
    InPerson,
    /// By telephone or video.
    Telephone,
    /// By letter, e-mail or message.
    Writing,
    /// Recorded as not known.
    Unknown,
}

/// With whom, or through whom, a body speaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Correspondent {
    /// The person.
    Person,
    /// The person's representative or advocate.
    Representative,
    /// A carer or relative.
    Carer,
    /// Another agency.
    Agency,
}

/// What the person or representative was told of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Topic {
    /// That they are entitled to section 117 after-care.
    Entitlement,
    /// The plan.
    Plan,
    /// How a dispute about responsibility stands (SI 2014/2829, reg. 3(6)).
    Dispute,
    /// That after-care may end, or has ended.
    Ending,
    /// Another.
    Other,
}

/// Who speaks for the person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Representative {
    /// Who it is and how to reach them.
    pub who: Text,
    /// Whether both the person and the representative agreed to it.
    pub agreed: Option<Answer>,
    /// They speak for the person from.
    pub from: Option<PartialDate>,
}

/// The route by which the person is reached from a contact on, until the next that sets one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Route {
    /// Through whom.
    pub via: Correspondent,
    /// The agency, where it has a code.
    pub organisation: Option<OrganisationCode>,
    /// The agency, where it has none, and anything else one must know.
    pub note: Option<Text>,
    /// What it was agreed in expectation of, so that it is looked at again when that does not come.
    pub depends_on: Option<Text>,
    /// The person was told on.
    pub person_told: Option<PartialDate>,
    /// The representative was told on.
    pub representative_told: Option<PartialDate>,
}

/// One contact, with the person or about how to reach them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ContactMade {
    /// The writer's key.
    pub key: ItemKey,
    /// On.
    pub on: PartialDate,
    /// By what means.
    pub means: Option<Means>,
    /// With whom.
    pub with: Vec<Correspondent>,
    /// What the person or representative was told of.
    pub told_of: Vec<Topic>,
    /// What was agreed.
    pub agreed: Option<Text>,
    /// The route that was agreed or decided.
    pub route: Option<Route>,
    /// A note of it was made on.
    pub note_made: Option<PartialDate>,
}

impl Keyed for ContactMade {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The communication part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Communication {
    /// Who speaks for the person.
    pub representative: Option<Representative>,
    /// The means the person prefers.
    pub preferred: Option<Means>,
    /// What the person needs in order to take part: a language, an interpreter, a format.
    pub needs: Option<Text>,
    /// Contacts, in any order.
    pub contacts: Listed<ContactMade>,
}

impl Content for Communication {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.contacts
            .check("contacts", problems, |contact, problems| {
                let (on, noted) = (Some(contact.on), contact.note_made);
                not_in_the_future("on", on, today, problems);
                not_in_the_future("noteMade", noted, today, problems);
                in_order(on, "noteMade", noted, "the contact", problems);
                if let Some(route) = &contact.route {
                    let (person, representative) = (route.person_told, route.representative_told);
                    problems.within("route", |problems| {
                        not_in_the_future("personTold", person, today, problems);
                        not_in_the_future("representativeTold", representative, today, problems);
                    });
                }
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.contacts.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.contacts.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let contacts = self.contacts.items.iter().enumerate();
        contacts
            .filter_map(|(index, one)| {
                let agency = one.route.as_ref()?.organisation.as_ref()?;
                Some((
                    format!("contacts[{index}].route.organisation"),
                    agency,
                    ANYONE,
                ))
            })
            .collect()
    }
}
