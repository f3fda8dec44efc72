//! Bodies' records of the Ombudsmen's decisions, about no particular person.

use std::collections::BTreeMap;

use entity::{decision_body, decision_version};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::codec::{self, CODEC};
use super::{Store, StoreError, Tx};
use crate::access::{Concerned, DecisionPermit};
use crate::domain::ombudsman_case::{DecisionRecord, bodies};
use crate::domain::part::ombudsman::OmbudsmanDecision;

fn read(row: decision_version::Model) -> Result<DecisionRecord, StoreError> {
    let decision_version::Model {
        case_number,
        organisation,
        number,
        position: _,
        at: _,
        codec,
        body,
    } = row;
    let unreadable = |column| {
        let id = format!("{case_number} of {organisation}, version {number}");
        StoreError::unreadable("decision_version", column, id)
    };
    if codec > CODEC {
        return Err(unreadable("codec"));
    }
    let decision = body.map(|body| serde_json::from_str(&body));
    Ok(DecisionRecord {
        by: codec::code(
            "decision_version",
            "organisation",
            &case_number,
            &organisation,
        )?,
        version: u32::try_from(number).map_err(|_| unreadable("number"))?,
        decision: decision.transpose().map_err(|_| unreadable("body"))?,
        case: case_number,
    })
}

/// The newest version of each body's record of each of these cases.
async fn newest<C: ConnectionTrait>(
    db: &C,
    cases: Vec<String>,
) -> Result<Vec<DecisionRecord>, StoreError> {
    let rows = decision_version::Entity::find()
        .filter(decision_version::Column::CaseNumber.is_in(cases))
        .order_by_asc(decision_version::Column::Number)
        .all(db)
        .await?;
    let mut newest = BTreeMap::new();
    for row in rows {
        newest.insert((row.case_number.clone(), row.organisation.clone()), row);
    }
    newest.into_values().map(read).collect()
}

impl Store {
    /// What there is of the cases that concern these bodies.
    pub async fn decisions(
        &self,
        concerned: &Concerned,
    ) -> Result<Vec<DecisionRecord>, StoreError> {
        let codes = concerned.codes().iter().map(ToString::to_string);
        let rows = decision_body::Entity::find()
            .filter(decision_body::Column::Organisation.is_in(codes))
            .all(&self.readers)
            .await?;
        let cases = rows.into_iter().map(|row| row.case_number).collect();
        newest(&self.readers, cases).await
    }
}

impl Tx {
    /// What each body has recorded of a case, and whether it concerns one of these.
    pub async fn decision(
        &mut self,
        case: &str,
        concerned: &Concerned,
    ) -> Result<Vec<DecisionRecord>, StoreError> {
        let codes = concerned.codes().iter().map(ToString::to_string);
        let ours = decision_body::Entity::find()
            .filter(decision_body::Column::Organisation.is_in(codes))
            .filter(decision_body::Column::CaseNumber.eq(case))
            .one(&self.inner)
            .await?;
        match ours {
            Some(_) => newest(&self.inner, vec![case.to_owned()]).await,
            None => Ok(Vec::new()),
        }
    }

    /// Of how many cases a body has a record.
    pub async fn decisions_of(&mut self, permit: &DecisionPermit) -> Result<usize, StoreError> {
        let rows = decision_version::Entity::find()
            .filter(decision_version::Column::Organisation.eq(permit.owner().as_str()))
            .filter(decision_version::Column::Number.eq(1))
            .all(&self.inner)
            .await?;
        Ok(rows.len())
    }

    /// Writes the next version of a body's record of a case; without content it withdraws the record.
    pub async fn record_decision(
        &mut self,
        permit: &DecisionPermit,
        case: &str,
        version: u32,
        decision: Option<&OmbudsmanDecision>,
    ) -> Result<(), StoreError> {
        let known = self.moment().await?;
        let number = i32::try_from(version)
            .map_err(|_| StoreError::unreadable("decision_version", "number", case))?;
        let body = decision.map(serde_json::to_string).transpose();
        let row = decision_version::ActiveModel {
            case_number: Set(case.to_owned()),
            organisation: Set(permit.owner().to_string()),
            number: Set(number),
            position: Set(known.position),
            at: Set(known.at.timestamp_micros()),
            codec: Set(CODEC),
            body: Set(body.map_err(StoreError::Encode)?),
        };
        decision_version::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        let named = decision.map(bodies).unwrap_or_default();
        let rows = named.into_iter().chain([permit.owner()]);
        let rows = rows.map(|body| decision_body::ActiveModel {
            organisation: Set(body.to_string()),
            case_number: Set(case.to_owned()),
        });
        let there = OnConflict::columns([
            decision_body::Column::Organisation,
            decision_body::Column::CaseNumber,
        ])
        .do_nothing()
        .to_owned();
        decision_body::Entity::insert_many(rows)
            .on_conflict(there)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }
}
