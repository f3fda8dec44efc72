//! The process that is measured: the gateway as it is served, with two routes more to compare it with.

use std::path::Path;
use std::sync::Arc;

use s117::access::development::trust_file;
use s117::jobs::seal;
use s117::register::{RandomIds, Register, SystemClock};
use s117::server::{self, Limits, Options, Trusted, router};
use s117::store::Store;
use tokio::net::TcpListener;

use super::hand;

/// Serves a register until it is killed. Prints its port.
pub async fn serve(url: &str, folder: &str) {
    let store = Store::connect(url).await.expect("the database");
    let register = Register::open_store(store, Arc::new(SystemClock), Arc::new(RandomIds)).await;
    let register = Arc::new(register.expect("the register"));
    let trusted = Trusted::load(trust_file(Path::new(folder)), true).expect("the trust file");
    let limits = Limits::default();
    let options = Options {
        trusted: Arc::new(trusted),
        development: true,
        examples: Vec::new(),
        limits,
    };
    let routes = router(Arc::clone(&register), options);
    let routes = routes.merge(hand::routes(url, Arc::clone(&register)));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}", listener.local_addr().expect("an address").port());
    tokio::select! {
        () = server::serve(listener, routes, limits, std::future::pending()) => {}
        () = seal::keep(register) => {}
    }
}
