//! How one organisation looks at one entry: what it may know, and how much of each thing.

use std::borrow::Cow;

use crate::domain::code::OrganisationCode;
use crate::domain::discrepancy::{Discrepancy, Stretch};
use crate::domain::entry::{Account, Entry, Moment, Notification};
use crate::domain::facts::Facts;
use crate::domain::law::clocks::{Clock, clocks};
use crate::domain::law::{Finding, Responsible, s117_2};
use crate::domain::organisation::{Kind, Successor};
use crate::domain::part::Part;
use crate::domain::part::address::Address;
use crate::domain::part::position::Position;
use crate::domain::partial_date::Day;

use super::grade::{Derived, Grade, of_discrepancy, reads_all};
use super::limit::cut;
use super::relation::{Relation, ceiling, relation};
use super::sharing::{Limit, Read, read};
use super::view::discrepancy_id;
use super::visible::{
    Ask, Escalation, Graded, Seal, SeenDiscrepancy, SeenDuty, SeenNotification, Visibility,
    VisibleAccount,
};

/// How one organisation looks at one entry.
#[derive(Clone, Debug)]
pub(super) struct Sight {
    pub(super) reader: OrganisationCode,
    today: Day,
    pub(super) kind: Kind,
    pub(super) relation: Relation,
    /// The last moment at which a former party was more than that.
    last: Option<Moment>,
}

impl Sight {
    pub(super) fn of(entry: &Entry, reader: &OrganisationCode, today: Day) -> Option<Self> {
        let kind = entry.kind(reader)?;
        let now = entry.now();
        let relation = relation(&now, reader, today);
        let last = match relation {
            Relation::Stranger => return None,
            Relation::Former => ceiling(&now, reader),
            Relation::Responsible
            | Relation::Provider
            | Relation::Candidate
            | Relation::Claimant => None,
        };
        Some(Self {
            reader: reader.clone(),
            today,
            kind,
            relation,
            last,
        })
    }

    /// The question as this reader may put it: a former party's ends on the day it ceased to be one.
    pub(super) fn question(&self, ask: &Ask) -> Ask {
        let last = self.last.map(Moment::day);
        Ask {
            on: last.map_or(ask.on, |last| ask.on.min(last)),
            ..*ask
        }
    }

