//! Rows of a reading statement. PostgreSQL sends them together; the driver of SQLite hands each from thread to thread, which for an entry of
//! forty rows costs many times what reading them does, so there they come packed into one.
//!
//! Texts hold no control characters other than line breaks and tabs (`Text` refuses them, JSON escapes them, codes and names have none), so
//! the separators of ASCII separate them.

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Value};
use uuid::Uuid;

use super::{StoreError, statement};

/// Between the columns of a row.
const UNIT: char = '\u{1F}';
/// Between rows.
const RECORD: char = '\u{1E}';
/// Where a column has no value.
const NOTHING: &str = "\u{1D}";

/// How many ids a statement may name: few sizes, so that each statement is prepared once.
const SIZES: [usize; 7] = [1, 2, 5, 10, 20, 50, 100];

/// What a column of a statement holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// Text, or nothing.
    Text,
    /// A whole number, or nothing.
    Number,
    /// An id or other bytes, or nothing.
    Bytes,
}

/// A statement that reads about ids: its text, in which `*` stands for them and the columns are named `c0`, `c1` and so on, and what they hold.
#[derive(Debug)]
pub struct Reading {
    /// The table, for what cannot be read.
    pub table: &'static str,
    /// The text.
    pub sql: &'static str,
    /// What its columns hold.
    pub columns: &'static [Column],
}

/// A row.
pub enum Row<'a> {
    /// As PostgreSQL gave it.
    Plain(&'a Reading, QueryResult),
    /// As it was packed.
    Packed(&'a Reading, Vec<&'a str>),
}

impl std::fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Row(hidden)")
    }
}

impl Row<'_> {
    fn unreadable(&self, column: usize) -> StoreError {
        let (Self::Plain(reading, _) | Self::Packed(reading, _)) = self;
        StoreError::unreadable(reading.table, "*", column)
    }

    /// A text.
    pub fn some_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        match self {
            Self::Plain(_, row) => Ok(row.try_get_by_index(column)?),
            Self::Packed(_, columns) => {
                let text = columns.get(column).ok_or_else(|| self.unreadable(column))?;
                Ok((*text != NOTHING).then(|| (*text).to_owned()))
            }
        }
    }

    /// A text that is there.
    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        self.some_text(column)?
            .ok_or_else(|| self.unreadable(column))
    }

    /// A number.
    pub fn some_number(&self, column: usize) -> Result<Option<i64>, StoreError> {
        match self {
            Self::Plain(_, row) => Ok(row.try_get_by_index(column)?),
            Self::Packed(_, columns) => match columns.get(column) {
                Some(&NOTHING) => Ok(None),
                Some(text) => text.parse().map(Some).map_err(|_| self.unreadable(column)),
                None => Err(self.unreadable(column)),
            },
        }
    }

    /// A number that is there.
    pub fn number(&self, column: usize) -> Result<i64, StoreError> {
        self.some_number(column)?
            .ok_or_else(|| self.unreadable(column))
    }

    /// Bytes that are there.
    pub fn bytes(&self, column: usize) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Plain(_, row) => Ok(row.try_get_by_index(column)?),
            Self::Packed(_, columns) => {
                let text = columns.get(column).copied().unwrap_or_default();
                unhexed(text).ok_or_else(|| self.unreadable(column))
            }
        }
    }

    /// An id that is there.
    pub fn id(&self, column: usize) -> Result<Uuid, StoreError> {
        match self {
            Self::Plain(_, row) => Ok(row.try_get_by_index(column)?),
            Self::Packed(_, columns) => {
                let text = columns.get(column).copied().unwrap_or_default();
                Uuid::try_parse(text).map_err(|_| self.unreadable(column))
            }
        }
    }
}

fn unhexed(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let byte = |[high, low]: &[u8; 2]| Some(digit(*high)? << 4 | digit(*low)?);
    rest.is_empty().then(|| pairs.iter().map(byte).collect())?
}

impl Reading {
    /// The text for SQLite: all rows as one text.
    fn packing(&self, sql: &str) -> String {
        let column = |(index, holds): (usize, &Column)| match holds {
            Column::Text | Column::Number => format!("COALESCE(c{index}, char(29))"),
            Column::Bytes => format!("hex(c{index})"),
        };
        let columns: Vec<_> = self.columns.iter().enumerate().map(column).collect();
        format!(
            "SELECT group_concat({}, char(30)) FROM ({sql})",
            columns.join(" || char(31) || ")
        )
    }

    /// Reads the rows of this statement about some ids, at most a hundred, which stand for its `*`, and does something with each. The order is
    /// the database's.
    pub async fn each<C: ConnectionTrait>(
        &self,
        db: &C,
        ids: &[Uuid],
        mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let size = SIZES.into_iter().find(|size| *size >= ids.len());
        let (Some(last), Some(size)) = (ids.last(), size) else {
            return Err(StoreError::missing(self.table));
        };
        // The last is named again until the statement is full.
        let ids = ids.iter().chain(std::iter::repeat(last)).take(size);
        let values: Vec<Value> = ids.map(|id| (*id).into()).collect();
        let places: Vec<_> = (1..=size).map(|place| format!("${place}")).collect();
        let backend = db.get_database_backend();
        let sql = self.sql.replace('*', &places.join(", "));
        if backend != DbBackend::Sqlite {
            for row in db.query_all_raw(statement(backend, &sql, values)).await? {
                take(&Row::Plain(self, row))?;
            }
            return Ok(());
        }
        let packed = statement(backend, &self.packing(&sql), values);
        let row = db.query_one_raw(packed).await?;
        let packed = row
            .map(|row| row.try_get_by_index::<Option<String>>(0))
            .transpose()?
            .flatten();
        for record in packed.iter().flat_map(|packed| packed.split(RECORD)) {
            take(&Row::Packed(self, record.split(UNIT).collect()))?;
        }
        Ok(())
    }
}
