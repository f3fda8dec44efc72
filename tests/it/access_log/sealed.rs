//! The chain over the log: what somebody with the database in hand changes is found, and the first bad row is named.

use std::sync::Arc;

use s117::register::{RandomIds, Register, SystemClock};
use s117::store::{Broken, Place, Store};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use serde_json::json;
use uuid::Uuid;

use super::{ASK, WHO};
use crate::on_both;
use crate::support::{Gateway, identity, instant};

/// Looks, sealed three times over, and two more that are not sealed.
async fn looked_at(g: &Gateway) {
    let look = async |second: u32| {
        g.at(&format!("2023-01-02T12:00:{second:02}Z"))
            .ask("RP1", ASK, json!({ "n": WHO }))
            .await;
    };
    g.submit(
        "RP1",
        "T1",
        json!({ "identity": identity(WHO, "Example", "1990-01-01") }),
    )
    .await;
    for batch in 0..3 {
        for nth in 1..=3 {
            look(batch * 3 + nth).await;
        }
        while g.register.seal().await.expect("it seals") > 0 {}
    }
    look(20).await;
    look(21).await;
}

async fn beneath(g: &Gateway) -> DatabaseConnection {
    Database::connect(&g.database)
        .await
        .expect("the database is there")
}

async fn change(side: &DatabaseConnection, sql: &str) {
    side.execute_unprepared(sql).await.expect("it is changed");
}

/// The ids of all rows, oldest first.
async fn rows(side: &DatabaseConnection) -> Vec<Uuid> {
    let sql = Statement::from_string(
        side.get_database_backend(),
        "SELECT id FROM access_log ORDER BY at, id",
    );
    let rows = side.query_all_raw(sql).await.expect("it is read");
    rows.iter()
        .map(|row| row.try_get_by_index(0).expect("an id"))
        .collect()
}

/// An id as both databases write it.
fn literal(side: &DatabaseConnection, id: Uuid) -> String {
    if side.get_database_backend() == sea_orm::DbBackend::Sqlite {
        format!("x'{}'", id.simple())
    } else {
        format!("'{id}'")
    }
}

async fn found(g: &Gateway) -> Option<Broken> {
    let checked = g.register.store().audit(None).await;
    checked.expect("the log can be read").err()
}

