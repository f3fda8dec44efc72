//! Ordinary residence immediately before each detention.

use async_graphql::Enum;

use super::shape::{Line, Passage, listed_part, same, shapes};
use crate::domain::part::residence as domain;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate};

/// What a council found about residence immediately before a detention (Mental Health Act 1983, s. 117(3)).
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::ResidenceOutcome")]
pub enum ResidenceOutcome {
    /// Ordinarily resident in the area of the council named.
    OrdinarilyResident,
    /// Resident in the area of the council named: the test before 1 April 2015.
    Resident,
    /// No settled residence anywhere: a finding, not a blank. The council named is where the person was resident or was sent on discharge.
    NoSettledResidence,
    /// The question was looked into and is not yet decided.
    Undetermined,
}

/// Under what a body had accommodated the person.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::PlacedUnder")]
pub enum PlacedUnder {
    /// As after-care under section 117 of the Mental Health Act 1983.
    AfterCare,
    /// In specified accommodation under Part 1 of the Care Act 2014 (s. 39(1)).
    CareAct,
    /// In NHS accommodation (Care Act 2014, s. 39(5)).
    Nhs,
    /// As a child, in accommodation that section 105(6) of the Children Act 1989 disregards.
    ChildrenAct,
}

same!(ResidenceOutcome PlacedUnder);

shapes! {
    /// That a body had placed the person where they lived. It decides nothing until section 46(3) of the Mental Health Act 2025 is in force.
    Placement "PlacementInput" of Placement {
        /// The council where the person is to be taken as ordinarily resident: the one whose duty it was, or that of the area they came from.
        by: OrganisationCode,
        /// Under what the person was accommodated.
        under: PlacedUnder,
    }

    /// A council's finding about residence immediately before one detention.
    ResidenceFinding "ResidenceFindingInput" of ResidenceFinding {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The day on which the detention began that the finding looks back from. The date may be partial.
        before: PartialDate,
        /// What the council found about the person's residence.
        finding: ResidenceOutcome,
        /// The council of the area that was found. Null means that none is named, which only `NO_SETTLED_RESIDENCE` and `UNDETERMINED` allow.
        council: Option<OrganisationCode>,
        /// That a body had placed the person there. Null means that they moved there themselves, or that it is not recorded.
        placed: Option<Placement>,
        /// The evidence on which the finding rests, at most 4,000 characters. Null means not recorded.
        evidence: Option<Passage>,
    }
}

shapes! {
    /// Which body was found responsible after a detention, by whoever determines a dispute: the Secretary of State between councils in England
    /// (Care Act 2014, s. 40; Mental Health Act 1983, s. 117(4)), NHS England between ICBs. From then on it decides.
    Determination "DeterminationInput" of Determination {
        /// The key that the recording organisation gives this item, the same each time the item is submitted.
        key: ItemKey,
        /// The day on which the detention began that the determination is about. The date may be partial.
        before: PartialDate,
        /// The body that was found responsible.
        body: OrganisationCode,
        /// The day of the determination. The date may be partial.
        on: PartialDate,
        /// The reference of the determination, at most 200 characters. Null means not recorded.
        reference: Option<Line>,
    }
}

listed_part! {
    /// Ordinary residence immediately before each detention, as a council finds it.
    Residence "ResidenceInput" {
        /// All findings recorded, each about one detention. The list is submitted whole: an item left out is named in `leftOut`.
        findings: [ResidenceFinding],
        /// The council that the recording organisation says is responsible; null means that none is named. Naming a council notifies it.
        claim: Option<OrganisationCode>,
        /// What was determined where councils disputed who is responsible. Like a finding, each is repeated or left out for a reason.
        #[graphql(default)]
        determinations: Vec<Determination>,
    }
}
