//! What the person or a representative says of the record, written down by a body for them, and the answers to it (UK GDPR, art. 5(1)(d)
//! and 16).

use serde::{Deserialize, Serialize};

use super::{
    ANYONE, Content, Keyed, LeftOut, Listed, Named, check_items, in_order, not_in_the_future,
};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// Whose statement it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Speaker {
    /// The person.
    Person,
    /// A representative or advocate.
    Representative,
    /// A carer or relative.
    Carer,
    /// Recorded as not known.
    Unknown,
}

/// What a statement says, in a form that a computer can compare with the record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Claim {
    /// There is no plan, or none was given to the person.
    NoPlan,
    /// There was no review.
    NoReview,
    /// There was no such meeting.
    NoMeeting,
    /// There is no coordinator.
    NoCoordinator,
    /// Nothing was offered, or not what is recorded.
    NoOffer,
    /// Something asked for was refused, or refused without a reason.
    Refused,
    /// The person was not told of the entitlement.
    NotTold,
    /// A conversation was not as recorded.
    DifferentAgreement,
    /// After-care was ended.
    Ended,
    /// Something else in the record is not accurate.
    Inaccurate,
}

/// What was done about a statement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StatementOutcome {
    /// The record was corrected.
    Corrected,
    /// The record was corrected in part.
    PartlyCorrected,
    /// The record stands, with the statement beside it.
    Stands,
    /// Recorded as not known.
    Unknown,
}

/// A body's answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StatementAnswer {
    /// The writer's key.
    pub key: ItemKey,
    /// The body that answers.
    pub by: OrganisationCode,
    /// On.
    pub on: PartialDate,
    /// What was done.
    pub outcome: StatementOutcome,
    /// In the body's own words.
    pub says: Option<Text>,
}

/// One statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Statement {
    /// The writer's key.
    pub key: ItemKey,
    /// Whose it is.
    pub by: Speaker,
    /// Made on.
    pub made: PartialDate,
    /// The body whose record it is about.
    pub about: Option<OrganisationCode>,
    /// What it says, in a form that can be compared.
    pub claims: Vec<Claim>,
    /// What it says, in their own words.
    pub says: Text,
    /// The answers to it.
    pub answers: Vec<StatementAnswer>,
}

macro_rules! keyed {
    ($($item:ty),*) => {$(
        impl Keyed for $item {
            fn key(&self) -> &ItemKey {
                &self.key
            }
        }
    )*};
}
keyed!(Statement, StatementAnswer);

/// The statements part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Statements {
    /// Statements, in any order.
    pub statements: Listed<Statement>,
}

impl Content for Statements {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.statements
            .check("statements", problems, |statement, problems| {
                not_in_the_future("made", Some(statement.made), today, problems);
                check_items(
                    &statement.answers,
                    "answers",
                    problems,
                    |answer, problems| {
                        not_in_the_future("on", Some(answer.on), today, problems);
                        in_order(
                            Some(statement.made),
                            "on",
                            Some(answer.on),
                            "the statement",
                            problems,
                        );
                    },
                );
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.statements.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.statements.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let mut named = Vec::new();
        for (index, one) in self.statements.items.iter().enumerate() {
            let at = format!("statements[{index}]");
            if let Some(about) = &one.about {
                named.push((format!("{at}.about"), about, ANYONE));
            }
            for (index, answer) in one.answers.iter().enumerate() {
                named.push((format!("{at}.answers[{index}].by"), &answer.by, ANYONE));
            }
        }
        named
    }
}
