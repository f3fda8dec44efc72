//! What lists are sorted by stands in their own rows, each with an index in its order: derived, and rebuilt for every entry. And the
//! notifications of an account, of a sender and of a receiver are found without reading all.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text, text_null, uuid};

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

/// The indexes on the party's rows: their names, and what each sorts by after the organisation.
const ORDERS: [(&str, &str); 2] = [
    ("entry_party_worst_first", "worst"),
    ("entry_party_due_first", "next_due"),
];

/// The indexes on notifications.
const TOLD: [(&str, &[&str]); 3] = [
    ("notification_by_account", &["account_id"]),
    ("notification_from_newest", &["from_organisation", "at"]),
    ("notification_to_newest", &["to_organisation", "at"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("entry_party").take())
            .await?;
        let party = Table::create()
            .table("entry_party")
            .col(uuid("entry_id"))
            .col(text("organisation"))
            .col(text("from_day"))
            .col(text_null("until_day"))
            .col(text("relation"))
            .col(integer("worst"))
            .col(text("next_due"))
            .primary_key(
                Index::create()
                    .col("entry_id")
                    .col("organisation")
                    .col("from_day"),
            )
            .take();
        manager.create_table(party).await?;
        let scope = Index::create()
            .name("entry_party_scope")
            .table("entry_party")
            .col("organisation")
            .col("entry_id")
            .take();
        manager.create_index(scope).await?;
        for (name, column) in ORDERS {
            let order = Index::create()
                .name(name)
                .table("entry_party")
                .col("organisation")
                .col(column)
                .col("entry_id")
                .take();
            manager.create_index(order).await?;
        }
        for (name, columns) in TOLD {
            let mut index = Index::create();
            index.name(name).table("notification");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        let gravest = Index::create()
            .name("party_discrepancy_gravest_first")
            .table("party_discrepancy")
            .col("organisation")
            .col("severity")
            .col("id")
            .take();
        manager.create_index(gravest).await?;
        // SQLite reads ON after a table's name as the beginning of a join unless there is a WHERE before it.
        let all = "INSERT INTO stale_entry (entry_id) SELECT id FROM entry WHERE 1 = 1 ON CONFLICT DO NOTHING";
        manager
            .get_connection()
            .execute_unprepared(all)
            .await
            .map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = |name: &str, table: &str| {
            let mut index = Index::drop();
            index.name(name.to_owned()).table(table.to_owned());
            index
        };
        for (name, _) in TOLD {
            manager.drop_index(drop(name, "notification")).await?;
        }
        let gravest = drop("party_discrepancy_gravest_first", "party_discrepancy");
        manager.drop_index(gravest).await?;
        // SQLite drops no column that an index names.
        manager
            .drop_index(drop("entry_party_worst_first", "entry_party"))
            .await?;
        let column = Table::alter()
            .table("entry_party")
            .drop_column("worst")
            .take();
        manager.alter_table(column).await
    }
}
