//! Who may see and do what. The one place where it is decided.
//!
//! Three verbs. [`scope`]: which entries an organisation's lists may draw on. [`view`]: what it sees of one
//! entry. [`may`]: what it may write, as a permit without which the store has no method. They rest on one table,
//! [`SHARING`](sharing::SHARING), and on the caller's relation to the entry, which never rests on its own act alone.
//!
//! The wrong program does not compile. What is visible is built here and nowhere else:
//!
//! ```compile_fail,E0451
//! use s117::access::Permit;
//! fn forge(by: s117::access::Permit) -> Permit { Permit { owner: by.owner().clone(), ..by } }
//! ```
//!
//! A scope cannot be made up for another organisation:
//!
//! ```compile_fail,E0423
//! let anyone = s117::access::Scope("RP1".parse().unwrap());
//! ```
//!
//! An entry as the store has it is not something GraphQL can publish:
//!
//! ```compile_fail,E0277
//! fn publish<T: async_graphql::OutputType>() {}
//! publish::<s117::domain::entry::Entry>();
//! ```
//!
//! Nor is what one sees of it something that another room could make up:
//!
//! ```compile_fail,E0451
//! use s117::access::{Relation, VisibleEntry};
//! fn promote(seen: VisibleEntry) -> VisibleEntry { VisibleEntry { relation: Relation::Responsible, ..seen } }
//! ```
//!
//! The store writes nothing without a permit, and a permit comes from here alone:
//!
//! ```compile_fail,E0061
//! async fn write(tx: &mut s117::store::Tx, id: s117::domain::id::AccountId, to: s117::domain::id::EntryId) {
//!     let _ = tx.link(id, to, "by hand", None).await;
//! }
//! ```
//!
//! And a caller comes from a verified token, not from a form:
//!
//! ```compile_fail,E0451
//! use s117::access::Caller;
//! fn pose(as_whom: Caller) -> Caller { Caller { organisation: "QPM".parse().unwrap(), ..as_whom } }
//! ```

mod answers;
mod caller;
mod decisions;
mod determine;
pub mod development;
mod ending_case;
mod grade;
mod known;
mod limit;
mod looks;
mod may;
mod may_together;
mod policies;
mod relation;
mod scope;
mod self_test;
pub mod sharing;
mod sight;
pub mod token;
mod told;
pub mod trust;
mod turns;
mod view;
mod viewer_can;
mod visible;
mod vouched;

pub use answers::{Answers, Episode};
pub use caller::{Caller, Role};
pub use decisions::{Concerned, DecisionPermit, concerned, may_record, shown};
pub use determine::{Determination, determine};
pub use grade::{Derived, Grade, of_discrepancy};
pub use known::KnownTokens;
pub use looks::{Look, Looks, SeenLook, looks, may_ask_who_looked};
pub use may::{Act, Denied, FillPermit, Permit, may, may_fill, may_submit};
pub use may_together::{Together, may_together};
pub use policies::{PolicyPermit, counted, may_decide, readable};
pub use relation::{Relation, ceiling, relation};
pub use scope::{Scope, scope};
pub use self_test::{CannotVerify, self_test};
pub use told::{may_be_told, parties};
pub use turns::turns;
pub use view::{Timeline, known_to, timeline, view};
pub use visible::{
    Ask, ComplaintTime, Escalation, Graded, Seen, SeenDiscrepancy, SeenDuty, SeenNotification,
    ViewerCan, VisibleAccount, VisibleEntry,
};
