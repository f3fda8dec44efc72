//! Stories, told as the agencies would live them.

mod demo;
mod links;
mod meeting;
mod succession;
mod west_northamptonshire;
