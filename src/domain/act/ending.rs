//! Ending after-care with two keys (s. 117(2)): one body proposes, council and ICB each sign the same evidence.
//!
//! What is signed is a digest of the proposal and of the current version of every part that the question turns on, in every account. When any
//! of that changes the digest is another, and a signature on the old one no longer counts, unless both bodies had signed it by then.

use sha2::{Digest, Sha256};

use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::entry::{Account, Entry, Moment, Standing, Version};
use crate::domain::facts::Facts;
use crate::domain::id::AccountId;
use crate::domain::law::ending::{Status, bars, ending};
use crate::domain::law::responsible_icb::responsible_icb;
use crate::domain::law::s117_3::responsible_council;
use crate::domain::law::{
    GUIDANCE_ENDING, MHA_117_1, MHA_117_2, MHA_117_3, MHA_2025_46_2, Reason, Responsible, say,
};
use crate::domain::organisation::Kind;
use crate::domain::part::ending::{Ending, EndingNotice, EvidenceDigest, Reinstatement};
use crate::domain::part::reviews::Reviews;
use crate::domain::part::{Answer, Part, Whole};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::ProblemCode;
use crate::domain::text::Text;

use super::Refused;

/// The parts whose current versions are signed with the proposal.
pub const EVIDENCE: &[Part] = &[
    Part::Detention,
    Part::LegalBasis,
    Part::Assessment,
    Part::Plan,
    Part::Services,
    Part::Reviews,
];

/// The parts that what there is to sign reads.
pub const READS: &[Part] = &[
    Part::Identity,
    Part::Detention,
    Part::LegalBasis,
    Part::Position,
    Part::Residence,
    Part::Registration,
    Part::Assessment,
    Part::Plan,
    Part::Services,
    Part::Reviews,
    Part::Ending,
];

/// One version that a signature covers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exhibit {
    /// In which account.
    pub account: AccountId,
    /// Whose.
    pub organisation: OrganisationCode,
    /// Of which part.
    pub part: Part,
    /// Which version.
    pub version: u32,
    /// The commitment to its content.
    pub commitment: [u8; 32],
}

/// A signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// Whose.
    pub by: OrganisationCode,
    /// What kind of body that is.
    pub kind: Option<Kind>,
    /// When the register learnt it.
    pub at: Moment,
    /// Satisfied since.
    pub decided: Option<PartialDate>,
    /// What was signed.
    pub digest: EvidenceDigest,
    /// Whether it is on what there is to sign now, or both signed the same.
    pub stands: bool,
}

/// The ending that is before the two bodies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// Who proposed it.
    pub by: OrganisationCode,
    /// When.
    pub at: Moment,
    /// What is proposed.
    pub proposal: Ending,
    /// What there is to sign.
    pub digest: EvidenceDigest,
    /// The versions that it covers.
    pub exhibits: Vec<Exhibit>,
    /// Who signed what, oldest first.
    pub signatures: Vec<Signature>,
}

impl Case {
    /// Whether this body's signature stands.
    pub fn signed_by(&self, body: &OrganisationCode) -> bool {
        let mut signatures = self.signatures.iter();
        signatures.any(|one| one.stands && one.by == *body)
    }

    /// Whether council and ICB have signed the same.
    pub fn is_signed(&self) -> bool {
        let by = |kind| {
            let mut signatures = self.signatures.iter();
            signatures.any(|one| one.stands && one.kind == Some(kind))
        };
        by(Kind::Council) && by(Kind::Icb)
    }
}

/// What is said of ending in an account, oldest first, unless it was withdrawn.
fn said(account: &Account) -> Vec<(&Version, &Ending)> {
    let mut said = Vec::new();
    for version in account
        .versions
        .iter()
        .filter(|one| one.part == Part::Ending)
    {
        match (version.standing, version.body.as_ref().and_then(Ending::of)) {
            (Standing::Withdrawn(_), _) => said.clear(),
            (Standing::Stated | Standing::Proposed, Some(ending)) => {
                said.push((version.as_ref(), ending));
            }
            (Standing::Stated | Standing::Proposed, None) => {}
        }
    }
    said
}

fn is_proposal(ending: &Ending) -> bool {
    ending.satisfied == Answer::Unknown && ending.reinstated.is_none()
}

/// What each body last said, where that is a signature.
fn signatures(entry: &Entry) -> Vec<(&Version, &Ending, &EvidenceDigest)> {
    let last = |account| said(account).pop();
    let newest = entry.accounts.iter().filter_map(last);
    let mut signed: Vec<_> = newest
        .filter(|(_, one)| one.satisfied == Answer::Yes)
        .filter_map(|(version, one)| Some((version, one, one.signed.as_ref()?)))
        .collect();
    signed.sort_unstable_by_key(|(version, _, _)| version.known);
    signed
}

