//! # One body's half of an ending
//!
//! A half is a decision of a body that owes the duty, about that duty and no earlier or later one (s. 117(2)).

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Standing};
use crate::domain::facts::Facts;
use crate::domain::organisation::Kind;
use crate::domain::part::ending::{Ending, EndingReason, EvidenceDigest};
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

/// What a body has said of ending, one after the other, since it last withdrew it, with its place in the order of commits. What is said of
/// one duty takes nothing back of another.
pub(super) fn statements(account: &Account) -> Vec<(i64, &Ending)> {
    let mut said = Vec::new();
    for version in account
        .versions
        .iter()
        .filter(|one| one.part == Part::Ending)
    {
        match (version.standing, version.body.as_ref().and_then(Ending::of)) {
            (Standing::Withdrawn(_), _) => said.clear(),
            (Standing::Stated, Some(ending)) => said.push((version.known.position, ending)),
            (Standing::Stated | Standing::Proposed, _) => {}
        }
    }
    said
}

/// A run of decisions about one duty: until after-care was begun again, or to this day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Round {
    /// After this place in the order of commits.
    after: i64,
    /// Up to this one.
    until: i64,
    /// Begun again from this day, which ended the round.
    pub(super) reinstated: Option<PartialDate>,
}

impl Round {
    /// All that was ever decided.
    pub(super) const WHOLE: Self = Self {
        after: i64::MIN,
        until: i64::MAX,
        reinstated: None,
    };
}

/// The rounds about one episode's duty, earliest first.
pub(super) fn rounds(facts: &Facts<'_>, index: usize) -> Vec<Round> {
    let owes = |account: &&Account| {
        let kind = facts.entry.kind(&account.organisation);
        kind.is_some_and(Kind::owes_the_duty)
    };
    let said = facts
        .entry
        .accounts
        .iter()
        .filter(owes)
        .flat_map(statements);
    let mut again: Vec<_> = said
        .filter_map(|(at, one)| Some((at, one.reinstated.as_ref()?.from)))
        .filter(|(_, from)| about(facts, index, *from))
        .collect();
    again.sort_unstable_by_key(|(at, _)| *at);
    let mut rounds = Vec::with_capacity(again.len() + 1);
    let mut after = i64::MIN;
    for (at, from) in again {
        rounds.push(Round {
            after,
            until: at,
            reinstated: Some(from),
        });
        after = at;
    }
    rounds.push(Round {
        after,
        ..Round::WHOLE
    });
    rounds
}

/// Whether what was decided on a day is about this episode's duty. What was decided before its detention began is about the duty before it,
/// and after the next about the one after that.
fn about(facts: &Facts<'_>, index: usize, decided: PartialDate) -> bool {
    let detained = |at: usize| {
        let episode = facts.episodes.get(at);
        episode.and_then(|one| one.stay.detained_from())
    };
    let from = detained(index).filter(|_| index > 0);
    let until = detained(index + 1);
    from.is_none_or(|from| !decided.certainly_before(from))
        && until.is_none_or(|until| !until.certainly_before(decided))
}

/// The halves of one kind of body that are about the ending of this episode's duty, from bodies that may owe it; and whether which body owes
/// it is settled, as far as these halves depend on that.
pub(super) fn halves<'e>(
    facts: &Facts<'e>,
    index: usize,
    kind: Kind,
    round: &Round,
) -> (Vec<Half<'e>>, bool) {
    let mut settled = true;
    let mut halves = Vec::new();
    let of_kind = |one: &&'e Account| facts.entry.kind(&one.organisation) == Some(kind);
    for account in facts.entry.accounts.iter().filter(of_kind) {
        let decided = |one: &Ending| one.decided.unwrap_or(PartialDate::Unknown);
        let said = statements(account).into_iter();
        let mut said = said.filter(|(at, _)| round.after < *at && *at < round.until);
        let last = said.rfind(|(_, one)| about(facts, index, decided(one)));
        let last = last.map(|(_, one)| one);
        let Some(said) = last.filter(|one| one.satisfied == Answer::Yes) else {
            continue;
        };
        let half = Half::of(&account.organisation, said);
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

impl<'e> Half<'e> {
    /// What a body would say, if it said it.
    pub(super) fn of(by: &'e OrganisationCode, said: &'e Ending) -> Self {
        Self {
            by,
            said,
            decided: said.decided.unwrap_or(PartialDate::Unknown),
        }
    }

    /// What it signed.
    pub(super) const fn signed(&self) -> Option<&'e EvidenceDigest> {
        self.said.signed.as_ref()
    }

    /// When it signed, where it signed what is before both bodies.
    pub(super) fn signed_on(&self) -> Option<PartialDate> {
        self.signed()?;
        self.said.evidence.as_ref()?.signed
    }

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
            signed: _,
            reinstated: _,
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
