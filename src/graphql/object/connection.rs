//! Relay-style pages.

use async_graphql::SimpleObject;

use super::discrepancy::Discrepancy;
use super::entry::Entry;
use super::look::Look;
use super::notification::Notification;
use super::ombudsman_case::OmbudsmanCase;
use crate::domain::organisation::Organisations;
use crate::register;

/// Where a page lies in its list.
#[derive(SimpleObject, Debug)]
pub struct PageInfo {
    /// Whether more rows come after this page.
    pub has_next_page: bool,
    /// Whether rows come before this page.
    pub has_previous_page: bool,
    /// The cursor of the first row of this page. Null means that the page has no rows.
    pub start_cursor: Option<String>,
    /// The cursor of the last row of this page: send it as `after` for the next page. Null means that the page has no rows.
    pub end_cursor: Option<String>,
}

macro_rules! connections {
    ($($(#[$doc:meta])* $connection:ident $edge:ident $node:ty;)*) => {$(
        /// One row of a page, with its cursor.
        #[derive(SimpleObject)]
        pub struct $edge {
            /// The row's place in the list, sealed for you alone. Send it as `after` for the rows that follow.
            pub cursor: String,
            /// What stands in this row of the list.
            pub node: $node,
        }

        $(#[$doc])*
        #[derive(SimpleObject)]
        pub struct $connection {
            /// The rows of this page.
            pub edges: Vec<$edge>,
            /// Where this page lies in its list.
            pub page_info: PageInfo,
            /// How many rows you may see on all pages together.
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
    /// A page of those who looked at a person's entry, newest first.
    LookConnection LookEdge Look;
    /// A page of the Ombudsmen's cases that concern your organisation, the oldest first.
    OmbudsmanCaseConnection OmbudsmanCaseEdge OmbudsmanCase;
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

impl LookConnection {
    /// A page of looks.
    pub fn seen(
        page: register::Connection<crate::access::SeenLook>,
        organisations: &Organisations,
    ) -> Self {
        Self::of(page, |one| Look::of(one, organisations))
    }
}
