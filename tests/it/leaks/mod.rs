//! The leak test: what a caller may not see changes nothing that it is told.
//!
//! Two registers are built that differ only in what one caller may not see. Every operation of the contract is asked of both as that
//! caller, and the answers must be equal up to a bijection of ids and cursors: each is replaced by the order in which it first appeared
//! in that register. The hidden difference is always written last, on days before the questions, so that whatever both registers hold
//! has the same ids, and with them the same place in every list.
//!
//! # Intended disclosures
//!
//! Two things tell a body of what it otherwise may not see, on purpose:
//!
//! 1. **A notification.** Naming a body tells it, and answering one tells who asked: either is an act addressed to that body.
//! 2. **A graded discrepancy.** A body that must act on a disagreement about a part it may not read is told that it stands, about which
//!    parts, how gravely and since when; never what the part says.
//!
//! No pair here differs in either, so the comparison makes no exception for them, nor for anything else. What a part's limit gives
//! (whom a body holds responsible, whether an address is protected) is shared by the table, so is no difference either.
//!
//! # What is compared
//!
//! Status and body of every answer. Every field of every type is asked for: the selections are written from the contract, so a new field
//! is compared from the day it is published. A root field or an argument that no operation asks for fails `coverage`.
//!
//! The comparison is itself tested: `planted` holds ten products that leak, each in its own way, and `caught` requires
//! that each is noticed.

mod caught;
mod claims;
mod compare;
mod contract;
mod coverage;
mod equal;
mod names;
mod operations;
mod parties;
mod planted;
mod secrets;
mod session;
mod stories;
mod writes;
