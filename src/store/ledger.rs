//! The hashes that make the access log tamper-evident: a leaf for a row, the Merkle tree hash of a batch (RFC 9162, 2.1.1), a chain of batches.

use sha2::{Digest, Sha256};

/// SHA-256.
pub type Hash = [u8; 32];

/// The chain before its first seal.
pub const BEGINNING: Hash = [0; 32];

/// A row's id and its leaf.
pub type Leaf = ([u8; 16], Hash);

/// The hash of a row: of each of its fields with its length before it, so that no two rows look alike.
pub fn leaf<'a>(fields: impl IntoIterator<Item = &'a [u8]>) -> Hash {
    let mut hash = Sha256::new().chain_update([0]);
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

/// The Merkle tree hash of leaves that are hashed already.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::new().finalize().into(),
        [one] => *one,
        several => {
            // The largest power of two that is smaller than their number.
            let half = several.len().next_power_of_two() / 2;
            let (left, right) = several.split_at(half);
            let node = Sha256::new()
                .chain_update([1])
                .chain_update(root(left))
                .chain_update(root(right));
            node.finalize().into()
        }
    }
}

/// The chain at a seal: from the chain before it, and from the seal's number, time, size and root.
pub fn chain(before: &Hash, number: i64, at: i64, size: usize, root: &Hash) -> Hash {
    let link = Sha256::new()
        .chain_update([2])
        .chain_update(before)
        .chain_update(number.to_be_bytes())
        .chain_update(at.to_be_bytes())
        .chain_update((size as u64).to_be_bytes())
        .chain_update(root);
    link.finalize().into()
}

/// Leaves as they are stored, forty-eight bytes each.
pub fn packed(leaves: &[Leaf]) -> Vec<u8> {
    leaves
        .iter()
        .flat_map(|(id, leaf)| id.iter().chain(leaf).copied())
        .collect()
}

/// Leaves as they were stored; none if the bytes are not that.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<Leaf>> {
    let (whole, rest) = bytes.as_chunks::<48>();
    let leaf = |one: &[u8; 48]| {
        let (id, leaf) = one.split_first_chunk::<16>()?;
        Some((*id, leaf.try_into().ok()?))
    };
    rest.is_empty().then(|| whole.iter().map(leaf).collect())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes
            .iter()
            .fold(String::new(), |all, byte| format!("{all}{byte:02x}"))
    }

    /// The leaves and roots that the tests of Certificate Transparency publish.
    #[test]
    fn the_tree_is_that_of_certificate_transparency() {
        let data: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let leaves = data.map(|one| -> Hash {
            Sha256::new()
                .chain_update([0])
                .chain_update(one)
                .finalize()
                .into()
        });
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        for (size, expected) in roots.iter().enumerate() {
            assert_eq!(hex(&root(&leaves[..size])), *expected, "{size} leaves");
        }
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        assert_ne!(
            leaf([b"ab".as_slice(), b"c"]),
            leaf([b"a".as_slice(), b"bc"])
        );
        assert_ne!(leaf([b"a".as_slice(), b""]), leaf([b"a".as_slice()]));
    }

    #[test]
    fn leaves_come_back_as_they_were_stored() {
        let leaves = vec![([1; 16], [2; 32]), ([3; 16], [4; 32])];
        assert_eq!(unpacked(&packed(&leaves)), Some(leaves));
        assert_eq!(unpacked(&[0; 47]), None);
        assert_eq!(unpacked(&[]), Some(Vec::new()));
    }
}
