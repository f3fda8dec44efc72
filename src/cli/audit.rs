//! `s117 audit verify`: whether the access log is as it was written.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Ended, Place, say};
use crate::store::{Sound, Store};

#[derive(Args, Debug)]
pub(super) struct Audit {
    #[command(subcommand)]
    what: OfAudit,
}

#[derive(Subcommand, Debug)]
enum OfAudit {
    /// Checks every row, seal and link of the access log. Ends with 0 if it is sound, 1 if it is broken, with the first thing that is wrong on
    /// standard output, 2 if it could not be read.
    Verify {
        #[command(flatten)]
        place: Place,
        /// A head that an earlier check printed: it must still be on the chain.
        #[arg(long)]
        head: Option<String>,
    },
}

/// A head as it is printed: sixty-four hexadecimal digits.
fn read(head: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let digits = head.as_bytes().chunks_exact(2);
    if head.len() != 64 || !head.is_ascii() {
        return None;
    }
    for (byte, digits) in bytes.iter_mut().zip(digits) {
        *byte = u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(bytes)
}

fn written(head: &[u8; 32]) -> String {
    head.iter()
        .fold(String::new(), |all, byte| format!("{all}{byte:02x}"))
}

async fn verify(place: &Place, head: Option<&str>) -> Result<ExitCode, Ended> {
    let noted = head
        .map(|head| read(head).ok_or("the head is sixty-four hexadecimal digits"))
        .transpose()?;
    let store = match &place.database {
        Some(url) => Store::connect(url).await?,
        None => Store::open_existing(&place.data).await?,
    };
    match store.audit(noted).await? {
        Ok(Sound {
            seals,
            sealed,
            head,
            tail,
            oldest,
        }) => {
            say(&format!("sound: {sealed} rows under {seals} seals"))?;
            say(&format!("head: {}", written(&head)))?;
            let since = oldest.map_or_else(String::new, |at| {
                format!(", the oldest of {}", at.format("%Y-%m-%dT%H:%M:%S%.3fZ"))
            });
            say(&format!("not sealed yet: {tail} rows{since}"))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(broken) => {
            say(&format!("broken: {broken}"))?;
            Ok(ExitCode::from(1))
        }
    }
}

pub(super) async fn run(Audit { what }: Audit) -> Result<ExitCode, Ended> {
    let OfAudit::Verify { place, head } = what;
    match verify(&place, head.as_deref()).await {
        Ok(code) => Ok(code),
        Err(error) => {
            super::complain(error.as_ref());
            Ok(ExitCode::from(2))
        }
    }
}
