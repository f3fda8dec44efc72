//! What a demo shows to whoever starts it: who can look, with which token, and what to ask.

use std::fmt::Write;
use std::path::Path;

use crate::access::Role;
use crate::access::development::{DevelopmentError, token};
use crate::domain::code::OrganisationCode;
use crate::domain::organisation::Organisations;
use crate::jobs::demo::{DemoError, Story, stories};
use crate::server::Example;

/// The question the issue of every case comes down to.
pub const ANSWER: &str = "query($n: NhsNumber!) { entry(nhsNumber: $n) { id relation viewerCan answer entitlement { status since because { sentence provision { citation } } } duties { kind body { code name } candidates { code name } status since until } discrepancies { rule { code } severity sentence actors { code name } openedOn grade } } }";
const AS_IT_STOOD: &str = "query($n: NhsNumber!, $on: Date!, $known: DateTime!) { entry(nhsNumber: $n, on: $on, knownAt: $known) { on knownAt answer discrepancies { rule { code } severity sentence actors { name } openedOn } } }";
const SIDE_BY_SIDE: &str = "query($n: NhsNumber!) { entry(nhsNumber: $n) { accounts { organisation { name } position { __typename ... on Position { status since knownSince service provenance { recordedAt } } ... on ResponsibilityClaim { responsibleCouncil responsibleIcb } } plan { __typename ... on Plan { plans { kind made } } } reviews { __typename ... on Reviews { reviews { kind held } } } } notifications { from { name } to { name } kind raisedAt reply answeredAt } } }";
const NEEDS_US: &str = "{ discrepancies(first: 20, filter: { needsUs: true }) { totalCount edges { node { entryId rule { code } severity sentence openedOn } } pageInfo { hasNextPage endCursor } } }";

/// Why nothing can be shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowcaseError {
    /// The stories cannot be read.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// There is no development key.
    #[error(transparent)]
    Key(#[from] DevelopmentError),
}

struct Viewer {
    code: &'static str,
    name: &'static str,
    sees: &'static str,
}

const VIEWERS: [Viewer; 3] = [
    Viewer {
        code: "RP1",
        name: "the Trust",
        sees: "no plan when the person left hospital, no coordinator and no review",
    },
    Viewer {
        code: "E06000062",
        name: "the council",
        sees: "a council that does not know whether the person is entitled, and a review overdue since August 2023",
    },
    Viewer {
        code: "QPM",
        name: "the ICB",
        sees: "that the others' records differ, and what the ICB too must now put right",
    },
];

fn example(
    folder: &Path,
    now: u64,
    title: &str,
    viewer: &Viewer,
    query: &str,
    variables: serde_json::Value,
    says: &str,
) -> Result<Example, ShowcaseError> {
    let organisation: OrganisationCode = viewer.code.parse().map_err(|_| DevelopmentError::Key)?;
    Ok(Example {
        title: title.to_owned(),
        who: format!("{} ({})", viewer.name, viewer.code),
        token: token(folder, &organisation, Role::Practitioner, "demo", now)?,
        query: query.to_owned(),
        variables,
        says: says.to_owned(),
    })
}

/// Ready-made requests.
pub fn examples(folder: &Path, now: u64) -> Result<Vec<Example>, ShowcaseError> {
    let stories = stories()?;
    let number = |name: &str| {
        stories
            .iter()
            .find(|(one, _)| *one == name)
            .map_or("", |(_, story)| story.nhs_number.as_str())
    };
    let case = number("west_northamptonshire");
    let mut examples = Vec::new();
    for viewer in &VIEWERS {
        let says = format!("You should see {}.", viewer.sees);
        examples.push(example(
            folder,
            now,
            "West Northamptonshire: the answer and what stands",
            viewer,
            ANSWER,
            serde_json::json!({ "n": case }),
            &says,
        )?);
    }
    for viewer in &VIEWERS {
        examples.push(example(
            folder,
            now,
            "The accounts side by side, and who told whom",
            viewer,
            SIDE_BY_SIDE,
            serde_json::json!({ "n": case }),
            "Each body's own account, and what is not recorded or not shared.",
        )?);
    }
    for viewer in &VIEWERS {
        let then =
            serde_json::json!({ "n": case, "on": "2025-10-19", "known": "2025-10-19T12:00:00Z" });
        let says = "The day before the Ombudsmen decided: NOT-02 and NOT-03 stand, for neither the Trust nor the council has told the ICB.";
        examples.push(example(
            folder,
            now,
            "As the register stood on 19 October 2025",
            viewer,
            AS_IT_STOOD,
            then,
            says,
        )?);
    }
    for viewer in &VIEWERS {
        let says = "The discrepancies on which this organisation must act.";
        examples.push(example(
            folder,
            now,
            "What needs us today",
            viewer,
            NEEDS_US,
            serde_json::json!({}),
            says,
        )?);
    }
    Ok(examples)
}

fn curl(address: &str, example: &Example) -> String {
    let body = serde_json::json!({ "query": example.query, "variables": example.variables });
    format!(
        "curl -s http://{address}/graphql -H 'Content-Type: application/json' -H 'Authorization: Bearer {}' -d '{body}'",
        example.token
    )
}

/// What the demo prints once it serves.
pub fn welcome(
    address: &str,
    folder: &Path,
    organisations: &Organisations,
    examples: &[Example],
    now: u64,
) -> Result<String, ShowcaseError> {
    let mut page = String::new();
    let line = |page: &mut String, text: &str| {
        page.push_str(text);
        page.push('\n');
    };
    line(
        &mut page,
        "\nThe published cases, told again as synthetic people:",
    );
    for (
        _,
        Story {
            title,
            source,
            says,
            missing,
            nhs_number,
            ..
        },
    ) in stories()?
    {
        let _ = write!(
            page,
            "\n  {title}  (NHS number {})\n    {says}\n    From: {source}\n",
            nhs_number.as_str()
        );
        for one in missing {
            let _ = writeln!(page, "    Not told: {one}");
        }
    }
    line(
        &mut page,
        "\nTokens, valid for twelve hours (s117 token --data DIR --organisation CODE makes more):",
    );
    for organisation in organisations.all().filter(|one| one.closed.is_none()) {
        let made = token(folder, &organisation.code, Role::Practitioner, "demo", now)?;
        let _ = writeln!(
            page,
            "\n  {} {}\n  {made}",
            organisation.code, organisation.name
        );
    }
    line(
        &mut page,
        "\nAsk as the Trust, the council and the ICB in turn:",
    );
    let case = |one: &&Example| one.query == ANSWER || one.query == AS_IT_STOOD;
    for example in examples.iter().filter(case) {
        let _ = writeln!(
            page,
            "\n# {}: {}\n{}",
            example.who,
            example.says,
            curl(address, example)
        );
    }
    let _ = write!(
        page,
        "\nServing http://{address}/graphql    Explorer: http://{address}/explorer\n"
    );
    Ok(page)
}
