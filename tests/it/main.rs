//! The integration tests: one binary, because linking is most of what a test binary costs.

#![cfg(test)]

mod support;

mod access_log;
mod architecture;
mod contract;
mod journeys;
mod migrations;
