//! The program, as a shell or an operator starts it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn s117(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_s117"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn run(arguments: &[&str]) -> (Output, String, String) {
    let output = s117(arguments).output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    (output, out, err)
}

fn folder() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a plain path").to_owned();
    (folder, path)
}

#[test]
fn migrate_and_contract_check_end_well() {
    let (_kept, data) = folder();
    for arguments in [
        ["migrate", "--data", &data].as_slice(),
        &["migrate", "--data", &data],
        &["contract", "--check"],
    ] {
        let (output, out, err) = run(arguments);
        assert!(output.status.success(), "{arguments:?}: {err}");
        assert_eq!(out, "");
    }
    assert!(Path::new(&data).join("register.sqlite").is_file());
}

#[test]
fn a_token_is_made_from_a_development_key_and_from_nothing_else() {
    let (kept, data) = folder();
    let ask = ["token", "--data", &data, "--organisation", "RP1"];
    let (output, out, err) = run(&ask);
    assert!(!output.status.success());
    assert_eq!(out, "");
    assert!(err.contains("no development key"), "{err}");
    s117::access::development::prepare(kept.path()).expect("a key");
    let (output, out, _) = run(&ask);
    assert!(output.status.success());
    assert_eq!(out.lines().count(), 1, "the token and nothing else");
    assert_eq!(out.trim().split('.').count(), 3);
    for wrong in [
        ["--organisation", "no such code!"],
        ["--role", "administrator"],
    ] {
        let (output, out, err) = run(&[&ask[..], &wrong[..]].concat());
        assert!(
            !output.status.success() && out.is_empty() && !err.is_empty(),
            "{wrong:?}"
        );
    }
}

/// Puts one organisation into a register.
fn with_one_trust(folder: &Path) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = s117::store::Store::open_folder(folder)
            .await
            .expect("a register");
        let clock = std::sync::Arc::new(s117::register::SystemClock);
        let ids = std::sync::Arc::new(s117::register::RandomIds);
        let register = s117::register::Register::open_store(store, clock, ids)
            .await
            .expect("a register");
        let real = s117::domain::organisation::Organisation {
            code: "RP1".parse().expect("a code"),
            kind: s117::domain::organisation::Kind::Trust,
            name: "A real Trust".to_owned(),
            opened: None,
            closed: None,
            unverified: false,
        };
        register
            .put_organisations(&[real], &[])
            .await
            .expect("kept");
    });
}

#[test]
fn a_token_is_inspected_and_the_check_it_fails_is_named() {
    let (kept, data) = folder();
    assert!(run(&["migrate", "--data", &data]).0.status.success());
    s117::access::development::prepare(kept.path()).expect("a key");
    with_one_trust(kept.path());
    let (_, token, _) = run(&[
        "token",
        "--data",
        &data,
        "--organisation",
        "RP1",
        "--role",
        "job",
    ]);
    let inspected = |arguments: &[&str], token: &str| {
        use std::io::Write;
        let mut program = s117(arguments);
        program
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut program = program.spawn().expect("the program starts");
        program
            .stdin
            .take()
            .expect("its input")
            .write_all(token.as_bytes())
            .expect("written");
        let output = program.wait_with_output().expect("it ends");
        let said = [output.stdout, output.stderr].concat();
        (
            output.status.success(),
            String::from_utf8(said).expect("text"),
        )
    };
    let ask = ["token", "inspect", "--data", &data, "--dev"];
    let (good, said) = inspected(&ask, &token);
    assert!(good && said.trim() == "good: RP1, job, developer", "{said}");
    let (good, said) = inspected(&ask, "no token");
    assert!(!good && said.contains("not a signed token"), "{said}");
    let (good, said) = inspected(&["token", "inspect", "--data", &data], &token);
    assert!(!good && said.contains("issuer is not trusted"), "{said}");
}

