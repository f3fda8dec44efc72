//! A disk that is full and a database that goes away: typed answers, nothing half written, and recovery without a restart.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use s117::access::Role;
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};

use crate::support::{Gateway, identity};

const WHO: &str = "9991700013";
const ASK: &str = "query($n: NhsNumber!) { entry(nhsNumber: $n) { id } }";
const WRITE: &str =
    "mutation($input: SubmitTrustRecordInput!) { submitTrustRecord(input: $input) { __typename } }";

fn submission(key: usize) -> Value {
    let record = json!({ "identity": identity(WHO, "Example", "1990-01-01") });
    json!({ "input": { "localId": format!("T{key}"), "idempotencyKey": format!("k{key}"), "record": record } })
}

/// While the database takes no connection everything is refused for now; once it does, everything works, as if nothing had been.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_goes_away_and_comes_back_is_waited_for() {
    let Some(g) = Gateway::postgres().await else {
        return;
    };
    let g = std::sync::Arc::new(g);
    let record = json!({ "identity": identity(WHO, "Example", "1990-01-01") });
    g.submit("RP1", "T0", record).await;
    let (server, rest) = g.database.rsplit_once('/').expect("a URL");
    let (name, settings) = rest.split_once('?').unwrap_or((rest, ""));
    let beside = Database::connect(format!("{server}/postgres?{settings}"))
        .await
        .expect("the server itself");
    let run = async |sql: String| {
        beside
            .execute_unprepared(&sql)
            .await
            .expect("the server answers");
    };
    // Under load, writes among the reads.
    let mut busy = Vec::new();
    for caller in 0..4_usize {
        let g = std::sync::Arc::clone(&g);
        busy.push(tokio::spawn(async move {
            let token = g.token("RP1", Role::Practitioner);
            let (mut good, mut bad) = (0, 0);
            let until = Instant::now() + Duration::from_secs(9);
            let mut nth = 0;
            while Instant::now() < until {
                nth += 1;
                let (status, body) = if caller == 0 {
                    g.post(Some(&token), WRITE, &submission(nth)).await
                } else {
                    g.post(Some(&token), ASK, &json!({ "n": WHO })).await
                };
                match status {
                    StatusCode::OK if body.get("errors").is_none() => good += 1,
                    StatusCode::SERVICE_UNAVAILABLE | StatusCode::OK => {
                        let code = &body["errors"][0]["extensions"]["code"];
                        assert!(
                            ["NOT_LOGGED", "TIMED_OUT", "INTERNAL"]
                                .contains(&code.as_str().unwrap_or("none")),
                            "{body}"
                        );
                        bad += 1;
                    }
                    other => panic!("{other}: {body}"),
                }
            }
            (good, bad)
        }));
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    run(format!(
        "ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false"
    ))
    .await;
    run(format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    ))
    .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    run(format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")).await;
    let mut refused = 0;
    for one in busy {
        let (good, bad) = one.await.expect("no caller panics");
        assert!(good > 0, "it worked before and after");
        refused += bad;
    }
    assert!(refused > 0, "while it was away something was refused");
    let seen = g.ask("RP1", ASK, json!({ "n": WHO })).await;
    assert!(seen["entry"]["id"].is_string());
    while g.register.seal().await.expect("it seals") > 0 {}
    let audit = g.register.store().audit(None).await.expect("it is read");
    assert!(audit.is_ok(), "{audit:?}");
}

