//! The tables, one file each: columns and keys, nothing else.

pub mod register_clock;
pub mod register_mark;
pub mod organisation;
pub mod succession;
pub mod feed;
pub mod delegation;
pub mod entry;
pub mod account;
pub mod account_key;
pub mod account_link;
pub mod assignment;
pub mod part_version;
pub mod part_confirmation;
pub mod idempotency;
pub mod notification;
pub mod notification_answer;
pub mod change;
pub mod entry_party;
pub mod party_discrepancy;
pub mod first_read;
pub mod access_log;
pub mod access_log_entry;
