//! The register's own words: people's entries, the accounts organisations give of them, the law, and discrepancies.
//!
//! Pure: no clock, no database, no transport. Whatever is here can be read, dated and argued with.

pub mod act;
pub mod calendar;
pub mod code;
pub mod dealings;
pub mod discrepancy;
pub mod entry;
pub mod facts;
#[cfg(test)]
pub(crate) mod fixture;
pub mod id;
pub mod knowledge;
pub mod law;
pub mod letter;
pub mod nhs_number;
pub mod ombudsman_case;
pub mod organisation;
pub mod part;
pub mod partial_date;
pub mod policy;
pub mod problem;
pub mod text;
pub mod when;
