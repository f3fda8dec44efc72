//! One answer that left the gateway, or one refusal.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_log")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// At.
    pub at: i64,
    /// Request id.
    #[sea_orm(column_type = "Text")]
    pub request_id: String,
    /// Organisation.
    #[sea_orm(column_type = "Text", nullable)]
    pub organisation: Option<String>,
    /// Subject.
    #[sea_orm(column_type = "Text", nullable)]
    pub subject: Option<String>,
    /// Role.
    #[sea_orm(column_type = "Text", nullable)]
    pub role: Option<String>,
    /// Operation.
    #[sea_orm(column_type = "Text")]
    pub operation: String,
    /// Outcome.
    #[sea_orm(column_type = "Text")]
    pub outcome: String,
    /// The entries it showed: their ids as a JSON list, in order.
    #[sea_orm(column_type = "Text")]
    pub shown: String,
    /// The hash of all of the above.
    pub leaf: Vec<u8>,
}

/// None: the store reads each table on its own.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
