//! An answer to a notification; the newest counts.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_answer")]
pub struct Model {
    /// Notification id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notification_id: Uuid,
    /// Reply.
    #[sea_orm(column_type = "Text")]
    pub reply: String,
    /// Reason.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// Position.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    /// At.
    pub at: i64,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
