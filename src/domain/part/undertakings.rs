//! What a body said would be done for a named need, and by whom: "we will", "they will", "not ours". Bodies that each hold it to be
//! another's leave the person with nobody (Ombudsman decision 24 005 859).

use serde::{Deserialize, Serialize};

use super::{ANYONE, Content, Keyed, LeftOut, Listed, Named, in_order, not_in_the_future};
use crate::domain::code::{ItemKey, OrganisationCode};
use crate::domain::partial_date::{Day, PartialDate};
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::Text;

/// What the body said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UndertakingKind {
    /// This body will do it.
    WeWill,
    /// Another body will do it.
    TheyWill,
    /// It is not for this body to do.
    NotOurs,
}

/// The need an undertaking is about, named so that what two bodies say of it can be compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NamedNeed {
    /// A coordinator.
    Coordinator,
    /// A plan.
    Plan,
    /// A review.
    Review,
    /// An assessment.
    Assessment,
    /// Treatment or therapy.
    Treatment,
    /// Social care.
    SocialCare,
    /// Accommodation.
    Accommodation,
    /// Funding.
    Funding,
    /// Another.
    Other,
}

/// One undertaking, or one refusal to give it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Undertaking {
    /// The writer's key.
    pub key: ItemKey,
    /// What the body said.
    pub kind: UndertakingKind,
    /// For which need.
    pub need: NamedNeed,
    /// In the body's own words.
    pub says: Option<Text>,
    /// The other body that is to do it, or whose it is said to be.
    pub other: Option<OrganisationCode>,
    /// Said on.
    pub on: PartialDate,
    /// The role of whoever said it.
    pub by: Option<Text>,
    /// The body it was said to.
    pub to: Option<OrganisationCode>,
    /// To be done by.
    pub due: Option<PartialDate>,
    /// Done on.
    pub done: Option<PartialDate>,
}

impl Keyed for Undertaking {
    fn key(&self) -> &ItemKey {
        &self.key
    }
}

/// The undertakings part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Undertakings {
    /// Undertakings, in any order.
    pub undertakings: Listed<Undertaking>,
}

impl Content for Undertakings {
    fn check(&self, today: Day, problems: &mut Problems) {
        self.undertakings
            .check("undertakings", problems, |one, problems| {
                not_in_the_future("on", Some(one.on), today, problems);
                not_in_the_future("done", one.done, today, problems);
                in_order(Some(one.on), "due", one.due, "it was said", problems);
                let needs_another = match one.kind {
                    UndertakingKind::TheyWill => true,
                    UndertakingKind::WeWill | UndertakingKind::NotOurs => false,
                };
                if needs_another && one.other.is_none() {
                    problems.report_at(
                        "other",
                        ProblemCode::Missing,
                        "name the body that is to do it",
                    );
                }
            });
    }

    fn keys(&self) -> Vec<&ItemKey> {
        self.undertakings.keys()
    }

    fn left_out(&self) -> &[LeftOut] {
        &self.undertakings.left_out
    }

    fn organisations(&self) -> Vec<Named<'_>> {
        let mut named = Vec::new();
        for (index, one) in self.undertakings.items.iter().enumerate() {
            for (field, body) in [("other", &one.other), ("to", &one.to)] {
                if let Some(body) = body {
                    named.push((format!("undertakings[{index}].{field}"), body, ANYONE));
                }
            }
        }
        named
    }
}
