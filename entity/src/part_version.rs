//! An immutable version of a part.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "part_version")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Account id.
    pub account_id: Uuid,
    /// Part.
    #[sea_orm(column_type = "Text")]
    pub part: String,
    /// Number.
    pub number: i32,
    /// Position.
    pub position: i64,
    /// At.
    pub at: i64,
    /// By organisation.
    #[sea_orm(column_type = "Text")]
    pub by_organisation: String,
    /// On behalf of.
    #[sea_orm(column_type = "Text", nullable)]
    pub on_behalf_of: Option<String>,
    /// Source.
    #[sea_orm(column_type = "Text", nullable)]
    pub source: Option<String>,
    /// Standing.
    #[sea_orm(column_type = "Text")]
    pub standing: String,
    /// Codec.
    pub codec: i32,
    /// Body.
    #[sea_orm(column_type = "Text", nullable)]
    pub body: Option<String>,
    /// Salt.
    pub salt: Vec<u8>,
    /// Commitment.
    pub commitment: Vec<u8>,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
