//! A joint policy, as it was put forward.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// By organisation.
    #[sea_orm(column_type = "Text")]
    pub by_organisation: String,
    /// Codec.
    pub codec: i32,
    /// Body.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Digest.
    #[sea_orm(column_type = "Text")]
    pub digest: String,
    /// Position.
    pub position: i64,
    /// At.
    pub at: i64,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
