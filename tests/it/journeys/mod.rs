//! Stories, told as the agencies would live them.

mod meeting;
