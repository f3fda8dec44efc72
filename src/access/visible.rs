//! What an organisation sees of an entry. Built by `view` and by nothing else; whatever is published is a projection of these types.

use std::sync::Arc;

use crate::domain::act::dispute::together;
use crate::domain::calendar::plus_working_days;
use crate::domain::code::{LocalId, OrganisationCode};
use crate::domain::discrepancy::{CannotTell, Rule, Severity, Value};
use crate::domain::entry::{
    Entry, Moment, Notification, NotificationKind, Reply, Standing, Version, Withdrawal,
};
use crate::domain::facts::Facts;
use crate::domain::id::{AccountId, DiscrepancyId, EntryId, NotificationId};
use crate::domain::knowledge::{Knowledge, knowledge};
use crate::domain::law::complaints::working_days;
use crate::domain::law::defaults::NOTIFY;
use crate::domain::law::s117_2;
use crate::domain::ombudsman_case::{Case, cases, holder_for};
use crate::domain::organisation::Organisations;
use crate::domain::part::complaints::{Complaint, Complaints};
use crate::domain::part::dispute::{Dispute, ResponsibilityDispute};
use crate::domain::part::ombudsman::Ombudsman;
use crate::domain::part::{Part, Whole};
use crate::domain::partial_date::Day;
use chrono::{DateTime, Utc};

use super::answers::{Answers, answers};
use super::grade::{Derived, Grade};
use super::relation::Relation;
use super::sharing::Limit;
use super::sight::Sight;

/// What is asked of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// About this day.
    pub on: Day,
    /// As the register stood then; none for now.
    pub known_at: Option<DateTime<Utc>>,
    /// Under the law as it was read on this day; none for now.
    pub law_as_at: Option<Day>,
    /// The day on which it is asked: permission is always today's.
    pub today: Day,
}

/// Only `access` can make one, so only `access` can make what holds one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Seal;

/// A part as a reader sees it. Absence has one meaning each time.
#[derive(Debug)]
pub enum Seen<'a, T> {
    /// It is here, with where it came from.
    Shown(&'a T, &'a Version),
    /// It is here, cut down to what the reader's relation allows.
    Limited(&'a T, &'a Version, Limit),
    /// The body has recorded nothing, or has withdrawn what it had.
    NotRecorded(Option<(Withdrawal, Moment)>),
    /// The sharing agreement does not give it to the reader, whether or not there is any.
    NotShared,
}

#[derive(Clone, Debug)]
pub(super) enum Visibility {
    Whole(Option<Arc<Version>>),
    Limited(Option<Arc<Version>>, Limit),
    NotShared,
}

/// An account as a reader sees it.
#[derive(Clone, Debug)]
pub struct VisibleAccount {
    pub(super) _seal: Seal,
    /// Its id.
    pub id: AccountId,
    /// Whose.
    pub organisation: OrganisationCode,
    /// Whether it is the reader's own.
    pub own: bool,
    /// The owner's own identifier: shown to the owner alone.
    pub local_id: Option<LocalId>,
    pub(super) parts: Vec<(Part, Visibility)>,
}

impl VisibleAccount {
    /// A part of it.
    pub fn part<T: Whole>(&self) -> Seen<'_, T> {
        let visibility = self
            .parts
            .iter()
            .find(|(part, _)| *part == T::PART)
            .map(|(_, visibility)| visibility);
        let (version, limit) = match visibility {
            None | Some(Visibility::NotShared) => return Seen::NotShared,
            Some(Visibility::Whole(version)) => (version, None),
            Some(Visibility::Limited(version, limit)) => (version, Some(*limit)),
        };
        let Some(version) = version else {
            return Seen::NotRecorded(None);
        };
        match (
            &version.standing,
            version.body.as_ref().and_then(T::of),
            limit,
        ) {
            (Standing::Withdrawn(why), _, _) => Seen::NotRecorded(Some((*why, version.known))),
            (Standing::Stated | Standing::Proposed, Some(content), None) => {
                Seen::Shown(content, version)
            }
            (Standing::Stated | Standing::Proposed, Some(content), Some(limit)) => {
                Seen::Limited(content, version, limit)
            }
            (Standing::Stated | Standing::Proposed, None, _) => Seen::NotRecorded(None),
        }
    }

    /// The versions of the parts that are shown, for those who write them next.
    pub fn versions(&self) -> impl Iterator<Item = (Part, u32)> + '_ {
        self.parts
            .iter()
            .filter_map(|(part, visibility)| match visibility {
                Visibility::Whole(Some(version)) => Some((*part, version.number)),
                Visibility::Whole(None) | Visibility::Limited(..) | Visibility::NotShared => None,
            })
    }
}

