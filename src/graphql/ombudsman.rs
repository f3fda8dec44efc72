//! The Ombudsmen's decisions that bodies record as such, about no particular person.

use async_graphql::{Context, Object};

use super::object::connection::OmbudsmanCaseConnection;
use super::object::ombudsman_case::OmbudsmanCase;
use super::query::{argument, first};
use super::scalar::CaseReference;
use super::{Fault, Here, cost};

/// The Ombudsmen's decisions.
#[derive(Default)]
pub struct Ombudsmen;

/// The Ombudsmen's decisions.
#[Object]
impl Ombudsmen {
    /// The Ombudsmen's cases that name your organisation or one in whose shoes it stands, the oldest first, a page at a time: as bodies record
    /// them about no particular person, each as all records tell it together. Reviewers are shown them without free text.
    #[graphql(complexity = "cost::list(first, child_complexity)")]
    async fn ombudsman_decisions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Only the case with this reference, whichever of its letters. Null means every case."
        )]
        reference: Option<CaseReference>,
        #[graphql(desc = "How many rows to give at most: 1 to 100. Null means 20.")] first: Option<
            i32,
        >,
        #[graphql(
            desc = "The cursor of the row after which to begin, from the same list. Null means from the first row."
        )]
        after: Option<String>,
    ) -> Result<OmbudsmanCaseConnection, Fault> {
        let (register, visit) = (ctx.register()?, ctx.visit()?);
        let reference = argument("reference", reference.as_ref())?;
        let page = register
            .decisions(
                visit,
                reference.as_ref(),
                self::first(first)?,
                after.as_deref(),
            )
            .await?;
        let page = page.map_err(|bad| Fault::bad_input("after", bad))?;
        let (organisations, today) = (register.organisations(), register.today());
        Ok(OmbudsmanCaseConnection::of(page, |case| {
            OmbudsmanCase::of(&case, &organisations, today)
        }))
    }
}
