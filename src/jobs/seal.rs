//! Sealing the access log as it grows.

use std::sync::Arc;
use std::time::Duration;

use crate::register::Register;

/// How often to look whether there is anything to seal: no row stays unsealed for longer than about a second.
const EVERY: Duration = Duration::from_millis(500);

/// Seals, again and again, until it is dropped. Several processes may: one at a time does.
pub async fn keep(register: Arc<Register>) {
    loop {
        match register.seal().await {
            Ok(0) => tokio::time::sleep(EVERY).await,
            Ok(_) => tokio::task::yield_now().await,
            Err(error) => {
                tracing::error!(error = error.report(), "access_log.not_sealed");
                tokio::time::sleep(EVERY).await;
            }
        }
    }
}
