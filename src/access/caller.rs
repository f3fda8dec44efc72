//! Who is asking.

use crate::domain::code::OrganisationCode;
use crate::domain::organisation::Kind;

/// What the person or program behind the token does for the organisation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// Works with people on the register.
    Practitioner,
    /// Acts for the organisation: declares its feed, delegates.
    Manager,
    /// A reconciliation job.
    Job,
    /// Reviews joint policy: sees no person.
    Reviewer,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Practitioner, Self::Manager, Self::Job, Self::Reviewer];

    /// Its name in a token.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Practitioner => "practitioner",
            Self::Manager => "manager",
            Self::Job => "job",
            Self::Reviewer => "reviewer",
        }
    }

    /// The role with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether it may see identifiable people at all.
    pub const fn sees_people(self) -> bool {
        match self {
            Self::Practitioner | Self::Manager | Self::Job => true,
            Self::Reviewer => false,
        }
    }
}

/// A caller whose token was verified: the key proved the organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Caller {
    pub(super) organisation: OrganisationCode,
    pub(super) kind: Kind,
    pub(super) role: Role,
    pub(super) subject: String,
    pub(super) schema_read: bool,
}

impl Caller {
    /// The register acting for an organisation at the operator's own console: the demo and the tests. It passes through the same
    /// decisions as any other caller.
    pub fn at_the_console(organisation: OrganisationCode, kind: Kind, role: Role) -> Self {
        Self {
            organisation,
            kind,
            role,
            subject: "console".to_owned(),
            schema_read: false,
        }
    }

    /// The organisation.
    pub const fn organisation(&self) -> &OrganisationCode {
        &self.organisation
    }

    /// Its kind.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The role.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// The user or program, as the issuer names it.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Whether the token carries the scope `schema:read`.
    pub const fn may_read_schema(&self) -> bool {
        self.schema_read
    }
}
