//! Rows of the access log that were written together and are not sealed yet.

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
    /// For each row its id and its leaf: forty-eight bytes.
    pub leaves: Vec<u8>,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