    /// The entry as this reader may know it.
    pub(super) fn world<'e>(&self, entry: &'e Entry, ask: &Ask) -> Cow<'e, Entry> {
        let asked = ask.known_at.map_or(i64::MAX, |at| entry.position_at(at));
        let ceiling = match (self.relation, self.last) {
            (Relation::Former, last) => last.map_or(0, |moment| moment.position),
            (
                Relation::Responsible
                | Relation::Provider
                | Relation::Candidate
                | Relation::Claimant
                | Relation::Stranger,
                _,
            ) => i64::MAX,
        };
        let mut world = entry.as_known(ceiling.min(asked));
        if let Some(as_at) = ask.law_as_at {
            world.to_mut().law.as_at = as_at;
        }
        if self.relation == Relation::Claimant {
            let world = world.to_mut();
            world
                .accounts
                .retain(|account| account.organisation == self.reader);
            world
                .notifications
                .retain(|one| one.from == self.reader || one.to == self.reader);
            world.first_reads.retain(|body, _| *body == self.reader);
        }
        world
    }

    pub(super) fn account(&self, account: &Account, entry: &Entry) -> VisibleAccount {
        let own = account.organisation == self.reader;
        let present = entry.accounts.iter().find(|one| one.id == account.id);
        let newest = |part| {
            account
                .versions
                .iter()
                .rev()
                .find(|version| version.part == part)
                .cloned()
        };
        let part = |part: Part| {
            let visibility = match read(part, self.kind, self.relation) {
                _ if own => Visibility::Whole(newest(part)),
                Read::Whole => Visibility::Whole(newest(part)),
                Read::No => Visibility::NotShared,
                Read::Limited(limit) => self.limited(entry, account, present, part, limit),
            };
            (part, visibility)
        };
        VisibleAccount {
            _seal: Seal,
            id: account.id,
            organisation: account.organisation.clone(),
            own,
            local_id: own.then(|| account.local_id.clone()),
            parts: Part::ALL.iter().copied().map(part).collect(),
        }
    }

    fn limited(
        &self,
        entry: &Entry,
        account: &Account,
        present: Option<&Account>,
        part: Part,
        limit: Limit,
    ) -> Visibility {
        let newest = || {
            let mut newest = account.versions.iter().rev();
            newest.find(|version| version.part == part).cloned()
        };
        match limit {
            Limit::UnlessProtected => {
                // What is protected today was not, perhaps, as the register stood then: permission is today's.
                let mut both = std::iter::once(account).chain(present);
                let protected = both.any(|one| {
                    one.stated::<Address>()
                        .is_some_and(|address| address.protected)
                });
                if protected {
                    Visibility::NotShared
                } else {
                    Visibility::Whole(newest())
                }
            }
            Limit::ResponsibilityOnly | Limit::QualifiesOnly => {
                Visibility::Limited(newest(), limit)
            }
            Limit::MovesOnly | Limit::NamingTheReader | Limit::DatesAndStage => {
                // Whoever stands in another's shoes is named where that one was.
                let named = |code: &OrganisationCode| {
                    *code == self.reader
                        || match entry.holder(code, self.today) {
                            Successor::Is(heir) => heir == self.reader,
                            Successor::OneOf(_) => false,
                        }
                };
                Visibility::Whole(cut(account, part, limit, &named))
            }
        }
    }

    /// A derived answer, cut to the reader's grade.
    pub(super) fn graded<T>(&self, which: Derived, answer: Finding<T>) -> Graded<Finding<T>> {
        let grade = which
            .grade(self.kind, self.relation)
            .unwrap_or(Grade::ThatItStands);
        let answer = if grade == Grade::Whole {
            answer
        } else {
            answer.without_reasons()
        };
        Graded { grade, answer }
    }

    /// The clocks that the reader is given: those that run on parts it may read, and on items of its own. None: none ever.
    pub(super) fn clocks(&self, facts: &Facts<'_>, on: Day) -> Option<Vec<Clock>> {
        Derived::Clocks.grade(self.kind, self.relation)?;
        let mut all = clocks(facts, on);
        all.retain(|clock| {
            reads_all(clock.kind.reads(), self.kind, self.relation)
                || clock
                    .about
                    .as_ref()
                    .is_some_and(|(body, _)| *body == self.reader)
        });
        Some(all)
    }

    pub(super) fn duty(&self, world: &Entry, duty: s117_2::Duty) -> SeenDuty {
        let named = if duty.responsible.outcome.body().is_some() {
            Vec::new()
        } else {
            named(world, duty.kind)
        };
        let s117_2::Duty {
            kind,
            responsible,
            payer,
            status,
            since,
            until,
        } = duty;
        let Graded { grade, answer } = self.graded(Derived::Duties, responsible);
        let answer = open_without_reasons(answer, grade);
        SeenDuty {
            duty: s117_2::Duty {
                kind,
                responsible: answer,
                payer: payer.map(|payer| open_without_reasons(payer, grade)),
                status,
                since,
                until,
            },
            named,
            grade,
        }
    }

    pub(super) fn grade(&self, one: &Discrepancy, stretch: &Stretch) -> Option<Grade> {
        of_discrepancy(
            one.rule.reads,
            self.kind,
            self.relation,
            stretch.actors.contains(&self.reader),
        )
    }

    pub(super) fn discrepancy(
        &self,
        entry: &Entry,
        one: &Discrepancy,
        on: Day,
    ) -> Option<SeenDiscrepancy> {
        let stretch = one.on(on)?;
        let grade = self.grade(one, stretch)?;
        let parts: Vec<_> = one.rule.reads.iter().map(|part| part.name()).collect();
        Some(SeenDiscrepancy {
            _seal: Seal,
            id: discrepancy_id(entry, one),
            entry: entry.id,
            rule: (grade != Grade::ThatItStands).then_some(one.rule),
            grade,
            severity: stretch.severity,
            certain: stretch.certain,
            actors: stretch.actors.clone(),
            opened: one.opened(on).unwrap_or(stretch.from),
            sentence: match grade {
                Grade::Whole => stretch.sentence.clone(),
                Grade::AboutWhichPart => format!(
                    "Something about {} needs an answer from you.",
                    parts.join(", ")
                ),
                Grade::ThatItStands => "Something stands between the bodies named.".to_owned(),
            },
            values: if grade == Grade::Whole {
                stretch.values.clone()
            } else {
                Vec::new()
            },
        })
    }

    /// A notification is addressed to a body, and its answer to whoever asked: the two see it as it stands, whatever their relation has
    /// become. The others are as this reader may know them.
    pub(super) fn notifications(
        &self,
        entry: &Entry,
        world: &Entry,
        ask: &Ask,
    ) -> Vec<SeenNotification> {
        let asked = entry.as_known(ask.known_at.map_or(i64::MAX, |at| entry.position_at(at)));
        let seen = asked.notifications.iter().filter_map(|one| {
            let known = if one.to == self.reader || one.from == self.reader {
                one
            } else {
                world
                    .notifications
                    .iter()
                    .find(|other| other.id == one.id)?
            };
            self.notification(world, known, ask.on)
        });
        seen.collect()
    }

    /// Whether this reader may still answer: a former party answers only what it was told since.
    pub(super) fn may_answer(&self, raised: Moment) -> bool {
        self.relation != Relation::Former
            || self.last.is_none_or(|last| raised.position > last.position)
    }

    pub(super) fn notification(
        &self,
        world: &Entry,
        one: &Notification,
        on: Day,
    ) -> Option<SeenNotification> {
        let between_us = one.to == self.reader || one.from == self.reader;
        let party = matches!(self.relation, Relation::Responsible | Relation::Provider);
        (between_us || party).then(|| SeenNotification {
            _seal: Seal,
            id: one.id,
            entry: world.id,
            from: one.from.clone(),
            to: one.to.clone(),
            kind: one.kind,
            raised: one.raised,
            due: one.due,
            answer: one.answer().cloned(),
            between_us,
            escalation: Escalation::on(one, on),
        })
    }
}

