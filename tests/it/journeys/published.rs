//! The published cases by name, as the bodies in them read their register today: each tells what the decision tells, and nothing that it does
//! not.

use std::sync::Arc;

use s117::access::{Caller, Role};
use s117::graphql::gateway;
use s117::register::{Register, Visit};
use serde_json::{Value, json};

use super::demo::told;

/// Asks the demo's register as a practitioner of an organisation.
async fn ask(register: &Arc<Register>, who: &str, query: &str, variables: Value) -> Value {
    let code = who.parse().expect("a code");
    let kind = register.organisations().kind(&code).expect("a known body");
    let caller = Caller::at_the_console(code, kind, Role::Practitioner);
    let visit = Arc::new(Visit::new(caller, "test".to_owned(), "test"));
    let gateway = gateway(register, false);
    let Value::Object(variables) = variables else {
        panic!("variables are an object");
    };
    let asked = gateway.request(query.to_owned(), None, Some(variables));
    let Ok(asked) = asked else {
        panic!("{query} costs too much");
    };
    let answer = gateway.execute(asked, visit).await;
    assert!(answer.errors.is_empty(), "{who}: {:?}", answer.errors);
    answer.data.into_json().expect("JSON")
}

/// What an organisation reads of the person of a story.
async fn person(
    register: &Arc<Register>,
    who: &str,
    number: &str,
    on: Option<&str>,
    fields: &str,
) -> Value {
    let query = format!(
        "query($n: NhsNumber!, $on: Date) {{ entry(nhsNumber: $n, on: $on) {{ {fields} }} }}"
    );
    let entry = ask(register, who, &query, json!({ "n": number, "on": on })).await["entry"].clone();
    assert!(entry.is_object(), "{who} sees this person");
    entry
}

fn all<'v>(list: &'v Value, field: &str) -> Vec<&'v Value> {
    let items = list
        .as_array()
        .unwrap_or_else(|| panic!("a list: {list:#}"));
    items.iter().map(|one| &one[field]).collect()
}

/// The account of an organisation, as another reads it.
fn account<'v>(entry: &'v Value, of: &str) -> &'v Value {
    let accounts = entry["accounts"].as_array().expect("accounts");
    let found = accounts
        .iter()
        .find(|one| one["organisation"]["code"] == of);
    found.unwrap_or_else(|| panic!("{of} has an account"))
}

fn codes(entry: &Value) -> Vec<&str> {
    let standing = all(&entry["discrepancies"], "rule");
    standing
        .iter()
        .filter_map(|rule| rule["code"].as_str())
        .collect()
}

const COUNCIL: &str = "E06000031";

