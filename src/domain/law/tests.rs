//! Each limb of the law, by the facts that bring it out.

mod entitlement;
mod responsibility;
