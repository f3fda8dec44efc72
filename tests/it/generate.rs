//! Synthetic registers: filled at once, they are what they would be if every body had submitted and answered step by step.

use std::collections::BTreeMap;
use std::sync::Arc;

use s117::access::{Caller, Role};
use s117::domain::entry::civil_day;
use s117::domain::id::NotificationId;
use s117::jobs::generate::{Population, Rates, fill};
use s117::register::{
    Acknowledged, Answer, Clock, Deed, Register, SeededIds, SetClock, Step, Submission, Submitted,
    Visit,
};
use s117::store::Store;
use sea_orm::{ConnectionTrait, Database, Statement};

use crate::on_both;
use crate::support::{Gateway, instant};

/// The day on which the generated people stand as they do.
const TODAY: &str = "2026-06-30T09:00:00Z";

fn people(count: usize) -> Population {
    Population::new(count, 7, civil_day(instant(TODAY)), Rates::default()).expect("so many people")
}

async fn rows(url: &str, sql: &str) -> Vec<String> {
    let side = Database::connect(url).await.expect("the database");
    let all = side
        .query_all_raw(Statement::from_string(side.get_database_backend(), sql))
        .await
        .expect("it is read");
    let text = |row: &sea_orm::QueryResult| row.try_get_by_index::<String>(0).expect("a text");
    all.iter().map(text).collect()
}

/// What a register's lists say, whatever its ids are: by the NHS numbers of each entry.
async fn said(url: &str) -> BTreeMap<&'static str, Vec<String>> {
    let who = "COALESCE((SELECT MIN(a.local_id) FROM account a JOIN account_link l ON l.account_id = a.id AND l.until_position IS NULL WHERE l.entry_id = x.entry_id), '?')";
    let or = |column: &str| format!("COALESCE(CAST(x.{column} AS TEXT), '-')");
    let line = |columns: &[&str]| {
        let columns: Vec<_> = columns.iter().map(|column| or(column)).collect();
        columns.join(" || ' ' || ")
    };
    let mut all = BTreeMap::new();
    let parties = line(&[
        "organisation",
        "from_day",
        "until_day",
        "relation",
        "next_due",
    ]);
    let acting = "|| ' ' || CASE WHEN x.acting THEN 'acts' ELSE '-' END";
    let seen = line(&["organisation", "from_day", "until_day", "rule", "severity"]) + acting;
    for (name, table, columns) in [
        ("parties", "entry_party", parties),
        ("discrepancies", "party_discrepancy", seen),
    ] {
        let sql = format!("SELECT {who} || ' ' || {columns} FROM {table} x ORDER BY 1");
        all.insert(name, rows(url, &sql).await);
    }
    let told = "SELECT a.local_id || ' ' || x.from_organisation || ' ' || x.to_organisation || ' ' || x.kind || ' ' || x.due || ' ' || \
        COALESCE((SELECT MAX(r.reply) FROM notification_answer r WHERE r.notification_id = x.id), '-') \
        FROM notification x JOIN account a ON a.id = x.account_id ORDER BY 1";
    all.insert("notifications", rows(url, told).await);
    let versions = "SELECT a.local_id || ' ' || x.part || ' ' || CAST(x.number AS TEXT) || ' ' || x.by_organisation || ' ' || x.body \
        FROM part_version x JOIN account a ON a.id = x.account_id ORDER BY 1";
    all.insert("versions", rows(url, versions).await);
    let changes = "SELECT x.what || ' ' || COALESCE(a.local_id, '-') FROM change x LEFT JOIN account a ON a.id = x.account_id ORDER BY 1";
    all.insert("changes", rows(url, changes).await);
    all
}

async fn opened(url: &str, clock: &Arc<SetClock>) -> Arc<Register> {
    let store = Store::connect(url).await.expect("the database");
    store.migrate().await.expect("migrations apply");
    let register = Register::open_store(
        store,
        Arc::clone(clock) as Arc<dyn Clock>,
        Arc::new(SeededIds::new(9)),
    )
    .await;
    Arc::new(register.expect("the register opens"))
}

