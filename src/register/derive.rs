//! What follows from a write, in the same transaction: who must be told, and what every organisation's lists say.

use std::collections::BTreeSet;

use super::Register;
use crate::access::{Ask, Grade, known_to, timeline};
use crate::domain::calendar::plus_working_days;
use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Entry, Notification, NotificationKind, Reply};
use crate::domain::facts::Facts;
use crate::domain::id::{AccountId, EntryId, NotificationId};
use crate::domain::law::defaults::NOTIFY;
use crate::domain::law::s117_2::duties;
use crate::domain::organisation::{Organisations, Successor};
use crate::domain::part::coordinator::Coordinator;
use crate::domain::part::detention::Detention;
use crate::domain::part::position::Position;
use crate::domain::part::registration::Registration;
use crate::domain::part::residence::Residence;
use crate::domain::partial_date::{Day, next};
use crate::store::{PartyDiscrepancy, PartyRow, StoreError, Tx};
use std::sync::Arc;

/// Whom an account names at present, and as what. Statements of a status are not names.
fn named(account: &Account) -> BTreeSet<(OrganisationCode, NotificationKind)> {
    let mut named = BTreeSet::new();
    let mut responsible = |body: &Option<OrganisationCode>| {
        named.extend(
            body.clone()
                .map(|body| (body, NotificationKind::NamedResponsible)),
        );
    };
    if let Some(position) = account.stated::<Position>() {
        responsible(&position.responsible_council);
        responsible(&position.responsible_icb);
    }
    if let Some(residence) = account.stated::<Residence>() {
        responsible(&residence.claim);
    }
    if let Some(registration) = account.stated::<Registration>() {
        responsible(&registration.claim);
    }
    let spells = account
        .stated::<Detention>()
        .into_iter()
        .flat_map(|part| &part.spells.items);
    let transfers = spells
        .flat_map(|spell| &spell.transfers)
        .map(|one| (one.to.clone(), NotificationKind::Transferred));
    let holders = account
        .stated::<Coordinator>()
        .into_iter()
        .flat_map(|part| &part.holders.items);
    let open = holders.filter(|one| one.until.is_none());
    let coordinators = open.filter_map(|one| {
        Some((
            one.organisation.clone()?,
            NotificationKind::NamedCoordinator,
        ))
    });
    named.extend(transfers.chain(coordinators));
    named
}

/// What a body was told already.
struct Told {
    account: AccountId,
    to: OrganisationCode,
    kind: NotificationKind,
    reply: Option<bool>,
}

impl Told {
    fn of(one: &Notification) -> Self {
        let reply = one.answer().map(|(reply, _)| *reply == Reply::Accepted);
        Self {
            account: one.account,
            to: one.to.clone(),
            kind: one.kind,
            reply,
        }
    }

    /// Whether telling a body this again would ask it nothing new.
    fn makes_needless(&self, to: &OrganisationCode, kind: NotificationKind, by: AccountId) -> bool {
        let duty = |kind| match kind {
            NotificationKind::NamedResponsible | NotificationKind::ResponsibleByLaw => true,
            NotificationKind::Transferred | NotificationKind::NamedCoordinator => false,
        };
        let same =
            self.kind == kind && (self.account == by || kind == NotificationKind::ResponsibleByLaw);
        let settled = duty(kind) && duty(self.kind) && self.reply == Some(true);
        let pending =
            kind == NotificationKind::ResponsibleByLaw && duty(self.kind) && self.reply.is_none();
        self.to == *to && (same || settled || pending)
    }
}

impl Register {
    /// Tells the bodies that an account, or the law applied to the facts its organisation may know, names and that it has not told before.
    /// Returns whether anyone was told.
    pub(super) async fn tell(
        &self,
        tx: &mut Tx,
        entry: &Entry,
        account: AccountId,
        today: Day,
    ) -> Result<bool, StoreError> {
        let now = entry.now();
        let Some(teller) = now.accounts.iter().find(|one| one.id == account) else {
            return Ok(false);
        };
        // What the teller may not know neither adds to what it tells nor takes from it.
        let world = known_to(entry, &teller.organisation, today);
        let by_law = world
            .as_ref()
            .map(|world| duties(&Facts::of(world), today))
            .unwrap_or_default();
        let by_law = by_law
            .iter()
            .filter_map(|duty| duty.responsible.outcome.body().cloned());
        let by_law = by_law.map(|body| (body, NotificationKind::ResponsibleByLaw));
        let own = now
            .notifications
            .iter()
            .filter(|one| one.account == account);
        let known = world.iter().flat_map(|world| &world.notifications);
        let mut told: Vec<Told> = own.chain(known).map(Told::of).collect();
        let before = told.len();
        for (body, kind) in named(teller).into_iter().chain(by_law) {
            // A body that is gone is not told; whoever stands in its shoes is.
            let Successor::Is(body) = now.holder(&body, today) else {
                continue;
            };
            if body == teller.organisation
                || told
                    .iter()
                    .any(|one| one.makes_needless(&body, kind, account))
            {
                continue;
            }
            let due = plus_working_days(today, NOTIFY.value);
            let id = NotificationId(self.ids.id());
            tx.notify(id, account, &teller.organisation, &body, kind, due)
                .await?;
            tx.change("notification", entry.id, Some(account)).await?;
            told.push(Told {
                account,
                to: body,
                kind,
                reply: None,
            });
        }
        Ok(told.len() > before)
    }

