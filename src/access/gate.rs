//! The three verbs: scope, view, may.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::code::OrganisationCode;
use crate::domain::discrepancy::{Discrepancy, Rule, Stretch, find};
use crate::domain::entry::{Account, Delegation, Entry, Moment, Notification, Standing};
use crate::domain::facts::Facts;
use crate::domain::id::{DiscrepancyId, EntryId};
use crate::domain::law::{MHA_117_2, Provision, reviews, s117_1, s117_2};
use crate::domain::organisation::Kind;
use crate::domain::part::Part;
use crate::domain::part::address::Address;
use crate::domain::part::position::Position;
use crate::domain::partial_date::Day;

use super::caller::Caller;
use super::grade::{Grade, of_answer, of_discrepancy, reads_all};
use super::relation::{Relation, ceiling, relation};
use super::sharing::{Limit, Read, Write, read, write};
use super::visible::{
    Ask, Graded, Seal, SeenDiscrepancy, SeenDuty, SeenNotification, ViewerCan, Visibility,
    VisibleAccount, VisibleEntry,
};

/// The rows an organisation's lists, counts and cursors may draw on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope(OrganisationCode);

impl Scope {
    /// Whose rows.
    pub const fn organisation(&self) -> &OrganisationCode {
        &self.0
    }
}

/// The scope of a caller; none if its role sees no people.
pub fn scope(caller: &Caller) -> Option<Scope> {
    caller
        .role()
        .sees_people()
        .then(|| Scope(caller.organisation().clone()))
}

/// What a caller sees of an entry. None means that for this caller there is no such person.
pub fn view(caller: &Caller, entry: &Entry, ask: &Ask) -> Option<VisibleEntry> {
    if !caller.role().sees_people() {
        return None;
    }
    let sight = Sight::of(entry, caller.organisation(), ask.today)?;
    let ask = &sight.question(ask);
    let world = sight.world(entry, ask);
    let own = own_accounts(entry, caller.organisation(), ask);
    let accounts = world
        .accounts
        .iter()
        .filter(|account| account.organisation != *caller.organisation())
        .chain(&own);
    let accounts: Vec<_> = accounts
        .map(|account| sight.account(account, caller.organisation()))
        .collect();
    let facts = Facts::of(&world);
    let entitlement = sight.graded(s117_1::READS, s117_1::applies(&facts, ask.on));
    let duties = s117_2::duties(&facts, ask.on)
        .into_iter()
        .map(|duty| sight.duty(&world, duty))
        .collect();
    let clocks = reads_all(reviews::READS, sight.kind, sight.relation)
        .then(|| reviews::clocks(&facts, ask.on));
    let found = find(&facts);
    let discrepancies = found
        .discrepancies
        .iter()
        .filter_map(|one| sight.discrepancy(entry.id, one, ask.on))
        .collect();
    let cannot_tell = found
        .cannot_tell
        .into_iter()
        .filter(|one| reads_all(one.rule.reads, sight.kind, sight.relation))
        .collect();
    let notifications: Vec<_> = world
        .notifications
        .iter()
        .filter_map(|one| sight.notification(&world, one))
        .collect();
    Some(VisibleEntry {
        _seal: Seal,
        id: entry.id,
        ask: *ask,
        relation: sight.relation,
        viewer_can: sight.viewer_can(&own, &notifications),
        entitlement,
        duties,
        clocks,
        accounts,
        discrepancies,
        cannot_tell,
        notifications,
        organisations: Arc::clone(&entry.organisations),
    })
}

