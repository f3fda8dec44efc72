//! Two bodies acting on the same thing at once: whatever the order turns out to be, the outcome is one of those that an order allows.

use serde_json::{Value, json};

use super::support::{
    COUNCIL, ICB, TRUST, act, evidence, is, propose, review, sign, stands, take_back, the_nth,
};
use crate::on_both;
use crate::support::Gateway;

/// How many of each race, unless `S117_RACES` says otherwise.
#[expect(
    clippy::disallowed_methods,
    reason = "how much a test does is set from outside it"
)]
fn races() -> u32 {
    let asked = std::env::var("S117_RACES").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(40)
}

/// The person that a race is about, and which one: a new one after every so many, so that no history grows without end.
async fn about(g: &Gateway, race: u32, entry: &mut String) -> u32 {
    let nth = 1 + race / 25;
    if race.is_multiple_of(25) {
        *entry = the_nth(g, nth).await;
        g.at("2025-03-03");
    }
    nth
}

/// Clears the table for the next race: whatever ended is begun again, and no signature is left.
async fn clear(g: &Gateway, entry: &str, ended: bool) {
    if ended {
        let input = json!({ "entryId": entry, "from": "2025-03-03", "because": "The next race." });
        let again = act(g, ICB, "reinstateAftercare", input).await;
        assert!(is(&again, "EndingActRecorded"), "{again:#}");
        return;
    }
    for who in [COUNCIL, ICB] {
        take_back(g, who, entry).await;
    }
}

fn done(result: &Value) -> bool {
    is(result, "EndingActRecorded")
}

/// An ending has both keys, on the same evidence, or it is none.
async fn never_with_one_key(g: &Gateway, entry: &str) -> bool {
    let now = stands(g, COUNCIL, entry).await;
    let signed: Vec<_> = now["endingCase"]["signatures"]
        .as_array()
        .map(|all| {
            all.iter()
                .filter(|one| one["stands"] == true)
                .cloned()
                .collect()
        })
        .unwrap_or_default();
    let ended = now["ending"]["status"] == "ENDED";
    assert_eq!(ended, signed.len() == 2, "{now:#}");
    if ended {
        assert_eq!(signed[0]["evidence"], signed[1]["evidence"], "{now:#}");
    }
    ended
}

on_both! {
    /// The council takes its signature back while the ICB signs.
    async fn taking_back_races_the_second_key(g) {
        let mut entry = String::new();
        let mut outcomes = [0, 0];
        for race in 0..races() {
            about(&g, race, &mut entry).await;
            propose(&g, TRUST, &entry).await;
            let hash = evidence(&g, COUNCIL, &entry).await;
            assert!(done(&sign(&g, COUNCIL, &entry, &hash).await));
            let (back, signed) = tokio::join!(take_back(&g, COUNCIL, &entry), sign(&g, ICB, &entry, &hash));
            assert!(done(&signed), "{signed:#}");
            let ended = never_with_one_key(&g, &entry).await;
            assert_eq!(ended, !done(&back), "one or the other: {back:#}");
            assert!(ended == is(&back, "RefusedByLaw"), "{back:#}");
            outcomes[usize::from(ended)] += 1;
            clear(&g, &entry, ended).await;
        }
        assert_eq!(outcomes.iter().sum::<u32>(), races());
    }

    /// Both sign while the Trust records a review that changes what they sign.
    async fn signing_races_what_is_signed(g) {
        let mut entry = String::new();
        for race in 0..races() {
            let nth = about(&g, race, &mut entry).await;
            propose(&g, TRUST, &entry).await;
            let hash = evidence(&g, COUNCIL, &entry).await;
            let day = format!("2025-{:02}-{:02}", 1 + race % 2, 1 + race / 2 % 28);
            let local_id = format!("T{nth}");
            let (council, icb, submitted) = tokio::join!(
                sign(&g, COUNCIL, &entry, &hash),
                sign(&g, ICB, &entry, &hash),
                g.submit(TRUST, &local_id, review("v", &day)),
            );
            assert_eq!(submitted, entry);
            for signed in [&council, &icb] {
                assert!(done(signed) || is(signed, "EvidenceChanged"), "{signed:#}");
            }
            let ended = never_with_one_key(&g, &entry).await;
            assert_eq!(ended, done(&council) && done(&icb));
            clear(&g, &entry, ended).await;
        }
    }

    /// Both sign at once, and one of them twice over: two keys, each turned once.
    async fn signing_twice_at_once_signs_once(g) {
        let mut entry = String::new();
        for race in 0..races() {
            about(&g, race, &mut entry).await;
            propose(&g, TRUST, &entry).await;
            let hash = evidence(&g, COUNCIL, &entry).await;
            let (one, two, icb) = tokio::join!(
                sign(&g, COUNCIL, &entry, &hash),
                sign(&g, COUNCIL, &entry, &hash),
                sign(&g, ICB, &entry, &hash),
            );
            assert!(done(&icb) && done(&one) != done(&two), "{one:#} {two:#} {icb:#}");
            assert!(never_with_one_key(&g, &entry).await);
            clear(&g, &entry, true).await;
        }
    }
}
