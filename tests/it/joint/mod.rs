//! What takes more than one body: endings with two keys, disputes.

mod ending;
mod races;
mod support;
