//! One authenticated request: who asks, and which entries the answer shows, gathered where they are shown.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::Register;
use crate::access::{Ask, Caller, VisibleEntry, view};
use crate::domain::entry::Entry;
use crate::domain::id::EntryId;
use crate::store::{Answered, LogRow, StoreError, Tx};

/// A request on behalf of a caller.
#[derive(Debug)]
pub struct Visit {
    caller: Caller,
    request_id: String,
    operation: &'static str,
    shown: Mutex<BTreeSet<EntryId>>,
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
            self.shown
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(entry.id);
        }
        seen
    }
}

impl Register {
    /// Writes the answer's row of the access log. The answer must not leave before this has returned, nor at all if it fails.
    pub async fn close(&self, visit: &Visit, failed: bool) -> Result<(), StoreError> {
        let shown: Vec<_> = visit
            .shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .copied()
            .collect();
        let outcome = match (failed, visit.refused.load(Ordering::Relaxed)) {
            (true, _) => Answered::Failed,
            (false, true) => Answered::Refused,
            (false, false) => Answered::Answered,
        };
        let row = LogRow {
            id: self.ids.id(),
            at: self.now(),
            request_id: &visit.request_id,
            caller: Some(&visit.caller),
            operation: visit.operation,
            outcome,
            shown: &shown,
        };
        self.store.log(&row).await
    }

    /// Writes a write's own row of the access log, in the write's transaction.
    pub(super) async fn log_write(
        &self,
        tx: &Tx,
        visit: &Visit,
        operation: &'static str,
        entry: Option<EntryId>,
    ) -> Result<(), StoreError> {
        let written: Vec<_> = entry.into_iter().collect();
        let row = LogRow {
            id: self.ids.id(),
            at: self.now(),
            request_id: &visit.request_id,
            caller: Some(&visit.caller),
            operation,
            outcome: Answered::Answered,
            shown: &written,
        };
        tx.log(&row).await
    }

    /// Writes the row of a request that was refused before anything was executed: with its caller, where the token told who it was.
    pub async fn turn_away(
        &self,
        request_id: &str,
        caller: Option<&Caller>,
        why: &'static str,
    ) -> Result<(), StoreError> {
        let row = LogRow {
            id: self.ids.id(),
            at: self.now(),
            request_id,
            caller,
            operation: why,
            outcome: Answered::Refused,
            shown: &[],
        };
        self.store.log(&row).await
    }
}