#[test]
fn without_a_trust_file_nothing_is_served() {
    let (_kept, data) = folder();
    let (output, out, err) = run(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    assert!(!output.status.success());
    assert_eq!(out, "");
    assert!(err.contains("trust.json"), "{err}");
}

#[test]
fn a_register_that_is_not_a_demos_is_never_told_the_demo() {
    let (kept, data) = folder();
    assert!(run(&["migrate", "--data", &data]).0.status.success());
    s117::access::development::prepare(kept.path()).expect("a key");
    with_one_trust(kept.path());
    let (output, out, err) = run(&[
        "serve",
        "--demo",
        "--data",
        &data,
        "--listen",
        "127.0.0.1:0",
    ]);
    assert!(!output.status.success());
    assert_eq!(out, "");
    assert!(err.contains("demo"), "{err}");
}

/// The first command of the README, up to its stop signal.
#[test]
#[cfg(unix)]
fn the_demo_prints_an_address_tokens_and_requests_and_stops_when_told() {
    let (_kept, data) = folder();
    let mut server = s117(&[
        "serve",
        "--demo",
        "--data",
        &data,
        "--listen",
        "127.0.0.1:0",
    ])
    .stdout(Stdio::piped())
    .stderr(Stdio::null())
    .spawn()
    .expect("the program starts");
    let mut said = Vec::new();
    let mut lines = BufReader::new(server.stdout.take().expect("its output")).lines();
    let address = loop {
        let line = lines.next().expect("it goes on").expect("text");
        let found = line
            .split_whitespace()
            .find_map(|word| word.strip_prefix("http://"))
            .map(ToOwned::to_owned);
        said.push(line);
        if let Some(address) = found {
            break address;
        }
    };
    let host = address.split('/').next().expect("a host").to_owned();
    let answer = (0..50).find_map(|_| {
        use std::io::{Read, Write};
        let mut connection = std::net::TcpStream::connect(&host).ok()?;
        connection
            .write_all(b"GET /health/ready HTTP/1.1\r\nhost: local\r\nconnection: close\r\n\r\n")
            .ok()?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer).ok()?;
        std::thread::sleep(Duration::from_millis(20));
        Some(answer)
    });
    assert!(answer.is_some_and(|answer| answer.starts_with("HTTP/1.1 200")));
    assert!(
        Command::new("kill")
            .arg(server.id().to_string())
            .status()
            .expect("kill runs")
            .success()
    );
    said.extend(lines.map_while(Result::ok));
    assert!(server.wait().expect("it ends").success());
    let said = said.join("\n");
    for expected in ["RP1", "QPM", "E06000062", "curl", "Bearer"] {
        assert!(said.contains(expected), "{expected} is not in:\n{said}");
    }
}

/// The chain of the access log, as the operator checks it: 0 sound, 1 broken with the first bad row on standard output, 2 unreadable.
#[test]
fn the_access_log_is_verified_from_the_shell() {
    let (kept, data) = folder();
    let (output, out, err) = run(&["audit", "verify", "--data", &data]);
    assert_eq!(output.status.code(), Some(2), "there is no register: {out}");
    assert!(out.is_empty() && !err.is_empty(), "{out} {err}");
    assert!(
        std::fs::read_dir(kept.path())
            .expect("a folder")
            .next()
            .is_none(),
        "and none is made"
    );

    assert!(run(&["migrate", "--data", &data]).0.status.success());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let log = |seal: bool| {
        runtime.block_on(async {
            let store = s117::store::Store::open_folder(kept.path())
                .await
                .expect("a register");
            let clock = std::sync::Arc::new(s117::register::SystemClock);
            let ids = std::sync::Arc::new(s117::register::RandomIds);
            let register = s117::register::Register::open_store(store, clock, ids)
                .await
                .expect("a register");
            register
                .turn_away("r", None, "no caller")
                .await
                .expect("it is logged");
            if seal {
                assert_eq!(register.seal().await.expect("it seals"), 1);
            }
        });
    };
    log(true);
    log(false);
    let (output, out, _) = run(&["audit", "verify", "--data", &data]);
    assert_eq!(output.status.code(), Some(0), "{out}");
    assert!(
        out.starts_with("sound: 1 rows under 1 seals\nhead: "),
        "{out}"
    );
    assert!(
        out.contains("\nnot sealed yet: 1 rows, the oldest of 20"),
        "{out}"
    );
    let head = out
        .lines()
        .nth(1)
        .and_then(|line| line.strip_prefix("head: "))
        .expect("a head")
        .to_owned();
    let url = format!("sqlite://{data}/register.sqlite");
    let (output, _, err) = run(&["audit", "verify", "--database", &url, "--head", &head]);
    assert_eq!(output.status.code(), Some(0), "{err}");
    let other = "0123456789abcdef".repeat(4);
    let (output, out, _) = run(&["audit", "verify", "--data", &data, "--head", &other]);
    assert_eq!(
        (output.status.code(), out.starts_with("broken: the head")),
        (Some(1), true),
        "{out}"
    );
    assert_eq!(
        run(&["audit", "verify", "--data", &data, "--head", "xyz"])
            .0
            .status
            .code(),
        Some(2)
    );

    runtime.block_on(async {
        use sea_orm::ConnectionTrait;
        let side = sea_orm::Database::connect(&url).await.expect("the file");
        side.execute_unprepared("UPDATE access_log SET operation = 'nothing' WHERE id = (SELECT MIN(id) FROM access_log)")
            .await
            .expect("it is edited");
    });
    let (output, out, err) = run(&["audit", "verify", "--data", &data]);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(
        out.starts_with("broken: row ")
            && out.contains("is not as it was written (the 1. of seal 1)"),
        "{out}"
    );
}
