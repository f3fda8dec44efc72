//! The bijection: every id and cursor is replaced by the order in which it first appeared, so that two registers can be compared.

use std::collections::BTreeMap;

use serde_json::Value;

/// The prefixes of published ids.
const PREFIXES: [&str; 6] = ["ent_", "acc_", "ntf_", "dsc_", "dsp_", "pol_"];

/// A sealed cursor is never shorter: nonce, id and tag, in base64. Whatever is shorter is compared letter by letter.
const SEALED: usize = 59;

/// The names one register's answers have used so far.
#[derive(Default)]
pub struct Names {
    seen: BTreeMap<String, Vec<String>>,
    own_account: Option<String>,
}

impl Names {
    fn name(&mut self, kind: &str, text: &str) -> String {
        let seen = self.seen.entry(kind.to_owned()).or_default();
        let place = seen.iter().position(|one| one == text).unwrap_or_else(|| {
            seen.push(text.to_owned());
            seen.len() - 1
        });
        format!("{kind}#{place}")
    }

    /// The text that stands for this name in this register: `ent#0` is the first entry it ever showed, `own` the caller's own account.
    fn meant(&self, name: &str) -> Option<String> {
        if name == "acc#own" {
            return Some(
                self.own_account
                    .clone()
                    .unwrap_or_else(|| format!("acc_{:032x}", 1)),
            );
        }
        let (kind, place) = name.split_once('#')?;
        let known = match kind {
            "ent" | "acc" | "ntf" | "dsc" | "dsp" | "pol" | "cursor" => self.seen.get(kind),
            _ => return None,
        };
        let place: usize = place.parse().ok()?;
        let found = known.and_then(|all| all.get(place)).cloned();
        Some(found.unwrap_or_else(|| format!("{kind}_{place:032x}")))
    }

    /// What to send: names become what they stand for here.
    pub fn sent(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.meant(text).unwrap_or_else(|| text.clone())),
            Value::Array(all) => all.iter().map(|one| self.sent(one)).collect(),
            Value::Object(all) => all
                .iter()
                .map(|(key, one)| (key.clone(), self.sent(one)))
                .collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    fn text(&mut self, key: &str, text: &str) -> String {
        match key {
            "reference" => return "reference".to_owned(),
            // A cursor's length is part of what it shows.
            "cursor" | "startCursor" | "endCursor" if text.len() >= SEALED => {
                return format!("{} of {} letters", self.name("cursor", text), text.len());
            }
            _ => {}
        }
        let mut rest = text;
        let mut named = String::new();
        while let Some(at) = PREFIXES.iter().filter_map(|prefix| rest.find(prefix)).min() {
            let (before, from) = rest.split_at(at);
            named.push_str(before);
            let id = from
                .get(..36)
                .filter(|id| id.bytes().skip(4).all(|b| b.is_ascii_hexdigit()));
            let Some(id) = id else {
                named.push_str(&from[..4]);
                rest = &from[4..];
                continue;
            };
            named.push_str(&self.name(&id[..3], id));
            rest = &from[36..];
        }
        named + rest
    }

    /// What was answered, with every id and cursor named.
    pub fn answered(&mut self, key: &str, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(key, text)),
            Value::Array(all) => all.iter().map(|one| self.answered(key, one)).collect(),
            Value::Object(all) => {
                if all.get("own") == Some(&Value::Bool(true)) && self.own_account.is_none() {
                    self.own_account = all.get("id").and_then(Value::as_str).map(ToOwned::to_owned);
                }
                all.iter()
                    .map(|(key, one)| (key.clone(), self.answered(key, one)))
                    .collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }
}

/// What was answered, with ids of a kind alike, and pages sorted: for lists whose ties are broken by ids made after the difference.
pub fn unordered(value: &Value) -> Value {
    alike(value)
}

fn alike(value: &Value) -> Value {
    match value {
        Value::Array(all) => {
            let mut all: Vec<_> = all.iter().map(alike).collect();
            all.sort_by_key(ToString::to_string);
            Value::Array(all)
        }
        Value::Object(all) => {
            let one = |(key, one): (&String, &Value)| {
                let mut fresh = Names::default();
                (
                    key.clone(),
                    if one.is_string() {
                        fresh.answered(key, one)
                    } else {
                        alike(one)
                    },
                )
            };
            all.iter().map(one).collect()
        }
        Value::String(_) => Names::default().answered("", value),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}
