//! HTTP: the last room. A request comes in here, its token becomes a caller, and the answer leaves once its row of the access log is durable.

mod explorer;
mod graphql_http;
mod health;
mod reply;
mod request_id;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use tokio::net::TcpListener;

pub use explorer::Example;

use crate::access::trust::Trust;
use crate::graphql::{Gateway, gateway};
use crate::register::Register;

/// The largest request body, in bytes.
pub const LARGEST_BODY: usize = 256 * 1024;
/// The longest a request may take.
pub const LONGEST_REQUEST: Duration = Duration::from_secs(10);
/// The longest a shutdown waits for requests under way.
const LONGEST_DRAIN: Duration = Duration::from_secs(30);

/// What every request needs.
struct App {
    register: Arc<Register>,
    gateway: Gateway,
    trust: Trust,
    development: bool,
    examples: Vec<Example>,
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
    pub trust: Trust,
    /// Whether it serves for development: with an explorer page and introspection.
    pub development: bool,
    /// Ready-made requests for the explorer page.
    pub examples: Vec<Example>,
}

/// The routes in front of a register.
pub fn router(register: Arc<Register>, options: Options) -> Router {
    let Options {
        trust,
        development,
        examples,
    } = options;
    let gateway = gateway(Arc::clone(&register));
    let app = Arc::new(App {
        register,
        gateway,
        trust,
        development,
        examples,
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
        .layer(from_fn_with_state(Arc::clone(&app), request_id::assign))
        .with_state(app)
}

/// Serves until told to stop, then finishes what is under way.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stopping, stopped) = tokio::sync::oneshot::channel::<()>();
    let stop = async move {
        stop.await;
        // The receiver is gone only when serving has ended already.
        let _ = stopping.send(());
    };
    let serving = axum::serve(listener, routes).with_graceful_shutdown(stop);
    tokio::select! {
        done = serving => done,
        () = async { let _ = stopped.await; tokio::time::sleep(LONGEST_DRAIN).await } => Ok(()),
    }
}
