//! The law, one pure file per provision. Each returns a finding with its reasons, never a bare yes or no.
//!
//! Amended law is a second dated arm in the same file; law that is passed and not yet in force is written and dormant ([`reading::Law`]).
//! What the law leaves open, and what accounts say differently, comes back as "determination needed" with the candidates; what the facts
//! do not say comes back as "cannot tell" with what is missing. Nothing is guessed.

mod ccg;
pub mod change_reviews;
pub mod charges;
pub mod clocks;
pub mod complaints;
mod core_responsibility;
pub mod defaults;
pub mod ending;
mod ending_bar;
mod ending_half;
pub mod hospital_claim;
pub mod hospital_stay;
pub mod joint_policy;
pub mod leave;
pub mod legal_status;
mod mha_2025_46;
pub mod provision;
pub mod reading;
mod residence;
pub mod responsible_icb;
pub mod reviews;
pub mod s117_1;
pub mod s117_2;
pub mod s117_3;
pub mod sentence;
pub mod si_2014_2829;
mod si_2022_635;

use super::code::OrganisationCode;
use super::part::Part;
pub use provision::*;
pub use reading::Law;
pub use sentence::{Sentence, say};

/// How far a finding can be relied on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// The words of the law lead to it.
    Law,
    /// The law's drafting is contested and national policy reads it so.
    Policy,
}

/// One reason, with the provision it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    /// A sentence a practitioner reads.
    pub sentence: Sentence,
    /// The provision.
    pub provision: &'static Provision,
}

/// A fact that a finding used, and whose account says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Used {
    /// Whose account.
    pub by: OrganisationCode,
    /// In which part.
    pub part: Part,
    /// What it says.
    pub says: Sentence,
}

/// A view of the law that was held and has been overtaken, which a body still relies on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overtaken {
    /// Where the view was published.
    pub view: &'static Provision,
    /// What has overtaken it.
    pub by: &'static Provision,
    /// The body that would be responsible by it.
    pub body: OrganisationCode,
    /// Who still names that body.
    pub held_by: Vec<OrganisationCode>,
}

/// A provision applied to facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding<T> {
    /// What follows.
    pub outcome: T,
    /// Why.
    pub because: Vec<Reason>,
    /// The facts it rests on.
    pub used: Vec<Used>,
    /// What would change it.
    pub would_change: Vec<Sentence>,
    /// Earlier views of the law by which the answer would be another, where a body still relies on one.
    pub overtaken: Vec<Overtaken>,
    /// How far it can be relied on.
    pub confidence: Confidence,
}

impl<T> Finding<T> {
    /// A finding by the words of the law.
    pub const fn new(outcome: T) -> Self {
        Self {
            outcome,
            because: Vec::new(),
            used: Vec::new(),
            would_change: Vec::new(),
            overtaken: Vec::new(),
            confidence: Confidence::Law,
        }
    }

    /// With one more reason.
    #[must_use]
    pub fn because(mut self, provision: &'static Provision, sentence: impl Into<Sentence>) -> Self {
        self.because.push(Reason {
            sentence: sentence.into(),
            provision,
        });
        self
    }

    /// With one more fact that it rests on.
    #[must_use]
    pub fn used(mut self, by: &OrganisationCode, part: Part, says: impl Into<Sentence>) -> Self {
        self.used.push(Used {
            by: by.clone(),
            part,
            says: says.into(),
        });
        self
    }

    /// With one more thing that would change it.
    #[must_use]
    pub fn unless(mut self, what: impl Into<Sentence>) -> Self {
        self.would_change.push(what.into());
        self
    }

    /// Resting on contested drafting.
    #[must_use]
    pub const fn by_policy(mut self) -> Self {
        self.confidence = Confidence::Policy;
        self
    }

    /// The same reasons for another outcome.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Finding<U> {
        let Self {
            outcome,
            because,
            used,
            would_change,
            overtaken,
            confidence,
        } = self;
        Finding {
            outcome: change(outcome),
            because,
            used,
            would_change,
            overtaken,
            confidence,
        }
    }

    /// The outcome without anything that says what it rests on, for a reader who may not read that.
    #[must_use]
    pub fn without_reasons(self) -> Self {
        Self {
            confidence: self.confidence,
            ..Self::new(self.outcome)
        }
    }
}

/// Which body is responsible.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Responsible {
    /// This one.
    Is(OrganisationCode),
    /// NHS England itself.
    NhsEngland,
    /// The law or the facts leave it between these, which may be none.
    DeterminationNeeded(Vec<OrganisationCode>),
    /// The record does not say what the law asks: this is missing.
    CannotTell(&'static str),
}

impl Responsible {
    /// The body, if it is settled.
    pub const fn body(&self) -> Option<&OrganisationCode> {
        match self {
            Self::Is(body) => Some(body),
            Self::NhsEngland | Self::DeterminationNeeded(_) | Self::CannotTell(_) => None,
        }
    }

    /// The bodies that it may be.
    pub fn bodies(&self) -> &[OrganisationCode] {
        match self {
            Self::Is(body) => std::slice::from_ref(body),
            Self::DeterminationNeeded(several) => several,
            Self::NhsEngland | Self::CannotTell(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests;
