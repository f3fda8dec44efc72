//! The time it is: passed in, so that a story can be told on its own dates.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::store::Now;

/// A clock.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The time it is.
    fn now(&self) -> DateTime<Utc>;

    /// Whose clock sets the recorded time of a write.
    fn recorded(&self) -> Now;
}

/// The machine's clock; recorded time is the database's.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the machine's clock is read"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn recorded(&self) -> Now {
        Now::Database
    }
}

/// A clock that is set by hand.
#[derive(Debug)]
pub struct SetClock(Mutex<DateTime<Utc>>);

impl SetClock {
    /// A clock showing this time.
    pub const fn at(at: DateTime<Utc>) -> Self {
        Self(Mutex::new(at))
    }

    /// Sets it.
    pub fn set(&self, at: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn recorded(&self) -> Now {
        Now::At(self.now())
    }
}
