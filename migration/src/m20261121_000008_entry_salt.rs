//! Random bytes of an entry's own, in the ids of its discrepancies: an id then does not tell which rule found it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::binary_null;
use sea_orm_migration::sea_orm::DbBackend;

/// The change.
#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = Table::alter()
            .table("entry")
            .add_column(binary_null("salt"))
            .to_owned();
        manager.alter_table(add).await?;
        let random = if manager.get_database_backend() == DbBackend::Postgres {
            "uuid_send(gen_random_uuid())"
        } else {
            "randomblob(16)"
        };
        let fill = format!("UPDATE entry SET salt = {random}");
        manager.get_connection().execute_unprepared(&fill).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = Table::alter().table("entry").drop_column("salt").to_owned();
        manager.alter_table(drop).await
    }
}
