//! Recording what was determined.

use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::entry::{Account, Entry};
use crate::domain::facts::Facts;
use crate::domain::law::CARE_ACT_40_1;
use crate::domain::part::dispute::{DisputeKind, DisputeStage};
use crate::domain::part::registration::Registration;
use crate::domain::part::residence::{Determination, Residence};
use crate::domain::part::{Body, Listed};
use crate::domain::partial_date::PartialDate;
use crate::domain::problem::ProblemCode;
use crate::domain::text::Text;

use super::super::Refused;
use super::{open, own, with};

/// Who was found responsible.
#[derive(Clone, Debug)]
pub struct Determine {
    /// The body.
    pub responsible: OrganisationCode,
    /// On.
    pub on: PartialDate,
    /// The reference.
    pub reference: Option<Text>,
}

/// Records what was determined: in the dispute, and as a determination about the detention, which from now on decides.
pub fn determine(
    entry: &Entry,
    by: &OrganisationCode,
    key: &ItemKey,
    found: &Determine,
) -> Result<Vec<Body>, Refused> {
    let (whole, mut item) = open(entry, by, key)?;
    if whole.kind == DisputeKind::Councils && whole.referred.is_none() {
        return Err(Refused::law(
            &CARE_ACT_40_1,
            "It has not been referred for determination.",
        ));
    }
    if !whole
        .parties
        .iter()
        .any(|one| one.organisation == found.responsible)
    {
        return Err(Refused::problem(
            "responsible",
            ProblemCode::UnknownOrganisation,
            "a party to the dispute belongs here",
        ));
    }
    item.stage = DisputeStage::Determined;
    item.determined = Some(found.on);
    item.referred = item.referred.or(whole.referred);
    item.responsible = Some(found.responsible.clone());
    item.reference.clone_from(&found.reference);
    let mut bodies = vec![with(entry, by, item)];
    let facts = Facts::of(entry);
    let detained = facts
        .episodes
        .last()
        .and_then(|one| one.stay.detained_from());
    if let Some(before) = detained {
        let determination = Determination {
            key: key.clone(),
            before,
            body: found.responsible.clone(),
            on: found.on,
            reference: found.reference.clone(),
        };
        bodies.extend(decided(entry, by, whole.kind, determination));
    }
    Ok(bodies)
}

/// The part in which a determination decides; none for a dispute about money.
fn decided(
    entry: &Entry,
    by: &OrganisationCode,
    kind: DisputeKind,
    determination: Determination,
) -> Option<Body> {
    let account = own(entry, by);
    match kind {
        DisputeKind::Councils | DisputeKind::EnglandAndWales => {
            let before = account.and_then(Account::stated::<Residence>).cloned();
            let mut part = before.unwrap_or_else(|| Residence {
                findings: Listed::of(Vec::new()),
                claim: None,
                determinations: Vec::new(),
            });
            part.determinations
                .retain(|one| one.key != determination.key);
            part.determinations.push(determination);
            Some(part.into())
        }
        DisputeKind::Icbs => {
            let before = account.and_then(Account::stated::<Registration>).cloned();
            let mut part = before.unwrap_or_else(|| Registration {
                registrations: Listed::of(Vec::new()),
                claim: None,
                nhs_england: None,
                determinations: Vec::new(),
            });
            part.determinations
                .retain(|one| one.key != determination.key);
            part.determinations.push(determination);
            Some(part.into())
        }
        DisputeKind::Funding | DisputeKind::Unknown => None,
    }
}