/// The same step, as a caller takes it.
async fn take(register: &Register, url: &str, person: usize, index: usize, step: &Step) {
    let kind = register
        .organisations()
        .kind(&step.by)
        .expect("it is known");
    let caller = Caller::at_the_console(step.by.clone(), kind, Role::Practitioner);
    let visit = Visit::new(caller, format!("{person}-{index}"), "told");
    match &step.does {
        Deed::Submit { local_id, parts } => {
            let side = Database::connect(url).await.expect("the database");
            let mut expected = Vec::new();
            for body in parts {
                let sql = format!(
                    "SELECT MAX(v.number) FROM part_version v JOIN account a ON a.id = v.account_id \
                     WHERE a.organisation = '{}' AND a.local_id = '{}' AND v.part = '{}'",
                    step.by,
                    local_id.as_str(),
                    body.part().name()
                );
                let row = side
                    .query_one_raw(Statement::from_string(side.get_database_backend(), sql))
                    .await
                    .expect("it is read");
                let newest: Option<i32> =
                    row.expect("a row").try_get_by_index(0).expect("a number");
                expected.push((body.clone(), newest.map(i32::unsigned_abs)));
            }
            let submission = Submission {
                owner: step.by.clone(),
                kind,
                local_id: local_id.clone(),
                parts: expected,
                source: None,
                key: format!("{person}-{index}"),
                already: Vec::new(),
                unreadable: false,
            };
            let done = register
                .submit(&visit, &submission)
                .await
                .expect("the database");
            assert!(
                matches!(done, Submitted::Accepted(_)),
                "{person}-{index}: {done:?}"
            );
        }
        Deed::Accept { from } => {
            let side = Database::connect(url).await.expect("the database");
            let sql = format!(
                "SELECT n.id FROM notification n JOIN account a ON a.id = n.account_id WHERE n.from_organisation = '{from}' \
                 AND n.to_organisation = '{}' AND a.local_id LIKE '_{:07}' \
                 AND NOT EXISTS (SELECT 1 FROM notification_answer r WHERE r.notification_id = n.id) ORDER BY n.kind",
                step.by,
                person + 1
            );
            let asked = side
                .query_all_raw(Statement::from_string(side.get_database_backend(), sql))
                .await
                .expect("it is read");
            for row in asked {
                let id = NotificationId(row.try_get_by_index(0).expect("an id"));
                let done = register
                    .acknowledge(&visit, id, &Answer::Accept)
                    .await
                    .expect("the database");
                assert!(
                    matches!(done, Acknowledged::Done(_)),
                    "{person}-{index}: {done:?}"
                );
            }
        }
    }
}

on_both! {
    /// Filled at once or told step by step: the same register.
    async fn a_filled_register_is_what_its_steps_would_make_it(g) {
        let count = 60;
        let population = people(count);
        let clock = Arc::new(SetClock::at(instant(TODAY)));
        // A second database beside the gateway's own.
        let other = Gateway::sqlite().await;
        let file = other.folder.path().join("filled.sqlite");
        std::fs::File::create(&file).expect("a file");
        let url = format!("sqlite://{}", file.display());
        let filled = opened(&url, &clock).await;
        fill(&filled, &population).await.expect("it is filled");
        let again = fill(&filled, &population).await;
        assert!(again.is_err(), "a register that holds something is not filled");

        let told = opened(&g.database, &clock).await;
        told.put_organisations(&population.organisations(), &[]).await.expect("organisations");
        let mut steps: Vec<_> = population.told().flat_map(|(person, steps)| {
            steps.into_iter().enumerate().map(move |(index, step)| (step.at, person, index, step))
        }).collect();
        steps.sort_by_key(|(at, person, index, _)| (*at, *person, *index));
        for (at, person, index, step) in steps {
            clock.set(at);
            take(&told, &g.database, person, index, &step).await;
        }
        clock.set(instant(TODAY));
        let mut after = None;
        loop {
            let ids = told.store().entry_ids(after, 100).await.expect("ids");
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            for id in ids {
                told.recheck(id).await.expect("it is rechecked");
            }
        }
        let (filled, told) = (said(&url).await, said(&g.database).await);
        for (what, filled) in filled {
            let told = &told[what];
            let missing: Vec<_> = told.iter().filter(|line| !filled.contains(line)).collect();
            let extra: Vec<_> = filled.iter().filter(|line| !told.contains(line)).collect();
            assert!(missing.is_empty() && extra.is_empty(), "{what}: missing {missing:#?}, too much {extra:#?}");
            assert_eq!(filled.len(), told.len(), "{what}");
        }
    }
}

/// Three lists and the truth: as many rows as there are people on each, repeatable to the byte.
#[test]
fn lists_are_written_with_the_truth_beside_them() {
    let (one, other) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    for folder in [&one, &other] {
        s117::jobs::generate::write(&people(500), folder.path()).expect("they are written");
    }
    let read = |folder: &tempfile::TempDir, name: &str| {
        std::fs::read_to_string(folder.path().join(name)).expect("a list")
    };
    let mut truths = Vec::new();
    for line in read(&one, "truth.ndjson").lines() {
        truths.push(serde_json::from_str::<serde_json::Value>(line).expect("a line of JSON"));
    }
    assert_eq!(truths.len(), 500);
    for list in ["council", "icb", "trust"] {
        let text = read(&one, &format!("{list}.csv"));
        assert_eq!(
            text,
            read(&other, &format!("{list}.csv")),
            "{list} differs from itself"
        );
        let listed = truths
            .iter()
            .filter(|truth| truth["listed"][list].is_string())
            .count();
        let mut rows = 0;
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            row.expect("a row as long as the head");
            rows += 1;
        }
        assert_eq!(rows, listed, "{list}");
    }
}
