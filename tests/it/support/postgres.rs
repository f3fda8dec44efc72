//! A throw-away PostgreSQL for the tests that need a real one.
//!
//! The first test that asks starts a cluster in a temporary folder; every call then gets a new,
//! empty database of its own, so tests neither see each other's rows nor have to clean up. The
//! cluster belongs to the test process and ends with it, killed or not.
//!
//! `cargo test` is the supported way to run these tests: one process, and so one cluster. A runner
//! that gives each test its own process (nextest) works too, but starts a cluster for each.
//!
//! Two environment variables change what happens:
//!
//! * `S117_TEST_DATABASE_URL` (`postgres://user@host/database`): make the databases on this
//!   server instead. They are named `s117_test_…` and are left there.
//! * `S117_REQUIRE_POSTGRES=1`: fail, instead of skipping, when PostgreSQL is not installed.

#![expect(
    clippy::disallowed_methods,
    reason = "tests have no command line: these settings can only come from the environment"
)]

use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::UNIX_EPOCH;
use std::{env, io, process};

/// Where the cluster's folder is made, whatever `TMPDIR` says: the path of the socket inside may
/// have only a hundred bytes or so, and the user the server runs as must be able to get there.
const TEMPORARY: &str = "/tmp";

/// Lists the folders where PostgreSQL's programs may be, the likeliest first. Most systems keep
/// the server's programs off the PATH, in a folder for each version.
const FOLDERS_OF_PROGRAMS: &str = "
    printf '%s\\n' \"$PATH\" | tr : '\\n'
    ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin | sort -rV
    echo /usr/local/pgsql/bin
    ls -d /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin | sort -rV
    pg_config --bindir || true
";

/// Makes and starts the cluster in the folder `$2`, with the programs in the folder `$1`.
///
/// Without a locale, texts sort the same on every machine. Tests need nothing to survive a crash,
/// so `$3` says to spend nothing on that. No TCP, so no port to clash over: the number is only part of the
/// socket's name.
const START: &str = r#"
    "$1/initdb" -D "$2/data" --username=postgres --auth=trust --encoding=UTF8 --no-locale \
        --no-sync || exit
    "$1/pg_ctl" start -D "$2/data" -l "$2/log" -w -t 30 -o "$3 \
        -c max_connections=200 -c listen_addresses= -c port=5432 -c unix_socket_directories=$2" ||
        { cat "$2/log" >&2; exit 1; }
"#;

/// Waits for the test process to be gone, then stops the cluster and removes its folder.
///
/// `cat` returns when the test process's end of the pipe closes, which the kernel sees to however
/// that process ends. Signals are ignored because an interrupt from the keyboard must end the
/// tests, not the clean-up. More than one attempt, because the test process may have been killed
/// while `initdb` was still filling the folder.
const WATCHDOG: &str = r#"
    trap '' HUP INT QUIT TERM
    cat
    for attempt in 1 2 3 4 5; do
        "$1/pg_ctl" stop -D "$2/data" -m immediate -t 10
        rm -rf "$2"
        sleep 1
        [ -e "$2" ] || break
    done
"#;

static KEEPS_PROMISES: AtomicBool = AtomicBool::new(false);

/// From here on a cluster that is started makes durable what it says is durable, for whoever measures.
pub fn keep_promises() {
    KEEPS_PROMISES.store(true, Ordering::Relaxed);
}

const SKIPPED: &str = "
+------------------------------------------------------------------------+
|  SKIPPED: every test that needs PostgreSQL. It is not installed here.  |
|                                                                        |
|  To run them, install it and run the tests again:                      |
|    Debian, Ubuntu   sudo apt-get install postgresql                    |
|    Fedora           sudo dnf install postgresql-server                 |
|    macOS            brew install postgresql                            |
|  Nothing else is needed: the tests start a server of their own.        |
|  Or set S117_TEST_DATABASE_URL to a server that may be written to.     |
|  To make this a failure, set S117_REQUIRE_POSTGRES=1.                  |
+------------------------------------------------------------------------+
";

const REQUIRED: &str = "S117_REQUIRE_POSTGRES is 1, but no folder has initdb, pg_ctl, postgres \
                        and psql: install PostgreSQL, or put its programs on the PATH";

const NO_USER: &str = "PostgreSQL refuses to run as root, and there is no user postgres or nobody \
                       to run it as: run the tests as an ordinary user";

/// The URL of a new, empty database, or `None` when PostgreSQL is not installed: the test should
/// then return, a message about it having been printed.
pub fn url_of_new_database() -> Option<String> {
    static SERVER: OnceLock<Result<Option<Server>, String>> = OnceLock::new();
    // A failure is remembered like a success: fifty tests should not each wait for it again.
    let url = match SERVER.get_or_init(Server::find_or_start) {
        Ok(server) => server.as_ref().map(Server::create_database).transpose(),
        Err(problem) => Err(problem.clone()),
    };
    url.unwrap_or_else(|problem| panic!("no PostgreSQL database for this test: {problem}"))
}

/// A server on which databases can be made.
struct Server {
    psql: PathBuf,
    /// A database that exists, in a form that both `psql` and `sqlx` understand.
    url: String,
    /// Set when the server is our own. Holds the pipe whose closing ends the cluster.
    watchdog: Option<Child>,
}

