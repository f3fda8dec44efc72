//! What one can do here: open, list, submit, answer, link. It orchestrates and decides nothing: access decides, the domain derives.

mod answer;
mod check;
mod clock;
mod cursor;
mod decision;
mod derive;
mod determine;
mod fill;
mod govern;
mod ids;
mod joint;
mod journal;
mod link;
mod list;
mod looks;
mod news;
mod open;
mod policy;
mod submit;
mod tell;
mod together;
mod visit;
mod withdraw;

pub use answer::{Acknowledged, Answer};
pub use clock::{Clock, SetClock, SystemClock};
pub use cursor::BadCursor;
pub use decision::Recorded;
pub use determine::Supposed;
pub use fill::{Deed, Filling, NotEmpty, Step, Told, moments};
pub use govern::{Assigned, Governed};
pub use ids::{Ids, RandomIds, SeededIds};
pub use joint::{Acted, Joint};
use journal::Journal;
pub use journal::NotWritten;
pub use link::Linked;
pub use list::{Connection, Edge, LinkReview};
pub use open::Question;
pub use policy::{Decided, Tried};
pub use submit::{Conflict, Outcome, Receipt, Submission, Submitted};
pub use visit::Visit;
pub use withdraw::Withdrawn;

use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::entry::civil_day;
use crate::domain::law::reading::Commencement;
use crate::domain::organisation::{Organisation, Organisations, Succession};
use crate::domain::partial_date::Day;
use crate::store::{Store, StoreError, Tx};

/// The register: its database, a clock, a source of ids.
#[derive(Debug)]
pub struct Register {
    store: Store,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    organisations: RwLock<Arc<Organisations>>,
    commencement: Commencement,
    cursors: cursor::Seal,
    journal: Journal,
    trying: tokio::sync::Mutex<()>,
}

/// The times a write is begun again after another got in its way.
const TRIES: u32 = 5;

impl Register {
    /// Opens the register in a database that has been migrated.
    pub async fn open_store(
        store: Store,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> Result<Self, StoreError> {
        let organisations = RwLock::new(Arc::new(store.organisations().await?));
        let cursors = cursor::Seal::of(&store, ids.as_ref()).await?;
        Ok(Self {
            journal: Journal::of(store.clone()),
            store,
            clock,
            ids,
            organisations,
            commencement: Commencement::default(),
            cursors,
            trying: tokio::sync::Mutex::new(()),
        })
    }

    /// The same register, told which passed law has come into force.
    #[must_use]
    pub fn commenced(self, commencement: Commencement) -> Self {
        let known = Organisations::clone(&self.organisations()).commenced(commencement);
        Self {
            organisations: RwLock::new(Arc::new(known)),
            commencement,
            ..self
        }
    }

    /// What the register knows of organisations.
    pub fn organisations(&self) -> Arc<Organisations> {
        Arc::clone(
            &self
                .organisations
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Adds organisations, or corrects those already there.
    pub async fn put_organisations(
        &self,
        known: &[Organisation],
        successions: &[Succession],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        tx.put_organisations(known, successions).await?;
        tx.commit().await?;
        let fresh = self.store.organisations().await?;
        self.put(Arc::new(fresh.commenced(self.commencement)));
        Ok(())
    }

    fn put(&self, fresh: Arc<Organisations>) {
        let mut known = self.organisations.write();
        **known.as_mut().unwrap_or_else(|poisoned| poisoned.get_mut()) = fresh;
    }

    /// The database, for what is not about people: readiness, marks, the log.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The civil day it is.
    pub fn today(&self) -> Day {
        civil_day(self.clock.now())
    }

    /// The time it is.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.clock.now()
    }

    /// The source of ids.
    pub fn ids(&self) -> &dyn Ids {
        self.ids.as_ref()
    }

    async fn begin(&self) -> Result<Tx, StoreError> {
        self.store.begin(self.clock.recorded()).await
    }
}

/// Runs a write, again from the start if another write got in its way.
macro_rules! retried {
    ($write:expr) => {{
        let mut tries = 1;
        loop {
            match $write.await {
                Err(error) if error.is_worth_retrying() && tries < $crate::register::TRIES => {
                    tokio::time::sleep(std::time::Duration::from_millis(2 << tries)).await;
                    tries += 1;
                }
                other => break other,
            }
        }
    }};
}
pub(crate) use retried;
