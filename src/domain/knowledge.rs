//! Who knew of the entitlement, since when and from what. Being sent a notification is not knowing: fetching it, answering it or writing of the
//! person is.

use super::code::OrganisationCode;
use super::entry::{Account, Entry, Moment};
use super::facts::Facts;
use super::id::NotificationId;
use super::law::legal_status::Qualifies;
use super::part::Part;
use super::partial_date::{Day, PartialDate};

/// The parts that it reads, beside who told whom, who answered and who looked.
pub const READS: &[Part] = &[Part::Detention, Part::LegalBasis, Part::Position];

/// From what a body knew.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// Its own record of the detention: the hospital knows who it holds.
    OwnHospital,
    /// What it says itself: known since this day.
    OwnWord,
    /// Its own position, when it was written down.
    Submission(Part),
    /// Its answer to a notification.
    Answer(NotificationId),
    /// Its first reading of the entry.
    Reading,
}

/// Something from which a body knew.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sign {
    /// Since when it shows that the body knew.
    pub since: PartialDate,
    /// From what.
    pub source: Source,
    /// When the register learnt it.
    pub recorded: Option<Moment>,
}

/// What a body knew, and was told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Knowledge {
    /// Which body.
    pub body: OrganisationCode,
    /// It first knew, as far as anything shows; none where nothing does.
    pub first: Option<PartialDate>,
    /// Everything that shows it, earliest first.
    pub signs: Vec<Sign>,
    /// It was first told, which is not knowing.
    pub told: Option<Moment>,
}

fn signs(facts: &Facts<'_>, body: &OrganisationCode) -> Vec<Sign> {
    let entry = facts.entry;
    let mut signs = Vec::new();
    let own = |one: &&Account| one.organisation == *body;
    for account in entry.accounts.iter().filter(own) {
        for (version, position) in account.positions() {
            signs.push(Sign {
                since: PartialDate::on(version.known.day()),
                source: Source::Submission(Part::Position),
                recorded: Some(version.known),
            });
            signs.extend(position.known_since.map(|since| Sign {
                since,
                source: Source::OwnWord,
                recorded: Some(version.known),
            }));
        }
    }
    let claims = facts.stays.iter().flat_map(|stay| &stay.claims);
    let held =
        claims.filter(|one| *one.by == *body && one.own_spell() && one.qualifies == Qualifies::Yes);
    for claim in held {
        // The hospital knows once the person is both detained and there.
        let since = match (claim.start, claim.detained_from) {
            (Some(start), Some(detained)) if start.certainly_before(detained) => detained,
            (Some(start), Some(_)) => start,
            (_, _) => continue,
        };
        signs.push(Sign {
            since,
            source: Source::OwnHospital,
            recorded: None,
        });
    }
    let answered = entry.notifications.iter().filter(|one| one.to == *body);
    for one in answered {
        signs.extend(one.answers.iter().map(|(_, known)| Sign {
            since: PartialDate::on(known.day()),
            source: Source::Answer(one.id),
            recorded: Some(*known),
        }));
    }
    signs.extend(entry.first_reads.get(body).map(|known| Sign {
        since: PartialDate::on(known.day()),
        source: Source::Reading,
        recorded: Some(*known),
    }));
    signs.sort_by_key(|one| (one.since.earliest().unwrap_or(Day::MAX), one.recorded));
    signs
}

/// What every body that the entry concerns knew.
pub fn knowledge(entry: &Entry) -> Vec<Knowledge> {
    let facts = Facts::of(entry);
    let each = entry.concerned().into_iter().map(|body| {
        let signs = signs(&facts, &body);
        let told = entry.notifications.iter().filter(|one| one.to == body);
        Knowledge {
            first: first(&signs),
            told: told.map(|one| one.raised).min(),
            signs,
            body,
        }
    });
    each.collect()
}

/// The first day on which it certainly, or perhaps, knew: from the earliest that anything may mean to the earliest that it must.
fn first(signs: &[Sign]) -> Option<PartialDate> {
    let earliest = signs.iter().filter_map(|one| one.since.earliest()).min();
    let latest = signs.iter().filter_map(|one| one.since.latest()).min();
    match (earliest, latest) {
        (Some(earliest), Some(latest)) => Some(PartialDate::Between { earliest, latest }),
        (_, _) => signs.first().map(|one| one.since),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{date, org, stories};
    use super::*;

    #[test]
    fn the_published_case_shows_who_knew_what_since_when_and_from_what() {
        let story = stories::west_northamptonshire();
        let all = knowledge(&story.entry);
        let of = |body: &str| all.iter().find(|one| one.body == org(body)).unwrap();
        assert_eq!(
            of("RP1").first,
            Some(date("2023-06-15")),
            "its own hospital"
        );
        assert_eq!(of("RP1").signs[0].source, Source::OwnHospital);
        let council = of("E06000062");
        assert_eq!(council.first, Some(date("2023-07-05")));
        assert!(matches!(council.signs[0].source, Source::Answer(_)));
        // The ICB was told on one day and knew on another.
        let icb = of("QPM");
        assert_eq!(icb.first, Some(date("2025-10-22")));
        assert_eq!(
            icb.told.map(Moment::day),
            Some(date("2025-10-20").earliest().unwrap())
        );
    }

    #[test]
    fn it_is_what_the_rules_go_by() {
        for (name, story) in stories::all() {
            let facts = Facts::of(&story.entry);
            for one in knowledge(&story.entry) {
                let knew = facts.known(&one.body);
                let possible = knew.possible().first();
                let earliest = one.first.and_then(PartialDate::earliest);
                assert!(
                    possible == earliest
                        || one
                            .signs
                            .iter()
                            .any(|sign| sign.since == PartialDate::Unknown),
                    "{name}: {} {possible:?} {earliest:?}",
                    one.body
                );
            }
        }
    }
}
