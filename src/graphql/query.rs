//! What can be asked.

use async_graphql::{Context, Enum, ID, InputObject, MergedObject, Object, SimpleObject};

use super::object::connection::{
    DiscrepancyConnection, EntryConnection, LookConnection, NotificationConnection,
};
use super::object::entry::{Entry, Relation};
use super::object::organisation::{Kind, Organisation};
use super::object::rule::{Provision, Rule, Severity};
use super::scalar::{Date, DateTime, LocalId, NhsNumber, Written};
use super::{Fault, Here, cost};
use crate::access;
use crate::domain::discrepancy::{self, RULES};
use crate::domain::id::EntryId;
use crate::domain::law::PROVISIONS;
use crate::register::Question;
use crate::store::{DiscrepancyQuery, EntryQuery, Order};

/// What can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    Register,
    super::determine::Determine,
    super::policy::JointPolicies,
    super::ombudsman::Ombudsmen,
);

/// What can be asked of the register.
#[derive(Default)]
pub struct Register;

/// What the person or program behind a token does for the organisation.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "access::Role")]
pub enum Role {
    /// Somebody who works with people on the register.
    Practitioner,
    /// Somebody who acts for the organisation: declares what its feed carries and delegates parts.
    Manager,
    /// A program that submits or reconciles records.
    Job,
    /// Somebody who reviews joint policy and sees no identifiable person.
    Reviewer,
}

/// You, as the gateway knows you from your token.
#[derive(SimpleObject)]
pub struct Me {
    /// Your organisation: the key that signed your token proved it.
    pub organisation: Organisation,
    /// Your role in your organisation, as your token says.
    pub role: Role,
    /// The user or program behind your token, as your organisation names it.
    pub subject: String,
}

/// An account of your own that may be of a person you are a party to.
#[derive(SimpleObject)]
pub struct LinkReview {
    /// The opaque id of your own account: link it with `linkAccount`, or leave it.
    pub account_id: ID,
    /// Your own identifier for the person of that account.
    pub local_id: LocalId,
    /// The entry of the person it may be.
    pub entry: Entry,
}

/// The order of a list of entries.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryOrder {
    /// By id: an arbitrary order that stays the same.
    Id,
    /// What you see as gravest comes first.
    WorstFirst,
    /// What falls due soonest comes first.
    DueFirst,
}

/// Which entries to list: those that fit all that is given here.
#[derive(InputObject, Default)]
pub struct EntryFilter {
    /// Only entries to which your organisation has this relation. Null means any relation.
    pub relation: Option<Relation>,
    /// Only entries on which a discrepancy of this rule stands, by its code such as `DUT-04`. Null means any rule or none.
    pub rule: Option<String>,
    /// Whether to list only entries with a discrepancy on which your organisation must act.
    #[graphql(default)]
    pub needs_us: bool,
}

/// Which discrepancies to list: those that fit all that is given here.
#[derive(InputObject, Default)]
pub struct DiscrepancyFilter {
    /// Only discrepancies of this rule, by its code such as `DUT-04`. Null means any rule.
    pub rule: Option<String>,
    /// Only discrepancies at least this grave. Null means of any gravity.
    pub at_least: Option<Severity>,
    /// Whether to list only discrepancies on which your organisation must act.
    #[graphql(default)]
    pub needs_us: bool,
}

/// An argument, read or refused with its name.
pub(super) fn argument<S: Written>(
    name: &'static str,
    written: Option<&S>,
) -> Result<Option<S::Read>, Fault> {
    written
        .map(|one| {
            one.text()
                .parse()
                .map_err(|wrong| Fault::bad_input(name, wrong))
        })
        .transpose()
}

pub(super) fn first(asked: Option<i32>) -> Result<u64, Fault> {
    match asked.unwrap_or(20) {
        asked @ 1..=100 => Ok(u64::from(asked.unsigned_abs())),
        _ => Err(Fault::bad_input("first", "ask for 1 to 100 rows")),
    }
}

fn rule(code: Option<&String>) -> Result<Option<&'static str>, Fault> {
    let found = code.map(|code| {
        discrepancy::rule(code)
            .map(|rule| rule.code)
            .ok_or_else(|| Fault::bad_input("filter.rule", "there is no such rule"))
    });
    found.transpose()
}

