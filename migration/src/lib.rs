//! The database, one change per file, each the same on SQLite and PostgreSQL.
//!
//! Days are text (`2023-06-13`), instants are microseconds since 1970 UTC, so that both databases sort and compare them alike.

#![expect(
    elided_lifetimes_in_paths,
    reason = "the trait of sea-orm-migration is declared so, and its macro compares signatures"
)]

use sea_orm_migration::prelude::{Alias, DynIden, IntoIden, MigrationTrait, async_trait};

pub use sea_orm_migration::prelude::{MigratorTrait, SchemaManager};

mod m20261121_000001_organisations;
mod m20261121_000002_entries;
mod m20261121_000003_parts;
mod m20261121_000004_notifications;
mod m20261121_000005_parties;
mod m20261121_000006_access_log;
mod m20261121_000007_admissions;
mod m20261121_000008_entry_salt;
mod m20261121_000009_stale_entries;
mod m20261121_000010_log_chain;
mod m20261121_000011_list_order;
mod m20261122_000012_told_again;
mod m20261122_000013_policies;
mod m20261122_000014_decisions;

/// Applies the changes in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_organisations::Migration),
            Box::new(m20261121_000002_entries::Migration),
            Box::new(m20261121_000003_parts::Migration),
            Box::new(m20261121_000004_notifications::Migration),
            Box::new(m20261121_000005_parties::Migration),
            Box::new(m20261121_000006_access_log::Migration),
            Box::new(m20261121_000007_admissions::Migration),
            Box::new(m20261121_000008_entry_salt::Migration),
            Box::new(m20261121_000009_stale_entries::Migration),
            Box::new(m20261121_000010_log_chain::Migration),
            Box::new(m20261121_000011_list_order::Migration),
            Box::new(m20261122_000012_told_again::Migration),
            Box::new(m20261122_000013_policies::Migration),
            Box::new(m20261122_000014_decisions::Migration),
        ]
    }

    // Named after the product, so that a shared database cannot confuse two.
    fn migration_table_name() -> DynIden {
        Alias::new("s117_migration").into_iden()
    }
}
