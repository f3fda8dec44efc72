//! One organisation letting another write a part of its record.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delegation")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// From organisation.
    #[sea_orm(column_type = "Text")]
    pub from_organisation: String,
    /// To organisation.
    #[sea_orm(column_type = "Text")]
    pub to_organisation: String,
    /// Part.
    #[sea_orm(column_type = "Text")]
    pub part: String,
    /// Starts.
    #[sea_orm(column_type = "Text")]
    pub starts: String,
    /// Ends.
    #[sea_orm(column_type = "Text", nullable)]
    pub ends: Option<String>,
    /// Position.
    pub position: i64,
    /// At.
    pub at: i64,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
