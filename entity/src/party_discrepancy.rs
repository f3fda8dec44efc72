//! A discrepancy as an organisation may see it, between two days.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "party_discrepancy")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Entry id.
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
    /// Rule.
    #[sea_orm(column_type = "Text", nullable)]
    pub rule: Option<String>,
    /// Severity.
    pub severity: i32,
    /// Acting.
    pub acting: bool,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
