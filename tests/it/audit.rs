//! GraphQL over HTTP, as the public audit suite sees it. Needs Node and npm: where they are missing it says so and is skipped, unless
//! `S117_REQUIRE_NODE=1`.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use s117::access::Role;
use s117::server::Limits;

use crate::support::{Gateway, listening};

fn skipped(why: &str) -> Option<std::path::PathBuf> {
    let required = std::env::var_os("S117_REQUIRE_NODE").is_some_and(|value| value == "1");
    assert!(!required, "the audits are required: {why}");
    // Not eprintln!, whose output is hidden for tests that pass. If standard error is closed there is nobody to tell.
    let _ = writeln!(
        std::io::stderr(),
        "\nSKIPPED: the public audits of GraphQL over HTTP: {why}"
    );
    None
}

fn runs(program: &str) -> bool {
    let asked = Command::new(program).arg("--version").output();
    asked.is_ok_and(|output| output.status.success())
}

/// The audits with what they need, in a folder of their own; none where Node is missing.
fn audits() -> Option<std::path::PathBuf> {
    if !(runs("node") && runs("npm")) {
        return skipped("Node and npm are not installed here");
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("audit");
    std::fs::create_dir_all(&folder).expect("a folder");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit");
    for file in ["package.json", "package-lock.json", "audit.mjs"] {
        std::fs::copy(source.join(file), folder.join(file)).expect("a file is copied");
    }
    let installed = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder)
        .output()
        .expect("npm runs");
    if !installed.status.success() {
        return skipped(&String::from_utf8_lossy(&installed.stderr));
    }
    Some(folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_audits_find_no_error_and_no_warning() {
    let Some(folder) = tokio::task::spawn_blocking(audits).await.expect("it ends") else {
        return;
    };
    let g = Gateway::sqlite().await;
    let (address, _stop, _serving) = listening(&g, Limits::default()).await;
    // The program's own clock is that of the gateway's tokens.
    let token = g.token("RP1", Role::Practitioner);
    let audited = tokio::task::spawn_blocking(move || {
        Command::new("node")
            .args(["audit.mjs", &format!("http://{address}/graphql"), &token])
            .current_dir(folder)
            .output()
            .expect("node runs")
    });
    let audited = audited.await.expect("it ends");
    let said = String::from_utf8_lossy(&audited.stdout);
    assert!(
        audited.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&audited.stderr)
    );
    let counts = said.lines().last().unwrap_or_default();
    assert!(
        counts.contains("\"warn\":0,\"error\":0") && !counts.contains("\"ok\":0"),
        "{said}"
    );
}
