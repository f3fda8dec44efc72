//! What a finding of law rests on.

use async_graphql::{Enum, SimpleObject};

use super::organisation::Organisation;
use super::rule::{Part, Provision};
use crate::access;
use crate::domain::code::OrganisationCode;
use crate::domain::law::{self, Finding};
use crate::domain::organisation::Organisations;

/// How much of a derived answer or a discrepancy you are given.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "access::Grade")]
pub enum Grade {
    /// You are given all of it, with reasons and values.
    Whole,
    /// You are told that it stands and about which parts, without reasons or values you may not read.
    AboutWhichPart,
    /// You are told only that something stands, and with whom.
    ThatItStands,
}

/// How far a finding can be relied on.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "law::Confidence")]
pub enum Confidence {
    /// The words of the law lead to the finding.
    Law,
    /// The law's drafting is contested and national policy reads it so.
    Policy,
}

/// One reason of a finding, with the provision it rests on.
#[derive(SimpleObject, Debug)]
pub struct Reason {
    /// The reason in a sentence that a practitioner reads.
    pub sentence: String,
    /// The provision that the reason rests on.
    pub provision: Provision,
}

impl Reason {
    /// A reason as it is published.
    pub fn of(reason: &law::Reason, organisations: &Organisations) -> Self {
        Self {
            sentence: reason.sentence.read(organisations),
            provision: Provision::from(reason.provision),
        }
    }
}

/// A fact that a finding rests on, with the account that says it.
#[derive(SimpleObject, Debug)]
pub struct UsedFact {
    /// The organisation whose account says it.
    pub organisation: Organisation,
    /// The part of that account in which it stands.
    pub part: Part,
    /// What it says, in a few words.
    pub says: String,
}

/// An earlier view of the law by which another body would be responsible, on which an organisation still relies.
#[derive(SimpleObject, Debug)]
pub struct OvertakenView {
    /// Where the view was published.
    pub view: Provision,
    /// The law that has overtaken it.
    pub overtaken_by: Provision,
    /// The body that would be responsible by it.
    pub body: Organisation,
    /// The organisations whose records still name that body.
    pub held_by: Vec<Organisation>,
}

/// What a finding rests on.
#[derive(SimpleObject, Debug)]
pub struct Grounds {
    /// Why the answer is so, each reason with its provision. Empty where you may not read the parts it rests on.
    pub because: Vec<Reason>,
    /// The facts that the answer used, with whose account says each. Empty where you may not read the parts it rests on.
    pub used: Vec<UsedFact>,
    /// What would change the answer, in sentences. Empty where you may not read the parts it rests on.
    pub would_change: Vec<String>,
    /// Earlier views of the law by which the answer would be another, where an organisation still relies on one.
    pub overtaken: Vec<OvertakenView>,
    /// How far the answer can be relied on.
    pub confidence: Confidence,
}

impl Grounds {
    /// What a finding rests on.
    pub fn of<T>(finding: &Finding<T>, organisations: &Organisations) -> Self {
        let Finding {
            outcome: _,
            because,
            used,
            would_change,
            overtaken,
            confidence,
        } = finding;
        let named = |code: &OrganisationCode| Organisation::of(organisations, code);
        let because = because
            .iter()
            .map(|reason| Reason::of(reason, organisations));
        let used = used.iter().map(|fact| UsedFact {
            organisation: named(&fact.by),
            part: fact.part.into(),
            says: fact.says.read(organisations),
        });
        let overtaken = overtaken.iter().map(|one| OvertakenView {
            view: Provision::from(one.view),
            overtaken_by: Provision::from(one.by),
            body: named(&one.body),
            held_by: one.held_by.iter().map(named).collect(),
        });
        let would_change = would_change.iter().map(|one| one.read(organisations));
        Self {
            because: because.collect(),
            used: used.collect(),
            would_change: would_change.collect(),
            overtaken: overtaken.collect(),
            confidence: (*confidence).into(),
        }
    }
}
