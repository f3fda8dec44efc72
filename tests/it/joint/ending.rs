//! Ending after-care takes two keys on the same evidence, and nothing less.

use serde_json::{Value, json};

use super::support::{
    COUNCIL, ICB, OTHER_COUNCIL, TRUST, act, evidence, is, person, proposal, propose, provisions,
    review, sign, stands, take_back,
};
use crate::on_both;
use crate::support::Gateway;

async fn reinstate(g: &Gateway, who: &str, entry: &str, from: &str) -> Value {
    let input = json!({ "entryId": entry, "from": from, "because": "Unwell again within weeks." });
    act(g, who, "reinstateAftercare", input).await
}

on_both! {
    /// A Trust proposes, council and ICB sign, the duty ends, the person gets a letter; it had ended too soon, and is begun again.
    async fn two_keys_end_it_and_either_begins_it_again(g) {
        let entry = person(&g).await;
        g.at("2025-03-03");
        assert!(is(&propose(&g, TRUST, &entry).await, "EndingActRecorded"));
        let hash = evidence(&g, COUNCIL, &entry).await;
        assert_eq!(hash, evidence(&g, ICB, &entry).await, "both are shown the same to sign");
        let before = stands(&g, TRUST, &entry).await;
        assert_eq!(before["ending"]["status"], "NOT_PROPOSED", "a proposal is nobody's half");
        assert_eq!(before["endingCase"]["proposedBy"]["code"], TRUST);

        assert!(is(&sign(&g, COUNCIL, &entry, &hash).await, "EndingActRecorded"));
        let half = stands(&g, ICB, &entry).await;
        assert_eq!(half["ending"]["status"], "ONE_HALF");
        assert_eq!(half["entitlement"]["status"], "ENTITLED", "one key ends nothing");
        assert!(half["endingCase"]["letter"].is_null());

        g.at("2025-03-10");
        assert!(is(&sign(&g, ICB, &entry, &hash).await, "EndingActRecorded"));
        g.at("2025-03-11");
        let ended = stands(&g, COUNCIL, &entry).await;
        assert_eq!((&ended["ending"]["status"], &ended["ending"]["on"]), (&json!("ENDED"), &json!("2025-03-10")), "on the later day");
        let letter = ended["endingCase"]["letter"].as_str().expect("a letter");
        assert!(letter.contains("Dear Test Example,") && letter.contains("It ended on 10 March 2025."), "{letter}");

        let again = reinstate(&g, ICB, &entry, "2025-03-11").await;
        assert!(is(&again, "EndingActRecorded"), "{again:#}");
        let owed = stands(&g, COUNCIL, &entry).await;
        assert_eq!(owed["entitlement"]["status"], "ENTITLED");
        let episode = &owed["entitlement"]["episodes"][0];
        assert_eq!((&episode["ended"], &episode["reinstated"]), (&json!("2025-03-10"), &json!("2025-03-11")));
        assert!(owed["endingCase"].is_null(), "what was signed is spent");
        assert_eq!(owed["duties"].as_array().map(Vec::len), Some(2));
    }

    /// Whatever the signature covers voids it when it changes, until both have signed the same.
    async fn what_changes_voids_what_was_signed(g) {
        let entry = person(&g).await;
        g.at("2025-03-03");
        propose(&g, COUNCIL, &entry).await;
        let first = evidence(&g, COUNCIL, &entry).await;
        sign(&g, COUNCIL, &entry, &first).await;

        g.submit(TRUST, "T1", review("v1", "2025-02-20")).await;
        let case = stands(&g, ICB, &entry).await["endingCase"].clone();
        assert_ne!(case["evidence"], first, "a review was recorded since");
        assert_eq!(case["signatures"][0]["stands"], false);
        let stale = sign(&g, ICB, &entry, &first).await;
        assert!(is(&stale, "EvidenceChanged") && stale["evidence"] == case["evidence"], "{stale:#}");
        assert!(is(&sign(&g, ICB, &entry, &case["evidence"]).await, "EndingActRecorded"));
        let one = stands(&g, COUNCIL, &entry).await;
        assert_ne!(one["ending"]["status"], "ENDED", "the council signed something else");
        assert_eq!(one["entitlement"]["status"], "ENTITLED");

        assert!(is(&sign(&g, COUNCIL, &entry, &case["evidence"]).await, "EndingActRecorded"));
        assert_eq!(stands(&g, COUNCIL, &entry).await["ending"]["status"], "ENDED");
        // What changes afterwards changes nothing that was decided.
        let both = json!({ "reviews": { "reviews": [review("v1", "2025-02-20")["reviews"]["reviews"][0], review("v2", "2025-02-21")["reviews"]["reviews"][0]] } });
        g.submit(TRUST, "T1", both).await;
        assert_eq!(stands(&g, COUNCIL, &entry).await["ending"]["status"], "ENDED");
    }

    /// A new proposal takes the place of the one before; a signature is taken back while it is alone, and not after.
    async fn a_signature_is_taken_back_while_it_is_alone(g) {
        let entry = person(&g).await;
        g.at("2025-03-03");
        let nothing = take_back(&g, COUNCIL, &entry).await;
        assert_eq!(nothing["problems"][0]["code"], "NOT_SIGNED", "{nothing:#}");
        let unproposed = sign(&g, COUNCIL, &entry, &json!("0".repeat(64))).await;
        assert_eq!(unproposed["problems"][0]["code"], "NOTHING_PROPOSED", "{unproposed:#}");

        propose(&g, ICB, &entry).await;
        let hash = evidence(&g, ICB, &entry).await;
        sign(&g, COUNCIL, &entry, &hash).await;
        let twice = sign(&g, COUNCIL, &entry, &hash).await;
        assert_eq!((&twice["problems"][0]["code"], &twice["problems"][0]["path"]), (&json!("ALREADY_SIGNED"), &json!("evidence")));
        assert!(is(&take_back(&g, COUNCIL, &entry).await, "EndingActRecorded"));
        sign(&g, ICB, &entry, &hash).await;
        assert_eq!(stands(&g, ICB, &entry).await["ending"]["status"], "ONE_HALF");

        propose(&g, COUNCIL, &entry).await;
        let next = evidence(&g, ICB, &entry).await;
        assert!(is(&sign(&g, COUNCIL, &entry, &hash).await, "EvidenceChanged") || next == hash);
        sign(&g, COUNCIL, &entry, &next).await;
        sign(&g, ICB, &entry, &next).await;
        assert_eq!(stands(&g, ICB, &entry).await["ending"]["status"], "ENDED");
        let late = take_back(&g, COUNCIL, &entry).await;
        assert!(is(&late, "RefusedByLaw") && provisions(&late) == ["MHA-117-2"], "{late:#}");
    }

    /// What the Act or the Code holds against an ending is refused when it is proposed and when it is signed, each with its provision.
    async fn what_the_law_does_not_allow_is_refused_with_its_provision(g) {
        let entry = person(&g).await;
        g.at("2025-03-03");
        let with = |field: &str, value: Value| {
            let mut asked = proposal(&entry);
            asked[field] = value;
            asked
        };
        for (asked, expected) in [
            (with("reasons", json!(["DISCHARGED_BY_SPECIALIST", "NO_CARE_ACT_NEEDS"])), "CODE-33-20"),
            (with("involvement", Value::Null), "OMB-2022-ENDING"),
            (with("evidence", Value::Null), "OMB-2022-ENDING"),
            (with("satisfiedSince", json!("2023-03-19")), "MHA-117-1"),
        ] {
            let refused = act(&g, COUNCIL, "proposeEnding", asked).await;
            assert_eq!(provisions(&refused), [expected], "{refused:#}");
        }
        let unknown = act(&g, COUNCIL, "proposeEnding", with("evidence", json!({ "review": "none" }))).await;
        assert_eq!((&unknown["problems"][0]["code"], &unknown["problems"][0]["path"]), (&json!("UNKNOWN_CODE"), &json!("evidence.review")));
        let future = act(&g, COUNCIL, "proposeEnding", with("satisfiedSince", json!("2026-01-01"))).await;
        assert_eq!(future["problems"][0]["code"], "IN_THE_FUTURE", "{future:#}");

        // In accommodation that nothing follows; then something does.
        let home = |more: Value| {
            let mut one = json!({ "key": "home", "kind": "ACCOMMODATION", "need": "Supported living", "section117": "YES", "met": "YES", "start": "2023-03-20" });
            for (field, value) in more.as_object().into_iter().flatten() {
                one[field] = value.clone();
            }
            json!({ "services": { "services": [one] } })
        };
        g.submit(COUNCIL, "1", home(json!({}))).await;
        assert_eq!(provisions(&propose(&g, COUNCIL, &entry).await), ["OMB-2022-ENDING"]);
        g.submit(COUNCIL, "1", home(json!({ "end": "2025-02-01" }))).await;
        assert!(is(&propose(&g, COUNCIL, &entry).await, "EndingActRecorded"));
        let hash = evidence(&g, COUNCIL, &entry).await;

        // A community treatment order made since stands in the way of signing what was proposed.
        let order = json!([{ "key": "cto", "from": "2023-03-20" }]);
        let mut spell = json!({ "key": "s1", "hospital": TRUST, "start": "2023-01-10", "hospitalExit": "2023-03-20", "end": "2023-03-20" });
        spell["treatmentOrders"] = order;
        g.submit(TRUST, "T1", json!({ "detention": { "spells": [spell] } })).await;
        assert!(is(&sign(&g, ICB, &entry, &hash).await, "EvidenceChanged"));
        let now = evidence(&g, COUNCIL, &entry).await;
        assert_eq!(provisions(&sign(&g, ICB, &entry, &now).await), ["MHA-117-2-CTO"]);
        assert_eq!(stands(&g, ICB, &entry).await["endingCase"]["signatures"], json!([]), "nothing half done");
    }

    /// A Trust holds no key, nor does a council that does not owe the duty; a stranger is told nothing.
    async fn whoever_does_not_owe_the_duty_holds_no_key(g) {
        let entry = person(&g).await;
        g.at("2025-03-03");
        propose(&g, COUNCIL, &entry).await;
        let hash = evidence(&g, COUNCIL, &entry).await;
        for act in ["sign", "take back"] {
            let denied = if act == "sign" { sign(&g, TRUST, &entry, &hash).await } else { take_back(&g, TRUST, &entry).await };
            assert_eq!(denied["denials"][0]["provision"]["code"], "MHA-117-2", "{denied:#}");
        }
        assert!(is(&reinstate(&g, TRUST, &entry, "2025-03-03").await, "NotPermitted"));
        for who in [OTHER_COUNCIL, "QYG"] {
            assert!(is(&sign(&g, who, &entry, &hash).await, "NotFound"));
            assert!(is(&propose(&g, who, &entry).await, "NotFound"));
        }
        // Found to have lived elsewhere: the duty is another council's, and so is the key.
        let finding = json!({ "findings": [{ "key": "r1", "before": "2023-01-10", "council": OTHER_COUNCIL, "finding": "ORDINARILY_RESIDENT" }] });
        g.submit(COUNCIL, "1", json!({ "residence": finding })).await;
        let wrong = sign(&g, COUNCIL, &entry, &hash).await;
        assert!(is(&wrong, "NotPermitted"), "{wrong:#}");
        // A half is not withdrawn as a record is.
        sign(&g, ICB, &entry, &hash).await;
        let own = "query($id: ID!) { entry(id: $id) { accounts { id own versions { part version } } } }";
        let accounts = g.ask(ICB, own, json!({ "id": entry })).await;
        let mut accounts = accounts["entry"]["accounts"].as_array().cloned().unwrap_or_default();
        accounts.retain(|one| one["own"] == true);
        let input = json!({ "accountId": accounts[0]["id"], "part": "ENDING", "expectedVersion": 1, "why": "RECORDED_IN_ERROR" });
        let query = "mutation($input: WithdrawPartInput!) { result: withdrawPart(input: $input) { __typename } }";
        let withdrawn = g.ask(ICB, query, json!({ "input": input })).await;
        assert_eq!(withdrawn["result"]["__typename"], "NotPermitted");
    }
}

