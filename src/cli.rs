//! The command line.

mod audit;
mod generate;

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use tokio::net::TcpListener;

use crate::access::development::{self, token, trust_file};
use crate::access::token::verify;
use crate::access::trust::Trust;
use crate::access::{Role, self_test};
use crate::domain::code::OrganisationCode;
use crate::domain::law::reading::Commencement;
use crate::domain::partial_date::{Day, day};
use crate::jobs::{demo, freshen, recheck, reference, seal};
use crate::register::{Clock, RandomIds, Register, SystemClock};
use crate::server::{Limits, Options, Trusted, router, serve};
use crate::store::Store;
use crate::{contract, showcase};

/// A shared register of people entitled to after-care under section 117 of the Mental Health Act 1983.
#[derive(Parser, Debug)]
#[command(name = "s117", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serves the gateway.
    Serve(Serve),
    /// Prints a development token, signed with the development key of a folder; or says which check a token fails.
    Token(Token),
    /// Brings the database to this version's form.
    Migrate(Place),
    /// Writes or checks the published contract in the folder `schema`.
    Contract(Contract),
    /// Rebuilds what every organisation's lists are drawn from.
    Recheck(Place),
    /// Makes synthetic people: lists with the truth beside them, or a register full of them.
    Generate(generate::Generate),
    /// Checks the access log.
    Audit(audit::Audit),
}

/// Where the register is.
#[derive(Args, Clone, Debug)]
struct Place {
    /// The folder of the register: its SQLite database, its trust file and keys.
    #[arg(long, default_value = "s117-data")]
    data: PathBuf,
    /// A database elsewhere: `postgres://...`.
    #[arg(long)]
    database: Option<String>,
    #[command(flatten)]
    law: Law,
}

/// Passed law that regulations bring into force: dormant until it is said here, and to every program of a register alike, that they have.
#[derive(Args, Clone, Copy, Debug)]
struct Law {
    /// The day on which section 45 of the Mental Health Act 2025 came into force, as `2027-04-01`.
    #[arg(long, value_name = "DAY", env = "S117_SECTION_45_FROM", value_parser = day)]
    section_45: Option<Day>,
    /// The day on which section 46 of the Mental Health Act 2025 came into force, as `2027-04-01`.
    #[arg(long, value_name = "DAY", env = "S117_SECTION_46_FROM", value_parser = day)]
    section_46: Option<Day>,
}

impl Law {
    const fn commencement(self) -> Commencement {
        Commencement {
            s45: self.section_45,
            s46: self.section_46,
        }
    }
}

#[derive(Args, Debug)]
struct Serve {
    /// With the published cases, told as synthetic people, and for development.
    #[arg(long)]
    demo: bool,
    /// For development: believes the development key, shows the explorer page, answers introspection.
    #[arg(long)]
    dev: bool,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8117")]
    listen: SocketAddr,
    #[command(flatten)]
    place: Place,
}

#[derive(Args, Debug)]
#[command(subcommand_negates_reqs = true, args_conflicts_with_subcommands = true)]
struct Token {
    #[command(subcommand)]
    what: Option<OfToken>,
    /// The folder with the development key.
    #[arg(long, default_value = "s117-data")]
    data: PathBuf,
    /// The organisation, by its code.
    #[arg(long, required = true)]
    organisation: Option<OrganisationCode>,
    /// `practitioner`, `manager`, `job` or `reviewer`.
    #[arg(long, default_value = "practitioner")]
    role: String,
    /// The user or program.
    #[arg(long, default_value = "developer")]
    subject: String,
}

