//! Every write of the contract, refused and accepted: asked last, and of both registers alike.

use serde_json::{Value, json};

use super::operations::{Operation, joint_policy};
use super::stories::{
    COUNCIL, COUNCIL_2, HOSPITAL, ICB, ICB_2, MANAGER, NEW, Probe, Story, TRUST, TRUST_2, WHO,
};
use crate::support::{ORGANISATIONS, identity};

const SUBMISSIONS: [(&str, &str); 4] = [
    ("submitCouncilRecord", COUNCIL_2),
    ("submitIcbRecord", ICB_2),
    ("submitTrustRecord", TRUST_2),
    ("submitHospitalRecord", HOSPITAL),
];

fn input(root: &'static str, input: &Value) -> Operation {
    Operation::of(root, json!({ "input": input })).whatever_order()
}

fn kind(story: Story) -> s117::domain::organisation::Kind {
    let caller = ORGANISATIONS
        .iter()
        .find(|(code, _, _)| *code == story.caller());
    caller
        .map(|(_, kind, _)| *kind)
        .expect("the caller is one of the organisations every test knows")
}

/// The root field by which this caller writes its own record.
fn own_root(story: Story) -> &'static str {
    use s117::domain::organisation::Kind;
    match kind(story) {
        Kind::Council => SUBMISSIONS[0].0,
        Kind::Icb => SUBMISSIONS[1].0,
        Kind::Trust => SUBMISSIONS[2].0,
        Kind::Hospital => SUBMISSIONS[3].0,
    }
}

/// What only this kind of organisation writes, with whatever the law would make of it.
fn own_part(story: Story) -> Value {
    use s117::domain::organisation::Kind;
    match kind(story) {
        Kind::Council => {
            let finding = json!({ "key": "r1", "before": "2023-06-13", "council": COUNCIL_2, "finding": "ORDINARILY_RESIDENT" });
            json!({ "residence": { "claim": COUNCIL_2, "findings": [finding] } })
        }
        Kind::Icb => json!({ "registration": { "claim": ICB_2, "registrations": [] } }),
        Kind::Trust | Kind::Hospital => {
            json!({ "reviews": { "reviews": [{ "key": "v9", "kind": "CPA", "held": "2023-09-01", "section117Considered": "NO" }] } })
        }
    }
}

fn submission(key: &str, local_id: &str, record: &Value) -> Value {
    json!({ "localId": local_id, "record": record, "idempotencyKey": key, "expectedVersions": [], "source": "leak test" })
}

fn submissions(story: Story, probe: &Probe) -> Vec<Operation> {
    let root = own_root(story);
    let someone = json!({ "identity": identity(NEW, "Nobody", "1970-07-07"), "position": { "status": "ELIGIBLE", "responsibleIcb": ICB, "responsibleCouncil": COUNCIL } });
    let mut all: Vec<_> = SUBMISSIONS
        .iter()
        .map(|(root, owner)| {
            let mut on_behalf = submission(
                "behalf",
                "X",
                &json!({ "identity": identity(WHO, "Example", "1990-01-01") }),
            );
            on_behalf["onBehalfOf"] = json!(owner);
            input(root, &on_behalf)
        })
        .collect();
    all.extend(
        SUBMISSIONS
            .iter()
            .filter(|(other, _)| *other != root)
            .map(|(other, _)| input(other, &submission("other", "X", &someone))),
    );
    let mut versioned = submission(
        "own-3",
        "OWN-WHO",
        &json!({ "position": { "status": "UNKNOWN" } }),
    );
    versioned["expectedVersions"] = json!([{ "part": "POSITION", "version": 1 }]);
    all.extend(
        [
            submission("new-1", "NEW-WHO", &json!({ "identity": identity(WHO, "Example", "1990-01-01") })),
            submission("new-2", "NEW-1", &someone),
            submission("new-2", "NEW-1", &someone),
            submission("new-2", "NEW-1", &json!({ "identity": identity(NEW, "Otherwise", "1970-07-07") })),
            submission("new-3", "NEW-1", &json!({ "position": { "status": "ENDED" } })),
            submission("new-4", "NEW-2", &json!({})),
            submission("new-5", &probe.account, &json!({ "position": { "status": "ELIGIBLE", "since": "2031-01-01", "responsibleIcb": "ZZZ" } })),
            submission("own-1", "OWN-WHO", &own_part(story)),
            submission("own-2", "OWN-WHO", &json!({ "address": { "protected": false, "stays": [{ "key": "a1", "noFixedAbode": true }] } })),
            versioned,
        ]
        .iter()
        .map(|one| input(root, one)),
    );
    all
}

