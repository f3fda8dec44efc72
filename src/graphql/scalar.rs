//! Scalars. Each accepts any text and is read by the domain afterwards, so that one answer names everything that is wrong at once.

use async_graphql::{InputValueError, InputValueResult, Number, Scalar, ScalarType, Value};

use crate::domain;
use crate::domain::problem::ProblemCode;

/// A scalar's text and the domain type it is read into.
pub trait Written: From<String> {
    /// What it is read into.
    type Read: std::str::FromStr<Err: std::fmt::Display>;
    /// What is wrong when it cannot be.
    const WRONG: ProblemCode;

    /// The text as it was written.
    fn text(&self) -> &str;
}

macro_rules! scalars {
    ($($(#[$doc:meta])* $name:ident $read:ty, $wrong:ident;)*) => {
        /// The scalars that take any text: whether it can be read is found out later.
        pub const TAKE_ANY_TEXT: &[&str] = &["ID", "String", $(stringify!($name)),*];
        $(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(pub String);

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(hidden)"))
            }
        }

        $(#[$doc])*
        #[Scalar]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                if let Value::String(text) = value { Ok(Self(text)) } else { Err(InputValueError::custom("write it as a string")) }
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl Written for $name {
            type Read = $read;
            const WRONG: ProblemCode = ProblemCode::$wrong;

            fn text(&self) -> &str {
                &self.0
            }
        }
        )*
    };
}

scalars! {
    /// A date as records have it: `2023-06-13`, `2023-06`, `2023`, `2023-06-10/2023-06-20`, or `unknown` where it is recorded as unknown (a
    /// subset of ISO 8601-2). Civil dates are Europe/London. Null means not recorded, unless the field says otherwise.
    PartialDate domain::partial_date::PartialDate, NotADate;
    /// An NHS number: ten digits, spaces allowed, the last a modulus 11 check digit (NHS Data Model and Dictionary).
    NhsNumber domain::nhs_number::NhsNumber, NotAnNhsNumber;
    /// The code of an organisation: ODS for ICBs, Trusts and hospitals (`QPM`, `RP1`), GSS for councils (`E06000062`).
    OrganisationCode domain::code::OrganisationCode, NotACode;
    /// The ODS code of a GP practice, such as `K83001`.
    PracticeCode domain::code::PracticeCode, NotACode;
    /// A United Kingdom postcode, such as `NN1 1ED`. It is kept in capitals with one space.
    Postcode domain::code::Postcode, NotACode;
    /// The key an organisation gives one of its own items, the same each time it submits the item: 1 to 64 letters, digits, `.`, `:`, `/`, `-` or `_`.
    ItemKey domain::code::ItemKey, NotACode;
    /// The identifier an organisation's own system has for the person: 1 to 64 letters, digits, `.`, `:`, `/`, `-` or `_`.
    LocalId domain::code::LocalId, NotACode;
    /// A Mental Health Act legal status classification code (MHSDS `LegalStatusCode`): `03` for section 3. `3` is read as `03`.
    LegalStatusCode domain::part::legal_basis::LegalStatusCode, UnknownCode;
    /// The reference of an Ombudsman's case: eight digits, with a letter where several bodies were looked into under it, such as `24 015 710` or
    /// `25 000 113b`. Spaces and hyphens are allowed, and a capital O is read as a zero. It is kept without spaces.
    CaseReference domain::part::ombudsman::CaseReference, NotACode;
    /// A digest of evidence: 64 hexadecimal digits (SHA-256). It is the same for as long as nothing that it covers has changed.
    EvidenceDigest domain::part::ending::EvidenceDigest, NotACode;
    /// An exact day: `2023-06-13`. Civil dates are Europe/London.
    Date WholeDay, NotADate;
    /// An instant in UTC: `2023-06-13T09:30:00Z` (RFC 3339).
    DateTime Instant, NotADate;
}

macro_rules! amounts {
    ($($(#[$doc:meta])* $name:ident $read:ty, $most:literal, $wrong:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq)]
        pub struct $name(Number);

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(hidden)"))
            }
        }

        $(#[$doc])*
        #[Scalar]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                if let Value::Number(number) = value { Ok(Self(number)) } else { Err(InputValueError::custom("write it as a number")) }
            }

            fn to_value(&self) -> Value {
                Value::Number(self.0.clone())
            }
        }

        impl $name {
            /// The amount.
            pub fn of(amount: $read) -> Self {
                Self(Number::from(amount))
            }

            /// The amount, if it is one.
            pub fn amount(&self) -> Result<$read, &'static str> {
                let whole = self.0.as_u64().filter(|amount| *amount <= $most);
                whole.and_then(|amount| amount.try_into().ok()).ok_or($wrong)
            }
        }
    )*};
}

amounts! {
    /// An amount of money in pence: a whole number from 0 to 2147483647.
    Pence u64, 2_147_483_647, "write whole pence, from 0 to 2147483647";
    /// A share of a whole in per cent: a whole number from 0 to 100.
    Percent u8, 100, "write whole per cent, from 0 to 100";
}

/// An exact day.
#[derive(Clone, Copy, Debug)]
pub struct WholeDay(pub domain::partial_date::Day);

impl std::str::FromStr for WholeDay {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        domain::partial_date::day(text)
            .map(Self)
            .map_err(|_| "write an exact day as 2023-06-13, of the years 1850 to 2199")
    }
}

/// An instant.
#[derive(Clone, Copy, Debug)]
pub struct Instant(pub chrono::DateTime<chrono::Utc>);

impl std::str::FromStr for Instant {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = chrono::DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|at| at.to_utc());
        // A leap second is read by few and named by nobody: 23:59:60 is refused, whatever the minute.
        let sensible = read.filter(|at| {
            (1850..2200).contains(&chrono::Datelike::year(at))
                && chrono::Timelike::nanosecond(at) < 1_000_000_000
        });
        sensible
            .map(Self)
            .ok_or("write an instant as 2023-06-13T09:30:00Z, of the years 1850 to 2199")
    }
}

/// A value of the domain as the scalar that publishes it.
pub fn show<S: Written>(value: &impl ToString) -> S {
    S::from(value.to_string())
}

/// The same where there may be none.
pub fn show_some<S: Written, T: ToString>(value: Option<&T>) -> Option<S> {
    value.map(show)
}

/// An instant as it is published.
pub fn instant(at: chrono::DateTime<chrono::Utc>) -> DateTime {
    DateTime(at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true))
}
