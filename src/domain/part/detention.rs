//! Spells in hospital as the hospital records them: the facts from which entitlement is derived (Mental Health Act 1983, s. 117(1)).
//!
//! Under which section the person was held is the legal basis, a part of its own, because not everyone who may know of a spell may
//! know of a court's order.

use serde::{Deserialize, Serialize};

use super::{
    Answer, Content, HOSPITALS, Keyed, LeftOut, Listed, check_items, in_order, not_in_the_future,
};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::organisation::Kind;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};

/// How the detention in a spell came to an end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EndReason {
    /// Discharged by the responsible clinician (s. 23).
    DischargedByClinician,
    /// Discharged by the hospital managers (s. 23).
    DischargedByManagers,
    /// Discharged by the nearest relative (s. 23, 25).
    DischargedByNearestRelative,
    /// Discharged by the Tribunal (s. 72 to 74).
    DischargedByTribunal,
    /// The authority lapsed.
    Expired,
    /// Transferred to another hospital (s. 19): not an exit.
    Transferred,
    /// Community treatment order (s. 17A).
    CommunityTreatmentOrder,
    /// Conditional discharge (s. 42, 73, 74).
    ConditionalDischarge,
    /// The person died.
    Died,
    /// Recorded as not known.
    Unknown,
}

/// A move to another hospital. It is not leaving hospital.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Transfer {
    /// The writer's key.
    pub key: ItemKey,
    /// On.
    pub on: PartialDate,
    /// To the hospital of this organisation.
    pub to: OrganisationCode,
}

/// Leave of absence (s. 17).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Leave {
    /// The writer's key.
    pub key: ItemKey,
    /// From.
    pub from: PartialDate,
    /// Until.
    pub until: Option<PartialDate>,
    /// Escorted.
    pub escorted: Option<Answer>,
    /// Overnight.
    pub overnight: Option<Answer>,
    /// Living elsewhere while on leave.
    pub residing_away: Option<Answer>,
}

/// A community treatment order (s. 17A), with its recall and end.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TreatmentOrder {
    /// The writer's key.
    pub key: ItemKey,
    /// From.
    pub from: PartialDate,
    /// Until.
    pub until: Option<PartialDate>,
    /// Recalled to hospital (s. 17E).
    pub recalled: Option<PartialDate>,
    /// Revoked (s. 17F).
    pub revoked: Option<PartialDate>,
}

/// A conditional discharge (s. 42, 73, 74).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ConditionalDischarge {
    /// On.
    pub on: PartialDate,
    /// Absolute discharge, which ends it.
    pub absolute: Option<PartialDate>,
}

/// One stay in the hospital of the organisation that records it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Spell {
    /// The writer's key.
    pub key: ItemKey,
    /// The organisation whose hospital it is.
    pub hospital: OrganisationCode,
    /// Admitted, or received from another hospital.
    pub start: PartialDate,
    /// The organisation from whose hospital the person came.
    pub from: Option<OrganisationCode>,
    /// The detention ended.
    pub end: Option<PartialDate>,
    /// How it ended.
    pub end_reason: Option<EndReason>,
    /// Moves to other hospitals.
    pub transfers: Vec<Transfer>,
    /// Left hospital: not the end of a section, and not a transfer.
    pub hospital_exit: Option<PartialDate>,
    /// Expected to leave hospital.
    pub expected_discharge: Option<PartialDate>,
    /// Leave of absence.
    pub leaves: Vec<Leave>,
    /// Community treatment orders.
    pub treatment_orders: Vec<TreatmentOrder>,
    /// Conditional discharge.
    pub conditional_discharge: Option<ConditionalDischarge>,
}

impl Spell {
    /// Whether an order or a discharge put the person out of hospital, subject to recall.
    pub const fn puts_out(&self) -> bool {
        !self.treatment_orders.is_empty() || self.conditional_discharge.is_some()
    }
}

macro_rules! keyed {
    ($($item:ty),*) => {$(
        impl Keyed for $item {
            fn key(&self) -> &ItemKey {
                &self.key
            }
        }
    )*};
}
keyed!(Spell, Transfer, Leave, TreatmentOrder);

/// The most community treatment orders of one spell.
const MOST_ORDERS: usize = 20;

/// The detention part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Detention {
    /// Spells, in any order.
    pub spells: Listed<Spell>,
}

impl Content for Detention {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.spells.check("spells", problems, |spell, problems| {
            let start = Some(spell.start);
            not_in_the_future("start", start, today, problems);
            not_in_the_future("end", spell.end, today, problems);
            not_in_the_future("hospitalExit", spell.hospital_exit, today, problems);
            in_order(start, "end", spell.end, "the spell began", problems);
            in_order(
                start,
                "hospitalExit",
                spell.hospital_exit,
                "the spell began",
                problems,
            );
            in_order(
                start,
                "expectedDischarge",
                spell.expected_discharge,
                "the spell began",
                problems,
            );
            check_items(
                &spell.transfers,
                "transfers",
                problems,
                |transfer, problems| {
                    not_in_the_future("on", Some(transfer.on), today, problems);
                    in_order(start, "on", Some(transfer.on), "the spell began", problems);
                },
            );
            check_items(&spell.leaves, "leaves", problems, |leave, problems| {
                in_order(start, "from", Some(leave.from), "the spell began", problems);
                in_order(
                    Some(leave.from),
                    "until",
                    leave.until,
                    "the leave began",
                    problems,
                );
            });
            if spell.treatment_orders.len() > MOST_ORDERS {
                problems.report_at(
                    "treatmentOrders",
                    ProblemCode::TooMany,
                    format_args!("at most {MOST_ORDERS} orders"),
                );
            }
            check_items(
                &spell.treatment_orders,
                "treatmentOrders",
                problems,
                |order, problems| {
                    not_in_the_future("from", Some(order.from), today, problems);
                    in_order(start, "from", Some(order.from), "the spell began", problems);
                    in_order(
                        Some(order.from),
                        "until",
                        order.until,
                        "the order began",
                        problems,
                    );
                    in_order(
                        Some(order.from),
                        "recalled",
                        order.recalled,
                        "the order began",
                        problems,
                    );
                    in_order(
                        order.recalled,
                        "revoked",
                        order.revoked,
                        "the recall",
                        problems,
                    );
                },
            );
            if let Some(discharge) = &spell.conditional_discharge {
                problems.within("conditionalDischarge", |problems| {
                    not_in_the_future("on", Some(discharge.on), today, problems);
                    in_order(start, "on", Some(discharge.on), "the spell began", problems);
                    in_order(
                        Some(discharge.on),
                        "absolute",
                        discharge.absolute,
                        "the conditional discharge",
                        problems,
                    );
                });
            }
        });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.spells.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.spells.left_out
    }

    fn organisations(&self) -> Vec<(String, &OrganisationCode, &'static [Kind])> {
        let mut named = Vec::new();
        for (index, spell) in self.spells.items.iter().enumerate() {
            let at = format!("spells[{index}]");
            named.push((format!("{at}.hospital"), &spell.hospital, HOSPITALS));
            named.extend(
                spell
                    .from
                    .iter()
                    .map(|code| (format!("{at}.from"), code, HOSPITALS)),
            );
            let transfers = spell.transfers.iter().enumerate();
            named.extend(
                transfers.map(|(index, one)| {
                    (format!("{at}.transfers[{index}].to"), &one.to, HOSPITALS)
                }),
            );
        }
        named
    }
}
