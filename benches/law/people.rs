//! The people the law is measured on, each with dates of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate};
use s117::domain::code::LocalId;
use s117::domain::entry::{Account, Entry, Membership, Moment, Standing, Version};
use s117::domain::id::{AccountId, EntryId, VersionId};
use s117::domain::law::Law;
use s117::domain::law::provision::civil;
use s117::domain::organisation::{Kind, Organisation, Organisations};
use s117::domain::part::{Body, Part};
use serde_json::{Value, json};
use uuid::Uuid;

/// Whatever goes wrong in making people ends the measurement.
pub type Made<T> = Result<T, Box<dyn std::error::Error>>;

/// The day asked about.
pub const TODAY: NaiveDate = civil(2026, 11, 21);

fn organisations() -> Made<Arc<Organisations>> {
    let all = [
        ("RP1", Kind::Trust),
        ("E06000062", Kind::Council),
        ("E06000061", Kind::Council),
        ("QPM", Kind::Icb),
    ];
    let one = |(code, kind): (&str, Kind)| -> Made<Organisation> {
        Ok(Organisation {
            code: code.parse()?,
            kind,
            name: format!("Body {code}"),
            opened: None,
            closed: None,
            unverified: false,
        })
    };
    let all = all.into_iter().map(one).collect::<Made<_>>()?;
    Ok(Arc::new(Organisations::new(all, Vec::new())))
}

const KNOWN: Moment = Moment {
    position: 1,
    at: DateTime::UNIX_EPOCH,
};

fn account(number: u128, by: &str, parts: &[(Part, Value)]) -> Made<Account> {
    let version = |(part, document): &(Part, Value)| -> Made<Arc<Version>> {
        Ok(Arc::new(Version {
            id: VersionId(Uuid::from_u128(number)),
            part: *part,
            number: 1,
            known: KNOWN,
            by: by.parse()?,
            on_behalf_of: None,
            source: None,
            standing: Standing::Stated,
            body: Some(Body::decode(*part, &document.to_string())?),
            commitment: [0; 32],
        }))
    };
    Ok(Account {
        id: AccountId(Uuid::from_u128(number)),
        organisation: by.parse()?,
        local_id: LocalId::of_nobody(),
        memberships: vec![Membership {
            from: KNOWN,
            until: None,
        }],
        versions: parts.iter().map(version).collect::<Made<_>>()?,
    })
}

fn entry(number: u128, accounts: Vec<Account>, organisations: &Arc<Organisations>) -> Entry {
    Entry {
        policies: Arc::default(),
        id: EntryId(Uuid::from_u128(number)),
        salt: [0; 16],
        accounts,
        notifications: Vec::new(),
        first_reads: BTreeMap::new(),
        feeds: BTreeMap::new(),
        delegations: Vec::new(),
        assigned: Vec::new(),
        organisations: Arc::clone(organisations),
        law: Law::default(),
    }
}

fn on(number: u64, offset: u64) -> String {
    let start = civil(2005, 1, 3);
    (start + Days::new(number % 700 + offset)).to_string()
}

fn listed(items: &[Value]) -> Value {
    json!({ "items": items, "left_out": [] })
}

struct Spells {
    spells: Vec<Value>,
    statuses: Vec<Value>,
}

impl Spells {
    fn add(&mut self, code: &str, from: &str, to: Option<&str>, order: Option<(&str, &str)>) {
        let key = format!("p{}", self.spells.len());
        let orders: Vec<_> = order
            .into_iter()
            .map(|(from, revoked)| json!({ "key": "o", "from": from, "recalled": revoked, "revoked": revoked }))
            .collect();
        self.spells.push(json!({
            "key": key, "hospital": "RP1", "start": from, "end": to, "hospital_exit": to, "transfers": [], "leaves": [], "treatment_orders": orders
        }));
        self.statuses.push(
            json!({ "key": key, "spell": key, "code": code, "from": from, "application": from }),
        );
    }

    fn parts(self) -> [(Part, Value); 2] {
        [
            (Part::Detention, json!({ "spells": listed(&self.spells) })),
            (
                Part::LegalBasis,
                json!({ "statuses": listed(&self.statuses) }),
            ),
        ]
    }
}

