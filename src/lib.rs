//! # s117
//! x
pub mod access;
pub mod domain;
pub mod register;
pub mod store;
