//! Whom a write tells: the bodies that an account names, or the law applied to what its organisation may know.

use std::collections::BTreeSet;

use super::Register;
use super::news::{disputed, news};
use crate::access::{known_to, may_be_told, parties};
use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Entry, Notification, NotificationKind, Purpose, Reply};
use crate::domain::facts::Facts;
use crate::domain::id::{AccountId, NotificationId};
use crate::domain::law::joint_policy::answer_due;
use crate::domain::law::s117_2::duties;
use crate::domain::organisation::Successor;
use crate::domain::part::Whole;
use crate::domain::part::coordinator::Coordinator;
use crate::domain::part::detention::{Detention, Spell};
use crate::domain::part::dispute::Dispute;
use crate::domain::part::position::Position;
use crate::domain::part::registration::Registration;
use crate::domain::part::residence::Residence;
use crate::domain::partial_date::Day;
use crate::store::{StoreError, Tx};

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
    let disputes = account.stated::<Dispute>().into_iter();
    let open = disputes.flat_map(|part| &part.disputes.items);
    let parties = open
        .filter(|one| one.is_open())
        .flat_map(|one| &one.parties);
    named.extend(parties.map(|party| (party.organisation.clone(), NotificationKind::Disputed)));
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

/// When the newest spell that is still open was first recorded, by its place in the order of commits.
fn admitted(account: &Account) -> Option<i64> {
    let spells = &account.stated::<Detention>()?.spells.items;
    let open = spells
        .iter()
        .filter(|spell| spell.hospital_exit.is_none() && spell.transfers.is_empty());
    let first_recorded = |spell: &Spell| {
        let recorded = account.versions.iter().find(|version| {
            let detention = version.body.as_ref().and_then(Detention::of);
            detention.is_some_and(|part| part.spells.items.iter().any(|one| one.key == spell.key))
        });
        recorded.map(|version| version.known.position)
    };
    open.filter_map(first_recorded).max()
}

/// What a body was told already.
struct Told {
    account: AccountId,
    to: OrganisationCode,
    kind: NotificationKind,
    /// In the order of commits.
    raised: i64,
    reply: Option<bool>,
}

impl Told {
    fn of(one: &Notification) -> Self {
        let reply = one.answer().map(|(reply, _)| *reply == Reply::Accepted);
        Self {
            account: one.account,
            to: one.to.clone(),
            kind: one.kind,
            raised: one.raised.position,
            reply,
        }
    }

    /// Whether telling a body this again would ask it nothing new.
    fn makes_needless(&self, to: &OrganisationCode, kind: NotificationKind, by: AccountId) -> bool {
        let same =
            self.kind == kind && (self.account == by || kind == NotificationKind::ResponsibleByLaw);
        let settled = kind.purpose() == Purpose::Duty
            && self.kind.purpose() == Purpose::Duty
            && self.reply == Some(true);
        let pending = kind == NotificationKind::ResponsibleByLaw
            && self.kind.purpose() == Purpose::Duty
            && self.reply.is_none();
        self.to == *to && (same || settled || pending)
    }

    /// Whether a body was told something by this account when the admission was recorded, or since.
    fn came_with(&self, to: &OrganisationCode, by: AccountId, admitted: Option<i64>) -> bool {
        self.to == *to && self.account == by && admitted.is_none_or(|at| self.raised >= at)
    }
}

/// The bodies that an account, or the law applied to the facts its organisation may know, names and that it has not told before; each as
/// it stands today, and as what it is told.
pub(super) fn whom(
    entry: &Entry,
    account: AccountId,
    today: Day,
    written: Option<i64>,
) -> Vec<(OrganisationCode, NotificationKind)> {
    let now = entry.now();
    let Some(teller) = now.accounts.iter().find(|one| one.id == account) else {
        return Vec::new();
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
    let mut tells: Vec<_> = named(teller).into_iter().chain(by_law).collect();
    let admitted = admitted(teller);
    if admitted.is_some() {
        let responsible = tells
            .iter()
            .filter(|(_, kind)| kind.purpose() == Purpose::Duty);
        let responsible: BTreeSet<_> = responsible.map(|(body, _)| body.clone()).collect();
        tells.extend(
            responsible
                .into_iter()
                .map(|body| (body, NotificationKind::Admitted)),
        );
    }
    // News is told when it is written; whoever joins later reads it.
    let mut news = news(teller);
    news.retain(|(_, at)| Some(*at) == written);
    if let Some(world) = world.as_ref().filter(|_| !news.is_empty()) {
        for party in parties(world, today) {
            let kinds = news.iter().map(|(kind, _)| *kind);
            let kinds = kinds.filter(|kind| may_be_told(world, &party, *kind));
            tells.extend(kinds.map(|kind| (party.0.clone(), kind)));
        }
    }
    let mut untold = Vec::new();
    for (body, kind) in tells {
        // A body that is gone is not told; whoever stands in its shoes is.
        let Successor::Is(body) = now.holder(&body, today) else {
            continue;
        };
        let needless = told.iter().any(|one| match kind {
            NotificationKind::Admitted => one.came_with(&body, account, admitted),
            NotificationKind::Disputed => {
                one.kind == kind && one.came_with(&body, account, disputed(teller, &body))
            }
            NotificationKind::NamedResponsible
            | NotificationKind::ResponsibleByLaw
            | NotificationKind::Transferred
            | NotificationKind::NamedCoordinator => one.makes_needless(&body, kind, account),
            NotificationKind::DischargePlanned
            | NotificationKind::ServiceClosed
            | NotificationKind::Moved
            | NotificationKind::EndingProposed
            | NotificationKind::EndingSigned
            | NotificationKind::Reinstated => {
                one.kind == kind && one.came_with(&body, account, written)
            }
        });
        if body == teller.organisation || needless {
            continue;
        }
        told.push(Told {
            account,
            to: body.clone(),
            kind,
            // After everything there is.
            raised: i64::MAX,
            reply: None,
        });
        untold.push((body, kind));
    }
    untold
}

impl Register {
    /// Tells the bodies that must be told after a write to an account, of which `written` is the place in the order of commits; or of what the
    /// calendar alone has changed. Says whether anybody was.
    pub(super) async fn tell(
        &self,
        tx: &mut Tx,
        entry: &Entry,
        account: AccountId,
        today: Day,
        written: Option<i64>,
    ) -> Result<bool, StoreError> {
        let from = entry.accounts.iter().find(|one| one.id == account);
        let Some(from) = from.map(|one| &one.organisation) else {
            return Ok(false);
        };
        let untold = whom(entry, account, today, written);
        for (to, kind) in &untold {
            let due = answer_due(&entry.organisations, from, to, today);
            let id = NotificationId(self.ids.id());
            tx.notify(id, account, from, to, *kind, due).await?;
            tx.change("notification", entry.id, Some(account)).await?;
        }
        Ok(!untold.is_empty())
    }
}
