//! The parts as they are submitted and published: one shape for both, one file per part. Publishing a field is an act: it is written here.

pub mod address;
pub mod assessment;
pub mod communication;
pub mod complaints;
pub mod coordinator;
pub mod detention;
pub mod dispute;
pub mod dispute_argument;
pub mod ending;
pub mod events;
pub mod funding;
pub mod identity;
pub mod leave_risk;
pub mod legal_basis;
pub mod meetings;
pub mod money;
pub mod offers;
pub mod ombudsman;
pub mod plan;
pub mod position;
pub mod registration;
pub mod residence;
pub mod reviews;
pub mod services;
pub mod shape;
pub mod statements;
pub mod undertakings;

use async_graphql::{Enum, InputObject, Object, SimpleObject, Union};

use self::shape::Shape;
use super::Fault;
use super::object::organisation::Organisation;
use super::object::rule::Part;
use super::scalar::{DateTime, ItemKey, instant};
use crate::access::Seen;
use crate::domain::entry::{Moment, Standing, Version, Withdrawal as Withdrew};
use crate::domain::organisation::Organisations;
use crate::domain::part::{self, Body, Whole};
use crate::domain::problem::Problems;

/// Why an item of the last version is not in this one.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "part::Why", name = "LeftOutReason")]
pub enum Why {
    /// The item was recorded in error and was never true.
    Correction,
    /// The item was true and has come to an end.
    Ended,
}

/// An item of the last version that this one leaves out, and why.
#[derive(InputObject, Clone, Debug)]
#[graphql(name = "LeftOutInput")]
pub struct LeftOut {
    /// The key of the item that is left out.
    pub key: ItemKey,
    /// Whether the item was a mistake, or came to an end.
    pub why: Why,
}

impl Shape<part::LeftOut> for LeftOut {
    fn read(self, problems: &mut Problems) -> Option<part::LeftOut> {
        let Self { key, why } = self;
        let key = problems.within("key", |here| key.read(here));
        Some(part::LeftOut {
            key: key?,
            why: why.into(),
        })
    }

    fn show(content: &part::LeftOut) -> Self {
        let part::LeftOut { key, why } = content;
        Self {
            key: Shape::show(key),
            why: (*why).into(),
        }
    }
}

/// An answer where not knowing is an answer too. Null means not recorded.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "part::Answer")]
pub enum Answer {
    /// Yes, it is or was so.
    Yes,
    /// No, it is or was not so.
    No,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

use part as domain;
shape::same!(Answer);

/// Where what is shown came from, and when the register learnt it.
#[derive(Clone, Debug, Default)]
pub struct Provenance(Option<Origin>);

#[derive(Clone, Debug)]
struct Origin {
    version: u32,
    recorded_at: DateTime,
    by: Organisation,
    on_behalf_of: Option<Organisation>,
    source: Option<String>,
    proposed: bool,
}

impl Provenance {
    fn of(version: &Version, organisations: &Organisations) -> Self {
        Self(Some(Origin {
            version: version.number,
            recorded_at: instant(version.known.at),
            by: Organisation::of(organisations, &version.by),
            on_behalf_of: version
                .on_behalf_of
                .as_ref()
                .map(|code| Organisation::of(organisations, code)),
            source: version.source.as_ref().map(|text| text.as_str().to_owned()),
            proposed: version.standing == Standing::Proposed,
        }))
    }

    /// What is submitted has none, and what is shown always has.
    fn origin(&self) -> Result<&Origin, Fault> {
        self.0.as_ref().ok_or(Fault::Missing("provenance"))
    }
}

/// Where what is shown came from, and when the register learnt it.
#[expect(
    clippy::unused_async,
    reason = "the macro wants every field asynchronous"
)]
#[Object]
impl Provenance {
    /// The number of this version of the part, counting from 1. Send it as the expected version to write the next one.
    async fn version(&self) -> Result<u32, Fault> {
        Ok(self.origin()?.version)
    }

