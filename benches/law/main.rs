//! How long it takes to derive everything the law says of a person, from an entry in memory: `cargo bench --bench law`.
//!
//! "Everything" is entitlement, each body's duty with council, ICB and payer, every clock, and how the ending stands, each with its reasons,
//! facts and what would change it. A typical person has two spells and three accounts; a hard one ten spells over twenty years, with orders
//! revoked, leaves, findings, registrations and reviews.

mod people;

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use s117::domain::entry::Entry;
use s117::domain::facts::Facts;
use s117::domain::law::{clocks, ending, s117_1, s117_2};
use s117::domain::partial_date::Day;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Everything the law says, thrown away.
fn derive(entry: &Entry, on: Day) {
    let facts = Facts::of(entry);
    black_box(s117_1::applies(&facts, on));
    black_box(s117_2::duties(&facts, on));
    black_box(clocks::clocks(&facts, on));
    black_box(ending::ending(&facts, on));
}

fn all(people: &[Entry], on: Day) -> Duration {
    let began = Instant::now();
    for entry in people {
        derive(black_box(entry), on);
    }
    began.elapsed()
}

/// The median of rounds, for each person, in microseconds.
fn each(people: &[Entry], on: Day, rounds: usize) -> f64 {
    let mut times: Vec<_> = (0..rounds).map(|_| all(people, on)).collect();
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
    (median / count.max(1)).as_secs_f64() * 1_000_000.0
}

fn main() -> people::Made<()> {
    let mut out = std::io::stdout();
    let on = people::TODAY;
    let typical = people::typical(100_000)?;
    let hard = people::hard(2_000)?;
    // Once for the caches and the branch predictor, as a running gateway has them.
    all(&typical, on);
    all(&hard, on);
    let mut say = |line: String| {
        let _ = writeln!(out, "{line}");
    };
    say(format!(
        "a typical person: {:.2} microseconds (goal: under 5)",
        each(&typical, on, 15)
    ));
    say(format!(
        "a hard person: {:.2} microseconds (goal: under 50)",
        each(&hard, on, 15)
    ));
    let mut last = 0.0;
    for thousands in [250_u32, 500, 1_000] {
        let began = Instant::now();
        let rounds = thousands * 1_000 / u32::try_from(typical.len()).unwrap_or(1);
        for _ in 0..rounds {
            all(&typical, on);
        }
        last = began.elapsed().as_secs_f64();
        say(format!(
            "{thousands} thousand typical people on one core: {last:.2} s, {:.2} microseconds each",
            last * 1_000.0 / f64::from(thousands)
        ));
    }
    say(format!("a million in {last:.2} s (goal: under 8)"));
    Ok(())
}
