//! Whose duty after-care is, and since when.

use async_graphql::{Enum, SimpleObject};

use super::finding::{Grade, Grounds};
use super::organisation::{Kind, Organisation};
use crate::access::{Answers, SeenDuty};
use crate::domain::code::OrganisationCode;
use crate::domain::law::{Finding, Responsible, s117_2};
use crate::domain::organisation::{self, Organisations};
use crate::graphql::scalar::{PartialDate, show_some};

/// How the duty of a body stands.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "s117_2::Status")]
pub enum DutyStatus {
    /// The person is detained under a qualifying section, and after-care must be planned.
    Prospective,
    /// The duty is owed on this day.
    Owed,
    /// The person is in hospital again under a qualifying section: the duty resumes on leaving.
    InHospital,
    /// The duty was passed on by a further qualifying detention, without decision and without fault (`[2023] UKSC 31`).
    Superseded,
    /// The duty ended: the ICB and the council were both satisfied that after-care was no longer needed.
    Ended,
    /// The person has died, which ends services but not claims.
    Deceased,
    /// The accounts or their dates leave open whether the duty is owed on this day.
    DeterminationNeeded,
}

/// Which body is responsible, and why.
#[derive(SimpleObject, Debug)]
pub struct Responsibility {
    /// The body that is responsible. Null means that the law and the facts do not settle on one.
    pub body: Option<Organisation>,
    /// Whether NHS England itself is responsible (SI 2022/635, reg. 8).
    pub nhs_england: bool,
    /// The bodies that may be responsible, where a determination is needed or the record does not say: those the law leaves, and those that
    /// accounts name.
    pub candidates: Vec<Organisation>,
    /// What the record would have to say to settle it. Null means that no missing fact is named.
    pub missing: Option<&'static str>,
    /// Why the answer is so.
    #[graphql(flatten)]
    pub grounds: Grounds,
    /// How much of the answer you are given.
    pub grade: Grade,
}

impl Responsibility {
    fn of(
        found: &Finding<Responsible>,
        named: &[OrganisationCode],
        grade: Grade,
        organisations: &Organisations,
    ) -> Self {
        let mut candidates = named.to_vec();
        let (mut missing, mut nhs_england) = (None, false);
        match &found.outcome {
            Responsible::Is(_) => {}
            Responsible::NhsEngland => nhs_england = true,
            Responsible::DeterminationNeeded(several) => candidates.extend(several.iter().cloned()),
            Responsible::CannotTell(what) => missing = Some(*what),
        }
        candidates.sort_unstable();
        candidates.dedup();
        let named = |code: &OrganisationCode| Organisation::of(organisations, code);
        Self {
            body: found.outcome.body().map(named),
            nhs_england,
            candidates: candidates.iter().map(named).collect(),
            missing,
            grounds: Grounds::of(found, organisations),
            grade,
        }
    }
}

/// The duty of one body (Mental Health Act 1983, s. 117(2)). Council and ICB are answered apart: a difference of area is no error.
#[derive(SimpleObject, Debug)]
pub struct Duty {
    /// Whether it is a council's duty or an ICB's.
    pub kind: Kind,
    /// Whose duty it is.
    #[graphql(flatten)]
    pub responsible: Responsibility,
    /// How the duty stands on the day asked about.
    pub status: DutyStatus,
    /// The day since which the duty is owed: that of leaving hospital. The date may be partial; null means that leaving is not recorded.
    pub since: Option<PartialDate>,
    /// The day the duty ended, by a further qualifying detention, by both bodies' decision or by death. The date may be partial; null means
    /// that no end is recorded.
    pub until: Option<PartialDate>,
}

impl Duty {
    /// A duty as it is published.
    pub fn of(seen: &SeenDuty, organisations: &Organisations) -> Self {
        let s117_2::Duty {
            kind,
            responsible,
            payer: _,
            status,
            since,
            until,
        } = &seen.duty;
        Self {
            kind: (*kind).into(),
            responsible: Responsibility::of(
                responsible,
                &seen.named,
                seen.grade.into(),
                organisations,
            ),
            status: (*status).into(),
            since: show_some(since.as_ref()),
            until: show_some(until.as_ref()),
        }
    }
}

/// Which council is responsible (Mental Health Act 1983, s. 117(3)), and which were before.
#[derive(SimpleObject, Debug)]
pub struct ResponsibleCouncil {
    /// The council responsible after the latest qualifying detention that had begun by the day asked about.
    #[graphql(flatten)]
    pub responsible: Responsibility,
    /// Every council's duty by that day, earliest first.
    pub history: Vec<Duty>,
}

/// Which ICB is responsible and which pays: two questions, which had two answers from 1 September 2020 to 30 June 2022.
#[derive(SimpleObject, Debug)]
pub struct ResponsibleIcb {
    /// The ICB, CCG or PCT whose duty it is.
    pub statutory: Responsibility,
    /// The ICB, CCG or PCT that pays.
    pub payer: Responsibility,
    /// Every ICB's duty by the day asked about, earliest first.
    pub history: Vec<Duty>,
}

fn history(
    answers: &Answers,
    kind: organisation::Kind,
    organisations: &Organisations,
) -> Vec<Duty> {
    answers
        .of(kind)
        .map(|seen| Duty::of(seen, organisations))
        .collect()
}

impl ResponsibleCouncil {
    /// The council as it is published; none when no duty had begun.
    pub fn of(answers: &Answers, organisations: &Organisations) -> Option<Self> {
        let kind = organisation::Kind::Council;
        let last = answers.of(kind).last()?;
        Some(Self {
            responsible: Responsibility::of(
                &last.duty.responsible,
                &last.named,
                last.grade.into(),
                organisations,
            ),
            history: history(answers, kind, organisations),
        })
    }
}

impl ResponsibleIcb {
    /// The ICB as it is published; none when no duty had begun.
    pub fn of(answers: &Answers, organisations: &Organisations) -> Option<Self> {
        let kind = organisation::Kind::Icb;
        let last = answers.of(kind).last()?;
        let published =
            |found| Responsibility::of(found, &last.named, last.grade.into(), organisations);
        let payer = last.duty.payer.as_ref();
        Some(Self {
            statutory: published(&last.duty.responsible),
            payer: published(payer.unwrap_or(&last.duty.responsible)),
            history: history(answers, kind, organisations),
        })
    }
}
