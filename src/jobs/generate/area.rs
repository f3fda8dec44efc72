//! Areas: an ICB with its council, its Trust and its independent hospital. None of them exists.

use crate::domain::code::OrganisationCode;
use crate::domain::organisation::{Kind, Organisation};

/// People of one area: an ICB of two million has about so many.
const PEOPLE: usize = 9_000;

/// How many areas so many people live in.
pub const fn areas(people: usize) -> usize {
    people.div_ceil(PEOPLE)
}

/// The bodies of one area.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Area {
    /// Its council.
    pub council: OrganisationCode,
    /// The council next door, which some people moved to.
    pub neighbour: OrganisationCode,
    /// Its ICB.
    pub icb: OrganisationCode,
    /// Its Trust.
    pub trust: OrganisationCode,
    /// Its independent hospital.
    pub hospital: OrganisationCode,
    number: usize,
}

/// A code of our own making, which has the shape of one.
fn code(text: &str) -> OrganisationCode {
    text.parse()
        .unwrap_or_else(|_| unreachable!("{text} has the shape of a code"))
}

/// Two letters for a number below 676.
fn letters(number: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    format!("{}{}", letter(number / 26), letter(number))
}

impl Area {
    /// The area with this number.
    pub fn of(number: usize) -> Self {
        let two = letters(number);
        Self {
            council: code(&format!("E069{number:05}")),
            neighbour: code(&format!("E079{number:05}")),
            icb: code(&format!("Q{two}9")),
            trust: code(&format!("R{two}9")),
            hospital: code(&format!("NV{two}9")),
            number,
        }
    }

    /// The area that a person lives in.
    pub fn home(person: usize) -> Self {
        Self::of(person / PEOPLE)
    }

    /// Its bodies.
    pub fn organisations(&self) -> Vec<Organisation> {
        let one = |code: &OrganisationCode, kind, name: &str| Organisation {
            code: code.clone(),
            kind,
            name: format!("Synthetic: {name} of area {}", self.number + 1),
            opened: None,
            closed: None,
            unverified: true,
        };
        vec![
            one(&self.council, Kind::Council, "council"),
            one(&self.neighbour, Kind::Council, "council next door"),
            one(&self.icb, Kind::Icb, "ICB"),
            one(&self.trust, Kind::Trust, "Trust"),
            one(&self.hospital, Kind::Hospital, "independent hospital"),
        ]
    }
}
