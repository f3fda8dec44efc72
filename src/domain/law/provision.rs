//! Every provision the register applies, as data: the same constants are cited by findings, published by the API and written into
//! `schema/rules.md`. What was not read at its source is marked `[K]` here, and nowhere else.

use super::super::partial_date::Day;

/// What a provision is: it decides how far it binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Instrument {
    /// An Act of Parliament.
    Act,
    /// Regulations or an order.
    Regulations,
    /// A judgment, which declares what the law always was.
    Judgment,
    /// The Code of Practice.
    Code,
    /// Guidance.
    Guidance,
    /// An Ombudsman's decision about one case.
    Decision,
}

/// A paragraph of law or guidance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Provision {
    /// A short permanent code.
    pub code: &'static str,
    /// What it is.
    pub instrument: Instrument,
    /// The instrument's name.
    pub source: &'static str,
    /// The place in it.
    pub place: &'static str,
    /// What it says for the register's purposes, in one sentence.
    pub says: &'static str,
    /// Where to read it.
    pub link: &'static str,
    /// In force, decided or published from; none where it is older than anything the register judges, or not in force at all.
    pub from: Option<Day>,
    /// The first day on which it no longer stood.
    pub until: Option<Day>,
    /// Whether it was read at its source, or is common knowledge of the field that was not.
    pub verified: bool,
}

impl Provision {
    /// How it is cited: `Mental Health Act 1983, s. 117(1)`.
    pub fn citation(&self) -> String {
        format!("{}, {}", self.source, self.place)
    }
}

/// A day of the calendar.
///
/// # Panics
///
/// On a day that no calendar has: constants are evaluated, and so checked, when the program is built.
#[expect(clippy::panic, reason = "evaluated when the program is built")]
pub const fn civil(year: i32, month: u32, day: u32) -> Day {
    match Day::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => panic!("no such day"),
    }
}

macro_rules! dated {
    () => {
        None
    };
    ($date:expr) => {
        Some(civil($date.0, $date.1, $date.2))
    };
}

macro_rules! verified {
    () => {
        true
    };
    (K) => {
        false
    };
}

macro_rules! provisions {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $instrument:ident $source:ident $place:literal, $link:expr, $says:literal
        $(, from $from:expr)? $(, until $until:expr)? $(, [$unverified:ident])?;)*) => {
        $($(#[$doc])* pub const $name: Provision = Provision {
            code: $code,
            instrument: Instrument::$instrument,
            source: $source,
            place: $place,
            says: $says,
            link: $link,
            from: dated!($($from)?),
            until: dated!($($until)?),
            verified: verified!($($unverified)?),
        };)*

        /// Every provision the register applies.
        pub const PROVISIONS: &[&Provision] = &[$(&$name),*];
    };
}

const ACT: &str = "Mental Health Act 1983";
const ACT_2025: &str = "Mental Health Act 2025";
const CARE_ACT: &str = "Care Act 2014";
const CODE: &str = "Mental Health Act 1983: Code of Practice (2015)";
const GUIDANCE: &str =
    "LGSCO and PHSO, Section 117 aftercare: guidance for practitioners (April 2022)";
const REGULATIONS: &str = "National Health Service (Integrated Care Boards: Responsibilities) Regulations 2022, SI 2022/635";
const CCG_REGULATIONS: &str = "National Health Service Commissioning Board and Clinical Commissioning Groups (Responsibilities and Standing Rules) Regulations 2012, SI 2012/2996";
const CCG_AMENDMENT: &str = "SI 2016/293, amending SI 2012/2996";
const DISPUTES: &str =
    "Care and Support (Disputes Between Local Authorities) Regulations 2014, SI 2014/2829";
const CHOICE: &str =
    "Care and Support and After-care (Choice of Accommodation) Regulations 2014, SI 2014/2670";
const COMPLAINTS: &str = "Local Authority Social Services and National Health Service Complaints (England) Regulations 2009, SI 2009/309";
const WHO_PAYS: &str = "NHS England, Who Pays?";
const WORCESTERSHIRE: &str =
    "R (Worcestershire County Council) v Secretary of State for Health and Social Care";
