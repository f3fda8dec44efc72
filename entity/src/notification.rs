//! A message from one body to another about a person.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Account id.
    pub account_id: Uuid,
    /// From organisation.
    #[sea_orm(column_type = "Text")]
    pub from_organisation: String,
    /// To organisation.
    #[sea_orm(column_type = "Text")]
    pub to_organisation: String,
    /// Kind.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Due.
    #[sea_orm(column_type = "Text")]
    pub due: String,
    /// Position.
    pub position: i64,
    /// At.
    pub at: i64,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
