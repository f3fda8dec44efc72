//! What is asked: of the gateway, and the same of the routes it is compared with.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use s117::access::Role;
use s117::access::development::token;
use s117::domain::code::OrganisationCode;
use s117::domain::id::EntryId;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use serde_json::json;

use super::client::{Requests, once, request};
use super::place::Place;

/// One entry with its accounts and discrepancies.
const ONE: &str = "query One($id: ID!) { entry(id: $id) { id relation answer entitlement { status since because { sentence provision { citation } } } \
    duties { kind status since body { code name } } \
    discrepancies { id severity certain openedOn sentence rule { code name } actors { code name } } \
    accounts { id own organisation { code name } \
      identity { ... on Identity { name { given family } born sex nhsNumber nhsNumberStatus } } \
      detention { ... on Detention { spells { key hospital start end hospitalExit } } } \
      legalBasis { ... on LegalBasis { statuses { key spell code from until } } } \
      position { ... on Position { status service since responsibleCouncil responsibleIcb } } \
      plan { ... on Plan { plans { key kind made nextReview points { point says } } } } \
      coordinator { ... on Coordinator { holders { key role organisation from until } } } \
      reviews { ... on Reviews { reviews { key kind held due outcome section117Considered } } } } } }";

/// A page of fifty entries, worst first.
const PAGE: &str = "query Page($after: String) { entries(first: 50, after: $after, orderBy: WORST_FIRST) { \
    pageInfo { hasNextPage endCursor } edges { node { id relation answer \
      discrepancies { severity openedOn rule { code } } \
      accounts { organisation { code } \
        identity { ... on Identity { name { given family } born nhsNumber } } \
        position { ... on Position { status service since } } } } } } }";

/// A Trust says who coordinates.
const SUBMIT: &str = "mutation Submit($input: SubmitTrustRecordInput!) { submitTrustRecord(input: $input) { __typename \
    ... on RecordAccepted { replayed parts { part version outcome } entry { id relation answer } } \
    ... on InputRejected { problems { code path message } } } }";

/// What three things are asked, of whom.
pub struct Asks {
    one: Vec<(String, String)>,
    page: Vec<(String, String, Option<String>)>,
    submit: Vec<(String, String, String)>,
    submitted: AtomicUsize,
}

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// One entry.
    One,
    /// A page of fifty.
    Page,
    /// A submission.
    Submission,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::One, Self::Page, Self::Submission];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::One => "one entry with its accounts and discrepancies",
            Self::Page => "a page of 50 entries",
            Self::Submission => "a submission",
        }
    }
}

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<sea_orm::QueryResult> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_all_raw(statement).await.expect("it is read")
}

fn graphql(query: &str, variables: &serde_json::Value) -> String {
    json!({ "query": query, "variables": variables }).to_string()
}

impl Asks {
    /// What can be asked of a register.
    pub async fn of(place: &Place, folder: &Path) -> Self {
        let db = Database::connect(&place.url).await.expect("the database");
        let now = s117::register::Clock::now(&s117::register::SystemClock).timestamp();
        let token = |organisation: &OrganisationCode| {
            let now = u64::try_from(now).expect("a time");
            token(folder, organisation, Role::Practitioner, "bench", now).expect("a token")
        };
        let mut one = Vec::new();
        let mut page = Vec::new();
        for row in rows(&db, "SELECT code FROM organisation WHERE kind IN ('council', 'icb', 'trust') AND code NOT LIKE 'E079%' ORDER BY code").await {
            let code: String = row.try_get_by_index(0).expect("a code");
            let token = token(&code.parse().expect("a code"));
            page.push((code.clone(), token.clone(), None));
            let own = format!("SELECT DISTINCT entry_id FROM entry_party WHERE organisation = '{code}' LIMIT 2000");
            for row in rows(&db, &own).await {
                let id: uuid::Uuid = row.try_get_by_index(0).expect("an id");
                one.push((EntryId(id).to_string(), token.clone()));
            }
        }
        // In no order that a disk or a cache would like.
        one.sort();
        let mut submit = Vec::new();
        let fresh = "SELECT a.organisation, a.local_id FROM account a JOIN organisation o ON o.code = a.organisation AND o.kind = 'trust' \
            WHERE NOT EXISTS (SELECT 1 FROM part_version v WHERE v.account_id = a.id AND v.part = 'coordinator') ORDER BY a.id LIMIT 60000";
        let mut tokens = std::collections::BTreeMap::new();
        for row in rows(&db, fresh).await {
            let code: String = row.try_get_by_index(0).expect("a code");
            let token = tokens
                .entry(code.clone())
                .or_insert_with(|| token(&code.parse().expect("a code")));
            submit.push((
                code,
                row.try_get_by_index(1).expect("an identifier"),
                token.clone(),
            ));
        }
        db.close().await.expect("it closes");
        Self {
            one,
            page,
            submit,
            submitted: AtomicUsize::new(0),
        }
    }

