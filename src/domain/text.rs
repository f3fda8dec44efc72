//! Words a body writes about a person: kept exactly as written, bounded, and never shown by `Debug`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest name, role or reference, in characters.
pub const LINE: usize = 200;
/// The longest passage, in characters.
pub const PASSAGE: usize = 4_000;

/// A line or passage in any script. It holds no control characters but line breaks and tabs: PostgreSQL cannot store U+0000, and a
/// text must read the same from both databases.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text(String);

/// Why a text is not kept. The text itself is not repeated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotText {
    /// Nothing that can be seen.
    #[error("write something, or leave it out")]
    Empty,
    /// Longer than its place allows.
    #[error("at most {0} characters")]
    TooLong(usize),
    /// NUL or another control character.
    #[error("control characters such as NUL cannot be kept")]
    Control,
}

/// White space, or one of the characters that take no space at all.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

impl Text {
    /// Reads a text of at most `longest` characters.
    pub fn read(text: &str, longest: usize) -> Result<Self, NotText> {
        if text.chars().nth(longest).is_some() {
            Err(NotText::TooLong(longest))
        } else if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            Err(NotText::Control)
        } else if text.chars().all(is_invisible) {
            Err(NotText::Empty)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Text {
    type Error = NotText;

    fn try_from(text: String) -> Result<Self, NotText> {
        Self::read(&text, PASSAGE)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_script_is_kept_and_control_characters_are_not() {
        for name in [
            "O'Brien",
            "Nguyễn",
            "عبد الله",
            "\u{202e}right to left",
            "a\nb",
        ] {
            assert_eq!(Text::read(name, LINE).unwrap().as_str(), name);
        }
        assert_eq!(Text::read("a\0b", LINE), Err(NotText::Control));
        assert_eq!(Text::read(" ", LINE), Err(NotText::Empty));
        assert_eq!(
            Text::read(&"x".repeat(10_000), LINE),
            Err(NotText::TooLong(LINE))
        );
    }
}
