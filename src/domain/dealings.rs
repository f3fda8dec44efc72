//! What passes between bodies about a person: notifications with their answers, assignments where a body's people were divided, delegations.

use super::code::OrganisationCode;
use super::entry::Moment;
use super::id::{AccountId, NotificationId};
use super::part::Part;
use super::partial_date::Day;
use super::text::Text;

/// Why one body tells another about a person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NotificationKind {
    /// "We hold you responsible for this person's after-care."
    NamedResponsible,
    /// "The law, applied to the facts we recorded, makes you responsible."
    ResponsibleByLaw,
    /// "This person was transferred to you."
    Transferred,
    /// "You are named as coordinating this person's after-care."
    NamedCoordinator,
    /// "This person was admitted to our hospital."
    Admitted,
    /// "This person is to be discharged from our hospital."
    DischargePlanned,
    /// "We have closed our service to this person", which ends no duty.
    ServiceClosed,
    /// "This person has moved."
    Moved,
    /// "We dispute who is responsible, and name you."
    Disputed,
    /// "We propose that after-care end."
    EndingProposed,
    /// "We are satisfied that after-care is no longer needed, and have signed."
    EndingSigned,
    /// "We have begun after-care again."
    Reinstated,
}

/// What a notification is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// It asks a body to hold the duty.
    Duty,
    /// It asks a body to treat the person or to coordinate.
    Work,
    /// It asks for no more than an answer, which makes both sides parties.
    Party,
    /// It tells those who have to do with the person what happened.
    News,
}

impl NotificationKind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::NamedResponsible,
        Self::ResponsibleByLaw,
        Self::Transferred,
        Self::NamedCoordinator,
        Self::Admitted,
        Self::DischargePlanned,
        Self::ServiceClosed,
        Self::Moved,
        Self::Disputed,
        Self::EndingProposed,
        Self::EndingSigned,
        Self::Reinstated,
    ];

    /// What it is for.
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::NamedResponsible | Self::ResponsibleByLaw => Purpose::Duty,
            Self::Transferred | Self::NamedCoordinator => Purpose::Work,
            Self::Admitted | Self::Disputed => Purpose::Party,
            Self::DischargePlanned
            | Self::ServiceClosed
            | Self::Moved
            | Self::EndingProposed
            | Self::EndingSigned
            | Self::Reinstated => Purpose::News,
        }
    }

    /// Whether it tells those who have to do with the person what happened, rather than making somebody a party.
    pub const fn is_news(self) -> bool {
        matches!(self.purpose(), Purpose::News)
    }

    /// Its name, as stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NamedResponsible => "named responsible",
            Self::ResponsibleByLaw => "responsible by law",
            Self::Transferred => "transferred",
            Self::NamedCoordinator => "named coordinator",
            Self::Admitted => "admitted",
            Self::DischargePlanned => "discharge planned",
            Self::ServiceClosed => "service closed",
            Self::Moved => "moved",
            Self::Disputed => "disputed",
            Self::EndingProposed => "ending proposed",
            Self::EndingSigned => "ending signed",
            Self::Reinstated => "reinstated",
        }
    }
}

/// What a notified body answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reply {
    /// It accepts what it was told.
    Accepted,
    /// It denies it, and says why.
    Denied(Text),
}

/// One message between two organisations: a row with an answer, not a hope.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// The account on whose facts it rests; it goes where the account goes.
    pub account: AccountId,
    /// Whose account that is.
    pub from: OrganisationCode,
    /// Who is told.
    pub to: OrganisationCode,
    /// What about.
    pub kind: NotificationKind,
    /// When.
    pub raised: Moment,
    /// An answer is due on this day.
    pub due: Day,
    /// The answers, oldest first: the newest counts, and the history keeps all.
    pub answers: Vec<(Reply, Moment)>,
}

impl Notification {
    /// The answer that counts.
    pub fn answer(&self) -> Option<&(Reply, Moment)> {
        self.answers.last()
    }

    /// Whether it was accepted.
    pub fn is_accepted(&self) -> bool {
        matches!(self.answer(), Some((Reply::Accepted, _)))
    }

    /// Whether it was denied.
    pub fn is_denied(&self) -> bool {
        matches!(self.answer(), Some((Reply::Denied(_), _)))
    }
}

/// Where one person went when a body's people were divided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assignment {
    /// From this body.
    pub predecessor: OrganisationCode,
    /// To this one.
    pub successor: OrganisationCode,
    /// When the register learnt it; the newest counts.
    pub known: Moment,
}

/// The delegation of a part from one organisation to another that counts: the newest. A later one changes or ends the earlier.
pub fn delegation<'a>(
    all: &'a [Delegation],
    from: &OrganisationCode,
    to: &OrganisationCode,
    part: Part,
) -> Option<&'a Delegation> {
    all.iter()
        .filter(|one| one.from == *from && one.to == *to && one.part == part)
        .max_by_key(|one| one.known)
}

/// An organisation letting another write some of its parts, between two days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delegation {
    /// Whose part.
    pub from: OrganisationCode,
    /// Who may write it.
    pub to: OrganisationCode,
    /// Which part.
    pub part: Part,
    /// First day.
    pub starts: Day,
    /// First day on which it no longer holds.
    pub ends: Option<Day>,
    /// When the register learnt it.
    pub known: Moment,
}

impl Delegation {
    /// Whether it holds on this day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.starts <= day && self.ends.is_none_or(|ends| day < ends)
    }
}
