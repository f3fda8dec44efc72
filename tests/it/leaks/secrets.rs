//! What a body writes that some readers may not see, or may see only some of.

use serde_json::{Value, json};

use super::stories::{COUNCIL_2, ICB};

/// A Trust's parts that no candidate reads, and those of which it reads only moves and what names it: those are the same whatever `says` is.
pub fn of_a_trust(says: &str, on: &str) -> Value {
    let one = |more: Value| {
        let mut item = json!({ "key": "k1" });
        for (field, value) in more.as_object().into_iter().flatten() {
            item[field] = value.clone();
        }
        json!([item])
    };
    let need = json!([{ "key": "n1", "kind": "SOCIAL_CARE", "need": says }]);
    json!({
        "leaveRisk": { "leaves": one(json!({ "leave": "l1", "risk": says, "authorised": on })) },
        "assessment": { "assessments": one(json!({ "kind": "BEFORE_DISCHARGE", "completed": on, "needs": need })) },
        "services": { "services": one(json!({ "kind": "SOCIAL_CARE", "need": says, "met": "NO", "unmetSince": on })) },
        "events": { "events": [
            { "key": "moved", "kind": "MOVED", "on": "2023-07-02" },
            { "key": says.replace([' ', ','], "-"), "kind": "SELF_HARM", "on": on },
        ] },
        "offers": { "offers": one(json!({ "kind": "OFFER", "what": says, "on": on, "outcome": "DECLINED" })) },
        "meetings": { "meetings": one(json!({ "kind": "DISCHARGE", "held": on, "actions": [{ "key": "a1", "what": says }] })) },
        "statements": { "statements": one(json!({ "by": "PERSON", "made": on, "says": says })) },
        "communication": { "needs": says, "contacts": one(json!({ "on": on, "agreed": says })) },
        "undertakings": { "undertakings": one(json!({ "kind": "NOT_OURS", "need": "COORDINATOR", "says": says, "on": on, "other": ICB })) },
        "complaints": complaints(says, on, on),
    })
}

/// Complaints received and answered on these days.
pub fn complaints(says: &str, received: &str, answered: &str) -> Value {
    let promises = json!([{ "key": "p1", "what": says }]);
    json!({ "complaints": [{ "key": "c1", "stage": "ANSWERED", "received": received, "answered": answered, "about": says, "accepts": ["PLAN"], "promises": promises }] })
}

/// A council's parts that no hospital reads.
pub fn of_a_council(says: &str, pence: u32) -> Value {
    let decisions =
        json!([{ "key": "d1", "on": "2024-01-05", "outcome": "REFUSED", "reasons": says }]);
    json!({
        "assessment": { "assessments": [{ "key": "k1", "kind": "CARE_ACT", "completed": "2024-01-02", "needs": [{ "key": "n1", "kind": "OTHER", "need": says }] }] },
        "funding": { "requests": [{ "key": "k1", "kind": "PLACEMENT", "purpose": says, "asked": "2024-01-03", "decisions": decisions }] },
        "money": { "payments": [{ "key": "k1", "kind": "CHARGE", "payer": "PERSON", "from": "2024-01-01", "weeklyPence": pence }] },
        "complaints": complaints(says, "2024-01-08", "2024-01-29"),
        "disputeArgument": { "arguments": [{ "key": "k1", "dispute": "d1", "made": "2024-01-04", "passages": [says], "reliesOn": COUNCIL_2 }] },
    })
}
