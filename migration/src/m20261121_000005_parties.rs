//! What each organisation's lists are drawn from: how it stands to each entry, and the discrepancies it may see, with their days and the
//! grade at which it sees them. Derived; rewritten with every write and rebuilt by one command.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, integer, text, text_null, uuid};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let party = Table::create()
            .table("entry_party")
            .col(uuid("entry_id"))
            .col(text("organisation"))
            .col(text("from_day"))
            .col(text_null("until_day"))
            .col(text("relation"))
            .col(text_null("next_due"))
            .primary_key(
                Index::create()
                    .col("entry_id")
                    .col("organisation")
                    .col("from_day"),
            )
            .take();
        let discrepancy = Table::create()
            .table("party_discrepancy")
            .col(uuid("id"))
            .col(uuid("entry_id"))
            .col(text("organisation"))
            .col(text("from_day"))
            .col(text_null("until_day"))
            .col(text_null("rule"))
            .col(integer("severity"))
            .col(boolean("acting"))
            .primary_key(
                Index::create()
                    .col("organisation")
                    .col("id")
                    .col("from_day"),
            )
            .take();
        let read = Table::create()
            .table("first_read")
            .col(uuid("entry_id"))
            .col(text("organisation"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("entry_id").col("organisation"))
            .take();
        for table in [party, discrepancy, read] {
            manager.create_table(table).await?;
        }
        for index in [
            Index::create()
                .name("entry_party_scope")
                .table("entry_party")
                .col("organisation")
                .col("entry_id")
                .take(),
            Index::create()
                .name("party_discrepancy_by_entry")
                .table("party_discrepancy")
                .col("entry_id")
                .take(),
            Index::create()
                .name("party_discrepancy_scope")
                .table("party_discrepancy")
                .col("organisation")
                .col("entry_id")
                .take(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["first_read", "party_discrepancy", "entry_party"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}
