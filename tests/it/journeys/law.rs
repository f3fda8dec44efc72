//! The law asked through the door: of a person on any day, under the law of any day, and of facts typed in.

use s117::access::Role;
use serde_json::{Value, json};

use crate::on_both;
use crate::support::{Gateway, identity};

const WHO: &str = "9991700013";

/// Two detentions, and a move between them.
fn hospital() -> Value {
    let spell = |key: &str, from: &str, to: &str| json!({ "key": key, "hospital": "RP1", "start": from, "end": to, "hospitalExit": to });
    let status = |key: &str, from: &str| json!({ "key": key, "spell": key, "code": "03", "from": from, "application": from });
    json!({
        "detention": { "spells": [spell("a", "2022-08-01", "2022-10-01"), spell("b", "2023-02-01", "2023-03-01")] },
        "legalBasis": { "statuses": [status("a", "2022-08-01"), status("b", "2023-02-01")] },
    })
}

fn council() -> Value {
    let finding = |key: &str, before: &str, council: &str| json!({ "key": key, "before": before, "finding": "ORDINARILY_RESIDENT", "council": council });
    json!({ "residence": { "findings": [finding("a", "2022-08-01", "E06000062"), finding("b", "2023-02-01", "E06000061")] } })
}

fn icb() -> Value {
    json!({ "registration": { "registrations": [{ "key": "a", "occasion": "APPLICATION", "on": "2022-08-01", "coreIcb": "QPM" }] } })
}

fn with(mut record: Value, more: &Value) -> Value {
    for (field, value) in more.as_object().into_iter().flatten() {
        record[field] = value.clone();
    }
    record
}

const ANSWERS: &str = "entitlement { status since episodes { detainedFrom leftHospital ended } because { sentence provision { code } } wouldChange } \
    responsibleCouncil { body { code } confidence because { sentence provision { code } } wouldChange history { body { code } status since until } } \
    responsibleIcb { statutory { body { code } confidence because { sentence provision { code } } } payer { body { code } } history { body { code } status } } \
    clocks { kind due state } ending { status bars { code } }";

/// The person in the register; the id of the entry.
async fn recorded(g: &Gateway) -> String {
    g.at("2023-06-05");
    let who = json!({ "identity": identity(WHO, "Example", "1990-01-01") });
    let names = json!({ "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062", "responsibleIcb": "QPM" } });
    let id = g
        .submit("RP1", "T1", with(with(who.clone(), &hospital()), &names))
        .await;
    g.submit("E06000062", "C1", with(who.clone(), &council()))
        .await;
    g.submit("QPM", "I1", with(who, &icb())).await;
    g.accept("E06000062", "RP1").await;
    g.accept("QPM", "RP1").await;
    id
}

fn facts() -> Value {
    json!({ "accounts": [
        with(json!({ "organisation": "RP1" }), &hospital()),
        with(json!({ "organisation": "E06000062" }), &council()),
        with(json!({ "organisation": "QPM" }), &icb()),
    ] })
}

async fn determined(g: &Gateway, role: Role, variables: &Value) -> Value {
    g.at("2023-06-05");
    let query = format!(
        "query($facts: FactsInput!, $on: Date, $lawAsAt: Date) {{ determine(facts: $facts, on: $on, lawAsAt: $lawAsAt) \
         {{ __typename ... on Determined {{ on {ANSWERS} }} ... on InputRejected {{ problems {{ code path }} }} }} }}"
    );
    let (status, answer) = g.post(Some(&g.token("RP1", role)), &query, variables).await;
    assert!(answer.get("errors").is_none(), "{status}: {answer:#}");
    answer["data"]["determine"].clone()
}