fn position(detained: &str, left: &str) -> (Part, Value) {
    let held = json!({ "qualifying": "YES", "detained_on": detained, "left_hospital_on": left });
    (
        Part::Position,
        json!({ "status": "ELIGIBLE", "held": held, "responsible_council": "E06000062", "responsible_icb": "QPM" }),
    )
}

fn finding(key: &str, before: &str, council: &str) -> Value {
    json!({ "key": key, "before": before, "finding": "ORDINARILY_RESIDENT", "council": council })
}

fn registration(key: &str, occasion: &str, on: &str) -> Value {
    json!({ "key": key, "occasion": occasion, "on": on, "core_icb": "QPM" })
}

fn reviews(held: &[String]) -> (Part, Value) {
    let one = |(index, on): (usize, &String)| json!({ "key": index.to_string(), "kind": "SECTION117", "section_117_considered": "YES", "held": on, "attendance": [] });
    let all: Vec<_> = held.iter().enumerate().map(one).collect();
    (Part::Reviews, json!({ "reviews": listed(&all) }))
}

/// Two spells, one of them under section 2; three accounts.
pub fn typical(count: u64) -> Made<Vec<Entry>> {
    let organisations = organisations()?;
    let person = |number: u64| -> Made<Entry> {
        let later = 6_600;
        let (from, to) = (on(number, later), on(number, later + 60));
        let mut spells = Spells {
            spells: Vec::new(),
            statuses: Vec::new(),
        };
        spells.add("03", &from, Some(&to), None);
        spells.add(
            "02",
            &on(number, later + 300),
            Some(&on(number, later + 320)),
            None,
        );
        let mut trust = spells.parts().to_vec();
        trust.push(reviews(&[on(number, later + 100)]));
        let council = [
            position(&from, &to),
            (
                Part::Residence,
                json!({ "findings": listed(&[finding("a", &from, "E06000062")]) }),
            ),
        ];
        let icb = [
            position(&from, &to),
            (
                Part::Registration,
                json!({ "registrations": listed(&[registration("a", "APPLICATION", &from), registration("b", "FIRST_JULY2022", "2022-07-01")]) }),
            ),
        ];
        let number = u128::from(number) * 8;
        let accounts = vec![
            account(number, "RP1", &trust)?,
            account(number + 1, "E06000062", &council)?,
            account(number + 2, "QPM", &icb)?,
        ];
        Ok(entry(number, accounts, &organisations))
    };
    (0..count).map(person).collect()
}

/// Ten spells over twenty years.
pub fn hard(count: u64) -> Made<Vec<Entry>> {
    let organisations = organisations()?;
    let person = |number: u64| -> Made<Entry> {
        let mut spells = Spells {
            spells: Vec::new(),
            statuses: Vec::new(),
        };
        let (mut findings, mut registrations, mut held) = (Vec::new(), Vec::new(), Vec::new());
        for index in 0..10_u64 {
            let at = index * 730;
            let (from, to) = (on(number, at), on(number, at + 90));
            let code = match index % 5 {
                1 => "02",
                3 => "10",
                _ => "03",
            };
            let (order, back) = (on(number, at + 60), on(number, at + 80));
            let order = (index % 4 == 2).then_some((order.as_str(), back.as_str()));
            spells.add(code, &from, Some(&to), order);
            let council = if index % 2 == 0 {
                "E06000062"
            } else {
                "E06000061"
            };
            findings.push(finding(&index.to_string(), &from, council));
            registrations.push(registration(&index.to_string(), "CURRENT", &from));
            held.push(on(number, at + 130));
        }
        let mut trust = spells.parts().to_vec();
        trust.push(reviews(&held));
        let council = [
            position(&on(number, 0), &on(number, 90)),
            (Part::Residence, json!({ "findings": listed(&findings) })),
        ];
        let icb = [
            position(&on(number, 0), &on(number, 90)),
            (
                Part::Registration,
                json!({ "registrations": listed(&registrations) }),
            ),
        ];
        let number = u128::from(number) * 8;
        let accounts = vec![
            account(number, "RP1", &trust)?,
            account(number + 1, "E06000062", &council)?,
            account(number + 2, "QPM", &icb)?,
        ];
        Ok(entry(number, accounts, &organisations))
    };
    (0..count).map(person).collect()
}
