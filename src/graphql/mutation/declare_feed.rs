//! Declaring what one's feed carries.

use async_graphql::{Context, Object, SimpleObject, Union};

use crate::graphql::object::problem::NotPermitted;
use crate::graphql::object::rule::Part;
use crate::graphql::{Fault, Here};
use crate::register::Governed;

/// Declaring a feed.
#[derive(Default)]
pub struct DeclareFeed;

/// The feed is declared: from now on, silence in these parts means that there is nothing.
#[derive(SimpleObject)]
pub struct FeedDeclared {
    /// The parts that the feed is now declared to carry.
    pub parts: Vec<Part>,
}

/// What became of declaring a feed.
#[derive(Union)]
pub enum DeclareFeedResult {
    /// Declared.
    Declared(FeedDeclared),
    /// Not permitted.
    NotPermitted(NotPermitted),
}

/// Declaring a feed.
#[Object]
impl DeclareFeed {
    /// Declares which parts your organisation's feed carries, so that "has none" and "does not report it" never look alike. Needs the role
    /// of manager.
    async fn declare_feed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Every part that your feed carries, from now on.")] parts: Vec<Part>,
    ) -> Result<DeclareFeedResult, Fault> {
        let wanted: Vec<_> = parts.iter().map(|part| (*part).into()).collect();
        Ok(
            match ctx.register()?.declare_feed(ctx.visit()?, &wanted).await? {
                Governed::Done => DeclareFeedResult::Declared(FeedDeclared { parts }),
                Governed::NotPermitted(denied) => DeclareFeedResult::NotPermitted(denied.into()),
            },
        )
    }
}