on_both! {
    /// What the law says of a person is what it says of the same facts typed in, on every day.
    async fn facts_typed_in_are_answered_as_a_person_is(g) {
        let id = recorded(&g).await;
        for on in ["2022-07-31", "2022-09-01", "2022-12-01", "2023-02-15", "2023-03-02"] {
            let asked = json!({ "id": id, "on": on });
            let query = format!("query($id: ID!, $on: Date) {{ entry(id: $id, on: $on) {{ {ANSWERS} }} }}");
            let person = g.ask("RP1", &query, asked).await["entry"].clone();
            let mut typed = determined(&g, Role::Practitioner, &json!({ "facts": facts(), "on": on })).await;
            assert_eq!(typed["on"], on);
            for apart in ["on", "__typename"] {
                typed.as_object_mut().expect("an object").remove(apart);
            }
            assert_eq!(person, typed, "on {on}");
        }
    }

    /// A field may be asked about a day of its own, and the whole entry under the law of a day.
    async fn a_field_has_its_day_and_the_law_has_one(g) {
        let id = recorded(&g).await;
        let query = "query($id: ID!, $as: Date) { entry(id: $id, lawAsAt: $as) { lawAsAt \
            now: responsibleCouncil { body { code } because { provision { code } } history { body { code } status until } } \
            then: responsibleCouncil(on: \"2022-12-01\") { body { code } history { status } } \
            inside: entitlement(on: \"2023-02-15\") { status } before: entitlement(on: \"2022-01-01\") { status } \
            none: responsibleCouncil(on: \"2022-01-01\") { body { code } } \
            clocks(on: \"2022-10-20\") { kind due } ending(on: \"2022-09-01\") { bars { code forbids } } } }";
        let seen = g.ask("RP1", query, json!({ "id": id })).await["entry"].clone();
        assert_eq!(seen["lawAsAt"], Value::Null);
        assert_eq!(seen["now"]["body"]["code"], "E06000061", "{seen:#}");
        let history = json!([
            { "body": { "code": "E06000062" }, "status": "SUPERSEDED", "until": "2023-02-01" },
            { "body": { "code": "E06000061" }, "status": "OWED", "until": null },
        ]);
        assert_eq!(seen["now"]["history"], history);
        assert_eq!(seen["then"], json!({ "body": { "code": "E06000062" }, "history": [{ "status": "OWED" }] }));
        assert_eq!((&seen["inside"]["status"], &seen["before"]["status"]), (&json!("PROSPECTIVE"), &json!("NOT_ENTITLED")));
        assert_eq!(seen["none"], Value::Null, "no duty had begun");
        assert_eq!(seen["clocks"], json!([{ "kind": "FIRST_REVIEW", "due": "2022-11-12" }]));
        assert_eq!(seen["ending"]["bars"], json!([{ "code": "BEFORE_IT_BEGAN", "forbids": true }]));
        let as_read = g.ask("RP1", query, json!({ "id": id, "as": "2023-05-01" })).await["entry"].clone();
        assert_eq!(as_read["lawAsAt"], "2023-05-01");
        assert_eq!(as_read["now"]["body"]["code"], "E06000062", "as the Court of Appeal had read it: {as_read:#}");
        assert_eq!(as_read["now"]["history"].as_array().map(Vec::len), Some(1), "one duty through both");
    }

    /// Whoever may ask anything may ask this; it is about nobody, and nothing of it is kept.
    async fn anyone_may_ask_and_nothing_is_kept(g) {
        let before = g.ask("RP1", "{ entries { totalCount } }", json!({})).await;
        for role in [Role::Practitioner, Role::Manager, Role::Job, Role::Reviewer] {
            let answer = determined(&g, role, &json!({ "facts": facts(), "on": "2023-03-02" })).await;
            assert_eq!(answer["entitlement"]["status"], "ENTITLED", "{role:?}");
        }
        assert_eq!(before, g.ask("RP1", "{ entries { totalCount } }", json!({})).await);
    }

    /// The law that is passed and not in force is read once it is said to be.
    async fn provisions_say_since_when_they_stand(g) {
        let answer = g.ask("RP1", "{ provisions { code instrument standsFrom standsUntil verified citation link } }", json!({})).await;
        let all = answer["provisions"].as_array().expect("a list").clone();
        let of = |code: &str| all.iter().find(|one| one["code"] == code).cloned().unwrap_or_else(|| panic!("{code}"));
        assert_eq!(of("UKSC-2023-31")["standsFrom"], "2023-08-10");
        assert_eq!(of("EWCA-2021-1957")["standsUntil"], "2023-08-10");
        assert_eq!((&of("SI-2012-2996-14")["standsFrom"], &of("SI-2012-2996-14")["standsUntil"]), (&json!("2013-04-01"), &json!("2016-04-01")));
        assert_eq!(of("SI-2009-309-13")["verified"], false);
        assert_eq!((&of("MHA-2025-46-2")["standsFrom"], &of("MHA-117-1")["instrument"]), (&Value::Null, &json!("ACT")));
        assert!(all.iter().all(|one| one["link"].as_str().is_some_and(|link| link.starts_with("https://"))));
    }
}
