//! A body is told of each admission; of anything else, once.

use sea_orm_migration::prelude::*;

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

fn once() -> IndexCreateStatement {
    Index::create()
        .name("notification_once")
        .table("notification")
        .col("account_id")
        .col("to_organisation")
        .col("kind")
        .unique()
        .take()
}

fn drop() -> IndexDropStatement {
    Index::drop()
        .name("notification_once")
        .table("notification")
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(drop()).await?;
        let not_admitted = Expr::col("kind").ne("admitted");
        manager
            .create_index(once().and_where(not_admitted).take())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(drop()).await?;
        manager.create_index(once()).await
    }
}
