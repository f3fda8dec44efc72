//! Rows of the access log that were written together and are not sealed yet: one row, so that many become durable at the price of one.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_log_tail")]
pub struct Model {
    /// Number.
    #[sea_orm(primary_key)]
    pub number: i64,
    /// At.
    pub at: i64,
    /// The rows, as JSON.
    #[sea_orm(column_type = "Text")]
    pub rows: String,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
