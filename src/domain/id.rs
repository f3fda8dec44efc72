//! Typed identifiers. All are random: an id never tells when, or in which order, anything was made.

use std::fmt;

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $prefix:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Reads an id as it was published; none if it is not one of this kind.
            pub fn read(text: &str) -> Option<Self> {
                let rest = text.strip_prefix(concat!($prefix, "_"))?;
                (rest.len() == 32).then(|| Uuid::try_parse(rest).ok().map(Self)).flatten()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }
    )*};
}

ids! {
    /// One person in the register.
    EntryId "ent",
    /// One organisation's account of a person.
    AccountId "acc",
    /// One message between two organisations about a person.
    NotificationId "ntf",
    /// One rule standing about one subject of one entry.
    DiscrepancyId "dsc",
    /// One immutable version of a part.
    VersionId "ver",
    /// One joint policy, as it was put forward.
    PolicyId "pol",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_another_kind_does_not() {
        let id = EntryId(Uuid::from_u128(7));
        assert_eq!(EntryId::read(&id.to_string()), Some(id));
        assert_eq!(AccountId::read(&id.to_string()), None);
        assert_eq!(EntryId::read("ent_"), None);
        assert_eq!(EntryId::read("ent_{00000000000000000000000000000}"), None);
    }
}
