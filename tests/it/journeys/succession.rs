//! A council whose people were divided: nobody guesses where a person went.

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{identity, section_3};

const DUTIES: &str = "query($id: ID!) { entry(id: $id) { viewerCan duties { kind body { code } candidates { code } } } }";

on_both! {
    /// Until it is assigned, the duty lies with one of the two; then with the one.
    async fn a_divided_council_needs_an_assignment(g) {
        g.at("2023-07-05");
        let (detention, basis) = section_3("RP1", "2019-06-13", Some("2019-06-27"));
        let record = json!({
            "identity": identity("9991700013", "Example", "1990-01-01"), "detention": detention, "legalBasis": basis,
            "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" }
        });
        let entry = g.submit("RP1", "T1", record).await;
        g.accept("E06000062", "RP1").await;
        let finding = json!({ "key": "r1", "before": "2019-06-13", "finding": "ORDINARILY_RESIDENT", "council": "E10000021" });
        g.submit("E06000062", "C1", json!({ "identity": identity("9991700013", "Example", "1990-01-01"), "residence": { "findings": [finding] } })).await;
        let open = g.ask("E06000062", DUTIES, json!({ "id": entry })).await;
        assert_eq!(open["entry"]["duties"][0]["body"], Value::Null);
        let candidates: Vec<_> = open["entry"]["duties"][0]["candidates"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
        assert_eq!(candidates, [json!("E06000061"), json!("E06000062")]);
        let can = |seen: &Value| seen["entry"]["viewerCan"].as_array().unwrap().contains(&json!("ASSIGN_SUCCESSOR"));
        assert!(can(&open));
        assert!(!can(&g.ask("RP1", DUTIES, json!({ "id": entry })).await), "only a body that took over can say");

        let assign = "mutation($i: AssignSuccessorInput!) { result: assignSuccessor(input: $i) { __typename } }";
        let input = json!({ "entryId": entry, "predecessor": "E10000021", "successor": "E06000062" });
        assert_eq!(g.ask("RP1", assign, json!({ "i": input })).await["result"]["__typename"], "NotPermitted");
        assert_eq!(g.ask("E08000012", assign, json!({ "i": input })).await["result"]["__typename"], "NotFound");
        assert_eq!(g.ask("E06000062", assign, json!({ "i": input })).await["result"]["__typename"], "SuccessorAssigned");
        let settled = g.ask("E06000062", DUTIES, json!({ "id": entry })).await;
        assert_eq!(settled["entry"]["duties"][0]["body"]["code"], "E06000062");
        assert!(!can(&settled));
    }
}
