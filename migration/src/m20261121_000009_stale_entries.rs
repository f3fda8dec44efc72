//! Entries whose lists are to be written anew.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid;

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("stale_entry")
            .col(uuid("entry_id").primary_key())
            .take();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("stale_entry").take())
            .await
    }
}
