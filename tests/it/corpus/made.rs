//! How a hostile request is made from a seed.

use serde_json::{Map, Value, json};

use crate::support::identity;

/// A small generator, the same everywhere (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most.max(1)).unwrap_or(1);
        usize::try_from(self.roll() % most).unwrap_or(0)
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    fn chance(&mut self, in_hundred: usize) -> bool {
        self.below(100) < in_hundred
    }
}

const ODD: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "\u{7f}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\u{fffd}",
    "é",
    "\u{1F9D1}\u{200D}\u{2695}\u{FE0F}",
    "Ａ",
    "'; DROP TABLE account; --",
    "\" OR 1=1",
    "../../etc/passwd",
    "%00",
    "${jndi}",
    "{{7*7}}",
    "<script>",
    "null",
    "true",
    "NaN",
    "9991700013",
    "0000000000",
    "2023-02-31",
    "2023-06-13",
    "9999-12-31",
    "-1",
    "1e309",
    "9223372036854775808",
    "RP1",
    "QPM",
    "E06000062",
    "ent_1",
    "03",
    "unknown",
];

const TYPES: &[&str] = &[
    "application/json",
    "application/json; charset=utf-8",
    "application/json; charset=utf-16",
    "text/plain",
    "application/graphql",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/graphql+json",
    "",
    "application/json, text/plain",
    "\u{e9}",
];

const DOCUMENTS: &[&str] = &[
    "{ me { organisation { code name } role subject } }",
    "query($n: NhsNumber) { entry(nhsNumber: $n) { id answer relation viewerCan } }",
    "query($i: ID, $o: Date, $k: DateTime) { entry(id: $i, on: $o, knownAt: $k) { id discrepancies { rule { code } values { says } } } }",
    "query($f: Int, $a: String) { entries(first: $f, after: $a) { totalCount edges { cursor node { id } } pageInfo { endCursor } } }",
    "query($f: Int, $w: DiscrepancyFilter) { discrepancies(first: $f, filter: $w) { totalCount edges { node { sentence } } } }",
    "{ notifications(first: 5, unanswered: true) { edges { node { id kind } } } }",
    "mutation($i: SubmitTrustRecordInput!) { submitTrustRecord(input: $i) { __typename ... on InputRejected { problems { code path } } } }",
    "mutation($i: WithdrawPartInput!) { withdrawPart(input: $i) { __typename } }",
    "mutation($i: AcknowledgeNotificationInput!) { acknowledgeNotification(input: $i) { __typename } }",
    "mutation($i: LinkAccountInput!) { linkAccount(input: $i) { __typename } }",
    "{ __schema { types { name fields { name type { name ofType { name } } } } } }",
    "{ rules { code provisions { citation } } organisations { code } provisions { code } }",
];

fn wild(dice: &mut Dice, depth: usize) -> Value {
    match dice.below(if depth > 3 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => json!(dice.chance(50)),
        2 => json!(dice.roll()),
        3 => json!(-(i64::try_from(dice.roll() >> 1).unwrap_or(0))),
        4 => json!(1.5e300),
        5 => json!(dice.one(ODD).repeat(1 + dice.below(3))),
        6 => Value::Array((0..dice.below(4)).map(|_| wild(dice, depth + 1)).collect()),
        7 => json!("x".repeat(dice.below(12_000))),
        _ => {
            let mut object = Map::new();
            for _ in 0..dice.below(4) {
                let names = [
                    "record",
                    "localId",
                    "identity",
                    "name",
                    "nhsNumber",
                    "spells",
                    "key",
                    "part",
                    "reason",
                    "input",
                    "first",
                    "\u{0}",
                ];
                object.insert(dice.one(&names).to_owned(), wild(dice, depth + 1));
            }
            Value::Object(object)
        }
    }
}

