//! What can be asked.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};

use super::object::connection::{DiscrepancyConnection, EntryConnection, NotificationConnection};
use super::object::entry::{Entry, Relation};
use super::object::organisation::{Kind, Organisation};
use super::object::rule::{Provision, Rule, Severity};
use super::scalar::{Date, DateTime, LocalId, NhsNumber, Written};
use super::{Fault, Here};
use crate::domain::discrepancy::{self, RULES};
use crate::domain::id::EntryId;
use crate::domain::law::PROVISIONS;
use crate::store::{DiscrepancyQuery, EntryQuery, Order};

/// What can be asked.
pub struct Query;

/// You, as the gateway knows you from your token.
#[derive(SimpleObject)]
pub struct Me {
    /// Your organisation: the key that signed your token proved it.
    pub organisation: Organisation,
    /// Your role: `practitioner`, `manager`, `job` or `reviewer`.
    pub role: &'static str,
    /// You, as your organisation names you.
    pub subject: String,
}

/// An account of your own that may be of a person you are a party to.
#[derive(SimpleObject)]
pub struct LinkReview {
    /// Your account: link it with `linkAccount`, or leave it.
    pub account_id: ID,
    /// Your own identifier for it.
    pub local_id: LocalId,
    /// The person it may be.
    pub entry: Entry,
}

/// The order of a list of entries.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryOrder {
    /// Arbitrary and stable.
    Id,
    /// What you see as gravest, first.
    WorstFirst,
    /// What falls due first, first.
    DueFirst,
}

/// Which entries.
#[derive(InputObject, Default)]
pub struct EntryFilter {
    /// In this relation to your organisation only.
    pub relation: Option<Relation>,
    /// With a discrepancy of this rule standing, such as `DUT-04`.
    pub rule: Option<String>,
    /// With a discrepancy standing on which your organisation must act.
    #[graphql(default)]
    pub needs_us: bool,
}

/// Which discrepancies.
#[derive(InputObject, Default)]
pub struct DiscrepancyFilter {
    /// Of this rule, such as `DUT-04`.
    pub rule: Option<String>,
    /// At least this grave.
    pub at_least: Option<Severity>,
    /// On which your organisation must act.
    #[graphql(default)]
    pub needs_us: bool,
}

/// An argument, read or refused with its name.
fn read<S: Written>(argument: &'static str, written: Option<&S>) -> Result<Option<S::Read>, Fault> {
    written
        .map(|one| {
            one.text()
                .parse()
                .map_err(|wrong| Fault::bad_input(argument, wrong))
        })
        .transpose()
}

fn first(asked: Option<i32>) -> Result<u64, Fault> {
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
impl Query {
    /// You, as the gateway knows you.
    #[expect(
        clippy::unused_async,
        reason = "the macro wants every field asynchronous"
    )]
    async fn me(&self, ctx: &Context<'_>) -> Result<Me, Fault> {
        let (caller, organisations) = (ctx.visit()?.caller(), ctx.register()?.organisations());
        Ok(Me {
            organisation: Organisation::of(&organisations, caller.organisation()),
            role: caller.role().name(),
            subject: caller.subject().to_owned(),
        })
    }

    /// One person, by NHS number or id: give one of the two. Null when there is no such person, or none that you may know of: the two
    /// cannot be told apart.
    async fn entry(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The person's NHS number. Send it as a variable.")] nhs_number: Option<
            NhsNumber,
        >,
        #[graphql(desc = "The entry's id.")] id: Option<ID>,
        #[graphql(desc = "About this day; today when left out.")] on: Option<Date>,
        #[graphql(
            desc = "As the register stood then; now when left out. What you may see is decided by today's relation all the same."
        )]
        known_at: Option<DateTime>,
    ) -> Result<Option<Entry>, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let on = read("on", on.as_ref())?.map(|day| day.0);
        let known_at = read("knownAt", known_at.as_ref())?.map(|at| at.0);
        let entry = match (read("nhsNumber", nhs_number.as_ref())?, id) {
            (Some(number), None) => {
                register
                    .open_by_number(visit, &number, on, known_at)
                    .await?
            }
            (None, Some(id)) => match EntryId::read(&id) {
                Some(id) => register.open(visit, id, on, known_at).await?,
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
    #[graphql(
        complexity = "usize::try_from(first.unwrap_or(20)).unwrap_or(0).saturating_mul(child_complexity) / 4"
    )]
    async fn entries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many: 1 to 100, 20 when left out.")] first: Option<i32>,
        #[graphql(desc = "After this cursor of the same list.")] after: Option<String>,
        #[graphql(desc = "Which.")] filter: Option<EntryFilter>,
        #[graphql(desc = "In which order; WORST_FIRST when left out.")] order_by: Option<
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
    #[graphql(
        complexity = "usize::try_from(first.unwrap_or(20)).unwrap_or(0).saturating_mul(child_complexity) / 4"
    )]
    async fn discrepancies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many: 1 to 100, 20 when left out.")] first: Option<i32>,
        #[graphql(desc = "After this cursor of the same list.")] after: Option<String>,
        #[graphql(desc = "Which.")] filter: Option<DiscrepancyFilter>,
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
    #[graphql(
        complexity = "usize::try_from(first.unwrap_or(20)).unwrap_or(0).saturating_mul(child_complexity) / 4"
    )]
    async fn notifications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many: 1 to 100, 20 when left out.")] first: Option<i32>,
        #[graphql(desc = "After this cursor of the same list.")] after: Option<String>,
        #[graphql(desc = "Only those without an answer.", default)] unanswered: bool,
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

    #[expect(
        clippy::unused_async,
        reason = "the macro wants every field asynchronous"
    )]
    /// The organisations the register knows, with the days on which they exist and who succeeded them.
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this kind only.")] kind: Option<Kind>,
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
