//! # What is due when
//!
//! Every clock the law, the guidance or a default of ours sets, as it stands on a day. Due on day D means overdue from the day after D.

use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::facts::Facts;
use crate::domain::part::Part;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::policy::Spell;

use super::defaults::Default;
use super::{Provision, change_reviews, complaints, reviews, si_2014_2829};

/// What is due.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ClockKind {
    /// The first review after discharge.
    FirstReview,
    /// The yearly review.
    YearlyReview,
    /// A review after a change of circumstances.
    ChangeReview,
    /// Referral of a dispute between councils.
    DisputeReferral,
    /// Legal arguments after the referral.
    DisputeArguments,
    /// A review of the determination, if there is to be one.
    DeterminationReview,
    /// Acknowledging a complaint.
    ComplaintAcknowledgement,
    /// Answering a complaint.
    ComplaintAnswer,
    /// Explaining why a complaint has not been answered.
    ComplaintSixMonths,
}

const STAY: [Part; 8] = [
    Part::Identity,
    Part::Detention,
    Part::LegalBasis,
    Part::Position,
    Part::Residence,
    Part::Registration,
    Part::Services,
    Part::Ending,
];

macro_rules! and_the_stay {
    ($($part:ident),*) => {
        &[STAY[0], STAY[1], STAY[2], STAY[3], STAY[4], STAY[5], STAY[6], STAY[7], $(Part::$part),*]
    };
}

impl ClockKind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::FirstReview,
        Self::YearlyReview,
        Self::ChangeReview,
        Self::DisputeReferral,
        Self::DisputeArguments,
        Self::DeterminationReview,
        Self::ComplaintAcknowledgement,
        Self::ComplaintAnswer,
        Self::ComplaintSixMonths,
    ];

    /// The parts it is read from.
    pub const fn reads(self) -> &'static [Part] {
        match self {
            Self::FirstReview | Self::YearlyReview => and_the_stay!(Reviews),
            Self::ChangeReview => and_the_stay!(Reviews, Events),
            Self::DisputeReferral | Self::DeterminationReview => &[Part::Dispute],
            Self::DisputeArguments => &[Part::Dispute, Part::DisputeArgument],
            Self::ComplaintAcknowledgement | Self::ComplaintAnswer | Self::ComplaintSixMonths => {
                &[Part::Complaints]
            }
        }
    }
}

/// How a clock stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClockState {
    /// Running, not yet due.
    Running,
    /// Overdue on some reading of the dates.
    PossiblyOverdue,
    /// Overdue on every reading.
    Overdue,
}

/// A clock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clock {
    /// What is due.
    pub kind: ClockKind,
    /// Whose account it is read from, where it is about one item of one account, and which item.
    pub about: Option<(OrganisationCode, ItemKey)>,
    /// From the day it runs from.
    pub from: PartialDate,
    /// When.
    pub due: PartialDate,
    /// How it stands.
    pub state: ClockState,
    /// Under what.
    pub provision: &'static Provision,
    /// The default that sets its length, where the provision sets none.
    pub default: Option<&'static Default>,
    /// The joint policy that has it due sooner than the provision or the default.
    pub policy: Option<Spell>,
}

impl Clock {
    pub(super) fn new(
        kind: ClockKind,
        from: PartialDate,
        due: PartialDate,
        on: Day,
        provision: &'static Provision,
    ) -> Self {
        let state = match (due.earliest(), due.latest()) {
            (_, Some(latest)) if latest < on => ClockState::Overdue,
            (Some(earliest), _) if earliest < on => ClockState::PossiblyOverdue,
            (None, _) => ClockState::PossiblyOverdue,
            (Some(_), _) => ClockState::Running,
        };
        Self {
            kind,
            about: None,
            from,
            due,
            state,
            provision,
            default: None,
            policy: None,
        }
    }

    pub(super) fn about(mut self, body: &OrganisationCode, item: &ItemKey) -> Self {
        self.about = Some((body.clone(), item.clone()));
        self
    }

    pub(super) fn under(mut self, policy: Option<&Spell>) -> Self {
        self.policy = policy.cloned();
        self
    }

    pub(super) const fn by_default(mut self, default: &'static Default) -> Self {
        self.default = Some(default);
        self
    }
}

/// Whether something dated has happened by a day, on some reading.
pub(super) fn happened(date: Option<PartialDate>, on: Day) -> bool {
    date.is_some_and(|date| date.earliest().is_none_or(|earliest| earliest <= on))
}

/// Every clock that runs on a day, by what is due first.
pub fn clocks(facts: &Facts<'_>, on: Day) -> Vec<Clock> {
    let mut all = Vec::new();
    reviews::clocks(facts, on, &mut all);
    change_reviews::clocks(facts, on, &mut all);
    si_2014_2829::clocks(facts, on, &mut all);
    complaints::clocks(facts, on, &mut all);
    all.sort_by_key(|clock| (clock.due.latest(), clock.kind));
    all
}