fn acknowledgements(story: Story, probe: &Probe) -> Vec<Operation> {
    let reply = |id: &str, reply: &str, reason: Option<&str>| {
        input(
            "acknowledgeNotification",
            &json!({ "notificationId": id, "reply": reply, "reason": reason }),
        )
    };
    let mut all = vec![
        reply("ntf#0", "DENIED", None),
        reply("ent#0", "ACCEPTED", None),
    ];
    for id in ["ntf#0", "ntf#1", "ntf#2", &probe.notification] {
        all.push(reply(id, "DENIED", Some("not ours")));
        if story.may_accept() {
            all.push(reply(id, "ACCEPTED", None));
        }
    }
    all
}

fn links(probe: &Probe) -> Vec<Operation> {
    let link = |account: &str, entry: &str| {
        input(
            "linkAccount",
            &json!({ "accountId": account, "entryId": entry, "reason": "leak test" }),
        )
    };
    let unlink = |account: &str| {
        input(
            "unlinkAccount",
            &json!({ "accountId": account, "reason": "leak test" }),
        )
    };
    vec![
        link("acc#own", &probe.entry),
        link(&probe.account, "ent#0"),
        link("acc#own", "ent_00000000000000000000000000000009"),
        link("acc#own", "ent#0"),
        link("acc#own", "ent#1"),
        link("acc#0", "nonsense"),
        unlink(&probe.account),
        unlink("acc_00000000000000000000000000000009"),
        unlink("acc#own"),
    ]
}

fn assignments(probe: &Probe) -> Vec<Operation> {
    let assign = |entry: &str, predecessor: &str, successor: &str| {
        let asked = json!({ "entryId": entry, "predecessor": predecessor, "successor": successor });
        input("assignSuccessor", &asked)
    };
    vec![
        assign(&probe.entry, "E10000021", COUNCIL),
        assign("ent#0", "E10000021", COUNCIL),
        assign("ent#0", "E10000021", TRUST),
        assign("ent#0", COUNCIL, COUNCIL_2),
        assign("ent_00000000000000000000000000000009", "E10000021", COUNCIL),
    ]
}

fn withdrawals(probe: &Probe) -> Vec<Operation> {
    let withdraw = |account: &str, part: &str, version: u32| {
        let asked = json!({ "accountId": account, "part": part, "expectedVersion": version, "why": "RECORDED_IN_ERROR", "source": "leak test" });
        input("withdrawPart", &asked)
    };
    vec![
        withdraw(&probe.account, "IDENTITY", 1),
        withdraw(&probe.account, "PLAN", 9),
        withdraw("acc#0", "PLAN", 1),
        withdraw("acc#own", "POSITION", 7),
        withdraw("acc#own", "POSITION", 1),
        withdraw("acc_00000000000000000000000000000009", "IDENTITY", 1),
    ]
}

/// Disputes: raised and gone on with.
fn disputes(probe: &Probe) -> Vec<Operation> {
    let raise = |entry: &str, kind: &str, against: &str| {
        let interim = json!([{ "by": COUNCIL, "from": "2024-02-01", "weeklyPence": 900 }]);
        let asked = json!({
            "entryId": entry, "localId": "DISPUTE-1", "kind": kind, "against": [against], "denied": "2024-02-20", "contact": "Legal team",
            "lead": against, "leadBasis": "LIVING_THERE", "interim": interim,
        });
        input("raiseDispute", &asked)
    };
    let respond = |entry: &str| {
        let asked = json!({
            "entryId": entry, "localId": "DISPUTE-1", "dispute": "dsp#0", "accepts": false, "denied": "2024-02-21", "contact": "Legal team",
            "personTold": "2024-02-22", "interim": [],
        });
        input("respondToDispute", &asked)
    };
    let refer = |entry: &str| {
        input(
            "referDispute",
            &json!({ "entryId": entry, "dispute": "dsp#0", "referred": "2024-02-23" }),
        )
    };
    let determine = |entry: &str| {
        let asked = json!({ "entryId": entry, "dispute": "dsp#0", "responsible": COUNCIL, "determined": "2024-02-24", "reference": "R1" });
        input("determineDispute", &asked)
    };
    let withdraw = |entry: &str| {
        input(
            "withdrawDispute",
            &json!({ "entryId": entry, "dispute": "dsp#0" }),
        )
    };
    let entries = [
        &probe.entry,
        "ent#0",
        "ent#1",
        "ent_00000000000000000000000000000009",
        "nothing",
    ];
    let each = |entry: &str| {
        vec![
            raise(entry, "COUNCILS", COUNCIL_2),
            raise(entry, "ICBS", ICB_2),
            respond(entry),
            refer(entry),
            determine(entry),
            withdraw(entry),
        ]
    };
    entries.into_iter().flat_map(each).collect()
}

