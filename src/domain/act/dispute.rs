//! Disputes about who is responsible.
