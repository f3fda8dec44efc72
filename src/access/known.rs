//! Tokens that were verified a moment ago: a signature costs more than most of what is asked with it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use super::caller::Caller;
use super::token::{BadToken, verified};
use super::trust::Trust;
use crate::domain::organisation::Organisations;

/// How long a verified token is believed without looking again, in seconds.
const AWHILE: u64 = 60;
/// The most tokens that are remembered: past it all are forgotten.
const MOST: usize = 4_096;

/// How long it is said that an issuer's clock was found ahead of ours, in seconds.
const SAID: u64 = 600;

/// Tokens that were verified a moment ago, by their hash. A change of the trust file, of a key, or of an organisation forgets them all.
#[derive(Debug, Default)]
pub struct KnownTokens(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// Whom we believed, and which organisations there were.
    under: Option<(Arc<Trust>, Arc<Organisations>)>,
    tokens: HashMap<[u8; 32], Held>,
    /// When a token that was signed well came from the future.
    future: Option<u64>,
}

#[derive(Debug)]
struct Held {
    caller: Caller,
    since: u64,
    until: u64,
}

impl KnownTokens {
    fn locked(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether lately a token came from the future: a clock, an issuer's or ours, is wrong by more than is forgiven.
    pub fn a_clock_is_wrong(&self, now: u64) -> bool {
        let future = self.locked().future;
        future.is_some_and(|at| now.saturating_sub(at) < SAID)
    }

    /// Verifies a token at `now`, seconds since 1970: as [`verify`](super::token::verify) would, or as it did a moment ago.
    pub fn verify(
        &self,
        token: &str,
        trust: &Arc<Trust>,
        organisations: &Arc<Organisations>,
        now: u64,
    ) -> Result<Caller, BadToken> {
        let hash = Sha256::digest(token).into();
        {
            let mut known = self.locked();
            let same = known.under.as_ref().is_some_and(|(before, bodies)| {
                Arc::ptr_eq(before, trust) && Arc::ptr_eq(bodies, organisations)
            });
            if !same {
                known.tokens.clear();
                known.under = Some((Arc::clone(trust), Arc::clone(organisations)));
            }
            let held = known.tokens.get(&hash);
            if let Some(held) = held.filter(|held| (held.since..held.until).contains(&now)) {
                return Ok(held.caller.clone());
            }
        }
        let (caller, expires) = verified(token, trust, organisations, now).inspect_err(|bad| {
            if *bad == BadToken::Future {
                self.locked().future = Some(now);
            }
        })?;
        let held = Held {
            caller: caller.clone(),
            since: now,
            until: expires.min(now.saturating_add(AWHILE)),
        };
        let mut known = self.locked();
        // Verified under what somebody else has found changed meanwhile: not remembered.
        let same = known.under.as_ref().is_some_and(|(before, bodies)| {
            Arc::ptr_eq(before, trust) && Arc::ptr_eq(bodies, organisations)
        });
        if same {
            if known.tokens.len() >= MOST {
                known.tokens.clear();
            }
            known.tokens.insert(hash, held);
        }
        Ok(caller)
    }
}
