//! One person who never was: the truth about them, and what each body's list gets wrong.

use chrono::Days;
use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use super::Rates;
use super::area::Area;
use super::names::{FAMILY, GIVEN};
use crate::domain::nhs_number::NhsNumber;
use crate::domain::partial_date::{Day, plus_days, plus_months};

/// What a list gets wrong, or what is wrong with the after-care.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Error {
    /// On one list only.
    OneListOnly,
    /// Without an NHS number on the council's list.
    NoNumberAtCouncil,
    /// With a review overdue.
    ReviewOverdue,
    /// Died, and still open on some list.
    DeceasedNotClosed,
    /// Moved before the detention: two councils, each of which is held responsible.
    Disputed,
    /// Listed as entitled and not.
    WronglyListed,
    /// Without a coordinator.
    NoCoordinator,
}

impl Error {
    /// Its permanent code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OneListOnly => "ONE_LIST_ONLY",
            Self::NoNumberAtCouncil => "NO_NHS_NUMBER_AT_COUNCIL",
            Self::ReviewOverdue => "REVIEW_OVERDUE",
            Self::DeceasedNotClosed => "DECEASED_NOT_CLOSED",
            Self::Disputed => "DISPUTED",
            Self::WronglyListed => "WRONGLY_LISTED",
            Self::NoCoordinator => "NO_COORDINATOR",
        }
    }
}

/// A list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum List {
    /// The council's.
    Council,
    /// The ICB's.
    Icb,
    /// The Trust's.
    Trust,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Council, Self::Icb, Self::Trust];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Council => "council",
            Self::Icb => "icb",
            Self::Trust => "trust",
        }
    }
}

/// One stay in hospital.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stay {
    /// Its first day.
    pub start: Day,
    /// The day of leaving; none while it lasts.
    pub exit: Option<Day>,
    /// MENTAL HEALTH ACT LEGAL STATUS CLASSIFICATION.
    pub code: &'static str,
}

/// A service, as councils classify them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Service {
    /// What it is, as the council's list has it.
    pub name: &'static str,
    /// The kind of need it meets.
    pub kind: &'static str,
    /// A week's cost, in pence.
    pub weekly_pence: u32,
}

/// Services of a county council's 1,024 funded people, who may have several: people with each, out of 1,024.
const SERVICES: &[(&str, &str, u32, u32)] = &[
    ("Enabling", "SOCIAL_CARE", 366, 12_000),
    ("Residential care, long term", "ACCOMMODATION", 300, 95_000),
    ("Supported living", "ACCOMMODATION", 228, 70_000),
    ("Nursing care, long term", "ACCOMMODATION", 88, 110_000),
    ("Direct payment", "SOCIAL_CARE", 80, 20_000),
    ("Domiciliary care", "SOCIAL_CARE", 68, 25_000),
    ("Day care", "SOCIAL_CARE", 13, 10_000),
    ("Residential care, short term", "ACCOMMODATION", 9, 90_000),
    ("Respite", "SOCIAL_CARE", 3, 60_000),
    ("Shared lives", "ACCOMMODATION", 2, 50_000),
];

/// Primary support reasons of the same 1,024 people.
const REASONS: &[(&str, u32)] = &[
    ("Mental health support", 756),
    ("Physical support", 105),
    ("Learning disability support", 71),
    ("Support with memory and cognition", 65),
    ("Social support", 19),
    ("Sensory support", 8),
];

/// Legal statuses that qualify: most are section 3.
const SECTIONS: &[(&str, u32)] = &[("03", 860), ("10", 70), ("09", 40), ("16", 20), ("18", 10)];

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// From 0.
    pub index: usize,
    /// NHS number.
    pub number: NhsNumber,
    /// Given name.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// Birth date.
    pub born: Day,
    /// `MALE` or `FEMALE`.
    pub sex: &'static str,
    /// Postcode.
    pub postcode: String,
    /// Where they live.
    pub area: Area,
    /// Whether they were detained in an independent hospital.
    pub private: bool,
    /// Stays in hospital.
    pub stays: Vec<Stay>,
    /// Whether they are entitled.
    pub entitled: bool,
    /// Died.
    pub died: Option<Day>,
    /// The lists they are on.
    pub on: Vec<List>,
    /// What is wrong.
    pub errors: Vec<Error>,
    /// Section 117 reviews that were held.
    pub reviews: Vec<Day>,
    /// When the next is due.
    pub next_review: Option<Day>,
    /// Since when there is a coordinator.
    pub coordinator: Option<Day>,
    /// What the council pays for.
    pub services: Vec<Service>,
    /// The council's reason for support.
    pub reason: &'static str,
    /// The days after being told on which council and ICB answer.
    pub answers: (u64, u64),
}

