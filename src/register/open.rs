//! Reading one entry.

use chrono::{DateTime, Utc};

use super::{Register, Visit, retried};
use crate::access::{Ask, Relation, VisibleEntry, scope};
use crate::domain::entry::Entry;
use crate::domain::facts::Facts;
use crate::domain::id::EntryId;
use crate::domain::nhs_number::NhsNumber;
use crate::domain::part::identity::Identity;
use crate::domain::partial_date::Day;
use crate::store::StoreError;

/// The three times of a question: each none for now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question {
    /// About this day.
    pub on: Option<Day>,
    /// As the register stood then.
    pub known_at: Option<DateTime<Utc>>,
    /// Under the law as it was read on this day.
    pub law_as_at: Option<Day>,
}

impl Register {
    /// The entry with this id, as the caller sees it. None: unknown, or unknown to this caller; the two are the same.
    pub async fn open(
        &self,
        visit: &Visit,
        id: EntryId,
        question: Question,
    ) -> Result<Option<VisibleEntry>, StoreError> {
        let organisations = self.organisations();
        let mut entry = self.store.entry(id, &organisations).await?;
        // An entry whose accounts have all moved on leads to where the first of them is now.
        let moved = entry
            .as_ref()
            .filter(|entry| entry.now().accounts.is_empty());
        if let Some(account) = moved.and_then(|entry| entry.accounts.first())
            && let Some(home) = self.store.entry_of_account(account.id).await?
        {
            entry = self.store.entry(home, &organisations).await?;
        }
        self.show(visit, entry.as_ref(), question).await
    }

    /// The entry in which some account that the caller may read has this NHS number.
    pub async fn open_by_number(
        &self,
        visit: &Visit,
        number: &NhsNumber,
        question: Question,
    ) -> Result<Option<VisibleEntry>, StoreError> {
        let Some(scope) = scope(visit.caller()) else {
            return Ok(None);
        };
        let ids = self.store.entries_with_number(&scope, number).await?;
        // By what the caller may read today: a number recorded later leads to what the register said before it.
        let ask = self.ask_now();
        let entries = self.store.entries(&ids, &self.organisations()).await?;
        // The number must be one the caller may read, not only one that someone recorded.
        let mut readable: Vec<_> = entries
            .iter()
            .filter_map(|entry| Some((relation_if_readable(visit, entry, number, &ask)?, entry)))
            .collect();
        let me = visit.caller().organisation();
        let strange = |entry: &Entry| {
            entry
                .now()
                .accounts
                .iter()
                .all(|one| one.organisation != *me)
        };
        readable.sort_by_key(|(relation, entry)| (*relation, strange(entry), entry.id));
        self.show(visit, readable.first().map(|(_, entry)| *entry), question)
            .await
    }

    pub(super) fn ask_now(&self) -> Ask {
        self.ask(Question::default())
    }

    fn ask(&self, question: Question) -> Ask {
        let today = self.today();
        let Question {
            on,
            known_at,
            law_as_at,
        } = question;
        Ask {
            on: on.unwrap_or(today),
            known_at,
            law_as_at,
            today,
        }
    }

    async fn show(
        &self,
        visit: &Visit,
        entry: Option<&Entry>,
        question: Question,
    ) -> Result<Option<VisibleEntry>, StoreError> {
        let Some(entry) = entry else { return Ok(None) };
        let ask = self.ask(question);
        let Some(seen) = visit.view(entry, &ask) else {
            return Ok(None);
        };
        if Self::learns(visit, entry, &seen) {
            retried!(self.note_read(visit, entry.id, ask.today))?;
            let organisations = self.organisations();
            let fresh = self.store.entry(entry.id, &organisations).await?;
            return Ok(fresh.and_then(|fresh| visit.view(&fresh, &ask)));
        }
        Ok(Some(seen))
    }

    /// Whether reading tells this organisation something it did not know: that the person is entitled, or may be.
    pub(super) fn learns(visit: &Visit, entry: &Entry, seen: &VisibleEntry) -> bool {
        let me = visit.caller().organisation();
        let others = match seen.relation {
            Relation::Responsible | Relation::Provider | Relation::Candidate => true,
            Relation::Former | Relation::Claimant | Relation::Stranger => false,
        };
        others
            && !entry.first_reads.contains_key(me)
            && !Facts::of(&entry.now())
                .known(me)
                .certain()
                .contains(seen.ask.today)
    }

    pub(super) async fn note_read(
        &self,
        visit: &Visit,
        id: EntryId,
        today: Day,
    ) -> Result<(), StoreError> {
        let organisations = self.organisations();
        let me = visit.caller().organisation();
        let mut tx = self.begin().await?;
        let entry = tx.entry_for_update(id, &organisations).await?;
        if entry.is_some_and(|entry| !entry.first_reads.contains_key(me)) {
            tx.note_first_read(id, me).await?;
            self.rederive(&mut tx, id, today, &organisations).await?;
        }
        tx.commit().await
    }
}

fn relation_if_readable(
    visit: &Visit,
    entry: &Entry,
    number: &NhsNumber,
    ask: &Ask,
) -> Option<Relation> {
    use crate::access::{Seen, view};
    let seen = view(visit.caller(), entry, ask)?;
    let has_it = seen
        .accounts
        .iter()
        .any(|account| match account.part::<Identity>() {
            Seen::Shown(identity, _) => identity.nhs_number.as_ref() == Some(number),
            Seen::Limited(..) | Seen::NotRecorded(_) | Seen::NotShared => false,
        });
    has_it.then_some(seen.relation)
}