    /// Walks some pages of each list, so that not everybody asks for the first.
    pub async fn turn_pages(&mut self, port: u16) {
        let mut deeper = Vec::new();
        for (code, token, _) in &self.page {
            let mut after: Option<String> = None;
            for _ in 0..4 {
                let body = graphql(PAGE, &json!({ "after": after }));
                let answer = once(port, &request("/graphql", token, &body)).await;
                let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
                let end = &answer["data"]["entries"]["pageInfo"]["endCursor"];
                let Some(end) = end.as_str() else { break };
                after = Some(end.to_owned());
                deeper.push((code.clone(), token.clone(), after.clone()));
            }
        }
        self.page.extend(deeper);
    }

    /// The requests to the gateway.
    pub fn gateway(self: &Arc<Self>, what: What) -> Requests {
        let asks = Arc::clone(self);
        Arc::new(move |connection, nth| match what {
            What::One => {
                let (id, token) = &asks.one[(connection * 7_919 + nth * 31) % asks.one.len()];
                request("/graphql", token, &graphql(ONE, &json!({ "id": id })))
            }
            What::Page => {
                let (_, token, after) = &asks.page[(connection * 7 + nth) % asks.page.len()];
                request(
                    "/graphql",
                    token,
                    &graphql(PAGE, &json!({ "after": after })),
                )
            }
            What::Submission => {
                let (organisation, local_id, token) = asks.next_submission();
                let holder = json!({ "key": "c1", "role": "Care coordinator", "organisation": organisation, "from": "2026-01-05" });
                let input = json!({
                    "localId": local_id, "idempotencyKey": format!("bench-{local_id}"),
                    "record": { "coordinator": { "holders": [holder] } },
                });
                request(
                    "/graphql",
                    token,
                    &graphql(SUBMIT, &json!({ "input": input })),
                )
            }
        })
    }

    fn next_submission(&self) -> (&str, &str, &str) {
        let next = self.submitted.fetch_add(1, Ordering::Relaxed);
        let (organisation, local_id, token) = &self.submit[next % self.submit.len()];
        (organisation, local_id, token)
    }

    /// The same of the hand-written routes.
    pub fn by_hand(self: &Arc<Self>, what: What) -> Requests {
        let asks = Arc::clone(self);
        Arc::new(move |connection, nth| match what {
            What::One => {
                let (id, token) = &asks.one[(connection * 7_919 + nth * 31) % asks.one.len()];
                request("/bench/one", token, &json!({ "id": id }).to_string())
            }
            What::Page => {
                let (organisation, token, _) = &asks.page[(connection * 7 + nth) % asks.page.len()];
                request(
                    "/bench/page",
                    token,
                    &json!({ "organisation": organisation, "depth": nth % 4 }).to_string(),
                )
            }
            What::Submission => {
                let (organisation, local_id, token) = asks.next_submission();
                request(
                    "/bench/submission",
                    token,
                    &json!({ "organisation": organisation, "localId": local_id }).to_string(),
                )
            }
        })
    }

    /// The constant answer of a size.
    pub fn constant(self: &Arc<Self>, bytes: usize) -> Requests {
        let asks = Arc::clone(self);
        Arc::new(move |connection, nth| {
            let (_, token) = &asks.one[(connection * 7_919 + nth * 31) % asks.one.len()];
            request(
                "/bench/constant",
                token,
                &json!({ "bytes": bytes }).to_string(),
            )
        })
    }
}
