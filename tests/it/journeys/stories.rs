//! Where each published case stands today, for the eyes of every body in it: a golden file, read as a practitioner would, and beside it what
//! each case must show and must not.

use std::fmt::Write;
use std::sync::Arc;

use s117::access::{Caller, Role, VisibleEntry};
use s117::domain::code::OrganisationCode;
use s117::domain::nhs_number::NhsNumber;
use s117::jobs::demo::{self, stories};
use s117::register::{RandomIds, Register, SetClock, Visit};
use s117::store::Store;

use super::demo::told;
use crate::snapshot::compare;
use crate::support::instant;

async fn seen(
    register: &Register,
    code: &OrganisationCode,
    number: &NhsNumber,
) -> Option<VisibleEntry> {
    let kind = register
        .organisations()
        .kind(code)
        .expect("a known organisation");
    let caller = Caller::at_the_console(code.clone(), kind, Role::Practitioner);
    let visit = Visit::new(caller, "test".to_owned(), "test");
    register
        .open_by_number(&visit, number, s117::register::Question::default())
        .await
        .expect("it is read")
}

fn codes(seen: &VisibleEntry) -> Vec<String> {
    let mut codes: Vec<_> = seen
        .discrepancies
        .iter()
        .map(|one| {
            format!(
                "{} {:?}",
                one.rule.map_or("-", |rule| rule.code),
                one.severity
            )
        })
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

#[tokio::test]
async fn each_case_stands_as_it_was_read() {
    let (register, _folder) = told().await;
    compare("golden/cases_today.txt", &page(&register).await);
}

/// The same on the other database.
#[tokio::test]
async fn each_case_stands_alike_on_postgres() {
    let Some(url) = crate::support::postgres::url_of_new_database() else {
        return;
    };
    let store = Store::connect(&url)
        .await
        .expect("the throw-away PostgreSQL answers");
    store.migrate().await.expect("migrations apply");
    demo::tell(&store).await.expect("the demo is told");
    let clock = Arc::new(SetClock::at(instant("2026-11-21")));
    let register = Register::open_store(store, clock, Arc::new(RandomIds)).await;
    let register = register.expect("the register opens");
    compare("golden/cases_today.txt", &page(&register).await);
}

async fn page(register: &Register) -> String {
    let mut page = String::from(
        "Where each published case stands on 21 November 2026, for each body in it.\n",
    );
    for (name, story) in stories().expect("the stories are read") {
        let _ = write!(page, "\n{name}\n");
        for body in story.bodies() {
            let Some(entry) = seen(register, &body, &story.nhs_number).await else {
                let _ = writeln!(page, "  {body}: nobody");
                continue;
            };
            let _ = writeln!(
                page,
                "  {body}: {}, {:?}",
                entry.relation.name(),
                entry.answers.entitlement.answer.outcome.status
            );
            for seen in &entry.answers.duties {
                let duty = &seen.duty;
                let whose = duty
                    .responsible
                    .outcome
                    .body()
                    .map_or("not settled", |body| body.as_str());
                let since = duty
                    .since
                    .map_or_else(String::new, |since| format!(" since {since}"));
                let until = duty
                    .until
                    .map_or_else(String::new, |until| format!(" until {until}"));
                let _ = writeln!(
                    page,
                    "    {}: {whose}, {:?}{since}{until}",
                    duty.kind.word(),
                    duty.status
                );
            }
            let _ = writeln!(page, "    {}", codes(&entry).join(", "));
        }
    }
    page
}

/// Story, for whose eyes, what it shows, and the beginnings of codes that would be wrong.
const SHOWS: &[(&str, &str, &[&str], &[&str])] = &[
    // He declined further assessment and has no worker: that ended nothing, and no body was left untold.
    (
        "worcestershire",
        "E10000034",
        &["DUT-05", "DUT-07"],
        &["UNL", "NOT", "REC", "DUT-01"],
    ),
    // Discharged without a plan, and never reviewed.
    (
        "guidance_sarah",
        "E99000001",
        &["DUT-01", "DUT-04"],
        &["UNL", "DUT-09"],
    ),
    // Reviewed once; moved to another area, which moves no responsibility.
    (
        "guidance_marlon",
        "E99000001",
        &["DUT-05"],
        &["UNL", "RSP", "DUT-01"],
    ),
    // She died: services end, and nothing more is asked of anybody.
    (
        "guidance_ruth",
        "E99000002",
        &[],
        &["DUT", "NOT", "REC", "UNL"],
    ),
    (
        "guidance_priya",
        "E99000002",
        &["DUT-04", "DUT-07"],
        &["UNL"],
    ),
];

#[tokio::test]
async fn each_case_shows_what_it_is_told_for() {
    let (register, _folder) = told().await;
    let all = stories().expect("the stories are read");
    for (name, eyes, must, must_not) in SHOWS {
        let story = all
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, story)| story)
            .expect("a story");
        let entry = seen(&register, &eyes.parse().expect("a code"), &story.nhs_number)
            .await
            .expect("it is seen");
        let codes = codes(&entry);
        for code in *must {
            assert!(
                codes.iter().any(|one| one.starts_with(code)),
                "{name}: {code} is missing from {codes:?}"
            );
        }
        for code in *must_not {
            assert!(
                !codes.iter().any(|one| one.starts_with(code)),
                "{name}: {code} is wrong in {codes:?}"
            );
        }
    }
}
