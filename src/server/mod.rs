//! HTTP: the last room. A request comes in here, its token becomes a caller, and the answer leaves once its row of the access log is durable.

mod admit;
mod connections;
mod explorer;
mod graphql_http;
mod health;
mod limits;
mod media;
mod posted;
mod reply;
mod request_id;
mod trusted;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use tokio::sync::Semaphore;

pub use connections::serve;
pub use explorer::Example;
pub use limits::{LARGEST_BODY, Limits};
pub use trusted::Trusted;

use crate::access::KnownTokens;
use crate::graphql::{Gateway, gateway};
use crate::register::Register;

/// How many requests are worked on at once: two for each processor; the others wait their turn.
fn at_once() -> usize {
    let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    2 * processors.clamp(2, 16)
}

/// What every request needs.
struct App {
    register: Arc<Register>,
    gateway: Gateway,
    trusted: Arc<Trusted>,
    tokens: KnownTokens,
    turns: Semaphore,
    examples: Vec<Example>,
    limits: Limits,
}

impl std::fmt::Debug for Example {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Example")
            .field("title", &self.title)
            .finish_non_exhaustive()
    }
}

/// How the gateway serves.
#[derive(Debug)]
pub struct Options {
    /// Whom it believes.
    pub trusted: Arc<Trusted>,
    /// Whether it serves for development: with an explorer page and introspection.
    pub development: bool,
    /// Ready-made requests for the explorer page.
    pub examples: Vec<Example>,
    /// How long requests may take.
    pub limits: Limits,
}

/// The routes in front of a register.
pub fn router(register: Arc<Register>, options: Options) -> Router {
    let Options {
        trusted,
        development,
        examples,
        limits,
    } = options;
    let gateway = gateway(&register, development);
    let app = Arc::new(App {
        register,
        gateway,
        trusted,
        tokens: KnownTokens::default(),
        turns: Semaphore::new(at_once()),
        examples,
        limits,
    });
    let routes = Router::new()
        .route("/graphql", any(graphql_http::answer))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready));
    let routes = if development {
        routes.merge(explorer::routes())
    } else {
        routes
    };
    routes
        .fallback(reply::no_such_page)
        .layer(from_fn(limits::head))
        .layer(from_fn_with_state(Arc::clone(&app), request_id::assign))
        .with_state(app)
}
