//! A key under which a write was made.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// Organisation.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub organisation: String,
    /// Key.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub key: String,
    /// Fingerprint.
    pub fingerprint: Vec<u8>,
    /// Account id.
    pub account_id: Uuid,
    /// Position.
    pub position: i64,
    /// At.
    pub at: i64,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
