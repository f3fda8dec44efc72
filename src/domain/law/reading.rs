//! The law as it is read at some moment. Statutes commence: an arm of one applies to days on and after it came into force. Judgments
//! declare what the law always was, and have only a day on which they were given: before it, the law was read without them.

use super::super::partial_date::Day;
use super::provision::{CXF, EWCA_2021_1957, EWHC_2021_682, Provision, UKSC_2023_31};

/// Days on which passed law comes into force, where that is left to regulations. None: not in force, and dormant here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Commencement {
    /// Mental Health Act 2025, s. 45: the Tribunal may recommend plans for after-care.
    pub s45: Option<Day>,
    /// Mental Health Act 2025, s. 46: joint written notice, and deemed ordinary residence for councils.
    pub s46: Option<Day>,
}

/// The law as it is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Law {
    /// With the judgments given and the statutes in force by this day.
    pub as_at: Day,
    /// Which dormant law has come into force.
    pub commenced: Commencement,
}

impl Default for Law {
    fn default() -> Self {
        Self::now(Commencement::default())
    }
}

/// What a further qualifying detention does to the first council's duty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Redetention {
    /// Ends it; residence is looked at afresh (`[2023] UKSC 31`, and for nine months of 2021 the High Court), by this judgment.
    Resets(&'static Provision),
    /// Leaves it (`[2021] EWCA Civ 1957`, since overruled).
    Leaves,
    /// Nobody had decided.
    Open,
}

impl Law {
    /// The law with everything decided and commenced that the register knows of.
    pub const fn now(commenced: Commencement) -> Self {
        Self {
            as_at: Day::MAX,
            commenced,
        }
    }

    /// Whether a provision is in force on a day.
    pub fn in_force(&self, provision: &Provision, on: Day) -> bool {
        self.commences(provision.from, on)
            && provision
                .until
                .is_none_or(|until| on < until || self.as_at < until)
    }

    /// Whether a judgment had been given.
    pub fn declares(&self, judgment: &Provision) -> bool {
        judgment.from.is_none_or(|given| given <= self.as_at)
    }

    /// Whether section 46 of the Mental Health Act 2025 is in force on a day.
    pub fn section_46(&self, on: Day) -> bool {
        self.commenced.s46.is_some() && self.commences(self.commenced.s46, on)
    }

    /// Whether section 45 of the Mental Health Act 2025 is in force on a day.
    pub fn section_45(&self, on: Day) -> bool {
        self.commenced.s45.is_some() && self.commences(self.commenced.s45, on)
    }

    fn commences(&self, from: Option<Day>, on: Day) -> bool {
        from.is_none_or(|from| from <= on && from <= self.as_at)
    }

    /// What a further qualifying detention does to the first council's duty.
    pub fn redetention(&self) -> Redetention {
        if self.declares(&UKSC_2023_31) {
            Redetention::Resets(&UKSC_2023_31)
        } else if self.declares(&EWCA_2021_1957) {
            Redetention::Leaves
        } else if self.declares(&EWHC_2021_682) {
            Redetention::Resets(&EWHC_2021_682)
        } else {
            Redetention::Open
        }
    }

    /// Whether regular escorted leave is known not to begin the duty (`[2018] EWCA Civ 2852`).
    pub fn escorted_leave_is_settled(&self) -> bool {
        self.declares(&CXF)
    }
}

#[cfg(test)]
mod tests {
    use super::super::provision::{CCG_REG_14, EWHC_2021_682, ICB_REG_7_3, civil};
    use super::*;

    #[test]
    fn a_statute_applies_from_its_day_and_only_once_it_was_made() {
        let (day_before, first) = (civil(2022, 6, 30), civil(2022, 7, 1));
        let now = Law::default();
        assert!(!now.in_force(&ICB_REG_7_3, day_before) && now.in_force(&ICB_REG_7_3, first));
        let then = Law {
            as_at: day_before,
            ..now
        };
        assert!(!then.in_force(&ICB_REG_7_3, first), "nobody knew of it");
        assert!(now.in_force(&CCG_REG_14, civil(2016, 3, 31)));
        assert!(!now.in_force(&CCG_REG_14, civil(2016, 4, 1)), "repealed");
        let repeal = |as_at| Law { as_at, ..now }.in_force(&CCG_REG_14, civil(2016, 5, 1));
        assert!(repeal(civil(2016, 3, 31)), "nobody knew of the repeal");
        assert!(!repeal(civil(2016, 4, 1)) && !repeal(civil(2016, 4, 2)));
    }

    #[test]
    fn a_judgment_is_read_from_the_day_it_was_given_about_any_day() {
        let at = |day| {
            Law {
                as_at: day,
                ..Law::default()
            }
            .redetention()
        };
        let supreme = Redetention::Resets(&UKSC_2023_31);
        assert_eq!(Law::default().redetention(), supreme);
        assert_eq!(at(civil(2023, 8, 10)), supreme);
        assert_eq!(at(civil(2023, 8, 9)), Redetention::Leaves);
        assert_eq!(at(civil(2021, 12, 22)), Redetention::Leaves);
        let high = Redetention::Resets(&EWHC_2021_682);
        assert_eq!(at(civil(2021, 12, 21)), high);
        assert_eq!(at(civil(2021, 3, 22)), high);
        assert_eq!(at(civil(2021, 3, 21)), Redetention::Open);
    }

    #[test]
    fn what_is_not_commenced_is_in_force_on_no_day() {
        let dormant = Law::default();
        assert!(!dormant.section_46(Day::MAX) && !dormant.section_45(Day::MAX));
        let s46 = Some(civil(2027, 4, 1));
        let awake = Law::now(Commencement { s45: s46, s46 });
        assert!(!awake.section_46(civil(2027, 3, 31)) && awake.section_46(civil(2027, 4, 1)));
        assert!(!awake.section_45(civil(2027, 3, 31)) && awake.section_45(civil(2027, 4, 1)));
        let before = Law {
            as_at: civil(2027, 3, 31),
            ..awake
        };
        assert!(!before.section_46(civil(2027, 4, 1)));
    }
}
