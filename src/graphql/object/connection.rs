//! Relay-style pages.

use async_graphql::SimpleObject;

use super::discrepancy::Discrepancy;
use super::entry::Entry;
use super::notification::Notification;
use crate::domain::organisation::Organisations;
use crate::register;

/// Where a page lies in its list.
#[derive(SimpleObject, Debug)]
pub struct PageInfo {
    /// Whether there are more after it.
    pub has_next_page: bool,
    /// Whether there are rows before it.
    pub has_previous_page: bool,
    /// The cursor of its first row.
    pub start_cursor: Option<String>,
    /// The cursor of its last row: send it as `after` for the next page.
    pub end_cursor: Option<String>,
}

macro_rules! connections {
    ($($(#[$doc:meta])* $connection:ident $edge:ident $node:ty;)*) => {$(
        /// One row of a page.
        #[derive(SimpleObject)]
        pub struct $edge {
            /// Its place in the list, sealed for you alone.
            pub cursor: String,
            /// The row.
            pub node: $node,
        }

        $(#[$doc])*
        #[derive(SimpleObject)]
        pub struct $connection {
            /// Its rows.
            pub edges: Vec<$edge>,
            /// Where it lies.
            pub page_info: PageInfo,
            /// How many rows there are that you may see, in all.
            pub total_count: u64,
        }

        impl $connection {
            /// A page as it is published.
            pub fn of<T>(page: register::Connection<T>, publish: impl Fn(T) -> $node) -> Self {
                let register::Connection { edges, has_next, has_previous, total } = page;
                let edges: Vec<_> = edges.into_iter().map(|edge| $edge { cursor: edge.cursor, node: publish(edge.node) }).collect();
                let page_info = PageInfo {
                    has_next_page: has_next,
                    has_previous_page: has_previous,
                    start_cursor: edges.first().map(|edge| edge.cursor.clone()),
                    end_cursor: edges.last().map(|edge| edge.cursor.clone()),
                };
                Self { edges, page_info, total_count: total.unwrap_or_default() }
            }
        }
    )*};
}

connections! {
    /// A page of the entries you may see.
    EntryConnection EntryEdge Entry;
    /// A page of the discrepancies you may see, gravest first.
    DiscrepancyConnection DiscrepancyEdge Discrepancy;
    /// A page of the notifications your organisation received or sent, newest first.
    NotificationConnection NotificationEdge Notification;
}

impl DiscrepancyConnection {
    /// A page of discrepancies.
    pub fn seen(
        page: register::Connection<crate::access::SeenDiscrepancy>,
        organisations: &Organisations,
    ) -> Self {
        Self::of(page, |one| Discrepancy::of(&one, organisations))
    }
}

impl NotificationConnection {
    /// A page of notifications.
    pub fn seen(
        page: register::Connection<crate::access::SeenNotification>,
        organisations: &Organisations,
    ) -> Self {
        Self::of(page, |one| Notification::of(&one, organisations))
    }
}
