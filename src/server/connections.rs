//! Connections: each accepted, driven until it ends, and given time to finish what is under way when the server is told to stop.

use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

use super::Limits;

/// Serves until told to stop, then finishes what is under way.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    limits: Limits,
    stop: impl Future<Output = ()> + Send,
) {
    // HTTP/1.1 alone: to tell the two apart the library waits for a first byte for ever, and what speaks HTTP/2 to the world stands in front.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    // A head that arrives a byte at a time does not hold a connection for ever; a peer that has said everything still gets its answer.
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .half_close(true);
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Most often there are no more file descriptors: those under way give some back.
                tracing::warn!(error = %error.kind(), "connection.not_accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // Small answers leave at once; where it cannot be set they leave a little later.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(routes.clone());
        let connection = builder
            .serve_connection(TokioIo::new(stream), service)
            .into_owned();
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            // What ends a connection badly is the peer's doing, and there is nobody left to tell.
            let _ = watched.await;
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(limits.drain) => tracing::warn!("shutdown.cut_short"),
    }
}
