//! Keeping lists true after something was said that concerns many people at once, such as what an organisation's feed carries.

use std::sync::Arc;
use std::time::Duration;

use crate::register::Register;

/// How often to look whether there is anything to do.
const EVERY: Duration = Duration::from_secs(2);
/// Entries at a time: others write in between.
const BATCH: u64 = 50;

/// Does what there is to do, again and again, until it is dropped. Several processes may.
pub async fn keep(register: Arc<Register>) {
    loop {
        let freshened = match register.refresh().await {
            Ok(()) => register.freshen(BATCH).await,
            Err(error) => Err(error),
        };
        match freshened {
            Ok(BATCH) => {}
            Ok(_) => tokio::time::sleep(EVERY).await,
            Err(error) => {
                tracing::error!(error = error.report(), "lists.not_freshened");
                tokio::time::sleep(EVERY).await;
            }
        }
    }
}
