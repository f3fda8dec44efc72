//! What is published and what it is in the domain: one declaration reads an input, noting every problem at its path, and shows a content.
//! A field that the domain has and the declaration has not is a compile error, and the other way round.

use async_graphql::NewType;

use crate::domain::part::MOST;
use crate::domain::problem::{ProblemCode, Problems};
use crate::domain::text::{LINE, PASSAGE, Text};
use crate::graphql::scalar::{
    CaseReference, EvidenceDigest, ItemKey, LegalStatusCode, NhsNumber, OrganisationCode,
    PartialDate, Pence, Percent, Postcode, PracticeCode, Written, show,
};

/// A published form of something in the domain.
pub trait Shape<D>: Sized {
    /// Reads it, noting every problem; none where something was wrong.
    fn read(self, problems: &mut Problems) -> Option<D>;

    /// The form in which it is published.
    fn show(content: &D) -> Self;
}

/// A name, a role or a reference.
#[derive(NewType, Clone, PartialEq, Eq)]
pub struct Line(String);

/// A passage: reasons, accounts of what happened.
#[derive(NewType, Clone, PartialEq, Eq)]
pub struct Passage(String);

macro_rules! texts {
    ($($text:ident $longest:ident)*) => {$(
        impl std::fmt::Debug for $text {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($text), "(hidden)"))
            }
        }

        impl Shape<Text> for $text {
            fn read(self, problems: &mut Problems) -> Option<Text> {
                problems.keep(ProblemCode::NotText, Text::read(&self.0, $longest))
            }

            fn show(content: &Text) -> Self {
                Self(content.as_str().to_owned())
            }
        }
    )*};
}

texts! {
    Line LINE
    Passage PASSAGE
}

macro_rules! scalars {
    ($($scalar:ident)*) => {$(
        impl Shape<<$scalar as Written>::Read> for $scalar {
            fn read(self, problems: &mut Problems) -> Option<<Self as Written>::Read> {
                problems.keep(Self::WRONG, self.text().parse())
            }

            fn show(content: &<Self as Written>::Read) -> Self {
                show(content)
            }
        }
    )*};
}

scalars! {
    CaseReference EvidenceDigest ItemKey LegalStatusCode OrganisationCode PartialDate Postcode PracticeCode
}

impl Shape<crate::domain::nhs_number::NhsNumber> for NhsNumber {
    fn read(self, problems: &mut Problems) -> Option<crate::domain::nhs_number::NhsNumber> {
        problems.keep(Self::WRONG, self.text().parse())
    }

    fn show(content: &crate::domain::nhs_number::NhsNumber) -> Self {
        Self(content.as_str().to_owned())
    }
}

impl Shape<u64> for Pence {
    fn read(self, problems: &mut Problems) -> Option<u64> {
        problems.keep(ProblemCode::NotAnAmount, self.amount())
    }

    fn show(content: &u64) -> Self {
        Self::of(*content)
    }
}

impl Shape<u8> for Percent {
    fn read(self, problems: &mut Problems) -> Option<u8> {
        problems.keep(ProblemCode::NotAnAmount, self.amount())
    }

    fn show(content: &u8) -> Self {
        Self::of(*content)
    }
}

impl Shape<u32> for i32 {
    fn read(self, problems: &mut Problems) -> Option<u32> {
        let number = u32::try_from(self).map_err(|_| "this is below nothing");
        problems.keep(ProblemCode::NotAnAmount, number)
    }

    fn show(content: &u32) -> Self {
        Self::try_from(*content).unwrap_or(Self::MAX)
    }
}

impl Shape<Self> for bool {
    fn read(self, _problems: &mut Problems) -> Option<Self> {
        Some(self)
    }

    fn show(content: &Self) -> Self {
        *content
    }
}

impl<D, S: Shape<D>> Shape<Option<D>> for Option<S> {
    fn read(self, problems: &mut Problems) -> Option<Option<D>> {
        match self {
            None => Some(None),
            Some(one) => one.read(problems).map(Some),
        }
    }

    fn show(content: &Option<D>) -> Self {
        content.as_ref().map(S::show)
    }
}

impl<D, S: Shape<D>> Shape<Vec<D>> for Vec<S> {
    fn read(self, problems: &mut Problems) -> Option<Vec<D>> {
        if self.len() > MOST {
            problems.report(ProblemCode::TooMany, format_args!("at most {MOST} items"));
            return None;
        }
        let read = |(index, item): (usize, S)| problems.item(index, |here| item.read(here));
        // Every item is read, so that all that is wrong is named.
        let all: Vec<_> = self.into_iter().enumerate().map(read).collect();
        all.into_iter().collect()
    }

