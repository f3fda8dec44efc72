//! The only place that knows the database. Rows in, domain out.
//!
//! SQLite: one writer connection that begins its transactions immediately, a pool of readers, write-ahead log, full synchronisation,
//! foreign keys on. PostgreSQL: one pool. The same statements on both.

mod assemble;
mod audit;
mod codec;
mod decision;
mod error;
mod fill;
mod find;
mod govern;
mod ledger;
mod list;
mod load;
mod log;
mod look;
mod packed;
mod party;
mod policy;
mod reference;
mod rows;
mod seal;
mod sql;
mod write;

pub use audit::{Broken, Place, Sound};
pub use error::StoreError;
pub use fill::Filled;
pub use find::{AccountRow, Evidence, UNLINKED};
pub use list::{DiscrepancyQuery, DiscrepancyRow, EntryQuery, EntryRow, Order};
pub use load::{ABOUT, VERSIONS};
pub use log::{Answered, LogRow};
pub use packed::{Column, Reading, Row, read};
pub use party::{PartyDiscrepancy, PartyRow};
pub use sql::Page;
pub use write::{NewVersion, Remembered};

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use migration::MigratorTrait;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, Value,
};

use crate::domain::entry::Moment;

/// Whose clock sets recorded time.
#[derive(Clone, Copy, Debug)]
pub enum Now {
    /// The database's: the rule.
    Database,
    /// This instant: for a register that tells a story of the past.
    At(DateTime<Utc>),
}

/// The register's database.
#[derive(Clone, Debug)]
pub struct Store {
    readers: DatabaseConnection,
    writer: DatabaseConnection,
}

/// A write: all of it or nothing.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    now: Now,
    moment: Option<Moment>,
    changes: i32,
}

/// Makes the file, readable by its owner alone: SQLite gives the files beside it the same permission.
fn private(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(|_| ())
}

fn statement(backend: DbBackend, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(backend, sql, values)
}

impl Store {
    /// Opens a SQLite register in a folder, making both if they are not there.
    pub async fn open_folder(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::Folder(folder.to_owned(), error))?;
        let file = folder.join("register.sqlite");
        private(&file).map_err(|error| StoreError::Folder(folder.to_owned(), error))?;
        Self::open_sqlite(&file).await
    }

    /// The same, telling of each statement's text as it is sent; never of its values.
    #[must_use]
    pub fn watched(mut self, sent: impl Fn(&str) + Clone + Send + Sync + 'static) -> Self {
        for connection in [&mut self.readers, &mut self.writer] {
            let sent = sent.clone();
            connection.set_metric_callback(move |info| sent(&info.statement.sql));
        }
        self
    }

    /// Opens the SQLite register of a folder, which must be there.
    pub async fn open_existing(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join("register.sqlite");
        std::fs::metadata(&file).map_err(|error| StoreError::Folder(folder.to_owned(), error))?;
        Self::open_sqlite(&file).await
    }

    async fn open_sqlite(file: &Path) -> Result<Self, StoreError> {
        let url = format!("sqlite://{}?mode=rwc", file.display());
        let options = |most: u32| {
            let mut options = ConnectOptions::new(url.clone());
            options
                .max_connections(most)
                .min_connections(1)
                .sqlx_logging(false)
                .acquire_timeout(Duration::from_secs(5));
            options.map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .journal_mode(sea_orm::sqlx::sqlite::SqliteJournalMode::Wal)
                    .synchronous(sea_orm::sqlx::sqlite::SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_secs(5))
                    // In KiB: the upper levels of every index stay at hand.
                    .pragma("cache_size", "-2000")
            });
            options
        };
        let writer = Database::connect(options(1)).await?;
        // More readers than processors only wait for each other.
        let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let readers = u32::try_from(processors.clamp(2, 8)).unwrap_or(2);
        let readers = Database::connect(options(readers)).await?;
        Ok(Self { readers, writer })
    }

    /// Connects to a database by URL: `postgres://...`, or `sqlite://FILE`.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        if let Some(file) = url.strip_prefix("sqlite://") {
            return Self::open_sqlite(Path::new(file)).await;
        }
        let options = |settings: &[(&'static str, &'static str)]| {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(8)
                .min_connections(1)
                .sqlx_logging(false)
                .acquire_timeout(Duration::from_secs(5));
            let settings = settings.to_owned();
            options.map_sqlx_postgres_opts(move |postgres| postgres.options(settings.clone()));
            options
        };
        let writer = Database::connect(options(&[])).await?;
        // What reads cannot write, nor keep the database busy for longer than anybody waits.
        let reading = [
            ("default_transaction_read_only", "on"),
            ("statement_timeout", "10s"),
        ];
        let readers = Database::connect(options(&reading)).await?;
        Ok(Self { readers, writer })
    }

    /// Brings the database to this version's form.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Ok(migration::Migrator::up(&self.writer, None).await?)
    }

    /// Takes every change back: for tests of the changes themselves.
    pub async fn unmigrate(&self) -> Result<(), StoreError> {
        Ok(migration::Migrator::down(&self.writer, None).await?)
    }

    /// Whether the database answers and is writable: something is written that was not there, or SQLite would write nothing.
    pub async fn ready(&self, at: DateTime<Utc>) -> Result<(), StoreError> {
        let mut tx = self.begin(Now::Database).await?;
        let probe = "UPDATE register_clock SET position = position WHERE id = 1";
        let backend = tx.inner.get_database_backend();
        tx.inner.execute_raw(statement(backend, probe, [])).await?;
        tx.put_mark("asked whether ready", &at.timestamp_micros().to_string())
            .await?;
        tx.commit().await
    }

    /// Which kind of database: for what only one of them has.
    pub fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// Begins a write.
    pub async fn begin(&self, now: Now) -> Result<Tx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx {
            inner: self.writer.begin_with_options(options).await?,
            now,
            moment: None,
            changes: 0,
        })
    }

    /// Ends all connections.
    pub async fn close(self) -> Result<(), StoreError> {
        self.readers.close().await?;
        self.writer.close().await?;
        Ok(())
    }
}

impl Tx {
    /// The place of this write in the order of commits, and its time. From the first call to the end of the write no other write can
    /// take one, so positions are the order of commits and everything up to the newest that can be seen is complete; times never run
    /// backwards.
    pub async fn moment(&mut self) -> Result<Moment, StoreError> {
        if let Some(moment) = self.moment {
            return Ok(moment);
        }
        let backend = self.inner.get_database_backend();
        let (now, values) = match (self.now, backend) {
            (Now::At(at), _) => ("$1", vec![at.timestamp_micros().into()]),
            (Now::Database, DbBackend::Sqlite) => (
                "CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER)",
                Vec::new(),
            ),
            (Now::Database, _) => (
                "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)",
                Vec::new(),
            ),
        };
        let sql = format!(
            "UPDATE register_clock SET position = position + 1, at = CASE WHEN {now} > at THEN {now} ELSE at + 1 END WHERE id = 1 RETURNING position, at"
        );
        let row = self
            .inner
            .query_one_raw(statement(backend, &sql, values))
            .await?
            .ok_or(StoreError::missing("register_clock"))?;
        let moment = codec::moment(row.try_get("", "position")?, row.try_get("", "at")?)?;
        self.moment = Some(moment);
        Ok(moment)
    }

    /// Makes the write durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.inner.commit().await?)
    }

    /// Undoes the write.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.inner.rollback().await?)
    }
}
