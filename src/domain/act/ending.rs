//! Ending after-care with two keys (s. 117(2)): one body proposes, council and ICB each sign the same evidence.
//!
//! What is signed is a digest of the proposal and of the current version of every part that the question turns on, in every account. When any
//! of that changes the digest is another, and a signature on the old one no longer counts, unless both bodies had signed it by then.

mod case;

use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::entry::Entry;
use crate::domain::facts::Facts;
use crate::domain::law::ending::{Status, bars, ending};
use crate::domain::law::responsible_icb::responsible_icb;
use crate::domain::law::s117_3::responsible_council;
use crate::domain::law::{
    GUIDANCE_ENDING, MHA_117_1, MHA_117_2, MHA_117_3, MHA_2025_46_2, Reason, Responsible, say,
};
use crate::domain::organisation::Kind;
use crate::domain::part::Answer;
use crate::domain::part::ending::{Ending, EndingNotice, EvidenceDigest, Reinstatement};
use crate::domain::part::reviews::Reviews;
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::ProblemCode;
use crate::domain::text::Text;

use case::said;
pub use case::{Case, EVIDENCE, Exhibit, READS, Signature, case};

use super::Refused;

/// Every reason for which the law does not let a body be satisfied on this.
fn allowed(
    facts: &Facts<'_>,
    by: &OrganisationCode,
    said: &Ending,
    today: Day,
) -> Result<(), Refused> {
    if said.decided.is_some_and(|since| since.latest().is_none()) {
        return Err(Refused::problem(
            "satisfiedSince",
            ProblemCode::Missing,
            "say since when, as far as it is known: on a day that nobody knows nothing ends",
        ));
    }
    // What stands in the way today does so whatever day is named, before it or after.
    let now = Ending {
        decided: Some(PartialDate::on(today)),
        ..said.clone()
    };
    let (then, now) = (bars(facts, by, said, today), bars(facts, by, &now, today));
    let (Some(mut bars), Some(now)) = (then, now) else {
        return Err(Refused::law(
            &MHA_117_1,
            "There is no after-care duty here that could end.",
        ));
    };
    bars.extend(now);
    bars.sort_unstable();
    bars.dedup();
    if bars.is_empty() {
        return Ok(());
    }
    let reason = |bar: &crate::domain::law::ending::Bar| Reason {
        sentence: bar.says().into(),
        provision: bar.provision(),
    };
    Err(Refused::Law(bars.iter().map(reason).collect()))
}

/// As it would be if the body were satisfied on a day.
fn satisfied(proposal: &Ending, today: Day) -> Ending {
    Ending {
        satisfied: Answer::Yes,
        decided: proposal.decided.or(Some(PartialDate::on(today))),
        ..proposal.clone()
    }
}

/// Proposes that after-care end. The proposal is about the duty that runs today.
pub fn propose(
    entry: &Entry,
    by: &OrganisationCode,
    today: Day,
    content: Ending,
) -> Result<Ending, Refused> {
    let proposal = Ending {
        satisfied: Answer::Unknown,
        notice: None,
        signed: None,
        reinstated: None,
        ..content
    };
    let named = proposal
        .evidence
        .as_ref()
        .and_then(|one| one.review.as_ref());
    let reviews = || {
        entry
            .accounts
            .iter()
            .filter_map(|one| one.stated::<Reviews>())
    };
    let known =
        |key: &ItemKey| reviews().any(|part| part.reviews.items.iter().any(|one| one.key == *key));
    if named.is_some_and(|key| !known(key)) {
        return Err(Refused::problem(
            "evidence.review",
            ProblemCode::UnknownCode,
            "no account of this person has a review with this key",
        ));
    }
    allowed(&Facts::of(entry), by, &satisfied(&proposal, today), today)?;
    if case(entry, today).is_some_and(|case| holds(entry, &case, today)) {
        return Err(Refused::law(
            &MHA_117_2,
            "The council and the ICB that owe it have both signed: nothing is left to propose.",
        ));
    }
    Ok(proposal)
}

/// Signs what is proposed, if it is still this.
pub fn sign(
    entry: &Entry,
    by: &OrganisationCode,
    today: Day,
    signed: &EvidenceDigest,
    role: Option<Text>,
) -> Result<Ending, Refused> {
    let Some(case) = case(entry, today) else {
        return Err(Refused::problem(
            "evidence",
            ProblemCode::NothingProposed,
            "nobody has proposed that this after-care end",
        ));
    };
    let facts = Facts::of(entry);
    owes(&facts, by, today)?;
    if case.signed_by(by) {
        return Err(Refused::problem(
            "evidence",
            ProblemCode::AlreadySigned,
            "your organisation has signed this already",
        ));
    }
    if *signed != case.digest {
        return Err(Refused::Changed(case.digest));
    }
    let mut half = satisfied(&case.proposal, today);
    allowed(&facts, by, &half, today)?;
    if let Some(evidence) = &mut half.evidence {
        evidence.signed = Some(PartialDate::on(today));
        evidence.signed_by = role;
    }
    half.signed = Some(case.digest);
    Ok(half)
}

