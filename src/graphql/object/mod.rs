//! The published objects: newtypes over what access made visible, one getter per published field.

pub mod account;
pub mod clock;
pub mod complaint_time;
pub mod connection;
pub mod discrepancy;
pub mod dispute;
pub mod duty;
pub mod ending_case;
pub mod entitlement;
pub mod entry;
pub mod finding;
pub mod knowledge;
pub mod look;
pub mod notification;
pub mod ombudsman_case;
pub mod organisation;
pub mod policy;
pub mod problem;
pub mod rule;
