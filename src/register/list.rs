//! Lists, a page at a time.

use super::{BadCursor, Register, Visit, retried};
use crate::access::{SeenDiscrepancy, SeenNotification, VisibleEntry, scope};
use crate::domain::id::{AccountId, EntryId};
use crate::store::{DiscrepancyQuery, EntryQuery, Order, Page, StoreError};

/// One row of a page.
#[derive(Debug)]
pub struct Edge<T> {
    /// Its place.
    pub cursor: String,
    /// The row.
    pub node: T,
}

/// A page.
#[derive(Debug)]
pub struct Connection<T> {
    /// Its rows.
    pub edges: Vec<Edge<T>>,
    /// Whether there are more after it.
    pub has_next: bool,
    /// Whether there are rows before it.
    pub has_previous: bool,
    /// How many there are in all, where it was asked for.
    pub total: Option<u64>,
}

impl<T> Connection<T> {
    const fn empty() -> Self {
        Self {
            edges: Vec::new(),
            has_next: false,
            has_previous: false,
            total: Some(0),
        }
    }
}

const fn order_name(order: Order) -> &'static str {
    match order {
        Order::Id => "entries by id",
        Order::WorstFirst => "entries worst first",
        Order::DueFirst => "entries due first",
    }
}

impl Register {
    pub(super) fn page(
        &self,
        visit: &Visit,
        list: &str,
        first: u64,
        after: Option<&str>,
    ) -> Result<Page, BadCursor> {
        let after = after
            .map(|cursor| self.cursors.open(visit.caller(), list, cursor))
            .transpose()?;
        Ok(Page {
            after,
            limit: first.saturating_add(1),
        })
    }

    /// A page of the entries the caller may see.
    pub async fn entries(
        &self,
        visit: &Visit,
        query: &EntryQuery,
        first: u64,
        after: Option<&str>,
        count: bool,
    ) -> Result<Result<Connection<VisibleEntry>, BadCursor>, StoreError> {
        let list = order_name(query.order);
        let page = match self.page(visit, list, first, after) {
            Ok(page) => page,
            Err(bad) => return Ok(Err(bad)),
        };
        let Some(scope) = scope(visit.caller()) else {
            return Ok(Ok(Connection::empty()));
        };
        let mut rows = self.store.list_entries(&scope, query, &page).await?;
        let has_next = rows.len() as u64 > first;
        rows.truncate(usize::try_from(first).unwrap_or(usize::MAX));
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let entries = self.store.entries(&ids, &self.organisations()).await?;
        let ask = self.ask_now();
        let mut edges = Vec::with_capacity(rows.len());
        for (row, entry) in rows.iter().zip(&entries) {
            let Some(node) = visit.view(entry, &ask) else {
                continue;
            };
            if Self::learns(visit, entry, &node) {
                retried!(self.note_read(visit, entry.id, ask.today))?;
            }
            edges.push(Edge {
                cursor: self.cursors.seal(visit.caller(), list, &row.key, row.id.0),
                node,
            });
        }
        let total = if count {
            Some(self.store.count_entries(&scope, query).await?)
        } else {
            None
        };
        Ok(Ok(Connection {
            edges,
            has_next,
            has_previous: after.is_some(),
            total,
        }))
    }

    /// A page of the discrepancies the caller may see, gravest first.
    pub async fn discrepancies(
        &self,
        visit: &Visit,
        query: &DiscrepancyQuery,
        first: u64,
        after: Option<&str>,
        count: bool,
    ) -> Result<Result<Connection<SeenDiscrepancy>, BadCursor>, StoreError> {
        let page = match self.page(visit, "discrepancies", first, after) {
            Ok(page) => page,
            Err(bad) => return Ok(Err(bad)),
        };
        let Some(scope) = scope(visit.caller()) else {
            return Ok(Ok(Connection::empty()));
        };
        let mut rows = self.store.list_discrepancies(&scope, query, &page).await?;
        let has_next = rows.len() as u64 > first;
        rows.truncate(usize::try_from(first).unwrap_or(usize::MAX));
        let views = self.views(visit, rows.iter().map(|row| row.entry)).await?;
        let edges = rows.iter().filter_map(|row| {
            let entry = views.iter().find(|entry| entry.id == row.entry)?;
            let node = entry
                .discrepancies
                .iter()
                .find(|one| one.id == row.id)?
                .clone();
            Some(Edge {
                cursor: self
                    .cursors
                    .seal(visit.caller(), "discrepancies", &row.key, row.id.0),
                node,
            })
        });
        let edges = edges.collect();
        let total = if count {
            Some(self.store.count_discrepancies(&scope, query).await?)
        } else {
            None
        };
        Ok(Ok(Connection {
            edges,
            has_next,
            has_previous: after.is_some(),
            total,
        }))
    }

