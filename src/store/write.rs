//! Writing. Every write of a person's record needs a permit.

use entity::{
    account, account_key, account_link, change, entry, first_read, idempotency, notification,
    notification_answer, part_confirmation, part_version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{StoreError, Tx, rows};
use crate::access::Permit;
use crate::domain::code::{LocalId, OrganisationCode};
use crate::domain::entry::{Moment, Notification, NotificationKind, Reply, Standing, Version};
use crate::domain::id::{AccountId, EntryId, NotificationId, VersionId};
use crate::domain::part::identity::Identity;
use crate::domain::part::{Body, Part, Whole};
use crate::domain::partial_date::Day;
use crate::domain::text::Text;

/// A version to be written.
#[derive(Debug)]
pub struct NewVersion<'a> {
    /// Its id.
    pub id: VersionId,
    /// Of which account.
    pub account: AccountId,
    /// Of which part.
    pub part: Part,
    /// Its number.
    pub number: u32,
    /// How it stands.
    pub standing: Standing,
    /// Its content; none when it withdraws the part.
    pub body: Option<&'a Body>,
    /// The writer's source.
    pub source: Option<&'a Text>,
    /// Random bytes that make its commitment tell nothing of its content.
    pub salt: [u8; 16],
}

/// A write made earlier under the same key.
#[derive(Debug)]
pub struct Remembered {
    /// What was written, as a fingerprint.
    pub fingerprint: Vec<u8>,
    /// Where.
    pub account: AccountId,
    /// In which commit.
    pub position: i64,
}

impl Tx {
    /// Makes an entry.
    pub async fn add_entry(&mut self, id: EntryId, salt: [u8; 16]) -> Result<(), StoreError> {
        let moment = self.moment().await?;
        let row = rows::entry(id, salt, moment);
        entry::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Makes an account.
    pub async fn add_account(
        &mut self,
        permit: &Permit,
        id: AccountId,
        local_id: &LocalId,
    ) -> Result<(), StoreError> {
        let moment = self.moment().await?;
        let row = rows::account(id, permit.owner(), local_id, moment);
        account::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Links an account to an entry, ending whatever link it had.
    pub async fn link(
        &mut self,
        _permit: &Permit,
        account: AccountId,
        to: EntryId,
        evidence: &str,
        reason: Option<&Text>,
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        let Moment { position, at } = known;
        account_link::Entity::update_many()
            .set(account_link::ActiveModel {
                until_position: Set(Some(position)),
                until_at: Set(Some(at.timestamp_micros())),
                ..Default::default()
            })
            .filter(account_link::Column::AccountId.eq(account.0))
            .filter(account_link::Column::UntilPosition.is_null())
            .exec(&self.inner)
            .await?;
        let reason = reason.map(|text| text.as_str().to_owned());
        let row = rows::link(account, to, evidence, reason, known);
        account_link::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        self.change("link", to, Some(account)).await
    }

    /// Writes a version. The permit must cover its part.
    pub async fn append(
        &mut self,
        permit: &Permit,
        new: &NewVersion<'_>,
    ) -> Result<Version, StoreError> {
        permit.standing(new.part).ok_or(StoreError::Permit)?;
        let mut version = Version {
            id: new.id,
            part: new.part,
            number: new.number,
            known: self.moment().await?,
            by: permit.by().clone(),
            on_behalf_of: permit.on_behalf_of().cloned(),
            source: new.source.cloned(),
            standing: new.standing,
            body: new.body.cloned(),
            commitment: [0; 32],
        };
        let (row, commitment) = rows::version(new.account, &version, new.salt)?;
        version.commitment = commitment;
        part_version::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        if new.part == Part::Identity {
            self.rekey(permit.owner(), new.account, new.body.and_then(Identity::of))
                .await?;
        }
        Ok(version)
    }

    /// Notes that the same content was submitted again.
    pub async fn confirm(&mut self, permit: &Permit, version: VersionId) -> Result<(), StoreError> {
        let Moment { position, at } = self.moment().await?;
        let row = part_confirmation::ActiveModel {
            version_id: Set(version.0),
            position: Set(position),
            at: Set(at.timestamp_micros()),
            by_organisation: Set(permit.by().to_string()),
        };
        part_confirmation::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    async fn rekey(
        &self,
        owner: &OrganisationCode,
        account: AccountId,
        identity: Option<&Identity>,
    ) -> Result<(), StoreError> {
        account_key::Entity::delete_by_id(account.0)
            .exec(&self.inner)
            .await?;
        let Some(identity) = identity else {
            return Ok(());
        };
        let row = rows::key(owner, account, identity);
        account_key::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Tells a body about a person, unless this account has told it the same before.
    pub async fn notify(
        &mut self,
        id: NotificationId,
        account: AccountId,
        from: &OrganisationCode,
        to: &OrganisationCode,
        kind: NotificationKind,
        due: Day,
    ) -> Result<Moment, StoreError> {
        let known = self.moment().await?;
        let row = rows::notification(&Notification {
            id,
            account,
            from: from.clone(),
            to: to.clone(),
            kind,
            raised: known,
            due,
            answers: Vec::new(),
        });
        notification::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(known)
    }

    /// Answers a notification.
    pub async fn answer(
        &mut self,
        _permit: &Permit,
        id: NotificationId,
        reply: &Reply,
    ) -> Result<Moment, StoreError> {
        let known = self.moment().await?;
        let row = rows::answer(id, reply, known);
        notification_answer::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(known)
    }

    /// Notes that an organisation has read an entry for the first time.
    pub async fn note_first_read(
        &mut self,
        entry: EntryId,
        organisation: &OrganisationCode,
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        let row = first_read::ActiveModel {
            entry_id: Set(entry.0),
            organisation: Set(organisation.to_string()),
            position: Set(known.position),
            at: Set(known.at.timestamp_micros()),
        };
        first_read::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        self.change("read", entry, None).await
    }

    /// What was written under a key before.
    pub async fn remembered(
        &self,
        organisation: &OrganisationCode,
        key: &str,
    ) -> Result<Option<Remembered>, StoreError> {
        let row = idempotency::Entity::find_by_id((organisation.to_string(), key.to_owned()))
            .one(&self.inner)
            .await?;
        Ok(row.map(|row| Remembered {
            fingerprint: row.fingerprint,
            account: AccountId(row.account_id),
            position: row.position,
        }))
    }

    /// Remembers a write under its key.
    pub async fn remember(
        &mut self,
        organisation: &OrganisationCode,
        key: &str,
        fingerprint: &[u8],
        account: AccountId,
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        let row = idempotency::ActiveModel {
            organisation: Set(organisation.to_string()),
            key: Set(key.to_owned()),
            fingerprint: Set(fingerprint.to_vec()),
            account_id: Set(account.0),
            position: Set(known.position),
            at: Set(known.at.timestamp_micros()),
        };
        idempotency::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Adds a line to the change feed.
    pub async fn change(
        &mut self,
        what: &str,
        entry: EntryId,
        account: Option<AccountId>,
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        let row = rows::change(what, entry, account, known, self.changes);
        self.changes += 1;
        change::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }
}
