"""Ground: checking Merkle proofs (RFC 9162, SHA-256), as a stranger would: no database, no tree.

The log builds its proofs elsewhere; nothing here is shared with that code but the hashes' form:
a leaf is SHA-256(0x00 || entry), a node SHA-256(0x01 || left || right).
"""

from collections.abc import Sequence
from hashlib import sha256

LENGTH = 32
LARGEST = 2**63 - 1


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry as a leaf (RFC 9162 2.1.1)."""
    return sha256(b"\x00" + entry).digest()


def includes(entry: bytes, idx: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the tree of `size` leaves with this root holds the entry at `idx` (2.1.3.2)."""
    return includes_leaf(leaf_hash(entry), idx, size, proof, root)


def includes_leaf(leaf: bytes, idx: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """The same for the hash of a leaf."""
    if not 0 <= idx < size <= LARGEST or not _hashes(leaf, root, *proof):
        return False
    own, last, found = idx, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if own & 1 or own == last:
            found = _node(one, found)
            while own and not own & 1:
                own, last = own >> 1, last >> 1
        else:
            found = _node(found, one)
        own, last = own >> 1, last >> 1
    return last == 0 and found == root


def extends(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of size `new` begins with the whole tree of size `old` (2.1.4.2)."""
    if not 0 <= old <= new <= LARGEST or not _hashes(old_root, new_root, *proof):
        return False
    if old in (0, new):  # any tree begins with the empty one, and with itself
        wanted = new_root if old else sha256().digest()
        return not proof and old_root == wanted
    path = list(proof)
    if old & (old - 1) == 0:  # a whole subtree: its hash is the old root
        path.insert(0, old_root)
    if not path:
        return False
    return _climb(old - 1, new - 1, path) == (old_root, new_root)


def _climb(own: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The roots, old and new, that this path leads to; None where it is too long or too short."""
    while own & 1:
        own, last = own >> 1, last >> 1
    old = new = path[0]
    for one in path[1:]:
        if last == 0:
            return None
        if own & 1 or own == last:
            old, new = _node(one, old), _node(one, new)
            while own and not own & 1:
                own, last = own >> 1, last >> 1
        else:
            new = _node(new, one)
        own, last = own >> 1, last >> 1
    return (old, new) if last == 0 else None


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _hashes(*values: bytes) -> bool:
    return all(len(one) == LENGTH for one in values)
