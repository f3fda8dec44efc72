//! What follows from a write, in the same transaction: what every organisation's lists say.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Register;
use crate::access::{Ask, Grade, Timeline, timeline, turns};
use crate::domain::code::OrganisationCode;
use crate::domain::discrepancy::Severity;
use crate::domain::entry::Entry;
use crate::domain::id::{AccountId, EntryId};
use crate::domain::organisation::Organisations;
use crate::domain::partial_date::Day;
use crate::store::{PartyDiscrepancy, PartyRow, StoreError, Tx};

impl Register {
    /// Rewrites what every organisation's lists say of an entry, and returns the entry as it then stands.
    pub(super) async fn rederive(
        &self,
        tx: &mut Tx,
        id: EntryId,
        today: Day,
        organisations: &Arc<Organisations>,
    ) -> Result<Option<Entry>, StoreError> {
        let entry = tx.entry_for_update(id, organisations).await?;
        let (parties, seen) = entry
            .as_ref()
            .map(|entry| lists(entry, today))
            .unwrap_or_default();
        self.rewrite(tx, id, parties, seen, organisations).await?;
        Ok(entry)
    }

    /// Writes what lists say of an entry; again later, where policies have changed since they were read.
    async fn rewrite(
        &self,
        tx: &mut Tx,
        id: EntryId,
        parties: Vec<PartyRow>,
        seen: Vec<PartyDiscrepancy>,
        organisations: &Organisations,
    ) -> Result<(), StoreError> {
        tx.rewrite_parties(id, parties, seen).await?;
        // Looked up after the entry's own mark is gone: whoever changes them from here on marks it again.
        if tx.policies_as_of().await? != organisations.policies().as_of() {
            tx.mark_stale_entry(id).await?;
        }
        Ok(())
    }

    /// Writes anew the lists of some of the entries that are marked for it; returns how many there were.
    pub async fn freshen(&self, limit: u64) -> Result<u64, StoreError> {
        let today = self.today();
        let mut count = 0;
        for id in self.store.stale(limit).await? {
            super::retried!(async {
                let organisations = self.organisations();
                let mut tx = self.begin().await?;
                self.rederive(&mut tx, id, today, &organisations).await?;
                tx.commit().await
            })?;
            count += 1;
        }
        Ok(count)
    }

    /// Rewrites what every organisation's lists say of an entry: after a rule changed, or to be sure.
    pub async fn recheck(&self, id: EntryId) -> Result<(), StoreError> {
        let (today, organisations) = (self.today(), self.organisations());
        super::retried!(async {
            let mut tx = self.begin().await?;
            let entry = tx.entry_for_update(id, &organisations).await?;
            let accounts = entry
                .map(|entry| entry.now().into_owned().accounts)
                .unwrap_or_default();
            for account in accounts {
                // A body that took over since the last write is told now.
                if let Some(entry) = tx.entry_for_update(id, &organisations).await? {
                    self.tell(&mut tx, &entry, account.id, today, None).await?;
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
        let Some(entry) = tx.entry_for_update(id, &organisations).await? else {
            return Ok(None);
        };
        let written = Some(tx.moment().await?.position);
        if self.tell(tx, &entry, account, today, written).await? {
            return self.rederive(tx, id, today, &organisations).await;
        }
        // Nothing was written since it was read.
        let (parties, seen) = lists(&entry, today);
        self.rewrite(tx, id, parties, seen, &organisations).await?;
        Ok(Some(entry))
    }
}

/// What every organisation's lists say of an entry.
pub(super) fn lists(entry: &Entry, today: Day) -> (Vec<PartyRow>, Vec<PartyDiscrepancy>) {
    let (mut parties, mut seen) = (Vec::new(), Vec::new());
    let now = entry.now();
    for body in now.concerned() {
        rows(entry, &now, &body, today, &mut parties, &mut seen);
    }
    (parties, seen)
}

fn rows(
    entry: &Entry,
    now: &Entry,
    body: &OrganisationCode,
    today: Day,
    parties: &mut Vec<PartyRow>,
    seen: &mut Vec<PartyDiscrepancy>,
) {
    let days: Vec<Day> = std::iter::once(today).chain(turns(now, today)).collect();
    for (index, &day) in days.iter().enumerate() {
        let Some(line) = timeline(
            entry,
            body,
            &Ask {
                on: day,
                known_at: None,
                law_as_at: None,
                today: day,
            },
        ) else {
            continue;
        };
        // Lists are read today and later: what stands from here on stands from the beginning.
        let from = if index == 0 { Day::MIN } else { day };
        let until = days.get(index + 1).copied();
        for (start, end, worst) in by_worst(&line, day, until) {
            parties.push(PartyRow {
                organisation: body.clone(),
                from: if start == day { from } else { start },
                until: end,
                relation: line.relation,
                worst,
                next_due: line.next_due,
            });
        }
        for (id, rule, stretches) in &line.discrepancies {
            for (stretch, grade) in stretches {
                let first = stretch.from.max(from);
                let last = match (stretch.until, until) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (known, None) | (None, known) => known,
                };
                if last.is_none_or(|last| first < last && today < last) {
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

/// The days from `day` until `until`, cut wherever the gravest that the organisation sees becomes another.
fn by_worst(
    line: &Timeline,
    day: Day,
    until: Option<Day>,
) -> Vec<(Day, Option<Day>, Option<Severity>)> {
    let stretches = || line.discrepancies.iter().flat_map(|(_, _, all)| all);
    let worst = |on: Day| {
        let standing = stretches()
            .filter(|(one, _)| one.from <= on && one.until.is_none_or(|until| on < until));
        standing.map(|(one, _)| one.severity).min()
    };
    let within = |on: &Day| day < *on && until.is_none_or(|until| *on < until);
    let turns: BTreeSet<Day> = stretches()
        .flat_map(|(one, _)| std::iter::once(one.from).chain(one.until))
        .filter(within)
        .collect();
    let mut cut = vec![(day, None, worst(day))];
    for on in turns {
        let now = worst(on);
        if let Some(last) = cut.last_mut().filter(|last| last.2 != now) {
            last.1 = Some(on);
            cut.push((on, None, now));
        }
    }
    if let Some(last) = cut.last_mut() {
        last.1 = until;
    }
    cut
}
