//! The pairs: for each kind of caller, a register, and what it may not see.

use s117::access::Role;
use serde_json::{Value, json};

use super::{claims, parties};
use crate::support::{Gateway, identity};

/// The person every pair is about.
pub const WHO: &str = "9991700013";
/// Another person, of whom the caller has an account: lists of one row have no order.
pub const OTHER: &str = "9991700021";
/// A person nobody has written of until the caller does.
pub const NEW: &str = "9991700048";

pub const COUNCIL: &str = "E06000062";
pub const COUNCIL_2: &str = "E06000061";
pub const ICB: &str = "QPM";
pub const ICB_2: &str = "QYG";
pub const TRUST: &str = "RP1";
pub const TRUST_2: &str = "RW4";
pub const HOSPITAL: &str = "NV1";

/// Ids the caller was never given, as if it had guessed them: of what only one register holds, where there is such a thing.
#[derive(Clone, Debug, Default)]
pub struct Probe {
    pub entry: String,
    pub account: String,
    pub notification: String,
}

/// Who looks, and at what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Story {
    Stranger,
    Claimant,
    ClaimantInCompany,
    Candidate,
    Former,
    IndependentHospital,
    ResponsibleCouncil,
    Reviewer,
}

impl Story {
    pub const fn caller(self) -> &'static str {
        match self {
            Self::Stranger => COUNCIL_2,
            Self::Claimant => TRUST,
            Self::ClaimantInCompany
            | Self::Candidate
            | Self::Former
            | Self::ResponsibleCouncil
            | Self::Reviewer => COUNCIL,
            Self::IndependentHospital => HOSPITAL,
        }
    }

    /// How the caller must stand to the person in both registers, or the pair is not about what it says; none where it sees no one.
    pub const fn relation(self) -> Option<&'static str> {
        match self {
            Self::Stranger | Self::Reviewer => None,
            Self::Claimant | Self::ClaimantInCompany => Some("CLAIMANT"),
            Self::Candidate => Some("CANDIDATE"),
            Self::Former => Some("FORMER"),
            Self::IndependentHospital => Some("PROVIDER"),
            Self::ResponsibleCouncil => Some("RESPONSIBLE"),
        }
    }

    /// Whether the caller may accept what it was told without learning what is hidden: accepting makes a candidate a party.
    pub const fn may_accept(self) -> bool {
        !matches!(self, Self::Candidate)
    }

    /// Tells what both registers hold, then what only one of them does (`more`), or holds otherwise; the questions come after.
    pub async fn tell(self, g: &Gateway, more: bool) -> Probe {
        g.at("2023-06-01");
        second_person(g, self.caller()).await;
        match self {
            Self::Stranger | Self::Reviewer => {
                g.at("2024-02-01");
                if more {
                    claims::met(g).await;
                }
            }
            Self::Claimant => claims::claimant(g, more).await,
            Self::ClaimantInCompany => claims::in_company(g, more).await,
            Self::Candidate => parties::candidate(g, more).await,
            Self::Former => parties::former(g, more).await,
            Self::IndependentHospital => parties::independent_hospital(g, more).await,
            Self::ResponsibleCouncil => parties::responsible_council(g, more).await,
        }
        let probe = probe(g, self.caller()).await;
        g.at("2024-03-01");
        probe
    }
}

/// The ids of what others than the caller hold of the person.
async fn probe(g: &Gateway, caller: &str) -> Probe {
    let query = "{ entries(first: 5) { edges { node { id accounts { id own } } } } notifications { edges { node { id } } } }";
    let mut probe = Probe::default();
    for organisation in [ICB, TRUST, COUNCIL, TRUST_2]
        .into_iter()
        .filter(|one| *one != caller)
    {
        let data = g.ask(organisation, query, json!({})).await;
        let id = |value: &Value, otherwise: &str| value.as_str().unwrap_or(otherwise).to_owned();
        let first = &data["entries"]["edges"][0]["node"];
        probe = Probe {
            entry: id(&first["id"], &probe.entry),
            account: id(&first["accounts"][0]["id"], &probe.account),
            notification: id(
                &data["notifications"]["edges"][0]["node"]["id"],
                &probe.notification,
            ),
        };
    }
    probe
}

/// An account of the caller's own of somebody else, whom nobody else has recorded.
async fn second_person(g: &Gateway, caller: &str) {
    let position = json!({ "status": "UNKNOWN", "since": "2023-05-01" });
    g.submit(
        caller,
        "OWN-OTHER",
        json!({ "identity": identity(OTHER, "Somebody", "1980-02-02"), "position": position }),
    )
    .await;
}

pub fn who() -> Value {
    identity(WHO, "Example", "1990-01-01")
}

/// Which role the caller asks in.
pub const fn reviews(story: Story) -> bool {
    matches!(story, Story::Reviewer)
}

/// The role that a refused question of governance is asked in.
pub const MANAGER: Role = Role::Manager;
