//! The demo: told once, found told afterwards, and never in a register that is not a demo's.

use std::sync::Arc;
use std::time::{Duration, Instant};

use s117::access::{Caller, Relation, Role};
use s117::jobs::demo::{self, DemoError, stories};
use s117::register::{RandomIds, Register, SetClock, Visit};
use s117::store::Store;
use tokio::sync::OnceCell;

use crate::support::{Gateway, instant};

/// A demo register of one's own, copied from one that is told once.
pub async fn told() -> (Register, tempfile::TempDir) {
    static TOLD: OnceCell<std::path::PathBuf> = OnceCell::const_new();
    let first = TOLD.get_or_init(async || {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("told");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("an earlier run's is removed");
        }
        let store = Store::open_folder(&folder).await.expect("a register");
        store.migrate().await.expect("migrations apply");
        demo::tell(&store).await.expect("the demo is told");
        store.close().await.expect("it is closed");
        folder
    });
    let first = first.await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in std::fs::read_dir(first).expect("the first is there") {
        let file = file.expect("a file");
        std::fs::copy(file.path(), folder.path().join(file.file_name())).expect("it is copied");
    }
    let store = Store::open_folder(folder.path()).await.expect("a register");
    let clock = Arc::new(SetClock::at(instant("2026-11-21")));
    (
        Register::open_store(store, clock, Arc::new(RandomIds))
            .await
            .expect("the register opens"),
        folder,
    )
}

async fn standing(
    register: &Register,
    organisation: &str,
    number: &str,
) -> (Relation, Vec<&'static str>) {
    let code = organisation.parse().expect("a code");
    let kind = register
        .organisations()
        .kind(&code)
        .expect("a known organisation");
    let visit = Visit::new(
        Caller::at_the_console(code, kind, Role::Practitioner),
        "test".to_owned(),
        "test",
    );
    let number = number.parse().expect("an NHS number");
    let seen = register
        .open_by_number(&visit, &number, s117::register::Question::default())
        .await
        .expect("it is read");
    let seen = seen.unwrap_or_else(|| panic!("{organisation} sees this person"));
    (
        seen.relation,
        seen.discrepancies
            .iter()
            .filter_map(|one| Some(one.rule?.code))
            .collect(),
    )
}

#[tokio::test]
async fn a_second_start_finds_what_is_there_and_is_quick() {
    let (register, _folder) = told().await;
    let (before, began) = (
        register.store().newest().await.expect("a position"),
        Instant::now(),
    );
    demo::tell(register.store()).await.expect("it is found");
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "a second start took {:?}",
        began.elapsed()
    );
    assert_eq!(
        register.store().newest().await.expect("a position"),
        before,
        "nothing was written again"
    );
}

#[tokio::test]
async fn a_register_that_is_not_a_demos_is_left_alone() {
    let gateway = Gateway::sqlite().await;
    gateway
        .submit(
            "E06000062",
            "C1",
            serde_json::json!({ "position": { "status": "UNKNOWN" } }),
        )
        .await;
    let before = gateway.register.store().newest().await.expect("a position");
    assert!(matches!(
        demo::tell(gateway.register.store()).await,
        Err(DemoError::NotADemo)
    ));
    assert_eq!(
        gateway.register.store().newest().await.expect("a position"),
        before
    );
}

#[tokio::test]
async fn every_story_says_where_it_is_from_and_what_it_does_not_tell() {
    for (name, story) in stories().expect("the stories are read") {
        assert!(
            !story.source.is_empty() && !story.missing.is_empty(),
            "{name} says where it is from and what is missing"
        );
    }
}

#[tokio::test]
async fn cheshire_and_merseyside_is_a_flag_and_no_ending() {
    let (register, _folder) = told().await;
    let (relation, standing) = standing(&register, "E08000012", "9991700021").await;
    assert_eq!(relation, Relation::Responsible);
    assert!(
        standing.contains(&"DUT-05") && standing.contains(&"DUT-07"),
        "{standing:?}"
    );
    assert!(
        !standing
            .iter()
            .any(|code| code.starts_with("UNL") || *code == "DUT-01"),
        "{standing:?}"
    );
}

#[tokio::test]
async fn peterborough_has_no_coordinator_still() {
    let (register, _folder) = told().await;
    let (relation, standing) = standing(&register, "E06000031", "9991700048").await;
    assert_eq!(relation, Relation::Responsible);
    assert!(standing.contains(&"DUT-07"), "{standing:?}");
    assert!(
        !standing.iter().any(|code| code.starts_with("UNL")),
        "{standing:?}"
    );
}
