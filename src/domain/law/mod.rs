//! The law, one pure file per provision. Each returns a finding with its reasons, never a bare yes or no.
//!
//! Amended law is a second dated arm in the same file. What the law leaves open comes back as "determination needed" with the
//! candidates; what the facts do not say comes back as "cannot tell" with what is missing.

pub mod defaults;
pub mod hospital_stay;
pub mod legal_status;
pub mod reviews;
pub mod s117_1;
pub mod s117_2;
pub mod s117_3;
pub mod si_2022_635;

use super::code::OrganisationCode;

/// A paragraph of law or guidance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Provision {
    /// A short permanent code.
    pub code: &'static str,
    /// The instrument.
    pub source: &'static str,
    /// The place in it.
    pub place: &'static str,
    /// What it says for the register's purposes, in one sentence.
    pub says: &'static str,
    /// Where to read it.
    pub link: &'static str,
}

impl Provision {
    /// How it is cited: `Mental Health Act 1983, s. 117(1)`.
    pub fn citation(&self) -> String {
        format!("{}, {}", self.source, self.place)
    }
}

macro_rules! provisions {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $source:ident $place:literal, $link:literal, $says:literal;)*) => {
        $($(#[$doc])* pub const $name: Provision = Provision { code: $code, source: $source, place: $place, says: $says, link: $link };)*

        /// Every provision the register applies.
        pub const PROVISIONS: &[&Provision] = &[$(&$name),*];
    };
}

const ACT: &str = "Mental Health Act 1983";
const CODE: &str = "Mental Health Act 1983: Code of Practice (2015)";
const GUIDANCE: &str =
    "LGSCO and PHSO, Section 117 aftercare: guidance for practitioners (April 2022)";
const REGULATIONS: &str = "National Health Service (Integrated Care Boards: Responsibilities) Regulations 2022, SI 2022/635";
const COURT: &str =
    "R (Worcestershire County Council) v Secretary of State for Health and Social Care";
const OMBUDSMAN: &str = "LGSCO and PHSO, decision 24 015 710 (20 October 2025)";

provisions! {
    /// Who the section applies to.
    MHA_117_1 = "MHA-117-1", ACT "s. 117(1)", "https://www.legislation.gov.uk/ukpga/1983/20/section/117",
        "Applies to persons detained under section 3, or admitted or transferred under section 37, 45A, 47 or 48, who then cease to be detained and leave hospital.";
    /// The duty, and when it ends.
    MHA_117_2 = "MHA-117-2", ACT "s. 117(2)", "https://www.legislation.gov.uk/ukpga/1983/20/section/117",
        "The ICB and the local social services authority must provide or arrange after-care until both are satisfied that the person no longer needs it.";
    /// Which council.
    MHA_117_3 = "MHA-117-3", ACT "s. 117(3)", "https://www.legislation.gov.uk/ukpga/1983/20/section/117",
        "The council is that of the area where the person was ordinarily resident immediately before being detained; in any other case that of the area where the person is resident or is sent on discharge.";
    /// The test changed from residence to ordinary residence.
    CARE_ACT_75 = "CA-75-3", CARE_ACT "s. 75(3)", "https://www.legislation.gov.uk/ukpga/2014/23/section/75",
        "From 1 April 2015 the test of section 117(3) is ordinary residence immediately before detention; before, it was residence.";
    /// A further qualifying detention.
    UKSC_2023_31 = "UKSC-2023-31", COURT "[2023] UKSC 31", "https://caselaw.nationalarchives.gov.uk/uksc/2023/31",
        "A further qualifying detention ends the first council's duty; on leaving hospital the duty falls on the council of ordinary residence immediately before that detention.";
    /// NHS England's own services.
    ICB_REG_8 = "SI-2022-635-8", REGULATIONS "reg. 8", "https://www.legislation.gov.uk/uksi/2022/635",
        "Where the after-care service is one that NHS England must arrange, NHS England is responsible.";
    /// The general case.
    ICB_REG_7_2 = "SI-2022-635-7-2", REGULATIONS "reg. 5 and 7(2)", "https://www.legislation.gov.uk/uksi/2022/635",
        "For an application under Part 2 made on or after 1 July 2022, the ICB that had core responsibility when the application was made.";
    /// Detained on 1 July 2022.
    ICB_REG_6 = "SI-2022-635-6", REGULATIONS "reg. 6 and 7(2)", "https://www.legislation.gov.uk/uksi/2022/635",
        "For a person detained under an application made before 1 July 2022 and discharged on or after it, the ICB that had core responsibility on that day.";
    /// Discharged before 1 July 2022.
    ICB_REG_7_3 = "SI-2022-635-7-3", REGULATIONS "reg. 7(3)", "https://www.legislation.gov.uk/uksi/2022/635",
        "For a person discharged before 1 July 2022, the ICB that had core responsibility on that day.";
    /// Arranged by NHS England, begun before.
    ICB_REG_7_4 = "SI-2022-635-7-4", REGULATIONS "reg. 7(4)", "https://www.legislation.gov.uk/uksi/2022/635",
        "For a detention arranged by NHS England that began before 1 July 2022 and ended on or after it, the ICB that had core responsibility on discharge.";
    /// Arranged by NHS England, begun after.
    ICB_REG_7_5 = "SI-2022-635-7-5", REGULATIONS "reg. 7(5)", "https://www.legislation.gov.uk/uksi/2022/635",
        "For a detention arranged by NHS England that began on or after 1 July 2022, the ICB that had core responsibility on its first day.";
    /// Re-detention inside the exclusion period.
    ICB_REG_5_3 = "SI-2022-635-5-3", REGULATIONS "reg. 5(3)", "https://www.legislation.gov.uk/uksi/2022/635",
        "A further detention before the next discharge from after-care does not move the ICB; the drafting is contested and NHS England's guidance reads it so.";
    /// Who keeps the record.
    CODE_33_7 = "CODE-33-7", CODE "para. 33.7", "https://www.gov.uk/government/publications/code-of-practice-mental-health-act-1983",
        "Councils and ICBs should maintain a record of people for whom they provide or commission after-care.";
    /// Planning starts on admission.
    CODE_33_10 = "CODE-33-10", CODE "para. 33.10", "https://www.gov.uk/government/publications/code-of-practice-mental-health-act-1983",
        "Planning of after-care needs to start as soon as the person is admitted to hospital.";
    /// The plan before discharge.
    CODE_33_13 = "CODE-33-13", CODE "para. 33.13", "https://www.gov.uk/government/publications/code-of-practice-mental-health-act-1983",
        "Before discharge the needs for after-care should be fully assessed, discussed with the person, addressed in the care plan and properly recorded.";
    /// Records of what is provided.
    CODE_33_14 = "CODE-33-14", CODE "para. 33.14", "https://www.gov.uk/government/publications/code-of-practice-mental-health-act-1983",
        "It is important that records are kept of what after-care is provided.";
    /// The care coordinator.
    CODE_34_5 = "CODE-34-5", CODE "para. 34.5", "https://www.gov.uk/government/publications/code-of-practice-mental-health-act-1983",
        "A named care coordinator should be responsible for the plan and its review.";
    /// Review within six weeks, then yearly.
    GUIDANCE_REVIEW = "OMB-2022-REVIEW", GUIDANCE "Care planning", "https://www.lgo.org.uk/information-centre/reports/focus-reports",
        "Eligibility should be reviewed within six weeks of discharge, then every year, or sooner if circumstances change.";
    /// Both should have checked that the ICB knew.
    OMB_WEST_NORTHAMPTONSHIRE = "OMB-24-015-710", OMBUDSMAN "analysis (c)", "https://www.lgo.org.uk/decisions",
        "Both the Trust and the council should have checked that the ICB was aware; the council has a responsibility to keep track of eligibility.";
}

const CARE_ACT: &str = "Care Act 2014";

/// How far a finding can be relied on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// The words of the law lead to it.
    Law,
    /// The law's drafting is contested and national policy reads it so.
    Policy,
}

