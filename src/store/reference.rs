//! Organisations, delegations and marks.

use entity::{delegation, organisation, register_mark, succession};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Store, StoreError, Tx, codec};
use crate::domain::code::OrganisationCode;
use crate::domain::entry::Delegation;
use crate::domain::organisation::{Organisation, Organisations, Succession};

impl Store {
    /// Every organisation the register knows.
    pub async fn organisations(&self) -> Result<Organisations, StoreError> {
        let known = organisation::Entity::find().all(&self.readers).await?;
        let successions = succession::Entity::find().all(&self.readers).await?;
        let policies = self.policies().await?;
        Ok(Organisations::new(
            known
                .into_iter()
                .map(codec::organisation)
                .collect::<Result<_, _>>()?,
            successions
                .iter()
                .map(codec::succession)
                .collect::<Result<_, _>>()?,
        )
        .with_policies(policies))
    }
}

impl Tx {
    /// Adds organisations and successions, or corrects those already there.
    pub async fn put_organisations(
        &mut self,
        known: &[Organisation],
        successions: &[Succession],
    ) -> Result<(), StoreError> {
        for one in known {
            let Organisation {
                code,
                kind,
                name,
                opened,
                closed,
                unverified,
            } = one;
            let row = organisation::ActiveModel {
                code: Set(code.to_string()),
                kind: Set(codec::kind_name(*kind).to_owned()),
                name: Set(name.clone()),
                opened: Set(opened.map(|day| day.to_string())),
                closed: Set(closed.map(|day| day.to_string())),
                unverified: Set(*unverified),
            };
            let again = OnConflict::column(organisation::Column::Code)
                .update_columns([
                    organisation::Column::Kind,
                    organisation::Column::Name,
                    organisation::Column::Opened,
                    organisation::Column::Closed,
                    organisation::Column::Unverified,
                ])
                .to_owned();
            organisation::Entity::insert(row)
                .on_conflict(again)
                .exec_without_returning(&self.inner)
                .await?;
        }
        for one in successions {
            let Succession {
                predecessor,
                successor,
                on,
            } = one;
            let row = succession::ActiveModel {
                predecessor: Set(predecessor.to_string()),
                successor: Set(successor.to_string()),
                on_day: Set(on.to_string()),
            };
            let again = OnConflict::columns([
                succession::Column::Predecessor,
                succession::Column::Successor,
            ])
            .update_column(succession::Column::OnDay)
            .to_owned();
            succession::Entity::insert(row)
                .on_conflict(again)
                .exec_without_returning(&self.inner)
                .await?;
        }
        Ok(())
    }

    /// The delegations from one organisation to another.
    pub async fn delegations(
        &self,
        from: &OrganisationCode,
        to: &OrganisationCode,
    ) -> Result<Vec<Delegation>, StoreError> {
        let rows = delegation::Entity::find()
            .filter(delegation::Column::FromOrganisation.eq(from.as_str()))
            .filter(delegation::Column::ToOrganisation.eq(to.as_str()))
            .all(&self.inner)
            .await?;
        rows.into_iter().map(codec::delegation).collect()
    }

    /// Marks the register.
    pub async fn put_mark(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        let row = register_mark::ActiveModel {
            name: Set(name.to_owned()),
            value: Set(value.to_owned()),
        };
        let again = OnConflict::column(register_mark::Column::Name)
            .update_column(register_mark::Column::Value)
            .to_owned();
        register_mark::Entity::insert(row)
            .on_conflict(again)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }
}
