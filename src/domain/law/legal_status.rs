//! # Which legal statuses qualify
//!
//! Section 117(1) names section 3, hospital orders under section 37, hospital directions under section 45A and transfers under section
//! 47 or 48. MENTAL HEALTH ACT LEGAL STATUS CLASSIFICATION has a code for each, and several that look like them and are not: 12 (an
//! interim order, s. 38), 35 and 36 (guardianship).

use std::fmt;

use crate::domain::part::legal_basis::{LegalStatus, LegalStatusCode, OrderType};

/// Whether a detention is one that section 117(1) names. Ordered: the later outweighs the earlier when several statuses follow each
/// other in one stay.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Qualifies {
    /// No.
    No,
    /// The code says nothing: not known.
    Unknown,
    /// It depends on the order, and a person must decide.
    PersonMustDecide,
    /// Yes.
    Yes,
}

/// The label of a code, as the data dictionary has it, shortened.
pub const fn label(code: LegalStatusCode) -> &'static str {
    label_of(code.number())
}

const fn label_of(number: u8) -> &'static str {
    match number {
        1 => "informal",
        2 => "section 2",
        3 => "section 3",
        4 => "section 4",
        5 => "section 5(2)",
        6 => "section 5(4)",
        7 => "section 35",
        8 => "section 36",
        9 => "section 37 with section 41",
        10 => "section 37",
        12 => "section 38",
        13 => "section 44",
        14 => "section 46",
        15 => "section 47 with section 49",
        16 => "section 47",
        17 => "section 48 with section 49",
        18 => "section 48",
        19 => "section 135",
        20 => "section 136",
        31 => "the Criminal Procedure (Insanity) Acts",
        32 => "another Act",
        33 => "supervised discharge (1995 Act)",
        34 | 37 | 38 => "section 45A",
        35 => "guardianship under section 7",
        36 => "guardianship under section 37",
        _ => "not known",
    }
}

/// Whether the status qualifies.
pub const fn qualifies(status: &LegalStatus) -> Qualifies {
    match status.code.number() {
        // A section 37 order that is recorded as one of guardianship sends nobody to hospital, whatever the code.
        9 | 10 => match status.order {
            Some(OrderType::GuardianshipOrder | OrderType::OtherOrder) => Qualifies::No,
            Some(OrderType::HospitalOrder | OrderType::Unknown) | None => Qualifies::Yes,
        },
        3 | 15..=18 | 34 | 37 | 38 => Qualifies::Yes,
        // A hospital order under the Insanity Acts has the meaning it has in section 37; a supervision order does not.
        31 | 32 => match status.order {
            Some(OrderType::HospitalOrder) if status.code.number() == 31 => Qualifies::Yes,
            Some(OrderType::GuardianshipOrder | OrderType::OtherOrder) => Qualifies::No,
            Some(OrderType::HospitalOrder | OrderType::Unknown) | None => {
                Qualifies::PersonMustDecide
            }
        },
        98 | 99 => Qualifies::Unknown,
        _ => Qualifies::No,
    }
}

/// Whether the status implies an earlier detention that qualifies: supervised discharge under the 1995 Act could follow no other.
pub const fn implies_earlier(code: LegalStatusCode) -> bool {
    code.number() == 33
}

/// A set of legal statuses, as a sentence names them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sections(u128);

impl Sections {
    /// None.
    pub const fn none() -> Self {
        Self(0)
    }

    /// With this one.
    #[must_use]
    pub const fn and(self, code: LegalStatusCode) -> Self {
        Self(self.0 | 1 << (code.number() as u32 % u128::BITS))
    }

    /// With those of another set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it holds a transfer from prison (s. 47, 48).
    pub fn from_prison(self) -> bool {
        (15..=18).any(|number| self.0 & 1 << number != 0)
    }
}

impl fmt::Display for Sections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        let mut last = "";
        for number in (0_u8..128).filter(|number| self.0 & 1 << number != 0) {
            let label = label_of(number);
            if label != last {
                f.write_str(if first { "" } else { ", " })?;
                f.write_str(label)?;
            }
            (first, last) = (false, label);
        }
        if first {
            f.write_str("a section not recorded")?;
        }
        Ok(())
    }
}