    /// The moment at which the register learnt this version, in UTC.
    async fn recorded_at(&self) -> Result<DateTime, Fault> {
        Ok(self.origin()?.recorded_at.clone())
    }

    /// The organisation that wrote this version.
    async fn by(&self) -> Result<Organisation, Fault> {
        Ok(self.origin()?.by.clone())
    }

    /// The organisation on whose behalf this version was written, under a delegation. Null means that the writer wrote for itself.
    async fn on_behalf_of(&self) -> Result<Option<Organisation>, Fault> {
        Ok(self.origin()?.on_behalf_of.clone())
    }

    /// The system or document of the writer that this version comes from, at most 200 characters. Null means not recorded.
    async fn source(&self) -> Result<Option<String>, Fault> {
        Ok(self.origin()?.source.clone())
    }

    /// Whether this version is only proposed: kept as a proposal until the organisation that owns the part answers.
    async fn proposed(&self) -> Result<bool, Fault> {
        Ok(self.origin()?.proposed)
    }
}

/// Why a part of a record was withdrawn.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "Withdrew")]
pub enum Withdrawal {
    /// What the part said was never true.
    RecordedInError,
    /// The part is about somebody else.
    WrongPerson,
}

/// The organisation has recorded nothing in this part. That is not the same as "not shared", and not the same as "recorded as unknown".
#[derive(SimpleObject, Clone, Debug)]
pub struct NotRecorded {
    /// Why what was once recorded was withdrawn. Null means that nothing was ever recorded.
    pub withdrawn: Option<Withdrawal>,
    /// The moment at which it was withdrawn, in UTC. Null means that nothing was ever recorded.
    pub withdrawn_at: Option<DateTime>,
}

/// The data-sharing agreement does not give this part to you in your relation to the person, whether or not anything is recorded in it.
#[derive(SimpleObject, Clone, Debug)]
pub struct NotShared {
    /// The part that is not shared.
    pub part: Part,
}

impl NotRecorded {
    fn of(withdrawn: Option<(Withdrew, Moment)>) -> Self {
        Self {
            withdrawn: withdrawn.map(|(why, _)| why.into()),
            withdrawn_at: withdrawn.map(|(_, known)| instant(known.at)),
        }
    }
}

/// A part that is published as a union of its content and the two absences.
pub trait Published: Whole {
    /// The published content.
    type Shown;

    /// The content as it is published.
    fn publish(&self, provenance: Provenance) -> Self::Shown;
}

/// A part as it is submitted.
pub trait Readable: Sized {
    /// The content that it is read into.
    type Content: Whole + Into<Body>;

    /// Reads it, noting every problem.
    fn read(self, problems: &mut Problems) -> Option<Self::Content>;
}

/// Any part as it is published.
pub enum PartOr<T> {
    /// Its content.
    Shown(T),
    /// Nothing recorded.
    NotRecorded(NotRecorded),
    /// Not shared.
    NotShared(NotShared),
}

/// A part of a visible account, as it is published.
pub fn published<T: Published>(
    seen: &Seen<'_, T>,
    organisations: &Organisations,
) -> PartOr<T::Shown> {
    match *seen {
        Seen::Shown(content, version) => {
            PartOr::Shown(content.publish(Provenance::of(version, organisations)))
        }
        Seen::NotRecorded(withdrawn) => PartOr::NotRecorded(NotRecorded::of(withdrawn)),
        Seen::Limited(..) | Seen::NotShared => PartOr::NotShared(NotShared {
            part: T::PART.into(),
        }),
    }
}

