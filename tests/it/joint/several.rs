//! Whatever several bodies do, in whatever order: each changes its own record and no other, and after-care ends with two keys on the same
//! evidence or not at all.

use serde_json::Value;

use super::alone::{Dice, others, something};
use super::support::{COUNCIL, ICB, TRUST, propose, sign, stands, the_nth};
use crate::on_both;
use crate::support::Gateway;

/// Whether council and ICB have each signed, and the same.
fn two_keys(seen: &Value) -> bool {
    let signatures = seen["endingCase"]["signatures"].as_array();
    let signatures: Vec<_> = signatures.into_iter().flatten().collect();
    let standing = |of: &str| {
        let mut own = signatures
            .iter()
            .filter(|one| one["by"]["code"] == of && one["stands"] == true);
        own.next().map(|one| one["evidence"].clone())
    };
    standing(COUNCIL).is_some_and(|council| standing(ICB) == Some(council))
}

/// Signs what is proposed, or proposes.
async fn towards_the_end(g: &Gateway, actor: &str, entry: &str) {
    let case = stands(g, actor, entry).await["endingCase"].clone();
    if case.is_null() {
        propose(g, actor, entry).await;
    } else {
        sign(g, actor, entry, &case["evidence"]).await;
    }
}

on_both! {
    /// Council, ICB and Trust act in turns that nobody has planned.
    async fn several_bodies_change_only_their_own_and_end_it_only_together(g) {
        let mut people = Vec::new();
        for nth in 1..=6 {
            people.push((nth, the_nth(&g, nth).await));
        }
        g.at("2025-03-03");
        let mut endings = 0;
        for (nth, entry) in people {
            let (mut dice, mut before) = (Dice(116 + u64::from(nth)), false);
            for step in 0..50 {
                let day = chrono::Duration::days(1);
                g.clock.set(g.register.now() + day);
                let turn = usize::try_from(dice.throw(5)).unwrap_or(0);
                let actor = [COUNCIL, ICB, COUNCIL, ICB, TRUST][turn];
                let local_id = if actor == TRUST { format!("T{nth}") } else { nth.to_string() };
                let theirs = others(&g, actor, &entry).await;
                if dice.throw(3) == 0 {
                something(&g, actor, &local_id, &entry, &mut dice).await;
            } else {
                towards_the_end(&g, actor, &entry).await;
            }
                assert_eq!(others(&g, actor, &entry).await, theirs, "person {nth}, step {step}: {actor}");
                // Once it has ended the Trust is a party no longer, and is not told.
                let seen = stands(&g, ICB, &entry).await;
                let ended = seen["ending"]["status"] == "ENDED";
                if ended && !before {
                    assert!(two_keys(&seen), "person {nth}, step {step}: {actor} ended it: {seen:#}");
                    endings += 1;
                }
                before = ended;
            }
        }
        assert!(endings > 0, "in none of these did both ever sign: the sequences show nothing");
    }
}
