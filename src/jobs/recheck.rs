//! Rebuilding what every organisation's lists are drawn from.

use crate::register::Register;
use crate::store::StoreError;

/// Entries read at a time.
const BATCH: u64 = 500;

/// Rebuilds it for every entry; returns how many there were.
pub async fn recheck(register: &Register) -> Result<u64, StoreError> {
    let (mut after, mut count) = (None, 0);
    loop {
        let ids = register.store().entry_ids(after, BATCH).await?;
        for id in &ids {
            register.recheck(*id).await?;
            count += 1;
        }
        match ids.last() {
            Some(last) => after = Some(*last),
            None => return Ok(count),
        }
    }
}
