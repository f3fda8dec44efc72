//! Where the person was ordinarily resident immediately before each detention, as a council finds it (s. 117(3)).

use serde::{Deserialize, Serialize};

use super::{Content, Keyed, LeftOut, Listed, not_in_the_future};
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
    /// On what evidence.
    pub evidence: Option<Text>,
}

impl Keyed for ResidenceFinding {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The residence part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Residence {
    /// Findings, in any order.
    pub findings: Listed<ResidenceFinding>,
    /// The council that the writer says is responsible.
    pub claim: Option<OrganisationCode>,
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
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.findings.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.findings.left_out
    }

    fn organisations(&self) -> Vec<(String, &OrganisationCode, &'static [Kind])> {
        let findings = self.findings.items.iter().enumerate();
        let councils = findings.filter_map(|(index, one)| {
            Some((format!("findings[{index}].council"), one.council.as_ref()?))
        });
        let claim = self.claim.as_ref().map(|code| ("claim".to_owned(), code));
        councils
            .chain(claim)
            .map(|(path, code)| (path, code, &[Kind::Council][..]))
            .collect()
    }
}