/// A derived answer, with how much of it the reader is given.
#[derive(Clone, Debug)]
pub struct Graded<T> {
    /// How much.
    pub grade: Grade,
    /// The answer; without its reasons unless whole.
    pub answer: T,
}

/// A duty as a reader sees it.
#[derive(Clone, Debug)]
pub struct SeenDuty {
    /// The duty.
    pub duty: s117_2::Duty,
    /// The bodies that accounts name, where the law leaves it open.
    pub named: Vec<OrganisationCode>,
    /// How much of its reasons is shown.
    pub grade: Grade,
}

/// A discrepancy as a reader sees it on a day.
#[derive(Clone, Debug)]
pub struct SeenDiscrepancy {
    pub(super) _seal: Seal,
    /// Its id, the same for every reader.
    pub id: DiscrepancyId,
    /// The entry.
    pub entry: EntryId,
    /// The rule; not shown at the lowest grade.
    pub rule: Option<&'static Rule>,
    /// How much is shown.
    pub grade: Grade,
    /// How grave.
    pub severity: Severity,
    /// Whether it certainly stands.
    pub certain: bool,
    /// Who must act.
    pub actors: Vec<OrganisationCode>,
    /// Standing since.
    pub opened: Day,
    /// In a sentence, cut to the grade.
    pub sentence: String,
    /// The values side by side; none unless whole.
    pub values: Vec<Value>,
}

/// A notification as a reader sees it.
#[derive(Clone, Debug)]
pub struct SeenNotification {
    pub(super) _seal: Seal,
    /// Its id.
    pub id: NotificationId,
    /// The entry.
    pub entry: EntryId,
    /// Who told.
    pub from: OrganisationCode,
    /// Who is told.
    pub to: OrganisationCode,
    /// What about.
    pub kind: NotificationKind,
    /// When.
    pub raised: Moment,
    /// An answer is due by.
    pub due: Day,
    /// The answer; the reason for a denial only between the two bodies.
    pub answer: Option<(Reply, Moment)>,
    /// Whether the reason for a denial may be shown.
    pub between_us: bool,
    /// How far it has been let lie.
    pub escalation: Escalation,
}

/// How long a complaint took.
#[derive(Clone, Copy, Debug)]
pub struct ComplaintTime<'a> {
    /// Which body records it.
    pub body: &'a OrganisationCode,
    /// The complaint.
    pub complaint: &'a Complaint,
    /// In working days, at least and at most; none where they cannot be counted.
    pub working_days: Option<(u32, u32)>,
}

/// How far a notification has been let lie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Escalation {
    /// Answered, or not due yet.
    None,
    /// Unanswered, and an answer was due.
    Overdue,
    /// Unanswered for twice the time.
    LongOverdue,
}

impl Escalation {
    /// How far a notification has been let lie on a day.
    pub fn on(one: &Notification, day: Day) -> Self {
        let twice = plus_working_days(one.due, NOTIFY.value);
        match one.answer() {
            Some((_, known)) if known.day() <= day => Self::None,
            Some(_) | None if day > twice => Self::LongOverdue,
            Some(_) | None if day > one.due => Self::Overdue,
            Some(_) | None => Self::None,
        }
    }
}

