//! Disputes about who is responsible: they have clocks and parties, care goes on meanwhile, and what is determined decides.

use serde_json::{Value, json};

use super::support::{COUNCIL, ICB, OTHER_COUNCIL, TRUST, act, is, person, provisions};
use crate::on_both;
use crate::support::{Gateway, identity};

async fn disputes(g: &Gateway, who: &str, entry: &str) -> Value {
    let query = "query($id: ID!) { entry(id: $id) { relation viewerCan responsibleCouncil { body { code } because { provision { code } } } clocks { kind due state } \
        disputes { key kind stage began raisedBy lead leadBasis parties { organisation denied contact } carriesOn { code } carriesOnUnder { code } referralDue \
        argumentsDue reviewDue settled responsible interim { by weeklyPence recoveredPence } } } }";
    g.ask(who, query, json!({ "id": entry })).await["entry"].clone()
}

async fn raise(g: &Gateway, who: &str, entry: &str, more: Value) -> Value {
    let mut input = json!({ "entryId": entry, "kind": "COUNCILS", "against": [OTHER_COUNCIL], "denied": "2023-05-02", "contact": "Legal services" });
    for (field, value) in more.as_object().into_iter().flatten() {
        input[field] = value.clone();
    }
    act(g, who, "raiseDispute", input).await
}

async fn key(g: &Gateway, who: &str, entry: &str) -> Value {
    disputes(g, who, entry).await["disputes"][0]["key"].clone()
}

fn clock<'a>(entry: &'a Value, kind: &str) -> &'a Value {
    let clocks = entry["clocks"].as_array().into_iter().flatten();
    let mut of_kind = clocks.filter(|one| one["kind"] == kind);
    of_kind.next().unwrap_or(&Value::Null)
}

