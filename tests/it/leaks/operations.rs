//! Every question of the contract, with every argument, filter and order.

use s117::access::Role;
use serde_json::{Map, Value, json};

use super::stories::{COUNCIL, ICB, OTHER, Probe, TRUST, WHO};

/// One operation: a root field with its arguments. Names such as `ent#0` stand for whatever a register first called so.
#[derive(Clone, Debug)]
pub struct Operation {
    pub root: &'static str,
    pub arguments: Map<String, Value>,
    pub role: Role,
    /// Whether to turn every page, one row at a time.
    pub walk: bool,
    /// The day on which every answer is asked for that can be asked about a day of its own, empty for that of the question; none to ask for
    /// everything else.
    pub dated: Option<&'static str>,
    /// Whether the order of rows is compared. Not after the caller has written: ties are broken by ids, which are random.
    pub ordered: bool,
}

impl Operation {
    pub fn of(root: &'static str, arguments: Value) -> Self {
        let Value::Object(arguments) = arguments else {
            panic!("the arguments of {root} are written as an object in this test");
        };
        Self {
            root,
            arguments,
            role: Role::Practitioner,
            walk: false,
            dated: None,
            ordered: true,
        }
    }

    pub fn walked(self) -> Self {
        Self { walk: true, ..self }
    }

    pub fn dated(self, day: &'static str) -> Self {
        Self {
            dated: Some(day),
            ..self
        }
    }

    pub fn in_role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    pub fn whatever_order(self) -> Self {
        Self {
            ordered: false,
            ..self
        }
    }

    /// How to name it to whoever reads a failure.
    pub fn words(&self) -> String {
        format!("{}({})", self.root, Value::Object(self.arguments.clone()))
    }
}

/// Rows in a page where the row is a whole entry: more would cost more than a document may.
const PAGE: u32 = 5;

fn entries() -> Vec<Operation> {
    let of = |arguments| Operation::of("entries", arguments);
    let mut all = vec![of(json!({})).walked(), of(json!({ "first": PAGE }))];
    for order in ["ID", "WORST_FIRST", "DUE_FIRST"] {
        all.push(of(json!({ "first": PAGE, "orderBy": order })));
        all.push(of(json!({ "orderBy": order })).walked());
    }
    let relations = "RESPONSIBLE PROVIDER CANDIDATE FORMER CLAIMANT STRANGER";
    for relation in relations.split(' ') {
        all.push(of(
            json!({ "first": PAGE, "filter": { "relation": relation } }),
        ));
    }
    for rule in s117::domain::discrepancy::RULES {
        all.push(of(
            json!({ "first": PAGE, "filter": { "rule": rule.code } }),
        ));
    }
    all.push(of(json!({ "first": PAGE, "filter": { "needsUs": true } })));
    all.extend(
        [
            json!({ "first": 0 }),
            json!({ "after": "nonsense" }),
            json!({ "filter": { "rule": "NONE-99" } }),
        ]
        .map(of),
    );
    all.push(of(
        json!({ "after": "cursor#0", "first": 1, "orderBy": "ID" }),
    ));
    all
}

fn lists() -> Vec<Operation> {
    let discrepancies = |arguments| Operation::of("discrepancies", arguments);
    let notifications = |arguments| Operation::of("notifications", arguments);
    let mut all = vec![
        discrepancies(json!({})).walked(),
        discrepancies(json!({ "first": 20 })),
        discrepancies(json!({ "filter": { "needsUs": true } })),
        discrepancies(json!({ "filter": { "needsUs": true, "atLeast": "V2" } })),
        discrepancies(json!({ "after": "cursor#0" })),
        discrepancies(json!({ "first": 101 })),
        notifications(json!({})).walked(),
        notifications(json!({ "first": 20, "unanswered": true })),
        notifications(json!({ "unanswered": true })).walked(),
        notifications(json!({ "after": "cursor#0" })),
    ];
    for severity in ["V1", "V2", "V3", "V4"] {
        all.push(discrepancies(json!({ "filter": { "atLeast": severity } })));
    }
    for rule in s117::domain::discrepancy::RULES {
        all.push(discrepancies(json!({ "filter": { "rule": rule.code } })));
    }
    all
}