macro_rules! part_unions {
    ($($(#[$doc:meta])* $union:ident $content:ty;)*) => {$(
        $(#[$doc])*
        #[expect(clippy::large_enum_variant, reason = "made once, consumed at once")]
        #[derive(Union, Debug)]
        pub enum $union {
            /// What is recorded.
            Shown($content),
            /// Nothing is recorded.
            NotRecorded(NotRecorded),
            /// It is not shared with you.
            NotShared(NotShared),
        }

        impl From<PartOr<$content>> for $union {
            fn from(part: PartOr<$content>) -> Self {
                match part {
                    PartOr::Shown(content) => Self::Shown(content),
                    PartOr::NotRecorded(none) => Self::NotRecorded(none),
                    PartOr::NotShared(none) => Self::NotShared(none),
                }
            }
        }
    )*};
}

part_unions! {
    /// Who the person is, as one organisation records it.
    IdentityPart identity::Identity;
    /// Where the person lives and has lived, as one organisation records it.
    AddressPart address::Address;
    /// Spells in hospital, as the hospital records them.
    DetentionPart detention::Detention;
    /// Ordinary residence immediately before each detention, as a council finds it.
    ResidencePart residence::Residence;
    /// GP registration and core responsibility, as an ICB records it.
    RegistrationPart registration::Registration;
    /// After-care plans, as one organisation records them.
    PlanPart plan::Plan;
    /// Who coordinates the after-care, as one organisation records it.
    CoordinatorPart coordinator::Coordinator;
    /// Reviews held or due, as one organisation records them.
    ReviewsPart reviews::Reviews;
    /// What was put in place before each leave of absence, as one organisation records it.
    LeaveRiskPart leave_risk::LeaveRisk;
    /// Assessments of need, as one organisation records them.
    AssessmentPart assessment::Assessment;
    /// What meets each need and what does not, as one organisation records it.
    ServicesPart services::Services;
    /// What should prompt a review, as one organisation records it, or as much of it as your relation to the person allows.
    EventsPart events::Events;
    /// What was offered and what was asked for, as one organisation records it.
    OffersPart offers::Offers;
    /// Meetings about the person, as one organisation records them.
    MeetingsPart meetings::Meetings;
    /// What the person or a representative says of the record, as one organisation wrote it down for them.
    StatementsPart statements::Statements;
    /// How the person is reached and what was said, as one organisation records it.
    CommunicationPart communication::Communication;
    /// Requests for funding and what became of them, as one organisation records them.
    FundingPart funding::Funding;
    /// What was paid by or for the person and what was given back, as one organisation records it.
    MoneyPart money::Money;
    /// What one organisation said would be done, and by whom, or as much of it as your relation to the person allows.
    UndertakingsPart undertakings::Undertakings;
    /// One organisation's own half of ending after-care.
    EndingPart ending::Ending;
    /// Disputes about who is responsible, as one party records them, or as much of it as your relation to the person allows.
    DisputePart dispute::Dispute;
    /// What one party to a dispute argues in law.
    DisputeArgumentPart dispute_argument::DisputeArgument;
    /// Complaints to one organisation, or as much of them as your relation to the person allows.
    ComplaintsPart complaints::Complaints;
    /// The Ombudsmen's decisions about the person, as one organisation records them, or as much of it as your relation allows.
    OmbudsmanPart ombudsman::Ombudsman;
}

/// An organisation's own position, whole or cut down to what your relation to the person allows.
#[expect(clippy::large_enum_variant, reason = "made once, consumed at once")]
#[derive(Union, Debug)]
pub enum PositionPart {
    /// What is recorded.
    Shown(position::Position),
    /// Only who holds whom responsible.
    Limited(position::ResponsibilityClaim),
    /// Nothing is recorded.
    NotRecorded(NotRecorded),
    /// It is not shared with you.
    NotShared(NotShared),
}

/// Under which sections the person was held, whole or cut down to what your relation to the person allows.
#[expect(clippy::large_enum_variant, reason = "made once, consumed at once")]
#[derive(Union, Debug)]
pub enum LegalBasisPart {
    /// What is recorded.
    Shown(legal_basis::LegalBasis),
    /// Only whether the detention qualifies.
    Limited(legal_basis::LegalBasisSummary),
    /// Nothing is recorded.
    NotRecorded(NotRecorded),
    /// It is not shared with you.
    NotShared(NotShared),
}
