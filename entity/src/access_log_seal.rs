//! A batch of rows of the access log, sealed: a link of the chain.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_log_seal")]
pub struct Model {
    /// Number: 1, 2, 3, without a gap.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// At.
    pub at: i64,
    /// For each row its id and its leaf: forty-eight bytes.
    pub leaves: Vec<u8>,
    /// The Merkle tree hash of the leaves.
    pub root: Vec<u8>,
    /// The hash of the seal before and of this one.
    pub chain: Vec<u8>,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
