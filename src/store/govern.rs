//! Writing what an organisation says for itself as a whole: its feed, its delegations, where a divided body's people went.

use entity::{assignment, delegation, feed};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::{StoreError, Tx};
use crate::access::Permit;
use crate::domain::code::OrganisationCode;
use crate::domain::id::EntryId;
use crate::domain::part::Part;
use crate::domain::partial_date::Day;

impl Tx {
    /// Declares which parts an organisation's feed carries from now on, in addition to those declared before.
    pub async fn declare_feed(
        &mut self,
        permit: &Permit,
        parts: &[Part],
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        for part in parts {
            let before =
                feed::Entity::find_by_id((permit.owner().to_string(), part.name().to_owned()))
                    .one(&self.inner)
                    .await?;
            if before.is_none() {
                let row = feed::ActiveModel {
                    organisation: Set(permit.owner().to_string()),
                    part: Set(part.name().to_owned()),
                    position: Set(known.position),
                    at: Set(known.at.timestamp_micros()),
                };
                feed::Entity::insert(row)
                    .exec_without_returning(&self.inner)
                    .await?;
            }
        }
        Ok(())
    }

    /// Lets another organisation write a part of one's own record.
    pub async fn delegate(
        &mut self,
        permit: &Permit,
        id: Uuid,
        to: &OrganisationCode,
        part: Part,
        starts: Day,
        ends: Option<Day>,
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        let row = delegation::ActiveModel {
            id: Set(id),
            from_organisation: Set(permit.owner().to_string()),
            to_organisation: Set(to.to_string()),
            part: Set(part.name().to_owned()),
            starts: Set(starts.to_string()),
            ends: Set(ends.map(|day| day.to_string())),
            position: Set(known.position),
            at: Set(known.at.timestamp_micros()),
        };
        delegation::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Records which successor a person went to where a body's people were divided.
    pub async fn assign(
        &mut self,
        _permit: &Permit,
        entry: EntryId,
        predecessor: &OrganisationCode,
        successor: &OrganisationCode,
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        let row = assignment::ActiveModel {
            entry_id: Set(entry.0),
            predecessor: Set(predecessor.to_string()),
            successor: Set(successor.to_string()),
            position: Set(known.position),
            at: Set(known.at.timestamp_micros()),
        };
        assignment::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        self.change("assignment", entry, None).await
    }
}
