//! Media types: what is taken, and which of the two that are written a caller prefers (RFC 9110, 12.5.1; GraphQL over HTTP).

use axum::http::{HeaderMap, HeaderName, header};

use super::reply::JSON;

/// How a GraphQL result is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Media {
    /// `application/graphql-response+json`: a request that was not executed is a 400.
    Graphql,
    /// `application/json`, for older clients: the result of a well-formed request is a 200 whatever it says.
    Json,
}

impl Media {
    /// As a header has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Graphql => "application/graphql-response+json; charset=utf-8",
            Self::Json => JSON,
        }
    }

    /// The one that the caller prefers; none if it takes neither.
    pub fn preferred(headers: &HeaderMap) -> Option<Self> {
        let mut ranges = Vec::new();
        for accept in headers.get_all(header::ACCEPT) {
            ranges.extend(accept.to_str().ok()?.split(',').filter_map(range));
        }
        if ranges.is_empty() {
            return Some(Self::Json);
        }
        // Of the ranges that cover a type the most specific counts.
        let quality = |name: &str| {
            let fit = |range: &(String, u16)| match range.0.as_str() {
                one if one == name => Some((2, range.1)),
                "application/*" => Some((1, range.1)),
                "*/*" => Some((0, range.1)),
                _ => None,
            };
            ranges.iter().filter_map(fit).max_by_key(|(fit, _)| *fit)
        };
        let graphql = quality("application/graphql-response+json").filter(|(_, q)| *q > 0);
        let json = quality("application/json").filter(|(_, q)| *q > 0);
        match (graphql, json) {
            (None, None) => None,
            (Some(_), None) => Some(Self::Graphql),
            (None, Some(_)) => Some(Self::Json),
            (Some((fit, one)), Some((_, other))) => {
                // The newer type goes only to whoever names it.
                let named = fit == 2 && one >= other;
                Some(if one > other || named {
                    Self::Graphql
                } else {
                    Self::Json
                })
            }
        }
    }
}

/// A media range and its quality in thousandths.
fn range(text: &str) -> Option<(String, u16)> {
    let mut pieces = text.split(';').map(str::trim);
    let name = pieces.next().filter(|name| name.contains('/'))?;
    let quality = pieces
        .filter_map(|piece| piece.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
        .map_or(Some(1000), |(_, quality)| thousandths(quality.trim()))?;
    Some((name.to_ascii_lowercase(), quality))
}

fn thousandths(text: &str) -> Option<u16> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let rest: u16 = format!("{rest:0<3}").parse().ok().filter(|_| digits)?;
    match whole {
        "0" => Some(rest),
        "1" if rest == 0 => Some(1000),
        _ => None,
    }
}

/// A header that is there once, as text.
pub fn single(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut all = headers.get_all(name).iter();
    let only = all.next()?;
    all.next().is_none().then(|| only.to_str().ok()).flatten()
}

/// Whether a body is JSON in UTF-8, as it is.
pub fn is_plain_json(headers: &HeaderMap) -> bool {
    let Some(value) = single(headers, header::CONTENT_TYPE) else {
        return false;
    };
    let mut pieces = value.split(';').map(str::trim);
    let json = |media: &str| media.eq_ignore_ascii_case("application/json");
    let utf8 = |piece: &str| {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        let value = value.trim_matches('"');
        name.eq_ignore_ascii_case("charset") && value.eq_ignore_ascii_case("utf-8")
    };
    // Nothing is unpacked here: a small body that unpacks to a large one is not looked at.
    let packed = headers.contains_key(header::CONTENT_ENCODING);
    pieces.next().is_some_and(json) && pieces.all(utf8) && !packed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preferred(accept: &[&str]) -> Option<Media> {
        let mut headers = HeaderMap::new();
        for one in accept {
            headers.append(header::ACCEPT, one.parse().unwrap());
        }
        Media::preferred(&headers)
    }

    #[test]
    fn the_caller_is_given_what_it_prefers() {
        use Media::{Graphql, Json};
        for (accept, expected) in [
            (&[][..], Some(Json)),
            (&["*/*"], Some(Json)),
            (&["application/*"], Some(Json)),
            (&["application/json"], Some(Json)),
            (&["Application/JSON; charset=utf-8"], Some(Json)),
            (&["application/graphql-response+json"], Some(Graphql)),
            (
                &["application/graphql-response+json, application/json"],
                Some(Graphql),
            ),
            (
                &["application/json, application/graphql-response+json"],
                Some(Graphql),
            ),
            (
                &["application/graphql-response+json;q=0.5, application/json"],
                Some(Json),
            ),
            (
                &["application/graphql-response+json;q=0.5, application/json;q=0.1"],
                Some(Graphql),
            ),
            (
                &["application/graphql-response+json;q=0.9, */*;q=0.8"],
                Some(Graphql),
            ),
            (&["application/graphql-response+json;q=0, */*"], Some(Json)),
            (&["application/json;q=0, */*"], Some(Graphql)),
            (&["text/html", "application/json"], Some(Json)),
            (&["text/html"], None),
            (&["application/json;q=0"], None),
            (&["application/xml;q=0.9, text/*"], None),
        ] {
            assert_eq!(preferred(accept), expected, "{accept:?}");
        }
    }

    #[test]
    fn only_plain_json_in_utf_8_is_taken() {
        let taken = |name: &str, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
            headers.insert(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
            is_plain_json(&headers)
        };
        for value in [
            "application/json",
            "APPLICATION/JSON",
            "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"",
        ] {
            assert!(taken("content-type", value), "{value}");
        }
        for value in [
            "text/plain",
            "application/graphql",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/json; charset=utf-16",
            "application/json; boundary=x",
            "application/jsonp",
            "json",
            "",
        ] {
            assert!(!taken("content-type", value), "{value}");
        }
        assert!(!taken("content-encoding", "gzip"));
    }
}
