//! A version of a body's record of an Ombudsman's decision, about no particular person.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision_version")]
pub struct Model {
    /// Case number.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub case_number: String,
    /// Organisation.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub organisation: String,
    /// Number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// Position.
    pub position: i64,
    /// At.
    pub at: i64,
    /// Codec.
    pub codec: i32,
    /// The content; none once it was withdrawn.
    #[sea_orm(column_type = "Text", nullable)]
    pub body: Option<String>,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
