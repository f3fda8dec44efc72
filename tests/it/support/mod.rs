//! A gateway in process, spoken to as its callers speak to it: over HTTP, with tokens, in GraphQL.

#[expect(
    dead_code,
    reason = "the benchmark, which shares this file, asks for more"
)]
pub mod postgres;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use chrono::{DateTime, Utc};
use s117::access::Role;
use s117::access::development::{prepare, token, trust_file};
use s117::domain::law::reading::Commencement;
use s117::domain::organisation::{Kind, Organisation, Succession};
use s117::register::{Clock, Register, SeededIds, SetClock};
use s117::server::{Limits, Options, Trusted, router, serve};
use s117::store::Store;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower::ServiceExt;

/// The organisations every test knows: code, kind, name.
pub const ORGANISATIONS: &[(&str, Kind, &str)] = &[
    ("E06000062", Kind::Council, "West Northamptonshire Council"),
    ("E06000061", Kind::Council, "North Northamptonshire Council"),
    (
        "E10000021",
        Kind::Council,
        "Northamptonshire County Council",
    ),
    ("E08000012", Kind::Council, "Liverpool City Council"),
    ("QPM", Kind::Icb, "NHS Northamptonshire ICB"),
    ("QYG", Kind::Icb, "NHS Cheshire and Merseyside ICB"),
    (
        "RP1",
        Kind::Trust,
        "Northamptonshire Healthcare NHS Foundation Trust",
    ),
    ("RW4", Kind::Trust, "Mersey Care NHS Foundation Trust"),
    ("NV1", Kind::Hospital, "A private hospital"),
];

/// A gateway over a register of its own.
pub struct Gateway {
    router: Router,
    pub register: Arc<Register>,
    pub clock: Arc<SetClock>,
    pub folder: TempDir,
    /// Where its database is, for tests that look beneath it.
    pub database: String,
    keys: AtomicU64,
    versions: Mutex<BTreeMap<(String, String, String), u64>>,
}

pub fn instant(text: &str) -> DateTime<Utc> {
    let text = if text.len() == 10 {
        format!("{text}T12:00:00Z")
    } else {
        text.to_owned()
    };
    DateTime::parse_from_rfc3339(&text)
        .expect("a test's own date")
        .to_utc()
}

