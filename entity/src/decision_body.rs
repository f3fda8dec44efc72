//! A body that a record of an Ombudsman's decision concerns: it is named in it, or wrote it.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision_body")]
pub struct Model {
    /// Organisation.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub organisation: String,
    /// Case number.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub case_number: String,
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub by_organisation: String,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
