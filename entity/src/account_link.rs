//! A stretch of commits during which an account belonged to an entry.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_link")]
pub struct Model {
    /// Account id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// Entry id.
    pub entry_id: Uuid,
    /// From position.
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_position: i64,
    /// From at.
    pub from_at: i64,
    /// Until position.
    pub until_position: Option<i64>,
    /// Until at.
    pub until_at: Option<i64>,
    /// Evidence.
    #[sea_orm(column_type = "Text")]
    pub evidence: String,
    /// Reason.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
