//! Row to domain and back. Rows are taken apart whole, so that a new column is a compile error until it is dealt with; a row that
//! cannot be read names its table, column and id, and nothing of its content.

use chrono::DateTime;
use entity::{
    account_link, delegation, notification, notification_answer, organisation, part_version,
    succession,
};

use super::StoreError;
use crate::domain::code::OrganisationCode;
use crate::domain::entry::{
    Delegation, Membership, Moment, Notification, NotificationKind, Reply, Standing, Version,
    Withdrawal,
};
use crate::domain::id::{AccountId, NotificationId, VersionId};
use crate::domain::organisation::{Kind, Organisation, Succession};
use crate::domain::part::{Body, Part};
use crate::domain::partial_date::{self, Day};
use crate::domain::text::Text;

/// The newest form of the documents of parts. A release reads every earlier one.
pub const CODEC: i32 = 1;

pub fn moment(position: i64, at: i64) -> Result<Moment, StoreError> {
    let at = DateTime::from_timestamp_micros(at)
        .ok_or_else(|| StoreError::unreadable("*", "at", position))?;
    Ok(Moment { position, at })
}

pub fn code(
    table: &'static str,
    column: &'static str,
    id: impl std::fmt::Display,
    text: &str,
) -> Result<OrganisationCode, StoreError> {
    text.parse()
        .map_err(|_| StoreError::unreadable(table, column, id))
}

pub fn day(
    table: &'static str,
    column: &'static str,
    id: impl std::fmt::Display,
    text: &str,
) -> Result<Day, StoreError> {
    partial_date::day(text).map_err(|_| StoreError::unreadable(table, column, id))
}

pub const fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Stated => "stated",
        Standing::Proposed => "proposed",
        Standing::Withdrawn(Withdrawal::RecordedInError) => "withdrawn: recorded in error",
        Standing::Withdrawn(Withdrawal::WrongPerson) => "withdrawn: wrong person",
    }
}

fn standing(name: &str) -> Option<Standing> {
    [
        Standing::Stated,
        Standing::Proposed,
        Standing::Withdrawn(Withdrawal::RecordedInError),
        Standing::Withdrawn(Withdrawal::WrongPerson),
    ]
    .into_iter()
    .find(|one| standing_name(*one) == name)
}

pub const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Council => "council",
        Kind::Icb => "icb",
        Kind::Trust => "trust",
        Kind::Hospital => "hospital",
    }
}

pub fn version(row: part_version::Model) -> Result<Version, StoreError> {
    let part_version::Model {
        id,
        account_id: _,
        part,
        number,
        position,
        at,
        by_organisation,
        on_behalf_of,
        source,
        standing: stands,
        codec,
        body,
        salt: _,
        commitment,
    } = row;
    let unreadable = |column| StoreError::unreadable("part_version", column, id);
    let part = Part::named(&part).ok_or_else(|| unreadable("part"))?;
    if codec > CODEC {
        return Err(unreadable("codec"));
    }
    let body = body
        .map(|document| Body::decode(part, &document))
        .transpose()
        .map_err(|_| unreadable("body"))?;
    Ok(Version {
        id: VersionId(id),
        part,
        number: u32::try_from(number).map_err(|_| unreadable("number"))?,
        known: moment(position, at)?,
        by: code("part_version", "by_organisation", id, &by_organisation)?,
        on_behalf_of: on_behalf_of
            .map(|text| code("part_version", "on_behalf_of", id, &text))
            .transpose()?,
        source: source
            .map(Text::try_from)
            .transpose()
            .map_err(|_| unreadable("source"))?,
        standing: standing(&stands).ok_or_else(|| unreadable("standing"))?,
        body,
        commitment: commitment
            .try_into()
            .map_err(|_| unreadable("commitment"))?,
    })
}

