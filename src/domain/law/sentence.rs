//! Sentences of a finding: fixed words with facts in their gaps, put together only when somebody reads them.

use std::fmt::Write;

use super::super::code::OrganisationCode;
use super::super::organisation::Organisations;
use super::super::partial_date::PartialDate;
use super::legal_status::Sections;

/// A fact in a gap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Term {
    /// A date; none is "a day not recorded".
    Date(Option<PartialDate>),
    /// Legal statuses.
    Sections(Sections),
    /// An organisation.
    Body(OrganisationCode),
    /// A word of the register's own.
    Word(&'static str),
}

/// Words with gaps, written `{}`, and what goes into them in their order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    words: &'static str,
    terms: [Option<Term>; 3],
}

impl From<&'static str> for Sentence {
    fn from(words: &'static str) -> Self {
        Self {
            words,
            terms: [const { None }; 3],
        }
    }
}

/// A sentence to be filled in.
pub fn say(words: &'static str) -> Sentence {
    Sentence::from(words)
}

impl Sentence {
    fn with(mut self, term: Term) -> Self {
        if let Some(gap) = self.terms.iter_mut().find(|gap| gap.is_none()) {
            *gap = Some(term);
        }
        self
    }

    /// With a date in the next gap.
    #[must_use]
    pub fn date(self, date: impl Into<Option<PartialDate>>) -> Self {
        self.with(Term::Date(date.into()))
    }

    /// With legal statuses in the next gap.
    #[must_use]
    pub fn sections(self, sections: Sections) -> Self {
        self.with(Term::Sections(sections))
    }

    /// With the name of an organisation in the next gap.
    #[must_use]
    pub fn body(self, body: &OrganisationCode) -> Self {
        self.with(Term::Body(body.clone()))
    }

    /// With a word of the register's own in the next gap.
    #[must_use]
    pub fn word(self, word: &'static str) -> Self {
        self.with(Term::Word(word))
    }

    /// The sentence as a person reads it.
    pub fn read(&self, organisations: &Organisations) -> String {
        let mut terms = self.terms.iter().flatten();
        let mut text = String::with_capacity(self.words.len() + 32);
        for (index, words) in self.words.split("{}").enumerate() {
            if index > 0 {
                // Writing to a string cannot fail.
                let _ = match terms.next() {
                    Some(Term::Date(Some(date))) => write!(text, "{date}"),
                    Some(Term::Date(None)) => text.write_str("a day not recorded"),
                    Some(Term::Sections(sections)) => write!(text, "{sections}"),
                    Some(Term::Body(body)) => text.write_str(organisations.name(body)),
                    Some(Term::Word(word)) => text.write_str(word),
                    None => text.write_str("…"),
                };
            }
            text.push_str(words);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_stand_in_the_gaps_in_their_order() {
        let from = "2024-01-10".parse::<PartialDate>().unwrap();
        let one = say("From {} until {}, {}.")
            .date(from)
            .date(None)
            .word("free");
        let nobody = Organisations::default();
        assert_eq!(
            one.read(&nobody),
            "From 2024-01-10 until a day not recorded, free."
        );
        assert_eq!(say("Plain.").read(&nobody), "Plain.");
    }
}
