//! Parts: the unit of writing, versioning, provenance and sharing. One file per part; this is the one list.
//!
//! A part is split wherever the sharing table would otherwise cut through it, so a part is always read whole or not at all. Its
//! content is the domain type itself; how it is stored is the store's affair, how it is published is the contract's.

mod check;
mod listed;

pub use check::{in_order, not_in_the_future};
pub use listed::{Keyed, LeftOut, Listed, MOST, Why, check_items};

use super::code::{ItemKey, OrganisationCode};
use super::organisation::Kind;
use super::partial_date::Day;
use super::problem::Problems;
use serde::{Deserialize, Serialize};

/// What every part's content can do.
pub trait Content {
    /// Notes whatever in it cannot be true, given that it is submitted on `today`.
    fn check(&self, today: Day, problems: &mut Problems);

    /// The keys of its items, if it is a list submitted whole.
    fn keys(&self) -> Vec<&ItemKey> {
        Vec::new()
    }

    /// The items of the last version that this one leaves out, and why.
    fn left_out(&self) -> &[LeftOut] {
        &[]
    }

    /// The organisations it names, where, and of which kinds each may be.
    fn organisations(&self) -> Vec<(String, &OrganisationCode, &'static [Kind])> {
        Vec::new()
    }
}

/// Kinds of organisation that pay for after-care.
pub const FUNDERS: &[Kind] = &[Kind::Council, Kind::Icb];
/// Any kind of organisation.
pub const ANYONE: &[Kind] = &Kind::ALL;
/// Kinds of organisation that have hospitals.
pub const HOSPITALS: &[Kind] = &[Kind::Trust, Kind::Hospital];

/// An organisation that a content names: where, and of which kinds it may be.
pub type Named<'a> = (String, &'a OrganisationCode, &'static [Kind]);

/// Content that is a part of its own.
pub trait Whole: Content + Sized {
    /// Which part.
    const PART: Part;

    /// The content, if the body is of this part.
    fn of(body: &Body) -> Option<&Self>;
}

/// A document with its keyed items in the order of their keys and nothing about what was left out.
fn sorted(document: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match document {
        Value::Array(items) => {
            let mut items: Vec<_> = items.into_iter().map(sorted).collect();
            let key = |item: &Value| {
                item.get("key")
                    .and_then(Value::as_str)
                    .map(ToOwned::to_owned)
            };
            if items.iter().all(|item| key(item).is_some()) {
                items.sort_by_key(key);
            }
            Value::Array(items)
        }
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(name, _)| name != "left_out")
            .map(|(name, value)| (name, sorted(value)))
            .collect(),
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => plain,
    }
}

