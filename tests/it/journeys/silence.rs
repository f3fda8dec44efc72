//! Saying nothing is not saying no.

use serde_json::json;

use crate::on_both;
use crate::support::{identity, section_3};

const CANNOT_TELL: &str =
    "query($id: ID!) { entry(id: $id) { cannotTell { rule { code } missing } } }";

on_both! {
    /// "Has no coordinator" and "does not report coordinators" never look alike.
    async fn silence_counts_only_where_it_was_declared_to(g) {
        g.at("2023-08-20");
        let (detention, basis) = section_3("RP1", "2023-06-13", Some("2023-06-27"));
        let record = json!({ "identity": identity("9991700013", "Example", "1990-01-01"), "detention": detention, "legalBasis": basis });
        let entry = g.submit("RP1", "T1", record).await;
        assert_eq!(g.standing("RP1", &entry).await, ["NOT-01 V2", "NOT-02 V2"], "nobody was told, and nothing else is known to be amiss");
        let open = g.ask("RP1", CANNOT_TELL, json!({ "id": entry })).await;
        let codes: Vec<_> = open["entry"]["cannotTell"].as_array().unwrap().iter().map(|one| one["rule"]["code"].as_str().unwrap().to_owned()).collect();
        assert_eq!(codes, ["REC-02", "DUT-01", "DUT-04", "DUT-07"], "{open:#}");

        g.declares("RP1", &["PLAN", "COORDINATOR", "REVIEWS"]).await;
        g.register.recheck(s117::domain::id::EntryId::read(&entry).expect("an id")).await.expect("it is rechecked");
        assert_eq!(g.standing("RP1", &entry).await, ["DUT-01 V2", "DUT-04 V2", "DUT-07 V2", "NOT-01 V2", "NOT-02 V2"]);
        let listed = g.ask("RP1", "{ discrepancies { totalCount edges { node { rule { code } } } } }", json!({})).await;
        assert_eq!(listed["discrepancies"]["totalCount"], 5, "{listed:#}");
    }
}
