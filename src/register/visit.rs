//! One authenticated request: who asks, and which entries the answer shows, gathered where they are shown.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Register;
use super::journal::NotWritten;
use crate::access::{Ask, Caller, VisibleEntry, view};
use crate::domain::entry::Entry;
use crate::domain::id::EntryId;
use crate::store::{Answered, LogRow, StoreError, Tx};

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A request on behalf of a caller.
#[derive(Debug)]
pub struct Visit {
    caller: Caller,
    request_id: String,
    operation: &'static str,
    shown: Mutex<BTreeSet<EntryId>>,
    /// What the rows of its writes say it showed; none if it wrote nothing.
    told: Mutex<Option<BTreeSet<EntryId>>>,
    refused: AtomicBool,
}

impl Visit {
    /// A request. `operation` is a fixed word, never the caller's own text.
    pub const fn new(caller: Caller, request_id: String, operation: &'static str) -> Self {
        Self {
            caller,
            request_id,
            operation,
            shown: Mutex::new(BTreeSet::new()),
            told: Mutex::new(None),
            refused: AtomicBool::new(false),
        }
    }

    /// Who asks.
    pub const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The request's id.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Notes that something was refused.
    pub fn refuse(&self) {
        self.refused.store(true, Ordering::Relaxed);
    }

    /// What the caller sees of an entry. What is shown is noted here: there is no other way to a visible entry.
    pub(super) fn view(&self, entry: &Entry, ask: &Ask) -> Option<VisibleEntry> {
        let seen = view(&self.caller, entry, ask);
        if seen.is_some() {
            locked(&self.shown).insert(entry.id);
        }
        seen
    }
}

impl Register {
    fn row(
        &self,
        request_id: &str,
        caller: Option<&Caller>,
        operation: &'static str,
        outcome: Answered,
        shown: Vec<EntryId>,
    ) -> LogRow {
        LogRow {
            random: self.ids.bytes(),
            at: self.now(),
            request_id: request_id.to_owned(),
            caller: caller.cloned(),
            operation,
            outcome,
            shown,
        }
    }

    /// Writes the answer's row of the access log, unless the rows of its writes say all that it would. The answer must not leave before this
    /// has returned, nor at all if it fails.
    pub async fn close(&self, visit: &Visit, failed: bool) -> Result<(), NotWritten> {
        let shown = locked(&visit.shown).clone();
        let outcome = match (failed, visit.refused.load(Ordering::Relaxed)) {
            (true, _) => Answered::Failed,
            (false, true) => Answered::Refused,
            (false, false) => Answered::Answered,
        };
        let told = locked(&visit.told)
            .as_ref()
            .is_some_and(|told| shown.is_subset(told));
        if told && outcome == Answered::Answered {
            return Ok(());
        }
        let shown = shown.into_iter().collect();
        let row = self.row(
            &visit.request_id,
            Some(&visit.caller),
            visit.operation,
            outcome,
            shown,
        );
        self.log(row).await
    }

    /// Ends a write: its own row of the access log is durable with it, or neither is.
    pub(super) async fn conclude(
        &self,
        tx: Tx,
        visit: &Visit,
        operation: &'static str,
        entry: Option<EntryId>,
    ) -> Result<(), StoreError> {
        let shown = entry.into_iter().collect();
        tx.log(self.row(
            &visit.request_id,
            Some(&visit.caller),
            operation,
            Answered::Answered,
            shown,
        ))
        .await?;
        tx.commit().await?;
        locked(&visit.told).get_or_insert_default().extend(entry);
        Ok(())
    }

    /// Writes the row of a request that was refused before anything was executed: with its caller, where the token told who it was.
    pub async fn turn_away(
        &self,
        request_id: &str,
        caller: Option<&Caller>,
        why: &'static str,
    ) -> Result<(), NotWritten> {
        let row = self.row(request_id, caller, why, Answered::Refused, Vec::new());
        self.log(row).await
    }

    /// Writes a row of the access log. What it is about must not leave before this has returned, nor at all if it fails.
    pub async fn log(&self, row: LogRow) -> Result<(), NotWritten> {
        self.journal.write(row).await
    }

    /// Seals what was written to the access log and is not sealed yet. Says how many rows it sealed.
    pub async fn seal(&self) -> Result<usize, StoreError> {
        self.store.seal(self.now()).await
    }
}