    /// A page of the notifications the caller's organisation received or sent, newest first. Fetching one is being told.
    pub async fn notifications(
        &self,
        visit: &Visit,
        unanswered: bool,
        first: u64,
        after: Option<&str>,
        count: bool,
    ) -> Result<Result<Connection<SeenNotification>, BadCursor>, StoreError> {
        let page = match self.page(visit, "notifications", first, after) {
            Ok(page) => page,
            Err(bad) => return Ok(Err(bad)),
        };
        let Some(scope) = scope(visit.caller()) else {
            return Ok(Ok(Connection::empty()));
        };
        let mut rows = self
            .store
            .list_notifications(&scope, unanswered, &page)
            .await?;
        let has_next = rows.len() as u64 > first;
        rows.truncate(usize::try_from(first).unwrap_or(usize::MAX));
        let views = self
            .views(visit, rows.iter().map(|(_, entry, _)| *entry))
            .await?;
        let edges = rows.iter().filter_map(|(id, entry, key)| {
            let entry = views.iter().find(|one| one.id == *entry)?;
            let node = entry
                .notifications
                .iter()
                .find(|one| one.id == *id)?
                .clone();
            Some(Edge {
                cursor: self
                    .cursors
                    .seal(visit.caller(), "notifications", key, id.0),
                node,
            })
        });
        let total = if count {
            Some(self.store.count_notifications(&scope, unanswered).await?)
        } else {
            None
        };
        Ok(Ok(Connection {
            edges: edges.collect(),
            has_next,
            has_previous: after.is_some(),
            total,
        }))
    }

    async fn views(
        &self,
        visit: &Visit,
        ids: impl Iterator<Item = EntryId>,
    ) -> Result<Vec<VisibleEntry>, StoreError> {
        let mut ids: Vec<_> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        let ask = self.ask_now();
        let mut views = Vec::with_capacity(ids.len());
        for entry in &self.store.entries(&ids, &self.organisations()).await? {
            let Some(seen) = visit.view(entry, &ask) else {
                continue;
            };
            if Self::learns(visit, entry, &seen) {
                retried!(self.note_read(visit, entry.id, ask.today))?;
            }
            views.push(seen);
        }
        Ok(views)
    }

    /// The caller's own accounts that may be of a person it is a party to, for a person to link by hand: at most a hundred.
    pub async fn link_reviews(&self, visit: &Visit) -> Result<Vec<LinkReview>, StoreError> {
        let Some(scope) = scope(visit.caller()) else {
            return Ok(Vec::new());
        };
        let rows = self.store.link_reviews(&scope, self.today(), 100).await?;
        let views = self
            .views(visit, rows.iter().map(|(entry, _, _)| *entry))
            .await?;
        let reviews = rows.into_iter().filter_map(|(entry, account, local_id)| {
            let entry = views.iter().find(|one| one.id == entry)?.clone();
            Some(LinkReview {
                account,
                local_id,
                entry,
            })
        });
        Ok(reviews.collect())
    }
}

/// An account of the caller's own that may be of this person.
#[derive(Debug)]
pub struct LinkReview {
    /// The account.
    pub account: AccountId,
    /// The caller's own identifier for it.
    pub local_id: String,
    /// The entry it may belong to.
    pub entry: VisibleEntry,
}
