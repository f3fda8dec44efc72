//! Pairs whose caller is, or was, told of the person.

use serde_json::{Value, json};

use super::claims::{detained, met};
use super::secrets;
use super::stories::{COUNCIL, COUNCIL_2, HOSPITAL, ICB, ICB_2, TRUST, TRUST_2, who};
use crate::support::{Gateway, section_3};

fn plan(says: &str) -> Value {
    let requests = json!([{ "key": "q1", "askedFor": says, "declined": true, "reason": says }]);
    json!({ "plans": [{ "key": "p1", "kind": "FULL", "made": "2023-06-20", "points": [{ "point": "CRISIS", "says": says }], "requests": requests }] })
}

fn coordinator(role: &str, temporary: bool) -> Value {
    json!({ "holders": [{ "key": "h1", "from": "2023-06-20", "organisation": TRUST, "role": role, "temporary": temporary }] })
}

fn reviews(outcome: &str) -> Value {
    json!({ "reviews": [{ "key": "v1", "kind": "SECTION_117", "held": "2023-08-01", "section117Considered": "YES", "outcome": outcome }] })
}

fn address(postcode: &str, protected: bool) -> Value {
    json!({ "protected": protected, "stays": [{ "key": "a1", "postcode": postcode, "from": "2023-06-27" }] })
}

/// The council was named and denied: plan, coordinator, reviews, legal basis, protected address and status of the others differ, and so
/// does what the address was before it was protected.
pub async fn candidate(g: &Gateway, more: bool) {
    g.at("2023-07-03");
    detained(g, Some("2023-06-27")).await;
    let named = json!({ "status": "ELIGIBLE", "since": "2023-06-27", "responsibleCouncil": COUNCIL, "responsibleIcb": ICB });
    g.submit(TRUST, "OWN-WHO", json!({ "position": named }))
        .await;
    g.submit(
        ICB,
        "OWN-WHO",
        json!({ "identity": who(), "position": { "status": "ELIGIBLE" } }),
    )
    .await;
    g.accept(ICB, TRUST).await;
    g.submit(
        COUNCIL,
        "OWN-WHO",
        json!({ "identity": who(), "position": { "status": "NOT_ELIGIBLE" } }),
    )
    .await;
    g.answer(COUNCIL, TRUST, Some("lived elsewhere")).await;
    g.at("2024-02-05");
    let (status, code, says) = if more {
        ("ENDED", "10", "a crisis house")
    } else {
        ("ELIGIBLE", "03", "a day centre")
    };
    let mut position = named;
    position["status"] = json!(status);
    position["service"] = json!(if more { "CLOSED" } else { "OPEN" });
    position["contact"] = json!({ "inHours": says });
    let basis = json!({ "statuses": [{ "key": "l1", "spell": "s1", "code": code, "from": "2023-06-13", "application": "2023-06-13" }] });
    let shared = json!({ "legalBasis": basis, "position": position, "coordinator": coordinator(says, more), "reviews": reviews(if more { "CHANGED" } else { "CONTINUES" }) });
    g.submit(TRUST, "OWN-WHO", shared).await;
    let on = if more { "2023-06-21" } else { "2023-06-20" };
    g.submit(TRUST, "OWN-WHO", secrets::of_a_trust(says, on))
        .await;
    if more {
        let again = secrets::of_a_trust("a crisis house, again", on);
        let events = json!({ "events": with_the_last_harm(&again["events"]) });
        g.submit(TRUST, "OWN-WHO", events).await;
    }
    g.submit(
        TRUST,
        "OWN-WHO",
        json!({ "address": address(if more { "NN1 1AA" } else { "NN2 2BB" }, false) }),
    )
    .await;
    g.at("2024-02-06");
    g.submit(
        TRUST,
        "OWN-WHO",
        json!({ "address": address(if more { "NN1 1AA" } else { "NN2 2BB" }, true) }),
    )
    .await;
    if more {
        g.submit(TRUST, "OWN-WHO", json!({ "plan": plan(says) }))
            .await;
        g.submit(
            ICB,
            "OWN-WHO",
            json!({ "plan": plan(says), "position": { "status": "NOT_ELIGIBLE" } }),
        )
        .await;
    }
}

/// The events again with one more that is no move: the version changes, and what a candidate reads of it does not.
fn with_the_last_harm(events: &Value) -> Value {
    let mut events = events.clone();
    let explained = json!([{ "key": "a-crisis-house", "why": "CORRECTION" }]);
    events["leftOut"] = explained;
    events
}

