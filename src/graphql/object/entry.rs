//! One person in the register, as the caller's organisation sees them.

use std::borrow::Cow;
use std::sync::Arc;

use async_graphql::{Enum, ID, Object};

use super::account::Account;
use super::clock::Clock;
use super::complaint_time::ComplaintTime;
use super::discrepancy::{CannotTell, Discrepancy};
use super::dispute::DisputeCase;
use super::duty::{Duty, ResponsibleCouncil, ResponsibleIcb};
use super::ending_case::EndingCase;
use super::entitlement::{EndingFinding, Entitlement};
use super::knowledge::Knowledge;
use super::notification::Notification;
use super::ombudsman_case::{OmbudsmanCase, OwedByBody};
use crate::access::{self, Answers, VisibleEntry};
use crate::domain::law::s117_1::Status;
use crate::graphql::Fault;
use crate::graphql::query::argument;
use crate::graphql::scalar::{Date, DateTime, instant, show};

/// Something your organisation may do about a person.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "access::ViewerCan")]
pub enum ViewerCan {
    /// Submit parts of your own record.
    SubmitRecord,
    /// Withdraw a part of your own record.
    WithdrawPart,
    /// Answer a notification about the person.
    AcknowledgeNotification,
    /// Link an account of your own to this entry.
    LinkAccount,
    /// Unlink your own account from this entry.
    UnlinkAccount,
    /// Say which of the bodies that took over from a divided one the person went to.
    AssignSuccessor,
    /// Propose that after-care end.
    ProposeEnding,
    /// Sign, or take back, one of the two keys that end after-care.
    SignEnding,
    /// Raise a dispute about who is responsible, or respond to one.
    Dispute,
}

/// How your organisation stands to a person. Nobody grants itself access: whatever shows another's parts rests on another's act.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "access::Relation")]
pub enum Relation {
    /// A council or ICB named by another body, or by the law applied to recorded facts, that accepts or does not deny in time.
    Responsible,
    /// A Trust or hospital acknowledged by another body, with something to do for the person.
    Provider,
    /// Named by another body or by the law, and denying or not yet answering.
    Candidate,
    /// No longer responsible, a provider or a candidate: it reads others' parts as they stood then, where the agreement gives them.
    Former,
    /// Has an account that no other body has answered: it sees its own record and whom it told.
    Claimant,
    /// Everyone else. Never published: for a stranger there is no such person.
    Stranger,
}

/// One person in the register, as your organisation sees them.
pub struct Entry(pub Arc<VisibleEntry>);

impl Entry {
    /// An entry as it is published.
    pub fn of(entry: VisibleEntry) -> Self {
        Self(Arc::new(entry))
    }

    /// What the law says on a day, or on the day the entry is asked about.
    fn answers(&self, on: Option<&Date>) -> Result<Cow<'_, Answers>, Fault> {
        Ok(match argument("on", on)? {
            Some(on) => Cow::Owned(self.0.answers_on(on.0)),
            None => Cow::Borrowed(&self.0.answers),
        })
    }
}

/// One person in the register, as your organisation sees them.
#[expect(
    clippy::unused_async,
    reason = "the macro wants every field asynchronous"
)]
#[Object]
impl Entry {
    /// The opaque id of this entry.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// How your organisation stands to the person.
    async fn relation(&self) -> Relation {
        self.0.relation.into()
    }

    /// What your organisation may do about this person.
    async fn viewer_can(&self) -> Vec<ViewerCan> {
        self.0.viewer_can.iter().map(|one| (*one).into()).collect()
    }

    /// The day the answer is about. For a former party it is no later than the day it ceased to be one.
    async fn on(&self) -> Date {
        show(&self.0.ask.on)
    }

    /// The moment, in UTC, up to which the answer uses what the register had learnt. Null means now.
    async fn known_at(&self) -> Option<DateTime> {
        self.0.ask.known_at.map(instant)
    }

    /// The day as at which the law is read. Null means as it is read now.
    async fn law_as_at(&self) -> Option<Date> {
        self.0.ask.law_as_at.as_ref().map(show)
    }

    /// The plain answer, in words: entitled or not, since when, and which bodies are responsible.
    async fn answer(&self) -> String {
        let entry = &self.0;
        let answers = &entry.answers;
        let since = answers
            .since()
            .map(|date| format!(" since {date}"))
            .unwrap_or_default();
        let entitled = match answers.entitlement.answer.outcome.status {
            Status::Entitled => format!("Entitled to section 117 after-care{since}."),
            Status::Prospective => format!(
                "Detained under a qualifying section{since}: will be entitled on leaving hospital."
            ),
            Status::NotEntitled => {
                "Not entitled to section 117 after-care on the record as it stands.".to_owned()
            }
            Status::Ended => {
                format!("Entitled to section 117 after-care{since} until both bodies ended it.")
            }
            Status::Deceased => "The person has died.".to_owned(),
            Status::DeterminationNeeded => {
                "Whether the person is entitled needs a determination.".to_owned()
            }
            Status::CannotTell => {
                "The record does not say whether the person is entitled.".to_owned()
            }
        };
        let bodies: Vec<_> = answers
            .duties
            .iter()
            .filter(|seen| seen.duty.until.is_none())
            .filter_map(|seen| seen.duty.responsible.outcome.body())
            .map(|code| entry.organisations.name(code))
            .collect();
        let open: Vec<_> = answers
            .unsettled()
            .map(|kind| format!("which {}", kind.word()))
            .collect();
        let responsible = if bodies.is_empty() {
            String::new()
        } else {
            format!(" Responsible: {}.", bodies.join(" and "))
        };
        let unsettled = if open.is_empty() {
            String::new()
        } else {
            format!(" Not settled: {}.", open.join(", "))
        };
        format!("{entitled}{responsible}{unsettled}")
    }

