//! A little story about one person, told so that an organisation of some kind ends up in some relation to them.

use std::collections::{BTreeMap, BTreeSet};

use s117::access::{Relation, Role};
use s117::domain::organisation::Kind;
use serde_json::{Value, json};

use super::files::Operation;
use crate::support::{Gateway, identity, nhs_number};

const TELLER: &str = "RW4";
const TODAY: &str = "2023-07-03";

/// The organisation of a kind that these tests are about.
pub const fn subject(kind: Kind) -> &'static str {
    match kind {
        Kind::Council => "E06000062",
        Kind::Icb => "QPM",
        Kind::Trust => "RP1",
        Kind::Hospital => "NV1",
    }
}

/// A person, and what the placeholders of an operation's variables stand for.
pub struct Person {
    pub entry: String,
    values: BTreeMap<&'static str, Value>,
    number: u32,
}

impl Person {
    /// An operation's variables with every `$name$` in its place.
    pub fn filled(&self, operation: &Operation) -> Value {
        let mut values = self.values.clone();
        values.insert("key", json!(format!("{}-{}", operation.name, self.number)));
        fill(&operation.variables, &values, operation)
    }
}

impl Person {
    /// What must have happened before an act about the ending of after-care: a proposal, a signature, both signatures.
    pub async fn signed_before(&mut self, g: &Gateway, kind: Kind, name: &str) {
        let (mine, theirs) = match name {
            "sign-ending" => (false, false),
            "withdraw-signature" => (true, false),
            "give-ending-notice" | "reinstate-aftercare" => (true, true),
            _ => return,
        };
        let person = json!([{ "role": "PERSON", "invited": true, "attended": true }]);
        let proposal = json!({
            "entryId": self.entry, "reasons": ["NEED_CEASED"], "evidence": { "shows": "Well for a year." },
            "involvement": { "attendance": person, "viewsRecorded": "YES" },
        });
        let other = if kind == Kind::Council {
            "QYG"
        } else {
            "E08000012"
        };
        if theirs {
            let record = json!({ "identity": identity(self.text("nhsNumber"), "Example", self.text("born")) });
            g.submit(other, &format!("O-{}", self.number), record).await;
            g.accept(other, TELLER).await;
        }
        let evidence = propose(g, &proposal).await;
        for (signs, who) in [(mine, subject(kind)), (theirs, other)] {
            if signs {
                let input = json!({ "entryId": self.entry, "evidence": evidence });
                let query = "mutation($input: SignEndingInput!) { result: signEnding(input: $input) { __typename } }";
                let result = g.ask(who, query, json!({ "input": input })).await;
                assert_eq!(
                    result["result"]["__typename"], "EndingActRecorded",
                    "{who}: {result:#}"
                );
            }
        }
        self.values.insert("evidence", evidence);
    }

    /// What must have happened before an act about a dispute: it was raised, and led by whoever refers it, and referred.
    pub async fn disputed_before(&mut self, g: &Gateway, kind: Kind, name: &str) {
        let referred = match name {
            "respond-to-dispute" | "withdraw-dispute" | "refer-dispute" => false,
            "determine-dispute" => true,
            _ => return,
        };
        let (word, other) = match kind {
            Kind::Council => ("COUNCILS", "E08000012"),
            Kind::Icb | Kind::Trust | Kind::Hospital => ("ICBS", "QYG"),
        };
        let basis = if kind == Kind::Council {
            "LIVING_THERE"
        } else {
            "AGREED"
        };
        let input = json!({ "entryId": self.entry, "kind": word, "against": [other], "denied": TODAY, "lead": subject(kind), "leadBasis": basis });
        let query = "mutation($input: RaiseDisputeInput!) { result: raiseDispute(input: $input) { __typename ... on DisputeActRecorded { entry { disputes { key } } } } }";
        let raised = g.ask(subject(kind), query, json!({ "input": input })).await;
        let key = raised["result"]["entry"]["disputes"][0]["key"].clone();
        assert!(key.is_string(), "{raised:#}");
        if referred {
            let input = json!({ "entryId": self.entry, "dispute": key, "referred": TODAY });
            let query = "mutation($input: ReferDisputeInput!) { result: referDispute(input: $input) { __typename } }";
            let result = g.ask(subject(kind), query, json!({ "input": input })).await;
            assert_eq!(
                result["result"]["__typename"], "DisputeActRecorded",
                "{result:#}"
            );
        }
        self.values.insert("dispute", key);
    }

