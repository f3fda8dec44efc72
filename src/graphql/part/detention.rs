//! Spells in hospital.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{Answer, LeftOut, Provenance, Published};
use crate::domain::part::detention as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate, show, show_some};

/// How a detention came to an end.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::EndReason", name = "DetentionEndReason")]
pub enum EndReason {
    /// Discharged by the responsible clinician (Mental Health Act 1983, s. 23).
    DischargedByClinician,
    /// Discharged by the hospital managers (Mental Health Act 1983, s. 23).
    DischargedByManagers,
    /// Discharged by the nearest relative (Mental Health Act 1983, s. 23, 25).
    DischargedByNearestRelative,
    /// Discharged by the Tribunal (Mental Health Act 1983, s. 72 to 74).
    DischargedByTribunal,
    /// The authority to detain the person lapsed.
    Expired,
    /// Transferred to another hospital (Mental Health Act 1983, s. 19), which is not leaving hospital.
    Transferred,
    /// Discharged on a community treatment order (Mental Health Act 1983, s. 17A).
    CommunityTreatmentOrder,
    /// Discharged subject to conditions (Mental Health Act 1983, s. 42, 73, 74).
    ConditionalDischarge,
    /// The detention ended because the person died.
    Died,
    /// Recorded as not known, which is not the same as not recorded.
    Unknown,
}

/// A move to another hospital. It is not leaving hospital, and it notifies the receiving organisation.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "TransferInput")]
pub struct Transfer {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// The day of the move. The date may be partial.
    pub on: PartialDate,
    /// The organisation to whose hospital the person was moved.
    pub to: OrganisationCode,
}

impl Transfer {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Transfer> {
        let Self { key, on, to } = self;
        let key = problems.read("key", &key);
        let on = problems.read("on", &on);
        let to = problems.read("to", &to);
        Some(domain::Transfer {
            key: key?,
            on: on?,
            to: to?,
        })
    }

    fn show(content: &domain::Transfer) -> Self {
        let domain::Transfer { key, on, to } = content;
        Self {
            key: show(key),
            on: show(on),
            to: show(to),
        }
    }
}

/// One leave of absence from hospital (Mental Health Act 1983, s. 17).
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "LeaveInput")]
pub struct Leave {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// The day the leave of absence began. The date may be partial.
    pub from: PartialDate,
    /// The day the leave of absence ended. The date may be partial; null means that no end is recorded.
    pub until: Option<PartialDate>,
    /// Whether the person was escorted while on leave. Null means not recorded.
    pub escorted: Option<Answer>,
    /// Whether the person was away overnight while on leave. Null means not recorded.
    pub overnight: Option<Answer>,
    /// Whether the person lived elsewhere while on leave. Null means not recorded.
    pub residing_away: Option<Answer>,
}

impl Leave {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Leave> {
        let Self {
            key,
            from,
            until,
            escorted,
            overnight,
            residing_away,
        } = self;
        let key = problems.read("key", &key);
        let from = problems.read("from", &from);
        let until = problems.read_some("until", until.as_ref());
        Some(domain::Leave {
            key: key?,
            from: from?,
            until: until?,
            escorted: escorted.map(Into::into),
            overnight: overnight.map(Into::into),
            residing_away: residing_away.map(Into::into),
        })
    }

    fn show(content: &domain::Leave) -> Self {
        let domain::Leave {
            key,
            from,
            until,
            escorted,
            overnight,
            residing_away,
        } = content;
        Self {
            key: show(key),
            from: show(from),
            until: show_some(until.as_ref()),
            escorted: escorted.map(Into::into),
            overnight: overnight.map(Into::into),
            residing_away: residing_away.map(Into::into),
        }
    }
}

