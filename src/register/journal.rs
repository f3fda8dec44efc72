//! Rows of the access log, written together: while one commit is on its way to the disk the rows that arrive wait, and go with the next.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use super::retried;
use crate::store::{LogRow, Store, StoreError};

/// The most rows of one commit.
const MOST: usize = 256;

/// How long one commit may take: a connection that went dead without a word does not hold the others.
const LONGEST: Duration = Duration::from_secs(10);

/// Why a row was not written: shared by all that were to be written with it.
pub type NotWritten = Arc<StoreError>;

type Waiting = (LogRow, oneshot::Sender<Result<(), NotWritten>>);

/// Where rows of the access log are handed in.
#[derive(Debug)]
pub(super) struct Journal {
    rows: mpsc::UnboundedSender<Waiting>,
}

impl Journal {
    /// Begins to write rows, until this is dropped.
    pub(super) fn of(store: Store) -> Self {
        let (rows, waiting) = mpsc::unbounded_channel();
        tokio::spawn(keep(store, waiting));
        Self { rows }
    }

    /// Returns when the row is durable.
    pub(super) async fn write(&self, row: LogRow) -> Result<(), NotWritten> {
        let (told, written) = oneshot::channel();
        // The writer ends only with the runtime: whoever is not told is not answered.
        let ended = || Arc::new(StoreError::TimedOut);
        self.rows.send((row, told)).map_err(|_| ended())?;
        written.await.map_err(|_| ended())?
    }
}

async fn keep(store: Store, mut waiting: mpsc::UnboundedReceiver<Waiting>) {
    let mut together = Vec::new();
    while waiting.recv_many(&mut together, MOST).await > 0 {
        let (rows, told): (Vec<_>, Vec<_>) = together.drain(..).unzip();
        let commit = async { retried!(store.log(&rows)) };
        let written = tokio::time::timeout(LONGEST, commit).await;
        // Rows that may have been written all the same are not written again: their answers stay away, and that is all.
        let written = written
            .unwrap_or(Err(StoreError::TimedOut))
            .map_err(Arc::new);
        for one in told {
            // Whoever no longer waits has gone away.
            let _ = one.send(written.clone());
        }
    }
}
