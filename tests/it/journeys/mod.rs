//! Stories, told as the agencies would live them.

mod decisions;
mod demo;
mod feeds;
mod law;
mod links;
mod meeting;
mod policy;
mod published;
mod relations;
mod silence;
mod stories;
mod succession;
mod west_northamptonshire;
