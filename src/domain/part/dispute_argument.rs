//! What the parties to a dispute argue in law (SI 2014/2829, reg. 4(2), (3)). Only those who dispute read it.

use serde::{Deserialize, Serialize};

use super::{Content, Keyed, LeftOut, Listed, in_order, not_in_the_future};
use crate::domain::code::ItemKey;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

/// One submission.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Argument {
    /// The writer's key.
    pub key: ItemKey,
    /// The dispute, by the key it has in the dispute part of the same account.
    pub dispute: ItemKey,
    /// Made on.
    pub made: PartialDate,
    /// Sent to whoever determines the dispute on.
    pub sent: Option<PartialDate>,
    /// The provisions and cases it relies on.
    pub relies_on: Option<Text>,
    /// Its passages, in order.
    pub passages: Vec<Text>,
}

impl Keyed for Argument {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The dispute argument part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DisputeArgument {
    /// Submissions, in any order.
    pub arguments: Listed<Argument>,
}

impl Content for DisputeArgument {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.arguments
            .check("arguments", problems, |argument, problems| {
                not_in_the_future("made", Some(argument.made), today, problems);
                not_in_the_future("sent", argument.sent, today, problems);
                in_order(
                    Some(argument.made),
                    "sent",
                    argument.sent,
                    "it was made",
                    problems,
                );
                if argument.passages.is_empty() {
                    problems.report_at("passages", ProblemCode::Missing, "say what is argued");
                }
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.arguments.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.arguments.left_out
    }
}