/// One reason, with the provision it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    /// A sentence a practitioner reads.
    pub sentence: String,
    /// The provision.
    pub provision: Option<&'static Provision>,
}

/// A provision applied to facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding<T> {
    /// What follows.
    pub outcome: T,
    /// Why.
    pub because: Vec<Reason>,
    /// How far it can be relied on.
    pub confidence: Confidence,
}

impl<T> Finding<T> {
    /// A finding by the words of the law.
    pub const fn new(outcome: T) -> Self {
        Self {
            outcome,
            because: Vec::new(),
            confidence: Confidence::Law,
        }
    }

    /// With one more reason.
    #[must_use]
    pub fn because(mut self, provision: &'static Provision, sentence: impl Into<String>) -> Self {
        self.because.push(Reason {
            sentence: sentence.into(),
            provision: Some(provision),
        });
        self
    }

    /// Resting on contested drafting.
    #[must_use]
    pub const fn by_policy(mut self) -> Self {
        self.confidence = Confidence::Policy;
        self
    }
}

/// Which body is responsible.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Responsible {
    /// This one.
    Is(OrganisationCode),
    /// NHS England itself.
    NhsEngland,
    /// The law or the facts leave it between these, which may be none.
    DeterminationNeeded(Vec<OrganisationCode>),
    /// The record does not say what the law asks: this is missing.
    CannotTell(&'static str),
}

impl Responsible {
    /// The body, if it is settled.
    pub const fn body(&self) -> Option<&OrganisationCode> {
        match self {
            Self::Is(body) => Some(body),
            Self::NhsEngland | Self::DeterminationNeeded(_) | Self::CannotTell(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
