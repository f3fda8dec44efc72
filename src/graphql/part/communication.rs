//! Who speaks for the person, by which route the person is reached, and what was said when.

use async_graphql::Enum;

use super::Answer;
use super::shape::{Line, Passage, listed_part, same, shapes};
use crate::domain::part::communication as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate};

/// By what means people speak or write to each other.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Means", name = "ContactMeans")]
pub enum Means {
    /// Face to face.
    InPerson,
    /// By telephone or video.
    Telephone,
    /// By letter, e-mail or message.
    Writing,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// With whom, or through whom, an organisation speaks.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Correspondent")]
pub enum Correspondent {
    /// The person whom the record is about.
    Person,
    /// The person's representative or advocate.
    Representative,
    /// A carer or relative of the person.
    Carer,
    /// Another agency, such as a council, an NHS body or a provider.
    Agency,
}

/// What the person or the representative was told of.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Topic", name = "ContactTopic")]
pub enum Topic {
    /// That the person is entitled to section 117 after-care.
    Entitlement,
    /// The after-care plan.
    Plan,
    /// How a dispute about responsibility stands (SI 2014/2829, reg. 3(6)).
    Dispute,
    /// That after-care may end, or has ended.
    Ending,
    /// Anything else they were told of.
    Other,
}

same!(Means Correspondent Topic);

shapes! {
    /// Who speaks for the person, and whether that is agreed.
    Representative "RepresentativeInput" of Representative {
        /// Who the representative is and how to reach them, at most 200 characters.
        who: Line,
        /// Whether both the person and the representative agreed to it. Null means not recorded.
        agreed: Option<Answer>,
        /// The day from which the representative speaks for the person. The date may be partial; null means not recorded.
        from: Option<PartialDate>,
    }

    /// The route by which the person is reached, from the contact that sets it until the next contact that sets one. The Ombudsman
    /// found fault where a change of route was not told to the person and the representative (decision 24 014 179).
    ContactRoute "ContactRouteInput" of Route {
        /// The one through whom the person is reached.
        via: Correspondent,
        /// The agency through which the person is reached, where it has a code. Null means that none is named.
        organisation: Option<OrganisationCode>,
        /// The agency, where it has no code, and anything else one must know, at most 4,000 characters. Null means not recorded.
        note: Option<Passage>,
        /// What the route was agreed in expectation of, so that it is looked at again when that does not come, at most 4,000 characters.
        /// Null means that it was not agreed in expectation of anything, or that this is not recorded.
        depends_on: Option<Passage>,
        /// The day the person was told of the route. The date may be partial; null means not recorded.
        person_told: Option<PartialDate>,
        /// The day the representative was told of the route. The date may be partial; null means not recorded.
        representative_told: Option<PartialDate>,
    }

    /// One contact, with the person or about how to reach them.
    ContactMade "ContactMadeInput" of ContactMade {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The day of the contact. The date may be partial.
        on: PartialDate,
        /// By what means the contact was made. Null means not recorded.
        means: Option<Means>,
        /// Those with whom there was contact.
        #[graphql(default)]
        with: Vec<Correspondent>,
        /// What the person or the representative was told of at the contact.
        #[graphql(default)]
        told_of: Vec<Topic>,
        /// What was agreed at the contact, at most 4,000 characters. Null means that nothing is recorded as agreed.
        agreed: Option<Passage>,
        /// The route that was agreed or decided at the contact. Null means that the contact sets no route.
        route: Option<ContactRoute>,
        /// The day a note of the contact was made. The date may be partial; null means that no note is recorded.
        note_made: Option<PartialDate>,
    }
}

listed_part! {
    /// Who speaks for the person, by which route the person is reached, and what was said when.
    Communication "CommunicationInput" {
        /// All contacts with the person or about how to reach them. The list is submitted whole: an item left out is named in `leftOut`.
        contacts: [ContactMade],
        /// Who speaks for the person. Null means that nobody is recorded.
        representative: Option<Representative>,
        /// The means by which the person prefers to be reached. Null means not recorded.
        preferred: Option<Means>,
        /// What the person needs in order to take part, such as a language, an interpreter or a format, at most 4,000 characters. Null
        /// means not recorded.
        needs: Option<Passage>,
    }
}
