//! A projection of what the register returns. No input or output below the root fields: one load, one view, then pure projection.

pub mod cost;
mod fault;
pub mod mutation;
pub mod object;
pub mod part;
pub mod query;
mod read;
pub mod scalar;

use std::sync::Arc;

use async_graphql::{Context, EmptySubscription, Schema, SchemaBuilder};

pub use fault::Fault;
use mutation::Mutation;
use object::problem::Problem;
use query::Query;

use crate::register::{Register, Visit};

/// The schema.
pub type Gateway = Schema<Query, Mutation, EmptySubscription>;

/// The most that a document may ask for: its fields, those of a list counted once for each row it may have.
pub const COSTLIEST: usize = 20_000;

fn builder() -> SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query, Mutation::default(), EmptySubscription)
        .register_output_type::<Problem>()
        .limit_depth(cost::DEEPEST)
        .limit_complexity(COSTLIEST)
        .limit_directives(cost::DIRECTIVES)
        .limit_recursive_depth(32)
        .disable_suggestions()
}

/// The schema in front of a register.
pub fn gateway(register: Arc<Register>) -> Gateway {
    builder().data(register).finish()
}

/// The published contract in schema definition language.
pub fn sdl() -> String {
    let options = async_graphql::SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .include_specified_by();
    builder().finish().sdl_with_options(options)
}

/// What resolvers find in their context.
trait Here<'a> {
    fn register(&self) -> Result<&'a Arc<Register>, Fault>;
    fn visit(&self) -> Result<&'a Arc<Visit>, Fault>;
}

impl<'a> Here<'a> for &Context<'a> {
    fn register(&self) -> Result<&'a Arc<Register>, Fault> {
        self.data_opt().ok_or(Fault::Missing("register"))
    }

    fn visit(&self) -> Result<&'a Arc<Visit>, Fault> {
        self.data_opt().ok_or(Fault::Missing("visit"))
    }
}