/// A discrepancy in an organisation's lists: its id, its rule, and its stretches, each with its grade.
pub type Line = (DiscrepancyId, &'static Rule, Vec<(Stretch, Grade)>);

/// What an organisation's lists say of an entry.
#[derive(Debug)]
pub struct Timeline {
    /// Its relation.
    pub relation: Relation,
    /// The discrepancies it may see, each stretch with its grade.
    pub discrepancies: Vec<Line>,
    /// The earliest day on which something it may see falls due.
    pub next_due: Option<Day>,
}

/// What an organisation's lists may say of an entry: the same decisions as `view`, over all days.
pub fn timeline(entry: &Entry, body: &OrganisationCode, ask: &Ask) -> Option<Timeline> {
    let sight = Sight::of(entry, body, ask.today)?;
    if sight.relation == Relation::Former {
        // It has nothing to act on, and what stands today is not its to know.
        return Some(Timeline {
            relation: sight.relation,
            discrepancies: Vec::new(),
            next_due: None,
        });
    }
    let world = sight.world(entry, ask);
    let facts = Facts::of(&world);
    let seen = find(&facts).discrepancies.into_iter().filter_map(|one| {
        let stretches: Vec<_> = one
            .stretches
            .iter()
            .filter_map(|stretch| Some((stretch.clone(), sight.grade(&one, stretch)?)))
            .collect();
        (!stretches.is_empty()).then(|| (discrepancy_id(entry.id, &one), one.rule, stretches))
    });
    let discrepancies = seen.collect();
    let clocks = if reads_all(reviews::READS, sight.kind, sight.relation) {
        reviews::clocks(&facts, ask.on)
    } else {
        Vec::new()
    };
    let next_due = clocks.iter().filter_map(|clock| clock.due.latest()).min();
    Some(Timeline {
        relation: sight.relation,
        discrepancies,
        next_due,
    })
}

/// The id of a discrepancy: entry, rule and subject make it what it is, whoever looks.
fn discrepancy_id(entry: EntryId, one: &Discrepancy) -> DiscrepancyId {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for field in [
        entry.0.as_bytes().as_slice(),
        one.rule.code.as_bytes(),
        one.subject.as_bytes(),
    ] {
        hash.update(field.len().to_be_bytes());
        hash.update(field);
    }
    let mut id = [0; 16];
    id.iter_mut()
        .zip(hash.finalize())
        .for_each(|(to, from)| *to = from);
    DiscrepancyId(Uuid::from_bytes(id))
}

/// How one organisation looks at one entry.
struct Sight<'a> {
    reader: &'a OrganisationCode,
    kind: Kind,
    relation: Relation,
    /// The last moment at which a former party was more than that.
    last: Option<Moment>,
}

