//! Numbers that no law gives: the register's own defaults, each with its reason.

/// A number we chose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Default {
    /// Its permanent name.
    pub name: &'static str,
    /// Its value.
    pub value: u32,
    /// The unit of the value.
    pub unit: &'static str,
    /// Why this value.
    pub why: &'static str,
}

macro_rules! defaults {
    ($($name:ident = $value:literal $unit:literal, $why:literal;)*) => {
        $(#[doc = $why] pub const $name: Default = Default { name: stringify!($name), value: $value, unit: $unit, why: $why };)*

        /// Every default.
        pub const DEFAULTS: &[&Default] = &[$(&$name),*];
    };
}

defaults! {
    NOTIFY = 5 "working days", "Time to tell another body, and to answer when told: the Code asks for it without a number.";
    MISMATCH = 1 "day", "Dates of one event that differ by no more than this are taken as the same.";
}

/// Weeks from discharge to the first review are six (guidance of April 2022): in days.
pub const FIRST_REVIEW_DAYS: u64 = 42;
/// Months from one section 117 review to the next (guidance of April 2022).
pub const REVIEW_MONTHS: u32 = 12;
/// Months after which a missed yearly review is at its gravest.
pub const REVIEW_GRAVE_MONTHS: u32 = 24;
