//! Jobs: what is run rather than asked.

pub mod demo;
pub mod freshen;
pub mod generate;
pub mod recheck;
pub mod reference;
pub mod seal;