pub fn membership(row: &account_link::Model) -> Result<Membership, StoreError> {
    let account_link::Model {
        account_id: _,
        entry_id: _,
        from_position,
        from_at,
        until_position,
        until_at,
        evidence: _,
        reason: _,
    } = row;
    let until = until_position
        .zip(*until_at)
        .map(|(position, at)| moment(position, at))
        .transpose()?;
    Ok(Membership {
        from: moment(*from_position, *from_at)?,
        until,
    })
}

pub fn notification(
    row: notification::Model,
    answers: &[notification_answer::Model],
) -> Result<Notification, StoreError> {
    let notification::Model {
        id,
        account_id,
        from_organisation,
        to_organisation,
        kind,
        due,
        position,
        at,
    } = row;
    let unreadable = |column| StoreError::unreadable("notification", column, id);
    let mut given: Vec<_> = answers
        .iter()
        .filter(|one| one.notification_id == id)
        .collect();
    given.sort_by_key(|one| one.position);
    Ok(Notification {
        id: NotificationId(id),
        account: AccountId(account_id),
        from: code("notification", "from_organisation", id, &from_organisation)?,
        to: code("notification", "to_organisation", id, &to_organisation)?,
        kind: NotificationKind::ALL
            .into_iter()
            .find(|one| one.name() == kind)
            .ok_or_else(|| unreadable("kind"))?,
        raised: moment(position, at)?,
        due: day("notification", "due", id, &due)?,
        answers: given.into_iter().map(answer).collect::<Result<_, _>>()?,
    })
}

fn answer(row: &notification_answer::Model) -> Result<(Reply, Moment), StoreError> {
    let notification_answer::Model {
        notification_id,
        reply,
        reason,
        position,
        at,
    } = row;
    let unreadable =
        |column| StoreError::unreadable("notification_answer", column, notification_id);
    let reply = match (reply.as_str(), reason.clone().map(Text::try_from)) {
        ("accepted", _) => Reply::Accepted,
        ("denied", Some(Ok(reason))) => Reply::Denied(reason),
        _ => return Err(unreadable("reply")),
    };
    Ok((reply, moment(*position, *at)?))
}

pub fn delegation(row: delegation::Model) -> Result<Delegation, StoreError> {
    let delegation::Model {
        id,
        from_organisation,
        to_organisation,
        part,
        starts,
        ends,
        position,
        at,
    } = row;
    Ok(Delegation {
        from: code("delegation", "from_organisation", id, &from_organisation)?,
        to: code("delegation", "to_organisation", id, &to_organisation)?,
        part: Part::named(&part).ok_or_else(|| StoreError::unreadable("delegation", "part", id))?,
        starts: day("delegation", "starts", id, &starts)?,
        ends: ends
            .map(|text| day("delegation", "ends", id, &text))
            .transpose()?,
        known: moment(position, at)?,
    })
}

pub fn organisation(row: organisation::Model) -> Result<Organisation, StoreError> {
    let organisation::Model {
        code: text,
        kind,
        name,
        opened,
        closed,
        unverified,
    } = row;
    Ok(Organisation {
        code: code("organisation", "code", &text, &text)?,
        kind: Kind::ALL
            .into_iter()
            .find(|one| kind_name(*one) == kind)
            .ok_or_else(|| StoreError::unreadable("organisation", "kind", &text))?,
        name,
        opened: opened
            .map(|one| day("organisation", "opened", &text, &one))
            .transpose()?,
        closed: closed
            .map(|one| day("organisation", "closed", &text, &one))
            .transpose()?,
        unverified,
    })
}

pub fn succession(row: &succession::Model) -> Result<Succession, StoreError> {
    let succession::Model {
        predecessor,
        successor,
        on_day,
    } = row;
    Ok(Succession {
        predecessor: code("succession", "predecessor", predecessor, predecessor)?,
        successor: code("succession", "successor", predecessor, successor)?,
        on: day("succession", "on_day", predecessor, on_day)?,
    })
}
