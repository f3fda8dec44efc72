//! Where ids and salts come from: passed in, so that tests repeat.

use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A source of random bytes.
pub trait Ids: Send + Sync + std::fmt::Debug {
    /// Sixteen bytes nobody can guess.
    fn bytes(&self) -> [u8; 16];

    /// An id that tells nothing: neither when nor in which order it was made.
    fn id(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }
}

/// The operating system's randomness.
#[derive(Debug)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        // The generator is seeded by the operating system before the first call and does not fail afterwards.
        while aws_lc_rs::rand::fill(&mut bytes).is_err() {
            std::thread::yield_now();
        }
        bytes
    }
}

/// The same ids for the same seed.
#[derive(Debug)]
pub struct SeededIds {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededIds {
    /// A source for this seed.
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            drawn: AtomicU64::new(0),
        }
    }
}

impl Ids for SeededIds {
    fn bytes(&self) -> [u8; 16] {
        let drawn = self.drawn.fetch_add(1, Ordering::Relaxed);
        let hash = Sha256::new()
            .chain_update(self.seed.to_be_bytes())
            .chain_update(drawn.to_be_bytes())
            .finalize();
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        bytes
    }
}
