//! The same content submitted again.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "part_confirmation")]
pub struct Model {
    /// Version id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version_id: Uuid,
    /// Position.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    /// At.
    pub at: i64,
    /// By organisation.
    #[sea_orm(column_type = "Text")]
    pub by_organisation: String,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