const HERTFORDSHIRE: &str =
    "R (Hertfordshire County Council) v Hammersmith and Fulham London Borough Council";
const STENNETT_NAME: &str = "R v Manchester City Council, ex p Stennett";
const CXF_NAME: &str = "R (CXF) v Central Bedfordshire Council";
const WATSON_NAME: &str = "R v Richmond London Borough Council, ex p Watson";
const AFEWORK_NAME: &str = "R (Afework) v Camden London Borough Council";
const PETERBOROUGH: &str = "LGSCO and PHSO, decision 24 005 859 (13 February 2025)";
const OMBUDSMAN: &str = "LGSCO and PHSO, decision 24 015 710 (20 October 2025)";

const MHA: &str = "https://www.legislation.gov.uk/ukpga/1983/20/section/117";
const MHA_LEAVE: &str = "https://www.legislation.gov.uk/ukpga/1983/20/section/17";
const MHA_ORDERS: &str = "https://www.legislation.gov.uk/ukpga/1983/20/part/II";
const MHA_42_LINK: &str = "https://www.legislation.gov.uk/ukpga/1983/20/section/42";
const MHA_2025: &str = "https://www.legislation.gov.uk/ukpga/2025/33";
const CA_75: &str = "https://www.legislation.gov.uk/ukpga/2014/23/section/75";
const CA_40_LINK: &str = "https://www.legislation.gov.uk/ukpga/2014/23/section/40";
const SI_2022: &str = "https://www.legislation.gov.uk/uksi/2022/635";
const SI_2012: &str = "https://www.legislation.gov.uk/uksi/2012/2996/regulation/14";
const SI_2016: &str = "https://www.legislation.gov.uk/uksi/2016/293";
const SI_2829: &str = "https://www.legislation.gov.uk/uksi/2014/2829";
const SI_2670: &str = "https://www.legislation.gov.uk/uksi/2014/2670";
const SI_309: &str = "https://www.legislation.gov.uk/uksi/2009/309";
const WHO_PAYS_LINK: &str = "https://www.england.nhs.uk/who-pays/";
const CODE_LINK: &str =
    "https://www.gov.uk/government/publications/code-of-practice-mental-health-act-1983";
const GUIDANCE_LINK: &str = "https://www.lgo.org.uk/information-centre/reports/focus-reports";
const DECISIONS: &str = "https://www.lgo.org.uk/decisions";
const UKSC: &str = "https://caselaw.nationalarchives.gov.uk/uksc/2023/31";
const EWCA_2021: &str = "https://caselaw.nationalarchives.gov.uk/ewca/civ/2021/1957";
const EWHC_2021: &str = "https://caselaw.nationalarchives.gov.uk/ewhc/admin/2021/682";
const EWCA_2018: &str = "https://caselaw.nationalarchives.gov.uk/ewca/civ/2018/2852";
const PAYS: &str = "https://www.mentalhealthlaw.co.uk/Which_authority_pays";
const DURATION: &str = "https://www.mentalhealthlaw.co.uk/The_aftercare_duty_and_its_duration";
const HOUSE_OF_LORDS: &str =
    "https://publications.parliament.uk/pa/ld200102/ldjudgmt/jd020725/stenne-1.htm";

