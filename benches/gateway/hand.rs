//! What the gateway is compared with, served by the same process: a constant answer; and hand-written SQL and JSON, which run the statements
//! that the gateway runs and log as it does, but decide nothing, derive nothing and project nothing.

mod submission;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use s117::domain::entry::civil_day;
use s117::domain::id::EntryId;
use s117::register::{Clock, Register, SystemClock};
use s117::store::{ABOUT, Answered, LogRow, Row, VERSIONS, read};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement, Value,
};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// The gateway's own way to the log, and connections of one's own: made when they are first used, so that whoever measures the gateway's
/// memory does not measure theirs.
struct Hand {
    register: Arc<Register>,
    url: String,
    readers: OnceCell<DatabaseConnection>,
    writer: OnceCell<DatabaseConnection>,
}

/// The routes.
pub fn routes(url: &str, register: Arc<Register>) -> Router {
    let hand = Arc::new(Hand {
        register,
        url: url.to_owned(),
        readers: OnceCell::new(),
        writer: OnceCell::new(),
    });
    Router::new()
        .route("/bench/constant", post(constant))
        .route("/bench/one", post(one))
        .route("/bench/page", post(page))
        .route("/bench/submission", post(submission::submission))
        .with_state(hand)
}

/// As many connections as the gateway has, set as it sets them.
async fn connected(url: &str, sqlite: u32) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    let most = if url.starts_with("sqlite") { sqlite } else { 8 };
    options.max_connections(most).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .synchronous(sea_orm::sqlx::sqlite::SqliteSynchronous::Full)
            .busy_timeout(std::time::Duration::from_secs(5))
            .pragma("cache_size", "-3000")
    });
    Database::connect(options).await.expect("the database")
}

fn asked(body: &Bytes) -> serde_json::Value {
    serde_json::from_slice(body).expect("JSON")
}

/// As many bytes as were asked for.
async fn constant(body: Bytes) -> String {
    let bytes = asked(&body)["bytes"].as_u64().unwrap_or(100);
    let bytes = usize::try_from(bytes).expect("a length");
    format!("{{\"data\":\"{}\"}}", "x".repeat(bytes.saturating_sub(11)))
}

impl Hand {
    async fn readers(&self) -> &DatabaseConnection {
        self.readers.get_or_init(|| connected(&self.url, 2)).await
    }

    async fn writer(&self) -> &DatabaseConnection {
        self.writer.get_or_init(|| connected(&self.url, 1)).await
    }

    async fn rows(&self, sql: &str, values: Vec<Value>) -> Vec<QueryResult> {
        let db = self.readers().await;
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        db.query_all_raw(statement).await.expect("rows")
    }

    async fn log(&self, shown: &[Uuid]) {
        let row = LogRow {
            random: self.register.ids().bytes(),
            at: SystemClock.now(),
            request_id: "0123456789abcdef0123456789abcdef".to_owned(),
            caller: None,
            operation: "graphql",
            outcome: Answered::Answered,
            shown: shown.iter().map(|id| EntryId(*id)).collect(),
        };
        self.register.log(row).await.expect("it is logged");
    }

    /// Entries as JSON: their accounts with these parts as they are stored, and their notifications.
    async fn written(&self, ids: &[Uuid], parts: &[&str]) -> String {
        let mut entries: BTreeMap<Uuid, Vec<(Uuid, String)>> = BTreeMap::new();
        let mut told = String::new();
        let mut bodies: BTreeMap<Uuid, BTreeMap<String, String>> = BTreeMap::new();
        let about = |row: &Row<'_>,
                     told: &mut String,
                     entries: &mut BTreeMap<Uuid, Vec<(Uuid, String)>>| {
            match row.number(0)? {
                0 => entries
                    .entry(row.id(1)?)
                    .or_default()
                    .push((row.id(2)?, row.text(3)?)),
                1 => {
                    let comma = if told.is_empty() { "" } else { "," };
                    let (from, to) = (row.text(3)?, row.text(4)?);
                    let _ = write!(told, "{comma}{{\"from\":\"{from}\",\"to\":\"{to}\"}}");
                }
                _ => {}
            }
            Ok(())
        };
        let done = read(
            self.readers().await,
            &[&ABOUT, &VERSIONS],
            ids,
            |which, row| {
                if which == 0 {
                    return about(row, &mut told, &mut entries);
                }
                let part = row.text(2)?;
                if parts.is_empty() || parts.contains(&part.as_str()) {
                    let body = row.some_text(11)?.unwrap_or_default();
                    bodies.entry(row.id(1)?).or_default().insert(part, body);
                }
                Ok(())
            },
        );
        done.await.expect("rows");
        let mut text = String::with_capacity(8_192);
        for (index, id) in ids.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let _ = write!(
                text,
                "{comma}{{\"id\":\"ent_{}\",\"accounts\":[",
                id.simple()
            );
            for (index, (account, organisation)) in
                entries.get(id).into_iter().flatten().enumerate()
            {
                let comma = if index == 0 { "" } else { "," };
                let _ = write!(
                    text,
                    "{comma}{{\"id\":\"acc_{}\",\"organisation\":\"{organisation}\"",
                    account.simple()
                );
                for (part, body) in bodies.get(account).into_iter().flatten() {
                    let _ = write!(text, ",\"{part}\":{body}");
                }
                text.push('}');
            }
            text.push_str("]}");
        }
        let _ = write!(text, ",{{\"told\":[{told}]}}");
        text
    }
}

async fn one(State(hand): State<Arc<Hand>>, body: Bytes) -> String {
    let id = asked(&body)["id"]
        .as_str()
        .and_then(EntryId::read)
        .expect("an id")
        .0;
    let text = hand.written(&[id], &[]).await;
    hand.log(&[id]).await;
    format!("{{\"data\":[{text}]}}")
}

async fn page(State(hand): State<Arc<Hand>>, body: Bytes) -> String {
    let asked = asked(&body);
    let organisation = asked["organisation"].as_str().expect("a code").to_owned();
    let today = civil_day(SystemClock.now()).to_string();
    let depth = asked["depth"].as_i64().unwrap_or(0);
    let list = "SELECT p.entry_id, CAST(p.worst AS TEXT) FROM entry_party p \
        WHERE p.organisation = $1 AND p.from_day <= $2 AND (p.until_day IS NULL OR p.until_day > $2) \
        ORDER BY p.worst, p.entry_id LIMIT 51 OFFSET $3";
    let values = vec![organisation.into(), today.into(), (depth * 50).into()];
    let rows = hand.rows(list, values).await;
    let ids = rows
        .iter()
        .take(50)
        .map(|row| row.try_get_by_index(0).expect("an id"));
    let ids: Vec<Uuid> = ids.collect();
    let text = hand.written(&ids, &["identity", "position"]).await;
    hand.log(&ids).await;
    format!("{{\"data\":[{text}]}}")
}