/// A community treatment order (Mental Health Act 1983, s. 17A).
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "TreatmentOrderInput")]
pub struct TreatmentOrder {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// The day the community treatment order began. The date may be partial.
    pub from: PartialDate,
    /// The day the community treatment order ended. The date may be partial; null means that no end is recorded.
    pub until: Option<PartialDate>,
    /// The day the person was recalled to hospital (Mental Health Act 1983, s. 17E). The date may be partial; null means that none is
    /// recorded.
    pub recalled: Option<PartialDate>,
    /// The day the community treatment order was revoked (Mental Health Act 1983, s. 17F). The date may be partial; null means that none is
    /// recorded.
    pub revoked: Option<PartialDate>,
}

impl TreatmentOrder {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::TreatmentOrder> {
        let Self {
            key,
            from,
            until,
            recalled,
            revoked,
        } = self;
        let key = problems.read("key", &key);
        let from = problems.read("from", &from);
        let until = problems.read_some("until", until.as_ref());
        let recalled = problems.read_some("recalled", recalled.as_ref());
        let revoked = problems.read_some("revoked", revoked.as_ref());
        Some(domain::TreatmentOrder {
            key: key?,
            from: from?,
            until: until?,
            recalled: recalled?,
            revoked: revoked?,
        })
    }

    fn show(content: &domain::TreatmentOrder) -> Self {
        let domain::TreatmentOrder {
            key,
            from,
            until,
            recalled,
            revoked,
        } = content;
        Self {
            key: show(key),
            from: show(from),
            until: show_some(until.as_ref()),
            recalled: show_some(recalled.as_ref()),
            revoked: show_some(revoked.as_ref()),
        }
    }
}

/// A conditional discharge (Mental Health Act 1983, s. 42, 73, 74).
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "ConditionalDischargeInput")]
pub struct ConditionalDischarge {
    /// The day the person was conditionally discharged. The date may be partial.
    pub on: PartialDate,
    /// The day of absolute discharge, which ends the conditional discharge. The date may be partial; null means that none is recorded.
    pub absolute: Option<PartialDate>,
}

impl ConditionalDischarge {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::ConditionalDischarge> {
        let Self { on, absolute } = self;
        let on = problems.read("on", &on);
        let absolute = problems.read_some("absolute", absolute.as_ref());
        Some(domain::ConditionalDischarge {
            on: on?,
            absolute: absolute?,
        })
    }

    fn show(content: &domain::ConditionalDischarge) -> Self {
        let domain::ConditionalDischarge { on, absolute } = content;
        Self {
            on: show(on),
            absolute: show_some(absolute.as_ref()),
        }
    }
}

/// One stay in a hospital of the organisation that records it.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "SpellInput")]
pub struct Spell {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// The organisation whose hospital the person was in.
    pub hospital: OrganisationCode,
    /// The day the person was admitted, or received from another hospital. The date may be partial.
    pub start: PartialDate,
    /// The organisation from whose hospital the person came. Null means that none is recorded.
    pub from: Option<OrganisationCode>,
    /// The day the detention ended, which need not be the day the person left hospital. The date may be partial; null means that no end is
    /// recorded.
    pub end: Option<PartialDate>,
    /// How the detention came to an end. Null means not recorded.
    pub end_reason: Option<EndReason>,
    /// The person's moves from this hospital to other hospitals.
    #[graphql(default)]
    pub transfers: Vec<Transfer>,
    /// The day the person left hospital, which starts the duty (Mental Health Act 1983, s. 117(1)). A transfer is not leaving, and a day
    /// still to come belongs in `expectedDischarge`. The date may be partial; null means that leaving is not recorded.
    pub hospital_exit: Option<PartialDate>,
    /// The day the person is expected to leave hospital. The date may be partial; null means not recorded.
    pub expected_discharge: Option<PartialDate>,
    /// The person's leaves of absence during the stay (Mental Health Act 1983, s. 17).
    #[graphql(default)]
    pub leaves: Vec<Leave>,
    /// The community treatment orders made from this stay (Mental Health Act 1983, s. 17A).
    #[graphql(default)]
    pub treatment_orders: Vec<TreatmentOrder>,
    /// The conditional discharge from this stay (Mental Health Act 1983, s. 42, 73, 74). Null means that none is recorded.
    pub conditional_discharge: Option<ConditionalDischarge>,
}

