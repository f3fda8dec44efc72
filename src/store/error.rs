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
    /// The folder of the register cannot be made or holds no register.
    #[error("cannot use the folder {0}")]
    Folder(PathBuf, #[source] std::io::Error),
    /// A document cannot be written: a fault of ours.
    #[error("a part cannot be encoded")]
    Encode(#[source] serde_json::Error),
    /// The database did not answer in time; whether it did what was asked is not known.
    #[error("the database did not answer in time")]
    TimedOut,
    /// A write came without the permit it needs: a fault of ours.
    #[error("a write without a permit for it")]
    Permit,
}

impl StoreError {
    pub(super) fn unreadable(
        table: &'static str,
        column: &'static str,
        id: impl std::fmt::Display,
    ) -> Self {
        Self::Inconsistency {
            table,
            column,
            id: format!("{id}"),
        }
    }

    pub(super) fn missing(table: &'static str) -> Self {
        Self::unreadable(table, "*", "-")
    }

    /// What went wrong, for the log. The database's own words can repeat the values of a row, so only the kind and the code are kept.
    pub fn report(&self) -> String {
        match self {
            Self::Database(error) => match driver(error) {
                Some(inner) => {
                    let code = inner
                        .as_database_error()
                        .and_then(|one| one.code().map(|code| code.to_string()));
                    format!(
                        "the database failed: code {}",
                        code.unwrap_or_else(|| "none: connection or driver".to_owned())
                    )
                }
                None => "the database failed: not in the driver".to_owned(),
            },
            Self::Inconsistency { .. }
            | Self::Folder(..)
            | Self::Encode(_)
            | Self::TimedOut
            | Self::Permit => self.to_string(),
        }
    }

    /// Whether the same write, begun again from the start, may succeed: another write got in its way.
    pub fn is_worth_retrying(&self) -> bool {
        let Self::Database(error) = self else {
            return false;
        };
        if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
            return true;
        }
        let Some(inner) = driver(error) else {
            return false;
        };
        let code = inner
            .as_database_error()
            .and_then(|one| one.code().map(|code| code.to_string()));
        // PostgreSQL: serialisation failure, deadlock. SQLite: busy, locked, and their extended codes.
        matches!(
            code.as_deref(),
            Some("40001" | "40P01" | "5" | "6" | "261" | "262" | "517")
        )
    }
}

fn driver(error: &DbErr) -> Option<&sea_orm::sqlx::Error> {
    if let DbErr::Conn(RuntimeErr::SqlxError(inner))
    | DbErr::Exec(RuntimeErr::SqlxError(inner))
    | DbErr::Query(RuntimeErr::SqlxError(inner)) = error
    {
        Some(inner)
    } else {
        None
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}
