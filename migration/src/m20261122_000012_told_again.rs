//! A body is told of each thing that happens; what asks it to take something on, once.

use sea_orm_migration::prelude::*;

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

/// What a body is asked once by one account.
const ASKED_ONCE: [&str; 4] = [
    "named responsible",
    "responsible by law",
    "transferred",
    "named coordinator",
];

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
        // An index's condition holds no list: each kind is named.
        let asked = ASKED_ONCE
            .into_iter()
            .map(|kind| Expr::col("kind").eq(kind))
            .reduce(Expr::or);
        let index = asked
            .into_iter()
            .fold(once(), |mut index, asked| index.and_where(asked).take());
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(drop()).await?;
        let not_admitted = Expr::col("kind").ne("admitted");
        manager
            .create_index(once().and_where(not_admitted).take())
            .await
    }
}
