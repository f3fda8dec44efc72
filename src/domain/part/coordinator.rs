//! Who coordinates the person's after-care, whatever the local title (Code of Practice 34.5), or why nobody does.

use serde::{Deserialize, Serialize};

use super::{Content, Keyed, LeftOut, Listed, in_order, not_in_the_future};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::organisation::Kind;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::Problems;
use crate::domain::text::Text;

/// One holder of the role. The register keeps roles, never names of staff.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coordination {
    /// The writer's key.
    pub key: ItemKey,
    /// The holder's role.
    pub role: Text,
    /// The holder's organisation.
    pub organisation: Option<OrganisationCode>,
    /// From.
    pub from: PartialDate,
    /// Until.
    pub until: Option<PartialDate>,
    /// Only for the time being.
    pub temporary: bool,
}

impl Keyed for Coordination {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// Why nobody holds the role.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VacancyReason {
    /// Nobody was ever appointed.
    Never,
    /// The last holder left.
    Left,
    /// The person declined what was offered.
    Declined,
    /// The person is not open to the team that appoints.
    NotOpenToTeam,
    /// A local policy bars whoever could.
    PolicyBar,
    /// Recorded as not known.
    Unknown,
}

/// A vacancy, recorded as such.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Vacancy {
    /// Why.
    pub reason: VacancyReason,
    /// Since.
    pub since: Option<PartialDate>,
    /// In the body's own words.
    pub note: Option<Text>,
}

/// The coordinator part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coordinator {
    /// Holders, in any order.
    pub holders: Listed<Coordination>,
    /// The vacancy, where there is one.
    pub vacancy: Option<Vacancy>,
}

impl Content for Coordinator {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.holders.check("holders", problems, |one, problems| {
            not_in_the_future("from", Some(one.from), today, problems);
            in_order(
                Some(one.from),
                "until",
                one.until,
                "the role began",
                problems,
            );
        });
        if let Some(vacancy) = &self.vacancy {
            problems.within("vacancy", |problems| {
                not_in_the_future("since", vacancy.since, today, problems);
            });
        }
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.holders.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.holders.left_out
    }

    fn organisations(&self) -> Vec<(String, &OrganisationCode, &'static [Kind])> {
        let holders = self.holders.items.iter().enumerate();
        holders
            .filter_map(|(index, one)| {
                Some((
                    format!("holders[{index}].organisation"),
                    one.organisation.as_ref()?,
                    &Kind::ALL[..],
                ))
            })
            .collect()
    }
}
