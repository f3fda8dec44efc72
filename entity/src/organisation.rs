//! An organisation.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// Code.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub code: String,
    /// Kind.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Opened.
    #[sea_orm(column_type = "Text", nullable)]
    pub opened: Option<String>,
    /// Closed.
    #[sea_orm(column_type = "Text", nullable)]
    pub closed: Option<String>,
    /// Unverified.
    pub unverified: bool,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
