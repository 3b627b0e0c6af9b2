"""Which subtrees a root or a proof is made of (RFC 9162 2.1): arithmetic only.

A node (level, pos) stands for the leaves pos * 2**level up to (pos + 1) * 2**level.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256

Node = tuple[int, int]
Range = tuple[int, int]
EMPTY_ROOT = sha256().digest()


def leaf(entry: bytes) -> bytes:
    """The hash of an entry as a leaf."""
    return sha256(b"\x00" + entry).digest()


def parent(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def cover(start: int, end: int) -> list[Node]:
    """The whole subtrees that make up the leaves from `start` to before `end`, left to right.

    `start` must be a multiple of the largest power of two below the width, as in every proof.
    """
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def fold(hashes: Sequence[bytes]) -> bytes:
    """The hash over subtrees of falling size, from left to right; of none: the empty tree's."""
    if not hashes:
        return EMPTY_ROOT
    found = hashes[-1]
    for one in reversed(hashes[:-1]):
        found = parent(one, found)
    return found


def hash_of(span: Range, hashes: Mapping[Node, bytes]) -> bytes:
    """The hash over the leaves of this range, from the hashes of its whole subtrees."""
    return fold([hashes[node] for node in cover(*span)])


def inclusion(idx: int, size: int) -> list[Range]:
    """The ranges whose hashes prove a leaf, from the leaf up (2.1.3.1)."""
    found, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if idx < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def consistency(old: int, new: int) -> list[Range]:
    """The ranges whose hashes prove that `new` leaves begin with `old` ones (2.1.4.1)."""
    if old in (0, new):
        return []
    found, start, end = [], 0, new
    while old < end:
        middle = start + _split(end - start)
        if old <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    if start:  # not on the left edge: its hash is not the old root
        found.append((start, end))
    return found[::-1]


def node_count(size: int) -> int:
    """How many whole subtrees a tree of this size has."""
    count = 0
    while size:
        count, size = count + size, size >> 1
    return count


def _split(width: int) -> int:
    """The largest power of two below the width."""
    return 1 << ((width - 1).bit_length() - 1)
