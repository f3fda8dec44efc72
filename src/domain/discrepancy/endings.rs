//! Endings that are none.

pub mod ended_by_trust;