    fn show(content: &Vec<D>) -> Self {
        content.iter().map(S::show).collect()
    }
}

/// The name under which a field is published: `left_out` as `leftOut`.
pub fn published_name(field: &str) -> String {
    let mut name = String::with_capacity(field.len());
    let mut capital = false;
    for c in field.chars() {
        if c == '_' {
            capital = true;
        } else {
            name.push(if capital { c.to_ascii_uppercase() } else { c });
            capital = false;
        }
    }
    name
}

/// Enumerations that the domain has under the same name, value for value.
macro_rules! same {
    ($($name:ident)*) => {$(
        impl $crate::graphql::part::shape::Shape<domain::$name> for $name {
            fn read(self, _problems: &mut $crate::domain::problem::Problems) -> Option<domain::$name> {
                Some(self.into())
            }

            fn show(content: &domain::$name) -> Self {
                (*content).into()
            }
        }
    )*};
}

/// Objects that the domain has, field for field.
macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident $input:tt of $domain:ident { $($(#[$meta:meta])* $field:ident: $shape:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(async_graphql::SimpleObject, async_graphql::InputObject, Clone, Debug)]
        #[graphql(input_name = $input)]
        pub struct $name { $($(#[$meta])* pub $field: $shape),* }

        impl $crate::graphql::part::shape::Shape<domain::$domain> for $name {
            fn read(self, problems: &mut $crate::domain::problem::Problems) -> Option<domain::$domain> {
                let Self { $($field),* } = self;
                $(
                    let name = $crate::graphql::part::shape::published_name(stringify!($field));
                    let $field = problems.within(&name, |here| $crate::graphql::part::shape::Shape::read($field, here));
                )*
                Some(domain::$domain { $($field: $field?),* })
            }

            fn show(content: &domain::$domain) -> Self {
                let domain::$domain { $($field),* } = content;
                Self { $($field: $crate::graphql::part::shape::Shape::show($field)),* }
            }
        }
    )*};
}

/// A part that is a list submitted whole, with what else it says.
macro_rules! listed_part {
    ($(#[$doc:meta])* $name:ident $input:tt { $(#[$about:meta])* $list:ident: [$item:ty] $(, $(#[$meta:meta])* $field:ident: $shape:ty)* $(,)? }) => {
        $(#[$doc])*
        #[derive(async_graphql::SimpleObject, async_graphql::InputObject, Clone, Debug)]
        #[graphql(input_name = $input)]
        pub struct $name {
            $(#[$about])*
            #[graphql(default)]
            pub $list: Vec<$item>,
            $($(#[$meta])* pub $field: $shape,)*
            /// The items of the last version that are not repeated here, each with the reason why.
            #[graphql(default, skip_output)]
            pub left_out: Vec<$crate::graphql::part::LeftOut>,
            /// Where this version of the part came from: who wrote it, when, and from what source.
            #[graphql(skip_input)]
            pub provenance: $crate::graphql::part::Provenance,
        }

        impl $crate::graphql::part::Readable for $name {
            type Content = domain::$name;

            fn read(self, problems: &mut $crate::domain::problem::Problems) -> Option<domain::$name> {
                use $crate::graphql::part::shape::{Shape, published_name};
                let Self { $list, $($field,)* left_out, provenance: _ } = self;
                let items = problems.within(&published_name(stringify!($list)), |here| Shape::read($list, here));
                $(let $field = problems.within(&published_name(stringify!($field)), |here| Shape::read($field, here));)*
                let left_out = problems.within("leftOut", |here| Shape::read(left_out, here));
                let $list = $crate::domain::part::Listed { items: items?, left_out: left_out? };
                Some(domain::$name { $list, $($field: $field?),* })
            }
        }

        impl $crate::graphql::part::Published for domain::$name {
            type Shown = $name;

            fn publish(&self, provenance: $crate::graphql::part::Provenance) -> $name {
                use $crate::graphql::part::shape::Shape;
                let Self { $list, $($field),* } = self;
                $name { $list: Shape::show(&$list.items), $($field: Shape::show($field),)* left_out: Vec::new(), provenance }
            }
        }
    };
}

pub(in crate::graphql) use {listed_part, same, shapes};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_published_in_camel_case() {
        assert_eq!(published_name("on"), "on");
        assert_eq!(published_name("left_out"), "leftOut");
        assert_eq!(
            published_name("section_117_considered"),
            "section117Considered"
        );
    }
}
