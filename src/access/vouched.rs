//! What of a hospital's record another body's act stands behind. A spell that it records by itself, once it has become a former party, tells
//! it nothing: the body it tells of the admission must answer first.

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Entry, NotificationKind};
use crate::domain::part::Part;

fn about_stay(part: Part) -> bool {
    matches!(part, Part::Detention | Part::LegalBasis)
}

/// The last position of the account's own record of stays that others stand behind.
fn vouched_until(entry: &Entry, account: &Account) -> i64 {
    let body = &account.organisation;
    let between = |one: &&crate::domain::entry::Notification| one.from != one.to;
    let answered = entry
        .notifications
        .iter()
        .filter(between)
        .filter(|one| one.from == *body && one.is_accepted())
        .filter_map(|one| one.answer().map(|(_, moment)| moment.position));
    let told = entry
        .notifications
        .iter()
        .filter(between)
        .filter(|one| one.to == *body)
        .map(|one| {
            let raised = one.raised.position;
            match one.kind {
                // What the receiving hospital records first after a transfer is that transfer.
                NotificationKind::Transferred => account
                    .versions
                    .iter()
                    .filter(|version| version.part == Part::Detention)
                    .map(|version| version.known.position)
                    .find(|position| *position > raised)
                    .unwrap_or(raised),
                NotificationKind::NamedResponsible
                | NotificationKind::ResponsibleByLaw
                | NotificationKind::NamedCoordinator
                | NotificationKind::Admitted
                | NotificationKind::DischargePlanned
                | NotificationKind::ServiceClosed
                | NotificationKind::Moved
                | NotificationKind::Disputed
                | NotificationKind::EndingProposed
                | NotificationKind::EndingSigned
                | NotificationKind::Reinstated => raised,
            }
        });
    answered.chain(told).max().unwrap_or(0)
}

/// The entry with what this body recorded of stays cut where nobody else stands behind it; none if nothing is cut.
pub(super) fn as_vouched(entry: &Entry, body: &OrganisationCode) -> Option<Entry> {
    let cuts: Vec<_> = entry
        .accounts
        .iter()
        .filter(|account| account.organisation == *body)
        .map(|account| (account.id, vouched_until(entry, account)))
        .collect();
    let beyond = |account: &Account, until: i64| {
        let mut versions = account.versions.iter();
        versions.any(|version| about_stay(version.part) && version.known.position > until)
    };
    let needed = entry.accounts.iter().any(|account| {
        let cut = cuts.iter().find(|(id, _)| *id == account.id);
        cut.is_some_and(|(_, until)| beyond(account, *until))
    });
    needed.then(|| {
        let mut vouched = entry.clone();
        for account in &mut vouched.accounts {
            if let Some((_, until)) = cuts.iter().find(|(id, _)| *id == account.id) {
                account.versions.retain(|version| {
                    !about_stay(version.part) || version.known.position <= *until
                });
            }
        }
        vouched
    })
}
