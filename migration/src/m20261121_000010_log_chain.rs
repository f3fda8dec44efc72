//! The access log that can be checked: each row with its hash, sealed into one chain. The log made before this change has no hashes and there
//! was no release with it, so it is not carried over.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, integer, text, text_null, uuid};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

const TABLES: [&str; 5] = [
    "access_log_head",
    "access_log_seal",
    "access_log_tail",
    "access_log_entry",
    "access_log",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["access_log_entry", "access_log"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
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
            .col(text("shown"))
            .col(binary("leaf"))
            .take();
        let tail = Table::create()
            .table("access_log_tail")
            .col(big_integer("number").primary_key().auto_increment())
            .col(big_integer("at"))
            .col(text("rows"))
            .take();
        let seal = Table::create()
            .table("access_log_seal")
            .col(big_integer("number").primary_key())
            .col(big_integer("at"))
            .col(binary("leaves"))
            .col(binary("root"))
            .col(binary("chain"))
            .take();
        let head = Table::create()
            .table("access_log_head")
            .col(integer("id").primary_key())
            .col(big_integer("number"))
            .col(big_integer("sealed"))
            .col(binary("chain"))
            .take();
        let by_entry = Table::create()
            .table("access_log_entry")
            .col(uuid("entry_id"))
            .col(uuid("log_id"))
            .primary_key(Index::create().col("entry_id").col("log_id"))
            .take();
        for table in [log, tail, seal, head, by_entry] {
            manager.create_table(table).await?;
        }
        let first = Query::insert()
            .into_table("access_log_head")
            .columns(["id", "number", "sealed", "chain"])
            .values_panic([1.into(), 0.into(), 0.into(), vec![0_u8; 32].into()])
            .take();
        manager.exec_stmt(first).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        super::m20261121_000006_access_log::Migration
            .up(manager)
            .await
    }
}
