//! The three organisations' lists as their systems would give them, and the truth beside them.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::json;

use super::Population;
use super::person::{Error, List, Person};

/// What every list has.
const COMMON: [&str; 11] = [
    "organisation",
    "local_id",
    "nhs_number",
    "family_name",
    "given_name",
    "birth_date",
    "sex",
    "postcode",
    "status",
    "status_since",
    "date_of_death",
];

/// What each list has besides.
const fn columns(list: List) -> &'static [&'static str] {
    match list {
        List::Council => &[
            "ordinary_residence",
            "responsible_icb",
            "coordinator",
            "primary_support_reason",
            "services",
            "weekly_cost",
        ],
        List::Icb => &["gp_practice", "responsible_council", "responsible_icb"],
        List::Trust => &[
            "hospital",
            "legal_status",
            "detained_on",
            "left_hospital_on",
            "responsible_council",
            "coordinator",
            "last_review",
            "next_review",
        ],
    }
}

fn common(person: &Person, list: List) -> Vec<String> {
    let area = &person.area;
    let body = match list {
        List::Council => &area.council,
        List::Icb => &area.icb,
        List::Trust => &area.trust,
    };
    let no_number = list == List::Council && person.has(Error::NoNumberAtCouncil);
    let number = if no_number {
        ""
    } else {
        person.number.as_str()
    };
    let day = |day: Option<crate::domain::partial_date::Day>| {
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    vec![
        body.to_string(),
        person.local_id(list),
        number.to_owned(),
        person.family.to_owned(),
        person.given.to_owned(),
        person.born.to_string(),
        person.sex.to_owned(),
        person.postcode.clone(),
        "ELIGIBLE".to_owned(),
        day(person.left()),
        // Only the Trust was told.
        day(person.died.filter(|_| list == List::Trust)),
    ]
}

fn row(person: &Person, list: List) -> Vec<String> {
    let area = &person.area;
    let mut row = common(person, list);
    let coordinator = if person.coordinator.is_some() {
        "Care coordinator"
    } else {
        ""
    };
    let day = |day: Option<crate::domain::partial_date::Day>| {
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    let residence = if person.has(Error::Disputed) {
        &area.neighbour
    } else {
        &area.council
    };
    match list {
        List::Council => {
            let names: Vec<_> = person.services.iter().map(|one| one.name).collect();
            let pence: u32 = person.services.iter().map(|one| one.weekly_pence).sum();
            let cost = if pence == 0 {
                String::new()
            } else {
                format!("{}.{:02}", pence / 100, pence % 100)
            };
            row.extend([
                residence.to_string(),
                area.icb.to_string(),
                coordinator.to_owned(),
                person.reason.to_owned(),
                names.join("; "),
                cost,
            ]);
        }
        List::Icb => row.extend([
            format!("Y{:05}", person.index % 100_000),
            area.council.to_string(),
            area.icb.to_string(),
        ]),
        List::Trust => {
            let stay = person.stays.last();
            // A detention in an independent hospital is not on the Trust's list: only that it was.
            let own = stay.filter(|_| !person.private);
            row.extend([
                if person.private {
                    area.hospital.to_string()
                } else {
                    area.trust.to_string()
                },
                own.map(|stay| stay.code.to_owned()).unwrap_or_default(),
                day(own.map(|stay| stay.start)),
                day(own.and_then(|stay| stay.exit)),
                area.council.to_string(),
                coordinator.to_owned(),
                day(person.reviews.last().copied()),
                day(person.next_review),
            ]);
        }
    }
    row
}

fn truth(person: &Person) -> serde_json::Value {
    let area = &person.area;
    let council = if person.has(Error::Disputed) {
        &area.neighbour
    } else {
        &area.council
    };
    let listed: serde_json::Map<_, _> = person
        .on
        .iter()
        .map(|list| (list.name().to_owned(), person.local_id(*list).into()))
        .collect();
    json!({
        "person": person.index + 1,
        "nhsNumber": person.number.as_str(),
        "familyName": person.family,
        "givenName": person.given,
        "birthDate": person.born.to_string(),
        "entitled": person.entitled && person.left().is_some() && person.died.is_none(),
        "since": person.since().map(|day| day.to_string()),
        "died": person.died.map(|day| day.to_string()),
        "council": council,
        "icb": area.icb,
        "trust": area.trust,
        "listed": listed,
        "errors": person.errors.iter().map(|error| error.code()).collect::<Vec<_>>(),
    })
}

/// Writes `council.csv`, `icb.csv`, `trust.csv` and `truth.ndjson` into a folder. What is there under these names is replaced.
pub fn write(population: &Population, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut lists = Vec::new();
    for list in List::ALL {
        let mut file = csv::Writer::from_path(folder.join(format!("{}.csv", list.name())))?;
        file.write_record(COMMON.iter().chain(columns(list)))?;
        lists.push((list, file));
    }
    let mut truths = BufWriter::new(File::create(folder.join("truth.ndjson"))?);
    for person in population.people() {
        for (list, file) in &mut lists {
            if person.on.contains(list) {
                file.write_record(row(&person, *list))?;
            }
        }
        writeln!(truths, "{}", truth(&person))?;
    }
    for (_, file) in &mut lists {
        file.flush()?;
    }
    truths.flush()
}
