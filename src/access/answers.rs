//! What the law says of a person on a day, as far as a reader may know it: derived, and written by nobody.

use crate::domain::entry::Entry;
use crate::domain::facts::Facts;
use crate::domain::law::clocks::{Clock, clocks};
use crate::domain::law::hospital_claim::Again;
use crate::domain::law::s117_1::{self, Entitlement};
use crate::domain::law::{Finding, ending, s117_2};
use crate::domain::organisation::Kind;
use crate::domain::partial_date::{Day, PartialDate};

use super::grade::{Derived, Grade};
use super::sight::Sight;
use super::visible::{Graded, Seal, SeenDuty};

/// A qualifying detention and the duty after it, in dates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Episode {
    /// The qualifying detention began.
    pub detained: Option<PartialDate>,
    /// Back in hospital without a new order.
    pub again: Option<Again>,
    /// Left hospital: the duty began.
    pub left: Option<PartialDate>,
    /// Both bodies ended the duty.
    pub ended: Option<PartialDate>,
    /// It was begun again after that, and has not been ended since.
    pub reinstated: Option<PartialDate>,
}

/// What the law says of a person on a day.
#[derive(Clone, Debug)]
pub struct Answers {
    pub(super) _seal: Seal,
    /// The day.
    pub on: Day,
    /// Whether the person is entitled.
    pub entitlement: Graded<Finding<Entitlement>>,
    /// Every qualifying detention by this day, earliest first; none where the reader may not read what they rest on.
    pub episodes: Vec<Episode>,
    /// Who owes what, earliest first, councils before ICBs.
    pub duties: Vec<SeenDuty>,
    /// What is due; none where the reader may not read what the clocks run on.
    pub clocks: Option<Vec<Clock>>,
    /// How the ending of the duty stands; none where the reader may not read what it rests on.
    pub ending: Option<Graded<Finding<ending::Outcome>>>,
}

impl Answers {
    /// The duties of one kind of body, earliest first.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &SeenDuty> {
        self.duties
            .iter()
            .filter(move |seen| seen.duty.kind == kind)
    }

    /// The kinds of body that owe a duty here and on which the record settles none.
    pub fn unsettled(&self) -> impl Iterator<Item = Kind> + '_ {
        let open = |seen: &&SeenDuty| seen.duty.responsible.outcome.body().is_none();
        self.duties.iter().filter(open).map(|seen| seen.duty.kind)
    }

    /// Since when the person is entitled.
    pub const fn since(&self) -> Option<PartialDate> {
        self.entitlement.answer.outcome.since
    }
}

/// What a reader is given.
pub(super) fn answers(sight: &Sight, world: &Entry, facts: &Facts<'_>, on: Day) -> Answers {
    let entitlement = sight.graded(Derived::Entitlement, s117_1::applies(facts, on));
    let whole = entitlement.grade == Grade::Whole;
    let duties = s117_2::duties(facts, on);
    Answers {
        _seal: Seal,
        on,
        episodes: if whole {
            episodes(facts, on)
        } else {
            Vec::new()
        },
        entitlement,
        duties: duties
            .into_iter()
            .map(|duty| sight.duty(world, duty))
            .collect(),
        clocks: sight.clocks(facts, on),
        ending: Derived::Ending
            .grade(sight.kind, sight.relation)
            .map(|_| sight.graded(Derived::Ending, ending::ending(facts, on))),
    }
}

/// What is given to whoever typed the facts in: all of it.
pub(super) fn whole(facts: &Facts<'_>, on: Day) -> Answers {
    let duties = s117_2::duties(facts, on).into_iter();
    Answers {
        _seal: Seal,
        on,
        entitlement: all(s117_1::applies(facts, on)),
        episodes: episodes(facts, on),
        duties: duties
            .map(|duty| SeenDuty {
                duty,
                named: Vec::new(),
                grade: Grade::Whole,
            })
            .collect(),
        clocks: Some(clocks(facts, on)),
        ending: Some(all(ending::ending(facts, on))),
    }
}

const fn all<T>(answer: T) -> Graded<T> {
    Graded {
        grade: Grade::Whole,
        answer,
    }
}

fn episodes(facts: &Facts<'_>, on: Day) -> Vec<Episode> {
    let begun = |date: Option<PartialDate>| {
        date.is_none_or(|date| date.earliest().is_none_or(|earliest| earliest <= on))
    };
    let shown = facts
        .episodes
        .iter()
        .filter(|one| begun(one.stay.detained_from()));
    shown
        .map(|one| Episode {
            detained: one.stay.detained_from(),
            again: one.stay.again(),
            left: one.stay.exit,
            ended: one.ended.certain().first().map(PartialDate::on),
            reinstated: one.reinstated,
        })
        .collect()
}
