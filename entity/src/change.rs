//! One line of the change feed.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change")]
pub struct Model {
    /// Position.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    /// Ordinal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    /// At.
    pub at: i64,
    /// What.
    #[sea_orm(column_type = "Text")]
    pub what: String,
    /// Entry id.
    pub entry_id: Uuid,
    /// Account id.
    pub account_id: Option<Uuid>,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