#[tokio::test]
async fn peterborough_is_sent_from_body_to_body_through_three_decisions_and_1800_pounds() {
    let (register, _folder) = told().await;
    let register = Arc::new(register);
    let number = "9991700048";
    let fields = "ombudsmanCases { number linked called sums { orderedPence paidPence } owed { by { code } progress recommendedBefore recommendation { kind } } } \
        ombudsmanSums { body { code } sums { orderedPence paidPence } } duties { status } \
        accounts { organisation { code } coordinator { ... on Coordinator { vacancy { reason } holders { temporary until } } } \
            undertakings { ... on Undertakings { undertakings { kind need other on } } } } discrepancies { rule { code } }";
    let entry = person(&register, COUNCIL, number, None, fields).await;

    // Three upheld complaints about one person, whatever they call him.
    let cases = &entry["ombudsmanCases"];
    assert_eq!(all(cases, "number"), ["21003925", "23002112", "24005859"]);
    assert_eq!(cases[0]["linked"], json!(["23002112", "24005859"]));
    assert_eq!(
        (&cases[0]["called"], &cases[1]["called"]),
        (&json!(["Mr P", "Mr Q"]), &json!(["Mr X", "Mr Y"]))
    );
    let ordered: Vec<_> = cases
        .as_array()
        .expect("cases")
        .iter()
        .map(|one| &one["sums"]["orderedPence"])
        .collect();
    assert_eq!(ordered, [&json!(0), &json!(60_000), &json!(120_000)]);
    let bodies = entry["ombudsmanSums"].as_array().expect("sums");
    let total: u64 = bodies
        .iter()
        .filter_map(|one| one["sums"]["orderedPence"].as_u64())
        .sum();
    assert_eq!(total, 180_000, "£1,800 in all, computed and never copied");
    // What the ICB owed, and the CCG before it, the next ICB owes.
    let owing: Vec<_> = bodies
        .iter()
        .map(|one| one["body"]["code"].as_str().expect("a code"))
        .collect();
    assert_eq!(owing, [COUNCIL, "QZ1", "RT1"]);

    // The review was recommended twice, the coordinator twice; the review was held in the end, the coordinator never found.
    let repeated = |case: usize, kind: &str, by: &str| {
        let owed = cases[case]["owed"].as_array().expect("owed");
        let one = owed
            .iter()
            .find(|one| one["by"]["code"] == by && one["recommendation"]["kind"] == kind);
        let one = one.unwrap_or_else(|| panic!("{kind} of {by}: {owed:#?}"));
        (
            one["recommendedBefore"].clone(),
            one["progress"].as_str().expect("a word").to_owned(),
        )
    };
    for by in [COUNCIL, "QZ1", "RT1"] {
        assert_eq!(
            repeated(1, "REVIEW", by),
            (json!(["21003925"]), "ACCEPTED".to_owned()),
            "{by}"
        );
        assert_eq!(
            repeated(2, "COORDINATOR", by),
            (json!(["23002112"]), "OVERDUE".to_owned()),
            "{by}"
        );
    }

    // The loop: each says that another can, and why it cannot.
    let reason = |of: &str| account(&entry, of)["coordinator"]["vacancy"]["reason"].clone();
    assert_eq!(
        (reason(COUNCIL), reason("RT1")),
        (json!("POLICY_BAR"), json!("NOT_OPEN_TO_TEAM"))
    );
    let said = |of: &str| {
        all(&account(&entry, of)["undertakings"]["undertakings"], "kind")
            .into_iter()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(said(COUNCIL), ["NOT_OURS"]);
    assert_eq!(said("RT1"), ["NOT_OURS"]);
    assert_eq!(said("QUE"), ["WE_WILL", "THEY_WILL"]);
    assert!(
        codes(&entry).contains(&"DUT-07"),
        "and nobody coordinates: {:?}",
        codes(&entry)
    );

    // The policy that bars the council's social workers is itself what is wrong.
    let policies = "{ policies { title members { organisation { code } } findings { rule term provisions { code } } } }";
    let policies = ask(&register, "RT1", policies, json!({})).await["policies"].clone();
    let finding = &policies[0]["findings"][0];
    assert_eq!(
        (&finding["rule"], &finding["term"]),
        (&json!("UNL-15"), &json!("coordinators"))
    );
    assert_eq!(finding["provisions"][1]["code"], "OMB-24-005-859");
}

#[tokio::test]
async fn worcestershire_moves_away_and_the_duty_stays() {
    let (register, _folder) = told().await;
    let register = Arc::new(register);
    let (council, number) = ("E10000034", "9991700056");
    let fields = "duties { status } accounts { organisation { code } \
        position { ... on Position { status service } } \
        funding { ... on Funding { requests { kind usable decisions { on byPanel outcome reasons } } } } \
        offers { ... on Offers { offers { kind outcome approaches { name outcome } } } } \
        communication { ... on Communication { contacts { on route { via personTold representativeTold } } } } } discrepancies { rule { code } }";
    let entry = person(&register, council, number, Some("2025-06-19"), fields).await;
    let own = account(&entry, council);

    // Two panels refused, each with its reasons; a direct payment was agreed that he cannot use.
    let requests = own["funding"]["requests"].as_array().expect("requests");
    let panels: Vec<_> = requests
        .iter()
        .flat_map(|one| one["decisions"].as_array().expect("decisions"))
        .filter(|one| one["byPanel"] == "YES")
        .collect();
    assert_eq!(
        panels.iter().map(|one| &one["outcome"]).collect::<Vec<_>>(),
        ["REFUSED", "REFUSED"]
    );
    assert!(
        panels
            .iter()
            .all(|one| one["reasons"].as_str().is_some_and(|why| why.len() > 20))
    );
    let payment = requests
        .iter()
        .find(|one| one["kind"] == "DIRECT_PAYMENT")
        .expect("it was asked for");
    assert_eq!(
        (&payment["decisions"][0]["outcome"], &payment["usable"]),
        (&json!("AGREED"), &json!("NO"))
    );

    // He is to be reached through a charity, and neither he nor his representative was told.
    let contacts = own["communication"]["contacts"]
        .as_array()
        .expect("contacts");
    let routed: Vec<_> = contacts
        .iter()
        .filter(|one| one["route"]["via"] == "AGENCY")
        .collect();
    assert!(
        routed.iter().any(|one| one["route"]["personTold"].is_null()
            && one["route"]["representativeTold"].is_null()),
        "{contacts:#?}"
    );

    // No worker, further assessment declined: the council says that it has not ended, and it has not.
    assert_eq!(
        (&own["position"]["status"], &own["position"]["service"]),
        (&json!("ELIGIBLE"), &json!("NO_WORKER"))
    );
    for duty in entry["duties"].as_array().expect("duties") {
        assert_ne!(duty["status"], "ENDED", "{duty:#}");
    }
    assert!(
        !codes(&entry).iter().any(|code| code.starts_with("UNL")),
        "{:?}",
        codes(&entry)
    );
}

#[tokio::test]
async fn cheshire_and_merseyside_has_no_finding_of_fault_and_no_closed_duty() {
    let (register, _folder) = told().await;
    let register = Arc::new(register);
    for (body, since) in [
        ("E08000012", "2021-12-16"),
        ("RW4", "2021-12-16"),
        ("QYG", "2022-07-07"),
    ] {
        for day in [
            since,
            "2022-08-20",
            "2023-10-20",
            "2025-02-10",
            "2025-05-22",
            "2026-11-21",
        ] {
            let fields = "duties { status } discrepancies { rule { code } } ombudsmanCases { outcomes sums { orderedPence } findings { kind } owed { by { code } } }";
            let entry = person(&register, body, "9991700021", Some(day), fields).await;
            let statuses = all(&entry["duties"], "status");
            assert!(
                !statuses.is_empty() && statuses.iter().all(|one| **one == "OWED"),
                "{body} on {day}: {statuses:?}"
            );
            assert!(
                !codes(&entry).iter().any(|code| code.starts_with("UNL")
                    || code.starts_with("OMB")
                    || *code == "DUT-01"),
                "{body} on {day}: {:?}",
                codes(&entry)
            );
            for case in entry["ombudsmanCases"].as_array().expect("cases") {
                assert_eq!(
                    case["outcomes"],
                    json!(["CLOSED_AFTER_INITIAL_ENQUIRIES"]),
                    "neither upheld nor not upheld"
                );
                assert_eq!(
                    (&case["sums"]["orderedPence"], &case["owed"]),
                    (&json!(0), &json!([]))
                );
                assert!(
                    all(&case["findings"], "kind")
                        .iter()
                        .all(|kind| !kind.as_str().is_some_and(|kind| kind.starts_with("FAULT"))),
                    "{case:#}"
                );
            }
        }
    }
}

#[tokio::test]
async fn west_northamptonshire_answers_after_31_80_and_164_working_days() {
    let (register, _folder) = told().await;
    let register = Arc::new(register);
    let fields = "complaintTimes { organisation { code } received answered workingDaysAtLeast workingDaysAtMost }";
    let entry = person(&register, "E06000062", "9991700013", None, fields).await;
    let times = entry["complaintTimes"].as_array().expect("times");
    let took: Vec<_> = times
        .iter()
        .map(|one| {
            (
                one["workingDaysAtLeast"].as_u64(),
                one["workingDaysAtMost"].as_u64(),
            )
        })
        .collect();
    assert_eq!(
        took,
        [
            (Some(31), Some(31)),
            (Some(80), Some(80)),
            (Some(164), Some(164))
        ]
    );
    // While the second was open, its clock ran out and said so.
    let fields = "clocks { kind item due state default { name } }";
    let entry = person(&register, "RP1", "9991700013", Some("2024-01-10"), fields).await;
    let clocks = entry["clocks"].as_array().expect("clocks");
    let answer = clocks.iter().find(|one| one["kind"] == "COMPLAINT_ANSWER");
    let answer = answer.unwrap_or_else(|| panic!("it is still open on that day: {clocks:#?}"));
    assert_eq!(
        (&answer["state"], &answer["default"]["name"]),
        (&json!("OVERDUE"), &json!("COMPLAINT_TARGET"))
    );
}

#[tokio::test]
async fn ruths_estate_is_given_back_the_whole() {
    let (register, _folder) = told().await;
    let register = Arc::new(register);
    let fields = "duties { since status } accounts { organisation { code } money { ... on Money { payments { kind payer bornePence totalPence refunds { to offeredPence paidPence paid } } } } }";
    let entry = person(&register, "E99000002", "9991700080", None, fields).await;
    let payment = &account(&entry, "E99000002")["money"]["payments"][0];
    let refunds = payment["refunds"].as_array().expect("refunds");
    assert!(
        refunds.iter().all(|one| one["to"] == "ESTATE"),
        "she had died"
    );
    let (first, last) = (&refunds[0], &refunds[1]);
    assert_eq!(
        first["offeredPence"].as_u64(),
        payment["bornePence"].as_u64().map(|borne| borne / 2),
        "half, at first"
    );
    assert_eq!(
        (&last["paidPence"], &last["paid"]),
        (&payment["bornePence"], &json!("2019-07-05")),
        "and then all that she bore"
    );
    // The duty began on leaving the second hospital, not when the section ended.
    assert!(
        all(&entry["duties"], "since")
            .iter()
            .all(|since| **since == "2017-04-27"),
        "{entry:#}"
    );
}

#[tokio::test]
async fn marlon_waits_48_weeks_longer_than_he_need_have() {
    let (register, _folder) = told().await;
    let register = Arc::new(register);
    let fields = "accounts { organisation { code } funding { ... on Funding { requests { neededSince asked decisions { on outcome } } } } } \
        ombudsmanCases { number sums { orderedPence } owed { recommendation { kind amountPence } } }";
    let entry = person(&register, "ZT1", "9991700072", None, fields).await;
    let request = &account(&entry, "ZT1")["funding"]["requests"][0];
    let day = |field: &str| {
        request[field]
            .as_str()
            .expect("a day")
            .parse::<chrono::NaiveDate>()
            .expect("a day")
    };
    // A year to ask; four weeks would have done.
    assert_eq!((day("asked") - day("neededSince")).num_weeks() - 4, 48);
    let sums: Vec<_> = entry["ombudsmanCases"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|one| one["sums"]["orderedPence"].as_u64())
        .collect();
    assert_eq!(
        sums,
        [Some(128_800 + 110_000 + 25_000)],
        "£1,288, £1,100 and £250"
    );
}
