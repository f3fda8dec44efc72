//! A submission by hand.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use s117::register::{Clock, SystemClock};
use s117::store::{ABOUT, VERSIONS, read};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait, Value,
};
use uuid::Uuid;

use super::{Hand, asked};

/// One statement of a write.
async fn run(tx: &DatabaseTransaction, sql: &str, values: Vec<Value>) -> Vec<QueryResult> {
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    tx.query_all_raw(statement).await.expect("a statement")
}

/// The statements of a submission, in the order in which the gateway makes them. What the organisations' lists say is written back as it was,
/// and the row of the log is as long as the gateway's.
pub async fn submission(State(hand): State<Arc<Hand>>, body: Bytes) -> String {
    let asked = asked(&body);
    let text = |name: &str| asked[name].as_str().expect("a text").to_owned();
    let (organisation, local_id) = (text("organisation"), text("localId"));
    let writer = hand.writer().await;
    let sqlite = writer.get_database_backend() == DbBackend::Sqlite;
    let tx = writer
        .begin_with_options(TransactionOptions {
            sqlite_transaction_mode: sqlite.then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        })
        .await
        .expect("a transaction");
    let ids = hand.register.ids();
    let now = SystemClock.now().timestamp_micros();
    run(
        &tx,
        "SELECT id FROM delegation WHERE from_organisation = $1 AND to_organisation = $1",
        vec![organisation.clone().into()],
    )
    .await;
    let key = format!("hand-{}", ids.id().simple());
    run(
        &tx,
        "SELECT fingerprint FROM idempotency WHERE organisation = $1 AND key = $2",
        vec![organisation.clone().into(), key.clone().into()],
    )
    .await;
    let (account, entry) = found(&tx, &organisation, &local_id).await;
    let clock = run(
        &tx,
        "UPDATE register_clock SET position = position + 1, at = CASE WHEN $1 > at THEN $1 ELSE at + 1 END WHERE id = 1 RETURNING position, at",
        vec![now.into()],
    )
    .await;
    let (position, at): (i64, i64) = (
        clock[0].try_get_by_index(0).expect("a position"),
        clock[0].try_get_by_index(1).expect("a time"),
    );
    let document = format!(
        "{{\"holders\":{{\"items\":[{{\"key\":\"c1\",\"role\":\"Care coordinator\",\"organisation\":\"{organisation}\",\"from\":\"2026-01-05\",\"temporary\":false}}]}}}}"
    );
    run(
        &tx,
        "INSERT INTO part_version (id, account_id, part, number, position, at, by_organisation, on_behalf_of, source, standing, codec, body, salt, commitment) \
         VALUES ($1, $2, 'coordinator', (SELECT COUNT(*) + 1 FROM part_version WHERE account_id = $2 AND part = 'coordinator'), $3, $4, $5, NULL, NULL, 'stated', 1, $6, $7, $8)",
        vec![
            ids.id().into(),
            account.into(),
            position.into(),
            at.into(),
            organisation.clone().into(),
            document.into(),
            vec![1_u8; 16].into(),
            vec![2_u8; 32].into(),
        ],
    )
    .await;
    run(
        &tx,
        "INSERT INTO idempotency (organisation, key, fingerprint, account_id, position, at) VALUES ($1, $2, $3, $4, $5, $6)",
        vec![organisation.clone().into(), key.into(), vec![3_u8; 32].into(), account.into(), position.into(), at.into()],
    )
    .await;
    run(
        &tx,
        "INSERT INTO change (position, ordinal, at, what, entry_id, account_id) VALUES ($1, 0, $2, 'submission', $3, $4)",
        vec![position.into(), at.into(), entry.into(), account.into()],
    )
    .await;
    rewrite(&tx, entry).await;
    let row = serde_json::json!([[
        ids.id().simple().to_string(),
        at,
        "0123456789abcdef0123456789abcdef",
        organisation,
        "bench",
        "practitioner",
        "submit record",
        "answered",
        [entry.simple().to_string()],
        "04".repeat(32)
    ]]);
    run(
        &tx,
        "INSERT INTO access_log_tail (at, rows) VALUES ($1, $2)",
        vec![at.into(), row.to_string().into()],
    )
    .await;
    tx.commit().await.expect("it is durable");
    format!("{{\"data\":{{\"position\":{position}}}}}")
}