provisions! {
    /// Who the section applies to.
    MHA_117_1 = "MHA-117-1", Act ACT "s. 117(1)", MHA,
        "Applies to persons detained under section 3, or admitted or transferred under section 37, 45A, 47 or 48, who then cease to be detained and leave hospital.";
    /// The duty, and when it ends.
    MHA_117_2 = "MHA-117-2", Act ACT "s. 117(2)", MHA,
        "The ICB and the local social services authority must provide or arrange after-care until both are satisfied that the person no longer needs it.";
    /// No end during a community treatment order.
    MHA_117_2_PROVISO = "MHA-117-2-CTO", Act ACT "s. 117(2), proviso", MHA,
        "Neither body may be satisfied that after-care is no longer needed while the person is a community patient.", from (2008, 11, 3);
    /// Which council.
    MHA_117_3 = "MHA-117-3", Act ACT "s. 117(3)", MHA,
        "The council is that of the area where the person was ordinarily resident immediately before being detained; in any other case that of the area where the person is resident or is sent on discharge.";
    /// What after-care is.
    MHA_117_6 = "MHA-117-6", Act ACT "s. 117(6)", MHA,
        "After-care services meet a need arising from or related to the disorder and reduce the risk of its worsening and of a return to hospital.", from (2015, 4, 1);
    /// Leave of absence.
    MHA_17 = "MHA-17", Act ACT "s. 17", MHA_LEAVE,
        "A detained patient on leave of absence remains liable to be detained.";
    /// Community treatment orders.
    MHA_17A = "MHA-17A", Act ACT "s. 17A", MHA_ORDERS,
        "A community treatment order discharges a detained patient from hospital subject to recall; the section behind it is suspended.", from (2008, 11, 3);
    /// Recall and revocation.
    MHA_17G = "MHA-17G", Act ACT "s. 17E to 17G", MHA_ORDERS,
        "On recall the patient may be held for 72 hours; on revocation the Act applies as if the order had never been made, under the original application.", from (2008, 11, 3), [K];
    /// Conditional discharge and recall.
    MHA_42 = "MHA-42", Act ACT "s. 42, 73 and 74", MHA_42_LINK,
        "A restricted patient may be discharged conditionally, and recalled under the original order.", [K];
    /// Which test before 1 April 2015.
    CARE_ACT_75 = "CA-75-3", Act CARE_ACT "s. 75(3)", CA_75,
        "From 1 April 2015 the test of section 117(3) is ordinary residence immediately before detention; before, it was residence.", from (2015, 4, 1);
    /// Residence before 2015 is not deemed.
    EWCA_2011_77 = "EWCA-2011-77", Judgment HERTFORDSHIRE "[2011] EWCA Civ 77", PAYS,
        "Residence in section 117(3) has its ordinary meaning: the deeming provisions of social care law do not apply to it.", from (2011, 2, 15), [K];
    /// A further qualifying detention.
    UKSC_2023_31 = "UKSC-2023-31", Judgment WORCESTERSHIRE "[2023] UKSC 31", UKSC,
        "A further qualifying detention ends the first council's duty; on leaving hospital the duty falls on the council of ordinary residence immediately before that detention.", from (2023, 8, 10);
    /// How the High Court read it first.
    EWHC_2021_682 = "EWHC-2021-682", Judgment WORCESTERSHIRE "[2021] EWHC 682 (Admin)", EWHC_2021,
        "A further qualifying detention is looked at afresh: reversed by [2021] EWCA Civ 1957, and in effect restored by [2023] UKSC 31.", from (2021, 3, 22), until (2021, 12, 22), [K];
    /// How the Court of Appeal read it.
    EWCA_2021_1957 = "EWCA-2021-1957", Judgment WORCESTERSHIRE "[2021] EWCA Civ 1957", EWCA_2021,
        "A further qualifying detention did not end the first council's duty: overruled by [2023] UKSC 31.", from (2021, 12, 22), until (2023, 8, 10), [K];
    /// Escorted leave.
    CXF = "EWCA-2018-2852", Judgment CXF_NAME "[2018] EWCA Civ 2852", EWCA_2018,
        "Whether a person on leave has ceased to be detained and left hospital is a question of substance: regular escorted leave does not begin the duty.", from (2018, 12, 20);
    /// Leave to live elsewhere.
    WATSON = "WATSON-1999", Judgment WATSON_NAME "[1999] (upheld [2002] UKHL 34)", DURATION,
        "Leave of absence to live in a residential home begins the duty.", from (1999, 7, 28), [K];
    /// After-care is free.
    STENNETT = "UKHL-2002-34", Judgment STENNETT_NAME "[2002] UKHL 34", HOUSE_OF_LORDS,
        "No charge may be made for after-care under section 117.", from (2002, 7, 25);
    /// When accommodation is after-care.
    AFEWORK = "EWHC-2013-1637", Judgment AFEWORK_NAME "[2013] EWHC 1637 (Admin)", PAYS,
        "Accommodation is after-care only where the need is for enhanced specialised accommodation, relates to the reason for the detention and reduces the risk of a return.", from (2013, 6, 13), [K];
    /// The CCG of the GP practice.
    CCG_REG_14 = "SI-2012-2996-14", Regulations CCG_REGULATIONS "reg. 14(2)(a)", SI_2012,
        "The duty lay with the CCG of the person's GP practice, or of usual residence where there was none, and moved with it.", from (2013, 4, 1), until (2016, 4, 1);
    /// Who kept it when the rule was repealed.
    CCG_2016_293 = "SI-2016-293", Regulations CCG_AMENDMENT "transitional provision", SI_2016,
        "A CCG responsible immediately before 1 April 2016 stays so until the person no longer needs after-care or is detained again under a qualifying section.", from (2016, 4, 1);
    /// Payment by another CCG than the one that commissions.
    WHO_PAYS_2020 = "WHO-PAYS-2020", Guidance WHO_PAYS "(2020), section 117", WHO_PAYS_LINK,
        "For detentions from 1 September 2020 the CCG of GP registration at the first qualifying detention pays until discharge from after-care, whoever must commission it.", from (2020, 9, 1), until (2022, 7, 1);
    /// NHS England's reading of regulation 5(3).
    WHO_PAYS_2024 = "WHO-PAYS-2024-18", Guidance WHO_PAYS "(version 3, March 2024), para. 18", WHO_PAYS_LINK,
        "The originating ICB stays responsible through later detentions, wherever the person moves; [2023] UKSC 31 does not affect ICBs.", from (2024, 3, 1);
    /// NHS England's own services.
    ICB_REG_8 = "SI-2022-635-8", Regulations REGULATIONS "reg. 8", SI_2022,
        "Where the after-care service is one that NHS England must arrange, NHS England is responsible.", from (2022, 7, 1);
    /// The general case.
    ICB_REG_7_2 = "SI-2022-635-7-2", Regulations REGULATIONS "reg. 5 and 7(2)", SI_2022,
        "For an application under Part 2 made on or after 1 July 2022, the ICB that had core responsibility when the application was made.", from (2022, 7, 1);
    /// Detained on 1 July 2022.
    ICB_REG_6 = "SI-2022-635-6", Regulations REGULATIONS "reg. 6(2), (3) and 7(2)", SI_2022,
        "For a person detained under an application made before 1 July 2022 and discharged on or after it, the ICB that had core responsibility on that day.", from (2022, 7, 1);
    /// In after-care on 1 July 2022 and detained again.
    ICB_REG_6_4 = "SI-2022-635-6-4", Regulations REGULATIONS "reg. 6(4)", SI_2022,
        "A person in after-care on 1 July 2022 who is detained again before discharge from it stays with the same ICB.", from (2022, 7, 1);
    /// Discharged before 1 July 2022.
    ICB_REG_7_3 = "SI-2022-635-7-3", Regulations REGULATIONS "reg. 7(3)", SI_2022,
        "For a person discharged before 1 July 2022, the ICB that had core responsibility on that day.", from (2022, 7, 1);
    /// Arranged by NHS England, begun before.
    ICB_REG_7_4 = "SI-2022-635-7-4", Regulations REGULATIONS "reg. 7(4)", SI_2022,
        "For a detention arranged by NHS England that began before 1 July 2022 and ended on or after it, the ICB that had core responsibility on discharge.", from (2022, 7, 1);
    /// Arranged by NHS England, begun after.
    ICB_REG_7_5 = "SI-2022-635-7-5", Regulations REGULATIONS "reg. 7(5)", SI_2022,
        "For a detention arranged by NHS England that began on or after 1 July 2022, the ICB that had core responsibility on its first day.", from (2022, 7, 1);
    /// Re-detention inside the exclusion period.
    ICB_REG_5_3 = "SI-2022-635-5-3", Regulations REGULATIONS "reg. 5(3)", SI_2022,
        "A further detention before the next discharge from after-care does not move the ICB; the drafting is contested and NHS England's guidance reads it so.", from (2022, 7, 1);
    /// Disputes between councils.
    DISPUTE_BEGAN = "SI-2014-2829-1-3", Regulations DISPUTES "reg. 1(3)", SI_2829,
        "A dispute begins with the first written communication in which a council says that it is not responsible.", from (2015, 4, 1);
    /// Care goes on.
    DISPUTE_CARE = "SI-2014-2829-2", Regulations DISPUTES "reg. 2", SI_2829,
        "Needs must be met without delay or interruption: the council that was meeting them goes on; if none was, the council of the area where the person is living, else where the person is present.", from (2015, 4, 1);
    /// Four months.
    DISPUTE_REFERRAL = "SI-2014-2829-3-7", Regulations DISPUTES "reg. 3(7)", SI_2829,
        "A dispute not settled within four months of beginning must be referred by the lead authority.", from (2015, 4, 1);
    /// Fourteen days.
    DISPUTE_ARGUMENT = "SI-2014-2829-4-3", Regulations DISPUTES "reg. 4(3)", SI_2829,
        "Legal arguments are to be sent within fourteen days of the referral.", from (2015, 4, 1);
    /// Who determines.
    CARE_ACT_40_1 = "CA-40-1", Act CARE_ACT "s. 40(1)", CA_40_LINK,
        "A dispute between councils in England about where a person was ordinarily resident is determined by the Secretary of State or whoever they appoint; section 117(4) of the Mental Health Act 1983 applies it to after-care.", from (2015, 4, 1);
    /// Three months.
    CARE_ACT_40 = "CA-40-2", Act CARE_ACT "s. 40(2)", CA_40_LINK,
        "A review of a determination must begin within three months of it.", from (2015, 4, 1);
    /// The lawful top-up.
    TOP_UP = "SI-2014-2670-4", Regulations CHOICE "reg. 4 and 5", SI_2670,
        "An adult may have preferred accommodation of the same kind that costs more than the council would usually pay, where somebody pays the difference under a written agreement.", from (2015, 4, 1);
    /// Acknowledging a complaint.
    COMPLAINT_ACKNOWLEDGED = "SI-2009-309-13", Regulations COMPLAINTS "reg. 13(3)", SI_309,
        "A complaint is to be acknowledged within three working days of being received.", from (2009, 4, 1), [K];
    /// Answering a complaint.
    COMPLAINT_ANSWERED = "SI-2009-309-14", Regulations COMPLAINTS "reg. 14", SI_309,
        "A complaint not answered within six months must be explained and answered as soon as it reasonably can be.", from (2009, 4, 1), [K];
    /// Who keeps the record.
    CODE_33_7 = "CODE-33-7", Code CODE "para. 33.7", CODE_LINK,
        "Councils and ICBs should maintain a record of people for whom they provide or commission after-care.", from (2015, 4, 1);
    /// Leave counts.
    CODE_33_2 = "CODE-33-2", Code CODE "para. 33.2", CODE_LINK,
        "Patients granted leave of absence under section 17 are among those entitled.", from (2015, 4, 1);
    /// Planning starts on admission.
    CODE_33_10 = "CODE-33-10", Code CODE "para. 33.10", CODE_LINK,
        "Planning of after-care needs to start as soon as the person is admitted to hospital.", from (2015, 4, 1);
    /// The plan before discharge.
    CODE_33_13 = "CODE-33-13", Code CODE "para. 33.13", CODE_LINK,
        "Before discharge the needs for after-care should be fully assessed, discussed with the person, addressed in the care plan and properly recorded.", from (2015, 4, 1);
    /// Records of what is provided.
    CODE_33_14 = "CODE-33-14", Code CODE "para. 33.14", CODE_LINK,
        "It is important that records are kept of what after-care is provided.", from (2015, 4, 1);
    /// What does not end it.
    CODE_33_20 = "CODE-33-20", Code CODE "paras. 33.20 to 33.24", CODE_LINK,
        "After-care is not ended by discharge from specialist care, by time, by deprivation of liberty under the Mental Capacity Act 2005, by an informal or section 2 admission, or by the end of leave or of a community treatment order alone.", from (2015, 4, 1);
    /// The care coordinator.
    CODE_34_5 = "CODE-34-5", Code CODE "para. 34.5", CODE_LINK,
        "A named care coordinator should be responsible for the plan and its review.", from (2015, 4, 1);
    /// Review within six weeks, then yearly.
    GUIDANCE_REVIEW = "OMB-2022-REVIEW", Guidance GUIDANCE "Care planning", GUIDANCE_LINK,
        "Eligibility should be reviewed within six weeks of discharge, then every year, or sooner if circumstances change.", from (2022, 4, 1);
    /// Ending well.
    GUIDANCE_ENDING = "OMB-2022-ENDING", Guidance GUIDANCE "Ending section 117 aftercare", GUIDANCE_LINK,
        "The person, and a carer or advocate, must be involved; being well settled is not enough; specialist accommodation is replaced before after-care ends.", from (2022, 4, 1);
    /// What it said of housing benefit.
    GUIDANCE_HOUSING_BENEFIT = "OMB-2022-HB", Guidance GUIDANCE "Accommodation", GUIDANCE_LINK,
        "Housing benefit is not to pay for accommodation that is after-care: the Ombudsmen's position, which stands in neither Act nor Code.", from (2022, 4, 1);
    /// What it said of the council after a further detention.
    GUIDANCE_REDETENTION = "OMB-2022-REDETENTION", Guidance GUIDANCE "Who is responsible", GUIDANCE_LINK,
        "The original council and CCG stay responsible even if the person is detained again under a qualifying section: for councils overruled by [2023] UKSC 31.", from (2022, 4, 1);
    /// What it said of the change of 1 July 2022.
    GUIDANCE_JULY_2022 = "OMB-2022-ICB", Guidance GUIDANCE "Clinical commissioning groups", GUIDANCE_LINK,
        "The change of 1 July 2022 was to affect new detentions only: the regulations as made go further (reg. 6 and 7).", from (2022, 4, 1);
    /// Both should have checked that the ICB knew.
    OMB_WEST_NORTHAMPTONSHIRE = "OMB-24-015-710", Decision OMBUDSMAN "analysis (c)", DECISIONS,
        "Both the Trust and the council should have checked that the ICB was aware; the council has a responsibility to keep track of eligibility.", from (2025, 10, 20);
    /// How long an answer may take.
    OMB_COMPLAINT_TIME = "OMB-24-015-710-D", Decision OMBUDSMAN "analysis (d)", DECISIONS,
        "An answer after 31 working days was acceptable; after 80 and after 164 working days it was fault.", from (2025, 10, 20);
    /// A joint policy that was itself the fault.
    OMB_PETERBOROUGH = "OMB-24-005-859", Decision PETERBOROUGH "the joint policy", DECISIONS,
        "A joint policy that kept the role of care coordinator to health staff was overly restrictive, and that itself was fault.", from (2025, 2, 13), [K];
    /// The Tribunal's recommendation.
    MHA_2025_45 = "MHA-2025-45", Act ACT_2025 "s. 45 (not commenced)", MHA_2025,
        "The Tribunal may recommend that the bodies responsible for after-care make plans for it.";
    /// Joint written notice.
    MHA_2025_46_2 = "MHA-2025-46-2", Act ACT_2025 "s. 46(2) (not commenced)", MHA_2025,
        "The duty lasts until the ICB and the council jointly give the person notice in writing that they are satisfied that after-care is no longer needed.";
    /// Deemed ordinary residence.
    MHA_2025_46_3 = "MHA-2025-46-3", Act ACT_2025 "s. 46(3) (not commenced)", MHA_2025,
        "For the council only, a person placed in accommodation under social care or after-care law, or in NHS accommodation, is taken to be ordinarily resident where they were before.";
}