impl Gateway {
    /// Over SQLite in a folder that goes with the gateway.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open_folder(folder.path())
            .await
            .expect("a register in an empty folder");
        let file = folder.path().join("register.sqlite");
        Self::over(store, folder, format!("sqlite://{}", file.display())).await
    }

    /// Over a new PostgreSQL database; none where PostgreSQL is not installed.
    pub async fn postgres() -> Option<Self> {
        let url = postgres::url_of_new_database()?;
        let store = Store::connect(&url)
            .await
            .expect("the throw-away PostgreSQL answers");
        let folder = tempfile::tempdir().expect("a temporary folder");
        Some(Self::over(store, folder, url).await)
    }

    /// Over this database.
    pub async fn over(store: Store, folder: TempDir, database: String) -> Self {
        Self::under(Commencement::default(), store, folder, database).await
    }

    /// Over this database, where passed law has come into force.
    pub async fn under(
        commencement: Commencement,
        store: Store,
        folder: TempDir,
        database: String,
    ) -> Self {
        store.migrate().await.expect("migrations apply");
        let clock = Arc::new(SetClock::at(instant("2023-01-02")));
        let ids = Arc::new(SeededIds::new(117));
        let register = Register::open_store(store, Arc::clone(&clock) as Arc<dyn Clock>, ids)
            .await
            .expect("the register opens")
            .commenced(commencement);
        let known: Vec<_> = ORGANISATIONS
            .iter()
            .map(|(code, kind, name)| Organisation {
                code: code.parse().expect("a code"),
                kind: *kind,
                name: (*name).to_owned(),
                opened: None,
                closed: None,
                unverified: false,
            })
            .collect();
        let divided = |successor: &str| Succession {
            predecessor: "E10000021".parse().expect("a code"),
            successor: successor.parse().expect("a code"),
            on: "2021-04-01".parse().expect("a day"),
        };
        register
            .put_organisations(&known, &[divided("E06000061"), divided("E06000062")])
            .await
            .expect("organisations are kept");
        prepare(folder.path()).expect("a development key is made");
        let trusted =
            Trusted::load(trust_file(folder.path()), true).expect("the trust file is read");
        let trusted = Arc::new(trusted);
        let register = Arc::new(register);
        let router = router(
            Arc::clone(&register),
            Options {
                trusted,
                development: true,
                examples: Vec::new(),
                limits: Limits::default(),
            },
        );
        Self {
            router,
            register,
            clock,
            folder,
            database,
            keys: AtomicU64::new(0),
            versions: Mutex::new(BTreeMap::new()),
        }
    }

    /// The same register behind another door: with this trust, and for development or not.
    pub fn served(&self, trusted: Trusted, development: bool) -> Router {
        self.served_within(trusted, development, Limits::default())
    }

    /// And with these limits.
    pub fn served_within(&self, trusted: Trusted, development: bool, limits: Limits) -> Router {
        let options = Options {
            trusted: Arc::new(trusted),
            development,
            examples: Vec::new(),
            limits,
        };
        router(Arc::clone(&self.register), options)
    }

    /// Its own door.
    pub fn door(&self) -> Router {
        self.router.clone()
    }

    /// Sets the clock: a day (noon UTC) or an instant.
    pub fn at(&self, when: &str) -> &Self {
        self.clock.set(instant(when));
        self
    }

    /// A token for an organisation in a role, valid now.
    pub fn token(&self, organisation: &str, role: Role) -> String {
        let now = u64::try_from(self.clock.now().timestamp()).expect("after 1970");
        token(
            self.folder.path(),
            &organisation.parse().expect("a code"),
            role,
            "tester",
            now,
        )
        .expect("the development key signs")
    }

    /// Sends a request as it is: method, path, headers, body.
    pub async fn send(&self, request: Request<Body>) -> (StatusCode, String) {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router answers");
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("the body arrives");
        (
            status,
            String::from_utf8(body.to_vec()).expect("the body is UTF-8"),
        )
    }

    /// Posts a GraphQL request with a token, or without one.
    pub async fn post(
        &self,
        token: Option<&str>,
        query: &str,
        variables: &Value,
    ) -> (StatusCode, Value) {
        let mut request = Request::post("/graphql").header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let body = json!({ "query": query, "variables": variables }).to_string();
        let (status, body) = self
            .send(request.body(Body::from(body)).expect("a request"))
            .await;
        (
            status,
            serde_json::from_str(&body).expect("the answer is JSON"),
        )
    }

    /// Asks as a practitioner of an organisation; the answer's data, with no error beside it.
    pub async fn ask(&self, organisation: &str, query: &str, variables: Value) -> Value {
        let token = self.token(organisation, Role::Practitioner);
        let (status, body) = self.post(Some(&token), query, &variables).await;
        assert!(
            body.get("errors").is_none(),
            "{organisation} asked and got {status}: {body:#}"
        );
        body["data"].clone()
    }

    /// Submits an organisation's record; the whole result. Versions are followed from one submission to the next.
    pub async fn try_submit(&self, organisation: &str, local_id: &str, record: &Value) -> Value {
        let kind = ORGANISATIONS
            .iter()
            .find(|(code, _, _)| *code == organisation)
            .map(|(_, kind, _)| *kind)
            .expect("a known organisation");
        let name = match kind {
            Kind::Council => "Council",
            Kind::Icb => "Icb",
            Kind::Trust => "Trust",
            Kind::Hospital => "Hospital",
        };
        let parts = record
            .as_object()
            .map(|parts| parts.keys().cloned().collect::<Vec<_>>())
            .unwrap_or_default();
        let version = |part: &str| {
            self.versions
                .lock()
                .unwrap()
                .get(&(
                    organisation.to_owned(),
                    local_id.to_owned(),
                    part.to_owned(),
                ))
                .copied()
        };
        let expected: Vec<_> = parts
            .iter()
            .filter_map(|part| {
                Some(json!({ "part": screaming(part), "version": version(&screaming(part))? }))
            })
            .collect();
        let key = self.keys.fetch_add(1, Ordering::Relaxed);
        let query = format!(
            "mutation($input: Submit{name}RecordInput!) {{ result: submit{name}Record(input: $input) {{ __typename \
             ... on RecordAccepted {{ replayed parts {{ part version outcome }} entry {{ id relation answer accounts {{ id own organisation {{ code }} }} }} }} \
             ... on InputRejected {{ message problems {{ code path message }} }} \
             ... on VersionConflict {{ conflicts {{ part expectedVersion currentVersion changedBy {{ code }} }} }} \
             ... on NotPermitted {{ message denials {{ part reason }} }} ... on IdempotencyKeyReused {{ message }} }} }}"
        );
        let input = json!({ "localId": local_id, "record": record, "expectedVersions": expected, "idempotencyKey": format!("test-{key}") });
        let result = self
            .ask(organisation, &query, json!({ "input": input }))
            .await["result"]
            .clone();
        for part in result["parts"].as_array().into_iter().flatten() {
            let name = part["part"].as_str().expect("a part").to_owned();
            self.versions.lock().unwrap().insert(
                (organisation.to_owned(), local_id.to_owned(), name),
                part["version"].as_u64().expect("a version"),
            );
        }
        result
    }

    /// Submits an organisation's record, which must be accepted; the id of the entry.
    pub async fn submit(&self, organisation: &str, local_id: &str, record: Value) -> String {
        let result = self.try_submit(organisation, local_id, &record).await;
        assert_eq!(
            result["__typename"], "RecordAccepted",
            "{organisation} submitted and got {result:#}"
        );
        result["entry"]["id"].as_str().expect("an id").to_owned()
    }

    /// Answers whatever `from` has told this organisation: `None` accepts, a reason denies.
    pub async fn answer(&self, organisation: &str, from: &str, denial: Option<&str>) {
        let told = self.ask(organisation, "{ notifications(first: 100, unanswered: true) { edges { node { id from { code } to { code } } } } }", json!({})).await;
        let mut answered = 0;
        for edge in told["notifications"]["edges"].as_array().expect("edges") {
            let node = &edge["node"];
            if node["from"]["code"] == from && node["to"]["code"] == organisation {
                let reply = if denial.is_some() {
                    "DENIED"
                } else {
                    "ACCEPTED"
                };
                let input =
                    json!({ "notificationId": node["id"], "reply": reply, "reason": denial });
                let query = "mutation($input: AcknowledgeNotificationInput!) { result: acknowledgeNotification(input: $input) { __typename } }";
                let result = self
                    .ask(organisation, query, json!({ "input": input }))
                    .await;
                assert_eq!(result["result"]["__typename"], "NotificationAcknowledged");
                answered += 1;
            }
        }
        assert!(
            answered > 0,
            "{from} has told {organisation} nothing that is unanswered"
        );
    }

    /// Accepts whatever `from` has told this organisation.
    pub async fn accept(&self, organisation: &str, from: &str) {
        self.answer(organisation, from, None).await;
    }

    /// Declares that an organisation's feed carries these parts.
    pub async fn declares(&self, organisation: &str, parts: &[&str]) {
        let token = self.token(organisation, Role::Manager);
        let (_, body) = self
            .post(
                Some(&token),
                "mutation($p: [Part!]!) { declareFeed(parts: $p) { __typename } }",
                &json!({ "p": parts }),
            )
            .await;
        assert_eq!(
            body["data"]["declareFeed"]["__typename"], "FeedDeclared",
            "{body:#}"
        );
    }

    /// The codes of the discrepancies that an organisation sees of an entry today, sorted, each with its severity: `DUT-01 V2`.
    pub async fn standing(&self, organisation: &str, entry: &str) -> Vec<String> {
        let query =
            "query($id: ID!) { entry(id: $id) { discrepancies { rule { code } severity grade } } }";
        let data = self.ask(organisation, query, json!({ "id": entry })).await;
        let mut codes: Vec<_> = data["entry"]["discrepancies"]
            .as_array()
            .expect("the entry is visible")
            .iter()
            .map(|one| {
                format!(
                    "{} {}",
                    one["rule"]["code"].as_str().unwrap_or("-"),
                    one["severity"].as_str().unwrap_or("-")
                )
            })
            .collect();
        codes.sort();
        codes
    }
}

