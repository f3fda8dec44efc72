//! Versions of parts, immutable; confirmations of them; and the keys under which writes were made.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, integer, text, text_null, uuid};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = Table::create()
            .table("part_version")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(text("part"))
            .col(integer("number"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .col(text("by_organisation"))
            .col(text_null("on_behalf_of"))
            .col(text_null("source"))
            .col(text("standing"))
            .col(integer("codec"))
            .col(text_null("body"))
            .col(binary("salt"))
            .col(binary("commitment"))
            .take();
        let confirmation = Table::create()
            .table("part_confirmation")
            .col(uuid("version_id"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .col(text("by_organisation"))
            .primary_key(Index::create().col("version_id").col("position"))
            .take();
        // A fingerprint and where the write went, never the answer: a stored answer would replay access since revoked.
        let idempotency = Table::create()
            .table("idempotency")
            .col(text("organisation"))
            .col(text("key"))
            .col(binary("fingerprint"))
            .col(uuid("account_id"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("organisation").col("key"))
            .take();
        for table in [version, confirmation, idempotency] {
            manager.create_table(table).await?;
        }
        let index = Index::create()
            .name("part_version_by_account")
            .table("part_version")
            .col("account_id")
            .col("part")
            .col("number")
            .unique()
            .take();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["idempotency", "part_confirmation", "part_version"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}
