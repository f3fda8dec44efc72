//! Sealing the access log as it grows.

use std::sync::Arc;
use std::time::Duration;

use crate::register::Register;

/// How often to look whether there is anything to seal: no row stays unsealed for longer than about a second.
const EVERY: Duration = Duration::from_millis(500);

/// The most seals that a gateway makes when it stops.
const MOST: usize = 200;

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

/// Seals what is left when a gateway stops. While other gateways go on writing it is for them to seal.
pub async fn rest(register: &Register) {
    for _ in 0..MOST {
        match register.seal().await {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(error = error.report(), "access_log.not_sealed");
                break;
            }
        }
    }
}
