//! What was put in place before each leave of absence.

use super::Answer;
use super::plan::Role;
use super::shape::{Line, Passage, listed_part, shapes};
use crate::domain::part::leave_risk as domain;
use crate::graphql::scalar::{ItemKey, PartialDate};

shapes! {
    /// What was put in place for one leave of absence from hospital (Mental Health Act 1983, s. 17).
    LeaveSafeguards "LeaveSafeguardsInput" of LeaveSafeguards {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The leave of absence, by the key it has in the detention part of the same account.
        leave: ItemKey,
        /// Whether the risk was assessed and the assessment written down (Code of Practice 27.10). Null means not recorded.
        risk_assessed: Option<Answer>,
        /// The day the risk was assessed. The date may be partial; null means not recorded.
        assessed_on: Option<PartialDate>,
        /// What the risk assessment found, at most 4,000 characters. Null means not recorded.
        risk: Option<Passage>,
        /// What to do if the leave goes wrong, at most 4,000 characters. Null means not recorded.
        contingency: Option<Passage>,
        /// The day the leave was authorised (Code of Practice 27.22). The date may be partial; null means not recorded.
        authorised: Option<PartialDate>,
        /// The role of whoever authorised the leave, and never a name, at most 200 characters. Null means not recorded.
        authorised_by: Option<Line>,
        /// The conditions on which the leave was granted, at most 4,000 characters. Null means not recorded.
        conditions: Option<Passage>,
        /// The day the authorisation was passed on to those who need it. The date may be partial; null means not recorded.
        given_on: Option<PartialDate>,
        /// The roles of those to whom the authorisation was passed on.
        #[graphql(default)]
        given_to: Vec<Role>,
    }
}

listed_part! {
    /// What was put in place before each leave of absence: risk assessment, contingency, authorisation and conditions (Code of Practice
    /// 27.10, 27.22).
    LeaveRisk "LeaveRiskInput" {
        /// The safeguards of every leave of absence. The list is submitted whole: an item left out is named in `leftOut`.
        leaves: [LeaveSafeguards],
    }
}
