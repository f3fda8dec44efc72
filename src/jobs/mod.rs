//! Jobs: what is run rather than asked.

pub mod demo;
pub mod recheck;
pub mod reference;
