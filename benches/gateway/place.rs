//! Where the measured register is: filled once, in SQLite or in a throw-away PostgreSQL that keeps its promises.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use s117::domain::entry::civil_day;
use s117::jobs::generate::{Population, Rates, fill};
use s117::register::{Clock, RandomIds, Register, SystemClock};
use s117::store::Store;

use super::{number, postgres, setting};

/// A register to measure.
pub struct Place {
    /// `SQLite` or `PostgreSQL`.
    pub name: &'static str,
    /// Its URL.
    pub url: String,
    /// Its people.
    pub people: usize,
}

/// The folder of everything that is measured.
pub fn folder() -> PathBuf {
    let otherwise = concat!(env!("CARGO_TARGET_TMPDIR"), "/bench");
    PathBuf::from(setting("KEEP", otherwise))
}

/// The registers to measure, filled.
pub async fn all() -> Vec<Place> {
    let people = number("PEOPLE", 100_000);
    let mut all = Vec::new();
    for database in setting("DATABASES", "sqlite postgres").split_whitespace() {
        let (name, url) = match database {
            "sqlite" => {
                std::fs::create_dir_all(folder()).expect("a folder");
                let file = folder().join(format!("{people}.sqlite"));
                ("SQLite", format!("sqlite://{}", file.display()))
            }
            "postgres" => {
                postgres::keep_promises();
                match postgres::url_of_new_database() {
                    Some(url) => ("PostgreSQL", url),
                    None => continue,
                }
            }
            other => panic!("{other} is neither sqlite nor postgres"),
        };
        filled(name, &url, people).await;
        all.push(Place { name, url, people });
    }
    all
}

async fn filled(name: &str, url: &str, people: usize) {
    let store = Store::connect(url).await.expect("the database");
    store.migrate().await.expect("migrations apply");
    let register = Register::open_store(store, Arc::new(SystemClock), Arc::new(RandomIds)).await;
    let register = Arc::new(register.expect("the register"));
    if register
        .store()
        .newest()
        .await
        .expect("it answers")
        .position
        > 0
    {
        println!("{name}: the register of an earlier run");
        return;
    }
    let today = civil_day(SystemClock.now());
    let population = Population::new(people, 7, today, Rates::default().three_accounts());
    let began = Instant::now();
    let entries = fill(&register, &population.expect("so many people"))
        .await
        .expect("it is filled");
    println!(
        "{name}: {people} people in {entries} entries, filled in {:.0} s",
        began.elapsed().as_secs_f64()
    );
}

/// How long a page of 4 KiB takes to become durable beside the registers, in milliseconds: the median of a hundred.
pub fn fsync(beside: &Path) -> f64 {
    use std::io::Write;
    let mut file = std::fs::File::create(beside.join("fsync")).expect("a file");
    let mut took: Vec<_> = (0..100)
        .map(|_| {
            file.write_all(&[1; 4_096]).expect("it is written");
            let began = Instant::now();
            file.sync_data().expect("it is durable");
            began.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    took[50]
}
