//! `s117 generate`: synthetic registers.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::{Ended, say};
use crate::domain::entry::civil_day;
use crate::domain::partial_date::Day;
use crate::jobs::generate::{Population, Rates, fill, write};
use crate::register::{Clock, RandomIds, Register, SystemClock};
use crate::store::Store;

#[derive(Args, Debug)]
#[group(id = "where", required = true, multiple = true, args = ["out", "into"])]
pub(super) struct Generate {
    /// How many people.
    #[arg(long, default_value_t = 9_000)]
    people: usize,
    /// The same seed gives the same people.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// The day on which things stand as they do; today unless said.
    #[arg(long)]
    as_of: Option<Day>,
    /// The folder to write council.csv, icb.csv, trust.csv and truth.ndjson into.
    #[arg(long)]
    out: Option<PathBuf>,
    /// The register to fill, which must be empty: a folder, or a database such as `postgres://...`.
    #[arg(long)]
    into: Option<String>,
}

pub(super) async fn run(args: Generate) -> Result<(), Ended> {
    let Generate {
        people,
        seed,
        as_of,
        out,
        into,
    } = args;
    let today = as_of.unwrap_or_else(|| civil_day(SystemClock.now()));
    let population = Population::new(people, seed, today, Rates::default())?;
    if let Some(folder) = out {
        write(&population, &folder)?;
        say(&format!("{people} people in {}", folder.display()))?;
    }
    if let Some(place) = into {
        let store = if place.contains("://") {
            Store::connect(&place).await?
        } else {
            Store::open_folder(&PathBuf::from(&place)).await?
        };
        store.migrate().await?;
        let register =
            Register::open_store(store, Arc::new(SystemClock), Arc::new(RandomIds)).await?;
        let entries = fill(&Arc::new(register), &population).await?;
        say(&format!("{people} people in {entries} entries"))?;
    }
    Ok(())
}
