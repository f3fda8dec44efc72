//! The Ombudsmen's decisions as records of their own: recorded by the bodies they name, about no particular person, and read together.

use uuid::Uuid;

use super::{BadCursor, Conflict, Connection, Edge, Register, Visit, retried};
use crate::access::{Denied, concerned, may_record, shown};
use crate::domain::code::OrganisationCode;
use crate::domain::ombudsman_case::{Case, DecisionRecord, cases};
use crate::domain::organisation::Successor;
use crate::domain::part::ombudsman::{CaseReference, Ombudsman, OmbudsmanDecision};
use crate::domain::part::{Content, Listed, Part};
use crate::domain::problem::{Problem, ProblemCode, Problems};
use crate::store::StoreError;

/// The name of the list, for cursors.
const LIST: &str = "ombudsman decisions";

/// The most cases of which one body keeps records.
const MOST: usize = 200;

/// What became of it.
#[derive(Debug)]
pub enum Recorded {
    /// Recorded, or withdrawn: the version it now has, and the case as all bodies' records tell it, if any still does.
    Done(u32, Option<Box<Case>>),
    /// What was sent is wrong: everything that is.
    Rejected(Vec<Problem>),
    /// Somebody of the same organisation wrote first.
    Stale(Conflict),
    /// There is no such record of the caller's own.
    NotFound,
    /// Not permitted.
    NotPermitted(Denied),
}

/// A case's place in the list, whatever becomes of the others.
fn place(case: &Case) -> String {
    let decided = case.decided.earliest().map(|day| day.to_string());
    format!("{} {}", decided.unwrap_or_default(), case.number)
}

impl Register {
    /// What cannot be so in a decision, wherever it is recorded.
    fn wrong_with(&self, decision: &OmbudsmanDecision) -> Vec<Problem> {
        let part = Ombudsman {
            decisions: Listed::of(vec![decision.clone()]),
        };
        let mut problems = Problems::at("");
        part.check(self.today(), &mut problems);
        let organisations = self.organisations();
        for (path, code, _) in part.organisations() {
            if organisations.kind(code).is_none() {
                let why = "the register does not know this organisation";
                problems.report_at(&path, ProblemCode::UnknownOrganisation, why);
            }
        }
        if decision.findings.is_empty() && decision.recommendations.is_empty() {
            let why = "name what was found of, or recommended to, at least one body";
            problems.report_at("decisions[0].findings", ProblemCode::Missing, why);
        }
        let mut found = problems.into_found();
        for one in &mut found {
            one.path = one.path.replacen("decisions[0]", "decision", 1);
        }
        found
    }

    /// Records a decision, or its next version: what the caller's organisation says of it. The same again changes nothing.
    pub async fn record_decision(
        &self,
        visit: &Visit,
        decision: &OmbudsmanDecision,
        expected: Option<u32>,
    ) -> Result<Recorded, StoreError> {
        let problems = self.wrong_with(decision);
        let done = if problems.is_empty() {
            let case = decision.reference.case();
            retried!(self.write_decision(visit, case, Some(decision), expected))?
        } else {
            Recorded::Rejected(problems)
        };
        if !matches!(done, Recorded::Done(..)) {
            visit.refuse();
        }
        Ok(done)
    }

    /// Withdraws what the caller's organisation recorded of a decision.
    pub async fn withdraw_decision(
        &self,
        visit: &Visit,
        reference: &CaseReference,
        expected: u32,
    ) -> Result<Recorded, StoreError> {
        let case = reference.case();
        let done = retried!(self.write_decision(visit, case, None, Some(expected)))?;
        if !matches!(done, Recorded::Done(..)) {
            visit.refuse();
        }
        Ok(done)
    }

