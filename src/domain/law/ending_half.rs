//! # One body's half of an ending
//!
//! A half is a decision of a body that owes the duty, about that duty and no earlier or later one (s. 117(2)).

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Standing};
use crate::domain::facts::Facts;
use crate::domain::organisation::Kind;
use crate::domain::part::ending::{Ending, EndingReason};
use crate::domain::part::plan::Role;
use crate::domain::part::{Answer, Part, Whole};
use crate::domain::partial_date::{Day, PartialDate};

use super::Responsible;
use super::ending_bar::Bar;
use super::responsible_icb::responsible_icb;
use super::s117_3::responsible_council;

/// A body's half.
#[derive(Clone, Copy, Debug)]
pub(super) struct Half<'e> {
    pub(super) by: &'e OrganisationCode,
    said: &'e Ending,
    pub(super) decided: PartialDate,
}

/// What a body has said of ending, one after the other, since it last withdrew it. What is said of one duty takes nothing back of another.
pub(super) fn statements(account: &Account) -> Vec<&Ending> {
    let mut said = Vec::new();
    for version in account
        .versions
        .iter()
        .filter(|one| one.part == Part::Ending)
    {
        match (version.standing, version.body.as_ref().and_then(Ending::of)) {
            (Standing::Withdrawn(_), _) => said.clear(),
            (Standing::Stated, Some(ending)) => said.push(ending),
            (Standing::Stated | Standing::Proposed, _) => {}
        }
    }
    said
}

/// The halves of one kind of body that are about the ending of this episode's duty, from bodies that may owe it; and whether which body owes
/// it is settled, as far as these halves depend on that.
pub(super) fn halves<'e>(facts: &Facts<'e>, index: usize, kind: Kind) -> (Vec<Half<'e>>, bool) {
    let detained = |at: usize| {
        facts
            .episodes
            .get(at)
            .and_then(|one| one.stay.detained_from())
    };
    // What was decided before this detention began is about the duty before it, and after the next about the one after that.
    let from = detained(index).filter(|_| index > 0);
    let until = detained(index + 1);
    let about = |decided: PartialDate| {
        from.is_none_or(|from| !decided.certainly_before(from))
            && until.is_none_or(|until| !until.certainly_before(decided))
    };
    let mut settled = true;
    let mut halves = Vec::new();
    let of_kind = |one: &&'e Account| facts.entry.kind(&one.organisation) == Some(kind);
    for account in facts.entry.accounts.iter().filter(of_kind) {
        let decided = |one: &Ending| one.decided.unwrap_or(PartialDate::Unknown);
        let last = statements(account)
            .into_iter()
            .rfind(|one| about(decided(one)));
        let Some(said) = last.filter(|one| one.satisfied == Answer::Yes) else {
            continue;
        };
        let half = Half {
            by: &account.organisation,
            said,
            decided: decided(said),
        };
        let day = half.decided.latest().unwrap_or(Day::MAX);
        let found = if kind == Kind::Council {
            responsible_council(facts, index, day).outcome
        } else {
            responsible_icb(facts, index, day).statutory.outcome
        };
        match &found {
            Responsible::Is(body) if body != half.by => continue,
            Responsible::NhsEngland => continue,
            Responsible::DeterminationNeeded(several) if !several.is_empty() => {
                if !several.contains(half.by) {
                    continue;
                }
                settled = settled && several.len() == 1;
            }
            // Where nothing says which body owes it, the half of one that says it does stands.
            Responsible::Is(_)
            | Responsible::CannotTell(_)
            | Responsible::DeterminationNeeded(_) => {}
        }
        halves.push(half);
    }
    (halves, settled)
}

impl Half<'_> {
    /// The day on which joint notice in writing was given to the person.
    pub(super) fn notice(&self) -> Option<PartialDate> {
        let notice = self.said.notice.as_ref()?;
        let joint = notice.joint == Some(Answer::Yes) && notice.written == Some(Answer::Yes);
        notice.given.filter(|_| joint)
    }

    pub(super) fn bars(&self) -> impl Iterator<Item = Bar> {
        let Ending {
            satisfied: _,
            decided: _,
            reasons,
            evidence,
            involvement,
            notice: _,
        } = self.said;
        let suffices = reasons.contains(&EndingReason::NeedCeased);
        let shown = evidence
            .as_ref()
            .is_some_and(|one| one.review.is_some() || one.shows.is_some());
        let involved = involvement.as_ref().is_some_and(|one| {
            one.views_recorded == Some(Answer::Yes)
                && one
                    .attendance
                    .iter()
                    .any(|who| who.role == Role::Person && (who.invited || who.attended))
        });
        let bars = [
            (suffices, Bar::ReasonsDoNotSuffice),
            (shown, Bar::NoEvidence),
            (involved, Bar::PersonNotInvolved),
        ];
        bars.into_iter().filter(|(met, _)| !met).map(|(_, bar)| bar)
    }
}