/// Sends a request to a door: the status, the headers, and the body as JSON.
pub async fn send(door: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Value) {
    let response = door
        .clone()
        .oneshot(request)
        .await
        .expect("the router answers");
    let (status, headers) = (response.status(), response.headers().clone());
    let body = to_bytes(response.into_body(), usize::MAX)
        .await
        .expect("the body arrives");
    let text = String::from_utf8(body.to_vec()).expect("the body is UTF-8");
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    (status, headers, body)
}

/// Posts an operation to a door.
pub async fn post(
    door: &Router,
    token: Option<&str>,
    query: &str,
) -> (StatusCode, HeaderMap, Value) {
    let mut request = Request::post("/graphql").header("content-type", "application/json");
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let body = json!({ "query": query }).to_string();
    send(door, request.body(Body::from(body)).expect("a request")).await
}

/// A server on a port of its own; told to stop when the sender is used or dropped.
pub async fn listening(
    g: &Gateway,
    limits: Limits,
) -> (
    SocketAddr,
    tokio::sync::oneshot::Sender<()>,
    tokio::task::JoinHandle<()>,
) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let trusted = Trusted::load(trust_file(g.folder.path()), true).expect("the trust file is read");
    let door = g.served_within(trusted, true, limits);
    let serving = tokio::spawn(serve(listener, door, limits, async move {
        let _ = stopped.await;
    }));
    (address, stop, serving)
}

