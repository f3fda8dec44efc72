//! Asking the law about facts that nobody's record holds: for disputes, for policy, for a second look.

use async_graphql::{Context, InputObject, Object, SimpleObject, Union};

use super::object::clock::Clock;
use super::object::duty::{Duty, ResponsibleCouncil, ResponsibleIcb};
use super::object::entitlement::{EndingFinding, Entitlement};
use super::object::problem::InputRejected;
use super::part::Readable;
use super::part::detention::Detention;
use super::part::legal_basis::LegalBasis;
use super::part::position::Position;
use super::part::registration::Registration;
use super::part::residence::Residence;
use super::part::reviews::Reviews;
use super::query::argument;
use super::read::Reading;
use super::scalar::{Date, OrganisationCode, show};
use super::{Fault, Here, cost};
use crate::access::Determination;
use crate::domain::part::{Body, Part};
use crate::domain::problem::Problems;
use crate::register::{Question, Supposed};

/// What one organisation's account is supposed to say: the parts that an organisation of its kind writes.
#[derive(InputObject)]
pub struct SupposedAccountInput {
    /// The organisation whose account it is supposed to be.
    pub organisation: OrganisationCode,
    /// Spells in hospital, as the hospital would record them.
    pub detention: Option<Detention>,
    /// The sections under which the person was held.
    pub legal_basis: Option<LegalBasis>,
    /// Ordinary residence immediately before each detention.
    pub residence: Option<Residence>,
    /// GP registration and core responsibility.
    pub registration: Option<Registration>,
    /// The organisation's own position.
    pub position: Option<Position>,
    /// Reviews held or due.
    pub reviews: Option<Reviews>,
}

/// Facts to ask the law about. Give no identifier of anyone: nothing is looked up and nothing is kept.
#[derive(InputObject)]
pub struct FactsInput {
    /// The accounts that say the facts, one of each organisation: at most 12, with at most 60 spells in hospital, leaves and orders in all.
    pub accounts: Vec<SupposedAccountInput>,
}

impl SupposedAccountInput {
    fn read(self, problems: &mut Problems) -> Supposed {
        let Self {
            organisation,
            detention,
            legal_basis,
            residence,
            registration,
            position,
            reviews,
        } = self;
        let mut parts: Vec<Option<Body>> = Vec::new();
        macro_rules! read {
            ($($part:ident $name:ident),*) => {$(
                if let Some(part) = $part {
                    let field = Part::$name.field();
                    parts.push(problems.within(field, |here| Readable::read(part, here)).map(Body::from));
                }
            )*};
        }
        read!(detention Detention, legal_basis LegalBasis, residence Residence, registration Registration, position Position, reviews Reviews);
        Supposed {
            by: problems.read("organisation", &organisation),
            parts: parts.into_iter().flatten().collect(),
        }
    }
}

/// What the law says of the facts given, on the day asked about.
#[derive(SimpleObject)]
pub struct Determined {
    /// The day the answer is about.
    pub on: Date,
    /// Whether a person of whom this is true is entitled (Mental Health Act 1983, s. 117(1)).
    pub entitlement: Entitlement,
    /// The duty of each body (Mental Health Act 1983, s. 117(2)), with how it stands and why.
    pub duties: Vec<Duty>,
    /// Which council is responsible, and which were before. Null means that no duty had begun.
    pub responsible_council: Option<ResponsibleCouncil>,
    /// Which ICB is responsible and which pays, and which were before. Null means that no duty had begun.
    pub responsible_icb: Option<ResponsibleIcb>,
    /// The clocks that run, what is due first coming first.
    pub clocks: Vec<Clock>,
    /// How the ending of the duty stands, and what stands in its way.
    pub ending: Option<EndingFinding>,
}

impl Determined {
    fn of(determination: &Determination) -> Self {
        let Determination {
            answers,
            organisations,
        } = determination;
        let clocks = answers.clocks.iter().flatten();
        Self {
            on: show(&answers.on),
            entitlement: Entitlement::of(answers, organisations),
            duties: answers
                .duties
                .iter()
                .map(|seen| Duty::of(seen, organisations))
                .collect(),
            responsible_council: ResponsibleCouncil::of(answers, organisations),
            responsible_icb: ResponsibleIcb::of(answers, organisations),
            clocks: clocks
                .map(|clock| Clock::of(clock, organisations))
                .collect(),
            ending: answers
                .ending
                .as_ref()
                .map(|graded| EndingFinding::of(graded, organisations)),
        }
    }
}

/// What came of asking the law about facts typed in.
#[derive(Union)]
pub enum DetermineResult {
    /// Answered.
    Determined(Box<Determined>),
    /// What was sent could not be read, or cannot be true: everything that is wrong with it.
    Rejected(InputRejected),
}

/// Asking the law about facts typed in.
#[derive(Default)]
pub struct Determine;

/// Asking the law about facts typed in.
#[expect(
    clippy::unused_async,
    reason = "the macro wants every field asynchronous"
)]
#[Object]
impl Determine {
    /// What the law says of facts that you give, by the same rules as of a person on the register. It is about nobody: nothing is looked up,
    /// nothing is kept, and the access log holds only that you asked.
    #[graphql(complexity = "cost::list(Some(5), child_complexity)")]
    async fn determine(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The facts, account by account.")] facts: FactsInput,
        #[graphql(desc = "The day the question is about. Null means today.")] on: Option<Date>,
        #[graphql(
            desc = "The day as at which to read the law: statutes in force and judgments given by then. Null means as it is read now."
        )]
        law_as_at: Option<Date>,
    ) -> Result<DetermineResult, Fault> {
        let register = ctx.register()?;
        let question = Question {
            on: argument("on", on.as_ref())?.map(|day| day.0),
            known_at: None,
            law_as_at: argument("lawAsAt", law_as_at.as_ref())?.map(|day| day.0),
        };
        let mut problems = Problems::at("facts");
        let accounts = facts.accounts.into_iter().enumerate();
        let accounts = problems.within("accounts", |problems| {
            let read = accounts
                .map(|(index, account)| problems.item(index, |problems| account.read(problems)));
            read.collect()
        });
        Ok(match register.determine(accounts, question, problems) {
            Ok(determination) => {
                DetermineResult::Determined(Box::new(Determined::of(&determination)))
            }
            Err(problems) => DetermineResult::Rejected(InputRejected::from(problems)),
        })
    }
}