#[derive(Subcommand, Debug)]
enum OfToken {
    /// Reads a token from standard input and says whether a gateway of this register would take it, or which check it fails.
    Inspect {
        /// As a gateway started for development would.
        #[arg(long)]
        dev: bool,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
struct Contract {
    /// Writes the generated files.
    #[arg(long)]
    write: bool,
    /// Says which generated files differ from what the code says.
    #[arg(long)]
    check: bool,
}

/// Anything that ends the program: told once, with its causes.
type Ended = Box<dyn std::error::Error>;

fn say(line: &str) -> std::io::Result<()> {
    writeln!(std::io::stdout(), "{line}")
}

async fn store(place: &Place) -> Result<Store, Ended> {
    let store = match &place.database {
        Some(url) => Store::connect(url).await?,
        None => Store::open_folder(&place.data).await?,
    };
    store.migrate().await?;
    Ok(store)
}

async fn register(store: Store, law: Law) -> Result<Register, Ended> {
    let register = Register::open_store(store, Arc::new(SystemClock), Arc::new(RandomIds)).await?;
    let register = register.commenced(law.commencement());
    if register.organisations().all().next().is_none() {
        let (mut known, successions) = reference::organisations()?;
        known.retain(|one| !reference::is_invented(one));
        register.put_organisations(&known, &successions).await?;
    }
    Ok(register)
}

fn seconds_now() -> u64 {
    u64::try_from(SystemClock.now().timestamp()).unwrap_or(0)
}

async fn run_server(args: Serve) -> Result<(), Ended> {
    let Serve {
        demo: tell_demo,
        dev,
        listen,
        place,
    } = args;
    let development = tell_demo || dev;
    self_test()?;
    let store = store(&place).await?;
    if tell_demo {
        demo::tell(&store).await?;
    }
    if development {
        development::prepare(&place.data)?;
    }
    let trusted = Arc::new(Trusted::load(trust_file(&place.data), development)?);
    let register = Arc::new(register(store, place.law).await?);
    let examples = if tell_demo {
        showcase::examples(&place.data, seconds_now())?
    } else {
        Vec::new()
    };
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    if tell_demo {
        say(&showcase::welcome(
            &address.to_string(),
            &place.data,
            &register.organisations(),
            &examples,
            seconds_now(),
        )?)?;
    } else {
        say(&format!("s117 is listening on http://{address}/graphql"))?;
    }
    let limits = Limits::default();
    let routes = router(
        Arc::clone(&register),
        Options {
            trusted: Arc::clone(&trusted),
            development,
            examples,
            limits,
        },
    );
    tokio::select! {
        () = serve(listener, routes, limits, stop_signal()) => {}
        () = freshen::keep(Arc::clone(&register)) => {}
        () = seal::keep(Arc::clone(&register)) => {}
        () = trusted.keep() => {}
    }
    seal::rest(&register).await;
    Ok(())
}

async fn stop_signal() {
    let interrupted = async {
        // Without a handler there is nothing to wait for: the signal then ends the process by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

fn print_token(args: &Token) -> Result<(), Ended> {
    let role =
        Role::named(&args.role).ok_or("the role is practitioner, manager, job or reviewer")?;
    let organisation = args.organisation.as_ref().ok_or("name the organisation")?;
    say(&token(
        &args.data,
        organisation,
        role,
        &args.subject,
        seconds_now(),
    )?)?;
    Ok(())
}

async fn inspect(place: &Place, dev: bool) -> Result<(), Ended> {
    let trust = Trust::load(&trust_file(&place.data), dev)?;
    let organisations = store(place).await?.organisations().await?;
    let mut text = String::new();
    std::io::stdin().read_line(&mut text)?;
    let caller = verify(text.trim(), &trust, &organisations, seconds_now())?;
    let (organisation, role) = (caller.organisation(), caller.role().name());
    say(&format!(
        "good: {organisation}, {role}, {}",
        caller.subject()
    ))?;
    Ok(())
}

fn contract(args: &Contract) -> Result<(), Ended> {
    let root = Path::new(".");
    if args.write {
        contract::write(root)?;
        return Ok(());
    }
    let differing = contract::differing(root);
    if differing.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "not what the code says: {}. Run s117 contract --write",
            differing.join(", ")
        )
        .into())
    }
}

async fn dispatch(command: Command) -> Result<ExitCode, Ended> {
    match command {
        Command::Serve(args) => run_server(args).await?,
        Command::Token(Token {
            what: Some(OfToken::Inspect { dev, place }),
            ..
        }) => inspect(&place, dev).await?,
        Command::Token(args) => print_token(&args)?,
        Command::Migrate(place) => drop(store(&place).await?),
        Command::Contract(args) => contract(&args)?,
        Command::Recheck(place) => {
            let count = recheck::recheck(&register(store(&place).await?, place.law).await?).await?;
            say(&format!("{count} entries rechecked"))?;
        }
        Command::Generate(args) => generate::run(args).await?,
        Command::Audit(args) => return audit::run(args).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// Says on standard error what went wrong, with its causes.
fn complain(error: &(dyn std::error::Error + 'static)) {
    let mut text = format!("s117: {error}");
    let mut cause = error.source();
    while let Some(one) = cause {
        text = format!("{text}: {one}");
        cause = one.source();
    }
    // Standard error may be closed; there is then nobody to tell.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Runs a command.
pub async fn run(cli: Cli) -> ExitCode {
    dispatch(cli.command).await.unwrap_or_else(|error| {
        complain(error.as_ref());
        ExitCode::FAILURE
    })
}
