//! Notifications between bodies, their answers, and the change feed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, text, text_null, uuid, uuid_null};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let notification = Table::create()
            .table("notification")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(text("from_organisation"))
            .col(text("to_organisation"))
            .col(text("kind"))
            .col(text("due"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .take();
        let answer = Table::create()
            .table("notification_answer")
            .col(uuid("notification_id"))
            .col(text("reply"))
            .col(text_null("reason"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("notification_id").col("position"))
            .take();
        let change = Table::create()
            .table("change")
            .col(big_integer("position"))
            .col(integer("ordinal"))
            .col(big_integer("at"))
            .col(text("what"))
            .col(uuid("entry_id"))
            .col(uuid_null("account_id"))
            .primary_key(Index::create().col("position").col("ordinal"))
            .take();
        for table in [notification, answer, change] {
            manager.create_table(table).await?;
        }
        for index in [
            Index::create()
                .name("notification_once")
                .table("notification")
                .col("account_id")
                .col("to_organisation")
                .col("kind")
                .unique()
                .take(),
            Index::create()
                .name("notification_to")
                .table("notification")
                .col("to_organisation")
                .col("position")
                .take(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["change", "notification_answer", "notification"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}
