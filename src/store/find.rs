//! Finding accounts, entries and evidence.

use entity::{account, account_key, account_link, notification};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement,
};

use super::{Store, StoreError, Tx, codec};
use crate::access::Scope;
use crate::domain::code::{LocalId, OrganisationCode};
use crate::domain::id::{AccountId, EntryId, NotificationId};
use crate::domain::nhs_number::NhsNumber;
use crate::domain::partial_date::Day;

/// An account without its content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountRow {
    /// Its id.
    pub id: AccountId,
    /// Whose.
    pub organisation: OrganisationCode,
    /// The entry it is linked to.
    pub entry: EntryId,
}

/// What a computer may link accounts by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// The account.
    pub account: AccountId,
    /// Exact birth date and the first letter of the family name.
    pub born_and_initial: Option<(Day, char)>,
}

async fn account_where<C: ConnectionTrait>(
    db: &C,
    which: Condition,
) -> Result<Option<AccountRow>, StoreError> {
    let Some(row) = account::Entity::find().filter(which).one(db).await? else {
        return Ok(None);
    };
    let current = account_link::Entity::find()
        .filter(account_link::Column::AccountId.eq(row.id))
        .filter(account_link::Column::UntilPosition.is_null())
        .one(db)
        .await?
        .ok_or_else(|| StoreError::unreadable("account", "link", row.id))?;
    let organisation = codec::code("account", "organisation", row.id, &row.organisation)?;
    Ok(Some(AccountRow {
        id: AccountId(row.id),
        organisation,
        entry: EntryId(current.entry_id),
    }))
}

fn by_local_id(organisation: &OrganisationCode, local_id: &LocalId) -> Condition {
    Condition::all()
        .add(account::Column::Organisation.eq(organisation.as_str()))
        .add(account::Column::LocalId.eq(local_id.as_str()))
}

impl Store {
    /// The entry that an account belongs to now.
    pub async fn entry_of_account(&self, id: AccountId) -> Result<Option<EntryId>, StoreError> {
        let row = account_where(
            &self.readers,
            Condition::all().add(account::Column::Id.eq(id.0)),
        )
        .await?;
        Ok(row.map(|row| row.entry))
    }

    /// The entries within a scope of which some account has this NHS number.
    pub async fn entries_with_number(
        &self,
        scope: &Scope,
        number: &NhsNumber,
    ) -> Result<Vec<EntryId>, StoreError> {
        let sql = "SELECT DISTINCT l.entry_id FROM account_key k \
            JOIN account_link l ON l.account_id = k.account_id AND l.until_position IS NULL \
            JOIN entry_party p ON p.entry_id = l.entry_id AND p.organisation = $2 \
            WHERE k.nhs_number = $1 ORDER BY 1";
        let values = [number.as_str().into(), scope.organisation().as_str().into()];
        let rows = self
            .readers
            .query_all_raw(Statement::from_sql_and_values(
                self.readers.get_database_backend(),
                sql,
                values,
            ))
            .await?;
        rows.iter()
            .map(|row| Ok(EntryId(row.try_get_by_index(0)?)))
            .collect()
    }

    /// The organisation's own accounts that may be of a person of whose entry it is a party, though the evidence falls short of what a computer
    /// may link by: they share the NHS number, or the birth date and surname initial. Pairs once linked and unlinked do not come back.
    pub async fn link_reviews(
        &self,
        scope: &Scope,
        today: Day,
        limit: u64,
    ) -> Result<Vec<(EntryId, AccountId, String)>, StoreError> {
        let sql = "SELECT DISTINCT l.entry_id, k.account_id, a.local_id FROM account_key k \
            JOIN account a ON a.id = k.account_id \
            JOIN account_key o ON o.organisation <> k.organisation \
                AND (o.nhs_number = k.nhs_number OR (o.born = k.born AND o.initial = k.initial)) \
            JOIN account_link l ON l.account_id = o.account_id AND l.until_position IS NULL \
            JOIN entry_party p ON p.entry_id = l.entry_id AND p.organisation = k.organisation \
                AND p.relation IN ('responsible', 'provider') \
                AND p.from_day <= $2 AND (p.until_day IS NULL OR p.until_day > $2) \
            WHERE k.organisation = $1 AND NOT EXISTS (SELECT 1 FROM account_link m \
                WHERE m.account_id = k.account_id AND m.entry_id = l.entry_id) \
            ORDER BY 1, 2 LIMIT $3";
        let values = [
            scope.organisation().as_str().into(),
            today.to_string().into(),
            i64::try_from(limit).unwrap_or(i64::MAX).into(),
        ];
        let backend = self.readers.get_database_backend();
        let rows = self
            .readers
            .query_all_raw(Statement::from_sql_and_values(backend, sql, values))
            .await?;
        rows.iter()
            .map(|row| {
                let (entry, account) = (
                    EntryId(row.try_get_by_index(0)?),
                    AccountId(row.try_get_by_index(1)?),
                );
                Ok((entry, account, row.try_get_by_index(2)?))
            })
            .collect()
    }