    /// What must have happened before an act about a joint policy: it was put forward, and adopted by whoever leaves it.
    pub async fn agreed_before(&mut self, g: &Gateway, kind: Kind, name: &str) {
        let adopted = match name {
            "adopt-policy" => false,
            "leave-policy" => true,
            _ => return,
        };
        let me = subject(kind);
        let token = g.token(me, Role::Manager);
        let members: BTreeSet<_> = ["E06000062", "QPM", me].into();
        let input = json!({ "partnership": name, "title": "A policy", "members": members, "effectiveFrom": TODAY, "terms": {} });
        let query = "mutation($input: PolicyInput!) { result: proposePolicy(input: $input) { ... on PolicyRecorded { policy { id digest } } } }";
        let (_, answer) = g
            .post(Some(&token), query, &json!({ "input": input }))
            .await;
        let policy = &answer["data"]["result"]["policy"];
        assert!(policy["id"].is_string(), "{answer:#}");
        if adopted {
            let query = "mutation($id: ID!, $d: EvidenceDigest!) { result: adoptPolicy(id: $id, digest: $d) { __typename } }";
            let (_, answer) = g
                .post(
                    Some(&token),
                    query,
                    &json!({ "id": policy["id"], "d": policy["digest"] }),
                )
                .await;
            assert_eq!(
                answer["data"]["result"]["__typename"], "PolicyRecorded",
                "{answer:#}"
            );
        }
        self.values.insert("policy", policy["id"].clone());
        self.values.insert("digest", policy["digest"].clone());
    }

    fn text(&self, name: &str) -> &str {
        self.values[name].as_str().expect("a text")
    }
}

/// The teller proposes that after-care end: the digest of what there is to sign.
async fn propose(g: &Gateway, input: &Value) -> Value {
    let query = "mutation($input: ProposeEndingInput!) { result: proposeEnding(input: $input) { __typename ... on EndingActRecorded { entry { endingCase { evidence } } } } }";
    let result = g.ask(TELLER, query, json!({ "input": input })).await;
    let evidence = result["result"]["entry"]["endingCase"]["evidence"].clone();
    assert!(evidence.is_string(), "{result:#}");
    evidence
}

fn fill(value: &Value, values: &BTreeMap<&'static str, Value>, operation: &Operation) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix('$').and_then(|text| text.strip_suffix('$')) {
            Some(name) => values.get(name).cloned().unwrap_or_else(|| {
                let known: Vec<_> = values.keys().collect();
                panic!("The variables of {} have the placeholder ${name}$, and no story knows what it stands for: use one of {known:?}.", operation.file.display())
            }),
            None => value.clone(),
        },
        Value::Array(items) => items.iter().map(|item| fill(item, values, operation)).collect(),
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), fill(field, values, operation))).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// A birth date of its own for each person, so that nobody is nearly anybody else.
fn born(nth: u32) -> String {
    format!(
        "{}-{:02}-{:02}",
        1940 + nth / 300,
        1 + nth % 300 / 25,
        1 + nth % 25
    )
}

/// What the teller records: whom it names depends on the relation that is to come of it.
fn telling(kind: Kind, relation: Relation, number: &str, born: &str) -> Value {
    let me = subject(kind);
    let named = match relation {
        Relation::Responsible | Relation::Provider | Relation::Candidate | Relation::Former => true,
        Relation::Claimant | Relation::Stranger => false,
    };
    let (council, board) = match kind {
        Kind::Council if named => (me, "QYG"),
        Kind::Icb if named => ("E08000012", me),
        Kind::Council | Kind::Icb | Kind::Trust | Kind::Hospital => ("E08000012", "QYG"),
    };
    let mut spell = json!({ "key": "s1", "hospital": TELLER, "start": "2023-06-13", "end": "2023-06-27", "hospitalExit": "2023-06-27" });
    if named && relation == Relation::Former && !kind.owes_the_duty() {
        spell = json!({ "key": "s1", "hospital": TELLER, "start": "2023-06-13", "transfers": [{ "key": "t1", "on": "2023-06-20", "to": me }] });
    }
    let mut record = json!({
        "identity": identity(number, "Example", born),
        "detention": { "spells": [spell] },
        "legalBasis": { "statuses": [{ "key": "l1", "spell": "s1", "code": "03", "from": "2023-06-13", "application": "2023-06-13" }] },
        "position": { "status": "ELIGIBLE", "responsibleCouncil": council, "responsibleIcb": board },
    });
    if named && relation != Relation::Former {
        record["coordinator"] = json!({ "holders": [{ "key": "c1", "role": "Care coordinator", "organisation": me, "from": "2023-06-20" }] });
    }
    record
}

