//! Organisations: what they are, from when until when, and which body stands in the shoes of one that is gone.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::code::OrganisationCode;
use super::law::Law;
use super::law::reading::Commencement;
use super::partial_date::Day;
use super::policy::Policies;

/// The kind of an organisation: it decides which parts it may write and read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A local social services authority.
    Council,
    /// An integrated care board, or the clinical commissioning group or primary care trust before it.
    Icb,
    /// An NHS trust or foundation trust.
    Trust,
    /// An independent hospital.
    Hospital,
}

impl Kind {
    /// All of them, in the order of every table.
    pub const ALL: [Self; 4] = [Self::Council, Self::Icb, Self::Trust, Self::Hospital];

    /// Whether it owes the after-care duty (a council or an ICB), rather than provides care.
    pub const fn owes_the_duty(self) -> bool {
        match self {
            Self::Council | Self::Icb => true,
            Self::Trust | Self::Hospital => false,
        }
    }

    /// The word for it in a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Council => "council",
            Self::Icb => "ICB",
            Self::Trust => "Trust",
            Self::Hospital => "independent hospital",
        }
    }
}

/// An organisation and the days on which it exists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organisation {
    /// Its ODS or GSS code.
    pub code: OrganisationCode,
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its first day; none when it has always been there as far as the register knows.
    pub opened: Option<Day>,
    /// The first day on which it no longer exists.
    pub closed: Option<Day>,
    /// Whether the code or a date is common knowledge not checked against the code's keeper: shown beside it wherever it is published.
    pub unverified: bool,
}

/// One body taking over from another on a day. Several for one predecessor mean that its people were divided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Succession {
    /// The body that ended, or lost the function.
    pub predecessor: OrganisationCode,
    /// The body that took over.
    pub successor: OrganisationCode,
    /// From this day.
    pub on: Day,
}

/// Where an organisation's responsibilities lie on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Successor {
    /// With this body.
    Is(OrganisationCode),
    /// With one of these: the predecessor's people were divided and nobody has recorded where this person went.
    OneOf(Vec<OrganisationCode>),
}

/// Every organisation the register knows, their joint policies, and the passed law that it is told has come into force: what every entry is
/// read with.
#[derive(Clone, Debug, Default)]
pub struct Organisations {
    known: BTreeMap<OrganisationCode, Organisation>,
    successions: Vec<Succession>,
    commencement: Commencement,
    policies: Arc<Policies>,
}

impl Organisations {
    /// The list, with who succeeds whom.
    pub fn new(known: Vec<Organisation>, successions: Vec<Succession>) -> Self {
        Self {
            known: known
                .into_iter()
                .map(|one| (one.code.clone(), one))
                .collect(),
            successions,
            commencement: Commencement::default(),
            policies: Arc::default(),
        }
    }

    /// The same, where passed law has come into force.
    #[must_use]
    pub const fn commenced(mut self, commencement: Commencement) -> Self {
        self.commencement = commencement;
        self
    }

    /// The same, with these joint policies.
    #[must_use]
    pub fn with_policies(mut self, policies: Policies) -> Self {
        self.policies = Arc::new(policies);
        self
    }

    /// The joint policies.
    pub const fn policies(&self) -> &Arc<Policies> {
        &self.policies
    }

    /// The law with everything decided and commenced that the register knows of.
    pub const fn law(&self) -> Law {
        Law::now(self.commencement)
    }

    /// The organisation with this code.
    pub fn get(&self, code: &OrganisationCode) -> Option<&Organisation> {
        self.known.get(code)
    }

    /// Its kind, if it is known.
    pub fn kind(&self, code: &OrganisationCode) -> Option<Kind> {
        self.get(code).map(|one| one.kind)
    }

    /// Its name, or its code where the register has no name for it.
    pub fn name<'a>(&'a self, code: &'a OrganisationCode) -> &'a str {
        self.get(code)
            .map_or_else(|| code.as_str(), |one| one.name.as_str())
    }

    /// All, by code.
    pub fn all(&self) -> impl Iterator<Item = &Organisation> {
        self.known.values()
    }

    /// Whether the register knows it, and it exists on this day.
    pub fn exists(&self, code: &OrganisationCode, day: Day) -> bool {
        self.get(code).is_some_and(|one| {
            one.opened.is_none_or(|opened| opened <= day)
                && one.closed.is_none_or(|closed| day < closed)
        })
    }

    /// Whether this body is one of several among which another's people were divided.
    pub fn shared_out_to(&self, code: &OrganisationCode) -> bool {
        self.successions
            .iter()
            .filter(|one| one.successor == *code)
            .any(|one| self.successors(&one.predecessor).count() > 1)
    }