/// A good submission with one thing in it changed.
fn changed(dice: &mut Dice) -> Value {
    let mut input = json!({
        "localId": format!("T{}", dice.below(4)), "idempotencyKey": format!("k{}", dice.roll()),
        "record": {
            "identity": identity("9991700013", "Example", "1990-01-01"),
            "detention": { "spells": [{ "key": "s1", "hospital": "RP1", "start": "2023-06-13", "hospitalExit": "2023-06-27" }] },
            "legalBasis": { "statuses": [{ "key": "l1", "spell": "s1", "code": "03", "from": "2023-06-13" }] },
            "position": { "status": "ELIGIBLE", "responsibleCouncil": "E06000062" },
        }
    });
    let mut path = String::new();
    while let Some(here) = input.pointer(&path) {
        let down = match here {
            Value::Object(fields) if !fields.is_empty() => {
                fields.keys().nth(dice.below(fields.len())).cloned()
            }
            Value::Array(items) if !items.is_empty() => Some(dice.below(items.len()).to_string()),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => None,
        };
        let Some(down) = down else { break };
        path = format!("{path}/{down}");
        if dice.chance(25) {
            break;
        }
    }
    if let Some(at) = input.pointer_mut(&path) {
        *at = wild(dice, 0);
    }
    input
}

fn document(dice: &mut Dice) -> String {
    let good = dice.one(DOCUMENTS);
    match dice.below(10) {
        0 => format!("{{ {} }}", "me { role } ".repeat(dice.below(400))),
        1 => {
            let deep = dice.below(200);
            format!("{}{}", "{ me".repeat(deep), "}".repeat(deep))
        }
        2 => {
            let (many, twice) = (1 + dice.below(40), "...F@ ".repeat(1 + dice.below(4)));
            let spread = |n: usize| {
                format!(
                    "fragment F{n} on Query {{ {} }}",
                    twice.replace('@', &(n + 1).to_string())
                )
            };
            format!(
                "{{ ...F0 }} {} fragment F{many} on Query {{ me {{ role }} }}",
                (0..many).map(spread).collect::<Vec<_>>().join(" ")
            )
        }
        3 | 4 => {
            let mut chars: Vec<char> = good.chars().collect();
            for _ in 0..=dice.below(4) {
                let at = dice.below(chars.len());
                match dice.below(3) {
                    0 if !chars.is_empty() => drop(chars.remove(at)),
                    1 => chars.splice(at..at, dice.one(ODD).chars()).for_each(drop),
                    _ => {
                        let piece: Vec<_> = chars.iter().skip(at).take(20).copied().collect();
                        chars.extend(piece);
                    }
                }
            }
            chars.into_iter().collect()
        }
        _ => good.to_owned(),
    }
}

/// The method, the content type, the path and the body of a request.
pub fn request(dice: &mut Dice) -> (String, String, String, Vec<u8>) {
    let variables = if dice.chance(50) {
        json!({ "i": changed(dice), "n": dice.one(ODD), "f": wild(dice, 2) })
    } else {
        json!({ "i": wild(dice, 0), "n": wild(dice, 0), "f": wild(dice, 0), "a": wild(dice, 3), "o": wild(dice, 3), "k": wild(dice, 3), "w": wild(dice, 1) })
    };
    let posted = json!({ "query": document(dice), "variables": variables });
    let mut body = posted.to_string().into_bytes();
    match dice.below(12) {
        0 => body.truncate(dice.below(body.len())),
        1 => {
            let at = dice.below(body.len());
            body[at] = u8::try_from(dice.below(256)).unwrap_or(0);
        }
        2 => {
            body = (0..dice.below(300))
                .map(|_| u8::try_from(dice.below(256)).unwrap_or(0))
                .collect();
        }
        3 => body = "[".repeat(dice.below(3_000)).into_bytes(),
        4 => body = wild(dice, 0).to_string().into_bytes(),
        5 => {
            body = format!(
                "{{\"query\":\"{{me}}\",\"variables\":{}{}}}",
                "{\"a\":".repeat(dice.below(300)),
                "1"
            )
            .into_bytes();
        }
        _ => {}
    }
    let usual = dice.chance(80);
    let method = if usual {
        "POST"
    } else {
        dice.one(&["GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "POST"])
    };
    let media = if usual { TYPES[0] } else { dice.one(TYPES) };
    let path = if usual {
        "/graphql"
    } else {
        dice.one(&[
            "/graphql",
            "/graphql?query=%7Bme%7D",
            "/",
            "/health/ready",
            "/explorer/../graphql",
            "//graphql",
            "/graphql/",
        ])
    };
    (method.to_owned(), media.to_owned(), path.to_owned(), body)
}
