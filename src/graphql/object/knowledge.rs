//! Who knew of the entitlement, since when and from what.

use async_graphql::{Enum, ID, SimpleObject};

use super::organisation::Organisation;
use crate::domain::knowledge::{self as domain, Source};
use crate::domain::organisation::Organisations;
use crate::graphql::scalar::{DateTime, PartialDate, instant, show, show_some};

/// From what it shows that an organisation knew of the entitlement.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum KnowledgeSource {
    /// Its own record of a qualifying detention in its own hospital.
    OwnHospital,
    /// Its own word, in its position, that it has known since then.
    OwnWord,
    /// Its own position, written down in the register.
    Submission,
    /// Its answer to a notification.
    Answer,
    /// Its first reading of the entry.
    Reading,
}

/// Something from which it shows that an organisation knew.
#[derive(SimpleObject, Debug)]
pub struct KnowledgeSign {
    /// The day since which it shows that the organisation knew. The date may be partial.
    pub since: PartialDate,
    /// What it is that shows it.
    pub source: KnowledgeSource,
    /// The opaque id of the notification that was answered. Null means that it was not an answer.
    pub notification_id: Option<ID>,
    /// The moment at which the register learnt it, in UTC. Null means that it follows from a record of detention.
    pub recorded_at: Option<DateTime>,
}

/// What one organisation knew of the entitlement, and when it was told.
#[derive(SimpleObject, Debug)]
pub struct Knowledge {
    /// The organisation that knew, or was told.
    pub organisation: Organisation,
    /// The day on which it first knew, as far as anything shows. The date may be partial; null means that nothing shows that it did.
    pub first_knew: Option<PartialDate>,
    /// The moment at which it was first notified, in UTC. Being notified is not knowing. Null means that nobody notified it.
    pub first_notified_at: Option<DateTime>,
    /// Everything that shows that it knew, earliest first.
    pub signs: Vec<KnowledgeSign>,
}

impl Knowledge {
    /// Knowledge as it is published.
    pub fn of(one: &domain::Knowledge, organisations: &Organisations) -> Self {
        let sign = |sign: &domain::Sign| KnowledgeSign {
            since: show(&sign.since),
            source: match sign.source {
                Source::OwnHospital => KnowledgeSource::OwnHospital,
                Source::OwnWord => KnowledgeSource::OwnWord,
                Source::Submission(_) => KnowledgeSource::Submission,
                Source::Answer(_) => KnowledgeSource::Answer,
                Source::Reading => KnowledgeSource::Reading,
            },
            notification_id: match sign.source {
                Source::Answer(id) => Some(ID(id.to_string())),
                Source::OwnHospital | Source::OwnWord | Source::Submission(_) | Source::Reading => {
                    None
                }
            },
            recorded_at: sign.recorded.map(|known| instant(known.at)),
        };
        Self {
            organisation: Organisation::of(organisations, &one.body),
            first_knew: show_some(one.first.as_ref()),
            first_notified_at: one.told.map(|known| instant(known.at)),
            signs: one.signs.iter().map(sign).collect(),
        }
    }
}
