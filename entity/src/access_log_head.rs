//! The end of the chain of seals: what is cut off behind is missed. One row.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_log_head")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// The newest seal; 0 before the first.
    pub number: i64,
    /// How many rows are sealed.
    pub sealed: i64,
    /// The chain at the newest seal.
    pub chain: Vec<u8>,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
