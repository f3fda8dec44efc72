//! Logs: to standard error, fixed words and ids, never person data, never the text of a query, and of a panic only its place.

use tracing_subscriber::EnvFilter;

/// Starts logging. `S117_LOG` chooses what is shown (`warn,s117=info` when it is not set); `S117_LOG_FORMAT=json` writes one JSON object a line.
pub fn start() {
    let filter = EnvFilter::builder()
        .with_env_var("S117_LOG")
        .try_from_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,s117=info"));
    let json = std::env::var_os("S117_LOG_FORMAT").is_some_and(|format| format == "json");
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if json {
        subscriber.json().init();
    } else {
        subscriber.init();
    }
    only_places_of_panics();
}

/// From here on a panic is logged by its place, and by nothing else: what it says may be about a person.
pub fn only_places_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}
