//! What is due when.

use async_graphql::{Enum, SimpleObject};

use super::organisation::Organisation;
use super::policy::JointPolicy;
use super::rule::{Default, Provision};
use crate::domain::law::clocks;
use crate::domain::organisation::Organisations;
use crate::graphql::scalar::{ItemKey, PartialDate, show};

/// What a clock says is due.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "clocks::ClockKind")]
pub enum ClockKind {
    /// The first review, due six weeks after discharge.
    FirstReview,
    /// The yearly review, due a year after the last that considered section 117.
    YearlyReview,
    /// A review after a change of circumstances.
    ChangeReview,
    /// The referral of a dispute between councils, due four months after the first written denial (SI 2014/2829, reg. 3(7)).
    DisputeReferral,
    /// The legal arguments in a dispute, due fourteen days after the referral (SI 2014/2829, reg. 4(3)).
    DisputeArguments,
    /// A review of a determination, to begin within three months of it if at all (Care Act 2014, s. 40(2)).
    DeterminationReview,
    /// The acknowledgement of a complaint, due in three working days.
    ComplaintAcknowledgement,
    /// The answer to a complaint, due on the day that the body named, else within a default of working days.
    ComplaintAnswer,
    /// Why a complaint has not been answered in six months must be explained.
    ComplaintSixMonths,
}

/// How a clock stands. Due on a day means overdue from the day after.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "clocks::ClockState")]
pub enum ClockState {
    /// The clock is running and what is due is not overdue.
    Running,
    /// What is due is overdue on some reading of partial dates.
    PossiblyOverdue,
    /// What is due is overdue on every reading of the dates.
    Overdue,
}

/// A clock that says when something is due.
#[derive(SimpleObject, Debug)]
pub struct Clock {
    /// What the clock says is due.
    pub kind: ClockKind,
    /// The organisation in whose account the complaint, dispute or event stands that the clock is about. Null for the review clocks.
    pub organisation: Option<Organisation>,
    /// The key of that complaint, dispute or event in that account. Null for the review clocks.
    pub item: Option<ItemKey>,
    /// The day the clock runs from. The date may be partial.
    pub from: PartialDate,
    /// The day on which it is due: it is overdue from the day after. The date may be partial.
    pub due: PartialDate,
    /// How the clock stands on the day asked about.
    pub state: ClockState,
    /// The provision under which it is due.
    pub provision: Provision,
    /// The default of the register's own that sets its length. Null means that the provision sets it.
    #[graphql(name = "default")]
    pub by_default: Option<Default>,
    /// The joint policy that has it due sooner than the provision or the default. Null means that none does.
    pub policy: Option<JointPolicy>,
}

impl Clock {
    /// A clock as it is published.
    pub fn of(clock: &clocks::Clock, organisations: &Organisations) -> Self {
        let clocks::Clock {
            kind,
            about,
            from,
            due,
            state,
            provision,
            default,
            policy,
        } = clock;
        let about = about.as_ref();
        Self {
            kind: (*kind).into(),
            organisation: about.map(|(body, _)| Organisation::of(organisations, body)),
            item: about.map(|(_, key)| show(key)),
            from: show(from),
            due: show(due),
            state: (*state).into(),
            provision: Provision::from(*provision),
            by_default: default.map(Default::from),
            policy: policy
                .as_ref()
                .map(|one| JointPolicy::of(&one.policy, Some(one), organisations)),
        }
    }
}
