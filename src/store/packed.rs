//! Rows of a reading statement. PostgreSQL sends them together; the driver of SQLite hands each from thread to thread, which for an entry of
//! forty rows costs many times what reading them does, so there they come
//! packed into one, those of several statements together.
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

/// Bytes that were written as hexadecimal digits; none if they were not.
pub fn unhexed(text: &str) -> Option<Vec<u8>> {
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
    /// The text with its ids.
    fn about(&self, places: &str) -> String {
        self.sql.replace('*', places)
    }

    /// The text for SQLite: all rows as one text.
    fn packing(&self, places: &str) -> String {
        let column = |(index, holds): (usize, &Column)| match holds {
            Column::Text | Column::Number => format!("COALESCE(c{index}, char(29))"),
            Column::Bytes => format!("hex(c{index})"),
        };
        let columns: Vec<_> = self.columns.iter().enumerate().map(column).collect();
        format!(
            "(SELECT group_concat({}, char(30)) FROM ({}))",
            columns.join(" || char(31) || "),
            self.about(places)
        )
    }
}

/// Reads the rows of some statements about some ids, at most a hundred, and does something with each: with the place of its statement among
/// them. The order of rows is the database's.
pub async fn read<C: ConnectionTrait>(
    db: &C,
    readings: &[&Reading],
    ids: &[Uuid],
    mut take: impl FnMut(usize, &Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let size = SIZES.into_iter().find(|size| *size >= ids.len());
    let (Some(last), Some(size)) = (ids.last(), size) else {
        return Err(StoreError::missing("entry"));
    };
    // The last is named again until the statement is full.
    let ids = ids.iter().chain(std::iter::repeat(last)).take(size);
    let values: Vec<Value> = ids.map(|id| (*id).into()).collect();
    let places: Vec<_> = (1..=size).map(|place| format!("${place}")).collect();
    let places = places.join(", ");
    let backend = db.get_database_backend();
    if backend != DbBackend::Sqlite {
        for (index, reading) in readings.iter().enumerate() {
            let sql = statement(backend, &reading.about(&places), values.clone());
            for row in db.query_all_raw(sql).await? {
                take(index, &Row::Plain(reading, row))?;
            }
        }
        return Ok(());
    }
    let packing: Vec<_> = readings.iter().map(|one| one.packing(&places)).collect();
    let packing = statement(backend, &format!("SELECT {}", packing.join(", ")), values);
    let Some(row) = db.query_one_raw(packing).await? else {
        return Ok(());
    };
    for (index, reading) in readings.iter().enumerate() {
        let packed: Option<String> = row.try_get_by_index(index)?;
        for record in packed.iter().flat_map(|packed| packed.split(RECORD)) {
            take(index, &Row::Packed(reading, record.split(UNIT).collect()))?;
        }
    }
    Ok(())
}