    async fn write_decision(
        &self,
        visit: &Visit,
        case: &str,
        decision: Option<&OmbudsmanDecision>,
        expected: Option<u32>,
    ) -> Result<Recorded, StoreError> {
        let concerned = concerned(visit.caller(), &self.organisations(), self.today());
        let permit = match may_record(visit.caller(), decision, &concerned) {
            Ok(permit) => permit,
            Err(denied) => return Ok(Recorded::NotPermitted(denied)),
        };
        let mut tx = self.begin().await?;
        // Locks the clock's row: whoever writes at the same moment waits.
        tx.moment().await?;
        let there = tx.decision(case, &concerned).await?;
        let own = there.iter().position(|one| one.by == *permit.owner());
        let own = own.and_then(|at| there.get(at));
        let current = own.map_or(0, |one| one.version);
        if own.is_none() && decision.is_none() {
            return Ok(Recorded::NotFound);
        }
        // Sent again, as after an answer that was lost, it is the same as before.
        let same = own.is_some_and(|own| own.decision.as_ref() == decision);
        if !same && expected.unwrap_or(0) != current {
            return Ok(Recorded::Stale(Conflict {
                part: Part::Ombudsman,
                expected,
                current,
                by: permit.owner().clone(),
            }));
        }
        let version = if same { current } else { current + 1 };
        if !same {
            if own.is_none() && tx.decisions_of(&permit).await? >= MOST {
                let mut problems = Problems::at("");
                let why = format_args!("your organisation has records of {MOST} cases");
                problems.report_at("decision", ProblemCode::TooMany, why);
                return Ok(Recorded::Rejected(problems.into_found()));
            }
            tx.record_decision(&permit, case, version, decision).await?;
        }
        let word = decision.map_or(
            "withdraw ombudsman decision",
            |_| "record ombudsman decision",
        );
        let there = tx.decision(case, &concerned).await?;
        self.conclude(tx, visit, word, None).await?;
        let mut told = self.together(visit, &there);
        Ok(Recorded::Done(version, told.pop().map(Box::new)))
    }

    /// The cases that these records tell of, as the caller reads them.
    fn together(&self, visit: &Visit, records: &[DecisionRecord]) -> Vec<Case> {
        let (organisations, today) = (self.organisations(), self.today());
        let holder = |body: &OrganisationCode| match organisations.heir(body, today) {
            Successor::Is(one) => one,
            Successor::OneOf(_) => body.clone(),
        };
        let told = records.iter();
        let told = told.filter_map(|one| Some((&one.by, one.decision.as_ref()?)));
        let all = cases(told, &holder, false).into_iter();
        all.map(|one| shown(visit.caller(), one)).collect()
    }

    /// A page of the cases that concern the caller's organisation, the oldest first; of one case, where a reference is given.
    pub async fn decisions(
        &self,
        visit: &Visit,
        reference: Option<&CaseReference>,
        first: u64,
        after: Option<&str>,
    ) -> Result<Result<Connection<Case>, BadCursor>, StoreError> {
        let page = match self.page(visit, LIST, first, after) {
            Ok(page) => page,
            Err(bad) => return Ok(Err(bad)),
        };
        let concerned = concerned(visit.caller(), &self.organisations(), self.today());
        let mut all = self.together(visit, &self.store.decisions(&concerned).await?);
        all.retain(|one| reference.is_none_or(|reference| reference.case() == one.number));
        let total = all.len() as u64;
        let begin = page.after.map_or(0, |(after, _)| {
            let at = all.iter().position(|one| place(one) > after);
            at.unwrap_or(all.len())
        });
        let mut rest = all.into_iter().skip(begin);
        let edges = rest
            .by_ref()
            .take(usize::try_from(first).unwrap_or(usize::MAX));
        let edges: Vec<_> = edges
            .map(|node| Edge {
                cursor: self
                    .cursors
                    .seal(visit.caller(), LIST, &place(&node), Uuid::nil()),
                node,
            })
            .collect();
        Ok(Ok(Connection {
            edges,
            has_next: rest.next().is_some(),
            has_previous: after.is_some(),
            total: Some(total),
        }))
    }
}