fn before(day: Day, days: u64) -> Day {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// One of several, each as often as its weight says.
fn weighed<T: Copy>(all: &[(T, u32)], random: &mut ChaCha8Rng) -> Option<T> {
    let chosen = all.choose_weighted(random, |(_, weight)| *weight);
    chosen.ok().map(|(one, _)| *one)
}

fn stays(today: Day, wrongly: bool, random: &mut ChaCha8Rng) -> Vec<Stay> {
    let code = |random: &mut ChaCha8Rng| {
        if wrongly {
            "02"
        } else {
            weighed(SECTIONS, random).unwrap_or("03")
        }
    };
    let start = before(today, random.random_range(60..12 * 365));
    let length = if wrongly {
        random.random_range(5..28)
    } else {
        random.random_range(28..300)
    };
    let exit = plus_days(start, length);
    // Whoever would leave after today is still there.
    let first = Stay {
        start,
        exit: (exit < today).then_some(exit),
        code: code(random),
    };
    let again = plus_days(exit, random.random_range(200..1_500));
    let mut stays = vec![first];
    if random.random_range(0..1_000) < 150 && again < today {
        let exit = plus_days(again, random.random_range(28..200));
        stays.push(Stay {
            start: again,
            exit: (exit < today).then_some(exit),
            code: code(random),
        });
    }
    stays
}

/// Reviews: six weeks after leaving hospital, then every year; the last of them missed where one is overdue.
fn reviews(left: Day, today: Day, overdue: bool, random: &mut ChaCha8Rng) -> (Vec<Day>, Day) {
    let mut held = Vec::new();
    let mut due = plus_days(left, 42);
    let missed = before(today, random.random_range(30..900));
    while due < today && !(overdue && due >= missed) {
        // Held in the two weeks before it is due.
        let on = before(due, random.random_range(0..14));
        held.push(on);
        due = plus_months(on, 12);
    }
    if overdue && due >= today {
        held.pop();
        due = held
            .last()
            .map_or(plus_days(left, 42), |last| plus_months(*last, 12));
    }
    (held, due)
}

impl Person {
    /// Draws a person.
    pub(super) fn drawn(
        index: usize,
        number: NhsNumber,
        today: Day,
        rates: Rates,
        random: &mut ChaCha8Rng,
    ) -> Self {
        let happens = |rate: u32, random: &mut ChaCha8Rng| random.random_range(0..1_000) < rate;
        let wrongly = happens(rates.wrongly_listed, random);
        let stays = stays(today, wrongly, random);
        let left = stays.last().and_then(|stay| stay.exit);
        let mut errors = Vec::new();
        if wrongly {
            errors.push(Error::WronglyListed);
        }
        let alone = happens(rates.one_list_only, random);
        let mut on = if alone {
            errors.push(Error::OneListOnly);
            let lists = [(List::Trust, 60), (List::Council, 30), (List::Icb, 10)];
            vec![weighed(&lists, random).unwrap_or(List::Trust)]
        } else {
            List::ALL.to_vec()
        };
        let no_number = happens(rates.no_number_at_council, random);
        if no_number && on.contains(&List::Council) {
            errors.push(Error::NoNumberAtCouncil);
        }
        let known = left.filter(|_| !wrongly);
        let unseen = happens(rates.deceased_not_closed, random);
        let died = before(today, random.random_range(5..200));
        let died = left
            .filter(|left| unseen && !alone && *left < died)
            .map(|_| died);
        if died.is_some() {
            errors.push(Error::DeceasedNotClosed);
        }
        if happens(rates.disputed, random) && !alone && !wrongly {
            errors.push(Error::Disputed);
        }
        let overdue = happens(rates.review_overdue, random);
        let reviewed = known.map(|left| reviews(left, died.unwrap_or(today), overdue, random));
        let (reviews, next_review) = reviewed.unzip();
        if next_review.is_some_and(|due| due < died.unwrap_or(today)) {
            errors.push(Error::ReviewOverdue);
        }
        let vacant = happens(rates.no_coordinator, random);
        let coordinator = known.filter(|_| !vacant && !alone);
        if known.is_some() && coordinator.is_none() {
            errors.push(Error::NoCoordinator);
        }
        let private = happens(rates.private_hospital, random) && !alone;
        if private && coordinator.is_none() {
            // Nobody ever told the Trust.
            on.retain(|list| *list != List::Trust);
        }
        let mut services = Vec::new();
        // About a third of those entitled have something that the council pays for.
        if known.is_some() && random.random_range(0..3) == 0 {
            for (name, kind, people, pence) in SERVICES {
                if random.random_range(0..1_024) < *people {
                    let weekly_pence = pence * random.random_range(70..150) / 100;
                    services.push(Service {
                        name,
                        kind,
                        weekly_pence,
                    });
                }
            }
        }
        let mut letter = || char::from(random.random_range(b'A'..=b'H'));
        let end = [letter(), letter()];
        Self {
            index,
            number,
            given: GIVEN.choose(random).unwrap_or(&"Ana"),
            family: FAMILY.choose(random).unwrap_or(&"Smith"),
            born: before(today, random.random_range(19 * 365..85 * 365)),
            sex: if random.random_range(0..2) == 0 {
                "MALE"
            } else {
                "FEMALE"
            },
            postcode: format!(
                "ZZ{} {}{}{}",
                random.random_range(1..90),
                random.random_range(1..10),
                end[0],
                end[1]
            ),
            area: Area::home(index),
            private,
            entitled: !wrongly,
            died,
            on,
            errors,
            reviews: reviews.unwrap_or_default(),
            next_review,
            coordinator,
            services,
            reason: weighed(REASONS, random).unwrap_or("Mental health support"),
            answers: (random.random_range(1..21), random.random_range(2..30)),
            stays,
        }
    }

    /// The day of leaving hospital last.
    pub fn left(&self) -> Option<Day> {
        self.stays.last().and_then(|stay| stay.exit)
    }

    /// Since when they are entitled.
    pub fn since(&self) -> Option<Day> {
        self.stays
            .iter()
            .find_map(|stay| stay.exit)
            .filter(|_| self.entitled)
    }

    /// Whether something is wrong.
    pub fn has(&self, error: Error) -> bool {
        self.errors.contains(&error)
    }

    /// A body's own identifier for them.
    pub fn local_id(&self, list: List) -> String {
        let letter = match list {
            List::Council => 'C',
            List::Icb => 'I',
            List::Trust => 'T',
        };
        format!("{letter}{:07}", self.index + 1)
    }
}
