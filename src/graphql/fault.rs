//! What is no expected outcome. The only file that names `async_graphql::Error`.
//!
//! A fault is deliberately not `Display`: async-graphql publishes the text of anything that is. The caller is given an opaque code and a
//! reference; the chain of causes is logged once, here.

use async_graphql::{Error, ErrorExtensions};

use crate::store::StoreError;

/// A fault, or a request that could not be understood.
#[derive(Debug)]
pub enum Fault {
    /// The request cannot be understood: which argument, and why.
    BadInput {
        /// Which argument.
        path: &'static str,
        /// Why.
        why: String,
    },
    /// The caller's role may not ask this, whoever it is about.
    Forbidden(&'static str),
    /// Something that is done one at a time is being done.
    Busy(&'static str),
    /// Something of ours failed.
    Internal(StoreError),
    /// Something that is always there was not: a fault of ours.
    Missing(&'static str),
}

impl Fault {
    /// A request that cannot be understood.
    pub fn bad_input(path: &'static str, why: impl std::fmt::Display) -> Self {
        Self::BadInput {
            path,
            why: format!("{why}"),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Internal(error)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::BadInput { path, why } => Self::new(why).extend_with(|_, extensions| {
                extensions.set("code", "BAD_USER_INPUT");
                extensions.set("argument", path);
            }),
            Fault::Forbidden(why) => {
                Self::new(why).extend_with(|_, extensions| extensions.set("code", "FORBIDDEN"))
            }
            Fault::Busy(why) => {
                Self::new(why).extend_with(|_, extensions| extensions.set("code", "BUSY"))
            }
            Fault::Internal(error) => {
                tracing::error!(error = error.report(), "request.failed");
                Self::new("Something went wrong on our side.")
                    .extend_with(|_, extensions| extensions.set("code", "INTERNAL"))
            }
            Fault::Missing(what) => {
                tracing::error!(what, "request.failed");
                Self::new("Something went wrong on our side.")
                    .extend_with(|_, extensions| extensions.set("code", "INTERNAL"))
            }
        }
    }
}
