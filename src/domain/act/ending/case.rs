//! The ending that is before the two bodies: what is proposed, what there is to sign, and who signed.

use sha2::{Digest, Sha256};

use crate::domain::code::OrganisationCode;
use crate::domain::entry::{Account, Entry, Moment, Standing, Version};
use crate::domain::facts::Facts;
use crate::domain::id::AccountId;
use crate::domain::organisation::Kind;
use crate::domain::part::ending::{Ending, EvidenceDigest};
use crate::domain::part::{Answer, Part, Whole};
use crate::domain::partial_date::{Day, PartialDate};

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
        self.is_signed_by(|_| true)
    }

    /// Whether a council and an ICB of which this is true have signed the same.
    pub fn is_signed_by(&self, owes: impl Fn(&OrganisationCode) -> bool) -> bool {
        let by = |kind| {
            let mut signatures = self.signatures.iter();
            signatures.any(|one| one.stands && one.kind == Some(kind) && owes(&one.by))
        };
        by(Kind::Council) && by(Kind::Icb)
    }
}

/// What is said of ending in an account, oldest first, unless it was withdrawn.
pub(super) fn said(account: &Account) -> Vec<(&Version, &Ending)> {
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