/// What can be asked. Every answer that shows a person is written to the access log before it leaves.
#[Object]
impl Register {
    /// You, as the gateway knows you from your token.
    #[expect(
        clippy::unused_async,
        reason = "the macro wants every field asynchronous"
    )]
    async fn me(&self, ctx: &Context<'_>) -> Result<Me, Fault> {
        let (caller, organisations) = (ctx.visit()?.caller(), ctx.register()?.organisations());
        Ok(Me {
            organisation: Organisation::of(&organisations, caller.organisation()),
            role: caller.role().into(),
            subject: caller.subject().to_owned(),
        })
    }

    /// One person, by NHS number or id: give one of the two. Null when there is no such person, or none that you may know of: the two
    /// cannot be told apart.
    #[graphql(complexity = "cost::list(Some(1), child_complexity)")]
    async fn entry(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The person's NHS number, sent as a variable. Null means that `id` is given."
        )]
        nhs_number: Option<NhsNumber>,
        #[graphql(
            desc = "The id of the entry, as an earlier answer gave it. Null means that `nhsNumber` is given."
        )]
        id: Option<ID>,
        #[graphql(desc = "The day the question is about. Null means today.")] on: Option<Date>,
        #[graphql(
            desc = "The moment, in UTC, up to which to use what the register had learnt; null means now. What you may see is decided by today's relation all the same."
        )]
        known_at: Option<DateTime>,
        #[graphql(
            desc = "The day as at which to read the law: statutes in force and judgments given by then. Null means as it is read now."
        )]
        law_as_at: Option<Date>,
    ) -> Result<Option<Entry>, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let question = Question {
            on: argument("on", on.as_ref())?.map(|day| day.0),
            known_at: argument("knownAt", known_at.as_ref())?.map(|at| at.0),
            law_as_at: argument("lawAsAt", law_as_at.as_ref())?.map(|day| day.0),
        };
        let entry = match (argument("nhsNumber", nhs_number.as_ref())?, id) {
            (Some(number), None) => register.open_by_number(visit, &number, question).await?,
            (None, Some(id)) => match EntryId::read(&id) {
                Some(id) => register.open(visit, id, question).await?,
                None => None,
            },
            (Some(_), Some(_)) | (None, None) => {
                return Err(Fault::bad_input("nhsNumber", "give either nhsNumber or id"));
            }
        };
        if entry.is_none() {
            visit.refuse();
        }
        Ok(entry.map(Entry::of))
    }

    /// The people you may see, a page at a time.
    #[graphql(complexity = "cost::list(first, child_complexity)")]
    async fn entries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows to give at most: 1 to 100. Null means 20.")] first: Option<
            i32,
        >,
        #[graphql(
            desc = "The cursor of the row after which to begin, from the same list. Null means from the first row."
        )]
        after: Option<String>,
        #[graphql(desc = "Which entries to list. Null means all that you may see.")] filter: Option<
            EntryFilter,
        >,
        #[graphql(desc = "The order of the list. Null means `WORST_FIRST`.")] order_by: Option<
            EntryOrder,
        >,
    ) -> Result<EntryConnection, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let filter = filter.unwrap_or_default();
        let query = EntryQuery {
            today: register.today(),
            relation: filter.relation.map(Into::into),
            rule: rule(filter.rule.as_ref())?,
            acting: filter.needs_us,
            order: match order_by.unwrap_or(EntryOrder::WorstFirst) {
                EntryOrder::Id => Order::Id,
                EntryOrder::WorstFirst => Order::WorstFirst,
                EntryOrder::DueFirst => Order::DueFirst,
            },
        };
        let count = ctx.look_ahead().field("totalCount").exists();
        let page = register
            .entries(visit, &query, self::first(first)?, after.as_deref(), count)
            .await?;
        let page = page.map_err(|bad| Fault::bad_input("after", bad))?;
        Ok(EntryConnection::of(page, Entry::of))
    }

    /// The discrepancies you may see that stand today, gravest first, a page at a time.
    #[graphql(complexity = "cost::list(first, child_complexity)")]
    async fn discrepancies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows to give at most: 1 to 100. Null means 20.")] first: Option<
            i32,
        >,
        #[graphql(
            desc = "The cursor of the row after which to begin, from the same list. Null means from the first row."
        )]
        after: Option<String>,
        #[graphql(desc = "Which discrepancies to list. Null means all that you may see.")]
        filter: Option<DiscrepancyFilter>,
    ) -> Result<DiscrepancyConnection, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let filter = filter.unwrap_or_default();
        let query = DiscrepancyQuery {
            today: register.today(),
            rule: rule(filter.rule.as_ref())?,
            at_least: filter.at_least.map(Into::into),
            acting: filter.needs_us,
        };
        let count = ctx.look_ahead().field("totalCount").exists();
        let page = register
            .discrepancies(visit, &query, self::first(first)?, after.as_deref(), count)
            .await?;
        let page = page.map_err(|bad| Fault::bad_input("after", bad))?;
        Ok(DiscrepancyConnection::seen(page, &register.organisations()))
    }

    /// The notifications your organisation received or sent, newest first, a page at a time. Fetching one is being told.
    #[graphql(complexity = "cost::list(first, child_complexity)")]
    async fn notifications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows to give at most: 1 to 100. Null means 20.")] first: Option<
            i32,
        >,
        #[graphql(
            desc = "The cursor of the row after which to begin, from the same list. Null means from the first row."
        )]
        after: Option<String>,
        #[graphql(
            desc = "Whether to list only notifications that have no answer.",
            default
        )]
        unanswered: bool,
    ) -> Result<NotificationConnection, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let count = ctx.look_ahead().field("totalCount").exists();
        let page = register
            .notifications(
                visit,
                unanswered,
                self::first(first)?,
                after.as_deref(),
                count,
            )
            .await?;
        let page = page.map_err(|bad| Fault::bad_input("after", bad))?;
        Ok(NotificationConnection::seen(
            page,
            &register.organisations(),
        ))
    }

    /// Who was shown a person's entry, newest first, a page at a time: for managers. A responsible body and a provider are told of every
    /// organisation's looks, others of their own. Null when there is no such person, or none that you may know of: the two cannot be told
    /// apart.
    #[graphql(complexity = "cost::list(first, child_complexity)")]
    async fn access_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the entry, as an earlier answer gave it.")] entry: ID,
        #[graphql(desc = "How many rows to give at most: 1 to 100. Null means 20.")] first: Option<
            i32,
        >,
        #[graphql(
            desc = "The cursor of the row after which to begin, from the same list. Null means from the first row."
        )]
        after: Option<String>,
    ) -> Result<Option<LookConnection>, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let first = self::first(first)?;
        if !access::may_ask_who_looked(visit.caller()) {
            visit.refuse();
            return Err(Fault::Forbidden("only a manager asks who looked"));
        }
        let count = ctx.look_ahead().field("totalCount").exists();
        let Some(id) = EntryId::read(&entry) else {
            visit.refuse();
            return Ok(None);
        };
        let page = register
            .looks(visit, id, first, after.as_deref(), count)
            .await?;
        let page = page.map_err(|bad| Fault::bad_input("after", bad))?;
        if page.is_none() {
            visit.refuse();
        }
        Ok(page.map(|page| LookConnection::seen(page, &register.organisations())))
    }

    #[expect(
        clippy::unused_async,
        reason = "the macro wants every field asynchronous"
    )]
    /// The organisations the register knows, with the days on which they exist and who succeeded them.
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only organisations of this kind. Null means of every kind.")]
        kind: Option<Kind>,
    ) -> Result<Vec<Organisation>, Fault> {
        let organisations = ctx.register()?.organisations();
        let kind = kind.map(crate::domain::organisation::Kind::from);
        let wanted = organisations
            .all()
            .filter(|one| kind.is_none_or(|kind| one.kind == kind));
        Ok(wanted
            .map(|one| Organisation::of(&organisations, &one.code))
            .collect())
    }

    /// Your own accounts that may be of a person you are a party to, though NHS number, birth date and surname initial do not all agree: for a
    /// person to look at and link by hand, at most a hundred. Pairs once linked and unlinked do not come back.
    #[graphql(complexity = "25 * child_complexity")]
    async fn link_reviews(&self, ctx: &Context<'_>) -> Result<Vec<LinkReview>, Fault> {
        let reviews = ctx.register()?.link_reviews(ctx.visit()?).await?;
        let publish = |one: crate::register::LinkReview| LinkReview {
            account_id: ID(one.account.to_string()),
            local_id: LocalId(one.local_id),
            entry: Entry::of(one.entry),
        };
        Ok(reviews.into_iter().map(publish).collect())
    }

    /// Every rule that finds discrepancies, with what it rests on and what it reads.
    async fn rules(&self) -> Vec<Rule> {
        RULES.iter().map(|rule| Rule::from(*rule)).collect()
    }

    /// Every provision of law and guidance the register applies.
    async fn provisions(&self) -> Vec<Provision> {
        PROVISIONS
            .iter()
            .map(|provision| Provision::from(*provision))
            .collect()
    }
}
