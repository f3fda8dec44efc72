//! Entries, accounts apart from them, and the links between, with their history.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text, text_null, uuid};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let entry = Table::create()
            .table("entry")
            .col(uuid("id").primary_key())
            .col(big_integer("position"))
            .take();
        let account = Table::create()
            .table("account")
            .col(uuid("id").primary_key())
            .col(text("organisation"))
            .col(text("local_id"))
            .col(big_integer("position"))
            .take();
        // What two accounts must share to be linked by a computer; rewritten with the identity part.
        let key = Table::create()
            .table("account_key")
            .col(uuid("account_id").primary_key())
            .col(text("organisation"))
            .col(text_null("nhs_number"))
            .col(text_null("born"))
            .col(text_null("initial"))
            .take();
        let link = Table::create()
            .table("account_link")
            .col(uuid("account_id"))
            .col(uuid("entry_id"))
            .col(big_integer("from_position"))
            .col(big_integer("from_at"))
            .col(big_integer_null("until_position"))
            .col(big_integer_null("until_at"))
            .col(text("evidence"))
            .col(text_null("reason"))
            .primary_key(Index::create().col("account_id").col("from_position"))
            .take();
        let assignment = Table::create()
            .table("assignment")
            .col(uuid("entry_id"))
            .col(text("predecessor"))
            .col(text("successor"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .primary_key(
                Index::create()
                    .col("entry_id")
                    .col("predecessor")
                    .col("position"),
            )
            .take();
        for table in [entry, account, key, link, assignment] {
            manager.create_table(table).await?;
        }
        for index in [
            Index::create()
                .name("account_by_local_id")
                .table("account")
                .col("organisation")
                .col("local_id")
                .unique()
                .take(),
            Index::create()
                .name("account_key_by_number")
                .table("account_key")
                .col("nhs_number")
                .take(),
            Index::create()
                .name("account_key_by_birth")
                .table("account_key")
                .col("born")
                .col("initial")
                .take(),
            Index::create()
                .name("account_key_by_organisation")
                .table("account_key")
                .col("organisation")
                .take(),
            Index::create()
                .name("account_link_by_entry")
                .table("account_link")
                .col("entry_id")
                .take(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "assignment",
            "account_link",
            "account_key",
            "account",
            "entry",
        ] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}
