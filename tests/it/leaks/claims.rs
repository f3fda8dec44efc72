//! Pairs whose caller is a stranger, or has an account that nobody has answered.

use serde_json::json;

use super::stories::{COUNCIL, ICB, TRUST, TRUST_2, who};
use crate::support::{Gateway, section_3};

/// The Trust detains the person.
pub async fn detained(g: &Gateway, exit: Option<&str>) {
    let (detention, basis) = section_3(TRUST, "2023-06-13", exit);
    g.submit(
        TRUST,
        "OWN-WHO",
        json!({ "identity": who(), "detention": detention, "legalBasis": basis }),
    )
    .await;
}

/// Trust, council and ICB are parties.
pub async fn met(g: &Gateway) {
    detained(g, Some("2023-06-27")).await;
    let named =
        json!({ "status": "ELIGIBLE", "responsibleCouncil": COUNCIL, "responsibleIcb": ICB });
    g.submit(TRUST, "OWN-WHO", json!({ "position": named }))
        .await;
    for body in [COUNCIL, ICB] {
        g.submit(
            body,
            "OWN-WHO",
            json!({ "identity": who(), "position": { "status": "ELIGIBLE" } }),
        )
        .await;
        g.accept(body, TRUST).await;
    }
}

/// The Trust has an account that nobody answered; others may hold the same person, name each other, disagree, and record the death.
pub async fn claimant(g: &Gateway, more: bool) {
    g.at("2023-07-03");
    detained(g, Some("2023-06-27")).await;
    g.submit(
        TRUST,
        "OWN-WHO",
        json!({ "position": { "status": "ELIGIBLE" } }),
    )
    .await;
    g.at("2024-02-01");
    if !more {
        return;
    }
    let (detention, basis) = section_3(TRUST_2, "2023-06-13", Some("2023-07-30"));
    let named = json!({ "status": "ENDED", "responsibleCouncil": COUNCIL, "responsibleIcb": ICB });
    g.submit(TRUST_2, "OWN-WHO", json!({ "identity": who(), "detention": detention, "legalBasis": basis, "position": named })).await;
    let mut dead = who();
    dead["died"] = json!("2023-12-24");
    let finding = json!({ "findings": [{ "key": "r1", "before": "2023-06-13", "council": COUNCIL, "finding": "ORDINARILY_RESIDENT" }] });
    let council =
        json!({ "identity": dead, "position": { "status": "NOT_ELIGIBLE" }, "residence": finding });
    g.submit(COUNCIL, "OWN-WHO", council).await;
    g.submit(
        ICB,
        "OWN-WHO",
        json!({ "identity": who(), "position": { "status": "UNKNOWN" } }),
    )
    .await;
    g.answer(COUNCIL, TRUST_2, None).await;
    g.answer(ICB, TRUST_2, Some("not ours")).await;
}

/// The council's account has company, that of a Trust which accepted and has since denied: it reads nothing of it.
pub async fn in_company(g: &Gateway, more: bool) {
    g.at("2023-07-03");
    let (open, _) = section_3(TRUST, "2023-06-13", None);
    g.submit(
        TRUST,
        "OWN-WHO",
        json!({ "identity": who(), "detention": open }),
    )
    .await;
    let holder = json!({ "holders": [{ "key": "h1", "from": "2023-06-14", "organisation": TRUST, "role": "Care coordinator" }] });
    g.submit(
        COUNCIL,
        "OWN-WHO",
        json!({ "identity": who(), "coordinator": holder, "position": { "status": "ELIGIBLE" } }),
    )
    .await;
    g.accept(TRUST, COUNCIL).await;
    let told = g
        .ask(
            TRUST,
            "{ notifications { edges { node { id } } } }",
            json!({}),
        )
        .await;
    let denied = json!({ "notificationId": told["notifications"]["edges"][0]["node"]["id"], "reply": "DENIED", "reason": "another person" });
    let query = "mutation($input: AcknowledgeNotificationInput!) { result: acknowledgeNotification(input: $input) { __typename } }";
    let denied = g.ask(TRUST, query, json!({ "input": denied })).await;
    assert_eq!(
        denied["result"]["__typename"], "NotificationAcknowledged",
        "the Trust is still a provider, so it may deny what it accepted: {denied:#}"
    );
    g.at("2024-02-01");
    if more {
        let (detention, basis) = section_3(TRUST, "2023-06-13", Some("2023-06-27"));
        g.submit(TRUST, "OWN-WHO", json!({ "detention": detention, "legalBasis": basis, "position": { "status": "NOT_ELIGIBLE" } })).await;
        g.submit(
            TRUST_2,
            "OWN-WHO",
            json!({ "identity": who(), "position": { "status": "ENDED" } }),
        )
        .await;
    }
}
