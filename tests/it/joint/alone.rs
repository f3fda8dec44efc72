//! Whatever one body does, in whatever order: it changes no other body's record, and it ends no duty.

use serde_json::{Value, json};

use super::support::{
    COUNCIL, ICB, OTHER_COUNCIL, TRUST, act, is, person, proposal, propose, review, sign, stands,
    take_back,
};
use crate::on_both;
use crate::support::Gateway;

/// A sequence of numbers that is the same each time (Knuth, MMIX).
pub(super) struct Dice(pub u64);

impl Dice {
    pub fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// What every other body has on record, version by version.
pub(super) async fn others(g: &Gateway, actor: &str, entry: &str) -> Value {
    let watcher = if actor == ICB { COUNCIL } else { ICB };
    let query = "query($id: ID!) { entry(id: $id) { accounts { organisation { code } versions { part version } ending { __typename ... on Ending { satisfied signed } } \
        dispute { __typename ... on Dispute { disputes { key stage } } } residence { __typename ... on Residence { claim } } position { __typename ... on Position { status } } } } }";
    let data = g.ask(watcher, query, json!({ "id": entry })).await;
    let accounts = data["entry"]["accounts"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut others: Vec<_> = accounts
        .into_iter()
        .filter(|one| one["organisation"]["code"] != actor)
        .collect();
    others.sort_by_key(|one| one["organisation"]["code"].to_string());
    json!(others)
}

fn record(actor: &str, dice: &mut Dice) -> Value {
    let status = ["ELIGIBLE", "NOT_ELIGIBLE", "ENDED", "UNKNOWN"]
        [usize::try_from(dice.throw(4)).unwrap_or(0)];
    match (dice.throw(3), actor) {
        (0, _) => json!({ "position": { "status": status, "service": "CLOSED" } }),
        (1, COUNCIL) => {
            let found = [COUNCIL, OTHER_COUNCIL][usize::try_from(dice.throw(2)).unwrap_or(0)];
            json!({ "residence": { "claim": found, "findings": [{ "key": "r1", "before": "2023-01-10", "council": found, "finding": "ORDINARILY_RESIDENT" }] } })
        }
        (1, ICB) => {
            json!({ "registration": { "registrations": [{ "key": "g1", "occasion": "APPLICATION", "on": "2023-01-10", "coreIcb": ICB }] } })
        }
        (_, _) => review("v1", &format!("2024-{:02}-01", 1 + dice.throw(12))),
    }
}

/// One thing that a body may try.
pub(super) async fn something(
    g: &Gateway,
    actor: &str,
    local_id: &str,
    entry: &str,
    dice: &mut Dice,
) {
    let case = stands(g, actor, entry).await;
    let digest = &case["endingCase"]["evidence"];
    let evidence = if digest.is_string() {
        digest.clone()
    } else {
        json!("0".repeat(64))
    };
    let dispute = disputes(g, actor, entry).await;
    match dice.throw(12) {
        0 | 1 => _ = g.try_submit(actor, local_id, &record(actor, dice)).await,
        2 | 3 => _ = propose(g, actor, entry).await,
        4 | 5 => _ = sign(g, actor, entry, &evidence).await,
        6 => _ = take_back(g, actor, entry).await,
        7 => {
            let mut past = proposal(entry);
            past["satisfiedSince"] = json!("2024-01-01");
            _ = act(g, actor, "proposeEnding", past).await;
        }
        8 => {
            let input = json!({ "entryId": entry, "from": "2024-06-01", "because": "Again." });
            _ = act(g, actor, "reinstateAftercare", input).await;
        }
        9 => {
            let (kind, against) = if actor == ICB {
                ("ICBS", "QYG")
            } else {
                ("COUNCILS", OTHER_COUNCIL)
            };
            let input = json!({ "entryId": entry, "kind": kind, "against": [against], "denied": "2024-02-01", "lead": actor, "leadBasis": if actor == ICB { "AGREED" } else { "LIVING_THERE" } });
            _ = act(g, actor, "raiseDispute", input).await;
        }
        10 => {
            let input = json!({ "entryId": entry, "dispute": dispute, "referred": "2024-03-01" });
            _ = act(g, actor, "referDispute", input).await;
            let found = json!({ "entryId": entry, "dispute": dispute, "responsible": actor, "determined": "2024-05-01" });
            _ = act(g, actor, "determineDispute", found).await;
        }
        _ => {
            let input = json!({ "entryId": entry, "given": "2024-06-02" });
            _ = act(g, actor, "giveEndingNotice", input).await;
            let input = json!({ "entryId": entry, "dispute": dispute });
            _ = act(g, actor, "withdrawDispute", input).await;
        }
    }
}

/// The newest dispute there is, or a key of none.
async fn disputes(g: &Gateway, actor: &str, entry: &str) -> Value {
    let query = "query($id: ID!) { entry(id: $id) { disputes { key } } }";
    let data = g.ask(actor, query, json!({ "id": entry })).await;
    let last = data["entry"]["disputes"]
        .as_array()
        .and_then(|all| all.last().cloned());
    last.map_or_else(|| json!("none"), |one| one["key"].clone())
}

on_both! {
    /// A council alone, an ICB alone, a Trust alone.
    async fn one_body_alone_changes_no_other_record_and_ends_nothing(g) {
        let entry = person(&g).await;
        g.at("2025-03-03");
        for (actor, local_id, seed) in [(TRUST, "T1", 3), (ICB, "1", 5), (COUNCIL, "1", 7), (COUNCIL, "1", 11)] {
            let mut dice = Dice(seed);
            let before = others(&g, actor, &entry).await;
            for step in 0..40 {
                something(&g, actor, local_id, &entry, &mut dice).await;
                let now = others(&g, actor, &entry).await;
                assert_eq!(now, before, "{actor}, step {step}");
                let seen = stands(&g, TRUST, &entry).await;
                assert_ne!(seen["ending"]["status"], "ENDED", "{actor}, step {step}: {seen:#}");
                assert_eq!(seen["entitlement"]["status"], "ENTITLED", "{actor}, step {step}: {seen:#}");
            }
            // What it signed by itself is taken back, so that the next is alone too.
            let back = take_back(&g, actor, &entry).await;
            assert!(is(&back, "EndingActRecorded") || is(&back, "InputRejected") || is(&back, "NotPermitted"), "{back:#}");
        }
    }
}