/// Once section 46 of the Mental Health Act 2025 is law, two signatures end nothing before the person has joint notice in writing.
async fn notice_is_the_third_step(g: Gateway) {
    let entry = person(&g).await;
    g.at("2025-03-03");
    propose(&g, TRUST, &entry).await;
    let hash = evidence(&g, COUNCIL, &entry).await;
    let given = json!({ "entryId": entry, "given": "2025-03-06" });
    let early = act(&g, COUNCIL, "giveEndingNotice", given.clone()).await;
    assert_eq!(provisions(&early), ["MHA-2025-46-2"], "nobody has signed");
    for who in [COUNCIL, ICB] {
        let signed = sign(&g, who, &entry, &hash).await;
        assert!(is(&signed, "EndingActRecorded"), "{signed:#}");
    }
    g.at("2025-03-06");
    let signed = stands(&g, COUNCIL, &entry).await;
    assert_ne!(signed["ending"]["status"], "ENDED", "{signed:#}");
    assert_eq!(
        signed["ending"]["bars"],
        json!([{ "code": "NO_JOINT_NOTICE" }])
    );
    assert_eq!(signed["entitlement"]["status"], "ENTITLED");
    assert!(
        signed["endingCase"]["letter"].is_null(),
        "nothing has ended that a letter could tell of"
    );
    // A new proposal does not undo what both have signed; either may still think again.
    assert_eq!(provisions(&propose(&g, TRUST, &entry).await), ["MHA-117-2"]);
    assert!(is(&take_back(&g, ICB, &entry).await, "EndingActRecorded"));
    let early = act(&g, COUNCIL, "giveEndingNotice", given.clone()).await;
    assert_eq!(provisions(&early), ["MHA-2025-46-2"]);
    let hash = evidence(&g, ICB, &entry).await;
    assert!(is(&sign(&g, ICB, &entry, &hash).await, "EndingActRecorded"));
    for who in [COUNCIL, ICB] {
        let done = act(&g, who, "giveEndingNotice", given.clone()).await;
        assert!(is(&done, "EndingActRecorded"), "{who}: {done:#}");
    }
    g.at("2025-03-07");
    let ended = stands(&g, COUNCIL, &entry).await;
    assert_eq!(ended["ending"]["status"], "ENDED", "{ended:#}");
    assert!(ended["endingCase"]["letter"].is_string());
}

fn section_46() -> s117::domain::law::reading::Commencement {
    s117::domain::law::reading::Commencement {
        s46: Some("2024-01-01".parse().expect("a day")),
        ..Default::default()
    }
}

#[tokio::test]
async fn notice_is_the_third_step_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = s117::store::Store::open_folder(folder.path())
        .await
        .expect("a register");
    notice_is_the_third_step(Gateway::under(section_46(), store, folder, String::new()).await)
        .await;
}

#[tokio::test]
async fn notice_is_the_third_step_on_postgres() {
    let Some(url) = crate::support::postgres::url_of_new_database() else {
        return;
    };
    let store = s117::store::Store::connect(&url).await.expect("it answers");
    let folder = tempfile::tempdir().expect("a folder");
    notice_is_the_third_step(Gateway::under(section_46(), store, folder, url).await).await;
}
