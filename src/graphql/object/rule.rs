//! Provisions and rules as data.

use async_graphql::{Enum, SimpleObject};

use crate::domain::discrepancy::{self, Basis};
use crate::domain::law;
use crate::domain::part;

/// A paragraph of law or guidance.
#[derive(SimpleObject, Clone, Debug)]
pub struct Provision {
    /// Its permanent code.
    pub code: &'static str,
    /// How it is cited.
    pub citation: String,
    /// What it says for the register's purposes.
    pub says: &'static str,
    /// Where to read it.
    pub link: &'static str,
}

impl From<&'static law::Provision> for Provision {
    fn from(provision: &'static law::Provision) -> Self {
        Self {
            code: provision.code,
            citation: provision.citation(),
            says: provision.says,
            link: provision.link,
        }
    }
}

/// How grave a discrepancy is. A discrepancy is a fact, not a finding of fault.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "discrepancy::Severity")]
pub enum Severity {
    /// Critical: unlawful, or a live risk.
    #[graphql(name = "V1")]
    V1,
    /// A breach of Act, Code or direction.
    #[graphql(name = "V2")]
    V2,
    /// A disagreement or a weak record.
    #[graphql(name = "V3")]
    V3,
    /// For information.
    #[graphql(name = "V4")]
    V4,
}

/// A number that no law gives: a default of the register's own.
#[derive(SimpleObject, Clone, Debug)]
pub struct Default {
    /// Its permanent name.
    pub name: &'static str,
    /// Its value.
    pub value: u32,
    /// The unit of the value.
    pub unit: &'static str,
    /// Why this value.
    pub why: &'static str,
}

/// A rule that finds discrepancies.
#[derive(SimpleObject, Clone, Debug)]
pub struct Rule {
    /// Its permanent code, such as `REC-01`.
    pub code: &'static str,
    /// Its permanent name.
    pub name: &'static str,
    /// What it finds.
    pub finds: &'static str,
    /// The gravest it can be.
    pub severity: Severity,
    /// The provisions it rests on.
    pub provisions: Vec<Provision>,
    /// The defaults it rests on.
    pub defaults: Vec<Default>,
    /// The parts it reads: nothing else can change its answer.
    pub reads: Vec<Part>,
}

impl From<&'static discrepancy::Rule> for Rule {
    fn from(rule: &'static discrepancy::Rule) -> Self {
        let (mut provisions, mut defaults) = (Vec::new(), Vec::new());
        for basis in rule.basis {
            match *basis {
                Basis::Law(provision) => provisions.push(Provision::from(provision)),
                Basis::Default(one) => defaults.push(Default {
                    name: one.name,
                    value: one.value,
                    unit: one.unit,
                    why: one.why,
                }),
            }
        }
        Self {
            code: rule.code,
            name: rule.name,
            finds: rule.finds,
            severity: rule.severity.into(),
            provisions,
            defaults,
            reads: rule.reads.iter().map(|part| (*part).into()).collect(),
        }
    }
}

/// A part of a record: the unit of writing, versioning and sharing.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "part::Part")]
pub enum Part {
    /// Names, birth date, sex, NHS number, date of death.
    Identity,
    /// Postcodes with dates.
    Address,
    /// Spells in hospital.
    Detention,
    /// Legal status codes.
    LegalBasis,
    /// Risk assessment and authorisation of leave.
    LeaveRisk,
    /// Ordinary residence before each detention.
    Residence,
    /// GP registration and core responsibility.
    Registration,
    /// A body's own position.
    Position,
    /// Needs assessments.
    Assessment,
    /// After-care plans.
    Plan,
    /// Services.
    Services,
    /// The coordinator.
    Coordinator,
    /// Reviews.
    Reviews,
    /// What should prompt a review.
    Events,
    /// Offers and answers.
    Offers,
    /// Meetings.
    Meetings,
    /// What the person says of the record.
    Statements,
    /// Representative, route and contacts.
    Communication,
    /// Funding requests and panels.
    Funding,
    /// Charges, top-ups and refunds.
    Money,
    /// Undertakings for named needs.
    Undertakings,
    /// A body's own half of ending.
    Ending,
    /// Disputes.
    Dispute,
    /// Legal argument in disputes.
    DisputeArgument,
    /// Complaints.
    Complaints,
    /// Ombudsman decisions.
    Ombudsman,
}
