//! The measurements, alternating, and what they come to.

use std::io::BufRead;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use s117::access::development::prepare;

use super::ask::{Asks, What};
use super::client::{Took, load};
use super::place::{self, Place};
use super::{number, setting};

/// The gateway's process; it ends with this.
struct Served {
    process: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself, which the measurement has then shown.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Served {
    fn start(place: &Place, folder: &std::path::Path) -> Self {
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .args(["serve", &place.url, folder.to_str().expect("a path")])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the gateway starts");
        let out = process.stdout.take().expect("its output");
        let mut line = String::new();
        std::io::BufReader::new(out)
            .read_line(&mut line)
            .expect("its port");
        let port = line.trim().parse().expect("a port");
        Self { process, port }
    }

    /// Resident memory, in MiB: now and at its most.
    fn memory(&self) -> (f64, f64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))
            .unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kilobytes =
                line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
            kilobytes.unwrap_or_default() / 1_024.0
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

/// The middle of several measurements, by their rate.
fn median(mut all: Vec<Took>) -> Took {
    all.sort_by(|one, other| one.rate().total_cmp(&other.rate()));
    all.swap_remove(all.len() / 2)
}

fn line(who: &str, took: &Took, against: Option<&Took>) {
    let ratio = against.map_or_else(String::new, |against| {
        format!("{:>8.2}", took.rate() / against.rate())
    });
    println!(
        "    {who:<14} {:>9.0}/s   p50 {:>8.2} ms   p99 {:>8.2} ms   {:>7} bytes{ratio}",
        took.rate(),
        took.percentile(50),
        took.percentile(99),
        took.bytes
    );
}

async fn measured(place: &Place, folder: &std::path::Path) {
    println!("\n{} ({} people)", place.name, place.people);
    let mut asks = Asks::of(place, folder).await;
    let served = Served::start(place, folder);
    asks.turn_pages(served.port).await;
    let asks = Arc::new(asks);
    let lasting = Duration::from_millis(number("SECONDS", 4) as u64 * 1_000);
    let wanted = setting("WHAT", "one page submission");
    for what in What::ALL {
        let word = match what {
            What::One => "one",
            What::Page => "page",
            What::Submission => "submission",
        };
        if !wanted.contains(word) {
            continue;
        }
        for connections in [32, 256] {
            let (mut ours, mut by_hand, mut constant) = (Vec::new(), Vec::new(), Vec::new());
            for _ in 0..number("ROUNDS", 3) {
                let took = load(
                    served.port,
                    connections,
                    lasting,
                    asks.gateway(what),
                    "errors\":",
                )
                .await;
                let bytes = took.bytes;
                ours.push(took);
                by_hand.push(
                    load(
                        served.port,
                        connections,
                        lasting,
                        asks.by_hand(what),
                        "error",
                    )
                    .await,
                );
                constant.push(
                    load(
                        served.port,
                        connections,
                        lasting,
                        asks.constant(bytes),
                        "error",
                    )
                    .await,
                );
            }
            let (ours, by_hand, constant) = (median(ours), median(by_hand), median(constant));
            println!("  {}, {connections} connections", what.name());
            line("gateway", &ours, Some(&by_hand));
            line("by hand", &by_hand, None);
            line("constant", &constant, None);
        }
    }
    if wanted.contains("one") {
        beside_writes(&served, &asks, lasting).await;
    }
    drop(served);
    memory(place, folder, &asks, lasting).await;
}

/// The memory of a gateway that did nothing but serve.
async fn memory(place: &Place, folder: &std::path::Path, asks: &Arc<Asks>, lasting: Duration) {
    let served = Served::start(place, folder);
    let (begins, _) = served.memory();
    for what in What::ALL {
        for connections in [32, 256] {
            load(
                served.port,
                connections,
                lasting,
                asks.gateway(what),
                "errors\":",
            )
            .await;
        }
    }
    let (now, most) = served.memory();
    println!(
        "  resident memory of a gateway that only serves: {begins:.0} MiB at its start, {now:.0} MiB after the run, {most:.0} MiB at its most"
    );
}

/// Reads alone, and reads while another connection writes without a pause.
async fn beside_writes(served: &Served, asks: &Arc<Asks>, lasting: Duration) {
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    for _ in 0..number("ROUNDS", 3) {
        alone.push(
            load(
                served.port,
                32,
                lasting,
                asks.gateway(What::One),
                "errors\":",
            )
            .await,
        );
        let reads = load(
            served.port,
            32,
            lasting,
            asks.gateway(What::One),
            "errors\":",
        );
        let writes = load(
            served.port,
            1,
            lasting,
            asks.gateway(What::Submission),
            "errors\":",
        );
        let (reads, _) = tokio::join!(reads, writes);
        beside.push(reads);
    }
    let (alone, beside) = (median(alone), median(beside));
    println!("  one entry, 32 connections, while another submits records one after the other");
    line("alone", &alone, None);
    line("beside", &beside, Some(&alone));
    println!(
        "    p99 {:.2} times as long",
        beside.percentile(99) / alone.percentile(99)
    );
}

/// Measures everything.
pub async fn all() {
    let folder = place::folder();
    std::fs::create_dir_all(&folder).expect("a folder");
    prepare(&folder).expect("a development key");
    println!("fsync of 4 KiB: {:.2} ms", place::fsync(&folder));
    for place in place::all().await {
        measured(&place, &folder).await;
    }
}