/// What changes the shared state: refused and done.
fn acts(probe: &Probe) -> Vec<Operation> {
    let propose = |entry: &str, reason: &str| {
        let person = json!([{ "role": "PERSON", "invited": true, "attended": true }]);
        let asked = json!({
            "entryId": entry, "reasons": [reason], "satisfiedSince": "2024-02-28",
            "evidence": { "shows": "Well for a year." },
            "involvement": { "attendance": person, "viewsRecorded": "YES" },
        });
        input("proposeEnding", &asked)
    };
    let sign = |entry: &str| {
        let asked =
            json!({ "entryId": entry, "evidence": "0".repeat(64), "signedBy": "Team manager" });
        input("signEnding", &asked)
    };
    let withdraw = |entry: &str| {
        Operation::of("withdrawSignature", json!({ "entryId": entry })).whatever_order()
    };
    let notice = |entry: &str| {
        input(
            "giveEndingNotice",
            &json!({ "entryId": entry, "given": "2024-02-29" }),
        )
    };
    let again = |entry: &str| {
        let asked = json!({ "entryId": entry, "from": "2024-02-29", "because": "Unwell again." });
        input("reinstateAftercare", &asked)
    };
    let entries = [
        &probe.entry,
        "ent#0",
        "ent#1",
        "ent_00000000000000000000000000000009",
        "nothing",
    ];
    let each = |entry: &str| {
        vec![
            propose(entry, "DISENGAGED"),
            propose(entry, "NEED_CEASED"),
            sign(entry),
            withdraw(entry),
            notice(entry),
            again(entry),
        ]
    };
    entries.into_iter().flat_map(each).collect()
}

fn governance() -> Vec<Operation> {
    let declare = Operation::of(
        "declareFeed",
        json!({ "parts": ["POSITION", "PLAN", "REVIEWS", "COORDINATOR"] }),
    )
    .whatever_order();
    let delegate = |to: &str| {
        input(
            "delegatePart",
            &json!({ "to": to, "part": "PLAN", "starts": "2024-01-01", "ends": "2024-12-31" }),
        )
    };
    let finding = |body: &str| json!([{ "key": "f1", "body": body, "kind": "NO_FAULT" }]);
    let decision = |body: &str| {
        let decision = json!({ "key": "d1", "reference": "24 005 859", "decided": "2023-06-01", "outcome": "NOT_UPHELD", "findings": finding(body) });
        let asked = json!({ "decision": decision, "expectedVersion": 0 });
        input("recordOmbudsmanDecision", &asked)
    };
    let undone = Operation::of(
        "withdrawOmbudsmanDecision",
        json!({ "reference": "24 005 859", "expectedVersion": 1 }),
    )
    .whatever_order();
    let propose = |terms| input("proposePolicy", &joint_policy(&terms));
    let adopt = |id: &str| {
        let asked = json!({ "id": id, "digest": "0".repeat(64) });
        Operation::of("adoptPolicy", asked).whatever_order()
    };
    let leave = |id: &str| Operation::of("leavePolicy", json!({ "id": id })).whatever_order();
    let all = [
        declare,
        delegate(TRUST),
        delegate("ZZZ"),
        propose(json!({ "reviewMonths": 0 })),
        propose(json!({ "reviewMonths": 6 })),
        adopt("pol#0"),
        adopt("nothing"),
        leave("pol#0"),
        leave("ent#0"),
        decision("ZZZ"),
        decision(TRUST),
        decision(COUNCIL),
        decision(ICB),
        undone,
    ];
    all.iter()
        .cloned()
        .chain(all.iter().cloned().map(|one| one.in_role(MANAGER)))
        .collect()
}

/// Every write.
pub fn writes(story: Story, probe: &Probe) -> Vec<Operation> {
    [
        submissions(story, probe),
        acknowledgements(story, probe),
        withdrawals(probe),
        links(probe),
        assignments(probe),
        acts(probe),
        disputes(probe),
        governance(),
    ]
    .concat()
}
