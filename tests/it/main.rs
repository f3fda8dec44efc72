//! The integration tests: one binary, because linking is most of what a test binary costs.

#![cfg(test)]

mod support;

mod access_log;
mod access_matrix;
mod architecture;
mod audit;
mod bad_input;
mod canaries;
mod contract;
mod corpus;
mod generate;
mod history;
mod joint;
mod journeys;
mod leaks;
mod migrations;
mod operations;
mod outage;
mod program;
mod serving;
mod snapshot;
mod statements;
mod tokens;
