//! Joint policies, and what their bodies said of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use entity::{policy, policy_word, register_mark};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::codec::{self, CODEC};
use super::{Store, StoreError, Tx};
use crate::access::PolicyPermit;
use crate::domain::code::OrganisationCode;
use crate::domain::entry::Moment;
use crate::domain::id::PolicyId;
use crate::domain::policy::{JointPolicy, Policies, Policy, Word};

const WORDS: [Word; 2] = [Word::Adopted, Word::Left];

const fn name(word: Word) -> &'static str {
    match word {
        Word::Adopted => "adopted",
        Word::Left => "left",
    }
}

/// Under this name the register is marked with the commit that last changed its policies.
const MARK: &str = "policies";

fn as_of(mark: Option<String>) -> Result<Option<i64>, StoreError> {
    let position = mark.map(|position| position.parse()).transpose();
    position.map_err(|_| StoreError::unreadable("register_mark", "value", MARK))
}

type Said = (OrganisationCode, Word, Moment);

fn said(row: &policy_word::Model) -> Result<Said, StoreError> {
    let policy_word::Model {
        policy_id,
        member,
        word,
        by_organisation: _,
        position,
        at,
    } = row;
    let said = WORDS.into_iter().find(|one| name(*one) == word);
    Ok((
        codec::code("policy_word", "member", policy_id, member)?,
        said.ok_or_else(|| StoreError::unreadable("policy_word", "word", policy_id))?,
        codec::moment(*position, *at)?,
    ))
}

fn read(row: policy::Model, words: Vec<Said>) -> Result<JointPolicy, StoreError> {
    let policy::Model {
        id,
        by_organisation,
        codec,
        body,
        digest,
        position,
        at,
    } = row;
    let unreadable = |column| StoreError::unreadable("policy", column, id);
    if codec > CODEC {
        return Err(unreadable("codec"));
    }
    Ok(JointPolicy {
        id: PolicyId(id),
        policy: serde_json::from_str(&body).map_err(|_| unreadable("body"))?,
        digest: digest.parse().map_err(|_| unreadable("digest"))?,
        by: codec::code("policy", "by_organisation", id, &by_organisation)?,
        proposed: codec::moment(position, at)?,
        words,
    })
}

impl Store {
    /// The commit that last changed what there is of joint policies; none before the first.
    pub async fn policies_as_of(&self) -> Result<Option<i64>, StoreError> {
        as_of(self.mark(MARK).await?)
    }

    /// Every joint policy.
    pub async fn policies(&self) -> Result<Policies, StoreError> {
        // Read first: what changes meanwhile is read again.
        let as_of = self.policies_as_of().await?;
        let mut words: BTreeMap<_, Vec<Said>> = BTreeMap::new();
        for row in policy_word::Entity::find().all(&self.readers).await? {
            words.entry(row.policy_id).or_default().push(said(&row)?);
        }
        let rows = policy::Entity::find().all(&self.readers).await?;
        let all = rows.into_iter().map(|row| {
            let mut words = words.remove(&row.id).unwrap_or_default();
            words.sort_by_key(|(_, _, at)| *at);
            read(row, words).map(Arc::new)
        });
        let all = all.collect::<Result<_, _>>()?;
        Ok(Policies::new(all).read_as_of(as_of))
    }
}

impl Tx {
    /// Puts a policy forward.
    pub async fn propose_policy(
        &mut self,
        permit: &PolicyPermit,
        id: PolicyId,
        policy: &Policy,
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        let row = policy::ActiveModel {
            id: Set(id.0),
            by_organisation: Set(permit.by().to_string()),
            codec: Set(CODEC),
            body: Set(serde_json::to_string(policy).map_err(StoreError::Encode)?),
            digest: Set(policy.digest().to_string()),
            position: Set(known.position),
            at: Set(known.at.timestamp_micros()),
        };
        policy::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        self.policies_changed().await
    }

    /// Says something of a policy, for these of the members that the permit is for.
    pub async fn say_of_policy(
        &mut self,
        permit: &PolicyPermit,
        id: PolicyId,
        word: Word,
        members: &[&OrganisationCode],
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        let rows = members.iter().map(|member| policy_word::ActiveModel {
            policy_id: Set(id.0),
            member: Set(member.to_string()),
            word: Set(name(word).to_owned()),
            by_organisation: Set(permit.by().to_string()),
            position: Set(known.position),
            at: Set(known.at.timestamp_micros()),
        });
        policy_word::Entity::insert_many(rows)
            .exec_without_returning(&self.inner)
            .await?;
        self.policies_changed().await
    }

    /// The commit that last changed what there is of joint policies, as this write sees it.
    pub async fn policies_as_of(&self) -> Result<Option<i64>, StoreError> {
        let row = register_mark::Entity::find_by_id(MARK.to_owned());
        as_of(row.one(&self.inner).await?.map(|row| row.value))
    }

    async fn policies_changed(&mut self) -> Result<(), StoreError> {
        let known = self.moment().await?;
        self.put_mark(MARK, &known.position.to_string()).await
    }

    /// What was said of a policy so far.
    pub async fn policy_words(&self, id: PolicyId) -> Result<Vec<Said>, StoreError> {
        let rows = policy_word::Entity::find()
            .filter(policy_word::Column::PolicyId.eq(id.0))
            .all(&self.inner)
            .await?;
        rows.iter().map(said).collect()
    }
}
