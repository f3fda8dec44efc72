//! Bodies' records of the Ombudsmen's decisions, about no particular person.

use entity::{decision_body, decision_version};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::codec::{self, CODEC};
use super::sql::Sql;
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

/// The newest versions of the records that concern these bodies: of one case, or of all.
async fn newest<C: ConnectionTrait>(
    db: &C,
    concerned: &Concerned,
    case: Option<&str>,
) -> Result<Vec<DecisionRecord>, StoreError> {
    let mut sql = Sql::default();
    let codes: Vec<_> = concerned
        .codes()
        .iter()
        .map(|code| sql.bind(code.as_str()))
        .collect();
    let of_case = case.map(|case| format!(" AND v.case_number = {}", sql.bind(case)));
    let text = format!(
        "SELECT v.case_number, v.organisation, v.number, v.position, v.at, v.codec, v.body FROM decision_version v \
         WHERE EXISTS (SELECT 1 FROM decision_body b WHERE b.case_number = v.case_number AND b.by_organisation = v.organisation \
         AND b.organisation IN ({})) AND NOT EXISTS (SELECT 1 FROM decision_version w WHERE w.case_number = v.case_number \
         AND w.organisation = v.organisation AND w.number > v.number){}",
        codes.join(", "),
        of_case.unwrap_or_default()
    );
    let statement = sql.statement(db.get_database_backend(), &text);
    let rows = decision_version::Model::find_by_statement(statement)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

impl Store {
    /// The records that concern these bodies: what each says now.
    pub async fn decisions(
        &self,
        concerned: &Concerned,
    ) -> Result<Vec<DecisionRecord>, StoreError> {
        newest(&self.readers, concerned, None).await
    }
}

impl Tx {
    /// The records of a case that concern these bodies: what each says now.
    pub async fn decision(
        &mut self,
        case: &str,
        concerned: &Concerned,
    ) -> Result<Vec<DecisionRecord>, StoreError> {
        newest(&self.inner, concerned, Some(case)).await
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
        // Whom the record names now may read it, and nobody whom only an earlier version named.
        decision_body::Entity::delete_many()
            .filter(decision_body::Column::CaseNumber.eq(case))
            .filter(decision_body::Column::ByOrganisation.eq(permit.owner().as_str()))
            .exec(&self.inner)
            .await?;
        let mut named = decision.map(bodies).unwrap_or_default();
        named.insert(permit.owner());
        let rows = named.into_iter().map(|body| decision_body::ActiveModel {
            organisation: Set(body.to_string()),
            case_number: Set(case.to_owned()),
            by_organisation: Set(permit.owner().to_string()),
        });
        decision_body::Entity::insert_many(rows)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }
}
