//! The gateway under load: one release process in front of a full register, every request authenticated, authorised and logged durably;
//! beside it, from the same process and in turn, what hand-written SQL and JSON with the same log do, and what a constant answer costs.
//!
//! `cargo bench` measures everything. Settings, from the environment: `S117_BENCH_PEOPLE` (100000), `S117_BENCH_SECONDS` of each
//! measurement (4), `S117_BENCH_ROUNDS` (3), `S117_BENCH_DATABASES` (`sqlite postgres`), `S117_BENCH_KEEP` (a folder in which the filled
//! SQLite register is kept from run to run).

#![expect(
    clippy::disallowed_methods,
    reason = "cargo gives a benchmark no command line of its own: its settings come from the environment"
)]
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark prints what it measured, and ends where it cannot"
)]

mod ask;
mod child;
mod client;
mod hand;
mod measure;
mod place;
#[path = "../../tests/it/support/postgres.rs"]
mod postgres;

use std::env;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A setting.
fn setting(name: &str, otherwise: &str) -> String {
    let set = env::var(format!("S117_BENCH_{name}")).ok();
    set.filter(|value| !value.is_empty())
        .unwrap_or_else(|| otherwise.to_owned())
}

fn number(name: &str, otherwise: usize) -> usize {
    setting(name, &otherwise.to_string())
        .parse()
        .unwrap_or_else(|_| panic!("S117_BENCH_{name} is a number"))
}

fn main() {
    let arguments: Vec<_> = env::args().collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    if let [_, word, url, folder] = arguments.as_slice()
        && word == "serve"
    {
        runtime.block_on(child::serve(url, folder));
    } else {
        runtime.block_on(measure::all());
    }
}