/// `legalBasis` as the enum value `LEGAL_BASIS`.
fn screaming(camel: &str) -> String {
    camel.chars().fold(String::new(), |mut name, c| {
        if c.is_uppercase() {
            name.push('_');
        }
        name.extend(c.to_uppercase());
        name
    })
}

/// A test on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($gateway:ident) $body:block)*) => {$(
        $(#[$doc])*
        async fn $name($gateway: $crate::support::Gateway) $body

        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name($crate::support::Gateway::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(gateway) = $crate::support::Gateway::postgres().await {
                    super::$name(gateway).await;
                }
            }
        }
    )*};
}

/// An identity: NHS number, family name, birth date.
pub fn identity(number: &str, family: &str, born: &str) -> Value {
    json!({ "name": { "given": "Test", "family": family }, "born": born, "nhsNumber": number, "nhsNumberStatus": "VERIFIED" })
}

/// A spell under section 3 from its start, with the day of leaving hospital if it has come.
pub fn section_3(hospital: &str, start: &str, exit: Option<&str>) -> (Value, Value) {
    let spell = json!({ "key": "s1", "hospital": hospital, "start": start, "hospitalExit": exit, "end": exit });
    let status =
        json!({ "key": "l1", "spell": "s1", "code": "03", "from": start, "application": start });
    (
        json!({ "spells": [spell] }),
        json!({ "statuses": [status] }),
    )
}

/// The NHS number of the nth person: one whose check digit is right.
pub fn nhs_number(nth: u32) -> String {
    let with_check = |stem: u32| {
        let sum: u32 = stem
            .to_string()
            .chars()
            .zip((2..=10).rev())
            .map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight)
            .sum();
        let check = (11 - sum % 11) % 11;
        (check < 10).then(|| format!("{stem}{check}"))
    };
    // Of eleven stems one at most is never issued, so twenty hold a good one.
    let from = 999_000_000 + nth * 20;
    (from..from + 20)
        .find_map(with_check)
        .expect("a number that is issued")
}
