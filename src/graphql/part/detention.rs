//! Spells in hospital.

use async_graphql::Enum;

use super::Answer;
use super::shape::{listed_part, same, shapes};
use crate::domain::part::detention as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate};

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

same!(EndReason);

shapes! {
    /// A move to another hospital. It is not leaving hospital, and it notifies the receiving organisation.
    Transfer "TransferInput" of Transfer {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The day of the move. The date may be partial.
        on: PartialDate,
        /// The organisation to whose hospital the person was moved.
        to: OrganisationCode,
    }

    /// One leave of absence from hospital (Mental Health Act 1983, s. 17).
    Leave "LeaveInput" of Leave {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The day the leave of absence began. The date may be partial.
        from: PartialDate,
        /// The day the leave of absence ended. The date may be partial; null means that no end is recorded.
        until: Option<PartialDate>,
        /// Whether the person was escorted while on leave. Null means not recorded.
        escorted: Option<Answer>,
        /// Whether the person was away overnight while on leave. Null means not recorded.
        overnight: Option<Answer>,
        /// Whether the person lived elsewhere while on leave. Null means not recorded.
        residing_away: Option<Answer>,
    }

    /// A community treatment order (Mental Health Act 1983, s. 17A).
    TreatmentOrder "TreatmentOrderInput" of TreatmentOrder {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The day the community treatment order began. The date may be partial.
        from: PartialDate,
        /// The day the community treatment order ended. The date may be partial; null means that no end is recorded.
        until: Option<PartialDate>,
        /// The day the person was recalled to hospital (Mental Health Act 1983, s. 17E). The date may be partial; null means that none is
        /// recorded.
        recalled: Option<PartialDate>,
        /// The day the community treatment order was revoked (Mental Health Act 1983, s. 17F). The date may be partial; null means that none is
        /// recorded.
        revoked: Option<PartialDate>,
    }

    /// A conditional discharge (Mental Health Act 1983, s. 42, 73, 74).
    ConditionalDischarge "ConditionalDischargeInput" of ConditionalDischarge {
        /// The day the person was conditionally discharged. The date may be partial.
        on: PartialDate,
        /// The day of absolute discharge, which ends the conditional discharge. The date may be partial; null means that none is recorded.
        absolute: Option<PartialDate>,
    }

    /// One stay in a hospital of the organisation that records it.
    Spell "SpellInput" of Spell {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The organisation whose hospital the person was in.
        hospital: OrganisationCode,
        /// The day the person was admitted, or received from another hospital. The date may be partial.
        start: PartialDate,
        /// The organisation from whose hospital the person came. Null means that none is recorded.
        from: Option<OrganisationCode>,
        /// The day the detention ended, which need not be the day the person left hospital. The date may be partial; null means that no end is
        /// recorded.
        end: Option<PartialDate>,
        /// How the detention came to an end. Null means not recorded.
        end_reason: Option<EndReason>,
        /// The person's moves from this hospital to other hospitals.
        #[graphql(default)]
        transfers: Vec<Transfer>,
        /// The day the person left hospital, which starts the duty (Mental Health Act 1983, s. 117(1)). A transfer is not leaving, and a day
        /// still to come belongs in `expectedDischarge`. The date may be partial; null means that leaving is not recorded.
        hospital_exit: Option<PartialDate>,
        /// The day the person is expected to leave hospital. The date may be partial; null means not recorded.
        expected_discharge: Option<PartialDate>,
        /// The person's leaves of absence during the stay (Mental Health Act 1983, s. 17).
        #[graphql(default)]
        leaves: Vec<Leave>,
        /// The community treatment orders made from this stay (Mental Health Act 1983, s. 17A).
        #[graphql(default)]
        treatment_orders: Vec<TreatmentOrder>,
        /// The conditional discharge from this stay (Mental Health Act 1983, s. 42, 73, 74). Null means that none is recorded.
        conditional_discharge: Option<ConditionalDischarge>,
    }
}

listed_part! {
    /// Spells in hospital: the facts from which entitlement is derived (Mental Health Act 1983, s. 117(1)).
    Detention "DetentionInput" {
        /// All spells in the hospitals of the recording organisation. The list is submitted whole: an item left out is named in `leftOut`.
        spells: [Spell],
    }
}