/// Refuses a body that the law does not hold to owe the duty, or not alone.
fn owes(facts: &Facts<'_>, by: &OrganisationCode, today: Day) -> Result<(), Refused> {
    let Some(index) = facts.episodes.len().checked_sub(1) else {
        return Ok(());
    };
    let found = match facts.entry.kind(by) {
        Some(Kind::Council) => responsible_council(facts, index, today),
        Some(Kind::Icb) => responsible_icb(facts, index, today).statutory,
        Some(Kind::Trust | Kind::Hospital) | None => {
            return Err(Refused::law(
                &MHA_117_2,
                "After-care ends when the ICB and the council are satisfied: no other body can sign.",
            ));
        }
    };
    match &found.outcome {
        Responsible::Is(body) if body == by => Ok(()),
        // Where nothing says which body owes it, one that says it does stands.
        Responsible::CannotTell(_) => Ok(()),
        Responsible::DeterminationNeeded(several) if several.is_empty() => Ok(()),
        Responsible::Is(body) => Err(Refused::law(
            &MHA_117_3,
            say("{} is responsible: its signature is needed, not yours.").body(body),
        )),
        Responsible::NhsEngland => Err(Refused::law(
            &MHA_117_3,
            "NHS England holds the duty: its decision is needed, not yours.",
        )),
        Responsible::DeterminationNeeded(_) => Err(Refused::law(
            &MHA_117_3,
            "Which body is responsible is not settled: it must be determined before after-care can end.",
        )),
    }
}

/// Whether council and ICB have signed the same, and the law still holds both to owe the duty: what one of them signed who owes it no longer
/// ends nothing.
fn holds(entry: &Entry, case: &Case, today: Day) -> bool {
    let facts = Facts::of(entry);
    case.is_signed_by(|body| owes(&facts, body, today).is_ok())
}

/// What a body's last word on ending is.
fn last<'e>(entry: &'e Entry, by: &OrganisationCode) -> Option<&'e Ending> {
    let own = entry.accounts.iter().find(|one| one.organisation == *by)?;
    said(own).pop().map(|(_, ending)| ending)
}

/// Takes a signature back for as long as the duty has not ended.
pub fn withdraw(entry: &Entry, by: &OrganisationCode, today: Day) -> Result<Ending, Refused> {
    let signed = last(entry, by).filter(|one| one.satisfied == Answer::Yes);
    let Some(signed) = signed else {
        return Err(Refused::problem(
            "entryId",
            ProblemCode::NotSigned,
            "your organisation has no signature here to take back",
        ));
    };
    if has_ended(entry, today) {
        return Err(Refused::law(
            &MHA_117_2,
            "Both have signed and the duty has ended: begin after-care again instead.",
        ));
    }
    Ok(Ending {
        satisfied: Answer::No,
        decided: Some(PartialDate::on(today)),
        signed: None,
        notice: None,
        ..signed.clone()
    })
}

fn has_ended(entry: &Entry, on: Day) -> bool {
    ending(&Facts::of(entry), on).outcome.status == Status::Ended
}

/// Records that joint notice in writing was given to the person, by a body whose signature stands.
pub fn notify(
    entry: &Entry,
    by: &OrganisationCode,
    today: Day,
    given: PartialDate,
) -> Result<Ending, Refused> {
    let case = case(entry, today).filter(|case| holds(entry, case, today));
    let signed = last(entry, by).filter(|one| one.satisfied == Answer::Yes && one.signed.is_some());
    let (Some(_), Some(signed)) = (case, signed) else {
        return Err(Refused::law(
            &MHA_2025_46_2,
            "Notice states that both are satisfied: council and ICB must both have signed first.",
        ));
    };
    if given.latest().is_none() {
        return Err(Refused::problem(
            "given",
            ProblemCode::Missing,
            "say when it was given, as far as it is known",
        ));
    }
    if signed.notice.is_some() && has_ended(entry, today) {
        return Err(Refused::problem(
            "given",
            ProblemCode::AlreadySigned,
            "your organisation has recorded notice, and the duty has ended: the day stays",
        ));
    }
    Ok(Ending {
        notice: Some(EndingNotice {
            given: Some(given),
            written: Some(Answer::Yes),
            joint: Some(Answer::Yes),
        }),
        ..signed.clone()
    })
}

/// Begins after-care again that had ended too soon.
pub fn reinstate(
    entry: &Entry,
    by: &OrganisationCode,
    today: Day,
    from: PartialDate,
    because: Text,
) -> Result<Ending, Refused> {
    if from.latest().is_none_or(|latest| today < latest) {
        return Err(Refused::problem(
            "from",
            ProblemCode::InTheFuture,
            "after-care begins again on a day that is known and has come",
        ));
    }
    let signed = last(entry, by).is_some_and(|one| one.satisfied == Answer::Yes);
    let since = from.earliest().unwrap_or(today).min(today);
    if !signed || !has_ended(entry, today) || !has_ended(entry, since) {
        return Err(Refused::law(
            &GUIDANCE_ENDING,
            "After-care is begun again by a body that ended it, from a day on which it had ended.",
        ));
    }
    Ok(Ending {
        satisfied: Answer::No,
        decided: Some(PartialDate::on(today)),
        reasons: Vec::new(),
        evidence: None,
        involvement: None,
        notice: None,
        signed: None,
        reinstated: Some(Reinstatement { from, because }),
    })
}