    /// Whether the person is entitled (Mental Health Act 1983, s. 117(1)).
    async fn entitlement(
        &self,
        #[graphql(
            desc = "The day the answer is about. Null means the day the entry is asked about."
        )]
        on: Option<Date>,
    ) -> Result<Entitlement, Fault> {
        let answers = self.answers(on.as_ref())?;
        Ok(Entitlement::of(&answers, &self.0.organisations))
    }

    /// The duty of each body (Mental Health Act 1983, s. 117(2)), with how it stands and why.
    async fn duties(&self) -> Vec<Duty> {
        self.0
            .answers
            .duties
            .iter()
            .map(|seen| Duty::of(seen, &self.0.organisations))
            .collect()
    }

    /// Which council is responsible, and which were before. Null means that no duty had begun.
    async fn responsible_council(
        &self,
        #[graphql(
            desc = "The day the answer is about. Null means the day the entry is asked about."
        )]
        on: Option<Date>,
    ) -> Result<Option<ResponsibleCouncil>, Fault> {
        let answers = self.answers(on.as_ref())?;
        Ok(ResponsibleCouncil::of(&answers, &self.0.organisations))
    }

    /// Which ICB is responsible and which pays, and which were before. Null means that no duty had begun.
    async fn responsible_icb(
        &self,
        #[graphql(
            desc = "The day the answer is about. Null means the day the entry is asked about."
        )]
        on: Option<Date>,
    ) -> Result<Option<ResponsibleIcb>, Fault> {
        let answers = self.answers(on.as_ref())?;
        Ok(ResponsibleIcb::of(&answers, &self.0.organisations))
    }

    /// The clocks that run about the person, what is due first coming first. Null means that you may not read the parts the clocks run on.
    async fn clocks(
        &self,
        #[graphql(
            desc = "The day the answer is about. Null means the day the entry is asked about."
        )]
        on: Option<Date>,
    ) -> Result<Option<Vec<Clock>>, Fault> {
        let answers = self.answers(on.as_ref())?;
        let published = |clock| Clock::of(clock, &self.0.organisations);
        Ok(answers
            .clocks
            .as_ref()
            .map(|all| all.iter().map(published).collect()))
    }

    /// How the ending of the duty stands, and what stands in its way. Null means that you may not read the parts it rests on.
    async fn ending(
        &self,
        #[graphql(
            desc = "The day the answer is about. Null means the day the entry is asked about."
        )]
        on: Option<Date>,
    ) -> Result<Option<EndingFinding>, Fault> {
        let answers = self.answers(on.as_ref())?;
        let published = |graded| EndingFinding::of(graded, &self.0.organisations);
        Ok(answers.ending.as_ref().map(published))
    }

    /// The ending that is proposed, with what there is to sign and who signed it. Null means that none is proposed, or that you may not read
    /// the parts it rests on.
    async fn ending_case(&self) -> Option<EndingCase> {
        EndingCase::of(&self.0)
    }

    /// The Ombudsmen's cases about the person, the oldest first, each as the bodies' records tell it together, as far as you may read them.
    async fn ombudsman_cases(&self) -> Vec<OmbudsmanCase> {
        let cases = self.0.ombudsman_cases();
        let published = cases
            .iter()
            .map(|one| OmbudsmanCase::of(one, &self.0.organisations, self.0.ask.on));
        published.collect()
    }

    /// What all of those cases order of each body, and what it paid.
    async fn ombudsman_sums(&self) -> Vec<OwedByBody> {
        OwedByBody::all(&self.0.ombudsman_cases(), &self.0.organisations)
    }

    /// Who knew of the entitlement, since when and from what, by the moment asked about. Null means that you may not read what it rests on.
    async fn knowledge(&self) -> Option<Vec<Knowledge>> {
        let known = self.0.knowledge()?;
        let published = known
            .iter()
            .map(|one| Knowledge::of(one, &self.0.organisations));
        Some(published.collect())
    }

    /// How long each complaint that is recorded took until it was answered, or has taken until the day asked about, as far as you may read the
    /// complaints; the first received comes first.
    async fn complaint_times(&self) -> Vec<ComplaintTime> {
        let all = self.0.complaint_times();
        all.iter()
            .map(|one| ComplaintTime::of(one, &self.0.organisations))
            .collect()
    }

    /// The disputes about who is responsible, each as its parties tell it together, as far as you may read it.
    async fn disputes(&self) -> Vec<DisputeCase> {
        let told = self.0.disputes();
        told.iter()
            .map(|one| DisputeCase::of(one, &self.0.organisations))
            .collect()
    }

    /// Each organisation's account of the person, side by side.
    async fn accounts(&self) -> Vec<Account> {
        Account::all(&self.0)
    }

    /// Where the accounts disagree and what is breached, on the day asked about.
    async fn discrepancies(&self) -> Vec<Discrepancy> {
        self.0
            .discrepancies
            .iter()
            .map(|seen| Discrepancy::of(seen, &self.0.organisations))
            .collect()
    }

    /// The rules that cannot tell whether something is wrong, and what they lack.
    async fn cannot_tell(&self) -> Vec<CannotTell> {
        self.0.cannot_tell.iter().map(CannotTell::from).collect()
    }

    /// Who notified whom about the person, and what was answered.
    async fn notifications(&self) -> Vec<Notification> {
        self.0
            .notifications
            .iter()
            .map(|seen| Notification::of(seen, &self.0.organisations))
            .collect()
    }
}
