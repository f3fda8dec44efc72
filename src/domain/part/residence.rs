//! Where the person was ordinarily resident immediately before each detention, as a council finds it (s. 117(3)).

use serde::{Deserialize, Serialize};

use super::{Content, Keyed, LeftOut, Listed, Named, check_items, in_order, not_in_the_future};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::organisation::Kind;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

/// What a council found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ResidenceOutcome {
    /// Ordinarily resident in the area of the council named (s. 117(3)(a), (b), from 1 April 2015).
    OrdinarilyResident,
    /// Resident in the area of the council named (s. 117(3) before 1 April 2015).
    Resident,
    /// No settled residence anywhere: a finding, not a blank (s. 117(3)(c)). The council named is where the person was resident or
    /// to where the hospital sent them on discharge.
    NoSettledResidence,
    /// Looked into and not yet decided: recorded as unknown.
    Undetermined,
}

impl ResidenceOutcome {
    /// The words for it in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OrdinarilyResident => "ordinarily resident",
            Self::Resident => "resident",
            Self::NoSettledResidence => "no settled residence",
            Self::Undetermined => "left undetermined",
        }
    }
}

/// Under what a person was accommodated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlacedUnder {
    /// As after-care under section 117.
    AfterCare,
    /// Specified accommodation under Part 1 of the Care Act 2014 (s. 39(1)).
    CareAct,
    /// NHS accommodation (Care Act 2014, s. 39(5)).
    Nhs,
    /// As a child, in accommodation that section 105(6) of the Children Act 1989 disregards.
    ChildrenAct,
}

/// That a body had placed the person where they lived. It matters only once section 46(3) of the Mental Health Act 2025 is in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Placement {
    /// The council where the person is taken to be ordinarily resident: the one whose duty it was, or of the area they came from.
    pub by: OrganisationCode,
    /// Under what.
    pub under: PlacedUnder,
}

/// A finding about the time immediately before one detention.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResidenceFinding {
    /// The writer's key.
    pub key: ItemKey,
    /// The day the detention began that it looks back from.
    pub before: PartialDate,
    /// What was found.
    pub finding: ResidenceOutcome,
    /// The council of the area.
    pub council: Option<OrganisationCode>,
    /// That a body had placed the person there; none when they moved themselves, or it is not recorded.
    pub placed: Option<Placement>,
    /// On what evidence.
    pub evidence: Option<Text>,
}

impl Keyed for ResidenceFinding {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// Who was found responsible after a detention by whoever determines a dispute: the Secretary of State between councils in England (Care Act
/// 2014, s. 40, applied by s. 117(4)), NHS England between ICBs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Determination {
    /// The writer's key.
    pub key: ItemKey,
    /// The day the detention began that it is about.
    pub before: PartialDate,
    /// The body found responsible.
    pub body: OrganisationCode,
    /// Determined on.
    pub on: PartialDate,
    /// Its reference.
    pub reference: Option<Text>,
}

impl Keyed for Determination {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// Checks determinations at their own paths.
pub fn check_determinations(all: &[Determination], today: Day, problems: &mut Problems) {
    check_items(all, "determinations", problems, |one, problems| {
        not_in_the_future("on", Some(one.on), today, problems);
        in_order(
            Some(one.before),
            "on",
            Some(one.on),
            "the detention began",
            problems,
        );
    });
}

/// The bodies that determinations name.
pub fn determined<'a>(
    all: &'a [Determination],
    kinds: &'static [Kind],
) -> impl Iterator<Item = Named<'a>> {
    let each = all.iter().enumerate();
    each.map(move |(index, one)| (format!("determinations[{index}].body"), &one.body, kinds))
}

/// The residence part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Residence {
    /// Findings, in any order.
    pub findings: Listed<ResidenceFinding>,
    /// The council that the writer says is responsible.
    pub claim: Option<OrganisationCode>,
    /// What was determined where councils disputed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub determinations: Vec<Determination>,
}

impl Content for Residence {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.findings
            .check("findings", problems, |finding, problems| {
                not_in_the_future("before", Some(finding.before), today, problems);
                let needs_a_council = match finding.finding {
                    ResidenceOutcome::OrdinarilyResident | ResidenceOutcome::Resident => true,
                    ResidenceOutcome::NoSettledResidence | ResidenceOutcome::Undetermined => false,
                };
                if needs_a_council && finding.council.is_none() {
                    problems.report_at(
                        "council",
                        ProblemCode::Missing,
                        "name the council of the area",
                    );
                }
            });
        check_determinations(&self.determinations, today, problems);
    }

    fn keys(&self) -> Vec<&ItemKey> {
        let determined = self.determinations.iter().map(Keyed::key);
        self.findings.keys().into_iter().chain(determined).collect()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.findings.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let findings = self.findings.items.iter().enumerate();
        let councils = findings.filter_map(|(index, one)| {
            Some((format!("findings[{index}].council"), one.council.as_ref()?))
        });
        let placing = self.findings.items.iter().enumerate();
        let placing = placing.filter_map(|(index, one)| {
            Some((
                format!("findings[{index}].placed.by"),
                &one.placed.as_ref()?.by,
            ))
        });
        let claim = self.claim.as_ref().map(|code| ("claim".to_owned(), code));
        councils
            .chain(placing)
            .chain(claim)
            .map(|(path, code)| (path, code, &[Kind::Council][..]))
            .chain(determined(&self.determinations, &[Kind::Council]))
            .collect()
    }
}
