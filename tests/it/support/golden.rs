//! Files that hold what a test once saw and a person once read.

use std::path::PathBuf;

/// Compares with the file of this name beside the tests. `S117_UPDATE_GOLDEN=1` rewrites it: read the difference before you keep it.
pub fn assert_golden(name: &str, seen: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/golden")
        .join(name);
    if std::env::var_os("S117_UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(&path, seen).expect("the file is written");
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = kept
        .lines()
        .zip(seen.lines())
        .enumerate()
        .find(|(_, (kept, seen))| kept != seen);
    assert!(
        kept == seen,
        "If you're here because this failed: {} no longer holds what the register says. The first difference is {differs:?}. \
         Run the test with S117_UPDATE_GOLDEN=1, read the whole difference, and keep it only if every line of it is meant.",
        path.display()
    );
}
