//! Who looked at an entry.

use super::{BadCursor, Connection, Edge, Question, Register, Visit};
use crate::access::{SeenLook, looks};
use crate::domain::id::EntryId;
use crate::store::StoreError;

/// A look is in the list once it is sealed: so what waits is sealed first. Other gateways add to it all the while, so not for ever.
const SEALS: usize = 20;

const LIST: &str = "looks";

impl Register {
    /// A page of who was shown an entry, newest first, as far as the caller may know it. None: there is no such entry for this caller.
    pub async fn looks(
        &self,
        visit: &Visit,
        id: EntryId,
        first: u64,
        after: Option<&str>,
        count: bool,
    ) -> Result<Result<Option<Connection<SeenLook>>, BadCursor>, StoreError> {
        let page = match self.page(visit, LIST, first, after) {
            Ok(page) => page,
            Err(bad) => return Ok(Err(bad)),
        };
        let Some(seen) = self.open(visit, id, Question::default()).await? else {
            return Ok(Ok(None));
        };
        let Some(asked) = looks(visit.caller(), seen.relation) else {
            return Ok(Ok(None));
        };
        for _ in 0..SEALS {
            if self.seal().await? == 0 {
                break;
            }
        }
        let mut rows = self.store.looks(seen.id, &asked, &page).await?;
        let has_next = rows.len() as u64 > first;
        rows.truncate(usize::try_from(first).unwrap_or(usize::MAX));
        let edges = rows.into_iter().filter_map(|(row, look)| {
            Some(Edge {
                cursor: self.cursors.seal(visit.caller(), LIST, "", row),
                node: asked.seen(look)?,
            })
        });
        let edges = edges.collect();
        let total = if count {
            Some(self.store.count_looks(seen.id, &asked).await?)
        } else {
            None
        };
        Ok(Ok(Some(Connection {
            edges,
            has_next,
            has_previous: after.is_some(),
            total,
        })))
    }
}
