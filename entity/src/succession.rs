//! One body taking over from another.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "succession")]
pub struct Model {
    /// Predecessor.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub predecessor: String,
    /// Successor.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub successor: String,
    /// On day.
    #[sea_orm(column_type = "Text")]
    pub on_day: String,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
