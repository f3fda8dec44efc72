//! What the bodies did about a person, step by step.

use chrono::{DateTime, NaiveTime, Utc};
use serde_json::{Value, json};

use super::person::{Error, List, Person};
use crate::domain::code::OrganisationCode;
use crate::domain::part::{Body, Part};
use crate::domain::partial_date::{Day, plus_days};
use crate::register::{Deed, Step};

/// Steps in the making.
struct Script<'a> {
    person: &'a Person,
    steps: Vec<Step>,
}

/// In the morning of a day, each person at a time of their own.
fn morning(day: Day, person: usize) -> DateTime<Utc> {
    let second = u32::try_from(person % 3_600).unwrap_or(0);
    let at = NaiveTime::from_num_seconds_from_midnight_opt(9 * 3_600 + second, 0);
    day.and_time(at.unwrap_or_default()).and_utc()
}

fn items(items: &[Value]) -> Value {
    json!({ "items": items })
}

impl Script<'_> {
    fn submit(&mut self, day: Day, by: &OrganisationCode, local_id: &str, parts: &[(Part, Value)]) {
        let parts = parts.iter().map(|(part, content)| {
            Body::decode(*part, &content.to_string())
                .unwrap_or_else(|error| unreachable!("a part of our own making: {error}"))
        });
        let Ok(local_id) = local_id.parse() else {
            return;
        };
        self.steps.push(Step {
            at: morning(day, self.person.index),
            by: by.clone(),
            does: Deed::Submit {
                local_id,
                parts: parts.collect(),
            },
        });
    }

    fn accept(&mut self, day: Day, by: &OrganisationCode, from: &OrganisationCode) {
        self.steps.push(Step {
            at: morning(day, self.person.index),
            by: by.clone(),
            does: Deed::Accept { from: from.clone() },
        });
    }

    fn identity(&self, with_number: bool, died: Option<Day>) -> (Part, Value) {
        let person = self.person;
        let number = with_number.then(|| person.number.as_str());
        let status = if with_number {
            "VERIFIED"
        } else {
            "NONE_KNOWN"
        };
        let content = json!({
            "name": { "given": person.given, "family": person.family }, "former_names": [], "born": person.born.to_string(),
            "sex": person.sex, "nhs_number": number, "nhs_number_status": status, "died": died.map(|day| day.to_string()),
        });
        (Part::Identity, content)
    }

    fn address(&self) -> (Part, Value) {
        let stay =
            json!({ "key": "home", "postcode": self.person.postcode, "no_fixed_abode": false });
        (
            Part::Address,
            json!({ "stays": items(&[stay]), "protected": false }),
        )
    }

    /// The stays that had begun by a day, as the hospital has them.
    fn hospital(&self, by: &OrganisationCode, until: Day) -> [(Part, Value); 2] {
        let (mut spells, mut statuses) = (Vec::new(), Vec::new());
        for (index, stay) in self
            .person
            .stays
            .iter()
            .enumerate()
            .filter(|(_, stay)| stay.start <= until)
        {
            let key = format!("s{}", index + 1);
            let exit = stay
                .exit
                .filter(|exit| *exit <= until)
                .map(|exit| exit.to_string());
            let reason = exit.as_ref().map(|_| "DISCHARGED_BY_CLINICIAN");
            spells.push(json!({
                "key": key, "hospital": by, "start": stay.start.to_string(), "end": exit, "end_reason": reason, "hospital_exit": exit,
                "transfers": [], "leaves": [], "treatment_orders": [],
            }));
            statuses.push(json!({
                "key": key, "spell": key, "code": stay.code, "from": stay.start.to_string(), "until": exit,
                "application": stay.start.to_string(),
            }));
        }
        [
            (Part::Detention, json!({ "spells": items(&spells) })),
            (Part::LegalBasis, json!({ "statuses": items(&statuses) })),
        ]
    }

    fn position(&self, known: Day, from: Option<&OrganisationCode>, names: bool) -> (Part, Value) {
        let person = self.person;
        let area = &person.area;
        let content = json!({
            "status": "ELIGIBLE", "since": person.left().map(|day| day.to_string()), "known_since": known.to_string(), "known_from": from,
            "responsible_council": names.then_some(&area.council), "responsible_icb": names.then_some(&area.icb),
            "service": if person.services.is_empty() { "CLOSED" } else { "OPEN" },
        });
        (Part::Position, content)
    }

    fn reviews(&self) -> (Part, Value) {
        let person = self.person;
        let held = person.reviews.iter().enumerate().map(|(index, held)| {
            json!({
                "key": format!("r{}", index + 1), "kind": "SECTION117", "section_117_considered": "YES", "held": held.to_string(),
                "attendance": [], "views_recorded": "YES", "outcome": "CONTINUES",
            })
        });
        let next = person.next_review.map(|due| {
            json!({ "key": "next", "kind": "SECTION117", "due": due.to_string(), "attendance": [] })
        });
        (
            Part::Reviews,
            json!({ "reviews": items(&held.chain(next).collect::<Vec<_>>()) }),
        )
    }

    fn plan(made: Day) -> (Part, Value) {
        let point =
            |point: &str| json!({ "point": point, "says": "As agreed at the discharge meeting." });
        let points = [
            "TREATMENT",
            "SOCIAL_CARE",
            "CRISIS",
            "ENTITLEMENT",
            "NAMED_COORDINATOR",
            "NEXT_REVIEW",
        ];
        let points = points.map(point);
        let plan = json!({
            "key": "p1", "kind": "FULL", "made": made.to_string(), "requests": [], "involved": ["PERSON", "COUNCIL"],
            "points": points,
            "copy_given": made.to_string(), "next_review": plus_days(made, 42).to_string(),
        });
        (Part::Plan, json!({ "plans": items(&[plan]) }))
    }

    fn coordinator(&self, from: Day) -> (Part, Value) {
        let holder = json!({
            "key": "c1", "role": "Care coordinator", "organisation": self.person.area.trust, "from": from.to_string(), "temporary": false,
        });
        (Part::Coordinator, json!({ "holders": items(&[holder]) }))
    }

    fn vacancy(since: Day) -> (Part, Value) {
        let vacancy = json!({ "reason": "LEFT", "since": since.to_string() });
        let content = json!({ "holders": items(&[]), "vacancy": vacancy });
        (Part::Coordinator, content)
    }

    fn services(&self, start: Day) -> Option<(Part, Value)> {
        let council = &self.person.area.council;
        let services = self.person.services.iter().enumerate().map(|(index, service)| {
            json!({
                "key": format!("x{}", index + 1), "kind": service.kind, "need": service.name, "section_117": "YES", "met": "YES",
                "funders": [{ "funder": council, "percent": 100 }], "start": start.to_string(),
            })
        });
        let services: Vec<_> = services.collect();
        (!services.is_empty()).then(|| (Part::Services, json!({ "services": items(&services) })))
    }

    fn residence(&self, before: Day) -> (Part, Value) {
        let area = &self.person.area;
        let council = if self.person.has(Error::Disputed) {
            &area.neighbour
        } else {
            &area.council
        };
        let finding = json!({ "key": "f1", "before": before.to_string(), "finding": "ORDINARILY_RESIDENT", "council": council });
        (
            Part::Residence,
            json!({ "findings": items(&[finding]), "claim": council }),
        )
    }

    fn registration(&self, on: Day) -> (Part, Value) {
        let area = &self.person.area;
        let practice = format!("Y{:05}", self.person.index % 100_000);
        let one = json!({ "key": "g1", "occasion": "APPLICATION", "on": on.to_string(), "practice": practice, "core_icb": area.icb });
        (
            Part::Registration,
            json!({ "registrations": items(&[one]), "claim": area.icb }),
        )
    }

    /// Somebody whom one body knows and nobody else was ever told of.
    fn alone(&mut self, list: List) {
        let person = self.person;
        let (Some(stay), area) = (person.stays.last(), &person.area) else {
            return;
        };
        let known = plus_days(stay.exit.unwrap_or(stay.start), 3);
        let (by, local_id) = match list {
            List::Council => (&area.council, person.local_id(list)),
            List::Icb => (&area.icb, person.local_id(list)),
            List::Trust => (&area.trust, person.local_id(list)),
        };
        let number = !(list == List::Council && person.has(Error::NoNumberAtCouncil));
        let mut parts = vec![
            self.identity(number, None),
            self.position(known, None, false),
        ];
        if list == List::Trust {
            parts.extend(self.hospital(by, known));
        }
        self.submit(known, by, &local_id, &parts);
        if let Some(last) = person.reviews.last().filter(|_| list == List::Trust) {
            let reviewed = known.max(plus_days(*last, 1));
            self.submit(plus_days(reviewed, 1), by, &local_id, &[self.reviews()]);
        }
    }

    fn together(&mut self) {
        let person = self.person;
        let area = &person.area;
        let (hospital, local) = if person.private {
            (&area.hospital, format!("H{:07}", person.index + 1))
        } else {
            (&area.trust, person.local_id(List::Trust))
        };
        for (index, stay) in person.stays.iter().enumerate() {
            let admitted = plus_days(stay.start, 1);
            let mut parts = self.hospital(hospital, admitted).to_vec();
            if index == 0 {
                parts.extend([self.identity(true, None), self.address()]);
            }
            self.submit(admitted, hospital, &local, &parts);
            if let Some(exit) = stay.exit {
                let parts = self.hospital(hospital, exit);
                self.submit(exit, hospital, &local, &parts);
            }
        }
        let (Some(first), Some(last)) = (person.stays.first(), person.stays.last()) else {
            return;
        };
        let told = last.exit.unwrap_or_else(|| plus_days(last.start, 20));
        let mut parts = vec![self.position(first.start, None, true)];
        let discharged = person.left();
        if let Some(left) = discharged.filter(|_| !person.private) {
            parts.push(Self::plan(left));
        }
        self.submit(plus_days(told, 1), hospital, &local, &parts);
        let (council, icb) = (
            plus_days(told, 1 + person.answers.0),
            plus_days(told, 1 + person.answers.1),
        );
        self.accept(council, &area.council, hospital);
        self.accept(icb, &area.icb, hospital);
        let number = !person.has(Error::NoNumberAtCouncil);
        let mut parts = vec![
            self.identity(number, None),
            self.address(),
            self.residence(first.start),
            self.position(council, Some(hospital), false),
        ];
        parts.extend(self.services(council));
        parts.extend(match (person.coordinator, discharged) {
            (Some(_), _) => Some(self.coordinator(council)),
            (None, Some(left)) => Some(Self::vacancy(left)),
            (None, None) => None,
        });
        self.submit(
            plus_days(council, 1),
            &area.council,
            &person.local_id(List::Council),
            &parts,
        );
        let parts = [
            self.identity(true, None),
            self.registration(first.start),
            self.position(icb, Some(hospital), false),
        ];
        self.submit(
            plus_days(icb, 1),
            &area.icb,
            &person.local_id(List::Icb),
            &parts,
        );
        self.aftercare(council.max(icb));
    }

    /// What the Trust does in the years after.
    fn aftercare(&mut self, settled: Day) {
        let person = self.person;
        let area = &person.area;
        if !person.on.contains(&List::Trust) {
            return;
        }
        let local = person.local_id(List::Trust);
        let begins = plus_days(settled, 3);
        let mut parts = vec![self.reviews()];
        if person.private {
            self.accept(plus_days(settled, 2), &area.trust, &area.council);
            parts.extend([
                self.identity(true, None),
                self.position(begins, Some(&area.council), false),
            ]);
        }
        let last = person
            .reviews
            .last()
            .map_or(begins, |last| begins.max(plus_days(*last, 1)));
        self.submit(last, &area.trust, &local, &parts);
        if let Some(died) = person.died {
            let parts = [self.identity(true, Some(died))];
            self.submit(
                plus_days(died, 3).max(plus_days(last, 1)),
                &area.trust,
                &local,
                &parts,
            );
        }
    }
}

/// What the bodies did about a person before a day.
pub(super) fn steps(person: &Person, today: Day) -> Vec<Step> {
    let mut script = Script {
        person,
        steps: Vec::new(),
    };
    match (person.has(Error::OneListOnly), person.on.as_slice()) {
        (true, [only]) => script.alone(*only),
        _ => script.together(),
    }
    let mut steps = script.steps;
    steps.sort_by_key(|step| step.at);
    steps.retain(|step| step.at.date_naive() < today);
    steps
}
