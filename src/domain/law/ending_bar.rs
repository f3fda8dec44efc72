//! # What stands in the way of an ending
//!
//! By the Act: decided before it began, on a community treatment order, without joint notice once that is law. By the Code and the
//! Ombudsmen's guidance: reasons that do not suffice (33.20 to 33.24), no evidence, the person not involved, accommodation not replaced.

use super::{
    CODE_33_20, GUIDANCE_ENDING, MHA_117_1, MHA_117_2, MHA_117_2_PROVISO, MHA_117_3, MHA_2025_46_2,
    Provision,
};

/// What stands in the way of an ending.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bar {
    /// Decided before the duty began.
    BeforeItBegan,
    /// The person is on a community treatment order.
    OnTreatmentOrder,
    /// The dates leave open whether the person was still on such an order.
    PerhapsOnTreatmentOrder,
    /// Which of several bodies owes the duty is not settled, and not all of them are satisfied.
    ResponsibilityOpen,
    /// The two bodies did not sign the same evidence.
    DifferentEvidence,
    /// No joint written notice was given to the person (from the commencement of section 46 of the Mental Health Act 2025).
    NoJointNotice,
    /// The reasons given do not suffice: none says that the need has ceased.
    ReasonsDoNotSuffice,
    /// No review or other evidence is named.
    NoEvidence,
    /// The person was not asked, or their views were not recorded.
    PersonNotInvolved,
    /// Accommodation provided as after-care is still in place and nothing follows it.
    AccommodationNotReplaced,
}

impl Bar {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::BeforeItBegan,
        Self::OnTreatmentOrder,
        Self::PerhapsOnTreatmentOrder,
        Self::ResponsibilityOpen,
        Self::DifferentEvidence,
        Self::NoJointNotice,
        Self::ReasonsDoNotSuffice,
        Self::NoEvidence,
        Self::PersonNotInvolved,
        Self::AccommodationNotReplaced,
    ];

    /// Whether the ending has no effect, rather than being open to doubt.
    pub const fn forbids(self) -> bool {
        match self {
            Self::BeforeItBegan
            | Self::OnTreatmentOrder
            | Self::DifferentEvidence
            | Self::NoJointNotice => true,
            Self::PerhapsOnTreatmentOrder
            | Self::ResponsibilityOpen
            | Self::ReasonsDoNotSuffice
            | Self::NoEvidence
            | Self::PersonNotInvolved
            | Self::AccommodationNotReplaced => false,
        }
    }

    /// Under what.
    pub const fn provision(self) -> &'static Provision {
        match self {
            Self::BeforeItBegan => &MHA_117_1,
            Self::OnTreatmentOrder | Self::PerhapsOnTreatmentOrder => &MHA_117_2_PROVISO,
            Self::ResponsibilityOpen => &MHA_117_3,
            Self::DifferentEvidence => &MHA_117_2,
            Self::NoJointNotice => &MHA_2025_46_2,
            Self::ReasonsDoNotSuffice => &CODE_33_20,
            Self::NoEvidence | Self::PersonNotInvolved | Self::AccommodationNotReplaced => {
                &GUIDANCE_ENDING
            }
        }
    }

    /// In a sentence.
    pub const fn says(self) -> &'static str {
        match self {
            Self::BeforeItBegan => {
                "The duty has not begun: the person has not, or had not, left hospital, and what has not begun cannot end."
            }
            Self::OnTreatmentOrder => {
                "The person is on a community treatment order, during which neither body can be satisfied that after-care is no longer needed."
            }
            Self::PerhapsOnTreatmentOrder => {
                "The dates leave open whether the person was still on a community treatment order."
            }
            Self::ResponsibilityOpen => {
                "Which of several bodies owes the duty is not settled, and not all of them are satisfied."
            }
            Self::DifferentEvidence => {
                "The council and the ICB did not sign the same evidence: what one of them signed has changed since."
            }
            Self::NoJointNotice => "The person has not been given joint notice in writing.",
            Self::ReasonsDoNotSuffice => {
                "The reasons given do not suffice: none says that the need for after-care has ceased."
            }
            Self::NoEvidence => "No review or other evidence is named.",
            Self::PersonNotInvolved => {
                "The person was not asked, or their views were not recorded."
            }
            Self::AccommodationNotReplaced => {
                "Accommodation provided as after-care is still in place, and nothing follows it."
            }
        }
    }
}
