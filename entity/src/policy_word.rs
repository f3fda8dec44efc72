//! What a body said of a joint policy: that it adopts it, or has left it.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_word")]
pub struct Model {
    /// Policy id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub policy_id: Uuid,
    /// The member of the policy in whose name it was said.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub member: String,
    /// Word.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub word: String,
    /// The member itself, or the body that stands in its shoes.
    #[sea_orm(column_type = "Text")]
    pub by_organisation: String,
    /// Position.
    pub position: i64,
    /// At.
    pub at: i64,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