/// Whether it is a status under Part 3 (courts and prisons), to which regulations 5 and 6 of SI 2022/635 do not apply.
pub const fn is_part_3(code: LegalStatusCode) -> bool {
    matches!(code.number(), 7..=18 | 31 | 34 | 37 | 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: &str, order: Option<OrderType>) -> LegalStatus {
        LegalStatus {
            key: "k".parse().unwrap(),
            spell: "s".parse().unwrap(),
            code: code.parse().unwrap(),
            from: "2023-06-13".parse().unwrap(),
            until: None,
            application: None,
            order,
            restricted: None,
            commissioned_by_nhs_england: None,
        }
    }

    #[test]
    fn every_code_of_the_table_answers_as_section_117_1_does() {
        let yes = [
            "03", "3", "09", "10", "15", "16", "17", "18", "34", "37", "38",
        ];
        let no = [
            "01", "02", "04", "05", "06", "07", "08", "12", "13", "14", "19", "20", "33", "35",
            "36",
        ];
        for code in yes {
            assert_eq!(qualifies(&status(code, None)), Qualifies::Yes, "{code}");
        }
        for code in no {
            assert_eq!(qualifies(&status(code, None)), Qualifies::No, "{code}");
        }
        for code in ["98", "99"] {
            assert_eq!(qualifies(&status(code, None)), Qualifies::Unknown, "{code}");
        }
    }

    #[test]
    fn a_set_of_sections_is_named_once_each_in_the_order_of_the_table() {
        let set = |codes: &[&str]| {
            let codes = codes.iter().map(|code| code.parse().unwrap());
            codes.fold(Sections::none(), Sections::and).to_string()
        };
        assert_eq!(set(&[]), "a section not recorded");
        assert_eq!(set(&["03", "02", "3"]), "section 2, section 3");
        assert_eq!(set(&["34", "37", "99"]), "section 45A, not known");
        let both = Sections::none()
            .and("02".parse().unwrap())
            .or(Sections::none().and("10".parse().unwrap()));
        assert_eq!(both.to_string(), "section 2, section 37");
        assert_eq!(both.or(both), both);
    }

    #[test]
    fn a_transfer_from_prison_is_section_47_or_48() {
        for number in 1..=99 {
            if let Ok(code) = format!("{number:02}").parse::<LegalStatusCode>() {
                let set = Sections::none().and("03".parse().unwrap()).and(code);
                let prison = ["15", "16", "17", "18"].contains(&&*format!("{number:02}"));
                assert_eq!(set.from_prison(), prison, "{number}");
            }
        }
    }

    #[test]
    fn guardianship_under_section_37_is_no_hospital_order_even_under_its_code() {
        for code in ["09", "10"] {
            let order = |order| qualifies(&status(code, Some(order)));
            assert_eq!(order(OrderType::GuardianshipOrder), Qualifies::No, "{code}");
            assert_eq!(order(OrderType::OtherOrder), Qualifies::No, "{code}");
            assert_eq!(order(OrderType::HospitalOrder), Qualifies::Yes, "{code}");
            assert_eq!(order(OrderType::Unknown), Qualifies::Yes, "{code}");
        }
    }

    #[test]
    fn supervised_discharge_implies_an_earlier_detention_and_nothing_else_does() {
        for number in 1..=99 {
            if let Ok(code) = format!("{number:02}").parse::<LegalStatusCode>() {
                assert_eq!(implies_earlier(code), number == 33);
            }
        }
    }

    #[test]
    fn part_3_is_courts_and_prisons() {
        for (code, part_3) in [
            ("02", false),
            ("03", false),
            ("07", true),
            ("09", true),
            ("18", true),
            ("19", false),
            ("31", true),
            ("32", false),
            ("34", true),
            ("35", false),
            ("36", false),
            ("37", true),
            ("38", true),
        ] {
            assert_eq!(is_part_3(code.parse().unwrap()), part_3, "{code}");
        }
    }

    #[test]
    fn orders_decide_where_the_code_does_not() {
        assert_eq!(qualifies(&status("31", None)), Qualifies::PersonMustDecide);
        assert_eq!(
            qualifies(&status("31", Some(OrderType::HospitalOrder))),
            Qualifies::Yes
        );
        assert_eq!(
            qualifies(&status("31", Some(OrderType::OtherOrder))),
            Qualifies::No
        );
        assert_eq!(
            qualifies(&status("32", Some(OrderType::HospitalOrder))),
            Qualifies::PersonMustDecide
        );
    }
}
