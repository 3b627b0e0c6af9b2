"""Inclusion in a Merkle tree (RFC 9162 2.1.3.2), written for the reader alone: no tree, no log."""

from collections.abc import Sequence
from hashlib import sha256


def holds(entry: bytes, idx: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the tree of `size` entries with this root has this entry at `idx`."""
    if not 0 <= idx < size:
        return False
    place, last = idx, size - 1
    found = sha256(b"\x00" + entry).digest()
    for one in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = sha256(b"\x01" + one + found).digest()
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + one).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and found == root
