//! A projection of what the register returns. No input or output below the root fields: one load, one view, then pure projection.

pub mod cost;
mod determine;
mod fault;
mod hollow;
mod known;
pub mod mutation;
pub mod object;
mod ombudsman;
pub mod part;
mod policy;
pub mod query;
mod read;
pub mod scalar;

use std::sync::Arc;

use async_graphql::{Context, EmptySubscription, Response, Schema, SchemaBuilder, ValidationMode};

use cost::TooCostly;
pub use fault::Fault;
pub use known::Asked;
use known::Documents;
use mutation::Mutation;
use object::problem::Problem;
use query::Query;

use crate::register::{Register, Visit};

/// The schema in front of a register.
pub struct Gateway {
    /// Checks a document before it executes it.
    checking: Schema<Query, Mutation, EmptySubscription>,
    /// Executes what was checked before.
    trusting: Schema<Query, Mutation, EmptySubscription>,
    documents: Documents,
    introspects: bool,
}

impl Gateway {
    /// A request for a document, or why it would cost too much.
    pub fn request(
        &self,
        query: String,
        operation: Option<String>,
        variables: Option<serde_json::Map<String, serde_json::Value>>,
    ) -> Result<Asked, TooCostly> {
        self.documents.request(query, operation, variables)
    }

    /// Answers a request on behalf of a caller.
    pub async fn execute(&self, asked: Asked, visit: Arc<Visit>) -> Response {
        let Asked {
            request,
            key,
            filled,
        } = asked;
        let introspects = visit.caller().may_read_schema() || self.introspects;
        let request = if introspects {
            request
        } else {
            request.disable_introspection()
        };
        let request = request.data(visit);
        let good = self.documents.is_good(key);
        let schema = if good { &self.trusting } else { &self.checking };
        let mut response = schema.execute(request).await;
        if !good && response.errors.is_empty() {
            self.documents.found_good(key);
        }
        if filled {
            hollow::emptied(&mut response.data);
        }
        response
    }
}

/// The most that a document may ask for: its fields, those of a list counted once for each row it may have.
pub const COSTLIEST: usize = 20_000;

fn builder() -> SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .register_output_type::<Problem>()
        .limit_depth(cost::DEEPEST)
        .limit_complexity(COSTLIEST)
        .limit_directives(cost::DIRECTIVES)
        .limit_recursive_depth(32)
        .disable_suggestions()
}

/// The schema in front of a register. `introspects`: whether everybody may ask what the schema is, as in development.
pub fn gateway(register: &Arc<Register>, introspects: bool) -> Gateway {
    let of = |mode| {
        let builder = builder().data(Arc::clone(register));
        builder.validation_mode(mode).finish()
    };
    Gateway {
        checking: of(ValidationMode::Strict),
        trusting: of(ValidationMode::Fast),
        documents: Documents::default(),
        introspects,
    }
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