/// The account and its entry: looked at before the entry is locked, and after.
async fn found(tx: &DatabaseTransaction, organisation: &str, local_id: &str) -> (Uuid, Uuid) {
    let (mut account, mut entry) = (Uuid::nil(), Uuid::nil());
    for _ in 0..2 {
        let rows = run(
            tx,
            "SELECT id, organisation, local_id, position FROM account WHERE organisation = $1 AND local_id = $2",
            vec![organisation.into(), local_id.into()],
        )
        .await;
        account = rows[0].try_get_by_index(0).expect("an id");
        let rows = run(
            tx,
            "SELECT entry_id FROM account_link WHERE account_id = $1 AND until_position IS NULL",
            vec![account.into()],
        )
        .await;
        entry = rows[0].try_get_by_index(0).expect("an id");
        if tx.get_database_backend() != DbBackend::Sqlite {
            run(
                tx,
                "SELECT id FROM entry WHERE id = $1 FOR UPDATE",
                vec![entry.into()],
            )
            .await;
        }
        read(tx, &[&ABOUT, &VERSIONS], &[entry], |_, _| Ok(()))
            .await
            .expect("rows");
    }
    (account, entry)
}

/// What the lists say of an entry, deleted and written again.
async fn rewrite(tx: &DatabaseTransaction, entry: Uuid) {
    let parties = run(
        tx,
        "SELECT organisation, from_day, until_day, relation, worst, next_due FROM entry_party WHERE entry_id = $1",
        vec![entry.into()],
    )
    .await;
    let seen = run(
        tx,
        "SELECT id, organisation, from_day, until_day, rule, severity, acting FROM party_discrepancy WHERE entry_id = $1",
        vec![entry.into()],
    )
    .await;
    for table in ["entry_party", "party_discrepancy", "stale_entry"] {
        run(
            tx,
            &format!("DELETE FROM {table} WHERE entry_id = $1"),
            vec![entry.into()],
        )
        .await;
    }
    let places = |rows: usize, columns: usize| {
        let row = |row: usize| {
            let places: Vec<_> = (1..=columns)
                .map(|column| format!("${}", row * columns + column))
                .collect();
            format!("({})", places.join(", "))
        };
        (0..rows).map(row).collect::<Vec<_>>().join(", ")
    };
    let mut values: Vec<Value> = Vec::new();
    for row in &parties {
        values.push(entry.into());
        for column in 0..4 {
            values.push(
                row.try_get_by_index::<Option<String>>(column)
                    .expect("a text")
                    .into(),
            );
        }
        values.push(row.try_get_by_index::<i32>(4).expect("a number").into());
        values.push(row.try_get_by_index::<String>(5).expect("a text").into());
    }
    if !parties.is_empty() {
        let sql = format!(
            "INSERT INTO entry_party (entry_id, organisation, from_day, until_day, relation, worst, next_due) VALUES {}",
            places(parties.len(), 7)
        );
        run(tx, &sql, values).await;
    }
    let mut values: Vec<Value> = Vec::new();
    for row in &seen {
        values.push(row.try_get_by_index::<Uuid>(0).expect("an id").into());
        values.push(entry.into());
        for column in 1..5 {
            values.push(
                row.try_get_by_index::<Option<String>>(column)
                    .expect("a text")
                    .into(),
            );
        }
        values.push(row.try_get_by_index::<i32>(5).expect("a number").into());
        values.push(row.try_get_by_index::<bool>(6).expect("yes or no").into());
    }
    if !seen.is_empty() {
        let sql = format!(
            "INSERT INTO party_discrepancy (id, entry_id, organisation, from_day, until_day, rule, severity, acting) VALUES {}",
            places(seen.len(), 8)
        );
        run(tx, &sql, values).await;
    }
}
