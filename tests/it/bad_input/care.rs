//! Services, money, complaints, decisions: what cannot be so is answered with path and problem, all at once, and nothing is written.

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{Gateway, identity, section_3};

const WHO: &str = "9991700013";

/// The problems with a record, as pairs of code and path, sorted.
async fn problems(g: &Gateway, who: &str, record: Value) -> Vec<(String, String)> {
    let result = g.try_submit(who, "1", &record).await;
    let mut all: Vec<_> = result["problems"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| {
            let word = |field: &str| one[field].as_str().unwrap_or_default().to_owned();
            (word("code"), word("path"))
        })
        .collect();
    all.sort();
    all
}

fn found(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all: Vec<_> = all
        .iter()
        .map(|(code, path)| ((*code).to_owned(), (*path).to_owned()))
        .collect();
    all.sort();
    all
}

on_both! {
    /// Shares that do not add up, negative and broken amounts, top-ups without an agreement, references that do not parse, days that cannot be.
    async fn what_cannot_be_is_named_all_at_once(g) {
        g.at("2025-03-03");
        let who = json!({ "identity": identity(WHO, "Example", "1990-01-01") });
        g.submit("E06000062", "1", who).await;
        let split = |one: i64, other: i64| json!([{ "funder": "E06000062", "percent": one }, { "funder": "QPM", "percent": other }]);
        let service = |key: &str, funders: Value| json!({ "key": key, "kind": "SOCIAL_CARE", "need": "Help at home", "funders": funders });
        let services = json!({ "services": [
            service("a", split(50, 49)),
            service("b", split(50, 50)),
            service("c", split(-1, 101)),
            service("d", json!([{ "funder": "RP1", "percent": 100 }])),
        ] });
        let payment = |key: &str, more: Value| {
            let mut one = json!({ "key": key, "kind": "CHARGE", "payer": "PERSON", "from": "2025-01-01" });
            for (field, value) in more.as_object().into_iter().flatten() {
                one[field] = value.clone();
            }
            one
        };
        let money = json!({ "payments": [
            payment("a", json!({ "weeklyPence": -1 })),
            payment("b", json!({ "totalPence": 1.5 })),
            payment("c", json!({ "bornePence": 2_147_483_648_u64 })),
            payment("d", json!({ "totalPence": 2_147_483_647_u64 })),
            payment("e", json!({ "until": "2024-12-31" })),
        ] });
        let record = json!({ "services": services, "money": money });
        assert_eq!(
            problems(&g, "E06000062", record).await,
            found(&[
                ("NOT_AN_AMOUNT", "record.money.payments[0].weeklyPence"),
                ("NOT_AN_AMOUNT", "record.money.payments[1].totalPence"),
                ("NOT_AN_AMOUNT", "record.money.payments[2].bornePence"),
                ("NOT_AN_AMOUNT", "record.services.services[2].funders[0].percent"),
                ("NOT_AN_AMOUNT", "record.services.services[2].funders[1].percent"),
            ]),
            "what cannot be read comes first"
        );
        let services = json!({ "services": [service("a", split(50, 49)), service("b", split(50, 50)), service("d", json!([{ "funder": "RP1", "percent": 100 }]))] });
        let top_up = payment("t", json!({ "kind": "TOP_UP" }));
        let unwritten = payment("u", json!({ "kind": "TOP_UP", "agreement": { "written": "NO" } }));
        let money = json!({ "payments": [payment("e", json!({ "until": "2024-12-31" })), top_up, unwritten] });
        let recommendation = |due: &str| json!({ "key": "r", "body": "RP1", "kind": "APOLOGY", "due": due });
        let decision = |key: &str, due: &str| json!({ "key": key, "reference": "24 O15 71O", "decided": "2023-11-30", "outcome": "UPHELD", "recommendations": [recommendation(due)] });
        let ombudsman = json!({ "decisions": [decision("a", "2023-01-31"), decision("b", "2024-01-31")] });
        let complaints = json!({ "complaints": [{ "key": "a", "stage": "ANSWERED", "received": "2025-02-03", "answered": "2025-01-31" }] });
        let record = json!({ "services": services, "money": money, "ombudsman": ombudsman, "complaints": complaints });
        assert_eq!(
            problems(&g, "E06000062", record).await,
            found(&[
                ("DOES_NOT_ADD_UP", "record.services.services[0].funders"),
                ("UNKNOWN_ORGANISATION", "record.services.services[2].funders[0].funder"),
                ("IMPOSSIBLE_ORDER", "record.money.payments[0].until"),
                ("MISSING", "record.money.payments[1].agreement"),
                ("IMPOSSIBLE_ORDER", "record.ombudsman.decisions[0].recommendations[0].due"),
                ("IMPOSSIBLE_ORDER", "record.complaints.complaints[0].answered"),
            ])
        );
        let reference = json!({ "ombudsman": { "decisions": [{ "key": "a", "reference": "24-O15-71", "decided": "2023-11-30", "outcome": "UPHELD" }] } });
        assert_eq!(problems(&g, "E06000062", reference).await, found(&[("NOT_A_CODE", "record.ombudsman.decisions[0].reference")]));
    }

    /// A reference is kept in one form however it is printed; a case is the same whatever its letter.
    async fn a_reference_is_kept_in_one_form(g) {
        g.at("2025-03-03");
        let decision = json!({ "key": "a", "reference": "18 O10 781b", "decided": "2022-04-01", "outcome": "CLOSED_AFTER_INITIAL_ENQUIRIES" });
        let record = json!({ "identity": identity(WHO, "Example", "1990-01-01"), "ombudsman": { "decisions": [decision] } });
        let entry = g.submit("E06000062", "1", record).await;
        let query = "query($id: ID!) { entry(id: $id) { accounts { ombudsman { ... on Ombudsman { decisions { reference outcome } } } } } }";
        let data = g.ask("E06000062", query, json!({ "id": entry })).await;
        let kept = &data["entry"]["accounts"][0]["ombudsman"]["decisions"][0];
        assert_eq!((&kept["reference"], &kept["outcome"]), (&json!("18010781b"), &json!("CLOSED_AFTER_INITIAL_ENQUIRIES")));
    }

    /// A review of after-care is not held before the person left hospital, as far as one's own record says when that was.
    async fn a_review_comes_after_leaving_hospital(g) {
        g.at("2025-03-03");
        let (detention, basis) = section_3("RP1", "2025-01-10", Some("2025-02-10"));
        let review = |key: &str, kind: &str, held: &str| json!({ "key": key, "kind": kind, "held": held });
        let reviews = json!({ "reviews": [
            review("a", "SECTION_117", "2025-02-09"),
            review("b", "CPA", "2025-02-09"),
            review("c", "SECTION_117", "2025-02-10"),
        ] });
        let who = identity(WHO, "Example", "1990-01-01");
        let record = json!({ "identity": who, "detention": detention, "legalBasis": basis, "reviews": reviews });
        assert_eq!(problems(&g, "RP1", record).await, found(&[("IMPOSSIBLE_ORDER", "record.reviews.reviews[0].held")]));
        let held = json!({ "qualifying": "YES", "detainedOn": "2025-01-10", "leftHospitalOn": "2025-02-10" });
        let record = json!({ "identity": who, "position": { "status": "ELIGIBLE", "held": held }, "reviews": { "reviews": [review("a", "SECTION_117", "2025-02-09")] } });
        assert_eq!(problems(&g, "E06000062", record).await, found(&[("IMPOSSIBLE_ORDER", "record.reviews.reviews[0].held")]));
    }

    /// A meeting both held and called off, more of a need than all of it, a refund that nobody known pays, work that lapsed before it was done.
    async fn what_the_stories_need_is_checked_too(g) {
        g.at("2025-03-03");
        let who = json!({ "identity": identity(WHO, "Example", "1990-01-01") });
        g.submit("E06000062", "1", who).await;
        let both = json!({ "key": "m", "kind": "OTHER", "held": "2025-01-01", "calledOff": "2025-01-01" });
        let later = json!({ "key": "n", "kind": "OTHER", "arranged": "2025-04-01", "calledOff": "2026-01-01" });
        let service = json!({ "key": "s", "kind": "SOCIAL_CARE", "need": "Help at home", "met": "NO", "metPercent": 101 });
        let refund = json!({ "key": "r", "to": "ESTATE", "by": "ZZZ", "offered": "2025-02-01" });
        let payment = json!({ "key": "p", "kind": "CHARGE", "payer": "PERSON", "from": "2025-01-01", "refunds": [refund] });
        let evidence = json!({ "key": "e", "complied": "YES", "done": "2025-02-01", "lapsed": "2025-01-01" });
        let asked = json!({ "key": "a", "body": "E06000062", "kind": "COORDINATOR", "evidence": [evidence] });
        let decision = json!({ "key": "d", "reference": "24 005 859", "decided": "2024-12-01", "outcome": "UPHELD", "recommendations": [asked] });
        let record = json!({ "meetings": { "meetings": [both, later] }, "services": { "services": [service] }, "money": { "payments": [payment] }, "ombudsman": { "decisions": [decision] } });
        let expected = [
            ("IMPOSSIBLE_ORDER", "record.meetings.meetings[0].calledOff"),
            ("IMPOSSIBLE_ORDER", "record.ombudsman.decisions[0].recommendations[0].evidence[0].lapsed"),
            ("IN_THE_FUTURE", "record.meetings.meetings[1].calledOff"),
            ("NOT_AN_AMOUNT", "record.services.services[0].metPercent"),
            ("UNKNOWN_ORGANISATION", "record.money.payments[0].refunds[0].by"),
        ];
        assert_eq!(problems(&g, "E06000062", record).await, found(&expected));
    }
}
