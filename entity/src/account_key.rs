//! What two accounts must share to be linked by a computer.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_key")]
pub struct Model {
    /// Account id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// Organisation.
    #[sea_orm(column_type = "Text")]
    pub organisation: String,
    /// Nhs number.
    #[sea_orm(column_type = "Text", nullable)]
    pub nhs_number: Option<String>,
    /// Born.
    #[sea_orm(column_type = "Text", nullable)]
    pub born: Option<String>,
    /// Initial.
    #[sea_orm(column_type = "Text", nullable)]
    pub initial: Option<String>,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
