//! Stories about one person, told in memory, for tests: who said what on which day.

mod ended;
mod organisations;
pub(crate) mod parts;
pub(crate) mod stories;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{TimeZone, Utc};
use uuid::Uuid;

use super::code::{ItemKey, OrganisationCode};
use super::entry::{
    Account, Assignment, Delegation, Entry, Membership, Moment, Notification, NotificationKind,
    Reply, Standing, Version, Withdrawal,
};
use super::id::{AccountId, EntryId, NotificationId, PolicyId, VersionId};
use super::law::Law;
use super::part::detention::{Detention, Spell};
use super::part::legal_basis::{LegalBasis, LegalStatus};
use super::part::{Body, Part, Whole};
use super::partial_date::{Day, PartialDate, plus_days};
use super::policy::{JointPolicy, Policies, Policy, Terms, Word};
use super::text::Text;

/// An exact day.
pub(crate) fn day(text: &str) -> Day {
    super::partial_date::day(text).unwrap_or_else(|why| panic!("{text}: {why}"))
}

/// A date, vague or not.
pub(crate) fn date(text: &str) -> PartialDate {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

/// The code of an organisation.
pub(crate) fn org(text: &str) -> OrganisationCode {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

/// A key of an item.
pub(crate) fn key(text: &str) -> ItemKey {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

/// A story: everything in it happens at noon of the day it has come to.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    /// The person, as told so far.
    pub entry: Entry,
    now: Moment,
}

impl Story {
    /// A person of whom nothing is known.
    pub fn new() -> Self {
        let entry = Entry {
            id: EntryId(Uuid::from_u128(1)),
            salt: [0; 16],
            accounts: Vec::new(),
            notifications: Vec::new(),
            first_reads: BTreeMap::new(),
            feeds: BTreeMap::new(),
            delegations: Vec::new(),
            assigned: Vec::new(),
            organisations: Arc::new(organisations::organisations()),
            policies: Arc::default(),
            law: Law::default(),
        };
        Self {
            entry,
            now: Moment {
                position: 0,
                at: Utc.timestamp_nanos(0),
            },
        }
    }

    /// The story comes to this day.
    pub fn on(&mut self, text: &str) -> &mut Self {
        let noon = day(text).and_hms_opt(12, 0, 0).unwrap().and_utc();
        assert!(noon >= self.now.at, "{text}: a story is told in order");
        self.now.at = noon;
        self
    }

    fn moment(&mut self) -> Moment {
        self.now.position += 1;
        self.now
    }

    fn account(&mut self, who: &str) -> &mut Account {
        let (organisation, from) = (org(who), self.moment());
        let accounts = &mut self.entry.accounts;
        let at = accounts
            .iter()
            .position(|one| one.organisation == organisation)
            .unwrap_or_else(|| {
                let id = AccountId(Uuid::from_u128(u128::try_from(from.position).unwrap()));
                let memberships = vec![Membership { from, until: None }];
                accounts.push(Account {
                    id,
                    local_id: "1".parse().unwrap(),
                    organisation,
                    memberships,
                    versions: Vec::new(),
                });
                accounts.len() - 1
            });
        &mut accounts[at]
    }

    fn write(
        &mut self,
        who: &str,
        part: Part,
        standing: Standing,
        body: Option<Body>,
    ) -> &mut Self {
        self.account(who);
        let known = self.moment();
        let account = self.account(who);
        let number = 1 + u32::try_from(
            account
                .versions
                .iter()
                .filter(|one| one.part == part)
                .count(),
        )
        .unwrap();
        let id = VersionId(Uuid::from_u128(u128::try_from(known.position).unwrap()));
        let by = account.organisation.clone();
        let version = Version {
            id,
            part,
            number,
            known,
            by,
            on_behalf_of: None,
            source: None,
            standing,
            body,
            commitment: [0; 32],
        };
        account.versions.push(Arc::new(version));
        self
    }

    /// A body writes a part of its record.
    pub fn says(&mut self, who: &str, body: impl Into<Body>) -> &mut Self {
        let body = body.into();
        self.write(who, body.part(), Standing::Stated, Some(body))
    }

    /// A body takes a part back as never true.
    pub fn withdraws(&mut self, who: &str, part: Part) -> &mut Self {
        self.write(
            who,
            part,
            Standing::Withdrawn(Withdrawal::RecordedInError),
            None,
        )
    }

    /// A body writes a part anew, changed.
    pub fn revises<T: Whole + Clone + Into<Body>>(
        &mut self,
        who: &str,
        change: impl FnOnce(&mut T),
    ) -> &mut Self {
        let mut content = self
            .account(who)
            .stated::<T>()
            .unwrap_or_else(|| panic!("{who} has no {}", T::PART.name()))
            .clone();
        change(&mut content);
        self.says(who, content)
    }

    /// A hospital records a stay under one legal status, or closes the one that began on that day.
    pub fn stays(&mut self, who: &str, code: &str, start: &str, exit: Option<&str>) -> &mut Self {
        let account = self.account(who);
        let mut spells = account
            .stated::<Detention>()
            .map_or_else(Vec::new, |part| part.spells.items.clone());
        let mut statuses = account
            .stated::<LegalBasis>()
            .map_or_else(Vec::new, |part| part.statuses.items.clone());
        let spell: Spell = parts::spell(who, start, exit);
        let status: LegalStatus = parts::status(code, start);
        spells.retain(|one| one.key != spell.key);
        statuses.retain(|one| one.key != status.key);
        spells.push(spell);
        statuses.push(status);
        self.says(who, parts::detention(spells))
            .says(who, parts::legal_basis(statuses))
    }

    /// One body tells another that it holds it responsible.
    pub fn tells(&mut self, from: &str, to: &str) -> &mut Self {
        let account = self.account(from).id;
        let raised = self.moment();
        let id = NotificationId(Uuid::from_u128(u128::try_from(raised.position).unwrap()));
        let (from, to, due) = (org(from), org(to), plus_days(raised.day(), 7));
        let kind = NotificationKind::NamedResponsible;
        self.entry.notifications.push(Notification {
            id,
            account,
            from,
            to,
            kind,
            raised,
            due,
            answers: Vec::new(),
        });
        self
    }

    /// A body answers whatever it was told and has not answered.
    pub fn answers(&mut self, who: &str, reply: &Reply) -> &mut Self {
        let (who, moment) = (org(who), self.moment());
        for one in self
            .entry
            .notifications
            .iter_mut()
            .filter(|one| one.to == who && one.answer().is_none())
        {
            one.answers.push((reply.clone(), moment));
        }
        self
    }

    /// A body declares which parts its feed carries.
    pub fn carries(&mut self, who: &str, parts: &[Part]) -> &mut Self {
        let moment = self.moment();
        self.entry
            .feeds
            .extend(parts.iter().map(|part| ((org(who), *part), moment)));
        self
    }

    /// Bodies put a joint policy forward, with effect from a day, and these of them adopt it.
    pub fn puts_forward(
        &mut self,
        members: &[&str],
        adopted_by: &[&str],
        from: &str,
        terms: Terms,
    ) -> &mut Self {
        let proposed = self.moment();
        let policy = Policy {
            partnership: key("partnership"),
            title: Text::read("A joint policy", 100).unwrap(),
            members: members.iter().map(|code| org(code)).collect(),
            from: day(from),
            terms,
        };
        let words = adopted_by
            .iter()
            .map(|code| (org(code), Word::Adopted, self.moment()));
        let one = JointPolicy {
            id: PolicyId(Uuid::from_u128(u128::try_from(proposed.position).unwrap())),
            digest: policy.digest(),
            by: org(members[0]),
            policy,
            proposed,
            words: words.collect(),
        };
        self.entry.policies = Arc::new(self.entry.policies.supposing(one));
        self
    }

    /// Bodies agree on a joint policy.
    pub fn agree(&mut self, members: &[&str], from: &str, terms: Terms) -> &mut Self {
        self.puts_forward(members, members, from, terms)
    }

    /// A body leaves the newest joint policy.
    pub fn leaves(&mut self, who: &str) -> &mut Self {
        let moment = self.moment();
        let mut all: Vec<_> = self.entry.policies.all().to_vec();
        let mut last = JointPolicy::clone(&all.pop().expect("there is a policy"));
        last.words.push((org(who), Word::Left, moment));
        all.push(Arc::new(last));
        self.entry.policies = Arc::new(Policies::new(all));
        self
    }

    /// A body reads the entry for the first time.
    pub fn reads(&mut self, who: &str) -> &mut Self {
        let moment = self.moment();
        self.entry.first_reads.entry(org(who)).or_insert(moment);
        self
    }

    /// A body lets another write a part of its record from now on.
    pub fn delegates(&mut self, from: &str, to: &str, part: Part) -> &mut Self {
        let known = self.moment();
        self.entry.delegations.push(Delegation {
            from: org(from),
            to: org(to),
            part,
            starts: known.day(),
            ends: None,
            known,
        });
        self
    }

    /// A person of a divided body is assigned to one of its successors.
    pub fn assigns(&mut self, from: &str, to: &str) -> &mut Self {
        let moment = self.moment();
        self.entry.assigned.push(Assignment {
            predecessor: org(from),
            successor: org(to),
            known: moment,
        });
        self
    }
}
