//! Provisions and rules as data.

use async_graphql::{Enum, SimpleObject};

use crate::domain::discrepancy::{self, Basis};
use crate::domain::law;
use crate::domain::part;
use crate::graphql::scalar::{Date, show_some};

/// What a provision is: it decides how far the provision binds.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "law::Instrument")]
pub enum Instrument {
    /// An Act of Parliament.
    Act,
    /// Regulations or an order.
    Regulations,
    /// A judgment, which declares what the law always was.
    Judgment,
    /// The Code of Practice.
    Code,
    /// Guidance of a public body.
    Guidance,
    /// An Ombudsman's decision about one case.
    Decision,
}

/// A paragraph of law or guidance that the register applies.
#[derive(SimpleObject, Clone, Debug)]
pub struct Provision {
    /// The provision's permanent code, such as `MHA-117-1`.
    pub code: &'static str,
    /// How the provision is cited, such as `Mental Health Act 1983, s. 117(1)`.
    pub citation: String,
    /// What the provision says for the register's purposes, in one sentence.
    pub says: &'static str,
    /// The web address at which to read the provision.
    pub link: &'static str,
    /// What the provision is: an Act, regulations, a judgment, the Code, guidance or a decision.
    pub instrument: Instrument,
    /// The day from which the provision is in force, or on which it was decided or published. Null means that it is older than anything the
    /// register judges, or not in force.
    pub stands_from: Option<Date>,
    /// The first day on which the provision no longer stood. Null means that it stands.
    pub stands_until: Option<Date>,
    /// Whether the provision was read at its source. False means common knowledge of the field that was not checked there.
    pub verified: bool,
}

impl From<&'static law::Provision> for Provision {
    fn from(provision: &'static law::Provision) -> Self {
        Self {
            code: provision.code,
            citation: provision.citation(),
            says: provision.says,
            link: provision.link,
            instrument: provision.instrument.into(),
            stands_from: show_some(provision.from.as_ref()),
            stands_until: show_some(provision.until.as_ref()),
            verified: provision.verified,
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
    /// A breach of an Act, the Code of Practice or a direction.
    #[graphql(name = "V2")]
    V2,
    /// A disagreement or a weak record.
    #[graphql(name = "V3")]
    V3,
    /// For information only: the least grave.
    #[graphql(name = "V4")]
    V4,
}

/// A number that no law gives: a default of the register's own.
#[derive(SimpleObject, Clone, Debug)]
pub struct Default {
    /// The default's permanent name, such as `NOTIFY`.
    pub name: &'static str,
    /// The default's value, in its unit.
    pub value: u32,
    /// The unit of the value, such as `working days`.
    pub unit: &'static str,
    /// Why the default has this value.
    pub why: &'static str,
}

impl From<&'static law::defaults::Default> for Default {
    fn from(one: &'static law::defaults::Default) -> Self {
        Self {
            name: one.name,
            value: one.value,
            unit: one.unit,
            why: one.why,
        }
    }
}

/// A rule by which the register finds discrepancies.
#[derive(SimpleObject, Clone, Debug)]
pub struct Rule {
    /// The rule's permanent code, such as `REC-01`.
    pub code: &'static str,
    /// The rule's permanent name, such as `STATUS_CONFLICT`.
    pub name: &'static str,
    /// What the rule finds, in one sentence.
    pub finds: &'static str,
    /// The gravest that a discrepancy of this rule can be.
    pub severity: Severity,
    /// The provisions that the rule rests on.
    pub provisions: Vec<Provision>,
    /// The register's own defaults that the rule rests on.
    pub defaults: Vec<Default>,
    /// The parts that the rule reads: nothing else can change its answer.
    pub reads: Vec<Part>,
}

/// What something rests on: provisions, and defaults of the register's own.
pub fn told(all: &'static [Basis]) -> (Vec<Provision>, Vec<Default>) {
    let (mut provisions, mut defaults) = (Vec::new(), Vec::new());
    for basis in all {
        match *basis {
            Basis::Law(provision) => provisions.push(Provision::from(provision)),
            Basis::Default(one) => defaults.push(Default::from(one)),
        }
    }
    (provisions, defaults)
}

impl From<&'static discrepancy::Rule> for Rule {
    fn from(rule: &'static discrepancy::Rule) -> Self {
        let (provisions, defaults) = told(rule.basis);
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
    /// Who the person is: names, birth date, sex, NHS number and date of death.
    Identity,
    /// Where the person lives and has lived: postcodes with dates.
    Address,
    /// Spells in hospital, from admission to leaving.
    Detention,
    /// Under which sections the person was held: legal status codes.
    LegalBasis,
    /// Risk assessment and authorisation of leave of absence.
    LeaveRisk,
    /// Ordinary residence immediately before each detention.
    Residence,
    /// GP registration and the ICB with core responsibility.
    Registration,
    /// An organisation's own position on the person.
    Position,
    /// Assessments of the person's needs.
    Assessment,
    /// After-care plans, provisional or full.
    Plan,
    /// What meets each need, who provides it and who funds it.
    Services,
    /// Who coordinates the after-care, or why nobody does.
    Coordinator,
    /// Reviews of the person's care, held or due.
    Reviews,
    /// Events that should prompt a review.
    Events,
    /// Offers, requests and transfers asked for, with the answers.
    Offers,
    /// Meetings held, who came and what was to be done.
    Meetings,
    /// What the person or a representative says of the record, and the answers.
    Statements,
    /// The representative, the agreed route to the person, and contacts.
    Communication,
    /// Requests for funding, with the decisions and their reasons.
    Funding,
    /// Charges, top-ups, refunds and what was paid by or for the person.
    Money,
    /// What a body said would be done for a named need.
    Undertakings,
    /// A body's own half of ending after-care.
    Ending,
    /// Disputes about who is responsible for the after-care.
    Dispute,
    /// What the parties to a dispute argue in law.
    DisputeArgument,
    /// Complaints to a body and what it answered.
    Complaints,
    /// Ombudsman decisions, and a body's own evidence of compliance.
    Ombudsman,
}
