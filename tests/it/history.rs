//! What the register keeps of its own past: places in the order of commits, and proofs of content.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use s117::domain::organisation::Kind;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::on_both;
use crate::support::{Gateway, ORGANISATIONS, identity};

async fn beneath(g: &Gateway) -> DatabaseConnection {
    Database::connect(&g.database)
        .await
        .expect("the database is there")
}

async fn positions(db: &DatabaseConnection) -> Vec<i64> {
    let sql = Statement::from_string(
        db.get_database_backend(),
        "SELECT DISTINCT position FROM change ORDER BY position",
    );
    let rows = db.query_all_raw(sql).await.expect("the feed is read");
    rows.iter()
        .map(|row| row.try_get("", "position").expect("a position"))
        .collect()
}

on_both! {
    /// Whoever reads the changes after the last position it has seen misses none, however many write at once.
    async fn a_reader_that_follows_positions_misses_nothing(g) {
        let g = Arc::new(g);
        g.at("2023-06-13");
        let done = Arc::new(AtomicBool::new(false));
        let reading = tokio::spawn({
            let (g, done) = (Arc::clone(&g), Arc::clone(&done));
            async move {
                let db = beneath(&g).await;
                let (mut last, mut seen) = (0, BTreeSet::new());
                loop {
                    let finished = done.load(Ordering::Acquire);
                    let new: Vec<_> = positions(&db).await.into_iter().filter(|position| *position > last).collect();
                    last = new.last().copied().unwrap_or(last);
                    seen.extend(new);
                    if finished {
                        return seen;
                    }
                    tokio::task::yield_now().await;
                }
            }
        });
        let writing = ORGANISATIONS.iter().filter(|(code, _, _)| *code != "E10000021").map(|(code, kind, _)| {
            let g = Arc::clone(&g);
            tokio::spawn(async move {
                for person in 0..6 {
                    let number = &format!("P{person}");
                    let position = match kind {
                        Kind::Council | Kind::Icb => json!({ "status": "ELIGIBLE" }),
                        Kind::Trust | Kind::Hospital => json!({ "status": "ELIGIBLE", "responsibleCouncil": "E06000062" }),
                    };
                    g.submit(code, number, json!({ "position": position })).await;
                }
            })
        });
        for write in writing.collect::<Vec<_>>() {
            write.await.expect("every write succeeds");
        }
        done.store(true, Ordering::Release);
        let seen = reading.await.expect("the reader ends");
        let there: BTreeSet<_> = positions(&beneath(&g).await).await.into_iter().collect();
        assert_eq!(there.len(), 6 * (ORGANISATIONS.len() - 1), "each write has a place of its own");
        assert_eq!(seen, there);
    }

    /// The commitment of a version is the hash of its salt and content, so that either can be proved, and nothing is told once both are gone.
    async fn a_version_can_be_proved_by_its_commitment(g) {
        for (local, family) in [("T1", "Example"), ("T2", "Example")] {
            g.submit("RP1", local, json!({ "identity": { "name": { "given": "Test", "family": family }, "born": "1990-01-01" } })).await;
        }
        g.submit("RP1", "T3", json!({ "identity": identity("9991700013", "Another", "1991-01-01") })).await;
        let db = beneath(&g).await;
        let sql = Statement::from_string(db.get_database_backend(), "SELECT body, salt, commitment FROM part_version");
        let rows = db.query_all_raw(sql).await.expect("the versions are read");
        assert_eq!(rows.len(), 3);
        let mut commitments = BTreeSet::new();
        for row in rows {
            let (body, salt): (String, Vec<u8>) = (row.try_get("", "body").expect("content"), row.try_get("", "salt").expect("salt"));
            let commitment: Vec<u8> = row.try_get("", "commitment").expect("a commitment");
            assert_eq!(salt.len(), 16);
            assert_eq!(commitment, Sha256::new().chain_update(&salt).chain_update(&body).finalize().to_vec());
            commitments.insert(commitment);
        }
        assert_eq!(commitments.len(), 3, "the same content twice has two commitments: neither tells the other");
    }
}