    /// The bodies that took over from this one.
    pub fn successors<'a>(
        &'a self,
        code: &'a OrganisationCode,
    ) -> impl Iterator<Item = &'a Succession> {
        self.successions
            .iter()
            .filter(move |one| one.predecessor == *code)
    }

    /// Who holds on `day` what this body held, whatever person it is about.
    pub fn heir(&self, code: &OrganisationCode, day: Day) -> Successor {
        self.holder(code, day, &BTreeMap::new())
    }

    /// A body, whoever in the end stands alone in its shoes, and all in whose shoes that one stands.
    pub fn kin(&self, code: &OrganisationCode) -> Vec<OrganisationCode> {
        let last = match self.heir(code, Day::MAX) {
            Successor::Is(last) => last,
            Successor::OneOf(_) => code.clone(),
        };
        let mut same = self.predecessors(&last);
        same.push(last);
        same
    }

    /// The bodies in whose shoes this one alone stands, in the end.
    pub fn predecessors(&self, code: &OrganisationCode) -> Vec<OrganisationCode> {
        let mut found: Vec<OrganisationCode> = Vec::new();
        let mut bodies = vec![code.clone()];
        while let Some(body) = bodies.pop() {
            let before = self.successions.iter().filter(|one| one.successor == body);
            for one in before {
                let alone = self.successors(&one.predecessor).count() == 1;
                if alone && !found.contains(&one.predecessor) {
                    found.push(one.predecessor.clone());
                    bodies.push(one.predecessor.clone());
                }
            }
        }
        found
    }

    /// The days on which what this body held passed on, from it or from those after it.
    pub fn changes_of(&self, code: &OrganisationCode) -> Vec<Day> {
        let mut days = Vec::new();
        let mut bodies = vec![code.clone()];
        for _ in 0..=self.successions.len() {
            let Some(body) = bodies.pop() else { break };
            for one in self.successors(&body) {
                days.push(one.on);
                bodies.push(one.successor.clone());
            }
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Who holds on `day` what this body held, given where this person was assigned when a body's people were divided.
    pub fn holder(
        &self,
        code: &OrganisationCode,
        day: Day,
        assigned: &BTreeMap<OrganisationCode, OrganisationCode>,
    ) -> Successor {
        let mut at = code.clone();
        // A chain longer than the list of successions would be a circle.
        for _ in 0..=self.successions.len() {
            let mut heirs: Vec<_> = self
                .successors(&at)
                .filter(|one| one.on <= day)
                .map(|one| one.successor.clone())
                .collect();
            heirs.sort_unstable();
            heirs.dedup();
            at = match (heirs.as_slice(), assigned.get(&at)) {
                ([], _) => return Successor::Is(at),
                ([only], _) => only.clone(),
                (several, Some(chosen)) if several.contains(chosen) => chosen.clone(),
                (several, _) => return Successor::OneOf(several.to_vec()),
            };
        }
        Successor::Is(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> OrganisationCode {
        text.parse().unwrap()
    }

    fn d(y: i32, m: u32, day: u32) -> Day {
        Day::from_ymd_opt(y, m, day).unwrap()
    }

    fn list() -> Organisations {
        let one = |predecessor: &str, successor: &str, on| Succession {
            predecessor: code(predecessor),
            successor: code(successor),
            on,
        };
        Organisations::new(
            Vec::new(),
            vec![
                one("06H", "QUE", d(2022, 7, 1)),
                one("QUE", "QZZ", d(2026, 4, 1)),
                one("E10000021", "E06000061", d(2021, 4, 1)),
                one("E10000021", "E06000062", d(2021, 4, 1)),
            ],
        )
    }

    #[test]
    fn a_duty_follows_the_chain_as_far_as_the_day() {
        let none = BTreeMap::new();
        assert_eq!(
            list().holder(&code("06H"), d(2022, 6, 30), &none),
            Successor::Is(code("06H"))
        );
        assert_eq!(
            list().holder(&code("06H"), d(2026, 3, 31), &none),
            Successor::Is(code("QUE"))
        );
        assert_eq!(
            list().holder(&code("06H"), d(2026, 4, 1), &none),
            Successor::Is(code("QZZ"))
        );
    }

    #[test]
    fn a_divided_council_needs_an_assignment() {
        let county = code("E10000021");
        let both = vec![code("E06000061"), code("E06000062")];
        assert_eq!(
            list().holder(&county, d(2023, 1, 1), &BTreeMap::new()),
            Successor::OneOf(both)
        );
        let assigned = BTreeMap::from([(county.clone(), code("E06000062"))]);
        assert_eq!(
            list().holder(&county, d(2023, 1, 1), &assigned),
            Successor::Is(code("E06000062"))
        );
    }
}
