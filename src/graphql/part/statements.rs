//! What the person or a representative says of the record, and the answers.

use async_graphql::Enum;

use super::shape::{Passage, listed_part, same, shapes};
use crate::domain::part::statements as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate};

/// Whose statement it is.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Speaker", name = "StatementSpeaker")]
pub enum Speaker {
    /// The person whom the record is about.
    Person,
    /// A representative or advocate of the person.
    Representative,
    /// A carer or relative of the person.
    Carer,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// What a statement says, in a form that a computer can compare with the record.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::Claim", name = "StatementClaim")]
pub enum Claim {
    /// There is no after-care plan, or none was given to the person.
    NoPlan,
    /// There was no review.
    NoReview,
    /// There was no such meeting.
    NoMeeting,
    /// Nobody coordinates the after-care.
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
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::StatementOutcome")]
pub enum StatementOutcome {
    /// The record was corrected.
    Corrected,
    /// The record was corrected in part.
    PartlyCorrected,
    /// The record stands, with the statement beside it.
    Stands,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

same!(Speaker Claim StatementOutcome);

shapes! {
    /// An organisation's answer to a statement.
    StatementAnswer "StatementAnswerInput" of StatementAnswer {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The organisation that answers the statement.
        by: OrganisationCode,
        /// The day of the answer. The date may be partial.
        on: PartialDate,
        /// What was done about the statement.
        outcome: StatementOutcome,
        /// The answer in the answering organisation's own words, at most 4,000 characters. Null means not recorded.
        says: Option<Passage>,
    }

    /// One statement about the record, by the person or somebody who speaks for them, and the answers to it.
    RecordedStatement "RecordedStatementInput" of Statement {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// Whose statement it is.
        by: Speaker,
        /// The day the statement was made. The date may be partial.
        made: PartialDate,
        /// The organisation whose record the statement is about. Null means that none is named.
        about: Option<OrganisationCode>,
        /// What the statement says, in a form that can be compared with the record.
        #[graphql(default)]
        claims: Vec<Claim>,
        /// What the statement says, in the speaker's own words, at most 4,000 characters.
        says: Passage,
        /// The answers to the statement that organisations gave.
        #[graphql(default)]
        answers: Vec<StatementAnswer>,
    }
}

listed_part! {
    /// What the person or a representative says of the record, written down for them by an organisation, and the answers to it (UK GDPR,
    /// art. 5(1)(d) and 16).
    Statements "StatementsInput" {
        /// All statements, answered or not. The list is submitted whole: an item left out is named in `leftOut`.
        statements: [RecordedStatement],
    }
}