impl<'a> Sight<'a> {
    fn of(entry: &Entry, reader: &'a OrganisationCode, today: Day) -> Option<Self> {
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
            reader,
            kind,
            relation,
            last,
        })
    }

    /// The question as this reader may put it: a former party's ends on the day it ceased to be one.
    fn question(&self, ask: &Ask) -> Ask {
        let last = self.last.map(Moment::day);
        Ask {
            on: last.map_or(ask.on, |last| ask.on.min(last)),
            ..*ask
        }
    }

    /// The entry as this reader may know it.
    fn world(&self, entry: &Entry, ask: &Ask) -> Entry {
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
        if self.relation == Relation::Claimant {
            world
                .accounts
                .retain(|account| account.organisation == *self.reader);
            world
                .notifications
                .retain(|one| one.from == *self.reader || one.to == *self.reader);
            world.first_reads.retain(|body, _| body == self.reader);
        }
        world
    }

    fn account(&self, account: &Account, reader: &OrganisationCode) -> VisibleAccount {
        let own = account.organisation == *reader;
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
                Read::Limited(limit) => limited(account, newest(part), limit),
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

    fn graded<T>(
        &self,
        reads: &[Part],
        mut answer: crate::domain::law::Finding<T>,
    ) -> Graded<crate::domain::law::Finding<T>> {
        let grade = of_answer(reads, self.kind, self.relation);
        if grade != Grade::Whole {
            answer.because.clear();
        }
        Graded { grade, answer }
    }

    fn duty(&self, world: &Entry, duty: s117_2::Duty) -> SeenDuty {
        let named = if duty.responsible.outcome.body().is_some() {
            Vec::new()
        } else {
            named(world, duty.kind)
        };
        let s117_2::Duty {
            kind,
            responsible,
            status,
            since,
            until,
        } = duty;
        let Graded { grade, answer } = self.graded(s117_2::READS, responsible);
        SeenDuty {
            duty: s117_2::Duty {
                kind,
                responsible: answer,
                status,
                since,
                until,
            },
            named,
            grade,
        }
    }

    fn grade(&self, one: &Discrepancy, stretch: &Stretch) -> Option<Grade> {
        of_discrepancy(
            one.rule.reads,
            self.kind,
            self.relation,
            stretch.actors.contains(self.reader),
        )
    }

    fn discrepancy(&self, entry: EntryId, one: &Discrepancy, on: Day) -> Option<SeenDiscrepancy> {
        let stretch = one.on(on)?;
        let grade = self.grade(one, stretch)?;
        let parts: Vec<_> = one.rule.reads.iter().map(|part| part.name()).collect();
        Some(SeenDiscrepancy {
            _seal: Seal,
            id: discrepancy_id(entry, one),
            entry,
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

    fn notification(&self, world: &Entry, one: &Notification) -> Option<SeenNotification> {
        let between_us = one.to == *self.reader || one.from == *self.reader;
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
            answer: one.answer.clone(),
            between_us,
        })
    }

    fn viewer_can(&self, own: &[Account], notifications: &[SeenNotification]) -> Vec<ViewerCan> {
        let party = matches!(self.relation, Relation::Responsible | Relation::Provider);
        let mut can = Vec::new();
        if party || !own.is_empty() {
            can.push(ViewerCan::SubmitRecord);
        }
        if !own.is_empty() {
            can.push(ViewerCan::WithdrawPart);
        }
        if notifications
            .iter()
            .any(|one| one.to == *self.reader && one.answer.is_none())
        {
            can.push(ViewerCan::AcknowledgeNotification);
        }
        if party {
            can.push(ViewerCan::LinkAccount);
        }
        if !own.is_empty() {
            can.push(ViewerCan::UnlinkAccount);
        }
        can
    }
}

/// Everybody reads its own record, as it stands or stood, whatever its relation has become.
fn own_accounts(entry: &Entry, reader: &OrganisationCode, ask: &Ask) -> Vec<Account> {
    let asked = ask.known_at.map_or(i64::MAX, |at| entry.position_at(at));
    entry
        .as_known(asked)
        .accounts
        .into_iter()
        .filter(|account| account.organisation == *reader)
        .collect()
}

fn limited(
    account: &Account,
    version: Option<Arc<crate::domain::entry::Version>>,
    limit: Limit,
) -> Visibility {
    match limit {
        Limit::UnlessProtected => {
            let protected = account
                .stated::<Address>()
                .is_some_and(|address| address.protected);
            if protected {
                Visibility::NotShared
            } else {
                Visibility::Whole(version)
            }
        }
        Limit::ResponsibilityOnly => Visibility::Limited(version, limit),
        // Read through derived answers, or not yet published.
        Limit::QualifiesOnly | Limit::MovesOnly | Limit::NamingTheReader | Limit::DatesAndStage => {
            Visibility::NotShared
        }
    }
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

/// Something a caller may be permitted to do, other than submitting a record.
#[derive(Clone, Copy, Debug)]
pub enum Act<'a> {
    /// Withdraw a part of an account.
    Withdraw(&'a Account, Part),
    /// Answer a notification.
    Acknowledge(&'a Notification),
    /// Link an account to an entry.
    Link(&'a Account, &'a Entry),
    /// Unlink an account from its entry.
    Unlink(&'a Account),
    /// Say which successor of a divided body a person went to.
    Assign(&'a Entry, &'a OrganisationCode, &'a OrganisationCode),
    /// Act for the whole organisation: declare its feed, delegate a part.
    Govern,
}

/// Permission to write, without which the store has no method that writes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permit {
    by: OrganisationCode,
    owner: OrganisationCode,
    parts: Vec<(Part, Standing)>,
}

impl Permit {
    /// Who writes.
    pub const fn by(&self) -> &OrganisationCode {
        &self.by
    }

    /// Whose record is written.
    pub const fn owner(&self) -> &OrganisationCode {
        &self.owner
    }

    /// On whose behalf, if not its own.
    pub fn on_behalf_of(&self) -> Option<&OrganisationCode> {
        (self.by != self.owner).then_some(&self.owner)
    }

    /// How a version of this part will stand; none if the permit does not cover it.
    pub fn standing(&self, part: Part) -> Option<Standing> {
        self.parts
            .iter()
            .find(|(covered, _)| *covered == part)
            .map(|(_, standing)| *standing)
    }
}

/// Why something is not permitted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Denied {
    /// Which part, if it is about one.
    pub part: Option<Part>,
    /// Why, in a sentence.
    pub reason: String,
    /// Under what, if a provision says so.
    pub provision: Option<&'static Provision>,
}

fn denied(part: Option<Part>, reason: impl Into<String>) -> Denied {
    Denied {
        part,
        reason: reason.into(),
        provision: None,
    }
}

/// Whether a caller may submit these parts of the record of `owner`.
pub fn may_submit(
    caller: &Caller,
    owner: &OrganisationCode,
    kind: Kind,
    parts: &[Part],
    delegations: &[Delegation],
    today: Day,
) -> Result<Permit, Vec<Denied>> {
    if !caller.role().sees_people() {
        return Err(vec![denied(
            None,
            "this role sees and writes no person's record",
        )]);
    }
    let own = caller.organisation() == owner;
    let mut refused = Vec::new();
    let mut granted = Vec::new();
    for &part in parts {
        let delegated = || {
            delegations.iter().any(|one| {
                one.from == *owner
                    && one.to == *caller.organisation()
                    && one.part == part
                    && one.holds_on(today)
            })
        };
        match write(part, kind) {
            Write::No => refused.push(Denied {
                part: Some(part),
                reason: format!("{} is not a part that a record of this kind of organisation has", part.name()),
                provision: super::sharing::row_of(part).map(|row| row.basis),
            }),
            Write::Propose if own => granted.push((part, Standing::Proposed)),
            Write::Own if own || delegated() => granted.push((part, Standing::Stated)),
            Write::Own | Write::Propose => refused.push(Denied {
                part: Some(part),
                reason: format!("{} is another organisation's part, and it has not delegated it to you on this day", part.name()),
                provision: Some(&MHA_117_2),
            }),
        }
    }
    if refused.is_empty() {
        Ok(Permit {
            by: caller.organisation().clone(),
            owner: owner.clone(),
            parts: granted,
        })
    } else {
        Err(refused)
    }
}

/// Whether a caller may do something else.
pub fn may(caller: &Caller, act: &Act<'_>, today: Day) -> Result<Permit, Denied> {
    if !caller.role().sees_people() {
        return Err(denied(None, "this role sees and writes no person's record"));
    }
    let me = caller.organisation();
    let permit = |parts: Vec<(Part, Standing)>| Permit {
        by: me.clone(),
        owner: me.clone(),
        parts,
    };
    match *act {
        Act::Withdraw(account, part) if account.organisation == *me => {
            Ok(permit(vec![(part, Standing::Stated)]))
        }
        Act::Acknowledge(one) if one.to == *me => Ok(permit(Vec::new())),
        Act::Link(account, entry) if account.organisation == *me => {
            match relation(&entry.now(), me, today) {
                Relation::Responsible | Relation::Provider => Ok(permit(Vec::new())),
                Relation::Candidate
                | Relation::Former
                | Relation::Claimant
                | Relation::Stranger => Err(denied(
                    None,
                    "answer the notification about this person first",
                )),
            }
        }
        Act::Unlink(account) if account.organisation == *me => Ok(permit(Vec::new())),
        Act::Assign(entry, predecessor, successor) => {
            let heirs: Vec<_> = entry
                .organisations
                .successors(predecessor)
                .map(|one| &one.successor)
                .collect();
            if heirs.len() < 2 || !heirs.contains(&successor) {
                return Err(denied(
                    None,
                    "name a body whose people were divided, and one of those that took over",
                ));
            }
            match relation(&entry.now(), me, today) {
                Relation::Responsible | Relation::Candidate if heirs.contains(&me) => {
                    Ok(permit(Vec::new()))
                }
                Relation::Responsible
                | Relation::Candidate
                | Relation::Provider
                | Relation::Former
                | Relation::Claimant
                | Relation::Stranger => Err(denied(
                    None,
                    "only a body that took over can say whose person this is",
                )),
            }
        }
        Act::Govern if caller.role() == super::Role::Manager => Ok(permit(Vec::new())),
        Act::Govern => Err(denied(None, "this needs the role manager")),
        Act::Withdraw(..) | Act::Acknowledge(_) | Act::Link(..) | Act::Unlink(_) => {
            Err(denied(None, "this is another organisation's to do"))
        }
    }
}
