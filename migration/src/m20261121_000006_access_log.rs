//! Who asked for what and which entries the answer showed. Names entries by id alone, so that erasing a person stays possible.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null, uuid};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let log = Table::create()
            .table("access_log")
            .col(uuid("id").primary_key())
            .col(big_integer("at"))
            .col(text("request_id"))
            .col(text_null("organisation"))
            .col(text_null("subject"))
            .col(text_null("role"))
            .col(text("operation"))
            .col(text("outcome"))
            .take();
        let shown = Table::create()
            .table("access_log_entry")
            .col(uuid("log_id"))
            .col(uuid("entry_id"))
            .primary_key(Index::create().col("log_id").col("entry_id"))
            .take();
        manager.create_table(log).await?;
        manager.create_table(shown).await?;
        manager
            .create_index(
                Index::create()
                    .name("access_log_entry_by_entry")
                    .table("access_log_entry")
                    .col("entry_id")
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["access_log_entry", "access_log"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}
