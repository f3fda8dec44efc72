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
    LONG_INFORMAL = 28 "days", "A stay in hospital before the qualifying detention that is long enough for residence to have changed in it: that of section 2.";
    CHANGE_REVIEW = 28 "days", "Time to review after a change: the guidance says sooner, without a number.";
    COMPLAINT_TARGET = 40 "working days", "Time to answer a complaint where the body named no day: the Ombudsmen accepted 31 working days and not 80.";
}

/// Weeks from discharge to the first review are six (guidance of April 2022): in days.
pub const FIRST_REVIEW_DAYS: u64 = 42;
/// Months from one section 117 review to the next (guidance of April 2022).
pub const REVIEW_MONTHS: u32 = 12;
/// Months after which a missed yearly review is at its gravest.
pub const REVIEW_GRAVE_MONTHS: u32 = 24;
/// Months after which a dispute between councils must be referred (SI 2014/2829, reg. 3(7)).
pub const DISPUTE_MONTHS: u32 = 4;
/// Days after the referral within which legal arguments are to be sent (SI 2014/2829, reg. 4(3)).
pub const ARGUMENT_DAYS: u64 = 14;
/// Months after a determination within which a review of it must begin (Care Act 2014, s. 40(2)).
pub const DETERMINATION_REVIEW_MONTHS: u32 = 3;
/// Working days within which a complaint is to be acknowledged (SI 2009/309, reg. 13(3), `[K]`).
pub const COMPLAINT_ACKNOWLEDGED_DAYS: u32 = 3;
/// Months after which an unanswered complaint must be explained (SI 2009/309, reg. 14, `[K]`).
pub const COMPLAINT_MONTHS: u32 = 6;
/// Days for which a person recalled under a community treatment order may be held: 72 hours (s. 17F(6), `[K]`), with the day they end in.
pub const RECALL_DAYS: u64 = 4;
