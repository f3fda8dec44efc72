//! Stories, as their files have them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::DemoError;
use crate::domain::code::{LocalId, OrganisationCode};
use crate::domain::nhs_number::NhsNumber;
use crate::domain::part::{Body, Part};
use crate::domain::partial_date::Day;
use crate::domain::policy::Policy;
use crate::domain::text::Text;

/// The stories, by name.
pub const STORIES: &[(&str, &str)] = &[
    (
        "west_northamptonshire",
        include_str!("west_northamptonshire.json"),
    ),
    (
        "cheshire_and_merseyside",
        include_str!("cheshire_and_merseyside.json"),
    ),
    ("peterborough", include_str!("peterborough.json")),
    ("worcestershire", include_str!("worcestershire.json")),
    ("guidance_sarah", include_str!("guidance_sarah.json")),
    ("guidance_marlon", include_str!("guidance_marlon.json")),
    ("guidance_ruth", include_str!("guidance_ruth.json")),
    ("guidance_priya", include_str!("guidance_priya.json")),
];

/// A story.
#[derive(Debug)]
pub struct Story {
    /// Its title.
    pub title: String,
    /// Where the case is published.
    pub source: String,
    /// What it shows.
    pub says: String,
    /// What of it cannot be told yet.
    pub missing: Vec<String>,
    /// The synthetic person's NHS number.
    pub nhs_number: NhsNumber,
    pub(super) steps: Vec<Step>,
}

impl Story {
    /// Every body that does something in it.
    pub fn bodies(&self) -> BTreeSet<OrganisationCode> {
        self.steps.iter().map(|step| step.by.clone()).collect()
    }
}

/// One step.
#[derive(Debug)]
pub(super) struct Step {
    pub at: DateTime<Utc>,
    pub by: OrganisationCode,
    pub does: Does,
}

/// What a step does.
#[derive(Debug)]
pub(super) enum Does {
    Submit {
        local_id: LocalId,
        source: Option<Text>,
        parts: Vec<Body>,
    },
    Accept {
        from: OrganisationCode,
    },
    Deny {
        from: OrganisationCode,
        reason: Text,
    },
    Feed(Vec<Part>),
    Delegate {
        to: OrganisationCode,
        parts: Vec<Part>,
        starts: Day,
        ends: Option<Day>,
    },
    /// Puts a joint policy forward, which every body of it adopts at once.
    Agree(Policy),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoryFile {
    title: String,
    source: String,
    says: String,
    missing: Vec<String>,
    nhs_number: NhsNumber,
    steps: Vec<StepFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    at: DateTime<Utc>,
    by: OrganisationCode,
    #[serde(rename = "says")]
    _says: String,
    submit: Option<SubmitFile>,
    accept: Option<FromFile>,
    deny: Option<DenyFile>,
    feed: Option<Vec<String>>,
    delegate: Option<DelegateFile>,
    agree: Option<Policy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubmitFile {
    local_id: LocalId,
    source: Option<Text>,
    parts: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DelegateFile {
    to: OrganisationCode,
    parts: Vec<String>,
    starts: Day,
    ends: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FromFile {
    from: OrganisationCode,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DenyFile {
    from: OrganisationCode,
    reason: Text,
}

fn part(name: &str) -> Result<Part, String> {
    Part::named(name).ok_or_else(|| format!("there is no part {name}"))
}

fn parts(names: &[String]) -> Result<Vec<Part>, String> {
    names.iter().map(|name| part(name)).collect()
}

fn submission(file: SubmitFile) -> Result<Does, String> {
    let bodies = file.parts.iter().map(|(name, content)| {
        let part = part(name)?;
        Body::decode(part, &content.to_string()).map_err(|error| format!("{name}: {error}"))
    });
    Ok(Does::Submit {
        local_id: file.local_id,
        source: file.source,
        parts: bodies.collect::<Result<_, _>>()?,
    })
}

fn step(file: StepFile) -> Result<Step, String> {
    let StepFile {
        at,
        by,
        _says,
        submit,
        accept,
        deny,
        feed,
        delegate,
        agree,
    } = file;
    let delegated = |one: DelegateFile| {
        Ok(Does::Delegate {
            to: one.to,
            parts: parts(&one.parts)?,
            starts: one.starts,
            ends: one.ends,
        })
    };
    let all = [
        submit.map(submission),
        accept.map(|FromFile { from }| Ok(Does::Accept { from })),
        deny.map(|DenyFile { from, reason }| Ok(Does::Deny { from, reason })),
        feed.map(|names| parts(&names).map(Does::Feed)),
        delegate.map(delegated),
        agree.map(|policy| Ok(Does::Agree(policy))),
    ];
    let mut all = all.into_iter().flatten();
    match (all.next(), all.next()) {
        (Some(does), None) => Ok(Step {
            at,
            by,
            does: does?,
        }),
        _ => Err("a step does exactly one thing".to_owned()),
    }
}

/// Reads the stories.
pub fn read() -> Result<Vec<(&'static str, Story)>, DemoError> {
    let read_one = |&(story, text): &(&'static str, &str)| {
        let wrong = |step, why: String| DemoError::Story { story, step, why };
        let file: StoryFile =
            serde_json::from_str(text).map_err(|error| wrong(0, error.to_string()))?;
        let StoryFile {
            title,
            source,
            says,
            missing,
            nhs_number,
            steps,
        } = file;
        let steps = steps
            .into_iter()
            .enumerate()
            .map(|(index, file)| step(file).map_err(|why| wrong(index + 1, why)));
        let steps = steps.collect::<Result<_, _>>()?;
        Ok((
            story,
            Story {
                title,
                source,
                says,
                missing,
                nhs_number,
                steps,
            },
        ))
    };
    STORIES.iter().map(read_one).collect()
}
