//! Joint policies as they were put forward, and what each of their bodies said of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, text, uuid};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let policy = Table::create()
            .table("policy")
            .col(uuid("id").primary_key())
            .col(text("by_organisation"))
            .col(integer("codec"))
            .col(text("body"))
            .col(text("digest"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .take();
        let word = Table::create()
            .table("policy_word")
            .col(uuid("policy_id"))
            .col(text("member"))
            .col(text("word"))
            .col(text("by_organisation"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("policy_id").col("member").col("word"))
            .take();
        for table in [policy, word] {
            manager.create_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["policy_word", "policy"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}
