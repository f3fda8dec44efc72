//! Ordinary residence immediately before each detention.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{LeftOut, Provenance, Published};
use crate::domain::part::residence as domain;
use crate::domain::problem::Problems;
use crate::graphql::read::Reading;
use crate::graphql::scalar::{ItemKey, OrganisationCode, PartialDate, show, show_some};

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

/// That a body had placed the person where they lived. It decides nothing until section 46(3) of the Mental Health Act 2025 is in force.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "PlacementInput")]
pub struct Placement {
    /// The council where the person is to be taken as ordinarily resident: the one whose duty it was, or that of the area they came from.
    pub by: OrganisationCode,
    /// Under what the person was accommodated.
    pub under: PlacedUnder,
}

/// A council's finding about residence immediately before one detention.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "ResidenceFindingInput")]
pub struct ResidenceFinding {
    /// The key that the recording organisation gives this item, the same each time the item is submitted.
    pub key: ItemKey,
    /// The day on which the detention began that the finding looks back from. The date may be partial.
    pub before: PartialDate,
    /// What the council found about the person's residence.
    pub finding: ResidenceOutcome,
    /// The council of the area that was found. Null means that none is named, which only `NO_SETTLED_RESIDENCE` and `UNDETERMINED` allow.
    pub council: Option<OrganisationCode>,
    /// That a body had placed the person there. Null means that they moved there themselves, or that it is not recorded.
    pub placed: Option<Placement>,
    /// The evidence on which the finding rests, at most 4,000 characters. Null means not recorded.
    pub evidence: Option<String>,
}

impl ResidenceFinding {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::ResidenceFinding> {
        let Self {
            key,
            before,
            finding,
            council,
            placed,
            evidence,
        } = self;
        let key = problems.read("key", &key);
        let before = problems.read("before", &before);
        let council = problems.read_some("council", council.as_ref());
        let placed = match placed {
            None => Some(None),
            Some(Placement { by, under }) => problems.within("placed", |problems| {
                let by = problems.read("by", &by)?;
                let under = under.into();
                Some(Some(domain::Placement { by, under }))
            }),
        };
        let evidence = problems.passage_some("evidence", evidence.as_deref());
        Some(domain::ResidenceFinding {
            key: key?,
            before: before?,
            finding: finding.into(),
            council: council?,
            placed: placed?,
            evidence: evidence?,
        })
    }

    fn show(content: &domain::ResidenceFinding) -> Self {
        let domain::ResidenceFinding {
            key,
            before,
            finding,
            council,
            placed,
            evidence,
        } = content;
        Self {
            key: show(key),
            before: show(before),
            finding: (*finding).into(),
            council: show_some(council.as_ref()),
            placed: placed.as_ref().map(|one| Placement {
                by: show(&one.by),
                under: one.under.into(),
            }),
            evidence: evidence.as_ref().map(|text| text.as_str().to_owned()),
        }
    }
}

/// Ordinary residence immediately before each detention, as a council finds it.
#[derive(SimpleObject, InputObject, Clone, Debug)]
#[graphql(input_name = "ResidenceInput")]
pub struct Residence {
    /// All findings recorded, each about one detention. The list is submitted whole: an item left out is named in `leftOut`.
    #[graphql(default)]
    pub findings: Vec<ResidenceFinding>,
    /// The council that the recording organisation says is responsible; null means that none is named. Naming a council notifies it.
    pub claim: Option<OrganisationCode>,
    /// The items of the last version that are not repeated here, each with the reason why.
    #[graphql(default, skip_output)]
    pub left_out: Vec<LeftOut>,
    /// Where this version of the part came from: who wrote it, when, and from what source.
    #[graphql(skip_input)]
    pub provenance: Provenance,
}

impl Residence {
    /// Reads it, noting every problem.
    pub fn read(self, problems: &mut Problems) -> Option<domain::Residence> {
        let Self {
            findings,
            claim,
            left_out,
            provenance: _,
        } = self;
        let findings = problems.listed("findings", findings, left_out, |problems, one| {
            one.read(problems)
        });
        let claim = problems.read_some("claim", claim.as_ref());
        Some(domain::Residence {
            findings: findings?,
            claim: claim?,
        })
    }

    fn show(content: &domain::Residence, provenance: Provenance) -> Self {
        let domain::Residence { findings, claim } = content;
        Self {
            findings: findings.items.iter().map(ResidenceFinding::show).collect(),
            claim: show_some(claim.as_ref()),
            left_out: Vec::new(),
            provenance,
        }
    }
}

impl Published for domain::Residence {
    type Shown = Residence;

    fn publish(&self, provenance: Provenance) -> Residence {
        Residence::show(self, provenance)
    }
}
