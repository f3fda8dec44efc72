//! The organisations the register starts with. Codes and dates not checked against their keeper are marked so, here and wherever they are
//! published.

use serde::Deserialize;

use crate::domain::code::OrganisationCode;
use crate::domain::organisation::{self, Kind};
use crate::domain::partial_date::day;

const REFERENCE: &str = include_str!("reference.json");

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindName {
    Council,
    Icb,
    Trust,
    Hospital,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisation {
    code: OrganisationCode,
    kind: KindName,
    name: String,
    opened: Option<String>,
    closed: Option<String>,
    unverified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Succession {
    predecessor: OrganisationCode,
    successor: OrganisationCode,
    on: String,
}

#[derive(Deserialize)]
struct Reference {
    organisations: Vec<Organisation>,
    successions: Vec<Succession>,
}

/// The list cannot be read: a fault of ours.
#[derive(Debug, thiserror::Error)]
#[error("the list of organisations cannot be read: {0}")]
pub struct Unreadable(String);

/// Whether an organisation was invented for the demo: no other register starts with it.
pub fn is_invented(one: &organisation::Organisation) -> bool {
    one.name.starts_with("Demo: ")
}

/// The organisations and who succeeds whom.
pub fn organisations() -> Result<
    (
        Vec<organisation::Organisation>,
        Vec<organisation::Succession>,
    ),
    Unreadable,
> {
    let wrong = |error: &dyn std::fmt::Display| Unreadable(error.to_string());
    let Reference {
        organisations,
        successions,
    } = serde_json::from_str(REFERENCE).map_err(|error| wrong(&error))?;
    let some_day = |text: Option<String>| {
        text.map(|text| day(&text))
            .transpose()
            .map_err(|error| wrong(&error))
    };
    let known = organisations.into_iter().map(
        |Organisation {
             code,
             kind,
             name,
             opened,
             closed,
             unverified,
         }| {
            let kind = match kind {
                KindName::Council => Kind::Council,
                KindName::Icb => Kind::Icb,
                KindName::Trust => Kind::Trust,
                KindName::Hospital => Kind::Hospital,
            };
            Ok(organisation::Organisation {
                code,
                kind,
                name,
                opened: some_day(opened)?,
                closed: some_day(closed)?,
                unverified,
            })
        },
    );
    let successions = successions.into_iter().map(
        |Succession {
             predecessor,
             successor,
             on,
         }| {
            Ok(organisation::Succession {
                predecessor,
                successor,
                on: day(&on).map_err(|error| wrong(&error))?,
            })
        },
    );
    Ok((
        known.collect::<Result<_, _>>()?,
        successions.collect::<Result<_, _>>()?,
    ))
}
