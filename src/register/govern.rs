//! What an organisation does for itself as a whole: declare what its feed carries, delegate a part, say where a divided body's person went.

use super::{Register, Visit, retried};
use crate::access::{Act, Denied, may};
use crate::domain::code::OrganisationCode;
use crate::domain::part::Part;
use crate::domain::partial_date::Day;
use crate::store::StoreError;

/// What became of it.
#[derive(Debug)]
pub enum Governed {
    /// Done.
    Done,
    /// Not permitted.
    NotPermitted(Denied),
}

impl Register {
    /// Declares that the caller's feed carries these parts from now on, so that silence in them means that there is nothing.
    pub async fn declare_feed(
        &self,
        visit: &Visit,
        parts: &[Part],
    ) -> Result<Governed, StoreError> {
        let permit = match may(visit.caller(), &Act::Govern, self.today()) {
            Ok(permit) => permit,
            Err(denied) => {
                visit.refuse();
                return Ok(Governed::NotPermitted(denied));
            }
        };
        retried!(async {
            let mut tx = self.begin().await?;
            tx.declare_feed(&permit, parts).await?;
            tx.commit().await
        })?;
        Ok(Governed::Done)
    }

    /// Lets another organisation write a part of the caller's own record, between two days.
    pub async fn delegate(
        &self,
        visit: &Visit,
        to: &OrganisationCode,
        part: Part,
        starts: Day,
        ends: Option<Day>,
    ) -> Result<Governed, StoreError> {
        let permit = match may(visit.caller(), &Act::Govern, self.today()) {
            Ok(permit) => permit,
            Err(denied) => {
                visit.refuse();
                return Ok(Governed::NotPermitted(denied));
            }
        };
        retried!(async {
            let mut tx = self.begin().await?;
            tx.delegate(&permit, self.ids.id(), to, part, starts, ends)
                .await?;
            tx.commit().await
        })?;
        Ok(Governed::Done)
    }
}