/// The council was responsible until the others named another: everything written since differs.
pub async fn former(g: &Gateway, more: bool) {
    g.at("2023-07-03");
    met(g).await;
    g.submit(COUNCIL, "OWN-WHO", json!({ "plan": plan("as it was"), "position": { "status": "ELIGIBLE", "responsibleIcb": ICB_2 } })).await;
    g.at("2024-01-10");
    g.submit(TRUST, "OWN-WHO", json!({ "position": { "status": "ELIGIBLE", "responsibleCouncil": COUNCIL_2, "responsibleIcb": ICB } })).await;
    g.at("2024-02-05");
    g.answer(ICB_2, COUNCIL, Some("registered elsewhere")).await;
    if !more {
        return;
    }
    let mut dead = who();
    dead["died"] = json!("2024-02-02");
    dead["formerNames"] = json!([{ "family": "Hidden" }]);
    g.submit(ICB, "OWN-WHO", json!({ "identity": dead, "plan": plan("since then"), "address": address("NN3 3CC", false) })).await;
    g.submit(
        COUNCIL_2,
        "OWN-WHO",
        json!({ "identity": who(), "position": { "status": "NOT_ELIGIBLE" } }),
    )
    .await;
    g.accept(COUNCIL_2, TRUST).await;
    let finding = json!({ "claim": COUNCIL_2, "findings": [{ "key": "r1", "before": "2023-06-13", "council": COUNCIL_2, "finding": "ORDINARILY_RESIDENT" }] });
    g.submit(COUNCIL_2, "OWN-WHO", json!({ "residence": finding }))
        .await;
    let (detention, basis) = section_3(TRUST_2, "2024-02-03", None);
    g.submit(
        TRUST_2,
        "OWN-WHO",
        json!({ "identity": who(), "detention": detention, "legalBasis": basis }),
    )
    .await;
}

/// An independent hospital is a provider: of what there is so far, only the reason of a denial between others is not for it.
pub async fn independent_hospital(g: &Gateway, more: bool) {
    g.at("2023-07-03");
    let (detention, basis) = section_3(HOSPITAL, "2023-06-13", Some("2023-06-27"));
    let named = json!({ "status": "ELIGIBLE", "responsibleCouncil": COUNCIL });
    g.submit(HOSPITAL, "OWN-WHO", json!({ "identity": who(), "detention": detention, "legalBasis": basis, "position": named })).await;
    g.submit(
        COUNCIL,
        "OWN-WHO",
        json!({ "identity": who(), "position": { "status": "ELIGIBLE", "responsibleIcb": ICB } }),
    )
    .await;
    g.accept(COUNCIL, HOSPITAL).await;
    g.at("2024-02-05");
    g.answer(
        ICB,
        COUNCIL,
        Some(if more {
            "the person never saw our GP"
        } else {
            "the practice closed"
        }),
    )
    .await;
    let (says, pence) = if more {
        ("a crisis house", 700)
    } else {
        ("a day centre", 900)
    };
    g.submit(COUNCIL, "OWN-WHO", secrets::of_a_council(says, pence))
        .await;
    stranger_to_the_caller(g, more).await;
}

/// The council is responsible: another person's entry differs, and so does the reason of a denial between two other bodies.
pub async fn responsible_council(g: &Gateway, more: bool) {
    g.at("2023-07-03");
    met(g).await;
    let named =
        json!({ "status": "ELIGIBLE", "responsibleCouncil": COUNCIL, "responsibleIcb": ICB_2 });
    g.submit(TRUST, "OWN-WHO", json!({ "position": named }))
        .await;
    g.at("2024-02-05");
    g.answer(
        ICB_2,
        TRUST,
        Some(if more {
            "the person never saw our GP"
        } else {
            "the practice closed"
        }),
    )
    .await;
    // Of another's complaints it reads dates and stage.
    let says = if more {
        "a crisis house"
    } else {
        "a day centre"
    };
    let complaints = secrets::complaints(says, "2023-12-04", "2024-01-08");
    g.submit(TRUST, "OWN-WHO", json!({ "complaints": complaints }))
        .await;
    stranger_to_the_caller(g, more).await;
}

/// Another Trust's account of the same person, in an entry of its own, with whom it named.
async fn stranger_to_the_caller(g: &Gateway, more: bool) {
    if more {
        let (detention, basis) = section_3(TRUST_2, "2023-06-13", Some("2024-01-30"));
        let position = json!({ "status": "ENDED", "responsibleIcb": ICB_2 });
        g.submit(TRUST_2, "OWN-WHO", json!({ "identity": who(), "detention": detention, "legalBasis": basis, "position": position })).await;
    }
}
