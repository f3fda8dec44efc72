//! The ending that is before council and ICB: what is proposed, what there is to sign, and who signed it.

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};

use super::organisation::Organisation;
use super::rule::Part;
use crate::access::VisibleEntry;
use crate::domain::act::ending as domain;
use crate::domain::organisation::Organisations;
use crate::graphql::part::ending::{EndingEvidence, EndingInvolvement, EndingReason};
use crate::graphql::part::shape::Shape;
use crate::graphql::scalar::{DateTime, EvidenceDigest, PartialDate, instant, show};

/// One version of a part that a signature covers.
#[derive(SimpleObject, Debug)]
pub struct SignedExhibit {
    /// The opaque id of the account that it is in.
    pub account_id: ID,
    /// The organisation whose account that is.
    pub organisation: Organisation,
    /// The part that it is a version of.
    pub part: Part,
    /// The number of the version.
    pub version: u32,
    /// The salted commitment to the content of the version: 64 hexadecimal digits.
    pub commitment: EvidenceDigest,
}

/// A signature of the ending of after-care: one of the two keys.
#[derive(SimpleObject, Debug)]
pub struct EndingSignature {
    /// The organisation that signed.
    pub by: Organisation,
    /// The moment at which the register learnt of it, in UTC.
    pub signed_at: DateTime,
    /// The day since which the organisation is satisfied. The date may be partial; null means not recorded.
    pub satisfied_since: Option<PartialDate>,
    /// The digest of what was signed.
    pub evidence: EvidenceDigest,
    /// Whether the signature counts: it is on what there is to sign now, or council and ICB both signed the same. What changed since voids it.
    pub stands: bool,
}

/// The ending of after-care that is before council and ICB (Mental Health Act 1983, s. 117(2)).
pub struct EndingCase {
    entry: Arc<VisibleEntry>,
    case: domain::Case,
}

impl EndingCase {
    /// The case of an entry, if there is one that may be shown.
    pub fn of(entry: &Arc<VisibleEntry>) -> Option<Self> {
        Some(Self {
            case: entry.ending_case()?,
            entry: Arc::clone(entry),
        })
    }

    fn organisations(&self) -> &Organisations {
        &self.entry.organisations
    }
}

/// The ending of after-care that is before council and ICB (Mental Health Act 1983, s. 117(2)).
#[Object]
impl EndingCase {
    /// The organisation that proposed it.
    async fn proposed_by(&self) -> Organisation {
        Organisation::of(self.organisations(), &self.case.by)
    }

    /// The moment at which the register learnt of the proposal, in UTC.
    async fn proposed_at(&self) -> DateTime {
        instant(self.case.at.at)
    }

    /// Why after-care may end, as proposed.
    async fn reasons(&self) -> Vec<EndingReason> {
        Shape::show(&self.case.proposal.reasons)
    }

    /// On what evidence, as proposed. Null means that none is named.
    async fn proposal(&self) -> Option<EndingEvidence> {
        Shape::show(&self.case.proposal.evidence)
    }

    /// How the person was involved, as proposed. Null means not recorded.
    async fn involvement(&self) -> Option<EndingInvolvement> {
        Shape::show(&self.case.proposal.involvement)
    }

    /// The digest of what there is to sign: of the proposal and of every version below. It changes when any of them does.
    async fn evidence(&self) -> EvidenceDigest {
        show(&self.case.digest)
    }

    /// The versions that a signature covers, account by account.
    async fn exhibits(&self) -> Vec<SignedExhibit> {
        let exhibit = |one: &domain::Exhibit| {
            let domain::Exhibit {
                account,
                organisation,
                part,
                version,
                commitment,
            } = one;
            let digest = crate::domain::part::ending::EvidenceDigest::of(*commitment);
            SignedExhibit {
                account_id: ID(account.to_string()),
                organisation: Organisation::of(self.organisations(), organisation),
                part: (*part).into(),
                version: *version,
                commitment: show(&digest),
            }
        };
        self.case.exhibits.iter().map(exhibit).collect()
    }

    /// Who signed, oldest first.
    async fn signatures(&self) -> Vec<EndingSignature> {
        let signature = |one: &domain::Signature| {
            let domain::Signature {
                by,
                kind: _,
                at,
                decided,
                digest,
                stands,
            } = one;
            EndingSignature {
                by: Organisation::of(self.organisations(), by),
                signed_at: instant(at.at),
                satisfied_since: Shape::show(decided),
                evidence: show(digest),
                stands: *stands,
            }
        };
        self.case.signatures.iter().map(signature).collect()
    }

    /// A letter to the person in plain English, as a page of HTML that needs nothing else and prints to one side of A4. Null means that
    /// after-care has not ended, or that nobody here records the person's name.
    async fn letter(&self) -> Option<String> {
        self.entry.ending_letter()
    }
}