/// The teller takes back what made the subject a party: the person is another's.
fn taken_back(kind: Kind) -> Value {
    match kind {
        Kind::Council => {
            json!({ "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000061", "responsibleIcb": "QYG" } })
        }
        Kind::Icb => {
            json!({ "position": { "status": "ELIGIBLE", "responsibleCouncil": "E08000012", "responsibleIcb": "QYG" } })
        }
        Kind::Trust | Kind::Hospital => {
            json!({ "detention": { "spells": [{ "key": "s1", "hospital": TELLER, "start": "2023-06-13", "end": "2023-06-27", "hospitalExit": "2023-06-27" }] } })
        }
    }
}

/// The caller's own account of a submission that was accepted.
async fn own_account(g: &Gateway, organisation: &str, local_id: &str, record: Value) -> Value {
    let result = g.try_submit(organisation, local_id, &record).await;
    let accounts = result["entry"]["accounts"]
        .as_array()
        .unwrap_or_else(|| panic!("{organisation} submitted and got {result:#}"));
    accounts
        .iter()
        .find(|one| one["own"] == true)
        .expect("its own account")["id"]
        .clone()
}

async fn accepts(g: &Gateway, organisation: &str, notification: &Value) {
    let input = json!({ "notificationId": notification["id"], "reply": "ACCEPTED" });
    let query = "mutation($input: AcknowledgeNotificationInput!) { result: acknowledgeNotification(input: $input) { __typename } }";
    let result = g.ask(organisation, query, json!({ "input": input })).await;
    assert_eq!(
        result["result"]["__typename"], "NotificationAcknowledged",
        "{result:#}"
    );
}

/// Tells the story of the nth person, and makes sure that it came out as it should.
pub async fn told(g: &Gateway, kind: Kind, relation: Relation, nth: u32) -> Person {
    g.at(TODAY);
    let (me, number) = (subject(kind), nhs_number(nth));
    let (theirs, ours) = (format!("T-{nth}"), format!("C-{nth}"));
    let mut entry = g
        .submit(
            TELLER,
            &theirs,
            telling(kind, relation, &number, &born(nth)),
        )
        .await;
    let seen = g.ask(TELLER, "query($id: ID!) { entry(id: $id) { accounts { id } notifications { id kind to { code } } } }", json!({ "id": entry })).await;
    let notifications = seen["entry"]["notifications"]
        .as_array()
        .expect("notifications")
        .clone();
    let to_me: Vec<_> = notifications
        .iter()
        .filter(|one| one["to"]["code"] == me)
        .collect();
    let mut account = seen["entry"]["accounts"][0]["id"].clone();
    if relation != Relation::Stranger {
        account = own_account(
            g,
            me,
            &ours,
            json!({ "identity": identity(&number, "Example", &born(nth)) }),
        )
        .await;
    }
    if matches!(
        relation,
        Relation::Responsible | Relation::Provider | Relation::Former
    ) {
        let wanted = to_me
            .iter()
            .find(|one| one["kind"] != "NAMED_COORDINATOR" || !kind.owes_the_duty());
        accepts(
            g,
            me,
            wanted.unwrap_or_else(|| panic!("{TELLER} tells {me}: {notifications:#?}")),
        )
        .await;
    }
    if relation == Relation::Former {
        g.submit(TELLER, &theirs, taken_back(kind)).await;
    }
    let spare = own_account(
        g,
        me,
        &format!("S-{nth}"),
        json!({ "identity": { "name": { "family": "Exampel" }, "born": born(nth) } }),
    )
    .await;
    let found = g
        .ask(
            me,
            "query($n: NhsNumber!) { entry(nhsNumber: $n) { id relation } }",
            json!({ "n": number }),
        )
        .await;
    let stands = found["entry"]["relation"].as_str().unwrap_or("STRANGER");
    assert_eq!(
        stands.to_lowercase(),
        relation.name(),
        "The story that should make a {} a {} came out otherwise: {seen:#} {found:#}",
        kind.word(),
        relation.name()
    );
    if let Some(id) = found["entry"]["id"].as_str() {
        id.clone_into(&mut entry);
    }
    // The one not yet answered, if there is one: else another's, which is none of the subject's business.
    let notification = to_me
        .iter()
        .find(|one| one["kind"] == "NAMED_COORDINATOR")
        .or(to_me.first())
        .copied()
        .or(notifications.first())
        .expect("a notification");
    let values = [
        ("nhsNumber", json!(number)),
        ("localId", json!(ours)),
        ("born", json!(born(nth))),
        ("entry", json!(entry)),
        ("account", account),
        ("spareAccount", spare),
        ("notification", notification["id"].clone()),
        ("version", json!(1)),
        ("evidence", json!("0".repeat(64))),
        ("dispute", json!("d1")),
        ("policy", json!(format!("pol_{}", "0".repeat(32)))),
        ("digest", json!("0".repeat(64))),
    ];
    Person {
        entry,
        values: BTreeMap::from(values),
        number: nth,
    }
}
