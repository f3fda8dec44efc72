//! Organisations, who succeeds whom, what each declares its feed carries, what it delegates; and the register's own clock.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, text, text_null, uuid};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

const TABLES: [&str; 6] = [
    "register_clock",
    "register_mark",
    "organisation",
    "succession",
    "feed",
    "delegation",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One row. A commit takes the next position from it and holds it until it is durable, so positions are in the order of commits.
        let clock = Table::create()
            .table("register_clock")
            .col(big_integer("id").primary_key())
            .col(big_integer("position"))
            .col(big_integer("at"))
            .take();
        // What kind of register this is: a demo's is marked, and the demo touches no other.
        let mark = Table::create()
            .table("register_mark")
            .col(text("name").primary_key())
            .col(text("value"))
            .take();
        let organisation = Table::create()
            .table("organisation")
            .col(text("code").primary_key())
            .col(text("kind"))
            .col(text("name"))
            .col(text_null("opened"))
            .col(text_null("closed"))
            .col(boolean("unverified"))
            .take();
        let succession = Table::create()
            .table("succession")
            .col(text("predecessor"))
            .col(text("successor"))
            .col(text("on_day"))
            .primary_key(Index::create().col("predecessor").col("successor"))
            .take();
        let feed = Table::create()
            .table("feed")
            .col(text("organisation"))
            .col(text("part"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("organisation").col("part"))
            .take();
        let delegation = Table::create()
            .table("delegation")
            .col(uuid("id").primary_key())
            .col(text("from_organisation"))
            .col(text("to_organisation"))
            .col(text("part"))
            .col(text("starts"))
            .col(text_null("ends"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .take();
        for table in [clock, mark, organisation, succession, feed, delegation] {
            manager.create_table(table).await?;
        }
        let start = Query::insert()
            .into_table("register_clock")
            .columns(["id", "position", "at"])
            .values_panic([1.into(), 0.into(), 0.into()])
            .take();
        manager.execute(start).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}
