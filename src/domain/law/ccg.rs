//! # Which PCT or CCG, before 1 July 2022
//!
//! To 31 March 2013 the PCT of the area of residence before the detention, or to which the person was sent (s. 117(3); the detail is `[K]`).
//! From 1 April 2013 the CCG of the person's GP practice, which moved with it (SI 2012/2996, reg. 14(2)(a)). That rule was repealed on 1 April
//! 2016 (SI 2016/293): a CCG responsible immediately before stays so while that after-care lasts and until a further qualifying detention; for
//! everyone else it is the CCG of the area of ordinary residence immediately before the detention (s. 117(3)). For detentions from 1 September
//! 2020 another CCG may have to pay: that of GP registration at the first qualifying detention (Who Pays?, 2020).

use crate::domain::facts::{Episode, Facts};
use crate::domain::partial_date::{Day, PartialDate};

use super::core_responsibility::{On, core, of_the_area};
use super::residence::from_prison;
use super::responsible_icb::Icb;
use super::s117_3::between;
use super::{CCG_2016_293, CCG_REG_14, Finding, MHA_117_3, Responsible, WHO_PAYS_2020, civil, say};

/// PCTs became CCGs, and responsibility moved with the GP practice.
pub const FLOATS_FROM: Day = civil(2013, 4, 1);
/// It no longer did, and whoever had it kept it.
pub const STICKS_FROM: Day = civil(2016, 4, 1);
/// The last day on which it moved.
const LAST_OF_FLOATING: Day = civil(2016, 3, 31);
/// Payment parted from commissioning.
pub const PAYMENT_PARTS_FROM: Day = civil(2020, 9, 1);

/// The CCG or PCT responsible, as the law stood before SI 2022/635.
pub(super) fn responsible(facts: &Facts<'_>, index: usize, on: Day) -> Icb {
    let Some(episode) = facts.episodes.get(index) else {
        return Icb::one(Finding::new(Responsible::CannotTell(
            "a qualifying detention",
        )));
    };
    if on < FLOATS_FROM {
        return Icb::one(of_residence(facts, episode, on).by_policy());
    }
    if on < STICKS_FROM {
        return Icb::one(of_the_practice(facts, on, on));
    }
    if episode.owed.certain().contains(LAST_OF_FLOATING) {
        return Icb::one(kept(facts, on));
    }
    let by_area = of_residence(facts, episode, on);
    if episode.owed.possible().contains(LAST_OF_FLOATING) {
        let kept = kept(facts, on);
        let outcome = between(&by_area.outcome, &kept.outcome);
        return Icb::one(kept.map(|_| outcome).because(
            &CCG_2016_293,
            "Whether the person was in after-care immediately before 1 April 2016 is not certain: the dates leave it open.",
        ));
    }
    Icb {
        payer: payer(facts, index, episode, on, &by_area),
        statutory: by_area,
    }
}

/// By the area of residence before the detention.
fn of_residence(facts: &Facts<'_>, episode: &Episode<'_>, on: Day) -> Finding<Responsible> {
    let detained = episode.stay.detained_from();
    let because = if on < FLOATS_FROM {
        say(
            "The PCT of the area where the person was resident before the detention of {}, or to which they were sent on discharge.",
        )
    } else {
        say(
            "The CCG of the area where the person was ordinarily resident immediately before the detention of {}.",
        )
    };
    let found = of_the_area(facts, episode)
        .settle(facts, on, &MHA_117_3, because.date(detained), AREA)
        .unless(
            "A further qualifying detention, before which residence would be looked at afresh.",
        );
    let found = if on < STICKS_FROM {
        found
    } else {
        found.unless(SPECIAL_CASES)
    };
    from_prison(found, episode)
}

/// What reg. 14(2)(b) of SI 2012/2996 kept apart (Sch. 1, para. 2(c) and (g) to (j)). Nobody records what these cases turn on: named, not guessed.
const SPECIAL_CASES: &str = "A special case of its time (SI 2012/2996, reg. 14(2)(b), with Sch. 1, para. 2(c) and (g) to (j)), of which the register keeps no facts.";

/// What is missing where no account names the body of the area.
pub(super) const AREA: &str =
    "the ICB, CCG or PCT of the area of ordinary residence immediately before the detention";

fn of_the_practice(facts: &Facts<'_>, day: Day, on: Day) -> Finding<Responsible> {
    let because = say(
        "The CCG of the GP practice, or of usual residence where there was none, as it was on {}.",
    );
    core(facts, On::Day(day))
        .settle(
            facts,
            on,
            &CCG_REG_14,
            because.date(PartialDate::on(day)),
            "the GP registration on that day",
        )
        .unless("A change of GP practice before 1 April 2016.")
}

fn kept(facts: &Facts<'_>, on: Day) -> Finding<Responsible> {
    of_the_practice(facts, LAST_OF_FLOATING, on).because(
        &CCG_2016_293,
        "Responsible immediately before 1 April 2016, it stays so for as long as this after-care lasts, until a further qualifying detention.",
    )
}

fn payer(
    facts: &Facts<'_>,
    index: usize,
    episode: &Episode<'_>,
    on: Day,
    by_area: &Finding<Responsible>,
) -> Option<Finding<Responsible>> {
    let detained = episode.stay.detained_from()?;
    let first = facts
        .episodes
        .get(facts.first_of_the_same(index))
        .and_then(|one| one.stay.detained_from())
        .unwrap_or(detained);
    if detained
        .latest()
        .is_some_and(|latest| latest < PAYMENT_PARTS_FROM)
    {
        return None;
    }
    let because = say(
        "It had the person's GP registration at the first qualifying detention, on {}, and pays until discharge from after-care.",
    );
    let paying = core(facts, On::Event(first)).settle(
        facts,
        on,
        &WHO_PAYS_2020,
        because.date(first),
        "the GP registration at the first qualifying detention",
    );
    let certain = detained
        .earliest()
        .is_some_and(|earliest| earliest >= PAYMENT_PARTS_FROM);
    if certain {
        return Some(paying);
    }
    let outcome = between(&paying.outcome, &by_area.outcome);
    Some(paying.map(|_| outcome).because(
        &WHO_PAYS_2020,
        "Whether the detention began before 1 September 2020 is not certain.",
    ))
}
