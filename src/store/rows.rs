//! Rows as they are stored, from what the domain holds: the same whether one is written or many.

use entity::{
    account, account_key, account_link, change, entry, entry_party, notification,
    notification_answer, part_version, party_discrepancy,
};
use sea_orm::ActiveValue::Set;
use sha2::{Digest, Sha256};

use super::codec::{CODEC, standing_name};
use super::{PartyDiscrepancy, PartyRow, StoreError};
use crate::domain::code::{LocalId, OrganisationCode};
use crate::domain::discrepancy::Severity;
use crate::domain::entry::{Moment, Notification, Reply, Version};
use crate::domain::id::{AccountId, EntryId, NotificationId};
use crate::domain::part::Body;
use crate::domain::part::identity::Identity;

pub fn entry(id: EntryId, salt: [u8; 16], known: Moment) -> entry::ActiveModel {
    entry::ActiveModel {
        id: Set(id.0),
        position: Set(known.position),
        salt: Set(salt.to_vec()),
    }
}

pub fn account(
    id: AccountId,
    owner: &OrganisationCode,
    local_id: &LocalId,
    known: Moment,
) -> account::ActiveModel {
    account::ActiveModel {
        id: Set(id.0),
        organisation: Set(owner.to_string()),
        local_id: Set(local_id.to_string()),
        position: Set(known.position),
    }
}

pub fn link(
    account: AccountId,
    to: EntryId,
    evidence: &str,
    reason: Option<String>,
    known: Moment,
) -> account_link::ActiveModel {
    account_link::ActiveModel {
        account_id: Set(account.0),
        entry_id: Set(to.0),
        from_position: Set(known.position),
        from_at: Set(known.at.timestamp_micros()),
        until_position: Set(None),
        until_at: Set(None),
        evidence: Set(evidence.to_owned()),
        reason: Set(reason),
    }
}

/// A version, and the commitment to its content under this salt.
pub fn version(
    account: AccountId,
    version: &Version,
    salt: [u8; 16],
) -> Result<(part_version::ActiveModel, [u8; 32]), StoreError> {
    let Version {
        id,
        part,
        number,
        known,
        by,
        on_behalf_of,
        source,
        standing,
        body,
        commitment: _,
    } = version;
    let document = body
        .as_ref()
        .map(Body::encode)
        .transpose()
        .map_err(StoreError::Encode)?;
    let commitment: [u8; 32] = Sha256::new()
        .chain_update(salt)
        .chain_update(document.as_deref().unwrap_or_default())
        .finalize()
        .into();
    let row = part_version::ActiveModel {
        id: Set(id.0),
        account_id: Set(account.0),
        part: Set(part.name().to_owned()),
        number: Set(i32::try_from(*number).unwrap_or(i32::MAX)),
        position: Set(known.position),
        at: Set(known.at.timestamp_micros()),
        by_organisation: Set(by.to_string()),
        on_behalf_of: Set(on_behalf_of.as_ref().map(ToString::to_string)),
        source: Set(source.as_ref().map(|text| text.as_str().to_owned())),
        standing: Set(standing_name(*standing).to_owned()),
        codec: Set(CODEC),
        body: Set(document),
        salt: Set(salt.to_vec()),
        commitment: Set(commitment.to_vec()),
    };
    Ok((row, commitment))
}

pub fn key(
    owner: &OrganisationCode,
    account: AccountId,
    identity: &Identity,
) -> account_key::ActiveModel {
    let number = identity.nhs_number.as_ref();
    account_key::ActiveModel {
        account_id: Set(account.0),
        organisation: Set(owner.to_string()),
        nhs_number: Set(number.map(|number| number.as_str().to_owned())),
        born: Set(identity.exact_birth().map(|born| born.to_string())),
        initial: Set(identity.initial().map(|initial| initial.to_string())),
    }
}

pub fn notification(one: &Notification) -> notification::ActiveModel {
    let Notification {
        id,
        account,
        from,
        to,
        kind,
        raised,
        due,
        answers: _,
    } = one;
    notification::ActiveModel {
        id: Set(id.0),
        account_id: Set(account.0),
        from_organisation: Set(from.to_string()),
        to_organisation: Set(to.to_string()),
        kind: Set(kind.name().to_owned()),
        due: Set(due.to_string()),
        position: Set(raised.position),
        at: Set(raised.at.timestamp_micros()),
    }
}

pub fn answer(
    to: NotificationId,
    reply: &Reply,
    known: Moment,
) -> notification_answer::ActiveModel {
    let (name, reason) = match reply {
        Reply::Accepted => ("accepted", None),
        Reply::Denied(reason) => ("denied", Some(reason.as_str().to_owned())),
    };
    notification_answer::ActiveModel {
        notification_id: Set(to.0),
        reply: Set(name.to_owned()),
        reason: Set(reason),
        position: Set(known.position),
        at: Set(known.at.timestamp_micros()),
    }
}

pub fn change(
    what: &str,
    entry: EntryId,
    account: Option<AccountId>,
    known: Moment,
    ordinal: i32,
) -> change::ActiveModel {
    change::ActiveModel {
        position: Set(known.position),
        ordinal: Set(ordinal),
        at: Set(known.at.timestamp_micros()),
        what: Set(what.to_owned()),
        entry_id: Set(entry.0),
        account_id: Set(account.map(|id| id.0)),
    }
}

/// Sorts after every severity.
const NOTHING_STANDS: i32 = 9;
/// Sorts after every day on which something is due.
const NOTHING_DUE: &str = "9999-12-31";

/// A severity as it is stored: 1 is the gravest.
pub fn severity(severity: Severity) -> i32 {
    i32::from(severity as u8) + 1
}

pub fn party(entry: EntryId, row: PartyRow) -> entry_party::ActiveModel {
    let PartyRow {
        organisation,
        from,
        until,
        relation,
        worst,
        next_due,
    } = row;
    entry_party::ActiveModel {
        entry_id: Set(entry.0),
        organisation: Set(organisation.to_string()),
        from_day: Set(from.to_string()),
        until_day: Set(until.map(|day| day.to_string())),
        relation: Set(relation.name().to_owned()),
        worst: Set(worst.map_or(NOTHING_STANDS, severity)),
        next_due: Set(next_due.map_or_else(|| NOTHING_DUE.to_owned(), |day| day.to_string())),
    }
}

pub fn seen(entry: EntryId, row: PartyDiscrepancy) -> party_discrepancy::ActiveModel {
    let PartyDiscrepancy {
        organisation,
        id,
        from,
        until,
        rule,
        severity,
        acting,
    } = row;
    party_discrepancy::ActiveModel {
        id: Set(id.0),
        entry_id: Set(entry.0),
        organisation: Set(organisation.to_string()),
        from_day: Set(from.to_string()),
        until_day: Set(until.map(|day| day.to_string())),
        rule: Set(rule.map(ToOwned::to_owned)),
        severity: Set(self::severity(severity)),
        acting: Set(acting),
    }
}
