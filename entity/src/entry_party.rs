//! How an organisation stands to an entry, between two days.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry_party")]
pub struct Model {
    /// Entry id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: Uuid,
    /// Organisation.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub organisation: String,
    /// From day.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub from_day: String,
    /// Until day.
    #[sea_orm(column_type = "Text", nullable)]
    pub until_day: Option<String>,
    /// Relation.
    #[sea_orm(column_type = "Text")]
    pub relation: String,
    /// The gravest severity that the organisation sees; 9 where nothing stands.
    pub worst: i32,
    /// Next due; 9999-12-31 where nothing is.
    #[sea_orm(column_type = "Text")]
    pub next_due: String,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
