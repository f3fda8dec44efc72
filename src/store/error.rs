//! What can go wrong with the database. None of it holds a value of a row.

use std::path::PathBuf;

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// A fault of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database did not do what was asked.
    #[error("the database failed")]
    Database(#[source] DbErr),
    /// A row that this version cannot read.
    #[error("unreadable row: {table}.{column} of {id}")]
    Inconsistency {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row, by its id.
        id: String,
    },
    /// The folder of the register cannot be made.
    #[error("cannot make the folder {0}")]
    Folder(PathBuf, #[source] std::io::Error),
    /// A document cannot be written: a fault of ours.
    #[error("a part cannot be encoded")]
    Encode(#[source] serde_json::Error),
    /// A write came without the permit it needs: a fault of ours.
    #[error("a write without a permit for it")]
    Permit,
}

impl StoreError {
    pub(super) fn unreadable(table: &'static str, column: &'static str, id: impl ToString) -> Self {
        Self::Inconsistency { table, column, id: id.to_string() }
    }

    pub(super) fn missing(table: &'static str) -> Self {
        Self::unreadable(table, "*", "-")
    }

    /// Whether the same write, begun again from the start, may succeed: another write got in its way.
    pub fn is_worth_retrying(&self) -> bool {
        let Self::Database(error) = self else { return false };
        if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
            return true;
        }
        let (DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner))) = error else { return false };
        let code = inner.as_database_error().and_then(|one| one.code().map(|code| code.to_string()));
        // PostgreSQL: serialisation failure, deadlock. SQLite: busy, locked, and their extended codes.
        matches!(code.as_deref(), Some("40001" | "40P01" | "5" | "6" | "261" | "262" | "517"))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}
