//! The tables, one file each: columns and keys, nothing else.

pub mod access_log;
pub mod access_log_entry;
pub mod access_log_head;
pub mod access_log_seal;
pub mod access_log_tail;
pub mod account;
pub mod account_key;
pub mod account_link;
pub mod assignment;
pub mod change;
pub mod delegation;
pub mod entry;
pub mod entry_party;
pub mod feed;
pub mod first_read;
pub mod idempotency;
pub mod notification;
pub mod notification_answer;
pub mod organisation;
pub mod part_confirmation;
pub mod part_version;
pub mod party_discrepancy;
pub mod register_clock;
pub mod register_mark;
pub mod stale_entry;
pub mod succession;
