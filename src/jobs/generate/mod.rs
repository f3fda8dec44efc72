//! Synthetic registers: people who never were, with the shapes, rates and errors that real lists have. The same number of people, seed and
//! day give the same people.
//!
//! Shapes and rates: people by service and reason as a county council published its list of 1,024; about a third funded by the council; about
//! 30 per cent of detentions in independent hospitals (national figures, 31 March 2016). The rates of errors are of our choosing, within
//! what audits of registers found: see [`Rates`].

mod area;
mod fill;
mod lists;
mod names;
mod person;
mod script;

pub use fill::{FillError, fill};
pub use lists::write;
pub use person::Person;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::domain::nhs_number::NhsNumber;
use crate::domain::organisation::Organisation;
use crate::domain::partial_date::Day;
use crate::register::Step;

/// How often each error is made, in thousandths of all people.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// On one list only: 8 to 15 per cent.
    pub one_list_only: u32,
    /// Without an NHS number on the council's list: 5 per cent.
    pub no_number_at_council: u32,
    /// With a review overdue: 30 to 50 per cent.
    pub review_overdue: u32,
    /// Died, and still open on some list: 2 per cent.
    pub deceased_not_closed: u32,
    /// Moved, or in dispute about who is responsible: 3 per cent.
    pub disputed: u32,
    /// Listed as entitled and not: 1 per cent.
    pub wrongly_listed: u32,
    /// Without a coordinator: 20 to 30 per cent.
    pub no_coordinator: u32,
    /// Detained in an independent hospital: 30 per cent.
    pub private_hospital: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            one_list_only: 120,
            no_number_at_council: 50,
            review_overdue: 400,
            deceased_not_closed: 20,
            disputed: 30,
            wrongly_listed: 10,
            no_coordinator: 250,
            private_hospital: 300,
        }
    }
}

impl Rates {
    /// Three accounts of everybody, all of the same person: for measuring.
    #[must_use]
    pub const fn three_accounts(mut self) -> Self {
        self.one_list_only = 0;
        self.no_number_at_council = 0;
        self.private_hospital = 0;
        self.disputed = 0;
        self
    }
}

/// More people than there are synthetic NHS numbers, which begin with 999.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("at most {0} people: there are no more synthetic NHS numbers")]
pub struct TooMany(usize);

/// People who never were.
#[derive(Debug)]
pub struct Population {
    people: usize,
    seed: u64,
    today: Day,
    rates: Rates,
    numbers: Vec<NhsNumber>,
}

/// The numbers that are never issued to a patient: 999 and seven more digits.
fn numbers(count: usize) -> Vec<NhsNumber> {
    let stems = 999_000_000_u64..=999_999_999;
    let number = |stem: u64| (0..10).find_map(|check| format!("{stem}{check}").parse().ok());
    // 999 999 999 repeats one digit, and is no number.
    stems.filter_map(number).take(count).collect()
}

impl Population {
    /// This many people, as things stand with them on a day.
    pub fn new(people: usize, seed: u64, today: Day, rates: Rates) -> Result<Self, TooMany> {
        let numbers = numbers(people);
        if numbers.len() < people {
            return Err(TooMany(numbers.len()));
        }
        Ok(Self {
            people,
            seed,
            today,
            rates,
            numbers,
        })
    }

    /// The organisations whose people they are.
    pub fn organisations(&self) -> Vec<Organisation> {
        (0..area::areas(self.people))
            .flat_map(|number| area::Area::of(number).organisations())
            .collect()
    }

    /// What the bodies did about each of them, oldest first.
    pub fn told(&self) -> impl Iterator<Item = (usize, Vec<Step>)> + '_ {
        let today = self.today;
        self.people()
            .map(move |person| (person.index, script::steps(&person, today)))
    }

    /// All of them, in order.
    pub fn people(&self) -> impl Iterator<Item = Person> + '_ {
        self.numbers.iter().enumerate().map(|(index, number)| {
            let mut random = ChaCha8Rng::seed_from_u64(self.seed);
            random.set_stream(index as u64);
            Person::drawn(index, number.clone(), self.today, self.rates, &mut random)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    fn population(people: usize, seed: u64) -> Population {
        let today = "2026-06-30".parse().unwrap();
        Population::new(people, seed, today, Rates::default()).unwrap()
    }

    fn told(population: &Population) -> String {
        population
            .people()
            .fold(String::new(), |all, person| format!("{all}{person:?}\n"))
    }

    #[test]
    fn the_same_seed_gives_the_same_people_and_another_others() {
        assert_eq!(told(&population(200, 7)), told(&population(200, 7)));
        assert_ne!(told(&population(200, 7)), told(&population(200, 8)));
        let (fewer, more) = (told(&population(100, 7)), told(&population(200, 7)));
        assert!(more.starts_with(&fewer), "more people begin with the same");
    }

    #[test]
    fn every_number_is_synthetic_and_somebodys_alone() {
        let people = population(20_000, 1);
        let numbers: BTreeSet<_> = people
            .people()
            .map(|one| one.number.as_str().to_owned())
            .collect();
        assert_eq!(numbers.len(), 20_000);
        assert!(numbers.iter().all(|number| number.starts_with("999")));
        let today = "2026-06-30".parse().unwrap();
        assert!(Population::new(1_000_000, 1, today, Rates::default()).is_err());
    }

    #[test]
    fn errors_are_as_frequent_as_they_should_be() {
        let people: Vec<_> = population(9_000, 7).people().collect();
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for error in people.iter().flat_map(|one| &one.errors) {
            *found.entry(error.code()).or_default() += 1;
        }
        let within = [
            ("ONE_LIST_ONLY", 8, 15),
            ("NO_NHS_NUMBER_AT_COUNCIL", 4, 6),
            ("REVIEW_OVERDUE", 30, 50),
            ("DECEASED_NOT_CLOSED", 1, 3),
            ("DISPUTED", 2, 4),
            ("WRONGLY_LISTED", 0, 2),
            ("NO_COORDINATOR", 20, 36),
        ];
        for (code, least, most) in within {
            let per_cent = found.get(code).copied().unwrap_or_default() * 100 / people.len();
            assert!(
                (least..=most).contains(&per_cent),
                "{code}: {per_cent} per cent"
            );
        }
        let funded = people.iter().filter(|one| !one.services.is_empty()).count();
        assert!((1_800..3_600).contains(&funded), "{funded} funded");
    }
}
