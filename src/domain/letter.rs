//! The letter that tells a person, in plain English, that after-care has ended: one page of HTML that needs nothing else and prints as it is.
//!
//! It is put together when it is read and stored nowhere. Everything that a body wrote is escaped.

use super::part::ending::EndingReason;
use super::partial_date::{Day, PartialDate};

/// What the letter says.
#[derive(Debug)]
pub struct EndingLetter<'a> {
    /// The person, as addressed.
    pub person: &'a str,
    /// The council that was satisfied.
    pub council: &'a str,
    /// The ICB that was satisfied.
    pub icb: &'a str,
    /// After-care ended on.
    pub ended: PartialDate,
    /// Why.
    pub reasons: &'a [EndingReason],
    /// What the evidence shows, in the bodies' own words.
    pub shows: Option<&'a str>,
    /// The day the letter is written.
    pub written: Day,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as a letter has it: 20 October 2025.
fn long(day: Day) -> String {
    use chrono::Datelike;
    let month = usize::try_from(day.month0()).unwrap_or_default();
    let name = MONTHS.get(month).copied().unwrap_or_default();
    format!("{} {name} {}", day.day(), day.year())
}

fn when(date: PartialDate) -> String {
    match (date.earliest(), date.latest()) {
        (Some(first), Some(last)) if first == last => format!("on {}", long(first)),
        (Some(first), Some(last)) => format!("between {} and {}", long(first), long(last)),
        _ => "on a day that was not recorded".to_owned(),
    }
}

/// Text that cannot be taken for mark-up.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            plain => safe.push(plain),
        }
    }
    safe
}

/// The reason in words for the person; none for those that are no reason by themselves and would read as a reproach.
const fn plainly(reason: EndingReason) -> Option<&'static str> {
    match reason {
        EndingReason::NeedCeased => Some("you no longer need this support to stay well"),
        EndingReason::WellSettled => Some("you are settled where you live"),
        EndingReason::NoLongerOnTreatmentOrder => {
            Some("you are no longer on a community treatment order")
        }
        EndingReason::DischargedBySpecialist
        | EndingReason::PeriodPassed
        | EndingReason::DeprivedOfLiberty
        | EndingReason::ReturnedInformally
        | EndingReason::ReturnedUnderSection2
        | EndingReason::NoLongerOnLeave
        | EndingReason::DeclinedServices
        | EndingReason::NotOpenToTeam
        | EndingReason::Disengaged
        | EndingReason::NoAllocatedWorker
        | EndingReason::MovedArea
        | EndingReason::NoCareActNeeds
        | EndingReason::FileClosed
        | EndingReason::NoFundedService
        | EndingReason::Other
        | EndingReason::Unknown => None,
    }
}

const STYLE: &str = "@page{size:A4;margin:2cm}body{font:12pt/1.45 Arial,sans-serif;max-width:17cm;margin:1cm auto;color:#000}\
    h1{font-size:16pt}h2{font-size:12pt;margin-bottom:0}p,ul{margin-top:.4em}@media print{body{margin:0}}";

impl EndingLetter<'_> {
    /// The letter as HTML.
    pub fn html(&self) -> String {
        let Self {
            person,
            council,
            icb,
            ended,
            reasons,
            shows,
            written,
        } = self;
        let (person, council, icb) = (escaped(person), escaped(council), escaped(icb));
        let why: Vec<_> = reasons.iter().filter_map(|one| plainly(*one)).collect();
        let why = if why.is_empty() {
            "We are both satisfied that you no longer need it.".to_owned()
        } else {
            format!(
                "We are both satisfied that you no longer need it, because {}.",
                why.join(", and ")
            )
        };
        let shows = shows.map_or_else(String::new, |words| {
            format!("<p>What we looked at: {}</p>", escaped(words))
        });
        let (ended, written) = (when(*ended), long(*written));
        format!(
            "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Your after-care has ended</title><style>{STYLE}</style></head>\n\
            <body><p>{council}<br>{icb}</p><p>{written}</p><p>Dear {person},</p>\n\
            <h1>Your section 117 after-care has ended</h1>\n\
            <p>You were entitled to free after-care under section 117 of the Mental Health Act 1983. It ended {ended}.</p>\n\
            <h2>Why</h2><p>{why} {council} and {icb} made this decision together, as the Act says we must.</p>{shows}\n\
            <h2>What this means for you</h2><ul><li>Nothing you had as after-care until then is to be paid for by you.</li>\n\
            <li>You can still ask for other help. Ask your GP, or ask {council} for a needs assessment.</li></ul>\n\
            <h2>If you become unwell</h2><p>Tell your GP, or either of us. If your after-care ended too soon we can begin it again. If you are ever\n\
            detained for treatment again and then leave hospital, you are entitled to after-care again.</p>\n\
            <h2>If you disagree</h2><p>Ask either of us to look at the decision again, or make a complaint to either of us: one complaint is enough.\n\
            If you are not happy with our answer, the Local Government and Social Care Ombudsman and the Parliamentary and Health Service\n\
            Ombudsman can look at it together. You can have somebody to help you say what you want, such as an independent advocate.</p>\n\
            <p>Yours sincerely,</p><p>{council}<br>{icb}</p></body></html>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{date, day};
    use super::*;

    fn letter(person: &str, reasons: &[EndingReason], shows: Option<&str>) -> String {
        EndingLetter {
            person,
            council: "West Northamptonshire Council",
            icb: "Northamptonshire ICB",
            ended: date("2025-10-20"),
            reasons,
            shows,
            written: day("2025-10-21"),
        }
        .html()
    }

    #[test]
    fn it_says_what_was_decided_by_whom_from_when_and_what_one_can_do() {
        let text = letter(
            "Ms Test",
            &[EndingReason::NeedCeased],
            Some("Review of May."),
        );
        for part in [
            "Dear Ms Test,",
            "It ended on 20 October 2025.",
            "<p>21 October 2025</p>",
            "because you no longer need this support to stay well.",
            "West Northamptonshire Council and Northamptonshire ICB made this decision together",
            "What we looked at: Review of May.",
            "Ombudsman",
            "we can begin it again",
        ] {
            assert!(text.contains(part), "{part}");
        }
        // A page of A4 holds some 500 words at this size.
        let words = text.split('<').filter_map(|one| one.split_once('>'));
        let count: usize = words.map(|(_, text)| text.split_whitespace().count()).sum();
        assert!(count < 420, "{count} words");
    }

    #[test]
    fn what_a_body_wrote_is_text_and_nothing_else() {
        let text = letter("<script>alert('1')</script> & \"Co\"", &[], Some("<b>"));
        assert!(!text.contains("<script") && !text.contains("<b>"));
        assert!(
            text.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;Co&quot;")
        );
    }

    #[test]
    fn no_reason_that_is_none_is_held_against_the_person() {
        let text = letter(
            "A",
            &[EndingReason::Disengaged, EndingReason::NeedCeased],
            None,
        );
        assert!(text.contains("because you no longer need this support"));
        let none = letter("A", &[EndingReason::Other], None);
        assert!(
            none.contains("We are both satisfied that you no longer need it. "),
            "{none}"
        );
    }
}
