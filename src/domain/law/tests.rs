//! Each limb of the law, by the facts that bring it out.

mod cases;
mod charges;
mod clocks;
mod determined;
mod endings;
mod entitlement;
mod properties;
mod reasons;
mod responsibility;
mod signed;
mod stays;
mod told;