on_both! {
    /// A log that nobody touched is sound, and says how much of it is not sealed yet.
    async fn a_log_that_nobody_touched_is_sound(g) {
        looked_at(&g).await;
        let sound = g.register.store().audit(None).await.expect("it is read").expect("it is sound");
        assert_eq!((sound.seals, sound.sealed, sound.tail), (3, 10, 2));
        assert_eq!(sound.oldest, Some(instant("2023-01-02T12:00:20Z")), "since when the tail waits");
        while g.register.seal().await.expect("it seals") > 0 {}
        let later = g.register.store().audit(Some(sound.head)).await.expect("it is read").expect("it is sound");
        assert_eq!((later.seals, later.sealed, later.tail, later.oldest), (4, 12, 0, None));
        assert_ne!(later.head, sound.head);
    }

    /// An edit is found, also where the row's own hash was made anew; and of a row that is not sealed yet.
    async fn an_edit_is_found_and_the_row_named(g) {
        looked_at(&g).await;
        let side = beneath(&g).await;
        let all = rows(&side).await;
        let (row, id, other) = (all[4], literal(&side, all[4]), literal(&side, all[0]));
        let place = Place::Seal { number: 2, nth: 1 };
        change(&side, &format!("UPDATE access_log SET subject = 'nobody' WHERE id = {id}")).await;
        assert_eq!(found(&g).await, Some(Broken::Changed { row, place }));
        change(&side, &format!("UPDATE access_log SET subject = (SELECT subject FROM access_log WHERE id = {other}) WHERE id = {id}")).await;
        assert_eq!(found(&g).await, None, "what was put back is sound again");
        change(&side, &format!("UPDATE access_log SET leaf = (SELECT leaf FROM access_log WHERE id = {other}) WHERE id = {id}")).await;
        assert_eq!(found(&g).await, Some(Broken::Changed { row, place }));
        change(&side, &format!("DELETE FROM access_log WHERE id = {id}")).await;
        assert_eq!(found(&g).await, Some(Broken::Gone { row, place }));
    }

    /// An edit of a row that is not sealed yet is found too.
    async fn an_edit_before_the_seal_is_found(g) {
        looked_at(&g).await;
        let side = beneath(&g).await;
        change(&side, "UPDATE access_log_tail SET rows = replace(rows, 'answered', 'refused')").await;
        assert!(matches!(found(&g).await, Some(Broken::Changed { place: Place::Tail, .. })));
        while g.register.seal().await.expect("it seals") > 0 {}
        let sealed = found(&g).await;
        assert!(matches!(sealed, Some(Broken::Changed { place: Place::Seal { number: 4, .. }, .. })), "nor does sealing hide it: {sealed:?}");
    }

    /// Two rows that changed places, hashes and all.
    async fn a_swap_is_found(g) {
        looked_at(&g).await;
        let side = beneath(&g).await;
        let all = rows(&side).await;
        let (one, other) = (literal(&side, all[2]), literal(&side, all[6]));
        let spare = literal(&side, Uuid::from_u128(1));
        for (from, to) in [(&one, &spare), (&other, &one), (&spare, &other)] {
            change(&side, &format!("UPDATE access_log SET id = {to} WHERE id = {from}")).await;
        }
        assert_eq!(found(&g).await, Some(Broken::Changed { row: all[2], place: Place::Seal { number: 1, nth: 3 } }));
    }

    /// A row that was deleted, and a seal made to fit.
    async fn a_deletion_is_found(g) {
        looked_at(&g).await;
        let side = beneath(&g).await;
        let all = rows(&side).await;
        change(&side, &format!("DELETE FROM access_log WHERE id = {}", literal(&side, all[5]))).await;
        assert_eq!(found(&g).await, Some(Broken::Gone { row: all[5], place: Place::Seal { number: 2, nth: 2 } }));
        change(&side, "UPDATE access_log_seal SET leaves = (SELECT leaves FROM access_log_seal WHERE number = 3) WHERE number = 2").await;
        assert_eq!(found(&g).await, Some(Broken::SealChanged(2)), "a seal made to fit does not follow");
    }

    /// The end cut off: seals and rows together.
    async fn a_truncation_is_found(g) {
        looked_at(&g).await;
        let side = beneath(&g).await;
        let all = rows(&side).await;
        let before = g.register.store().audit(None).await.expect("it is read").expect("it is sound");
        for row in &all[7..10] {
            change(&side, &format!("DELETE FROM access_log WHERE id = {}", literal(&side, *row))).await;
            change(&side, &format!("DELETE FROM access_log_entry WHERE log_id = {}", literal(&side, *row))).await;
        }
        change(&side, "DELETE FROM access_log_seal WHERE number = 3").await;
        assert_eq!(found(&g).await, Some(Broken::CutShort { found: 2, expected: 3 }));
        change(&side, "UPDATE access_log_head SET number = 2, sealed = 7, chain = (SELECT chain FROM access_log_seal WHERE number = 2)").await;
        assert_eq!(found(&g).await, None, "who rewrites everything is found only by who kept a head");
        let checked = g.register.store().audit(Some(before.head)).await.expect("it is read");
        assert_eq!(checked, Err(Broken::HeadNotFound));
        change(&side, "DELETE FROM access_log_seal WHERE number = 1").await;
        assert_eq!(found(&g).await, Some(Broken::SealGone(1)));
    }

    /// A row put in by hand, a look struck from the index, and one put into it.
    async fn what_was_put_in_or_struck_out_by_hand_is_found(g) {
        looked_at(&g).await;
        let side = beneath(&g).await;
        let all = rows(&side).await;
        let stray = Uuid::from_u128(7);
        change(&side, &format!(
            "INSERT INTO access_log SELECT {}, at, request_id, organisation, subject, role, operation, outcome, shown, leaf FROM access_log WHERE id = {}",
            literal(&side, stray), literal(&side, all[0]))).await;
        assert_eq!(found(&g).await, Some(Broken::Stray(stray)));
        change(&side, &format!("DELETE FROM access_log WHERE id = {}", literal(&side, stray))).await;
        change(&side, &format!("INSERT INTO access_log_entry (entry_id, log_id) VALUES ({0}, {0})", literal(&side, stray))).await;
        assert_eq!(found(&g).await, Some(Broken::MadeUp));
        change(&side, &format!("DELETE FROM access_log_entry WHERE log_id = {}", literal(&side, all[3]))).await;
        assert!(matches!(found(&g).await, Some(Broken::LeftOut { row, .. }) if row == all[3]));
    }

    /// A seal before the first with a row of its own, and a sealed row put back to be sealed again: neither passes, nor stops the sealer.
    async fn what_was_made_to_look_sealed_is_found(g) {
        looked_at(&g).await;
        let side = beneath(&g).await;
        let all = rows(&side).await;
        change(&side, "INSERT INTO access_log_seal SELECT 0, at, leaves, root, chain FROM access_log_seal WHERE number = 1").await;
        assert_eq!(found(&g).await, Some(Broken::SealChanged(0)));
        change(&side, "DELETE FROM access_log_seal WHERE number = 0").await;
        change(&side, "INSERT INTO access_log_tail (at, rows) SELECT at, rows FROM access_log_tail").await;
        assert!(matches!(found(&g).await, Some(Broken::Twice(_))), "in the tail");
        while g.register.seal().await.expect("it goes on sealing") > 0 {}
        assert!(matches!(found(&g).await, Some(Broken::Twice(_))), "and sealed");
        assert_eq!(rows(&side).await.len(), all.len() + 2);
    }

    /// Several gateways in front of one database write and seal at once: one chain, every row in it, none twice.
    async fn several_gateways_seal_one_chain(g) {
        let mut gateways = vec![Arc::clone(&g.register)];
        for _ in 0..2 {
            let store = Store::connect(&g.database).await.expect("the same database");
            let register = Register::open_store(store, Arc::new(SystemClock), Arc::new(RandomIds)).await;
            gateways.push(Arc::new(register.expect("another gateway")));
        }
        let mut busy = Vec::new();
        for register in &gateways {
            for _ in 0..4 {
                let register = Arc::clone(register);
                busy.push(tokio::spawn(async move {
                    for _ in 0..25 {
                        register.turn_away("many", None, "no caller").await.expect("its row is durable");
                    }
                }));
            }
            let register = Arc::clone(register);
            busy.push(tokio::spawn(async move {
                for _ in 0..20 {
                    register.seal().await.expect("it seals, or another does");
                    tokio::task::yield_now().await;
                }
            }));
        }
        for one in busy {
            one.await.expect("it ends well");
        }
        while g.register.seal().await.expect("it seals") > 0 {}
        let sound = g.register.store().audit(None).await.expect("it is read").expect("one chain");
        assert_eq!((sound.sealed, sound.tail), (300, 0));
    }
}
