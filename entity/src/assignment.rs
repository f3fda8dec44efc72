//! Which successor a person went to where a body's people were divided.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    /// Entry id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: Uuid,
    /// Predecessor.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub predecessor: String,
    /// Successor.
    #[sea_orm(column_type = "Text")]
    pub successor: String,
    /// Position.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    /// At.
    pub at: i64,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
