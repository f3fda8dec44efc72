//! Joint policies: what they lay down, how they stand, what is found of them, and what a draft would change.

use async_graphql::{Enum, ID, SimpleObject};

use super::organisation::Organisation;
use super::rule::{Default, Provision, told};
use crate::domain::organisation::Organisations;
use crate::domain::partial_date::Day;
use crate::domain::policy::{self as domain, lint};
use crate::graphql::part::ending::EndingReason;
use crate::graphql::part::shape::{Line, Shape, same, shapes};
use crate::graphql::scalar::{
    Date, DateTime, EvidenceDigest, ItemKey, Percent, instant, show, show_some,
};

/// Who a joint policy lets coordinate after-care.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::CoordinatorRule")]
pub enum CoordinatorRule {
    /// Whoever is suitable, of whichever organisation and profession.
    AnySuitable,
    /// A health professional.
    HealthProfessional,
    /// A social worker.
    SocialWorker,
    /// A member of the community mental health team.
    CommunityTeam,
}

/// Whom a joint policy lets in.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::EntitlementRule")]
pub enum EntitlementRule {
    /// Everyone who left hospital after a qualifying detention, as the law has it.
    EveryoneQualifying,
    /// Only people detained for more than 28 days.
    After28Days,
    /// Only people open to a community mental health team.
    OpenToCommunityTeam,
    /// Only adults.
    AdultsOnly,
    /// Only people with needs eligible under the Care Act 2014.
    CareActNeeds,
}

/// How a joint policy has after-care paid for.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::FundingRule")]
pub enum FundingRule {
    /// Care begins, and who pays is settled afterwards.
    CareFirst,
    /// Care waits until a panel has agreed who pays.
    PanelFirst,
    /// The person's means are assessed.
    MeansTested,
    /// Housing benefit pays for accommodation that is after-care.
    HousingBenefit,
}

/// To whom a dispute is taken, step by step.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
#[graphql(remote = "domain::LadderRung")]
pub enum LadderRung {
    /// The managers of the teams.
    TeamManagers,
    /// The heads of the services.
    ServiceHeads,
    /// The directors of the organisations.
    Directors,
    /// The chief executives of the organisations.
    ChiefExecutives,
    /// Somebody who belongs to none of the organisations.
    Independent,
    /// Whoever determines the dispute by law.
    Determination,
}

same!(CoordinatorRule EntitlementRule FundingRule LadderRung);

shapes! {
    /// How council and ICB divide the cost: the two shares add up to 100.
    CostSplit "CostSplitInput" of CostSplit {
        /// The council's share in per cent.
        council: Percent,
        /// The ICB's share in per cent.
        icb: Percent,
    }

    /// A step in settling a dispute.
    LadderStep "LadderStepInput" of LadderStep {
        /// To whom the dispute goes.
        to: LadderRung,
        /// The days after the first written denial by which it goes there at the latest.
        within_days: i32,
    }

    /// What a joint policy lays down. What it is silent on stays as the law, or the register's default, has it. A number counts where it asks
    /// for something sooner than they do, and never where it allows more time.
    PolicyTerms "PolicyTermsInput" of Terms {
        /// The days from leaving hospital to the first review. Null means that the policy is silent.
        first_review_days: Option<i32>,
        /// The months from one review to the next. Null means that the policy is silent.
        review_months: Option<i32>,
        /// The days from a change of circumstances to the review after it. Null means that the policy is silent.
        change_review_days: Option<i32>,
        /// The working days in which one organisation tells another, and is answered. Null means that the policy is silent.
        notify_working_days: Option<i32>,
        /// The working days in which a complaint is answered. Null means that the policy is silent.
        complaint_working_days: Option<i32>,
        /// Who may coordinate after-care. An empty list means that the policy is silent.
        #[graphql(default)]
        coordinators: Vec<CoordinatorRule>,
        /// Whom the policy lets in. An empty list means that the policy is silent.
        #[graphql(default)]
        entitlement: Vec<EntitlementRule>,
        /// The reasons for which the policy ends after-care, each of them alone. An empty list means that the policy is silent.
        #[graphql(default)]
        ending: Vec<EndingReason>,
        /// Whether the policy lets one organisation alone end after-care.
        #[graphql(default)]
        one_body_may_end: bool,
        /// How the policy has after-care paid for. An empty list means that the policy is silent.
        #[graphql(default)]
        funding: Vec<FundingRule>,
        /// How council and ICB divide the cost, where it is the same for everybody. Null means that the policy lays down no such division.
        split: Option<CostSplit>,
        /// The steps in settling a dispute, the first one first. An empty list means that the policy is silent.
        #[graphql(default)]
        ladder: Vec<LadderStep>,
    }
}

/// Something in a joint policy that is narrower than the law. It is found of the policy (UNL-15) and silences no rule.
#[derive(SimpleObject, Debug)]
pub struct PolicyFinding {
    /// The permanent code of the rule: `UNL-15`.
    pub rule: &'static str,
    /// The term of the policy that it is about, such as `reviewMonths`.
    pub term: &'static str,
    /// What is found, in a sentence.
    pub sentence: &'static str,
    /// The provisions that the policy is held against.
    pub provisions: Vec<Provision>,
    /// The register's own defaults that the policy is held against.
    pub defaults: Vec<Default>,
}

