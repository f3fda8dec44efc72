//! # s117
//!
//! A gateway in front of one shared register of people entitled to after-care under section 117 of the Mental Health Act 1983. Council,
//! ICB, Trust and independent hospital each write their own account of a person and read what the sharing table gives them of the
//! others'; the register derives what the law says and surfaces where the accounts disagree.
//!
//! The house is one straight line of rooms; each may name only those to its left, and a test holds it:
//!
//! ```text
//! domain  <-  access  <-  store  <-  register  <-  { graphql, jobs }  <-  { server, contract, showcase, cli, main }
//! ```

pub mod access;
pub mod cli;
pub mod contract;
pub mod domain;
#[expect(
    missing_debug_implementations,
    reason = "published objects hold what is known of a person: none of them may be printed"
)]
pub mod graphql;
pub mod jobs;
pub mod register;
pub mod server;
mod showcase;
pub mod store;
pub mod telemetry;