macro_rules! parts {
    ($($(#[$doc:meta])* $variant:ident $file:ident $name:literal),* $(,)?) => {
        $(pub mod $file;)*

        /// The parts of a record.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Part { $($(#[$doc])* $variant),* }

        impl Part {
            /// All of them, in the order of every table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name, as stored and published.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }

        /// The content of one version of a part.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum Body { $($(#[$doc])* $variant($file::$variant)),* }

        impl Body {
            /// Which part it is the content of.
            pub const fn part(&self) -> Part {
                match self { $(Self::$variant(_) => Part::$variant),* }
            }

            /// The content, whatever it is.
            pub fn content(&self) -> &dyn Content {
                match self { $(Self::$variant(content) => content),* }
            }

            /// Its document: the form that is stored and committed to.
            pub fn encode(&self) -> Result<String, serde_json::Error> {
                match self { $(Self::$variant(content) => serde_json::to_string(content)),* }
            }

            /// Whether it says the same as another: the order of keyed items says nothing, nor does why others were left out before.
            pub fn says_the_same_as(&self, other: &Self) -> bool {
                let plain = |body: &Self| match body { $(Self::$variant(content) => serde_json::to_value(content).map(sorted)),* };
                self == other || matches!((plain(self), plain(other)), (Ok(one), Ok(two)) if self.part() == other.part() && one == two)
            }

            /// Reads a document of this part.
            pub fn decode(part: Part, document: &str) -> Result<Self, serde_json::Error> {
                Ok(match part { $(Part::$variant => Self::$variant(serde_json::from_str(document)?)),* })
            }
        }

        $(
            impl Whole for $file::$variant {
                const PART: Part = Part::$variant;

                fn of(body: &Body) -> Option<&Self> {
                    if let Body::$variant(content) = body { Some(content) } else { None }
                }
            }

            impl From<$file::$variant> for Body {
                fn from(content: $file::$variant) -> Self {
                    Self::$variant(content)
                }
            }
        )*
    };
}

parts! {
    /// Names and former names, birth date, sex, NHS number and its status, date of death.
    Identity identity "identity",
    /// Postcodes with dates, no fixed abode, the protected-address mark.
    Address address "address",
    /// Spells in hospital: start, end, transfers, hospital exit, leave, community treatment orders, conditional discharge.
    Detention detention "detention",
    /// Legal status codes, application dates, order types, restriction, whether NHS England commissioned.
    LegalBasis legal_basis "legal basis",
    /// Risk assessment, contingency, authorisation and conditions of each leave of absence.
    LeaveRisk leave_risk "leave risk",
    /// The ordinary-residence finding immediately before each detention, its evidence, and the claim.
    Residence residence "residence",
    /// GP practice and core-responsibility ICB at application, at discharge and now, and the claim.
    Registration registration "registration",
    /// A body's own status for the person, what it holds to be true, whom it holds responsible, and its service status.
    Position position "position",
    /// Assessments of need: their kind, date, the needs found, and whether these were eligible.
    Assessment assessment "assessment",
    /// After-care plans, provisional or full.
    Plan plan "plan",
    /// What meets each need: provider, accommodation, funders and split, start, end, successor, or why it is not met.
    Services services "services",
    /// Who coordinates, from when until when, or why nobody does.
    Coordinator coordinator "coordinator",
    /// Reviews held or due, whether section 117 was considered, and who came.
    Reviews reviews "reviews",
    /// What should prompt a review: kind and date.
    Events events "events",
    /// Offers, requests, transfers asked for and placement searches, with the answers.
    Offers offers "offers",
    /// Meetings held: who was asked and who came, documents, and actions with owner and date.
    Meetings meetings "meetings",
    /// What the person or a representative says of the record, and the answers.
    Statements statements "statements",
    /// The representative, the agreed route and who was told of it, and contacts.
    Communication communication "communication",
    /// Requests for funding, decisions with reasons, direct payments, personal health budgets, and the split agreed.
    Funding funding "funding",
    /// What was paid by or for the person, written top-ups, housing benefit, refunds, and what was actually borne.
    Money money "money",
    /// What a body said would be done for a named need, and by whom.
    Undertakings undertakings "undertakings",
    /// A body's own half of ending after-care: satisfied or not, reasons, evidence, involvement, notice.
    Ending ending "ending",
    /// Disputes about who is responsible: parties, dates, stage, lead authority, contacts, who carries on caring.
    Dispute dispute "dispute",
    /// What the parties to a dispute argue in law.
    DisputeArgument dispute_argument "dispute argument",
    /// Complaints to a body: received, acknowledged, due, answered, and what the answer says will be done.
    Complaints complaints "complaints",
    /// Ombudsman decisions, findings, recommendations, and a body's own evidence of compliance.
    Ombudsman ombudsman "ombudsman",
}

impl Part {
    /// Its name as a field of a record: `legalBasis`.
    pub const fn field(self) -> &'static str {
        match self {
            Self::LegalBasis => "legalBasis",
            Self::LeaveRisk => "leaveRisk",
            Self::DisputeArgument => "disputeArgument",
            Self::Identity
            | Self::Address
            | Self::Detention
            | Self::Residence
            | Self::Registration
            | Self::Position
            | Self::Assessment
            | Self::Plan
            | Self::Services
            | Self::Coordinator
            | Self::Reviews
            | Self::Events
            | Self::Offers
            | Self::Meetings
            | Self::Statements
            | Self::Communication
            | Self::Funding
            | Self::Money
            | Self::Undertakings
            | Self::Ending
            | Self::Dispute
            | Self::Complaints
            | Self::Ombudsman => self.name(),
        }
    }

    /// The part with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.name() == name)
    }
}

/// An answer where "unknown" is an answer too; not recorded is `None` around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Recorded as not known.
    Unknown,
}
