//! The ending that is before council and ICB, for those who may read all that it rests on.

use crate::domain::act::ending::{Case, case};
use crate::domain::facts::Facts;
use crate::domain::law::ending::{Status, ending};
use crate::domain::letter::EndingLetter;
use crate::domain::organisation::Kind;
use crate::domain::part::identity::{Identity, PersonName};
use crate::domain::text::Text;

use super::grade::Derived;
use super::visible::{Seen, VisibleEntry};

impl VisibleEntry {
    /// What is proposed, what there is to sign, and who signed it; none where nothing is proposed or the reader may not read what it rests on.
    pub fn ending_case(&self) -> Option<Case> {
        Derived::EndingCase.grade(self.sight.kind, self.relation)?;
        case(&self.world, self.ask.on)
    }

    /// The letter to the person; none before both have signed and the duty has ended.
    pub fn ending_letter(&self) -> Option<String> {
        let case = self.ending_case().filter(Case::is_signed)?;
        let facts = Facts::of(&self.world);
        let outcome = ending(&facts, self.ask.on).outcome;
        let ended = outcome.on.filter(|_| outcome.status == Status::Ended)?;
        let signed = |kind| {
            let mut signatures = case.signatures.iter();
            let one = signatures.find(|one| one.stands && one.kind == Some(kind))?;
            Some(self.organisations.name(&one.by))
        };
        let evidence = case.proposal.evidence.as_ref();
        let letter = EndingLetter {
            person: &self.name()?,
            council: signed(Kind::Council)?,
            icb: signed(Kind::Icb)?,
            ended,
            reasons: &case.proposal.reasons,
            shows: evidence
                .and_then(|one| one.shows.as_ref())
                .map(Text::as_str),
            written: self.ask.on,
        };
        Some(letter.html())
    }

    /// The name in use, as the reader's own record has it, else as another's does that it may read.
    fn name(&self) -> Option<String> {
        let identity = |one: &super::VisibleAccount| match one.part::<Identity>() {
            Seen::Shown(identity, _) => Some((!one.own, full(&identity.name))),
            Seen::Limited(..) | Seen::NotRecorded(_) | Seen::NotShared => None,
        };
        let named = self.accounts.iter().filter_map(identity);
        named.min().map(|(_, name)| name)
    }
}

fn full(name: &PersonName) -> String {
    let PersonName { given, family } = name;
    match given {
        Some(given) => format!("{} {}", given.as_str(), family.as_str()),
        None => family.as_str().to_owned(),
    }
}
