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

#[test]
fn every_type_field_argument_and_value_is_described() {
    let sdl = s117::graphql::sdl();
    let (mut described, mut quoted, mut bare) = (false, false, Vec::new());
    for line in sdl.lines() {
        let text = line.trim();
        if text == "\"\"\"" {
            quoted = !quoted;
            described = true;
        } else if !quoted {
            let declares = text.starts_with(|c: char| c.is_alphabetic())
                && !text.starts_with("schema")
                && !text.starts_with("query:")
                && !text.starts_with("mutation:")
                && !text.starts_with("directive");
            if declares && !described {
                bare.push(text.to_owned());
            }
            described = false;
        }
    }
    assert!(
        bare.is_empty(),
        "The contract is read by people who do not read Rust: describe {bare:#?}"
    );
}