impl Spell {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Spell> {
        let Self {
            key,
            hospital,
            start,
            from,
            end,
            end_reason,
            transfers,
            hospital_exit,
            expected_discharge,
            leaves,
            treatment_orders,
            conditional_discharge,
        } = self;
        let key = problems.read("key", &key);
        let hospital = problems.read("hospital", &hospital);
        let start = problems.read("start", &start);
        let from = problems.read_some("from", from.as_ref());
        let end = problems.read_some("end", end.as_ref());
        let transfers = problems.items("transfers", transfers, |problems, one| one.read(problems));
        let hospital_exit = problems.read_some("hospitalExit", hospital_exit.as_ref());
        let expected_discharge =
            problems.read_some("expectedDischarge", expected_discharge.as_ref());
        let leaves = problems.items("leaves", leaves, |problems, one| one.read(problems));
        let treatment_orders =
            problems.items("treatmentOrders", treatment_orders, |problems, one| {
                one.read(problems)
            });
        let conditional_discharge = match conditional_discharge {
            None => Some(None),
            Some(one) => problems
                .within("conditionalDischarge", |problems| one.read(problems))
                .map(Some),
        };
        Some(domain::Spell {
            key: key?,
            hospital: hospital?,
            start: start?,
            from: from?,
            end: end?,
            end_reason: end_reason.map(Into::into),
            transfers: transfers?,
            hospital_exit: hospital_exit?,
            expected_discharge: expected_discharge?,
            leaves: leaves?,
            treatment_orders: treatment_orders?,
            conditional_discharge: conditional_discharge?,
        })
    }

    fn show(content: &domain::Spell) -> Self {
        let domain::Spell {
            key,
            hospital,
            start,
            from,
            end,
            end_reason,
            transfers,
            hospital_exit,
            expected_discharge,
            leaves,
            treatment_orders,
            conditional_discharge,
        } = content;
        Self {
            key: show(key),
            hospital: show(hospital),
            start: show(start),
            from: show_some(from.as_ref()),
            end: show_some(end.as_ref()),
            end_reason: end_reason.map(Into::into),
            transfers: transfers.iter().map(Transfer::show).collect(),
            hospital_exit: show_some(hospital_exit.as_ref()),
            expected_discharge: show_some(expected_discharge.as_ref()),
            leaves: leaves.iter().map(Leave::show).collect(),
            treatment_orders: treatment_orders.iter().map(TreatmentOrder::show).collect(),
            conditional_discharge: conditional_discharge
                .as_ref()
                .map(ConditionalDischarge::show),
        }
    }
}

/// Spells in hospital: the facts from which entitlement is derived (Mental Health Act 1983, s. 117(1)).
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "DetentionInput")]
pub struct Detention {
    /// All spells in the hospitals of the recording organisation. The list is submitted whole: an item left out is named in `leftOut`.
    #[graphql(default)]
    pub spells: Vec<Spell>,
    /// The items of the last version that are not repeated here, each with the reason why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl Detention {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Detention> {
        let Self {
            spells,
            left_out,
            provenance: _,
        } = self;
        let spells = problems.listed("spells", spells, left_out, |problems, one| {
            one.read(problems)
        });
        Some(domain::Detention { spells: spells? })
    }

    fn show(content: &domain::Detention, provenance: Provenance) -> Self {
        let domain::Detention { spells } = content;
        Self {
            spells: spells.items.iter().map(Spell::show).collect(),
            left_out: Vec::new(),
            provenance,
        }
    }
}

impl Published for domain::Detention {
    type Shown = Detention;

    fn publish(&self, provenance: Provenance) -> Detention {
        Detention::show(self, provenance)
    }
}
