//! Ombudsmen's decisions that bodies record as such, about no particular person; and the bodies that each record concerns.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, text, text_null};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = Table::create()
            .table("decision_version")
            .col(text("case_number"))
            .col(text("organisation"))
            .col(integer("number"))
            .col(big_integer("position"))
            .col(big_integer("at"))
            .col(integer("codec"))
            .col(text_null("body"))
            .primary_key(
                Index::create()
                    .col("case_number")
                    .col("organisation")
                    .col("number"),
            )
            .take();
        let body = Table::create()
            .table("decision_body")
            .col(text("organisation"))
            .col(text("case_number"))
            .col(text("by_organisation"))
            .primary_key(
                Index::create()
                    .col("organisation")
                    .col("case_number")
                    .col("by_organisation"),
            )
            .take();
        for table in [version, body] {
            manager.create_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["decision_body", "decision_version"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}