/// Everybody reads its own record, as it stands or stood, whatever its relation has become.
pub(super) fn own_accounts(entry: &Entry, reader: &OrganisationCode, ask: &Ask) -> Vec<Account> {
    let asked = ask.known_at.map_or(i64::MAX, |at| entry.position_at(at));
    let (then, now) = (entry.as_known(asked), entry.now());
    let is_own = |account: &&Account| account.organisation == *reader;
    let mut own: Vec<_> = then.accounts.iter().filter(is_own).cloned().collect();
    // What it recorded before its account was linked here is its own all the same.
    for account in now.accounts.iter().filter(is_own) {
        if own.iter().all(|one| one.id != account.id) {
            let mut account = account.clone();
            account
                .versions
                .retain(|version| version.known.position <= asked);
            if !account.versions.is_empty() {
                own.push(account);
            }
        }
    }
    own
}

/// Who is responsible, cut to a grade. What is missing depends on the section, so it is a reason: without reasons, open is open.
fn open_without_reasons(answer: Finding<Responsible>, grade: Grade) -> Finding<Responsible> {
    if grade == Grade::Whole {
        return answer;
    }
    answer.without_reasons().map(|outcome| match outcome {
        Responsible::CannotTell(_) => Responsible::DeterminationNeeded(Vec::new()),
        other @ (Responsible::Is(_)
        | Responsible::NhsEngland
        | Responsible::DeterminationNeeded(_)) => other,
    })
}

fn named(world: &Entry, kind: Kind) -> Vec<OrganisationCode> {
    let positions = world
        .accounts
        .iter()
        .filter_map(|account| account.stated::<Position>());
    let mut named: Vec<_> = positions
        .filter_map(|position| match kind {
            Kind::Council => position.responsible_council.clone(),
            Kind::Icb => position.responsible_icb.clone(),
            Kind::Trust | Kind::Hospital => None,
        })
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}