/// What a reader may do here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ViewerCan {
    /// Submit parts of its own record.
    SubmitRecord,
    /// Withdraw a part of its own record.
    WithdrawPart,
    /// Answer a notification.
    AcknowledgeNotification,
    /// Link an account of its own to this entry.
    LinkAccount,
    /// Unlink its own account from this entry.
    UnlinkAccount,
    /// Say which of the bodies that took over the person went to.
    AssignSuccessor,
    /// Propose that after-care end.
    ProposeEnding,
    /// Sign the ending of after-care, or take the signature back.
    SignEnding,
    /// Raise a dispute about who is responsible, or go on with one.
    Dispute,
}

/// An entry as an organisation sees it.
#[derive(Clone, Debug)]
pub struct VisibleEntry {
    pub(super) _seal: Seal,
    /// Its id.
    pub id: EntryId,
    /// What was asked.
    pub ask: Ask,
    /// How the reader stands to it.
    pub relation: Relation,
    /// What the reader may do.
    pub viewer_can: Vec<ViewerCan>,
    /// What the law says on the day asked about.
    pub answers: Answers,
    /// The accounts side by side.
    pub accounts: Vec<VisibleAccount>,
    /// Where they disagree, and what is breached.
    pub discrepancies: Vec<SeenDiscrepancy>,
    /// The rules that cannot tell, and what they lack.
    pub cannot_tell: Vec<CannotTell>,
    /// Who told whom.
    pub notifications: Vec<SeenNotification>,
    /// Organisations by code, to name them.
    pub organisations: Arc<Organisations>,
    pub(super) sight: Sight,
    pub(super) world: Entry,
}

impl VisibleEntry {
    /// Who knew what since when; none where the reader may not read what it rests on. Whoever reads the positions and detentions of others
    /// reads also who answered whom, and that each of them looked.
    pub fn knowledge(&self) -> Option<Vec<Knowledge>> {
        Derived::Knowledge.grade(self.sight.kind, self.relation)?;
        Some(knowledge(&self.world))
    }

    /// The disputes about who is responsible, as far as the reader may read what the parties tell.
    pub fn disputes(&self) -> Vec<ResponsibilityDispute> {
        let shown = self.shown::<Dispute>();
        together(shown.flat_map(|(_, part)| &part.disputes.items))
    }

    /// What the bodies record in a part, as far as the reader may read it whole.
    fn shown<T: Whole + 'static>(&self) -> impl Iterator<Item = (&OrganisationCode, &T)> {
        let accounts = self.accounts.iter();
        accounts.filter_map(|one| match one.part::<T>() {
            Seen::Shown(part, _) => Some((&one.organisation, part)),
            Seen::Limited(..) | Seen::NotRecorded(_) | Seen::NotShared => None,
        })
    }

    /// How long each complaint took or has taken, as far as the reader may read it, the first received first.
    pub fn complaint_times(&self) -> Vec<ComplaintTime<'_>> {
        let shown = self.shown::<Complaints>();
        let mut all: Vec<_> = shown
            .flat_map(|(body, part)| {
                let complaints = part.complaints.items.iter();
                complaints.map(move |complaint| ComplaintTime {
                    body,
                    complaint,
                    working_days: working_days(complaint, self.ask.on),
                })
            })
            .collect();
        all.sort_by_key(|one| (one.complaint.received.earliest(), one.body));
        all
    }

    /// The Ombudsmen's cases, as far as the reader may read what the bodies tell.
    pub fn ombudsman_cases(&self) -> Vec<Case> {
        let told = self.shown::<Ombudsman>().flat_map(|(body, part)| {
            let decisions = part.decisions.items.iter();
            decisions.map(move |one| (body, one))
        });
        cases(told, &holder_for(&self.world, self.ask.on), true)
    }

    /// What the law says on another day, to the same reader. For a former party it is no later than the day it ceased to be one.
    pub fn answers_on(&self, on: Day) -> Answers {
        let ask = self.sight.question(&Ask { on, ..self.ask });
        answers(&self.sight, &self.world, &Facts::of(&self.world), ask.on)
    }
}
