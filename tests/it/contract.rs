//! The published contract is what the code says.

use std::path::Path;

#[test]
fn the_generated_files_are_up_to_date() {
    let differing = s117::contract::differing(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(
        differing.is_empty(),
        "If you're here because this failed: the contract in schema/ is generated from the code, and {differing:?} no longer agree with it. \
         Run `cargo run -- contract --write`, read the difference as a partner would, and commit it if it is meant."
    );
}