    /// Rewrites what every organisation's lists say of an entry, and returns the entry as it then stands.
    pub(super) async fn rederive(
        &self,
        tx: &mut Tx,
        id: EntryId,
        today: Day,
        organisations: &Arc<Organisations>,
    ) -> Result<Option<Entry>, StoreError> {
        let entry = tx.entry_for_update(id, organisations).await?;
        let (mut parties, mut seen) = (Vec::new(), Vec::new());
        if let Some(entry) = &entry {
            let now = entry.now();
            for body in now.concerned() {
                rows(entry, &now, &body, today, &mut parties, &mut seen);
            }
        }
        tx.rewrite_parties(id, parties, seen).await?;
        Ok(entry)
    }

    /// Rewrites what every organisation's lists say of an entry: after a rule changed, or to be sure.
    pub async fn recheck(&self, id: EntryId) -> Result<(), StoreError> {
        let (today, organisations) = (self.today(), self.organisations());
        super::retried!(async {
            let mut tx = self.begin().await?;
            let entry = tx.entry_for_update(id, &organisations).await?;
            let accounts = entry.map(|entry| entry.now().accounts).unwrap_or_default();
            for account in accounts {
                // A body that took over since the last write is told now.
                if let Some(entry) = tx.entry_for_update(id, &organisations).await? {
                    self.tell(&mut tx, &entry, account.id, today).await?;
                }
            }
            self.rederive(&mut tx, id, today, &organisations).await?;
            tx.commit().await
        })
    }

    /// Tells whoever must be told after a write to an account, and rewrites the lists.
    pub(super) async fn follow(
        &self,
        tx: &mut Tx,
        id: EntryId,
        account: AccountId,
        today: Day,
    ) -> Result<Option<Entry>, StoreError> {
        let organisations = self.organisations();
        if let Some(entry) = tx.entry_for_update(id, &organisations).await? {
            self.tell(tx, &entry, account, today).await?;
        }
        self.rederive(tx, id, today, &organisations).await
    }
}

fn rows(
    entry: &Entry,
    now: &Entry,
    body: &OrganisationCode,
    today: Day,
    parties: &mut Vec<PartyRow>,
    seen: &mut Vec<PartyDiscrepancy>,
) {
    // A relation changes without a write only when the time to deny passes.
    let mut days: Vec<Day> = now
        .notifications
        .iter()
        .filter(|one| one.answer().is_none())
        .map(|one| next(one.due))
        .filter(|day| *day > today)
        .collect();
    days.push(today);
    days.sort_unstable();
    days.dedup();
    for (index, &day) in days.iter().enumerate() {
        let Some(line) = timeline(
            entry,
            body,
            &Ask {
                on: day,
                known_at: None,
                today: day,
            },
        ) else {
            continue;
        };
        let from = if index == 0 {
            Day::from_ymd_opt(1, 1, 1).unwrap_or(day)
        } else {
            day
        };
        let until = days.get(index + 1).copied();
        parties.push(PartyRow {
            organisation: body.clone(),
            from,
            until,
            relation: line.relation,
            next_due: line.next_due,
        });
        for (id, rule, stretches) in &line.discrepancies {
            for (stretch, grade) in stretches {
                let first = stretch.from.max(from);
                let last = match (stretch.until, until) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (known, None) | (None, known) => known,
                };
                if last.is_none_or(|last| first < last) {
                    seen.push(PartyDiscrepancy {
                        organisation: body.clone(),
                        id: *id,
                        from: first,
                        until: last,
                        rule: (*grade != Grade::ThatItStands).then_some(rule.code),
                        severity: stretch.severity,
                        acting: stretch.actors.contains(body),
                    });
                }
            }
        }
    }
}
