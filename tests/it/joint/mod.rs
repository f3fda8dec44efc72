//! What takes more than one body: endings with two keys, disputes.

mod alone;
mod dispute;
mod ending;
mod knowledge;
mod races;
mod several;
mod support;