/// The person by every key, on every day and at every instant that the stories know of.
fn one(probe: &Probe) -> Vec<Operation> {
    let of = |arguments| Operation::of("entry", arguments);
    let mut keys = vec![
        json!({ "nhsNumber": WHO }),
        json!({ "nhsNumber": OTHER }),
        json!({ "nhsNumber": "9991700145" }),
        json!({ "nhsNumber": "12" }),
    ];
    keys.extend(
        [
            "ent#0",
            "ent#1",
            "acc#0",
            &probe.entry,
            &probe.account,
            &probe.notification,
            &format!("ent_{:032x}", 7),
        ]
        .map(|id| json!({ "id": id })),
    );
    let mut all: Vec<_> = keys.iter().cloned().map(of).collect();
    let asks = [
        json!({ "on": "2023-06-20" }),
        json!({ "on": "2025-06-01" }),
        json!({ "knownAt": "2023-07-20T00:00:00Z" }),
        json!({ "knownAt": "2024-02-05T18:00:00Z" }),
        json!({ "knownAt": "2024-02-12T18:00:00Z", "on": "2024-02-12" }),
        json!({ "lawAsAt": "2022-01-01" }),
    ];
    let dated = [
        json!({ "nhsNumber": WHO }),
        json!({ "id": "ent#0" }),
        json!({ "id": "ent#1" }),
        json!({ "id": probe.entry }),
    ];
    for (key, ask) in dated
        .iter()
        .flat_map(|key| asks.iter().map(move |ask| (key, ask)))
    {
        let mut asked = key.clone();
        for (argument, value) in ask.as_object().into_iter().flatten() {
            asked[argument] = value.clone();
        }
        all.push(of(asked));
    }
    all.extend([json!({}), json!({ "id": "ent#0", "nhsNumber": WHO })].map(of));
    for day in ["", "2023-06-20", "2025-06-01"] {
        all.extend(dated.iter().cloned().map(|key| of(key).dated(day)));
    }
    all
}

/// A draft of a joint policy of the bodies of the stories.
pub fn joint_policy(terms: &Value) -> Value {
    json!({ "partnership": "p", "title": "Joint policy", "members": [COUNCIL, ICB, TRUST], "effectiveFrom": "2023-01-01", "terms": terms })
}

fn reference() -> Vec<Operation> {
    let mut all: Vec<_> = ["me", "organisations", "provisions", "rules"]
        .map(|root| Operation::of(root, json!({})))
        .into();
    all.extend(
        ["COUNCIL", "ICB", "TRUST", "HOSPITAL"]
            .map(|kind| Operation::of("organisations", json!({ "kind": kind }))),
    );
    all.push(Operation::of("linkReviews", json!({})).whatever_order());
    let spell = json!({ "key": "a", "hospital": "RP1", "start": "2023-06-01", "hospitalExit": "2023-07-01" });
    let facts =
        json!({ "accounts": [{ "organisation": "RP1", "detention": { "spells": [spell] } }] });
    all.push(Operation::of("policies", json!({})));
    let decisions = |asked| Operation::of("ombudsmanDecisions", asked);
    all.push(decisions(json!({})).walked());
    all.push(decisions(json!({ "first": 5, "reference": "24 005 859" })));
    all.push(decisions(json!({ "after": "cursor#0" })));
    all.push(decisions(json!({})).in_role(Role::Reviewer));
    for role in [Role::Reviewer, Role::Manager, Role::Practitioner] {
        let draft = joint_policy(
            &json!({ "reviewMonths": 1, "firstReviewDays": 1, "notifyWorkingDays": 1 }),
        );
        all.push(Operation::of("policyCheck", json!({ "policy": draft })).in_role(role));
    }
    for asked in [
        json!({ "facts": { "accounts": [] } }),
        json!({ "facts": facts, "on": "2023-08-01", "lawAsAt": "2022-01-01" }),
    ] {
        all.push(Operation::of("determine", asked));
    }
    all
}

/// Who looked. The looks of one instant are in no order.
fn looks(probe: &Probe) -> Vec<Operation> {
    let of = |arguments| {
        Operation::of("accessLog", arguments)
            .in_role(Role::Manager)
            .whatever_order()
    };
    let mut all: Vec<_> = ["ent#0", "ent#1", &probe.entry, &probe.account, "nothing"]
        .map(|id| of(json!({ "entry": id, "first": 100 })))
        .into();
    all.push(of(json!({ "entry": "ent#0", "after": "cursor#0" })));
    all.push(of(json!({ "entry": "ent#0" })).in_role(Role::Practitioner));
    all
}

/// Every question.
pub fn questions(probe: &Probe) -> Vec<Operation> {
    [entries(), lists(), one(probe), reference(), looks(probe)].concat()
}

/// Those asked again once the caller has written.
pub fn afterwards(probe: &Probe) -> Vec<Operation> {
    let first = [
        json!({ "first": PAGE }),
        json!({ "first": PAGE, "filter": { "needsUs": true } }),
    ]
    .map(|asked| Operation::of("entries", asked));
    let lists = [
        Operation::of("discrepancies", json!({ "first": 50 })),
        Operation::of("notifications", json!({ "first": 50 })),
        Operation::of("notifications", json!({ "first": 50, "unanswered": true })),
        Operation::of("linkReviews", json!({})),
    ];
    let all = first.into_iter().chain(lists).chain(one(probe));
    all.map(Operation::whatever_order).collect()
}