impl From<&'static lint::Lint> for PolicyFinding {
    fn from(lint: &'static lint::Lint) -> Self {
        let (provisions, defaults) = told(lint.basis);
        Self {
            rule: lint::CODE,
            term: lint.term,
            sentence: lint.says,
            provisions,
            defaults,
        }
    }
}

/// One of the organisations of a joint policy, with what it has said of it.
#[derive(SimpleObject, Debug)]
pub struct PolicyMember {
    /// The organisation that is named in the policy.
    pub organisation: Organisation,
    /// The moment, in UTC, at which it adopted the policy. Null means that it has not.
    pub adopted_at: Option<DateTime>,
    /// The moment, in UTC, at which it left the policy. Null means that it has not.
    pub left_at: Option<DateTime>,
}

/// A joint policy, in force once all of its organisations have adopted it.
#[derive(SimpleObject, Debug)]
pub struct JointPolicy {
    /// The opaque id of the policy.
    pub id: ID,
    /// The key of the partnership whose policy it is, the same for each policy that follows another.
    pub partnership: ItemKey,
    /// The title of the policy.
    pub title: Line,
    /// The organisations whose policy it is, with what each has said of it.
    pub members: Vec<PolicyMember>,
    /// The day from which the policy is to have effect, once all have adopted it.
    pub effective_from: Date,
    /// What the policy lays down.
    pub terms: PolicyTerms,
    /// The digest of the policy as it was put forward: what its organisations adopt.
    pub digest: EvidenceDigest,
    /// The organisation that put the policy forward.
    pub proposed_by: Organisation,
    /// The moment, in UTC, at which the policy was put forward.
    pub proposed_at: DateTime,
    /// The first day on which the policy is in force. Null means that not all have adopted it.
    pub in_force_from: Option<Date>,
    /// The first day on which the policy is no longer in force. Null means that no such day is known.
    pub in_force_until: Option<Date>,
    /// Everything in the policy that is narrower than the law.
    pub findings: Vec<PolicyFinding>,
}

impl JointPolicy {
    /// A policy as it is published, with the days on which it is in force, if any are known.
    pub fn of(
        one: &domain::JointPolicy,
        spell: Option<&domain::Spell>,
        organisations: &Organisations,
    ) -> Self {
        let domain::JointPolicy {
            id,
            policy,
            digest,
            by,
            proposed,
            words: _,
        } = one;
        let domain::Policy {
            partnership,
            title,
            members,
            from,
            terms,
        } = policy;
        let said = |member, word| one.said(member, word).map(|at| instant(at.at));
        let members = members.iter().map(|member| PolicyMember {
            organisation: Organisation::of(organisations, member),
            adopted_at: said(member, domain::Word::Adopted),
            left_at: said(member, domain::Word::Left),
        });
        Self {
            id: ID(id.to_string()),
            partnership: show(partnership),
            title: Shape::show(title),
            members: members.collect(),
            effective_from: show(from),
            terms: Shape::show(terms),
            digest: show(digest),
            proposed_by: Organisation::of(organisations, by),
            proposed_at: instant(proposed.at),
            in_force_from: show_some(spell.map(|spell| &spell.from)),
            in_force_until: show_some(spell.and_then(|spell| spell.until.as_ref())),
            findings: lint::findings(terms).map(Into::into).collect(),
        }
    }
}

/// A count that points at nobody.
#[derive(SimpleObject, Debug)]
pub struct SuppressedCount {
    /// The count to the nearest five. Null means that it is below five, and may be none.
    pub about: Option<u32>,
}

impl From<domain::Count> for SuppressedCount {
    fn from(count: domain::Count) -> Self {
        Self {
            about: match count {
                domain::Count::Few => None,
                domain::Count::About(number) => Some(number),
            },
        }
    }
}

/// What a draft would change about one rule.
#[derive(SimpleObject, Debug)]
pub struct PolicyEffect {
    /// The permanent code of the rule, such as `DUT-05`.
    pub rule: &'static str,
    /// The entries on which a discrepancy of the rule would stand with the draft, and does not without.
    pub more: SuppressedCount,
    /// The entries on which a discrepancy of the rule stands without the draft, and would not with it.
    pub fewer: SuppressedCount,
}

/// What came of trying a draft out: nothing was written.
#[derive(SimpleObject, Debug)]
pub struct PolicyChecked {
    /// Everything in the draft that is narrower than the law.
    pub findings: Vec<PolicyFinding>,
    /// The day for which the counts are: the first on which anything could be overdue under the draft.
    pub on: Date,
    /// The entries of your organisation that were looked at.
    pub entries: SuppressedCount,
    /// The entries on which something that your organisation may see would stand otherwise.
    pub changed: SuppressedCount,
    /// The rules that would stand on more or fewer entries, where those are not few.
    pub effects: Vec<PolicyEffect>,
}

impl PolicyChecked {
    /// What came of it as it is published.
    pub fn of(found: Vec<&'static lint::Lint>, effects: domain::Effects, on: Day) -> Self {
        let domain::Effects {
            entries,
            changed,
            rules,
        } = effects;
        let rules = rules.into_iter().map(|one| PolicyEffect {
            rule: one.rule,
            more: one.more.into(),
            fewer: one.fewer.into(),
        });
        Self {
            findings: found.into_iter().map(Into::into).collect(),
            on: show(&on),
            entries: entries.into(),
            changed: changed.into(),
            effects: rules.collect(),
        }
    }
}