/// A program that may not write its files any longer answers that it cannot, and goes on once it may.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_answered_and_survived() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("a plain path");
    // A signal would end a program that writes too much; a full disk sends none.
    let mut program = std::process::Command::new("sh");
    program.args([
        "-c",
        "trap '' XFSZ; exec \"$@\"",
        "sh",
        env!("CARGO_BIN_EXE_s117"),
        "serve",
        "--demo",
        "--data",
        data,
        "--listen",
        "127.0.0.1:0",
    ]);
    let mut served = Served::start(program);
    let token = Served::token(data);
    let ask = |served: &Served| served.post(&token, r#"{"query":"{ me { role } }"}"#);
    assert!(ask(&served).starts_with("HTTP/1.1 200"), "before");

    served.limit("1024:unlimited");
    let refused = (0..200)
        .map(|_| ask(&served))
        .find(|answer| !answer.starts_with("HTTP/1.1 200"));
    let refused = refused.expect("a full disk is noticed");
    assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
    assert!(
        refused.to_lowercase().contains("retry-after: 1"),
        "{refused}"
    );
    assert!(refused.contains("NOT_LOGGED"), "{refused}");
    assert!(
        served.get("/health/ready").starts_with("HTTP/1.1 503"),
        "not ready"
    );
    assert!(
        served.get("/health/live").starts_with("HTTP/1.1 200"),
        "but alive"
    );

    served.limit("unlimited:unlimited");
    let again = (0..50)
        .map(|_| ask(&served))
        .any(|answer| answer.starts_with("HTTP/1.1 200"));
    assert!(again, "it goes on without a restart");
    assert!(
        served.get("/health/ready").starts_with("HTTP/1.1 200"),
        "and is ready"
    );
    served.stop();
    let audit = std::process::Command::new(env!("CARGO_BIN_EXE_s117"))
        .args(["audit", "verify", "--data", data])
        .output()
        .expect("it runs");
    assert!(
        audit.status.success(),
        "{}",
        String::from_utf8_lossy(&audit.stdout)
    );
}

/// The program, serving.
#[cfg(target_os = "linux")]
struct Served {
    process: std::process::Child,
    host: String,
}

#[cfg(target_os = "linux")]
impl Drop for Served {
    fn drop(&mut self) {
        // Only if the test has failed is it still there.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(target_os = "linux")]
impl Served {
    fn start(mut program: std::process::Command) -> Self {
        use std::io::{BufRead, BufReader};
        program
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null());
        let mut process = program.spawn().expect("it starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let host = loop {
            let line = lines.next().expect("it goes on").expect("text");
            let found = line
                .split_whitespace()
                .find_map(|word| word.strip_prefix("http://"));
            if let Some(found) = found {
                break found.split('/').next().expect("a host").to_owned();
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, host }
    }

    fn token(data: &str) -> String {
        let made = std::process::Command::new(env!("CARGO_BIN_EXE_s117"))
            .args(["token", "--data", data, "--organisation", "RP1"])
            .output()
            .expect("a token");
        String::from_utf8(made.stdout)
            .expect("text")
            .trim()
            .to_owned()
    }

    /// Changes how large a file the process may write, in bytes.
    fn limit(&self, bytes: &str) {
        let pid = self.process.id().to_string();
        let set = std::process::Command::new("prlimit")
            .args(["--pid", &pid, &format!("--fsize={bytes}")])
            .status();
        assert!(set.expect("prlimit is part of every Linux").success());
    }

    fn exchange(&self, request: &str) -> String {
        use std::io::{Read, Write};
        let mut answer = String::new();
        let Ok(mut connection) = std::net::TcpStream::connect(&self.host) else {
            return answer;
        };
        connection
            .write_all(request.as_bytes())
            .expect("it is sent");
        connection
            .read_to_string(&mut answer)
            .expect("it is answered");
        answer
    }

    fn get(&self, path: &str) -> String {
        self.exchange(&format!(
            "GET {path} HTTP/1.1\r\nhost: local\r\nconnection: close\r\n\r\n"
        ))
    }

    fn post(&self, token: &str, body: &str) -> String {
        self.exchange(&format!(
            "POST /graphql HTTP/1.1\r\nhost: local\r\nconnection: close\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        ))
    }

    fn stop(&mut self) {
        let pid = self.process.id().to_string();
        let told = std::process::Command::new("kill").arg(pid).status();
        assert!(told.expect("kill runs").success());
        assert!(self.process.wait().expect("it ends").success());
    }
}
