//! Cursors: a place in one caller's list, sealed so that nobody can read it, change it, or use another's.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::Ids;
use crate::access::Caller;
use crate::store::{Store, StoreError};

/// A cursor that was not given to this caller for this list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("this cursor was not given to you for this list")]
pub struct BadCursor;

/// The register's key for cursors, the same for every gateway in front of one database.
pub struct Seal(RandomizedNonceKey);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(hidden)")
    }
}

const MARK: &str = "cursor key";

impl Seal {
    /// Reads the key, or makes it when the register is new.
    pub async fn of(store: &Store, ids: &dyn Ids) -> Result<Self, StoreError> {
        let text = if let Some(text) = store.mark(MARK).await? {
            text
        } else {
            let key = [ids.bytes(), ids.bytes()].concat();
            let mut tx = store.begin(crate::store::Now::Database).await?;
            tx.put_mark(MARK, &URL_SAFE_NO_PAD.encode(key)).await?;
            tx.commit().await?;
            store.mark(MARK).await?.unwrap_or_default()
        };
        let unreadable = || StoreError::Inconsistency {
            table: "register_mark",
            column: "value",
            id: MARK.to_owned(),
        };
        let key = URL_SAFE_NO_PAD.decode(text).map_err(|_| unreadable())?;
        RandomizedNonceKey::new(&AES_256_GCM, &key)
            .map(Self)
            .map_err(|_| unreadable())
    }

    /// Seals a place in a list for a caller.
    pub fn seal(&self, caller: &Caller, list: &str, key: &str, id: Uuid) -> String {
        let mut bytes = id.as_bytes().to_vec();
        bytes.extend_from_slice(key.as_bytes());
        match self
            .0
            .seal_in_place_append_tag(Aad::from(holder(caller, list)), &mut bytes)
        {
            Ok(nonce) => URL_SAFE_NO_PAD.encode([nonce.as_ref().as_slice(), &bytes].concat()),
            // Sealing fails only for inputs far longer than any key; an empty cursor opens for nobody.
            Err(_) => String::new(),
        }
    }

    /// Opens a cursor that was sealed for this caller and list.
    pub fn open(
        &self,
        caller: &Caller,
        list: &str,
        cursor: &str,
    ) -> Result<(String, Uuid), BadCursor> {
        if cursor.len() > 400 {
            return Err(BadCursor);
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| BadCursor)?;
        let (nonce, sealed) = bytes.split_at_checked(12).ok_or(BadCursor)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| BadCursor)?;
        let mut sealed = sealed.to_vec();
        let plain = self
            .0
            .open_in_place(nonce, Aad::from(holder(caller, list)), &mut sealed)
            .map_err(|_| BadCursor)?;
        let (id, key) = plain.split_at_checked(16).ok_or(BadCursor)?;
        let id = Uuid::from_slice(id).map_err(|_| BadCursor)?;
        Ok((String::from_utf8(key.to_vec()).map_err(|_| BadCursor)?, id))
    }
}

fn holder(caller: &Caller, list: &str) -> Vec<u8> {
    format!("{}\0{}\0{list}", caller.organisation(), caller.subject()).into_bytes()
}
