//! The parts as they are submitted and published: one shape for both, one file per part. Publishing a field is an act: it is written here.

pub mod address;
pub mod coordinator;
pub mod detention;
pub mod identity;
pub mod legal_basis;
pub mod plan;
pub mod position;
pub mod registration;
pub mod residence;
pub mod reviews;

use async_graphql::{Enum, InputObject, SimpleObject, Union};

use super::object::organisation::Organisation;
use super::scalar::{DateTime, ItemKey, instant};
use crate::access::Seen;
use crate::domain::entry::{Moment, Standing, Version, Withdrawal as Withdrew};
use crate::domain::organisation::Organisations;
use crate::domain::part::{self, Whole};

/// Why an item of the last version is not in this one.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "part::Why", name = "LeftOutReason")]
pub enum Why {
    /// It was recorded in error and never was.
    Correction,
    /// It was and is no more.
    Ended,
}

/// An item of the last version that this one leaves out, and why.
#[derive(InputObject, Clone, Debug)]
#[graphql(name = "LeftOutInput")]
pub struct LeftOut {
    /// The item's key.
    pub key: ItemKey,
    /// Whether it was a mistake, or came to an end.
    pub why: Why,
}

/// An answer where not knowing is an answer too. Null means not recorded.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "part::Answer")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Recorded as not known.
    Unknown,
}

/// Where what is shown came from.
#[derive(SimpleObject, Clone, Debug, Default)]
pub struct Provenance {
    /// The version of the part: send it as `expectedVersion` to write the next one.
    pub version: u32,
    /// When the register learnt it.
    pub recorded_at: Option<DateTime>,
    /// The organisation that wrote it.
    pub by: Option<Organisation>,
    /// The organisation on whose behalf it was written, under a delegation.
    pub on_behalf_of: Option<Organisation>,
    /// The writer's own system or document.
    pub source: Option<String>,
    /// Whether it is only proposed: kept as a proposal until the organisation that owns the part answers.
    pub proposed: bool,
}

impl Provenance {
    fn of(version: &Version, organisations: &Organisations) -> Self {
        Self {
            version: version.number,
            recorded_at: Some(instant(version.known.at)),
            by: Some(Organisation::of(organisations, &version.by)),
            on_behalf_of: version
                .on_behalf_of
                .as_ref()
                .map(|code| Organisation::of(organisations, code)),
            source: version.source.as_ref().map(|text| text.as_str().to_owned()),
            proposed: version.standing == Standing::Proposed,
        }
    }
}

/// Why a part was withdrawn.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "Withdrew")]
pub enum Withdrawal {
    /// It never was so.
    RecordedInError,
    /// It is about somebody else.
    WrongPerson,
}

/// The organisation has recorded nothing in this part. That is not the same as "not shared", and not the same as "recorded as unknown".
#[derive(SimpleObject, Clone, Debug)]
pub struct NotRecorded {
    /// Why what it once recorded was withdrawn; null when it never recorded anything.
    pub withdrawn: Option<Withdrawal>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime>,
}

/// The data-sharing agreement does not give this part to you in your relation to the person, whether or not anything is recorded in it.
#[derive(SimpleObject, Clone, Debug)]
pub struct NotShared {
    /// The part.
    pub part: &'static str,
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
            part: T::PART.name(),
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
    /// Where the person lives and lived, as one organisation records it.
    AddressPart address::Address;
    /// Spells in hospital, as the hospital records them.
    DetentionPart detention::Detention;
    /// Under which sections, as the hospital records it.
    LegalBasisPart legal_basis::LegalBasis;
    /// Ordinary residence immediately before each detention, as a council finds it.
    ResidencePart residence::Residence;
    /// GP registration and core responsibility, as an ICB records it.
    RegistrationPart registration::Registration;
    /// After-care plans, as one organisation records them.
    PlanPart plan::Plan;
    /// Who coordinates, as one organisation records it.
    CoordinatorPart coordinator::Coordinator;
    /// Reviews, as one organisation records them.
    ReviewsPart reviews::Reviews;
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