impl Server {
    fn find_or_start() -> Result<Option<Self>, String> {
        let programs = folder_of_programs();
        let (url, watchdog) = match (setting("S117_TEST_DATABASE_URL"), &programs) {
            (Some(url), _) => (url, None),
            (None, Some(programs)) => start_cluster(programs)?,
            (None, None) if setting("S117_REQUIRE_POSTGRES").as_deref() == Some("1") => {
                return Err(REQUIRED.into());
            }
            (None, None) => {
                // Not eprintln!, whose output `cargo test` hides for tests that pass. If stderr
                // is closed there is nobody to tell.
                let _ = io::stderr().write_all(SKIPPED.as_bytes());
                return Ok(None);
            }
        };
        let psql = programs.map_or_else(|| "psql".into(), |folder| folder.join("psql"));
        Ok(Some(Self {
            psql,
            url,
            watchdog,
        }))
    }

    fn create_database(&self) -> Result<String, String> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        // Process and time as well as a count: on a shared server, others run these tests too.
        let now = UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("s117_test_{}_{now:x}_{count}", process::id());

        let (server, query) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let (server, _) = server
            .rsplit_once('/')
            .filter(|(server, _)| !server.ends_with('/'))
            .ok_or("S117_TEST_DATABASE_URL must look like postgres://user@host/database")?;
        let mut psql = Command::new(&self.psql);
        if self.watchdog.is_some() {
            forget_other_servers(&mut psql);
        }
        let create = format!("CREATE DATABASE {name}");
        run(psql.args(["-Xw", "-c", &create, &self.url]))?;
        Ok(format!("{server}/{name}?{query}"))
    }
}

fn start_cluster(programs: &Path) -> Result<(String, Option<Child>), String> {
    let user = user_of_server()?;
    let folder = tempfile::Builder::new()
        .prefix("s117-pg-")
        .tempdir_in(TEMPORARY)
        .map_err(|e| format!("cannot make a folder in {TEMPORARY}: {e}"))?;
    if let Some((uid, gid)) = user {
        chown(folder.path(), Some(uid), Some(gid))
            .map_err(|e| format!("cannot give the cluster's folder to user {uid}: {e}"))?;
    }
    let promises = if KEEPS_PROMISES.load(Ordering::Relaxed) {
        "-c shared_buffers=512MB -c max_wal_size=4GB"
    } else {
        "-c fsync=off -c full_page_writes=off"
    };
    let script = |text| script_as(user, text, &[programs, folder.path(), Path::new(promises)]);
    let mut watchdog = script(WATCHDOG);
    // A process group of its own, so that whoever kills the group of the tests spares it.
    watchdog.stdin(Stdio::piped()).stdout(Stdio::null());
    watchdog.stderr(Stdio::null()).process_group(0);
    let watchdog = watchdog.spawn();
    let watchdog = watchdog.map_err(|e| format!("cannot run sh: {e}"))?;
    let mut start = script(START);
    let folder = folder.keep(); // from here on the watchdog removes it
    run(&mut start)?;

    let host = folder.display().to_string().replace('/', "%2F");
    let url = format!("postgres://postgres@localhost:5432/postgres?host={host}&sslmode=disable");
    Ok((url, Some(watchdog)))
}

/// The folder that has all of PostgreSQL's programs, so that they are of one version.
fn folder_of_programs() -> Option<PathBuf> {
    let folders = run(Command::new("sh").args(["-c", FOLDERS_OF_PROGRAMS])).ok()?;
    folders.lines().find_map(|folder| {
        // A distribution may link only some of them into the PATH; the rest are where that leads.
        let initdb = Path::new(folder).join("initdb").canonicalize().ok()?;
        let all = ["pg_ctl", "postgres", "psql"];
        let complete = all.iter().all(|name| initdb.with_file_name(name).is_file());
        initdb.parent().filter(|_| complete).map(Path::to_owned)
    })
}

/// The user and group to run the server as, if not as ourselves: it refuses to run as root, as
/// tests in a container often do.
fn user_of_server() -> Result<Option<(u32, u32)>, String> {
    let id = |arguments: &[&str]| run(Command::new("id").args(arguments)).ok()?.parse().ok();
    if id(&["-u"]) != Some(0) {
        return Ok(None);
    }
    let user = |name| Some((id(&["-u", name])?, id(&["-g", name])?));
    let user = user("postgres").or_else(|| user("nobody"));
    user.map(Some).ok_or_else(|| NO_USER.into())
}

fn script_as(user: Option<(u32, u32)>, text: &str, arguments: &[&Path]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", text, "sh"]).args(arguments);
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    forget_other_servers(&mut command);
    // The present folder may be closed to that user, and the present locale not installed.
    command.current_dir("/").env("LC_ALL", "C");
    command
}

/// Removes the settings that point PostgreSQL's programs at a developer's own server.
fn forget_other_servers(command: &mut Command) {
    for (name, _) in env::vars_os().filter(|(name, _)| name.as_bytes().starts_with(b"PG")) {
        command.env_remove(name);
    }
}

/// What the command printed, or what went wrong. The message leaves out the arguments, for a URL
/// may hold a password.
fn run(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().display().to_string();
    let output = command
        .output()
        .map_err(|e| format!("cannot run {program}: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let problem = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program} failed ({}): {problem}", output.status))
}

/// An environment variable; one set to nothing counts as not set.
fn setting(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