on_both! {
    /// From the written denial over four months, the referral and the determination to a settled answer; the other council is a party from
    /// the first day, without having known the person before.
    async fn two_councils_dispute_and_are_told(g) {
        let entry = person(&g).await;
        g.at("2023-05-02");
        let services = json!({ "services": [{ "key": "s1", "kind": "SOCIAL_CARE", "need": "Support at home", "section117": "YES", "met": "YES", "start": "2023-03-21" }] });
        g.submit(COUNCIL, "1", json!({ "services": services })).await;
        let stranger = disputes(&g, OTHER_COUNCIL, &entry).await;
        assert!(stranger.is_null(), "nobody has told it of the person");
        let raised = raise(&g, COUNCIL, &entry, json!({ "interim": [{ "by": COUNCIL, "from": "2023-05-02", "weeklyPence": 37000 }] })).await;
        assert!(is(&raised, "DisputeActRecorded"), "{raised:#}");

        let ours = disputes(&g, COUNCIL, &entry).await;
        let one = &ours["disputes"][0];
        assert_eq!((&one["stage"], &one["began"], &one["referralDue"]), (&json!("OPEN"), &json!("2023-05-02"), &json!("2023-09-02")));
        assert_eq!((&one["lead"], &one["leadBasis"], &one["carriesOn"]["code"]), (&json!(COUNCIL), &json!("MEETING_NEEDS"), &json!(COUNCIL)));
        assert_eq!(one["carriesOnUnder"]["code"], "SI-2014-2829-2");
        assert_eq!(clock(&ours, "DISPUTE_REFERRAL")["due"], "2023-09-02");
        let trust = disputes(&g, TRUST, &entry).await;
        assert_eq!(trust["disputes"][0]["stage"], "OPEN", "a Trust is told how it stands");

        // The other council is told, reads the dispute, and answers it under an identifier of its own.
        let theirs = disputes(&g, OTHER_COUNCIL, &entry).await;
        assert_eq!(theirs["relation"], "CANDIDATE");
        assert_eq!(theirs["disputes"][0]["parties"].as_array().map(Vec::len), Some(2));
        let dispute = key(&g, COUNCIL, &entry).await;
        let answer = json!({ "entryId": entry, "dispute": dispute, "denied": "2023-05-02", "contact": "Adult social care", "personTold": "2023-05-02" });
        let nameless = act(&g, OTHER_COUNCIL, "respondToDispute", answer.clone()).await;
        assert_eq!((&nameless["problems"][0]["code"], &nameless["problems"][0]["path"]), (&json!("MISSING"), &json!("localId")));
        let mut named = answer;
        named["localId"] = json!("N1");
        g.at("2023-05-11");
        let answered = act(&g, OTHER_COUNCIL, "respondToDispute", named).await;
        assert!(is(&answered, "DisputeActRecorded"), "{answered:#}");
        let both = disputes(&g, COUNCIL, &entry).await;
        let parties = both["disputes"][0]["parties"].as_array().expect("parties");
        assert!(parties.iter().all(|party| party["denied"].is_string() && party["contact"].is_string()), "{both:#}");

        // Only the lead refers it, and nothing is determined that was not referred.
        g.at("2023-08-01");
        let on = |day: &str| json!({ "entryId": entry, "dispute": dispute, "referred": day });
        let found = json!({ "entryId": entry, "dispute": dispute, "responsible": OTHER_COUNCIL, "determined": "2024-01-15", "reference": "OR 1 2024" });
        let early = act(&g, COUNCIL, "determineDispute", found.clone()).await;
        assert_eq!(provisions(&early), ["CA-40-1"], "{early:#}");
        assert_eq!(provisions(&act(&g, OTHER_COUNCIL, "referDispute", on("2023-08-01")).await), ["SI-2014-2829-3-7"]);
        assert!(is(&act(&g, COUNCIL, "referDispute", on("2023-08-01")).await, "DisputeActRecorded"));
        let again = act(&g, COUNCIL, "referDispute", on("2023-08-01")).await;
        assert_eq!(again["problems"][0]["path"], "dispute", "{again:#}");
        let late = act(&g, COUNCIL, "withdrawDispute", json!({ "entryId": entry, "dispute": dispute })).await;
        assert_eq!(provisions(&late), ["SI-2014-2829-1-3"]);
        assert_eq!(disputes(&g, COUNCIL, &entry).await["disputes"][0]["argumentsDue"], "2023-08-15");

        g.at("2024-01-16");
        let before = disputes(&g, COUNCIL, &entry).await;
        assert_ne!(before["responsibleCouncil"]["body"]["code"], OTHER_COUNCIL);
        assert!(is(&act(&g, COUNCIL, "determineDispute", found).await, "DisputeActRecorded"));
        let after = disputes(&g, ICB, &entry).await;
        assert_eq!(after["responsibleCouncil"]["body"]["code"], OTHER_COUNCIL, "{after:#}");
        assert_eq!(after["responsibleCouncil"]["because"][0]["provision"]["code"], "CA-40-1");
        assert_eq!((&after["disputes"][0]["stage"], &after["disputes"][0]["reviewDue"]), (&json!("DETERMINED"), &json!("2024-04-15")));
        let seen = disputes(&g, OTHER_COUNCIL, &entry).await;
        assert_eq!(seen["relation"], "CANDIDATE", "determined, and yet to answer: {seen:#}");
        g.accept(OTHER_COUNCIL, COUNCIL).await;
        assert_eq!(disputes(&g, OTHER_COUNCIL, &entry).await["relation"], "RESPONSIBLE");
    }

    /// A council that accepts settles it; one that raised it takes it back; neither changes what the other wrote.
    async fn a_dispute_is_settled_or_taken_back(g) {
        let entry = person(&g).await;
        g.at("2023-05-02");
        assert!(is(&raise(&g, COUNCIL, &entry, json!({})).await, "DisputeActRecorded"));
        let twice = raise(&g, COUNCIL, &entry, json!({})).await;
        assert_eq!((&twice["problems"][0]["code"], &twice["problems"][0]["path"]), (&json!("DUPLICATE_KEY"), &json!("against")));
        let dispute = key(&g, COUNCIL, &entry).await;
        let accepts = json!({ "entryId": entry, "dispute": dispute, "accepts": true, "localId": "N1" });
        assert!(is(&act(&g, OTHER_COUNCIL, "respondToDispute", accepts).await, "DisputeActRecorded"));
        let settled = disputes(&g, COUNCIL, &entry).await;
        let one = &settled["disputes"][0];
        assert_eq!((&one["stage"], &one["responsible"], &one["referralDue"]), (&json!("SETTLED"), &json!(OTHER_COUNCIL), &Value::Null));
        let over = act(&g, COUNCIL, "withdrawDispute", json!({ "entryId": entry, "dispute": dispute })).await;
        assert_eq!(over["problems"][0]["code"], "NOTHING_PROPOSED", "{over:#}");

        g.at("2023-06-01");
        assert!(is(&raise(&g, COUNCIL, &entry, json!({ "denied": "2023-06-01" })).await, "DisputeActRecorded"));
        let all = disputes(&g, COUNCIL, &entry).await;
        let second = all["disputes"][1]["key"].clone();
        let back = json!({ "entryId": entry, "dispute": second });
        assert_eq!(provisions(&act(&g, OTHER_COUNCIL, "withdrawDispute", back.clone()).await), ["SI-2014-2829-1-3"]);
        assert!(is(&act(&g, COUNCIL, "withdrawDispute", back).await, "DisputeActRecorded"));
        let told = disputes(&g, TRUST, &entry).await;
        let stages: Vec<_> = told["disputes"].as_array().expect("disputes").iter().map(|one| &one["stage"]).collect();
        assert_eq!(stages, ["SETTLED", "WITHDRAWN"]);
    }

    /// ICBs dispute under rules of their own; what is wrong with a dispute is said all at once; a Trust disputes nothing.
    async fn what_is_no_dispute_is_said_all_at_once(g) {
        let entry = person(&g).await;
        g.at("2023-05-02");
        let wrong = raise(&g, COUNCIL, &entry, json!({ "kind": "ICBS", "against": [COUNCIL, TRUST] })).await;
        let mut paths: Vec<_> = wrong["problems"].as_array().expect("problems").iter().map(|one| one["path"].clone()).collect();
        paths.sort_by_key(ToString::to_string);
        assert_eq!(paths, ["against[0]", "against[1]", "kind"]);
        let unread = raise(&g, COUNCIL, &entry, json!({ "denied": "2023-02-30", "lead": "?" })).await;
        assert_eq!(unread["problems"].as_array().map(Vec::len), Some(2), "{unread:#}");
        let future = raise(&g, COUNCIL, &entry, json!({ "denied": "2023-05-03" })).await;
        assert_eq!(future["problems"][0]["code"], "IN_THE_FUTURE", "{future:#}");
        let agreed = raise(&g, COUNCIL, &entry, json!({ "lead": COUNCIL, "leadBasis": "AGREED" })).await;
        assert_eq!(provisions(&agreed), ["SI-2014-2829-2"]);
        assert!(is(&raise(&g, TRUST, &entry, json!({})).await, "NotPermitted"));
        assert!(is(&raise(&g, "QYG", &entry, json!({})).await, "NotFound"));
        assert_eq!(disputes(&g, COUNCIL, &entry).await["disputes"], json!([]), "nothing half done");

        let boards = json!({ "entryId": entry, "kind": "ICBS", "against": ["QYG"], "denied": "2023-05-02", "lead": ICB, "leadBasis": "AGREED" });
        assert!(is(&act(&g, ICB, "raiseDispute", boards).await, "DisputeActRecorded"));
        let told = disputes(&g, ICB, &entry).await;
        assert_eq!((&told["disputes"][0]["referralDue"], &told["disputes"][0]["carriesOnUnder"]["code"]), (&Value::Null, &json!("MHA-117-2")));
        assert_eq!(disputes(&g, "QYG", &entry).await["relation"], "CANDIDATE");
    }

    /// A body that has the person under the identifier it gives, elsewhere, links that record instead.
    async fn an_identifier_in_use_is_not_used_again(g) {
        let entry = person(&g).await;
        g.at("2023-05-02");
        let other = json!({ "identity": identity("9991700021", "Somebody", "1980-02-02"), "position": { "status": "UNKNOWN" } });
        g.submit(OTHER_COUNCIL, "N1", other).await;
        raise(&g, COUNCIL, &entry, json!({})).await;
        let dispute = key(&g, COUNCIL, &entry).await;
        let answer = json!({ "entryId": entry, "dispute": dispute, "denied": "2023-05-02", "localId": "N1" });
        let used = act(&g, OTHER_COUNCIL, "respondToDispute", answer).await;
        assert_eq!((&used["problems"][0]["code"], &used["problems"][0]["path"]), (&json!("IDENTITY_IN_USE"), &json!("localId")));
    }
}