    /// The account with this id, if it is this organisation's.
    pub async fn own_account(
        &self,
        scope: &Scope,
        id: AccountId,
    ) -> Result<Option<AccountRow>, StoreError> {
        let which = Condition::all()
            .add(account::Column::Id.eq(id.0))
            .add(account::Column::Organisation.eq(scope.organisation().as_str()));
        account_where(&self.readers, which).await
    }
}

impl Tx {
    /// The account of this organisation with this local id.
    pub async fn account_by_local_id(
        &self,
        organisation: &OrganisationCode,
        local_id: &LocalId,
    ) -> Result<Option<AccountRow>, StoreError> {
        account_where(&self.inner, by_local_id(organisation, local_id)).await
    }

    /// The account with this id.
    pub async fn account(&self, id: AccountId) -> Result<Option<AccountRow>, StoreError> {
        account_where(
            &self.inner,
            Condition::all().add(account::Column::Id.eq(id.0)),
        )
        .await
    }

    /// The entry of which a notification is.
    pub async fn entry_of_notification(
        &self,
        id: NotificationId,
    ) -> Result<Option<EntryId>, StoreError> {
        let Some(row) = notification::Entity::find_by_id(id.0)
            .one(&self.inner)
            .await?
        else {
            return Ok(None);
        };
        Ok(self
            .account(AccountId(row.account_id))
            .await?
            .map(|account| account.entry))
    }

    /// What a computer may link an organisation's accounts by: those with this NHS number.
    pub async fn evidence(
        &self,
        organisation: &OrganisationCode,
        number: &NhsNumber,
    ) -> Result<Vec<Evidence>, StoreError> {
        let rows = account_key::Entity::find()
            .filter(account_key::Column::Organisation.eq(organisation.as_str()))
            .filter(account_key::Column::NhsNumber.eq(number.as_str()))
            .order_by_asc(account_key::Column::AccountId)
            .all(&self.inner)
            .await?;
        rows.into_iter()
            .map(|row| {
                let born = row
                    .born
                    .map(|text| codec::day("account_key", "born", row.account_id, &text))
                    .transpose()?;
                let initial = row.initial.and_then(|text| text.chars().next());
                Ok(Evidence {
                    account: AccountId(row.account_id),
                    born_and_initial: born.zip(initial),
                })
            })
            .collect()
    }

    /// The entries in which some account has this NHS number, birth date and surname initial at present.
    pub async fn entries_with_evidence(
        &self,
        number: &NhsNumber,
        born: Day,
        initial: char,
    ) -> Result<Vec<EntryId>, StoreError> {
        let sql = "SELECT DISTINCT l.entry_id FROM account_key k \
            JOIN account_link l ON l.account_id = k.account_id AND l.until_position IS NULL \
            WHERE k.nhs_number = $1 AND k.born = $2 AND k.initial = $3 ORDER BY 1";
        let values = [
            number.as_str().into(),
            born.to_string().into(),
            initial.to_string().into(),
        ];
        let backend = self.inner.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, values);
        let rows = self.inner.query_all_raw(statement).await?;
        rows.iter()
            .map(|row| Ok(EntryId(row.try_get_by_index(0)?)))
            .collect()
    }

    /// Whether an account was once linked to an entry and taken out of it again.
    pub async fn was_taken_out(&self, account: AccountId, of: EntryId) -> Result<bool, StoreError> {
        let ended = account_link::Entity::find()
            .filter(account_link::Column::AccountId.eq(account.0))
            .filter(account_link::Column::EntryId.eq(of.0))
            .filter(account_link::Column::UntilPosition.is_not_null());
        Ok(ended.one(&self.inner).await?.is_some())
    }
}

impl Tx {
    /// The entry that an account was linked to before the one it is linked to now; none if it has always been there, or is there because it
    /// was unlinked from another.
    pub async fn entry_before(&self, id: AccountId) -> Result<Option<EntryId>, StoreError> {
        let mut links = account_link::Entity::find()
            .filter(account_link::Column::AccountId.eq(id.0))
            .order_by_desc(account_link::Column::FromPosition)
            .all(&self.inner)
            .await?
            .into_iter();
        let now = links.next();
        let undone = now.is_none_or(|now| now.evidence == UNLINKED);
        Ok(links
            .next()
            .filter(|_| !undone)
            .map(|before| EntryId(before.entry_id)))
    }
}

/// The evidence of a link that only undoes another.
pub const UNLINKED: &str = "unlinked by hand";
