//! Whom the gateway believes at present: the trust file and its key files, read again and again, so that a key that is taken out of them
//! stops working without a restart.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use crate::access::trust::{Trust, TrustError};

/// How often the files are read: a key that was removed stops working within this time.
const EVERY: Duration = Duration::from_secs(15);

/// Whom the gateway believes at present.
#[derive(Debug)]
pub struct Trusted {
    file: PathBuf,
    development: bool,
    current: RwLock<Arc<Trust>>,
}

impl Trusted {
    /// Reads the files for the first time: where they cannot be used nothing is served.
    pub fn load(file: PathBuf, development: bool) -> Result<Self, TrustError> {
        let first = Trust::load(&file, development)?;
        Ok(Self {
            file,
            development,
            current: RwLock::new(Arc::new(first)),
        })
    }

    /// Whom it believes now.
    pub fn now(&self) -> Arc<Trust> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the files again. Files that cannot be used, half written perhaps, change nothing.
    pub fn reload(&self) -> Result<(), TrustError> {
        let read = Trust::load(&self.file, self.development)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
        Ok(())
    }

    /// Reads them every few seconds, until it is dropped.
    pub async fn keep(&self) {
        loop {
            tokio::time::sleep(EVERY).await;
            if let Err(error) = self.reload() {
                tracing::error!(error = %error, "trust.not_reloaded");
            }
        }
    }
}