fn exhibits(entry: &Entry) -> Vec<Exhibit> {
    let mut exhibits = Vec::new();
    for account in &entry.accounts {
        let newest = EVIDENCE.iter().filter_map(|part| account.newest(*part));
        exhibits.extend(newest.map(|version| Exhibit {
            account: account.id,
            organisation: account.organisation.clone(),
            part: version.part,
            version: version.number,
            commitment: version.commitment,
        }));
    }
    exhibits.sort_unstable_by_key(|one| (one.account, one.part));
    exhibits
}

/// A digest of a proposal, the stay it is about and what it rests on. Lengths go before what is variable, so that nothing can be read two ways.
fn digest(entry: &Entry, subject: &str, proposal: &Ending, exhibits: &[Exhibit]) -> EvidenceDigest {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    add(b"s117 ending 1");
    add(entry.id.to_string().as_bytes());
    add(subject.as_bytes());
    // The document of a part can always be written; nothing else is in it.
    let document = serde_json::to_vec(proposal).unwrap_or_default();
    add(&document);
    for one in exhibits {
        add(one.account.to_string().as_bytes());
        add(one.part.name().as_bytes());
        add(&one.version.to_be_bytes());
        add(&one.commitment);
    }
    EvidenceDigest::of(hash.finalize().into())
}

/// The ending that is before the two bodies: the newest proposal about the duty that runs, unless what it led to is over.
pub fn case(entry: &Entry, today: Day) -> Option<Case> {
    let proposals = entry.accounts.iter().flat_map(|account| {
        let own = said(account).into_iter();
        own.map(|(version, ending)| (&account.organisation, version, ending))
    });
    let (by, version, proposal) = proposals
        .filter(|(_, _, ending)| is_proposal(ending))
        .max_by_key(|(_, version, _)| version.known)?;
    let facts = Facts::of(entry);
    let episode = facts.episodes.iter().rev().find(|one| {
        let began = one.owed.or(&one.ended).or(&one.prospective);
        began.possible().first().is_some_and(|from| from <= today)
    })?;
    let detained = episode.stay.detained_from().and_then(PartialDate::earliest);
    let about_it = detained.is_none_or(|from| from <= version.known.day());
    let begun_again = entry.accounts.iter().flat_map(said).any(|(later, ending)| {
        ending.reinstated.is_some() && later.known.position > version.known.position
    });
    if !about_it || begun_again {
        return None;
    }
    let exhibits = exhibits(entry);
    let digest = digest(entry, &episode.stay.subject(), proposal, &exhibits);
    let all = signatures(entry);
    let after =
        |one: &&(&Version, &Ending, &EvidenceDigest)| one.0.known.position > version.known.position;
    let agreed = |one: &(&Version, &Ending, &EvidenceDigest)| {
        all.iter()
            .any(|other| entry.kind(&other.0.by) != entry.kind(&one.0.by) && other.2 == one.2)
    };
    let signatures = all.iter().filter(after).map(|one| Signature {
        by: one.0.by.clone(),
        kind: entry.kind(&one.0.by),
        at: one.0.known,
        decided: one.1.decided,
        digest: one.2.clone(),
        stands: *one.2 == digest || agreed(one),
    });
    Some(Case {
        by: by.clone(),
        at: version.known,
        proposal: proposal.clone(),
        signatures: signatures.collect(),
        digest,
        exhibits,
    })
}

/// Every reason for which the law does not let a body be satisfied on this.
fn allowed(
    facts: &Facts<'_>,
    by: &OrganisationCode,
    said: &Ending,
    today: Day,
) -> Result<(), Refused> {
    let Some(bars) = bars(facts, by, said, today) else {
        return Err(Refused::law(
            &MHA_117_1,
            "There is no after-care duty here that could end.",
        ));
    };
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
    if case(entry, today).is_some_and(|case| case.is_signed()) {
        return Err(Refused::law(
            &MHA_117_2,
            "Council and ICB have both signed: the duty has ended, and nothing is left to propose.",
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

/// What a body's last word on ending is.
fn last<'e>(entry: &'e Entry, by: &OrganisationCode) -> Option<&'e Ending> {
    let own = entry.accounts.iter().find(|one| one.organisation == *by)?;
    said(own).pop().map(|(_, ending)| ending)
}

/// Takes a signature back before the other body has signed too.
pub fn withdraw(entry: &Entry, by: &OrganisationCode, today: Day) -> Result<Ending, Refused> {
    let signed = last(entry, by).filter(|one| one.satisfied == Answer::Yes);
    let Some(signed) = signed else {
        return Err(Refused::problem(
            "entryId",
            ProblemCode::NotSigned,
            "your organisation has no signature here to take back",
        ));
    };
    let both = case(entry, today).is_some_and(|case| case.is_signed());
    if both || has_ended(entry, today) {
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
    let case = case(entry, today).filter(Case::is_signed);
    let signed = last(entry, by).filter(|one| one.satisfied == Answer::Yes && one.signed.is_some());
    let (Some(_), Some(signed)) = (case, signed) else {
        return Err(Refused::law(
            &MHA_2025_46_2,
            "Notice states that both are satisfied: council and ICB must both have signed first.",
        ));
    };
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
